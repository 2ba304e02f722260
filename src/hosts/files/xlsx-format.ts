/** The look of a sheet of ours in an .xlsx file. */
import type { Cell, CellStyle, ConditionalRule, Sheet } from "hucre/xlsx";
import { columnLetter } from "../../model/address.ts";
import type { RowLook, SheetFormat } from "../port/index.ts";

/** Excel measures widths in characters of its default font, about seven pixels each. */
const PIXELS_PER_CHARACTER = 7;

/** Gives the cells that are there their number formats, the header its weight, texts their colours. */
export function formatSheet(sheet: Sheet, format: SheetFormat): void {
  if (format.frozenRows > 0 || format.frozenColumns > 0) {
    sheet.freezePane = { rows: format.frozenRows, columns: format.frozenColumns };
  }
  const widths = new Map(format.widths.map(({ column, pixels }) => [column, pixels]));
  const columns = Math.max(sheet.columns?.length ?? 0, ...format.widths.map((w) => w.column + 1));
  sheet.columns = Array.from({ length: columns }, (_, c) => {
    const pixels = widths.get(c);
    const known = sheet.columns?.[c] ?? {};
    return pixels === undefined ? known : { ...known, width: pixels / PIXELS_PER_CHARACTER };
  });
  for (const { column, fromRow, format: numFmt } of format.numberFormats) {
    for (let r = fromRow; r < sheet.rows.length; r += 1) restyle(sheet, r, column, { numFmt });
  }
  for (const { column, fromRow, formats } of format.rowFormats) {
    for (const [i, numFmt] of formats.entries()) {
      if (fromRow + i < sheet.rows.length) restyle(sheet, fromRow + i, column, { numFmt });
    }
  }
  const header = sheet.rows[format.headerRow] ?? [];
  for (let c = 0; c < header.length; c += 1) {
    restyle(sheet, format.headerRow, c, { font: { bold: true } });
  }
  for (const look of format.rowLooks ?? []) lookRow(sheet, look);
  const rules = [...colourRules(sheet, format), ...lowRules(format), ...barRules(format)];
  if (rules.length > 0) {
    sheet.conditionalRules = rules.map((rule, i) => ({ ...rule, priority: i + 1 }));
  }
}

function lookRow(sheet: Sheet, { row, bold, colour, fill, points, wrap, rule }: RowLook): void {
  const style: CellStyle = {
    font: { bold, ...(colour && { color: rgb(colour) }), ...(points && { size: points }) },
    ...(fill && { fill: { type: "pattern", pattern: "solid", fgColor: rgb(fill) } }),
    ...(wrap && { alignment: { wrapText: true } }),
    ...(rule && { border: { bottom: { style: "medium", color: rgb(rule) } } }),
  };
  for (let c = 0; c < (sheet.rows[row]?.length ?? 0); c += 1) restyle(sheet, row, c, style);
}

function restyle(sheet: Sheet, row: number, column: number, style: CellStyle): void {
  sheet.cells ??= new Map();
  const key = `${row},${column}`;
  const value = sheet.rows[row]?.[column] ?? null;
  const cell: Cell = sheet.cells.get(key) ?? { value, type: "empty" };
  sheet.cells.set(key, { ...cell, style: { ...cell.style, ...style } });
}

const rgb = (colour: string): { rgb: string } => ({ rgb: colour.replace(/^#/, "").toUpperCase() });

type Rule = Omit<ConditionalRule, "priority">;

function colourRules(sheet: Sheet, format: SheetFormat): Rule[] {
  const last = Math.max(sheet.rows.length, 2);
  return format.colours.map(({ column, fromRow, text, bold, colour, fill }) => ({
    type: "cellIs",
    operator: "equal",
    formula: `"${text.replace(/"/g, '""')}"`,
    range: `${columnLetter(column)}${fromRow + 1}:${columnLetter(column)}${last}`,
    style: {
      font: { bold, color: rgb(colour) },
      ...(fill && {
        fill: { type: "pattern" as const, pattern: "solid" as const, bgColor: rgb(fill) },
      }),
    },
  }));
}

const runDown = (column: number, fromRow: number, rows: number): string =>
  `${columnLetter(column)}${fromRow + 1}:${columnLetter(column)}${fromRow + rows}`;

const lowRules = ({ lows = [] }: SheetFormat): Rule[] =>
  lows.map(({ column, fromRow, rows, below, colour }) => ({
    type: "cellIs",
    operator: "lessThan",
    formula: String(below),
    range: runDown(column, fromRow, rows),
    style: { font: { bold: true, color: rgb(colour) } },
  }));

const barRules = ({ bars = [] }: SheetFormat): Rule[] =>
  bars.map(({ column, fromRow, rows, full, colour }) => ({
    type: "dataBar",
    range: runDown(column, fromRow, rows),
    dataBar: {
      cfvo: [
        { type: "num", value: "0" },
        { type: "num", value: String(full) },
      ],
      color: rgb(colour).rgb,
    },
  }));
