/** Our answers to the cases of one manager in both ways, and of a whole tree. */

import { scaleRefusal } from "../cascade/amounts.ts";
import { toUnits } from "../cascade/exact.ts";
import { splitTable } from "../cascade/split2.ts";
import { groupOf, type SaidPart, spread } from "../cascade/spread.ts";
import { type CascadeInput, type CascadeNode, cascadeTree } from "../cascade/tree.ts";
import { refusedAs } from "./answer-cascade.ts";
import type { Answers } from "./answer-standing.ts";
import type { Answer } from "./case.ts";
import type { Inputs } from "./inputs.ts";

const PLAIN = { keepBack: 0, overAssign: 0, lowerIsBetter: false };

export const TREES: Answers<"step" | "table" | "tree"> = {
  step: stepOf,
  table: tableOf,
  tree: treeOf,
};

function tableOf({ rows, columns, weights, increment }: Inputs["table"]): Answer {
  const outcome = splitTable({
    rows,
    columns,
    weights: weights ?? null,
    ...(increment !== undefined && { increment }),
  });
  return outcome.ok ? { value: { table: outcome.value } } : refusedAs(outcome.refusal);
}

/** A manager without a step of his own, and his reports: a tree of two levels. */
function stepOf({
  periods,
  reports,
  increment = 1,
  published,
  closed = [],
}: Inputs["step"]): Answer {
  const count = periods.length;
  const ones = new Array<number>(count).fill(1);
  const top: CascadeNode = {
    parent: -1,
    name: "",
    vacancy: false,
    presence: ones,
    weights: [[0]],
    season: periods.map(Math.abs),
    heldYear: null,
    heldParts: [],
    published: null,
    atLeast: null,
    atMost: null,
    step: PLAIN,
  };
  const below = reports.map(
    (r, i): CascadeNode => ({
      ...top,
      parent: 0,
      // They stand in the order of ties.
      name: String(i).padStart(6, "0"),
      presence: ones.map((_, j) => (r.presence?.[j] ?? 1) * (r.ramp?.[j] ?? 1)),
      weights: [[r.weight]],
      season: r.season ?? null,
      heldYear: r.held ?? null,
      heldParts: Object.entries(r.cells ?? {}).map(([j, amount]) => ({
        indexes: [Number(j)],
        amount,
      })),
      atLeast: r.at_least ?? null,
      atMost: r.at_most ?? null,
      published: published?.[i] ?? null,
    }),
  );
  const asked: CascadeInput = {
    nodes: [top, ...below],
    alternatives: [[1]],
    months: count,
    group: groupOf(count),
    increment,
    rounding: "remainder",
    goal: periods.reduce((sum, p) => sum + p, 0),
    said: periods.map((amount, j) => ({ indexes: [j], amount })),
    closed: [],
  };
  const { seats, refusals, frozen } = cascadeTree(published ? { ...asked, closed } : asked);
  const refusal = refusals[0]?.refusal;
  if (refusal) return refusedAs(refusal);
  const goals = seats.slice(1).map((seat) => seat?.months ?? []);
  const year = seats.slice(1).map((seat) => seat?.year ?? null);
  return { value: { goals, year, ...(published && { frozen }) } };
}

function treeOf(input: Inputs["tree"]): Answer {
  const perUnit = Math.round(1 / (input.unit ?? 1));
  const units = (x: number) => toUnits(x, perUnit);
  const nodes = nodesOf(input, units);
  const months = input.periods?.count ?? 1;
  const increment = units(input.increment);
  const goal = units(input.goal);
  const asked: CascadeInput = {
    nodes,
    alternatives: [[1]],
    months,
    group: groupOf(months),
    increment,
    rounding: "remainder",
    goal,
    said: topPeriods(input, goal, increment),
    closed: [],
  };
  const { seats, handed, refusals } = cascadeTree(asked);
  const back = (x: number) => x / perUnit;
  const refusal = refusals[0]?.refusal;
  if (refusal) return refusedAs(scaleRefusal(refusal, back));
  const found = nodes.map((node, i) => [
    node.called,
    {
      base: back(seats[i]!.baseYear),
      assigned: back(seats[i]!.year),
      periods: seats[i]!.months.map(back),
    },
  ]);
  const steps = handed.map(({ node, year, baseYear }) => ({
    at: nodes[node]!.called,
    goal: back(year.goal),
    handed_down: back(year.handedDown),
    base: back(baseYear.goal),
    buffer_added: back(year.buffer),
    reserve: back(year.reserve),
  }));
  return { value: { nodes: Object.fromEntries(found), steps } };
}

/** The top's own goal is whole increments in every period. */
function topPeriods({ periods }: Inputs["tree"], total: number, increment: number): SaidPart[] {
  if (!periods) return [];
  const { count, weights } = periods;
  const made = spread({ total, weights, group: groupOf(count), increment });
  return made.ok ? made.value.map((amount, j) => ({ indexes: [j], amount })) : [];
}

/** The nodes in pre-order, each with the step below it. */
function nodesOf(
  { nodes, periods, rules = [] }: Inputs["tree"],
  units: (x: number) => number,
): (CascadeNode & { readonly called: string })[] {
  const order: Inputs["tree"]["nodes"][number][] = [];
  const add = (node: Inputs["tree"]["nodes"][number]) => {
    order.push(node);
    for (const report of nodes) if (report.parent === node.name) add(report);
  };
  for (const node of nodes) if (node.parent === undefined) add(node);
  const bound = (x: number | undefined) => (x === undefined ? null : units(x));
  return order.map((node) => {
    const rule =
      rules.find((r) => r.below === node.name) ?? rules.find((r) => r.below === undefined);
    return {
      called: node.name,
      parent: order.findIndex((other) => other.name === node.parent),
      name: node.name.toLowerCase(),
      vacancy: false,
      presence: new Array<number>(periods?.count ?? 1).fill(1),
      weights: [[node.weight ?? 0]],
      season: periods ? [...periods.weights] : null,
      heldYear: bound(node.held),
      heldParts: [],
      published: null,
      atLeast: bound(node.at_least),
      atMost: bound(node.at_most),
      step: { ...PLAIN, keepBack: rule?.keep_back ?? 0, overAssign: rule?.over_assign ?? 0 },
    };
  });
}
