/** The steps of a write plan on a spreadsheet of Google's. */
import type { RowLook, SheetChart, SheetFormat, WriteStep } from "../port/index.ts";
import { plainTextRuns } from "../port/limits.ts";
import { heightOf } from "../port/plan.ts";
import { looksLikeFormula, toCell } from "./cells.ts";

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Write = Extract<WriteStep, { kind: "write" }>;

const PLAIN_TEXT = "@";

/** Carries one step out; the plan was found applicable before. */
export function performStep(book: Spreadsheet, step: WriteStep, find: (name: string) => Sheet) {
  switch (step.kind) {
    case "addSheet": {
      const made = book.insertSheet(step.sheet, book.getNumSheets());
      if (step.tabColour) made.setTabColor(step.tabColour);
      return;
    }
    case "removeSheet":
      book.deleteSheet(find(step.sheet));
      return;
    case "write":
      writeBlock(find(step.sheet), step);
      return;
    case "clear":
      find(step.sheet)
        .getRange(step.top + 1, step.left + 1, step.rows, step.columns)
        .clearContent();
      return;
    case "format":
      formatSheet(find(step.sheet), step.format);
      return;
    case "name":
      book.setNamedRange(step.name, find(step.sheet).getRange(step.range));
  }
}

function writeBlock(sheet: Sheet, { top, left, cells }: Write): void {
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  if (cells.length === 0 || width === 0) return;
  growTo(sheet, top + heightOf(cells), left + width);
  const block = cells.map((row) => Array.from({ length: width }, (_, c) => row[c] ?? null));
  for (const [c, from, count] of plainTextRuns(block)) {
    sheet.getRange(top + from + 1, left + c + 1, count, 1).setNumberFormat(PLAIN_TEXT);
  }
  sheet
    .getRange(top + 1, left + 1, block.length, width)
    .setValues(block.map((row) => row.map((cell) => (looksLikeFormula(cell) ? "" : toCell(cell)))));
  block.forEach((row, r) => {
    row.forEach((cell, c) => {
      if (!looksLikeFormula(cell)) return;
      // A rich text is never parsed: the one certain way to keep `=HYPERLINK(…)` a text.
      const text = SpreadsheetApp.newRichTextValue().setText(cell).build();
      sheet.getRange(top + r + 1, left + c + 1).setRichTextValue(text);
    });
  });
}

/** Room for so many rows and columns. */
export function growTo(sheet: Sheet, rows: number, columns: number): void {
  const missingRows = rows - sheet.getMaxRows();
  if (missingRows > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missingRows);
  const missingColumns = columns - sheet.getMaxColumns();
  if (missingColumns > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), missingColumns);
}

function formatSheet(sheet: Sheet, format: SheetFormat): void {
  const formatted = [...format.numberFormats, ...format.rowFormats].map((f) => f.column + 1);
  const longest = Math.max(0, ...format.rowFormats.map((f) => f.fromRow + f.formats.length));
  growTo(sheet, Math.max(longest, format.headerRow + 2), Math.max(1, ...formatted));
  for (const { column, fromRow, format: pattern } of format.numberFormats) {
    const rows = sheet.getMaxRows() - fromRow;
    if (rows > 0) sheet.getRange(fromRow + 1, column + 1, rows, 1).setNumberFormat(pattern);
  }
  for (const { column, fromRow, formats } of format.rowFormats) {
    if (formats.length === 0) continue;
    const range = sheet.getRange(fromRow + 1, column + 1, formats.length, 1);
    range.setNumberFormats(formats.map((pattern) => [pattern]));
  }
  if (format.headerRow >= 0) {
    sheet.getRange(format.headerRow + 1, 1, 1, sheet.getMaxColumns()).setFontWeight("bold");
  }
  sheet.setFrozenRows(format.frozenRows);
  sheet.setFrozenColumns(format.frozenColumns);
  for (const { column, pixels } of format.widths) {
    if (column < sheet.getMaxColumns()) sheet.setColumnWidth(column + 1, pixels);
  }
  if (format.rowLooks) lookRows(sheet, format.rowLooks);
  const colours = format.colours.map((colour) => ruleOf(sheet, colour));
  sheet.setConditionalFormatRules([
    ...colours,
    ...(format.lows ?? []).map((low) => lowRule(sheet, low)),
  ]);
  for (const chart of format.charts ?? []) addChart(sheet, chart);
}

