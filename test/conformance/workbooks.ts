/** Small programs and workbooks by hand, for what the model makes of cells. */
import type { CellValue } from "../../dsl/cell.ts";
import type { PeopleSource, Program, TableSource } from "../../dsl/ir/ir.ts";
import { buildModel } from "../../src/model/build.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Model } from "../../src/model/model.ts";
import type { Table } from "../../src/model/table.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";

type Rows = readonly (readonly CellValue[])[];

export const workbookOf = (
  sheets: Readonly<Record<string, Rows>>,
  over: Partial<WorkbookData> = {},
): WorkbookData => ({
  sheets: Object.entries(sheets).map(([name, rows]) => sheetOf(name, rows)),
  names: [],
  locale: "",
  dateSystem: 1900,
  ...over,
});

const SPAN = { start: 0, end: 0 };

export const tableSource = (
  id: number,
  name: string,
  over: Partial<TableSource> = {},
): TableSource => ({
  id,
  name,
  source: { name, range: null, headerRow: 1 },
  owner: [],
  date: null,
  key: null,
  links: [],
  span: SPAN,
  ...over,
});

export const programOf = (over: Partial<Program> = {}): Program => ({
  schema: 1,
  calendar: {
    yearStarts: 1,
    namedBy: "end",
    weeks: null,
    track: ["month"],
    workWeek: null,
    holidays: [],
  },
  people: null,
  tables: [],
  levels: [],
  rows: [],
  measures: [],
  windows: [],
  figures: [],
  kpis: [],
  goals: [],
  cascades: [],
  scores: [],
  flags: [],
  checks: [],
  tests: [],
  resets: [],
  ...over,
});

/** A model of one sheet `Deals`, bound as a table. */
export function dealsModel(
  rows: Rows,
  over: Partial<TableSource> = {},
  workbook: Partial<WorkbookData> = {},
): { readonly table: Table; readonly model: Model } {
  const program = programOf({ tables: [tableSource(0, "Deals", over)] });
  const model = buildModel(program, workbookOf({ Deals: rows }, workbook), {
    day: null,
    today: null,
  });
  return { table: model.tables[0]!, model };
}

/** A column `x` of cells in rows 2, 3 … of the sheet Deals. */
export const columnModel = (cells: readonly CellValue[], workbook: Partial<WorkbookData> = {}) =>
  dealsModel([["id", "x"], ...cells.map((cell, i) => [`D${i + 1}`, cell])], {}, workbook);

/** A model of the sheet `People` with the columns name, manager, since, until (and more, as given). */
export function orgModel(
  rows: Rows,
  over: Partial<PeopleSource> = {},
  columns: readonly string[] = ["name", "manager", "since", "until"],
): Model {
  const people: PeopleSource = {
    source: { name: "People", range: null, headerRow: 1 },
    name: "name",
    reportsTo: ["manager"],
    top: null,
    since: columns.includes("since") ? "since" : null,
    until: columns.includes("until") ? "until" : null,
    email: null,
    table: 0,
    ...over,
  };
  const program = programOf({ people, tables: [tableSource(0, "People")] });
  return buildModel(program, workbookOf({ People: [columns, ...rows] }), {
    day: null,
    today: null,
  });
}

export const codesOf = (findings: readonly Finding[]): string[] => findings.map((f) => f.code);

/** The one finding of a code; fails where there are none or several. */
export function onlyFinding(model: Model, code: string): Finding {
  const found = model.findings.filter((f) => f.code === code);
  if (found.length !== 1) throw new Error(`${found.length} findings ${code}`);
  return found[0]!;
}
