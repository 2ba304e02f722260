/** The catalogue of what can be wrong with data: one code, one severity, one wording each. */
import type { Finding } from "./finding.ts";

interface Entry<P> {
  readonly severity: Finding["severity"];
  readonly message: (p: P) => string;
  readonly fix: (p: P) => string;
}
const entry = <P>(
  severity: Finding["severity"],
  message: (p: P) => string,
  fix: (p: P) => string = () => "",
): Entry<P> => ({ severity, message, fix });

const cells = (n: number): string => (n === 1 ? "1 cell" : `${n} cells`);
const rows = (n: number): string => (n === 1 ? "1 row" : `${n} rows`);

interface Count {
  readonly count: number;
  readonly example: string;
}
interface Unknown {
  readonly name: string;
  readonly count: number;
  readonly table: string;
  readonly nearest: string | null;
}

interface ActionOf {
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

export const FINDINGS = {
  DATA01: entry(
    "error",
    (p: { sheet: string; nearest: string | null }) => `There is no sheet ${p.sheet}.`,
    (p) => (p.nearest ? `Did you mean ${p.nearest}?` : "Check the name after `from`."),
  ),
  DATA02: entry(
    "warning",
    (p: { sheet: string }) => `${p.sheet} is empty: its figures are 0 or blank.`,
    () => "Fill it, or bind another sheet.",
  ),
  DATA03: entry(
    "error",
    (p: { sheet: string; column: string; nearest: string | null; row: number | null }) =>
      `${p.sheet} has no column [${p.column}].`,
    (p) => {
      if (p.row !== null) return `Row ${p.row} has it: write \`header row ${p.row}\`.`;
      return p.nearest ? `Did you mean [${p.nearest}]?` : "Check the header row.";
    },
  ),
  DATA04: entry(
    "error",
    (p: { sheet: string; column: string; letters: string }) =>
      `${p.sheet} has [${p.column}] more than once (${p.letters}).`,
    (p) => `Name it by its letter, [$${p.letters.split(", ")[0]}].`,
  ),
  DATA05: entry(
    "note",
    (p: { sheet: string }) => `${p.sheet} has headers and no rows: its figures are 0 or blank.`,
  ),
  DATA06: entry(
    "note",
    (p: { sheet: string; row: number }) =>
      `The headers of ${p.sheet} were found in row ${p.row}; what stands above them is no data.`,
    (p) => `If another row is meant, say \`header row ${p.row}\` or the like in the rules.`,
  ),
  DATA10: entry(
    "note",
    (p: Count) =>
      `${cells(p.count)} held a number as text (${p.example}) and ${p.count === 1 ? "was" : "were"} read as one.`,
    () => "Clean the cells before publishing native formulas: they don't convert texts.",
  ),
  DATA11: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} in a column of numbers can't be read as one (${p.example}) and ${p.count === 1 ? "counts" : "count"} as blank.`,
    () => "Write plain numbers there.",
  ),
  DATA40: entry(
    "warning",
    (p: { text: string }) =>
      `This cell is ${p.text}, and a figure needs it: that figure and every one above it is ${p.text} too.`,
    () => "Mend the cell, or leave its row out by a condition.",
  ),
  DATA12: entry(
    "note",
    (p: Count) =>
      `${cells(p.count)} held a date as text (${p.example}) and ${p.count === 1 ? "was" : "were"} read as one.`,
  ),
  DATA13: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} in a column of dates can't be read as one (${p.example}) and ${p.count === 1 ? "counts" : "count"} as blank.`,
    () => "Write dates there, for example 2026-03-31.",
  ),
  DATA14: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} could be read as two days (${p.example}): day first or month first? ${p.count === 1 ? "It counts" : "They count"} as blank.`,
    () =>
      "Write them as 2026-03-31, or set the workbook's locale (`--locale de-DE` on the command line).",
  ),
  DATA15: entry(
    "note",
    (p: Count) =>
      `${cells(p.count)} named a period (${p.example}) and ${p.count === 1 ? "was" : "were"} read as its first day.`,
  ),
  DATA16: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} in a column of yes and no can't be read as one (${p.example}).`,
    () => "Use TRUE and FALSE, or yes and no.",
  ),
  DATA17: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} could be read as two numbers (${p.example}): thousands or decimals? ${p.count === 1 ? "It counts" : "They count"} as blank.`,
    () =>
      "Write plain numbers there, or set the workbook's locale (`--locale de-DE` on the command line).",
  ),
  DATA18: entry(
    "error",
    (p: Count) =>
      `${cells(p.count)} of one column are in different currencies (${p.example}); none of them is counted.`,
    () => "Convert them to one currency, in a column of its own.",
  ),
  DATA19: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} held a date as text (${p.example}) beside real dates: an import may have swapped day and month in those.`,
    () => "Import the column again as text, or check the dates.",
  ),
  DATA50: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} of a column of percentages ${p.count === 1 ? "is" : "are"} beyond 1.5 (${p.example}), beside fractions: 95 % or 9,500 %? ${p.count === 1 ? "It counts" : "They count"} as blank.`,
    () => "Write all of them one way: 95%, or 0.95.",
  ),
  DATA51: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} in a column of numbers ${p.count === 1 ? "has" : "have"} a multiplier (${p.example}) and ${p.count === 1 ? "counts" : "count"} as blank.`,
    () => "Write the whole number: 1200000 for 1.2M.",
  ),
  DATA52: entry(
    "error",
    (p: Count) =>
      `The column writes days both day first and month first, and ${cells(p.count)} could be either (${p.example}). ${p.count === 1 ? "It counts" : "They count"} as blank.`,
    () => "Write them as 2026-03-31.",
  ),
  DATA53: entry(
    "warning",
    (p: Count & { times: number }) =>
      `${cells(p.count)} (${p.example}) ${p.count === 1 ? "is" : "are"} ${p.times} times the next largest amount of the column. ${p.count === 1 ? "It counts" : "They count"} as written.`,
    () => "Look for a slip of the key, or decimals lost on the way.",
  ),
  DATA54: entry(
    "note",
    (p: { table: string; column: string; unit: string }) =>
      `[${p.column}] of ${p.table} says ${p.unit}; its numbers are read as they stand.`,
    (p) => `Multiply in the rule: \`sum(${p.table}[${p.column}] * 1000)\` or the like.`,
  ),
  DATA55: entry(
    "warning",
    (p: Count & { table: string; end: string; start: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "has" : "have"} [${p.end}] before [${p.start}] (${p.example}); the difference is negative and counts.`,
    (p) => `Mend the dates, or add \`where [${p.end}] >= [${p.start}]\`.`,
  ),
  DATA56: entry(
    "note",
    (p: Count & { table: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "is" : "are"} like another one in everything but the key (${p.example}); all count.`,
    () => "Delete what was entered twice.",
  ),
  DATA57: entry(
    "note",
    (p: { count: number; table: string; column: string; text: string; word: string }) =>
      `[${p.column}] is \`${p.text}\` in ${rows(p.count)} of ${p.table}. No rule names that; the rules name \`${p.word}\`.`,
    (p) => `If it means the same, write \`[${p.column}] in ("${p.word}", "${p.text}")\`.`,
  ),
  DATA58: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} (${p.example}) ${p.count === 1 ? "looks" : "look"} like text in another encoding.`,
    () => "Export the file again as UTF-8.",
  ),
  DATA59: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} of ids (${p.example}) ${p.count === 1 ? "is a number" : "are numbers"} of more than 15 digits: the spreadsheet has cut the last ones.`,
    () => "Import the column again as text.",
  ),
  DATA20: entry(
    "note",
    (p: { count: number; sheet: string; rows: string }) =>
      `${rows(p.count)} of totals in ${p.sheet} ${p.count === 1 ? "was" : "were"} left out (row ${p.rows}).`,
  ),
  DATA21: entry(
    "note",
    (p: { table: string; count: number; column: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "has" : "have"} no [${p.column}] and ${p.count === 1 ? "counts" : "count"} in no period.`,
  ),
  DATA23: entry(
    "warning",
    (p: { row: number; says: number; adds: number }) =>
      `The total in row ${p.row} says ${p.says}; the rows above add up to ${p.adds}. It is left out all the same.`,
    () => "Find out which rows it meant.",
  ),
  DATA24: entry(
    "note",
    (p: { count: number; sheet: string; rows: string }) =>
      `${rows(p.count)} of ${p.sheet} ${p.count === 1 ? "repeats" : "repeat"} the headers and ${p.count === 1 ? "was" : "were"} left out (row ${p.rows}).`,
  ),
  DATA25: entry(
    "note",
    (p: { count: number; table: string; rows: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "stands" : "stand"} twice, alike in every cell (row ${p.rows}); one of each is kept.`,
  ),
  DATA26: entry(
    "error",
    (p: { table: string; key: string; rows: string }) =>
      `${p.table} has the key ${p.key} in rows that differ (${p.rows}): none of them counts, and links find none.`,
    () => "Keep the row that is right.",
  ),
  DATA30: entry(
    "warning",
    (p: Unknown) =>
      `Nobody is called ${p.name}: ${rows(p.count)} of ${p.table} ${p.count === 1 ? "counts" : "count"} for nobody.`,
    (p) => (p.nearest ? `Did you mean ${p.nearest}?` : "Add the person, or mend the name."),
  ),
  DATA34: entry(
    "note",
    (p: { count: number; table: string; to: string; example: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "was" : "were"} linked to ${p.to} by an id with other leading zeros (${p.example}).`,
    () => "Write the ids alike in both sheets.",
  ),
  DATA35: entry(
    "warning",
    (p: { names: number; count: number; table: string }) =>
      `${p.names} more names that nobody bears: ${rows(p.count)} of ${p.table} ${p.count === 1 ? "counts" : "count"} for nobody.`,
    () => "Check which column holds the owner.",
  ),
  DATA31: entry(
    "warning",
    (p: { count: number; table: string; labels: boolean }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "has" : "have"} no owner and ${p.count === 1 ? "counts" : "count"} for nobody.`,
    (p) =>
      p.labels
        ? "If the name above is meant for the rows below it too, fill it down."
        : "Name an owner, or leave the rows out by a condition.",
  ),
  DATA37: entry(
    "error",
    (p: { count: number; table: string; names: string; people: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "names" : "name"} several owners (${p.names}: ${p.people}) and ${p.count === 1 ? "counts" : "count"} for nobody.`,
    () => "Write a row for each owner, with each one's part of the amount.",
  ),
  DATA41: entry(
    "error",
    (p: { count: number; table: string; column: string; example: string }) =>
      `${cells(p.count)} of [${p.column}] in ${p.table} ${p.count === 1 ? "is an error" : "are errors"} (${p.example}): nobody can say where ${p.count === 1 ? "its row counts" : "their rows count"}.`,
    () => "Mend the cells.",
  ),
  DATA36: entry(
    "note",
    (p: { table: string; amounts: string }) =>
      `Rows of ${p.table} in nobody's total: ${p.amounts}.`,
    () => "`answerable run --only data` lists them name by name.",
  ),
  DATA32: entry(
    "note",
    (p: { count: number; table: string; to: string; example: string; nearest: string | null }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "finds" : "find"} no row in ${p.to} (${p.example}); the linked columns are blank there.`,
    (p) => (p.nearest ? `Did you mean ${p.nearest}?` : "Add the key, or mend it."),
  ),
  DATA33: entry(
    "error",
    (p: { table: string; key: string; count: number }) =>
      `${p.table} has the key ${p.key} ${p.count} times: rows linked to it find none.`,
    () => "Keep one row for each key.",
  ),
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
  GOAL01: entry(
    "error",
    (p: { kpi: string; who: string; period: string; lines: string }) =>
      `Two goals of \`${p.kpi}\` are equally particular for ${p.who} in ${p.period} (lines ${p.lines}); the first is taken.`,
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

export type FindingCode = keyof typeof FINDINGS;
type Params<C extends FindingCode> = Parameters<(typeof FINDINGS)[C]["message"]>[0];

/** The catalogue's wordings in another language. */
export type FindingWords = {
  readonly [C in FindingCode]: {
    readonly message: (p: Params<C>) => string;
    readonly fix?: (p: Params<C>) => string;
  };
};

/** A finding with its wording filled in. `place` is an address, a sheet or a name. */
export function finding<C extends FindingCode>(code: C, place: string, params: Params<C>): Finding {
  const entryOf = FINDINGS[code] as Entry<Params<C>>;
  return {
    code,
    severity: entryOf.severity,
    place,
    message: entryOf.message(params),
    fix: entryOf.fix(params),
    params,
  };
}

/** The finding as it is told for good; in another language where its code has a wording there. */
export function inWords({ params, ...found }: Finding, catalogue: FindingWords | null): Finding {
  if (!catalogue || !(found.code in catalogue) || !params) return found;
  const { message, fix } = catalogue[found.code as FindingCode];
  // The parameters were those of this code when the finding was made.
  return { ...found, message: message(params as never), fix: fix?.(params as never) ?? "" };
}
