/** How a cascade came out where the plain rule did not do: told, because finance asks. */

import type { Grain } from "../../../dsl/ir/ir.ts";
import type { Handed } from "../../cascade/tree.ts";
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import type { Engine } from "../engine.ts";
import { startsIn } from "./cascade-leaves.ts";
import type { CascadeYear } from "./cascades.ts";

const MOST_NAMES = 3;

/** A goal that is said in weeks, or days, where its cascade comes down in months. */
export function finerThanLeaves(
  { program, calendar }: Engine,
  { kpi, year, months }: CascadeYear,
): Finding[] {
  if (kpi.nature.of !== "additive") return [];
  const leaf = months[0]!.grain;
  const tooFine = (grain: Grain) => grain === "day" || (grain === "week" && leaf !== "week");
  const names = program.goals.flatMap((goal) => {
    if (goal.kpi !== kpi.id) return [];
    if (goal.period.of === "each")
      return tooFine(goal.period.grain) ? [`each ${goal.period.grain}`] : [];
    const period = calendar.parse(goal.period.period);
    return period && tooFine(period.grain) && startsIn(period, year) ? [period.label] : [];
  });
  if (names.length === 0) return [];
  const said = listed([...new Set(names)]);
  const message =
    leaf === "week"
      ? `\`${kpi.name}\` comes down in weeks: its goal for ${said} does not count. Say it for a week.`
      : `\`${kpi.name}\` comes down in months: its goal for ${said} is no whole month and does not count. Say it for a month, say all of \`${kpi.name}\` in weeks, or use a calendar of \`weeks\`.`;
  return [finding("GOAL03", `${kpi.name} ${year.label}`, { message })];
}

/** Names in a sentence, the first few of many. */
export const listed = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(", ")
    : `${names.slice(0, MOST_NAMES).join(", ")} and ${names.length - MOST_NAMES} more`;

/** One finding a kind for each cascade and year, naming whom it touches. */
export function cascadeNotes(cascade: CascadeYear, nameOf: (node: number) => string): Finding[] {
  const { kpi, result, seats, year } = cascade;
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
    ...warn(
      gaps,
      `The own spread of ${listed(gaps)} for \`${kpi.name}\` has a gap, so the manager's months are followed.`,
    ),
    ...warn(
      dropped,
      `Part of the blend for \`${kpi.name}\` is zero for all reports of ${listed(dropped)}; the other parts count in its place.`,
    ),
    ...note(
      moved,
      `The ${year.label} of ${listed(moved)} for \`${kpi.name}\` moved by one increment, so that the months tie.`,
    ),
    ...note(
      atOnce,
      `The months of \`${kpi.name}\` under ${listed(atOnce)} were tied at once; halves and quarters had no table.`,
    ),
    ...note(
      inUnits,
      `Some months of \`${kpi.name}\` under ${listed(inUnits)} are no whole increments; they tie to the unit.`,
    ),
    ...note(
      alabama,
      `By rounding, one increment more of \`${kpi.name}\` would leave ${listed(alabama)} with less, or one fewer with more.`,
    ),
  ];
}
