/** The figures of many aggregates in one statement, and its rows as the evaluator's matrices. */

import { type QueryInput, stepsOf } from "./groups.ts";
import type { Asked, Plan } from "./plan.ts";
import { planOf } from "./plan.ts";
import { listed, name, type Sql, sql, whole } from "./text.ts";

export interface ActualsQuery {
  readonly plan: Plan;
  /** Columns `g`, `p`, `node`, `v0`, `v1` …: group, window, node, values; only where some row counts. */
  readonly statement: Sql;
  readonly values: number;
}

/** One statement for all that is asked. */
export function actualsQuery(input: QueryInput, asked: readonly Asked[]): ActualsQuery {
  const plan = planOf(input.program, asked);
  const steps = stepsOf(input, plan);
  const { dialect } = input.binding;
  const values = Math.max(1, ...plan.groups.map(({ columns }) => columns.length));
  const selects = plan.groups.map((group, g) => {
    const columns = Array.from({ length: values }, (_, i) =>
      i < group.columns.length
        ? name(`v${i}`)
        : sql`CAST(NULL AS ${dialect.types.double}) AS ${name(`v${i}`)}`,
    );
    return sql`SELECT ${whole(g)} AS g, p, node, ${listed(columns, ", ")} FROM ${name(steps.figures[g]!)}`;
  });
  const statement = sql`WITH ${listed(steps.with, ",\n")}
${listed(selects, "\nUNION ALL ")}`;
  return { plan, statement, values };
}

/** Column by column, as an engine's client gives them. */
export interface Answer {
  readonly groups: ArrayLike<number>;
  readonly windows: ArrayLike<number>;
  readonly nodes: ArrayLike<number>;
  readonly values: readonly ArrayLike<number | null>[];
}

/** `[window * nodes + node]` for each aggregate asked; over no rows 0 for sum, count and distinct, else NaN. */
export function matricesOf(
  { plan }: ActualsQuery,
  asked: readonly Asked[],
  nodes: number,
  { groups, windows, nodes: who, values }: Answer,
): readonly Float64Array[] {
  const empty = (at: number): number => {
    const { by } = asked[at]!.node;
    return by === "sum" || by === "count" || by === "distinct" ? 0 : Number.NaN;
  };
  const out = asked.map(({ ranges }, i) => new Float64Array(ranges.length * nodes).fill(empty(i)));
  const wanted = plan.groups.map((_, g) =>
    plan.places.flatMap((place, i) => (place.group === g ? [{ i, column: place.column }] : [])),
  );
  for (let r = 0; r < groups.length; r += 1) {
    const group = plan.groups[groups[r]!]!;
    for (const { i, column } of wanted[groups[r]!]!) {
      const value = values[column]![r] ?? empty(i);
      const base = windows[r]! * nodes;
      if (group.owned) out[i]![base + who[r]!] = value;
      else out[i]!.fill(value, base, base + nodes);
    }
  }
  return out;
}
