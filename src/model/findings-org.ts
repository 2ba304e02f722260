/** What can be wrong with the org: who reports to whom, and when. */
import { entry } from "./finding-entry.ts";

export const ORG_FINDINGS = {
  ORG01: entry(
    "error",
    (p: { names: readonly string[]; below: number }) =>
      `${
        p.names.length === 1
          ? `${p.names[0]} reports to themself`
          : `${p.names.join(", ")} report to one another in a ring`
      }${p.below > 0 ? `; they and ${p.below} below them are` : "; nobody of them is"} in nobody's tree.`,
    () => "Mend one of their managers.",
  ),
  ORG02: entry(
    "error",
    (p: { name: string; places: string }) =>
      `${p.name} stands twice, with different rows (${p.places}); nobody is taken.`,
    () => "Keep one row, or give each its dates with `since` and `until`.",
  ),
  ORG03: entry(
    "note",
    (p: { name: string; places: string }) =>
      `${p.name} stands twice with the same row (${p.places}); one is kept.`,
  ),
  ORG04: entry(
    "warning",
    (p: { names: string }) => `There is more than one top: ${p.names}.`,
    () => 'Name one with `then "Company"` after `reports to`.',
  ),
  ORG05: entry(
    "warning",
    (p: { manager: string; count: number; nearest: string | null; column: string | null }) =>
      `${p.manager} has no row in the sheet of people, and ${p.count === 1 ? "1 person reports" : `${p.count} people report`} there.`,
    (p) => {
      if (p.column)
        return `[${p.column}] holds it: name people by that column, or managers by theirs.`;
      return p.nearest ? `Did you mean ${p.nearest}?` : "Add a row for the manager.";
    },
  ),
  ORG06: entry(
    "note",
    (p: { name: string }) => `${p.name} is a vacancy: it holds a goal and answers for nothing.`,
  ),
  ORG07: entry(
    "error",
    (p: { name: string; places: string }) =>
      `The assignments of ${p.name} overlap (${p.places}); nobody is taken.`,
    () => "Let one end before the next begins.",
  ),
  ORG08: entry(
    "warning",
    (p: { unit: string; first: string; second: string }) =>
      `${p.unit} is said to report to ${p.first} and to ${p.second}; ${p.first} is taken.`,
  ),
  ORG09: entry(
    "warning",
    (p: { name: string; place: string }) =>
      `${p.name} has no manager (${p.place}) and nobody below: in nobody's tree but their own.`,
    () => "Name a manager.",
  ),
  ORG10: entry(
    "error",
    (p: { name: string; place: string }) =>
      `An assignment of ${p.name} ends before it begins (${p.place}); it is not used.`,
    () => "Mend its dates.",
  ),
  ORG11: entry(
    "warning",
    (p: { manager: string; count: number; example: string }) =>
      `${p.count === 1 ? "1 assignment names" : `${p.count} assignments name`} ${p.manager} as manager on days on which ${p.manager} is not in the org (${p.example}): on those days ${p.count === 1 ? "it is" : "they are"} in nobody's tree.`,
    () => "Give the manager's dates, or another manager for those days.",
  ),
} as const;
