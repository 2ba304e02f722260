/** Which people a figure of people is made of: who counts, for how many days, in which row. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureNode } from "../../dsl/ir/ir.ts";
import type { Model } from "../model/model.ts";
import type { Org } from "../model/org.ts";

type Given = Pick<Extract<FigureNode, { kind: "given" }>, "what" | "days">;

/** A person and how much it adds: 1 of a headcount, or its working days. */
export interface Counted {
  readonly node: number;
  readonly n: number;
}

/** People without reports below a node on a day; itself, where it has none. */
export function repsBelow(org: Org, node: number, day: number): number[] {
  const reports = org.reportsOn(node, day);
  return reports.length === 0 ? [node] : reports.flatMap((report) => repsBelow(org, report, day));
}

/** Who makes up a `headcount` or the `workdays` of a node; null: it has none, being below people. */
export function peopleCounted(
  { org, calendar, asOf }: Model,
  { what, days }: Given,
  node: number,
  period: Period,
): readonly Counted[] | null {
  if (what === "headcount" && org.nodes[node]!.level !== null) return null;
  const reps = repsBelow(org, node, period.end - 1);
  if (what === "headcount")
    return reps.filter((rep) => !org.nodes[rep]!.vacancy).map((rep) => ({ node: rep, n: 1 }));
  if (days === "everybody's") {
    const n = calendar.workdays(period.start, period.end);
    return reps.map((rep) => ({ node: rep, n }));
  }
  const end = days === "all" ? period.end : Math.min(period.end, asOf + 1);
  const own = (rep: number) =>
    org.positionsOf(rep).reduce((sum, position) => {
      const { from, to } = org.positions[position]!;
      return sum + calendar.workdays(Math.max(from, period.start), Math.min(to, end));
    }, 0);
  return reps.map((rep) => ({ node: rep, n: own(rep) }));
}

/** The row of a person's assignment on a day, else of the last one; -1: none. */
export function rowOn(org: Org, node: number, day: number): number {
  const position = org.positionOn(node, day);
  const at = position >= 0 ? position : org.positionsOf(node).slice(-1)[0];
  return at === undefined ? -1 : org.positions[at]!.row;
}

/** The rows of the people's sheet that a column of a node is read from on a day; -1: the person has none. */
export function peopleRows(
  org: Org,
  node: number,
  day: number,
): readonly { readonly node: number; readonly row: number }[] {
  return repsBelow(org, node, day).map((rep) => ({ node: rep, row: rowOn(org, rep, day) }));
}
