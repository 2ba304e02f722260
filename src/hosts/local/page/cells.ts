/** Cells between Univer's form and ours. */
import {
  BooleanNumber,
  BorderStyleTypes,
  CellValueType,
  type ICellData,
  type IObjectMatrixPrimitiveType,
  type IStyleData,
  type IWorksheetData,
  type Nullable,
  WrapStrategy,
} from "@univerjs/core";
import { type CellValue, isCellError } from "../../../../dsl/cell.ts";
import type { SheetData } from "../../../model/workbook.ts";
import type { RowLook, WriteCell } from "../../port/index.ts";
import { cellsOf, formulasOf } from "./shared.ts";

const ERROR = /^#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|CALC!|SPILL!)$/;

export function fromCell(cell: ICellData | null | undefined): CellValue {
  const value = cell?.v;
  if (value === null || value === undefined || value === "") return null;
  if (cell?.t === CellValueType.BOOLEAN) return value === 1 || value === true || value === "1";
  if (typeof value === "string" && ERROR.test(value)) return { error: value };
  if (cell?.t === CellValueType.NUMBER && typeof value === "string") return Number(value);
  return value;
}

/** Every part is named, a formula's owner too: Univer keeps what a change doesn't name. */
export function toCell(cell: WriteCell, pattern?: string, look?: RowLook): ICellData {
  const s: IStyleData = { ...(pattern && { n: { pattern } }), ...(look && styleOf(look)) };
  const style = pattern || look ? { s } : {};
  if (cell === null) return { v: null, f: null, si: null, t: null, ...style };
  if (typeof cell === "object" && "formula" in cell)
    return { ...toCell(resultOf(cell)), f: `=${cell.formula.replace(/^=/, "")}`, ...style };
  if (isCellError(cell))
    return { v: cell.error, f: null, si: null, t: CellValueType.STRING, ...style };
  if (typeof cell === "boolean")
    return { v: cell ? 1 : 0, f: null, si: null, t: CellValueType.BOOLEAN, ...style };
  if (typeof cell === "number")
    return { v: cell, f: null, si: null, t: CellValueType.NUMBER, ...style };
  return { v: cell, f: null, si: null, t: CellValueType.STRING, ...style };
}

/** What a formula came to where it was made: shown until the spreadsheet has worked it out, which takes it minutes. */
function resultOf({ result = null }: Extract<WriteCell, { formula: string }>): CellValue {
  return isCellError(result) ? null : result;
}

const styleOf = ({ bold, colour, fill, points, wrap, rule }: RowLook): IStyleData => ({
  bl: bold ? BooleanNumber.TRUE : BooleanNumber.FALSE,
  cl: colour ? { rgb: colour } : null,
  bg: fill ? { rgb: fill } : null,
  ...(points && { fs: points }),
  ...(wrap && { tb: WrapStrategy.WRAP }),
  bd: rule ? { b: { s: BorderStyleTypes.MEDIUM, cl: { rgb: rule } } } : null,
});

export interface ReadSheet extends SheetData {
  /** `row,column` → formula without `=`. */
  readonly formulas: ReadonlyMap<string, string>;
}

/** What formulas fill beside their own cell: a snapshot has none of it. */
export type Filled = IObjectMatrixPrimitiveType<Nullable<ICellData>>;

/** A sheet of a snapshot with its formulas: their texts take as long as the values, so that few ask for them. */
export const readSheet = (sheet: Partial<IWorksheetData>, filled: Filled = {}): ReadSheet => ({
  ...readValues(sheet, filled),
  formulas: formulasOf(sheet.cellData ?? {}),
});

/** A sheet of a snapshot, column by column, cut to what is used; with what its blocks fill, where that is given. */
export function readValues(sheet: Partial<IWorksheetData>, filled: Filled = {}): SheetData {
  const columns: CellValue[][] = [];
  let rows = 0;
  const put = (r: number, c: number, value: CellValue): void => {
    while (columns.length <= c) columns.push([]);
    const column = columns[c]!;
    while (column.length < r) column.push(null);
    column[r] = value;
    rows = Math.max(rows, r + 1);
  };
  for (const [r, c, cell] of cellsOf(sheet.cellData ?? {})) {
    const value = fromCell(cell);
    if (value === null && !cell.f && !cell.si) continue;
    put(r, c, value);
  }
  for (const [rowKey, row] of Object.entries(filled)) {
    for (const [columnKey, cell] of Object.entries(row ?? {})) {
      const [r, c] = [Number(rowKey), Number(columnKey)];
      const value = fromCell((cell as ICellData | undefined) ?? null);
      if (value !== null && (columns[c]?.[r] ?? null) === null) put(r, c, value);
    }
  }
  return { name: sheet.name ?? "", rows, columns };
}

/** `row,column` → number format, as the snapshot's styles say. */
export function patternsOf(
  sheet: Partial<IWorksheetData>,
  styles: Readonly<Record<string, Nullable<IStyleData>>>,
): Map<string, string> {
  const patterns = new Map<string, string>();
  for (const [r, c, cell] of cellsOf(sheet.cellData ?? {})) {
    const style = typeof cell.s === "string" ? styles[cell.s] : cell.s;
    const pattern = style?.n?.pattern;
    if (pattern) patterns.set(`${r},${c}`, pattern);
  }
  return patterns;
}
