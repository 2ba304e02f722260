/** Workbooks that grow out of a chapter's few rows: more people, more rows of every table, each cell like those above it. */
import type { CellValue } from "../../dsl/cell.ts";
import { compile } from "../../dsl/index.ts";
import type { Program } from "../../dsl/ir/ir.ts";
import { type Random, seeded } from "../../examples/random.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { serialOf } from "../../src/model/serial.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { workbookOf } from "../language/catalogs.ts";
import type { Chapter } from "../language/chapters.ts";

type Rows = readonly (readonly string[])[];
type Sheets = Record<string, Rows>;

export interface Grown {
  readonly rules: string;
  readonly workbook: WorkbookData;
  /** Some cells of tables are others; people, keys and holidays are as they were. */
  readonly edited: WorkbookData;
}

const SIZE = { people: 7, rows: 36, keys: 7 } as const;

export function grown(chapter: Chapter, seed: number): Grown {
  const draw = seeded(seed * 917 + 5);
  const rules = chapter.rules;
  const named = [...rules.matchAll(/'([^'\n]+)'![A-Z]+\d+\b(?!:)/g)].map(([, name]) => name!);
  const sheets: Sheets = {
    ...Object.fromEntries(named.map((name) => [name, []])),
    ...chapter.sheets,
  };
  const { program } = compile(rules, catalogOf(workbookOf(sheets)));
  growPeople(draw, program, sheets);
  // Keys first, then what refers to them.
  const tables = program.tables.filter(({ source }) => source.name !== program.people!.source.name);
  for (const isKeyed of [true, false])
    for (const name of new Set(tables.map(({ source }) => source.name)))
      if (keysOf(program, name).size > 0 === isKeyed) growTable(draw, program, sheets, name);
  return { rules, workbook: book(sheets), edited: book(editedSheets(draw, program, sheets)) };
}

/** A title may stand above the headers. */
const headerOf = (rows: Rows): number =>
  rows.findIndex((row) => row.filter((cell) => cell !== "").length > 1);
const below = (rows: Rows): Rows => rows.slice(headerOf(rows) + 1);

function valuesOf(sheets: Sheets, sheet: string, column: string): string[] {
  const rows = sheets[sheet] ?? [];
  const at = rows[headerOf(rows)]?.indexOf(column) ?? -1;
  return at < 0 ? [] : below(rows).flatMap((row) => row[at] || []);
}

const tablesOf = ({ tables }: Program, sheet: string) =>
  tables.filter(({ source }) => source.name === sheet);
const keysOf = (program: Program, sheet: string): ReadonlySet<string> =>
  new Set(tablesOf(program, sheet).flatMap(({ key }) => key ?? []));

const another = (name: string, n: number): string =>
  /^\d+$/.test(name) ? String(1000 + n * 7) : `${name} ${n}`;

function growPeople(draw: Random, { people }: Program, sheets: Sheets): void {
  const { source, name } = people!;
  const rows = sheets[source.name]!;
  const nameAt = rows[headerOf(rows)]!.indexOf(name);
  const more = Array.from({ length: SIZE.people }, (_, n) => {
    const like = draw.pick(below(rows));
    return like.map((cell, c) => {
      if (c === nameAt) return another(cell, n + 1);
      return draw.chance(0.6) ? cell : shifted(draw, draw.pick(below(rows))[c] ?? "");
    });
  });
  sheets[source.name] = [...rows, ...more];
}

function growTable(draw: Random, program: Program, sheets: Sheets, sheet: string): void {
  const rows = sheets[sheet];
  if (!rows || headerOf(rows) < 0) return;
  const keys = keysOf(program, sheet);
  const length = keys.size > 0 ? SIZE.keys : SIZE.rows;
  const columns = rows[headerOf(rows)]!.map((column, c) =>
    columnLike(draw, program, sheets, { sheet, column, at: c }),
  );
  const more = Array.from({ length }, (_, n) => {
    const like = draw.pick(below(rows));
    return columns.map((cellLike, c) => cellLike(like[c] ?? "", n + 1));
  });
  sheets[sheet] = [...rows, ...more];
}

type CellLike = (cell: string, n: number) => string;

