/** A document as the spreadsheet's own data: values, formulas, looks. */
import {
  BooleanNumber,
  type ICellData,
  type IObjectMatrixPrimitiveType,
  type IStyleData,
  type IWorkbookData,
  type IWorksheetData,
  LocaleType,
} from "@univerjs/core";
import { type CellValue, isCellError } from "../../../../dsl/cell.ts";
import { foldText } from "../../../../dsl/fold.ts";
import { compile } from "../../../../dsl/index.ts";
import { readRules } from "../../../app/rules-sheet.ts";
import { NOT_CALCULATED, type SheetData } from "../../../model/workbook.ts";
import type { CellLook, SheetLook } from "../../files/index.ts";
import type { LocalDocument } from "../document.ts";
import { toCell } from "./cells.ts";

/** Rows and columns below and beside what is used. */
const ROOM = 200;
const DAY_PATTERN = "yyyy-mm-dd";

export function univerData(opened: LocalDocument): IWorkbookData {
  const days = dayColumns(opened);
  const sheets = opened.workbook.sheets.map((sheet, i) =>
    worksheet(`sheet${i + 1}`, sheet, opened, days(sheet)),
  );
  return {
    id: "workbook",
    name: opened.title,
    appVersion: "",
    locale: LocaleType.EN_US,
    styles: Object.fromEntries(opened.look.looks.map((look, i) => [`look${i}`, styleOf(look)])),
    sheetOrder: sheets.map((s) => s.id),
    sheets: Object.fromEntries(sheets.map((s) => [s.id, s])),
  };
}

function worksheet(
  id: string,
  sheet: SheetData,
  opened: LocalDocument,
  days: ReadonlySet<number>,
): Partial<IWorksheetData> & { id: string } {
  const look = opened.look.sheets.find((s) => s.sheet === sheet.name) ?? null;
  const frozenRows = look?.frozenRows || 1;
  const frozenColumns = look?.frozenColumns ?? 0;
  return {
    id,
    name: sheet.name,
    rowCount: Math.max(ROOM, sheet.rows + ROOM),
    columnCount: Math.max(26, sheet.columns.length + 6),
    freeze: {
      xSplit: frozenColumns,
      ySplit: frozenRows,
      startRow: frozenRows,
      startColumn: frozenColumns || -1,
    },
    columnData: Object.fromEntries(
      sheet.columns.map((column, c) => {
        const w = look?.widths[c] ?? widthOf(column, days.has(c));
        return [c, { w, hd: BooleanNumber.FALSE }];
      }),
    ),
    cellData: matrixOf(sheet, look, days),
  };
}

const PIXELS_A_SIGN = 8;
const NARROWEST = 72;
const WIDEST = 240;
/** So many rows tell how wide a column is. */
const LOOKED_AT = 60;

/** Wide enough for what the file says nothing of: the header and the first rows. */
function widthOf(column: readonly CellValue[], isDay: boolean): number {
  const signs = column.slice(0, LOOKED_AT).map((cell) => {
    if (cell === null || isCellError(cell)) return 0;
    return typeof cell === "number" && isDay ? DAY_PATTERN.length : String(cell).length;
  });
  const width = 12 + PIXELS_A_SIGN * Math.max(0, ...signs);
  return Math.min(WIDEST, Math.max(NARROWEST, width));
}

const styleOf = ({ format, bold, italic, colour, fill }: CellLook): IStyleData => ({
  ...(format && { n: { pattern: format } }),
  ...(bold && { bl: BooleanNumber.TRUE }),
  ...(italic && { it: BooleanNumber.TRUE }),
  ...(colour && { cl: { rgb: colour } }),
  ...(fill && { bg: { rgb: fill } }),
});

function matrixOf(
  sheet: SheetData,
  look: SheetLook | null,
  days: ReadonlySet<number>,
): IObjectMatrixPrimitiveType<ICellData> {
  const matrix: Record<number, Record<number, ICellData>> = {};
  const at = (r: number): Record<number, ICellData> => {
    matrix[r] ??= {};
    return matrix[r];
  };
  sheet.columns.forEach((column, c) => {
    column.forEach((value, r) => {
      if (value === null || isWaiting(value)) return;
      const shown = r > 0 && typeof value === "number" && days.has(c);
      at(r)[c] = compact(toCell(value, shown ? DAY_PATTERN : undefined));
    });
  });
  for (const [key, { formula, shared }] of Object.entries(look?.formulas ?? {})) {
    const [r, c] = key.split(",").map(Number) as [number, number];
    at(r)[c] = {
      ...at(r)[c],
      ...(formula !== null && { f: `=${formula}` }),
      ...(shared !== null && { si: `shared${shared}` }),
    };
  }
  for (const [c, from, to, index] of look?.runs ?? []) {
    for (let r = from; r <= to; r += 1) at(r)[c] = { ...at(r)[c], s: `look${index}` };
  }
  return matrix;
}

/** A formula that nobody calculated yet gets no value, so that the spreadsheet calculates it. */
const isWaiting = (value: CellValue): boolean =>
  isCellError(value) && value.error === NOT_CALCULATED;

/** A new cell has nothing to clear. */
const compact = ({ v, t, s }: ICellData): ICellData => ({
  v: v ?? null,
  t: t ?? null,
  ...(s !== undefined && { s }),
});

/** Columns that the rules use as dates are shown as dates, where the file itself says nothing. */
function dayColumns(opened: LocalDocument): (sheet: SheetData) => ReadonlySet<number> {
  const { program } = compile(opened.rules ?? readRules(opened.workbook).text, null);
  const days = new Map<string, Set<string>>();
  const add = (table: number, column: string | null) => {
    const source = program.tables[table]?.source.name;
    if (source === undefined || column === null) return;
    const key = foldText(source);
    days.set(key, (days.get(key) ?? new Set()).add(foldText(column)));
  };
  for (const t of program.tables) add(t.id, t.date);
  for (const m of program.measures) if (m.day.at === "date") add(m.table, m.day.column);
  if (program.people) {
    add(program.people.table, program.people.since);
    add(program.people.table, program.people.until);
    for (const c of program.cascades) add(program.people.table, c.ramp?.from ?? null);
  }
  return (sheet) => {
    const wanted = days.get(foldText(sheet.name));
    const found = sheet.columns.flatMap((column, c) =>
      wanted?.has(foldText(String(column[0] ?? ""))) ? [c] : [],
    );
    return new Set(found);
  };
}
