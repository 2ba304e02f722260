/** What can be wrong with actions on record. */
import { entry } from "./finding-entry.ts";

export interface ActionOf {
  readonly flag: string;
  readonly who: string;
  readonly period: string;
  readonly on: string;
}
const ACTION_PARTS: Readonly<Record<string, string>> = {
  flag: "flag of the rules",
  who: "person in the org",
  period: "period of this flag",
  action: "action",
  on: "day",
};

export const ACTION_FINDINGS = {
  ACT01: entry(
    "warning",
    (p: { columns: string }) =>
      `The sheet of actions lacks a column (${p.columns}), so none of its rows counts.`,
    () => "Give it the headers flag, who, period, action, by, on, note.",
  ),
  ACT02: entry(
    "warning",
    (p: { column: string; value: string; nearest: string | null; some: readonly string[] }) =>
      p.value === ""
        ? `This action says no ${ACTION_PARTS[p.column] ?? p.column}; it closes nothing.`
        : `\`${p.value}\` is no ${ACTION_PARTS[p.column] ?? p.column} here; this action closes nothing.`,
    (p) => {
      if (p.column === "period") return `Write the flag's period as ${p.some[0] ?? p.nearest}.`;
      if (p.nearest) return `Did you mean ${p.nearest}?`;
      if (p.column === "on") return "Write the day as 2026-03-31.";
      return p.some.length > 0 ? `Some of ${p.some.join(", ")}.` : "";
    },
  ),
  ACT03: entry(
    "warning",
    (p: ActionOf & { open: readonly string[]; begun: boolean }) =>
      p.begun
        ? `${p.flag} was not open for ${p.who} in ${p.period}; this action closes nothing.`
        : `${p.period} has not begun; this action closes nothing.`,
    (p) => (p.open.length > 0 ? `It was open in ${p.open.join(", ")}.` : "Take the row out."),
  ),
  ACT04: entry(
    "warning",
    (p: ActionOf & { raised: string; from: string }) =>
      `This action is dated ${p.on}, before ${p.raised} had ended with ${p.flag} raised for ${p.who}; it closes nothing.`,
    (p) => `Date it ${p.from} or later.`,
  ),
  ACT05: entry(
    "note",
    (p: { count: number; day: string }) =>
      `${p.count === 1 ? "1 action is" : `${p.count} actions are`} dated after ${p.day} and ${p.count === 1 ? "doesn't" : "don't"} count in this run.`,
  ),
  ACT06: entry(
    "note",
    (p: { who: string }) => `The action for ${p.who} doesn't say who took it.`,
    () => "Write a name under `by`.",
  ),
  ACT07: entry(
    "note",
    (p: { who: string }) => `${p.who} put the action on record for themself, not a manager.`,
  ),
  ACT08: entry(
    "note",
    (p: ActionOf & { how: string }) =>
      `${p.flag} of ${p.who} ${p.how}; this action stays on record.`,
  ),
} as const;
