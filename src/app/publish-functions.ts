/**
 * Publish "as KPI functions": a table is one function in the first cell of its sheet, which fills the rest and
 * follows every change, wherever the add-in is. What no function gives stays figures.
 */
import { isoOf } from "../../dsl/calendar/day.ts";
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { WriteCell } from "../hosts/port/index.ts";
import { serialOf } from "../model/serial.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { type Speaking, type Words, wordsFor } from "../words/index.ts";
import type { Part } from "./choice.ts";
import { asArguments, type FunctionDesk, type Grid } from "./functions-serve.ts";
import { type CallStyle, kpiCall, sheetArgument, tableArguments } from "./kpi-calls.ts";
import { tableLook } from "./looks.ts";
import {
  FLAGS_SHEET,
  GOALS_SHEET,
  type PublishedSheet,
  RESULTS_SHEET,
  TABLE_SHEETS,
  TIEOUT_SHEET,
} from "./published.ts";
import type { Publication } from "./record.ts";
import type { Results } from "./results.ts";
import { type TableName, table } from "./rows.ts";
import { AS_OF_NAME, RULES_NAME } from "./rules-sheet.ts";
import type { TidyCell } from "./tidy.ts";

export interface FunctionsAsk {
  readonly results: Results;
  readonly workbook: WorkbookData;
  readonly parts: readonly Part[];
  readonly style: CallStyle;
  /** Works out what the functions come to; without one the run says it. */
  readonly desk: FunctionDesk | null;
  /** A file doesn't calculate: what a function fills is saved beside it. */
  readonly inFile: boolean;
  /** The cells of `KPI_Rules`, as they will be. */
  readonly rules: Grid;
  readonly speaking: Speaking;
}

export interface FunctionSheets {
  readonly sheets: readonly PublishedSheet[];
  /** Sheet → what it will show. */
  readonly shown: ReadonlyMap<string, Grid>;
  /** Where a function comes to something else than this run; a sentence each. */
  readonly notes: readonly string[];
}

const TABLES: readonly {
  readonly part: Part;
  readonly id: string;
  readonly table: TableName;
  readonly sheet: string;
}[] = [
  { part: "results", id: "RESULTS", table: "results", sheet: RESULTS_SHEET },
  { part: "goals", id: "GOALS", table: "goals", sheet: GOALS_SHEET },
  { part: "goals", id: "FLAGS", table: "flags", sheet: FLAGS_SHEET },
  { part: "certificate", id: "TIEOUT", table: "tieout", sheet: TIEOUT_SHEET },
];

/** What a run reads beside the tables of the rules. */
const BESIDE = ["KPI Edits", "KPI Actions"];

export function functionSheets(ask: FunctionsAsk): FunctionSheets {
  const { results, parts } = ask;
  const wanted = TABLES.filter(
    ({ part, table: name }) =>
      parts.includes(part) && (name !== "tieout" || results.certificate.length > 0),
  );
  const args = argumentsOf(ask, !parts.includes("goals"));
  const made = wanted.map((about) => oneSheet(ask, about, args));
  return {
    sheets: made.map(({ sheet }) => sheet),
    shown: new Map(made.map(({ sheet, shown }) => [sheet.sheet, shown])),
    notes: made.flatMap(({ note }) => (note === null ? [] : [note])),
  };
}

interface Argument {
  readonly text: string;
  readonly value: unknown;
}

/** Published goals are handed over where they are values: a function may not read what it fills. */
function argumentsOf(
  { results, workbook, style, rules }: FunctionsAsk,
  withGoals: boolean,
): readonly Argument[] {
  const beside = [...BESIDE, ...(withGoals ? [GOALS_SHEET] : [])].flatMap((name) => {
    const found = sheetArgument(workbook, name, style);
    return found ? [found] : [];
  });
  const tables = [...tableArguments(results.program, workbook, style), ...beside];
  return [
    { text: RULES_NAME, value: rules },
    { text: AS_OF_NAME, value: serialOf(isoOf(results.asOf), workbook.dateSystem) },
    ...tables.flatMap(asArguments(workbook)),
  ];
}

function oneSheet(
  { results, style, desk, inFile, speaking }: FunctionsAsk,
  { id, table: name, sheet }: (typeof TABLES)[number],
  args: readonly Argument[],
) {
  const { columns, rows: made } = table(results, name);
  const rows = [...made];
  const meant: Grid = [[...columns], ...rows.map((row) => row.map(asCell))];
  const called = desk?.call(
    id,
    args.map(({ value }) => value),
  );
  const shown = Array.isArray(called) ? (called as Grid) : meant;
  const formula = kpiCall(
    style,
    id,
    args.map(({ text }) => text),
  );
  const fills = { rows: shown.length, columns: columns.length };
  const first: WriteCell = { formula, result: shown[0]?.[0] ?? null, fills };
  const cells = shown.map((row, r) =>
    columns.map((_, c): WriteCell => {
      if (r === 0 && c === 0) return first;
      return inFile ? (row[c] ?? null) : null;
    }),
  );
  const about = TABLE_SHEETS.find((s) => s.sheet === sheet);
  const published: PublishedSheet = {
    sheet,
    name: about?.name ?? "KPI_TieOut",
    what: `one function, KPI ${id}`,
    cells,
    format: tableLook(results, columns, rows),
    headerRow: 0,
    keys: about?.keys ?? [],
  };
  return {
    sheet: published,
    shown,
    note: noteOf(sheet, meant, shown, wordsFor(speaking).calls.publish),
  };
}

const asCell = (cell: TidyCell): CellValue => cell;

/** Functions know only what they are handed: figures that rest on more are said, never passed over. */
function noteOf(
  sheet: string,
  meant: Grid,
  shown: Grid,
  say: Words["calls"]["publish"],
): string | null {
  let count = 0;
  let first = "";
  const height = Math.max(meant.length, shown.length);
  for (let r = 0; r < height; r += 1) {
    const [is, was] = [shown[r] ?? [], meant[r] ?? []];
    for (let c = 0; c < Math.max(is.length, was.length); c += 1) {
      if (isAlike(is[c] ?? null, was[c] ?? null)) continue;
      count += 1;
      if (first === "") first = say.inRow(String(meant[0]?.[c] ?? ""), r + 1);
    }
  }
  return count === 0 ? null : say.comesToElse(sheet, count, first);
}

function isAlike(a: CellValue, b: CellValue): boolean {
  if (typeof a === "number" && typeof b === "number")
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
  if (isCellError(a) || isCellError(b)) return isCellError(a) && isCellError(b);
  return (a === "" ? null : a) === (b === "" ? null : b);
}

/**
 * Sheets that a Publish must not write again unasked: frozen ones, and those that hold no figures of ours on
 * record, because a function fills them.
 */
export function settled(
  workbook: WorkbookData,
  records: readonly Publication[],
): ReadonlySet<string> {
  const known = new Map(records.map((record) => [foldText(record.sheet), record]));
  const names = workbook.sheets.map(({ name }) => foldText(name));
  return new Set(names.filter((name) => known.get(name)?.frozen !== ""));
}
