/** The run behind functions that answer from the rules: everything comes as arguments, equal arguments are one run. */
import { foldText } from "../../dsl/fold.ts";
import { compile } from "../../dsl/index.ts";
import { textOf } from "../app/rules-sheet.ts";
import { type Run, run } from "../app/run.ts";
import { UserError } from "../model/user-error.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import type { Grid } from "./spec.ts";

/** The last few runs: several functions of one sheet ask for the same one. */
const recent: { key: string; run: Run }[] = [];
const MOST_RUNS = 4;

/** Runs the rules on the tables that a formula hands over. */
export function runOn(rules: Grid, asOf: number, tables: readonly Grid[]): Run {
  const text = textOf(rules.map((row) => row[0] ?? null));
  if (text.trim() === "")
    throw new UserError("The rules are empty.", "rules", "Hand over the range KPI_Rules.");
  const workbook = workbookOf(text, tables);
  const key = keyOf([text, asOf, workbook.sheets]);
  const known = recent.find((r) => r.key === key);
  if (known) return known.run;
  const made = run({ rules: text, workbook, asOf, today: null });
  recent.unshift({ key, run: made });
  recent.length = Math.min(recent.length, MOST_RUNS);
  return made;
}

/** FNV-1a over everything a run depends on: equal arguments, one run. */
function keyOf(value: unknown): string {
  const text = JSON.stringify(value);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${hash >>> 0} ${text.length}`;
}

/** Tables by their name in the rules or their sheet's; `people` may go by its sheet too. */
function workbookOf(rules: string, tables: readonly Grid[]): WorkbookData {
  if (tables.length % 2 === 1) {
    throw new UserError(
      "A table's range is missing its name, or a name its range.",
      "tables",
      'Write pairs: "Deals", Deals!A:H.',
    );
  }
  const { tables: sources } = compile(rules, null).program;
  const sheets: SheetData[] = [];
  for (let i = 0; i < tables.length; i += 2) {
    const name = String(tables[i]?.[0]?.[0] ?? "");
    const source = sources.find((s) => foldText(s.name) === foldText(name));
    sheets.push(sheetOf(source?.source.name ?? name, tables[i + 1]!));
  }
  return { sheets, names: [], locale: "en-US", dateSystem: 1900 };
}

export function sheetOf(name: string, grid: Grid): SheetData {
  const width = Math.max(0, ...grid.map((row) => row.length));
  return {
    name,
    rows: grid.length,
    columns: Array.from({ length: width }, (_, c) => grid.map((row) => row[c] ?? null)),
  };
}
