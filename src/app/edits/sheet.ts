/** The sheet `KPI Edits` read and added to: bad cells are findings, rows are only ever appended. */
import { isoOf } from "../../../dsl/calendar/day.ts";
import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import { nearest } from "../../../dsl/nearest.ts";
import type { SheetFormat, WriteCell, WriteStep } from "../../hosts/port/index.ts";
import { columnLetter } from "../../model/address.ts";
import { localeOrder, parseDateText } from "../../model/cells/date.ts";
import { localeDecimal, readNumberText } from "../../model/cells/number.ts";
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import { dayOfSerial, serialOf } from "../../model/serial.ts";
import type { SheetData, WorkbookData } from "../../model/workbook.ts";
import { ENGLISH, type Words } from "../../words/index.ts";
import { TAB_COLOUR } from "../replace-sheet.ts";
import {
  EDIT_COLUMNS,
  EDIT_KINDS,
  EDITS_SHEET,
  type Edit,
  type EditColumn,
  type EditKind,
} from "./edit.ts";

export interface StoredEdits {
  /** In the order of `n`. */
  readonly edits: readonly Edit[];
  /** Cells that can't be read; their rows don't count. */
  readonly findings: readonly Finding[];
}

const editsSheet = (workbook: WorkbookData): SheetData | null =>
  workbook.sheets.find((sheet) => foldText(sheet.name) === foldText(EDITS_SHEET)) ?? null;

/** The edits on record. A row with a cell that can't be read is told and left out; blank rows are passed over. */
export function readEdits(
  workbook: WorkbookData,
  say: CellWords = ENGLISH.goals.cells,
): StoredEdits {
  const sheet = editsSheet(workbook);
  if (!sheet) return { edits: [], findings: [] };
  const columns = columnsOf(sheet);
  const missing = EDIT_COLUMNS.filter((name) => columns[name] < 0);
  if (missing.length > 0) {
    const message = say.noColumn(EDITS_SHEET, missing.join(", "));
    return { edits: [], findings: [finding("EDIT01", EDITS_SHEET, { message })] };
  }
  const findings: Finding[] = [];
  const byNumber = new Map<number, Edit>();
  for (let row = 1; row < sheet.rows; row += 1) {
    const cells = cellsOf(sheet, columns, row);
    if (EDIT_COLUMNS.every((name) => isBlank(cells[name]))) continue;
    const read = readRow(cells, workbook, (name) => addressOf(columns[name], row), say);
    if ("message" in read) {
      findings.push(finding("EDIT01", read.place, { message: read.message }));
    } else if (byNumber.has(read.n)) {
      const message = say.twice(read.n);
      findings.push(finding("EDIT01", addressOf(columns.n, row), { message }));
    } else byNumber.set(read.n, read);
  }
  return { edits: [...byNumber.values()].sort((a, b) => a.n - b.n), findings };
}

type CellWords = Words["goals"]["cells"];
type Cells = Readonly<Record<EditColumn, CellValue>>;
interface Bad {
  readonly place: string;
  readonly message: string;
}

const addressOf = (column: number, row: number): string =>
  `${EDITS_SHEET}!${columnLetter(column)}${row + 1}`;
const isBlank = (cell: CellValue): boolean =>
  cell === null || (typeof cell === "string" && foldText(cell) === "");

/** Columns by their header, wherever they stand. */
function columnsOf(sheet: SheetData): Record<EditColumn, number> {
  const headers = sheet.columns.map((column) => {
    const head = column[0] ?? null;
    return typeof head === "string" ? foldText(head) : "";
  });
  const at = (name: EditColumn) => headers.indexOf(name);
  return Object.fromEntries(EDIT_COLUMNS.map((name) => [name, at(name)])) as Record<
    EditColumn,
    number
  >;
}

const cellsOf = (sheet: SheetData, columns: Record<EditColumn, number>, row: number): Cells =>
  Object.fromEntries(
    EDIT_COLUMNS.map((name) => [name, sheet.columns[columns[name]]?.[row] ?? null]),
  ) as unknown as Cells;

/** The cells of a row as they are read. */
interface RowCells {
  readonly cells: Cells;
  /** Trimmed; empty where nothing stands. */
  text(name: EditColumn): string;
  number(name: EditColumn): number | null;
  bad(name: EditColumn, message: string): Bad;
  readonly place: string;
}

function readRow(
  cells: Cells,
  workbook: WorkbookData,
  at: (name: EditColumn) => string,
  say: CellWords,
): Edit | Bad {
  const row: RowCells = {
    cells,
    text: (name) => {
      const cell = cells[name];
      return isBlank(cell) || typeof cell === "object" ? "" : String(cell).trim();
    },
    number: (name) => numberOf(cells[name], workbook.locale),
    bad: (name, message) => ({ place: at(name), message }),
    place: at("n"),
  };
  const said = readSaid(row, workbook, say);
  return "message" in said ? said : withAmounts(row, said, say);
}

/** What every kind of edit says. */
type Said = { readonly kind: EditKind } & Omit<Extract<Edit, { kind: "cascade" }>, "kind">;

function readSaid(row: RowCells, workbook: WorkbookData, say: CellWords): Said | Bad {
  const { cells, text, bad } = row;
  for (const name of EDIT_COLUMNS) {
    const cell = cells[name];
    if (isCellError(cell)) return bad(name, say.error(cell.error));
  }
  const n = row.number("n");
  if (n === null || !Number.isInteger(n) || n < 1) return bad("n", say.noNumber);
  const kind = kindOf(text("kind"));
  if (kind === null) return bad("kind", noKind(text("kind"), say));
  const needed =
    kind === "cascade" ? (["kpi", "period"] as const) : (["who", "kpi", "period"] as const);
  const blank = needed.find((name) => text(name) === "");
  if (blank) return bad(blank, say.says(blank));
  // A year is a number as typed; any other number was a period that the host took for a date.
  if (typeof cells.period === "number" && !(cells.period >= 1900 && cells.period < 2200))
    return bad("period", say.hostDate);
  const on = dayOf(cells.on, workbook);
  if (on === null) return bad("on", say.noDay);
  const [who, kpi, period] = [text("who"), text("kpi"), text("period")];
  return { kind, n, who, kpi, period, by: text("by"), on, note: text("note"), place: row.place };
}

