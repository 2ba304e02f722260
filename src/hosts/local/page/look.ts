/** How published sheets look in Univer: formats and styles of cells, widths, frozen panes, colours by text and figure. */
import { BooleanNumber, type IWorksheetData } from "@univerjs/core";
import { CFValueType } from "@univerjs/preset-sheets-conditional-formatting";
import type { FWorkbook } from "@univerjs/sheets/facade";
import "@univerjs/sheets/facade";
import "@univerjs/sheets-conditional-formatting/facade";
import type { RowLook, SheetFormat } from "../../port/index.ts";

export type Sheet = ReturnType<FWorkbook["getSheets"]>[number];

/** Widths and frozen panes as a new sheet is made with them. */
export const sheetLook = ({
  frozenRows,
  frozenColumns,
  widths,
}: SheetFormat): Partial<IWorksheetData> => ({
  columnData: Object.fromEntries(
    widths.map(({ column, pixels }) => [column, { w: pixels, hd: BooleanNumber.FALSE }]),
  ),
  freeze: {
    xSplit: frozenColumns,
    ySplit: frozenRows,
    startRow: frozenRows || -1,
    startColumn: frozenColumns || -1,
  },
});

/** Only what is another: after each width the spreadsheet measures every row's height anew. */
export function reshape(sheet: Sheet, { frozenRows, frozenColumns, widths }: SheetFormat): void {
  const rows = sheet.getFrozenRows();
  const columns = sheet.getFrozenColumns();
  if (frozenRows > 0 && frozenRows !== rows) sheet.setFrozenRows(frozenRows);
  if (frozenColumns > 0 && frozenColumns !== columns) sheet.setFrozenColumns(frozenColumns);
  for (const { column, pixels } of widths) {
    if (sheet.getColumnWidth(column) !== pixels) sheet.setColumnWidth(column, pixels);
  }
}

/** Native conditional formatting, in the place of what an earlier Publish left. */
export function colour(sheet: Sheet, look: SheetFormat, rows: number): void {
  sheet.clearConditionalFormatRules();
  for (const rule of look.colours) {
    const range = sheet.getRange(rule.fromRow, rule.column, Math.max(1, rows - rule.fromRow), 1);
    let builder = sheet
      .newConditionalFormattingRule()
      .whenTextEqualTo(rule.text)
      .setRanges([range.getRange()]);
    builder = builder.setFontColor(rule.colour).setBold(rule.bold);
    if (rule.fill) builder = builder.setBackground(rule.fill);
    sheet.addConditionalFormattingRule(builder.build());
  }
  for (const { column, fromRow, rows: count, below, colour } of look.lows ?? []) {
    const range = sheet.getRange(fromRow, column, count, 1).getRange();
    const rule = sheet.newConditionalFormattingRule().whenNumberLessThan(below);
    const built = rule.setRanges([range]).setFontColor(colour).setBold(true).build();
    sheet.addConditionalFormattingRule(built);
  }
  for (const bar of look.bars ?? []) addBar(sheet, bar);
}

function addBar(
  sheet: Sheet,
  { column, fromRow, rows, full, colour }: NonNullable<SheetFormat["bars"]>[number],
): void {
  const rule = sheet
    .newConditionalFormattingRule()
    .setDataBar({
      min: { type: CFValueType.num, value: 0 },
      max: { type: CFValueType.num, value: full },
      positiveColor: colour,
      nativeColor: colour,
      isShowValue: false,
    })
    .setRanges([sheet.getRange(fromRow, column, rows, 1).getRange()])
    .build();
  sheet.addConditionalFormattingRule(rule);
}

/** The number format that a look gives a cell. */
export function patternAt(
  look: SheetFormat | undefined,
  row: number,
  column: number,
): string | undefined {
  if (!look) return undefined;
  const perRow = look.rowFormats.find((f) => f.column === column && row >= f.fromRow);
  if (perRow) return perRow.formats[row - perRow.fromRow];
  return look.numberFormats.find((f) => f.column === column && row >= f.fromRow)?.format;
}

/** A sheet that has rows with a look of their own has plain ones too: said so, a row forgets what it was. */
export const rowLookAt = (look: SheetFormat | undefined, row: number): RowLook | undefined =>
  look?.rowLooks && (look.rowLooks.find((r) => r.row === row) ?? { ...PLAIN_ROW, row });
const PLAIN_ROW = { bold: false, colour: null, fill: null, points: null, wrap: false } as const;
