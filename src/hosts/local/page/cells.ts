/** Cells between Univer's form and ours. */
import {
  CellValueType,
  type ICellData,
  type IObjectMatrixPrimitiveType,
  type IWorksheetData,
} from "@univerjs/core";
import { type CellValue, isCellError } from "../../../../dsl/cell.ts";
import type { SheetData } from "../../../model/workbook.ts";
import type { WriteCell } from "../../port/index.ts";

const ERROR = /^#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|CALC!|SPILL!)$/;

export function fromCell(cell: ICellData | null | undefined): CellValue {
  const value = cell?.v;
  if (value === null || value === undefined || value === "") return null;
  if (cell?.t === CellValueType.BOOLEAN) return value === 1 || value === true || value === "1";
  if (typeof value === "string" && ERROR.test(value)) return { error: value };
  if (cell?.t === CellValueType.NUMBER && typeof value === "string") return Number(value);
  return value;
}

/** `old` clears a formula that stood there: Univer keeps what a change doesn't name. */
export function toCell(cell: WriteCell, pattern?: string): ICellData {
  const style = pattern ? { s: { n: { pattern } } } : {};
  if (cell === null) return { v: null, f: null, si: null, t: null, ...style };
  if (typeof cell === "object" && "formula" in cell)
    return { f: `=${cell.formula}`, v: null, ...style };
  if (isCellError(cell))
    return { v: cell.error, f: null, si: null, t: CellValueType.STRING, ...style };
  if (typeof cell === "boolean")
    return { v: cell ? 1 : 0, f: null, si: null, t: CellValueType.BOOLEAN, ...style };
  if (typeof cell === "number")
    return { v: cell, f: null, si: null, t: CellValueType.NUMBER, ...style };
  return { v: cell, f: null, si: null, t: CellValueType.STRING, ...style };
}

export interface ReadSheet extends SheetData {
  /** `row,column` → formula without `=`. */
  readonly formulas: ReadonlyMap<string, string>;
}

/** A sheet of a snapshot, column by column, cut to what is used. */
export function readSheet(sheet: Partial<IWorksheetData>): ReadSheet {
  const data = (sheet.cellData ?? {}) as IObjectMatrixPrimitiveType<ICellData>;
  const columns: CellValue[][] = [];
  const formulas = new Map<string, string>();
  let rows = 0;
  for (const [rowKey, row] of Object.entries(data)) {
    const r = Number(rowKey);
    for (const [columnKey, cell] of Object.entries(row ?? {})) {
      const c = Number(columnKey);
      const value = fromCell(cell as ICellData);
      const formula = (cell as ICellData | undefined)?.f;
      if (formula) formulas.set(`${r},${c}`, formula.replace(/^=/, ""));
      if (value === null && !formula) continue;
      while (columns.length <= c) columns.push([]);
      const column = columns[c]!;
      while (column.length < r) column.push(null);
      column[r] = value;
      rows = Math.max(rows, r + 1);
    }
  }
  return { name: sheet.name ?? "", rows, columns, formulas };
}

/** A sheet of ours as Univer's matrix; `patterns` are number formats by column. */
export function matrixOf(
  sheet: SheetData,
  formulas: Readonly<Record<string, string>>,
  patterns: ReadonlyMap<number, string>,
): IObjectMatrixPrimitiveType<ICellData> {
  const matrix: IObjectMatrixPrimitiveType<ICellData> = {};
  sheet.columns.forEach((column, c) => {
    const pattern = patterns.get(c);
    column.forEach((value, r) => {
      const formula = formulas[`${r},${c}`];
      if (value === null && formula === undefined) return;
      const row: Record<number, ICellData> = matrix[r] ?? {};
      matrix[r] = row;
      const made = toCell(value, r > 0 && typeof value === "number" ? pattern : undefined);
      row[c] = formula === undefined ? made : { ...made, f: `=${formula}` };
    });
  });
  return matrix;
}
