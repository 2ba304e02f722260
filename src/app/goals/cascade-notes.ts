/** How a cascade came out where the plain rule did not do: told, because finance asks. */

import type { Grain } from "../../../dsl/ir/ir.ts";
import type { Handed } from "../../cascade/tree.ts";
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import type { Words } from "../../words/index.ts";
import type { Engine } from "../engine.ts";
import { startsIn } from "./cascade-leaves.ts";
import type { CascadeYear } from "./cascades.ts";

const MOST_NAMES = 3;

/** A goal that is said in weeks, or days, where its cascade comes down in months. */
export function finerThanLeaves(
  { program, calendar, say }: Engine,
  { kpi, year, months }: CascadeYear,
): Finding[] {
  if (kpi.nature.of !== "additive") return [];
  const leaf = months[0]!.grain;
  const tooFine = (grain: Grain) => grain === "day" || (grain === "week" && leaf !== "week");
  const names = program.goals.flatMap((goal) => {
    if (goal.kpi !== kpi.id) return [];
    if (goal.period.of === "each")
      return tooFine(goal.period.grain) ? [say.goals.notes.each(goal.period.grain)] : [];
    const period = calendar.parse(goal.period.period);
    return period && tooFine(period.grain) && startsIn(period, year) ? [period.label] : [];
  });
  if (names.length === 0) return [];
  const said = listed([...new Set(names)], say.goals);
  const message =
    leaf === "week"
      ? say.goals.notes.finerThanWeeks(kpi.name, said)
      : say.goals.notes.finerThanMonths(kpi.name, said);
  return [finding("GOAL03", `${kpi.name} ${year.label}`, { message })];
}

/** Names in a sentence, the first few of many. */
export const listed = (names: readonly string[], say: Words["goals"]): string =>
  names.length <= MOST_NAMES
    ? names.join(", ")
    : say.and(names.slice(0, MOST_NAMES), names.length - MOST_NAMES);

/** One finding a kind for each cascade and year, naming whom it touches. */
export function cascadeNotes(
  cascade: CascadeYear,
  nameOf: (node: number) => string,
  say: Words["goals"],
): Finding[] {
  const { kpi, result, seats, year } = cascade;
  const { notes } = say;
  const list = (names: readonly string[]) => listed(names, say);
  const where = `${kpi.name} ${year.label}`;
  const name = (at: number) => nameOf(seats[at]!.node);
  const managers = (is: (handed: Handed) => boolean) =>
    result.handed.filter(is).map(({ node }) => name(node));
  const reports = (of: (handed: Handed) => readonly number[]) =>
    result.handed.flatMap((handed) => of(handed).map(name));
  const warn = (names: readonly string[], message: string) =>
    names.length === 0 ? [] : [finding("GOAL03", where, { message })];
  const note = (names: readonly string[], message: string) =>
    names.length === 0 ? [] : [finding("GOAL06", where, { message })];
  const gaps = reports((h) => h.gaps);
  const dropped = managers((h) => h.alternative >= 0 && h.droppedParts.length > 0);
  const moved = reports((h) => h.yearMoved);
  const atOnce = managers((h) => h.atOnce && h.yearMoved.length === 0);
  const inUnits = managers((h) => h.inUnits);
  const alabama = reports((h) => h.alabama);
  return [
    ...warn(gaps, notes.gap(list(gaps), kpi.name)),
    ...warn(dropped, notes.dropped(list(dropped), kpi.name)),
    ...note(moved, notes.yearMoved(year.label, list(moved), kpi.name)),
    ...note(atOnce, notes.atOnce(kpi.name, list(atOnce))),
    ...note(inUnits, notes.inUnits(kpi.name, list(inUnits))),
    ...note(alabama, notes.alabama(kpi.name, list(alabama))),
  ];
}