/** What stands in `from` and `to` is of the kind. */
function withAmounts({ text, number, bad }: RowCells, said: Said, say: CellWords): Edit | Bad {
  const { kind, ...row } = said;
  const [from, to] = [number("from"), number("to")];
  if (kind === "cascade") return { ...row, kind };
  if (kind === "release") return { ...row, kind, from };
  if (kind === "move") {
    if (from === null || from <= 0) return bad("from", say.amount);
    if (text("to") === "") return bad("to", say.taker);
    return { ...row, kind, amount: from, to: text("to") };
  }
  if (to === null) return bad("to", say.noGoal(text("to")));
  if (kind === "hold") return { ...row, kind, from, to };
  if (row.note === "") return bad("note", say.reason);
  return { ...row, kind: "override", from, to };
}

const kindOf = (text: string): EditKind | null =>
  EDIT_KINDS.find((kind) => kind === foldText(text)) ?? null;

function noKind(text: string, say: CellWords): string {
  const [near] = nearest(text, EDIT_KINDS);
  return near ? say.noKind(text, near) : say.kinds(EDIT_KINDS.join(", "));
}

function numberOf(cell: CellValue, locale: string): number | null {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== "string" || isBlank(cell)) return null;
  const read = readNumberText(cell, localeDecimal(locale));
  return read.as === "number" ? read.value : null;
}

function dayOf(cell: CellValue, { locale, dateSystem }: WorkbookData): number | null {
  if (typeof cell === "number") {
    const day = dayOfSerial(cell, dateSystem);
    return Number.isFinite(day) && day > 0 ? day : null;
  }
  if (typeof cell !== "string") return null;
  const read = parseDateText(cell, localeOrder(locale), locale, null);
  return read.as === "day" ? read.day : null;
}

// ── Added to ───────────────────────────────────────────────────────────────────────────────────

/** The number of the next edit: one above the highest there is, read or not. */
export function nextNumber(workbook: WorkbookData): number {
  const sheet = editsSheet(workbook);
  if (!sheet) return 1;
  const cells = sheet.columns[columnsOf(sheet).n] ?? [];
  return cells.reduce<number>((most, cell) => {
    const n = numberOf(cell, workbook.locale);
    return n !== null && n >= most ? Math.floor(n) + 1 : most;
  }, 1);
}

const FORMAT: SheetFormat = {
  headerRow: 0,
  frozenRows: 1,
  frozenColumns: 0,
  // Texts, so that no host takes `2026-03` for a date; `to` of a move is a name.
  numberFormats: [
    ...[1, 2, 3, 4, 7, 9].map((column) => ({ column, fromRow: 0, format: "@" })),
    { column: 8, fromRow: 1, format: "yyyy-mm-dd" },
  ],
  rowFormats: [],
  widths: [
    { column: 2, pixels: 150 },
    { column: 3, pixels: 130 },
    { column: 7, pixels: 150 },
    { column: 9, pixels: 420 },
  ],
  colours: [],
};

/** The steps that append edits below what is there; the cells must still be blank when they are written. */
export function appendSteps(workbook: WorkbookData, edits: readonly Edit[]): WriteStep[] {
  if (edits.length === 0) return [];
  const sheet = editsSheet(workbook);
  const known = sheet ? columnsOf(sheet) : null;
  const layout = EDIT_COLUMNS.map((name, at) => (known ? known[name] : at));
  const width = Math.max(...layout) + 1;
  const rows = edits.map((edit) => {
    const cells = new Array<WriteCell>(width).fill(null);
    rowOf(edit, workbook.dateSystem).forEach((cell, at) => {
      if (layout[at]! >= 0) cells[layout[at]!] = cell;
    });
    return cells;
  });
  const why = edits.length === 1 ? "an edit of a goal" : "edits of goals";
  if (!sheet) {
    return [
      { kind: "addSheet", sheet: EDITS_SHEET, tabColour: TAB_COLOUR },
      { kind: "format", sheet: EDITS_SHEET, format: FORMAT },
      {
        kind: "write",
        sheet: EDITS_SHEET,
        top: 0,
        left: 0,
        old: null,
        cells: [[...EDIT_COLUMNS], ...rows],
        why,
      },
    ];
  }
  const old = rows.map((row) => row.map(() => null));
  return [{ kind: "write", sheet: sheet.name, top: sheet.rows, left: 0, old, cells: rows, why }];
}

/** What stands in the columns `from` and `to`. */
export function amountsOf(edit: Edit): { from: number | null; to: number | string | null } {
  if (edit.kind === "cascade") return { from: null, to: null };
  if (edit.kind === "move") return { from: edit.amount, to: edit.to };
  return { from: edit.from, to: edit.kind === "release" ? null : edit.to };
}

/** The cells of one edit, in the order of the columns. */
export function rowOf(edit: Edit, dateSystem: 1900 | 1904): CellValue[] {
  const { from, to } = amountsOf(edit);
  const { n, kind, who, kpi, period, by, on, note } = edit;
  return [
    n,
    kind,
    who,
    kpi,
    period,
    from,
    to,
    by === "" ? null : by,
    serialOf(isoOf(on), dateSystem),
    note === "" ? null : note,
  ];
}
