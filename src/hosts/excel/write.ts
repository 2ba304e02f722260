/** The steps of a write plan as commands to Excel: nothing happens before the sync. */
import { foldText } from "../../../dsl/fold.ts";
import { columnLetter } from "../../model/address.ts";
import type { RowLook, SheetChart, SheetFormat, WriteStep } from "../port/index.ts";
import { plainTextRuns } from "../port/limits.ts";
import { NOBODY, type Watch } from "../port/watch.ts";
import { toCell } from "./cells.ts";

type Write = Extract<WriteStep, { kind: "write" }>;

/** Cells sent at a time: a request to Excel on the web takes at most 5 MB. */
const CELLS_A_TIME = 50_000;
const PLAIN_TEXT = "@";

/** Sheets of a plan by name: those that are there, and those that the plan adds. */
export type Sheets = Map<string, Excel.Worksheet>;

/** Carries steps out, told by the rows sent so far. A watch that throws ends it, half-way: the caller takes it back. */
export async function performSteps(
  context: Excel.RequestContext,
  sheets: Sheets,
  steps: readonly WriteStep[],
  watch: Watch = NOBODY,
): Promise<void> {
  const of = steps.reduce((sum, step) => sum + (step.kind === "write" ? step.cells.length : 0), 0);
  let done = 0;
  for (const step of steps) {
    await performStep(context, sheets, step, (rows) => {
      done += rows;
      watch({ doing: "writing", sheet: step.sheet, done, of });
    });
  }
  await context.sync();
}

/** Queues one step. Big blocks are sent in parts, so this may sync; `sent` is told the rows of each part. */
async function performStep(
  context: Excel.RequestContext,
  sheets: Sheets,
  step: WriteStep,
  sent: (rows: number) => void,
): Promise<void> {
  const key = foldText(step.sheet);
  if (step.kind === "addSheet") {
    const made = context.workbook.worksheets.add(step.sheet);
    if (step.tabColour) made.tabColor = step.tabColour;
    sheets.set(key, made);
    return;
  }
  const sheet = sheets.get(key);
  if (!sheet) throw new Error(`There is no sheet ${step.sheet}`);
  switch (step.kind) {
    case "removeSheet":
      sheet.delete();
      sheets.delete(key);
      return;
    case "write":
      return writeBlock(context, sheet, step, sent);
    case "clear":
      sheet
        .getRangeByIndexes(step.top, step.left, step.rows, step.columns)
        .clear(Excel.ClearApplyTo.contents);
      return;
    case "format":
      return formatSheet(sheet, step.format);
    case "name": {
      const { names } = context.workbook;
      names.getItemOrNullObject(step.name).delete();
      names.add(step.name, sheet.getRange(step.range));
    }
  }
}

async function writeBlock(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { top, left, cells }: Write,
  sent: (rows: number) => void,
): Promise<void> {
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0) return;
  const height = Math.max(1, Math.floor(CELLS_A_TIME / width));
  for (let start = 0; start < cells.length; start += height) {
    const block = cells
      .slice(start, start + height)
      .map((row) => Array.from({ length: width }, (_, c) => row[c] ?? null));
    for (const [c, from, count] of plainTextRuns(block)) {
      const run = sheet.getRangeByIndexes(top + start + from, left + c, count, 1);
      run.numberFormat = Array.from({ length: count }, () => [PLAIN_TEXT]);
    }
    const range = sheet.getRangeByIndexes(top + start, left, block.length, width);
    range.values = block.map((row) => row.map(toCell));
    if (start + height < cells.length) await context.sync();
    sent(block.length);
  }
}

/** Formats reach as far as the longest of them, never over a whole column of a million cells. */
function formatSheet(sheet: Excel.Worksheet, format: SheetFormat): void {
  const { headerRow, numberFormats, rowFormats, colours, lows = [], bars = [], rowLooks } = format;
  // Rows of an earlier Publish may have been others': all are made plain first.
  if (rowLooks) sheet.getRange().clear(Excel.ClearApplyTo.formats);
  for (const { column, fromRow, format: pattern } of numberFormats) {
    const letter = columnLetter(column);
    sheet.getRange(`${letter}:${letter}`).numberFormat = [[pattern]];
    if (fromRow > 0) sheet.getRangeByIndexes(0, column, fromRow, 1).numberFormat = header(fromRow);
  }
  for (const { column, fromRow, formats } of rowFormats) {
    if (formats.length === 0) continue;
    const range = sheet.getRangeByIndexes(fromRow, column, formats.length, 1);
    range.numberFormat = formats.map((pattern) => [pattern]);
  }
  if (headerRow >= 0) {
    sheet.getRange(`${headerRow + 1}:${headerRow + 1}`).format.font.bold = true;
  }
  freeze(sheet, format);
  for (const { column, pixels } of format.widths) {
    sheet.getRangeByIndexes(0, column, 1, 1).format.columnWidth = pixels * POINTS_PER_PIXEL;
  }
  for (const look of rowLooks ?? []) lookRow(sheet, look);
  for (const column of new Set([...colours, ...lows, ...bars].map((rule) => rule.column))) {
    sheet.getRange(`${columnLetter(column)}:${columnLetter(column)}`).conditionalFormats.clearAll();
  }
  for (const colour of colours) addColour(sheet, colour);
  for (const low of lows) addLow(sheet, low);
  for (const bar of bars) addBar(sheet, bar);
  for (const [at, chart] of (format.charts ?? []).entries()) addChart(sheet, chart, at);
}

