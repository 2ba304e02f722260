/**
 * `KPI Checks`: where the formulas would no longer be right, counted live: rows that nobody's formula reaches, cells
 * that a formula can't read, people that changed since. Each is one line that says what to do.
 */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import type { FigureId, Measure, Program, RowId, TableId } from "../../dsl/ir/ir.ts";
import { columnsUnder } from "../evaluate/measures.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { asOne } from "./blank.ts";
import type { CheckSaid, CheckWords } from "./check-words.ts";
import { columnsOfMeasure, columnsUnderFigures, type Read } from "./rests.ts";
import { type FormulaSheet, inOneCell, plain, SHEETS, type SheetCell } from "./sheet.ts";
import type { Source, Sources } from "./source.ts";
import {
  area,
  BLANK,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  number,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";
import { largestOf } from "./together.ts";

export interface ChecksInput {
  readonly program: Program;
  readonly sources: Sources;
  /** What is read of tables' columns. */
  readonly measures: readonly Read[];
  /** What is written as values of the day. */
  readonly values: readonly AsValues[];
  readonly workbook: WorkbookData;
  /** Columns of the people's sheet that goals rest on, beside those that make the tree. */
  readonly peopleColumns: readonly string[];
  /** Figures follow the people's sheet: only what is handed down, and who has rows, is as published. */
  readonly isTreeLive: boolean;
  readonly more: readonly Check[];
  /** The day of what is written as values, in words. */
  readonly asOf: string;
  readonly say: CheckWords;
}

/** Figures or goals of a KPI that stay as they were published, by the figures that they rest on. */
export interface AsValues {
  readonly what: "figures" | "goals";
  readonly label: string;
  readonly figures: readonly FigureId[];
}

export interface Check {
  /** What is counted, and so what to do where the count isn't 0. */
  readonly said: CheckSaid;
  readonly count: Formula;
}

const COUNT = 1;
const LAST_ROW = 1_048_575;

export interface ChecksSheet {
  readonly sheet: FormulaSheet;
  /** One line for the top of the view. */
  readonly verdict: Formula;
}

export function checksSheet(input: ChecksInput): ChecksSheet {
  const kept = keptCells(input);
  const checks = [
    ...tablesRead(input).flatMap((id) => beyond(input, id)),
    ...textsInNumbers(input),
    ...kept.map(({ check }) => check),
    ...input.more,
  ];
  const { say } = input;
  const rows = checks.map(({ said, count }): SheetCell[] => {
    const { about, todo } = say.line(said);
    const isFine = operate(cell(null, { at: "off", by: 0 }, fixed(COUNT)), "=", number(0));
    return [about, inOneCell(count, 0), plain(iff(isFine, text(say.fine), text(todo)), say.fine)];
  });
  const counts = area(
    SHEETS.checks,
    [fixed(1), fixed(Math.max(1, checks.length))],
    [fixed(COUNT), fixed(COUNT)],
  );
  const open = call("SUM", counts);
  return {
    sheet: {
      name: SHEETS.checks,
      what: "where the formulas would no longer be right",
      rows: withKept(
        [[...say.header], ...rows],
        kept.flatMap(({ columns }) => columns),
      ),
      headerRow: 0,
      frozenColumns: 0,
      dayColumns: [],
      dayRows: [],
    },
    verdict: iff(
      operate(open, "=", number(0)),
      text(say.allCounted),
      text(say.notUpToDate(SHEETS.checks)),
    ),
  };
}

/** Cells as they were stand beside the checks, from the second row on. */
function withKept(
  rows: readonly SheetCell[][],
  kept: readonly (readonly CellValue[])[],
): SheetCell[][] {
  const height = Math.max(rows.length, ...kept.map((column) => column.length + 1));
  return Array.from({ length: height }, (_, r) => {
    const [first = null, count = null, todo = null] = rows[r] ?? [];
    return [
      first,
      count,
      todo,
      null,
      ...kept.map((column) => (r === 0 ? null : (column[r - 1] ?? null))),
    ];
  });
}

/** Tables whose rows are counted, and those that these are linked to; the people's own is watched otherwise. */
function tablesRead({ program, measures }: ChecksInput): readonly TableId[] {
  const read = measures.flatMap((measure) => columnsOfMeasure(program, measure));
  const tables = [...measures, ...read].map(({ table }) => table);
  return [...new Set(tables)].filter((id) => id !== program.people?.table);
}

/**
 * Rows below the last that the formulas read, by whichever column is fullest: of what belongs to somebody by the owner, of
 * what is only looked up by the key. Where any row counts, by all columns, as blocks count it (`filled`).
 */
function beyond({ program, sources, measures }: ChecksInput, id: TableId): Check[] {
  const source = sources.table(id);
  if (!source || source.last === null) return [];
  const { owner, key } = program.tables[id]!;
  const { table } = source;
  const isAnyCounted = measures.some((measure) => measure.table === id && !measure.owned);
  const named = isAnyCounted ? null : (owner[0] ?? key);
  const places = named === null ? table.headers.map((_, i) => table.left + i) : [source.at(named)];
  const { sheet } = table;
  const rows = [fixed(source.last + 1), fixed(LAST_ROW)] as const;
  const counts = places
    .filter((at) => at !== null)
    .map((at) => call("COUNTA", area(sheet, rows, [fixed(at), fixed(at)])));
  const [first] = counts;
  if (!first) return [];
  const said = { of: "rows below", sheet, row: source.last + 1 } as const;
  return [{ said, count: counts.length === 1 ? first : largestOf(counts) }];
}

/** Texts in columns of numbers and dates, beyond those that were there and count as blank. */
function textsInNumbers({ program, sources, measures, workbook }: ChecksInput): Check[] {
  const seen = new Set<string>();
  return measures.flatMap(({ table, of, where, day }) => {
    const ids = [of, where].filter((id): id is RowId => id !== null);
    const named = ids.flatMap((id) => columnsUnder(program, id));
    const days = day.at === "date" ? [{ table, column: day.column }] : [];
    return [...named, ...days].flatMap(({ table: owner, column }): Check[] => {
      const source = sources.table(owner);
      const key = `${owner} ${column}`;
      if (!source || seen.has(key) || !isReadAsNumber(program, owner, column, day)) return [];
      seen.add(key);
      const cells = source.column(column);
      if (!cells) return [];
      const known = textsIn(workbook, source, column);
      // An error is told by the figures that it spoils.
      const isFilled = iff(call("ISERROR", cells), number(0), asOne(operate(cells, "<>", BLANK)));
      const texts = product(operate(number(1), "-", call("ISNUMBER", cells)), isFilled);
      const place = `${source.table.name}[${column}]`;
      return [
        {
          said: { of: "new texts", place },
          count: call("MAX", number(0), operate(call("SUM", texts), "-", number(known))),
        },
      ];
    });
  });
}

const isReadAsNumber = (
  program: Program,
  table: TableId,
  column: string,
  day: Measure["day"],
): boolean =>
  (day.at === "date" && day.column === column) ||
  program.rows.some(
    (row) =>
      row.kind === "column" &&
      row.table === table &&
      row.column === column &&
      (row.as === "number" || row.as === "day"),
  );

/** As the formula counts them: rows of totals and what else counts nowhere too. */
function textsIn({ sheets }: WorkbookData, source: Source, column: string): number {
  const at = source.at(column);
  const sheet = sheets.find(({ name }) => name === source.table.sheet);
  if (at === null || !sheet) return 0;
  const cells = sheet.columns[at]?.slice(source.first, (source.last ?? sheet.rows) + 1) ?? [];
  return cells.filter(
    (cell) => cell !== null && cell !== "" && typeof cell !== "number" && !isCellError(cell),
  ).length;
}

/** Free rows below the last that a comparison looks at. */
const ROOM = 100;
/** The first column of cells as they were. */
const FIRST_KEPT = 4;

interface Kept {
  readonly check: Check;
  /** Column by column, from the first row below the header. */
  readonly columns: readonly (readonly CellValue[])[];
}

interface Compared {
  readonly sheet: string;
  readonly changed: Formula;
  readonly columns: Kept["columns"];
}

/** Columns of a table beside what they were; `before`: so many columns are kept already. */
function compared(
  { sources, workbook }: Pick<ChecksInput, "sources" | "workbook">,
  id: TableId,
  names: readonly (string | null)[],
  before: number,
): Compared | null {
  const source = sources.table(id);
  const data = workbook.sheets.find(({ name }) => name === source?.table.sheet);
  if (!source || !data) return null;
  const { sheet } = source.table;
  const found = names.flatMap((name) => {
    const at = name === null ? null : source.at(name);
    return at === null ? [] : [at];
  });
  const places = [...new Set(found)];
  const height = data.rows - source.first + ROOM;
  const between = (first: number) => [fixed(first), fixed(first + height - 1)] as const;
  const changed = places.map((at, i) => {
    const now = area(sheet, between(source.first), [fixed(at), fixed(at)]);
    const column = fixed(FIRST_KEPT + before + i);
    const was = area(null, between(1), [column, column]);
    return asOne(operate(shownAs(now), "<>", operate(was, "&", BLANK)));
  });
  const [first, ...more] = changed;
  if (!first) return null;
  return {
    sheet,
    changed: call("SUM", sum(first, ...more)),
    columns: places.map((at) =>
      (data.columns[at] ?? [])
        .slice(source.first, data.rows)
        .map((cell) => (isCellError(cell) ? AN_ERROR : cell)),
    ),
  };
}

/** How an error stands among cells as they were: a comparison with one would be one. */
const AN_ERROR = "#";
const shownAs = (cells: Formula): Formula =>
  iff(call("ISERROR", cells), text(AN_ERROR), operate(cells, "&", BLANK));

/** All that is compared with what it was: people, holidays, and what values rest on. Copies stand side by side. */
function keptCells(input: ChecksInput): readonly Kept[] {
  const kept: Kept[] = [];
  const before = () => kept.reduce((sum, { columns }) => sum + columns.length, 0);
  const people = changedPeople(input);
  if (people) kept.push(people);
  kept.push(...changedHolidays(input, before()));
  kept.push(...changedUnderValues(input, before()));
  return kept;
}

/** By table, the columns that values rest on; people's are compared already. */
function changedUnderValues(input: ChecksInput, before: number): Kept[] {
  const { program, values, asOf } = input;
  const read = values.map((one) => ({
    ...one,
    columns: columnsUnderFigures(program, one.figures),
  }));
  const tables = [...new Set(read.flatMap(({ columns }) => columns.map(({ table }) => table)))];
  let kept = before;
  return tables.flatMap((id): Kept[] => {
    if (id === program.people?.table) return [];
    const resting = read.filter(({ columns }) => columns.some(({ table }) => table === id));
    const names = resting.flatMap(({ columns }) =>
      columns.flatMap(({ table, column }) => (table === id ? [column] : [])),
    );
    const found = compared(input, id, [...new Set(names)], kept);
    if (!found) return [];
    const { sheet, changed, columns } = found;
    kept += columns.length;
    const labels = (of: AsValues["what"]) => [
      ...new Set(resting.flatMap(({ what, label }) => (what === of ? [label] : []))),
    ];
    const said = {
      of: "under values",
      sheet,
      figures: labels("figures"),
      goals: labels("goals"),
      asOf,
    } as const;
    return [{ check: { said, count: changed }, columns }];
  });
}

/** Names, managers and days of people, each compared with what it was. */
function changedPeople(input: ChecksInput): Kept | null {
  const { people } = input.program;
  if (!people) return null;
  const { name, reportsTo, since, until } = people;
  const ofValues = input.values.flatMap(({ figures }) =>
    columnsUnderFigures(input.program, figures).flatMap(({ table, column }) =>
      table === people.table ? [column] : [],
    ),
  );
  const names = [name, ...reportsTo, since, until, ...input.peopleColumns, ...ofValues];
  const found = compared(input, people.table, names, 0);
  if (!found) return null;
  const { sheet, changed, columns } = found;
  return {
    check: {
      said: { of: "people changed", sheet, isTreeLive: input.isTreeLive },
      count: changed,
    },
    columns,
  };
}

/** The days off, which working days are counted without. */
function changedHolidays(input: ChecksInput, before: number): Kept[] {
  let kept = before;
  return input.program.calendar.holidays.flatMap(({ table, column }): Kept[] => {
    const found = compared(input, table, [column], kept);
    if (!found) return [];
    const { sheet, changed, columns } = found;
    kept += columns.length;
    const check: Check = { said: { of: "holidays changed", sheet }, count: changed };
    return [{ check, columns }];
  });
}
