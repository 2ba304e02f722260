/** What is to be said of goals, edits, rules in cells and published figures. */
import { entry } from "./finding-entry.ts";

export const GOAL_FINDINGS = {
  GOAL01: entry(
    "error",
    (p: { kpi: string; who: string; period: string; lines: readonly number[] }) =>
      `Two goals of \`${p.kpi}\` are equally particular for ${p.who} in ${p.period} (lines ${p.lines.join(" and ")}); the first is taken.`,
    () => "Leave one of them.",
  ),
  GOAL02: entry(
    "error",
    (p: { message: string }) => p.message,
    () => "Change the goal, a hold or a bound.",
  ),
  GOAL03: entry("warning", (p: { message: string }) => p.message),
  RULES01: entry(
    "warning",
    (p: { how: string }) => `The rows of the rules' sheet were ${p.how} since they were saved.`,
    () => "Look the rules over in the sidebar, then save them.",
  ),
  EDIT01: entry(
    "error",
    (p: { message: string }) => p.message,
    () => "Mend the cell; until then the edit doesn't count.",
  ),
  EDIT02: entry(
    "warning",
    (p: { n: number; what: string; reason: string }) =>
      `Edit ${p.n} (${p.what}) is not applied. ${p.reason}`,
    () => "Undo it in the sheet `KPI Edits`, or mend what it speaks of.",
  ),
  DRIFT01: entry(
    "warning",
    (p: { message: string }) => p.message,
    () => "Take it back in Publish, or accept a goal as an override with a reason.",
  ),
  GOAL05: entry(
    "note",
    (p: { kpi: string; period: string; names: string; count: number }) =>
      `${p.count} ${p.count === 1 ? "person owes" : "people owe"} no goal of \`${p.kpi}\` in ${p.period}: ${p.names}.`,
    () => "Say a goal for them, or say with `at` who owes it.",
  ),
  GOAL07: entry(
    "error",
    (p: { kpi: string; who: string; period: string; table: string }) =>
      `${p.table} has several goals of \`${p.kpi}\` for ${p.who} in ${p.period}, and a rate can't be added up: none counts.`,
    () => "Keep one row for each person and period.",
  ),
  GOAL06: entry("note", (p: { message: string }) => p.message),
  GOAL04: entry(
    "warning",
    (p: { message: string }) => p.message,
    () => "Write the goal that stood before into the reset, or find out what changed it.",
  ),
} as const;