/** By a name of ours, so that the next Publish takes away its own and no other. */
function addChart(sheet: Excel.Worksheet, chart: SheetChart, at: number): void {
  const { title, headerRow, rows, column, colours, atRow, atColumn, width, height } = chart;
  const name = `Answerable ${at + 1}`;
  sheet.charts.getItemOrNullObject(name).delete();
  const range = sheet.getRangeByIndexes(headerRow, column, rows + 1, colours.length + 1);
  const made = sheet.charts.add(Excel.ChartType.barClustered, range, Excel.ChartSeriesBy.columns);
  made.name = name;
  made.title.text = title;
  made.legend.position = Excel.ChartLegendPosition.bottom;
  made.axes.categoryAxis.reversePlotOrder = true;
  colours.forEach((colour, series) => {
    made.series.getItemAt(series).format.fill.setSolidColor(colour);
  });
  made.setPosition(sheet.getRangeByIndexes(atRow, atColumn, 1, 1));
  made.width = width * POINTS_PER_PIXEL;
  made.height = height * POINTS_PER_PIXEL;
}

function lookRow(sheet: Excel.Worksheet, look: RowLook): void {
  const { row, bold, colour, fill, points, wrap, rule } = look;
  const { format } = sheet.getRange(`${row + 1}:${row + 1}`);
  format.font.bold = bold;
  if (colour) format.font.color = colour;
  if (fill) format.fill.color = fill;
  if (points) format.font.size = points;
  if (wrap) format.wrapText = true;
  if (!rule) return;
  const below = format.borders.getItem(Excel.BorderIndex.edgeBottom);
  below.style = Excel.BorderLineStyle.continuous;
  below.weight = Excel.BorderWeight.medium;
  below.color = rule;
}

function addLow(
  sheet: Excel.Worksheet,
  { column, fromRow, rows, below, colour }: NonNullable<SheetFormat["lows"]>[number],
): void {
  const range = sheet.getRangeByIndexes(fromRow, column, rows, 1);
  const { cellValue } = range.conditionalFormats.add(Excel.ConditionalFormatType.cellValue);
  cellValue.format.font.color = colour;
  cellValue.format.font.bold = true;
  cellValue.rule = { formula1: `=${below}`, operator: "LessThan" };
}

function addBar(
  sheet: Excel.Worksheet,
  { column, fromRow, rows, full, colour }: NonNullable<SheetFormat["bars"]>[number],
): void {
  const range = sheet.getRangeByIndexes(fromRow, column, rows, 1);
  const { dataBar } = range.conditionalFormats.add(Excel.ConditionalFormatType.dataBar);
  dataBar.showDataBarOnly = true;
  dataBar.lowerBoundRule = { type: "Number", formula: "0" };
  dataBar.upperBoundRule = { type: "Number", formula: String(full) };
  dataBar.positiveFormat.fillColor = colour;
  dataBar.positiveFormat.gradientFill = false;
}

/** Excel counts widths in points. */
const POINTS_PER_PIXEL = 0.75;

const header = (rows: number): string[][] => Array.from({ length: rows }, () => ["General"]);

function freeze(sheet: Excel.Worksheet, { frozenRows, frozenColumns }: SheetFormat): void {
  sheet.freezePanes.unfreeze();
  if (frozenRows > 0 && frozenColumns > 0) {
    sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, frozenRows, frozenColumns));
  } else if (frozenRows > 0) sheet.freezePanes.freezeRows(frozenRows);
  else if (frozenColumns > 0) sheet.freezePanes.freezeColumns(frozenColumns);
}

function addColour(
  sheet: Excel.Worksheet,
  { column, text, bold, colour, fill }: SheetFormat["colours"][number],
): void {
  const range = sheet.getRange(`${columnLetter(column)}:${columnLetter(column)}`);
  const { cellValue } = range.conditionalFormats.add(Excel.ConditionalFormatType.cellValue);
  cellValue.format.font.color = colour;
  cellValue.format.font.bold = bold;
  if (fill) cellValue.format.fill.color = fill;
  cellValue.rule = { formula1: `="${text.replace(/"/g, '""')}"`, operator: "EqualTo" };
}
