/**
 * `KPI Checks`: where the formulas would no longer be right, counted live: rows that nobody's formula reaches, cells
 * that a formula can't read, people that changed since. Each is one line that says what to do.
 */
import type { CellValue } from "../../dsl/cell.ts";
import type { Measure, Program, RowId, TableId } from "../../dsl/ir/ir.ts";
import { columnsUnder } from "../evaluate/measures.ts";
import type { Model } from "../model/model.ts";
import type { WorkbookData } from "../model/workbook.ts";
import type { CheckSaid, CheckWords } from "./check-words.ts";
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

export interface ChecksInput {
  readonly program: Program;
  readonly model: Model;
  readonly sources: Sources;
  /** What is read of tables' columns. */
  readonly measures: readonly Pick<Measure, "table" | "of" | "where" | "day">[];
  readonly workbook: WorkbookData;
  /** Columns of the people's sheet that goals rest on, beside those that make the tree. */
  readonly peopleColumns: readonly string[];
  /** Figures follow the people's sheet: only what is handed down, and who has rows, is as published. */
  readonly isTreeLive: boolean;
  readonly more: readonly Check[];
  readonly say: CheckWords;
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
  const tables = [...new Set(input.measures.map(({ table }) => table))];
  const people = changedPeople(input);
  const holidays = changedHolidays(input, people?.columns.length ?? 0);
  const checks = [
    ...tables.flatMap((id) => beyond(input, id)),
    ...textsInNumbers(input),
    ...[people, ...holidays].flatMap((kept) => (kept ? [kept.check] : [])),
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
        [people, ...holidays].flatMap((kept) => kept?.columns ?? []),
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

/** Rows below the last that the block reads. */
function beyond({ program, sources }: ChecksInput, id: TableId): Check[] {
  const source = sources.table(id);
  const owner = program.tables[id]!.owner[0];
  const at = source && owner !== undefined ? source.at(owner) : null;
  if (!source || source.last === null || at === null) return [];
  const { sheet } = source.table;
  const below = area(sheet, [fixed(source.last + 1), fixed(LAST_ROW)], [fixed(at), fixed(at)]);
  const said = { of: "rows below", sheet, row: source.last + 1 } as const;
  return [{ said, count: call("COUNTA", below) }];
}

/** Texts in columns of numbers and dates, beyond those that were there and count as blank. */
function textsInNumbers({ program, model, sources, measures }: ChecksInput): Check[] {
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
      const known = model.tables[owner] ? textsIn(source, column) : 0;
      if (!cells) return [];
      const others = operate(number(1), "-", call("ISNUMBER", cells));
      const texts = product(others, operate(cells, "<>", BLANK));
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

function textsIn({ table }: Source, column: string): number {
  const at = table.find(column);
  if (at === null) return 0;
  let count = 0;
  for (let r = 0; r < table.rows; r += 1) {
    const value: CellValue = table.cell(at, r);
    if (value !== null && value !== "" && typeof value !== "number") count += 1;
  }
  return count;
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
    return product(operate(operate(now, "&", BLANK), "<>", operate(was, "&", BLANK)), number(1));
  });
  const [first, ...more] = changed;
  if (!first) return null;
  return {
    sheet,
    changed: call("SUM", sum(first, ...more)),
    columns: places.map((at) => (data.columns[at] ?? []).slice(source.first, data.rows)),
  };
}

/** Names, managers and days of people, each compared with what it was. */
function changedPeople(input: ChecksInput): Kept | null {
  const { people } = input.program;
  if (!people) return null;
  const { name, reportsTo, since, until } = people;
  const names = [name, ...reportsTo, since, until, ...input.peopleColumns];
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