/** How another cell of a column comes about: a new key, somebody of the people, a key that is there, or one like it. */
function columnLike(
  draw: Random,
  program: Program,
  sheets: Sheets,
  { sheet, column, at }: { readonly sheet: string; readonly column: string; readonly at: number },
): CellLike {
  const tables = tablesOf(program, sheet);
  if (keysOf(program, sheet).has(column)) return (cell, n) => another(cell, n);
  if (tables.some(({ owner }) => owner[0] === column)) {
    const { source, name, reportsTo } = program.people!;
    const names = [name, ...reportsTo.slice(0, 1)].flatMap((of) =>
      valuesOf(sheets, source.name, of),
    );
    return (cell) => (draw.chance(0.1) ? cell : spelled(draw, draw.pick(names)));
  }
  const link = tables.flatMap(({ links }) => links).find((step) => step.column === column);
  if (link) {
    const { source, key } = program.tables[link.to]!;
    const keys = valuesOf(sheets, source.name, key!);
    return (cell) => (draw.chance(0.1) ? cell : draw.pick(keys));
  }
  // What tells rows apart, so that none stands there twice.
  if (at === 0 && /\d$/.test(valuesOf(sheets, sheet, column)[0] ?? "") && !isDay(program, column))
    return (cell, n) => `${cell}-${n}`;
  const shown = valuesOf(sheets, sheet, column);
  return (cell) => {
    if (cell === "") return draw.chance(0.7) || shown.length === 0 ? "" : draw.pick(shown);
    return DAY.test(cell) || AMOUNT.test(cell) ? shifted(draw, cell) : draw.pick(shown);
  };
}

const isDay = ({ tables }: Program, column: string): boolean =>
  tables.some(({ date }) => date === column);
const spelled = (draw: Random, name: string): string =>
  draw.chance(0.7) ? name : draw.pick([name.toUpperCase(), ` ${name}`, `${name}\u00a0`]);

const DAY = /^\d{4}[-/]\d{2}[-/]\d{2}( \d{2}:\d{2})?$/;
/** No id with zeros before it. */
const AMOUNT = /^-?(?!0\d)\d+(\.\d+)?$/;

/** Another day, another amount; a text stays. */
function shifted(draw: Random, cell: string): string {
  if (DAY.test(cell)) {
    const from = Date.parse(cell.slice(0, 10).replaceAll("/", "-"));
    const day = new Date(from + draw.whole(-420, 300) * 86_400_000);
    return day.toISOString().slice(0, 10) + cell.slice(10);
  }
  if (!AMOUNT.test(cell)) return cell;
  const value = Number(cell) * draw.around(0.6);
  return cell.includes(".") ? value.toFixed(2) : String(Math.round(value));
}

/** A quarter of the rows, cell by cell, takes after others. */
function editedSheets(draw: Random, program: Program, sheets: Sheets): Sheets {
  const kept = new Set([
    program.people!.source.name,
    ...program.tables.filter(({ key }) => key !== null).map(({ source }) => source.name),
    ...program.calendar.holidays.map(({ table }) => program.tables[table]!.source.name),
  ]);
  const edited = (rows: Rows): Rows =>
    rows.map((row, r) => {
      if (r <= headerOf(rows) || !draw.chance(0.25)) return row;
      return row.map((cell, c) => (draw.chance(0.3) ? (draw.pick(below(rows))[c] ?? cell) : cell));
    });
  return Object.fromEntries(
    Object.entries(sheets).map(([name, rows]) => [
      name,
      kept.has(name) || headerOf(rows) < 0 ? rows : edited(rows),
    ]),
  );
}

const book = (sheets: Sheets): WorkbookData =>
  workbookOf(
    Object.fromEntries(
      Object.entries(sheets).map(([name, rows]) => [name, rows.map((row) => row.map(typed))]),
    ),
  );

/** As somebody types it: numbers and days are numbers, what is odd stays a text. */
function typed(shown: string): CellValue {
  if (shown === "") return null;
  if (shown === "TRUE" || shown === "FALSE") return shown === "TRUE";
  if (AMOUNT.test(shown)) return Number(shown);
  if (!DAY.test(shown)) return shown;
  const [day, time = "0:0"] = shown.replaceAll("/", "-").split(" ");
  const [hours, minutes] = time.split(":").map(Number) as [number, number];
  return serialOf(day!, 1900) + (hours * 60 + minutes) / 1440;
}