/** In the place of the one that an earlier Publish left in the same cell; charts anywhere else are somebody's. */
function addChart(sheet: Sheet, chart: SheetChart): void {
  const { title, headerRow, rows, column, colours, atRow, atColumn, width, height } = chart;
  growTo(sheet, Math.max(headerRow + rows + 1, atRow + 1), atColumn + 1);
  for (const old of sheet.getCharts()) {
    const place = old.getContainerInfo();
    const isOurs = place.getAnchorRow() === atRow + 1 && place.getAnchorColumn() === atColumn + 1;
    if (isOurs) sheet.removeChart(old);
  }
  const range = sheet.getRange(headerRow + 1, column + 1, rows + 1, colours.length + 1);
  const made = sheet
    .newChart()
    .asBarChart()
    .setTitle(title)
    .setColors([...colours])
    .reverseCategories()
    .addRange(range)
    .setNumHeaders(1)
    .setPosition(atRow + 1, atColumn + 1, 0, 0)
    .setOption("legend", { position: "bottom" })
    .setOption("width", width)
    .setOption("height", height)
    .build();
  sheet.insertChart(made);
}

/** Rows of an earlier Publish may have been others': all are made plain first. */
function lookRows(sheet: Sheet, looks: readonly RowLook[]): void {
  growTo(sheet, Math.max(0, ...looks.map(({ row }) => row + 1)), 1);
  const columns = sheet.getMaxColumns();
  sheet
    .getRange(1, 1, sheet.getMaxRows(), columns)
    .setBackground(null)
    .setFontColor(null)
    .setFontWeight("normal")
    .setFontSize(USUAL_POINTS)
    .setBorder(false, false, false, false, false, false);
  for (const { row, bold, colour, fill, points, wrap, rule } of looks) {
    const range = sheet.getRange(row + 1, 1, 1, columns);
    if (bold) range.setFontWeight("bold");
    if (colour) range.setFontColor(colour);
    if (fill) range.setBackground(fill);
    if (points) range.setFontSize(points);
    if (wrap) range.setWrap(true);
    const { SOLID_MEDIUM } = SpreadsheetApp.BorderStyle;
    if (rule) range.setBorder(null, null, true, null, null, null, rule, SOLID_MEDIUM);
  }
}

const USUAL_POINTS = 10;

function lowRule(
  sheet: Sheet,
  { column, fromRow, rows, below, colour }: NonNullable<SheetFormat["lows"]>[number],
): GoogleAppsScript.Spreadsheet.ConditionalFormatRule {
  growTo(sheet, fromRow + rows, column + 1);
  return SpreadsheetApp.newConditionalFormatRule()
    .whenNumberLessThan(below)
    .setBold(true)
    .setFontColor(colour)
    .setRanges([sheet.getRange(fromRow + 1, column + 1, rows, 1)])
    .build();
}

function ruleOf(
  sheet: Sheet,
  { column, fromRow, text, bold, colour, fill }: SheetFormat["colours"][number],
): GoogleAppsScript.Spreadsheet.ConditionalFormatRule {
  const rows = Math.max(1, sheet.getMaxRows() - fromRow);
  const range = sheet.getRange(fromRow + 1, column + 1, rows, 1);
  const rule = SpreadsheetApp.newConditionalFormatRule()
    .whenTextEqualTo(text)
    .setBold(bold)
    .setFontColor(colour);
  return (fill ? rule.setBackground(fill) : rule).setRanges([range]).build();
}
