/**
 * The figures of many aggregates: each pass over a table is a statement of its own. What adds up comes back as
 * totals of a position and a time, which are to the evaluator rows like others: tree and windows are its own.
 */
import { aggregate, type Job } from "../evaluate/aggregate.ts";
import { placed } from "../evaluate/placement.ts";
import type { DayRange } from "../evaluate/windows.ts";
import type { Org } from "../model/org.ts";
import { type Pass, passesOf, type QueryInput } from "./groups.ts";
import type { Asked, Group, Plan } from "./plan.ts";
import { planOf } from "./plan.ts";

export interface ActualsQuery {
  readonly plan: Plan;
  readonly passes: readonly Pass[];
}

export function actualsQuery(input: QueryInput, asked: readonly Asked[]): ActualsQuery {
  const plan = planOf(input.program, asked);
  return { plan, passes: passesOf(input, plan) };
}

/** A statement's result column by column, as an engine's client gives it; NaN is null. */
export type Answer = readonly Float64Array[];

/** `[window * nodes + node]` for each aggregate asked; over no rows 0 for sum, count and distinct, else NaN. */
export function matricesOf(
  { plan, passes }: ActualsQuery,
  org: Org,
  asked: readonly Asked[],
  answers: readonly Answer[],
): readonly Float64Array[] {
  const readers = passes.map((pass, i) =>
    pass.of === "totals" ? fromTotals(org, pass, answers[i]!) : fromFigures(org, pass, answers[i]!),
  );
  return plan.places.map(({ group, column }, a) => {
    const of = plan.groups[group]!;
    const reader = passes.findIndex(({ groups }) => groups.includes(of));
    return readers[reader]!(of, column, asked[a]!);
  });
}

type Reader = (group: Group, column: number, asked: Asked) => Float64Array;

const days = (column: Float64Array, dayOf: (at: number) => number): Int32Array =>
  Int32Array.from(column, dayOf);

/** A total stands as a row of its position on its atom's first day; of its window on the window's number. */
function fromTotals(org: Org, { columns, cuts }: Pass, [pos, at, ...values]: Answer): Reader {
  const placement = placed(
    days(at!, (one) => cuts?.[one] ?? one),
    Int32Array.from(pos!),
  );
  return (group, column, { ranges }) => {
    const wanted = group.columns[column]!;
    const i = columns.findIndex((c) => c.measure === wanted.measure && c.by === wanted.by);
    const windows = cuts ? ranges : ranges.map(numbered);
    const job: Job = {
      by: wanted.by === "count" ? "sum" : wanted.by,
      scope: group.scope,
      ranges: windows,
      placement,
      values: { keep: null, numbers: values[i]!, codes: null, codeCount: 0 },
      owned: group.owned,
    };
    return aggregate(org, job);
  };
}

const numbered = (range: DayRange, p: number): DayRange => ({ ...range, start: p, end: p + 1 });

function fromFigures(org: Org, _: Pass, [windows, who, value]: Answer): Reader {
  return ({ owned }, __, { node, ranges }) => {
    const nodes = org.nodes.length;
    const empty = node.by === "distinct" ? 0 : Number.NaN;
    const out = new Float64Array(ranges.length * nodes).fill(empty);
    for (let r = 0; r < windows!.length; r += 1) {
      const base = windows![r]! * nodes;
      if (owned) out[base + who![r]!] = value![r]!;
      else out.fill(value![r]!, base, base + nodes);
    }
    return out;
  };
}
