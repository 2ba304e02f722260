/**
 * A workbook shaped like Office.js, stricter than the real one: a property read before `load` and `sync`
 * throws, nothing is written before the sync, a block of the wrong size throws at the sync and takes the
 * whole batch with it, and a null in `values` leaves the cell as it is.
 */
import type { CellValue } from "../../../dsl/cell.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import { FakeBook, type FakeOptions } from "./excel-book.ts";
import { FakeContext } from "./excel-context.ts";
import { Sheet } from "./excel-sheet.ts";

export type { FakeOptions } from "./excel-book.ts";

/** Everything a script of ours may see of Office's, on one workbook. */
export function fakeExcel(data: WorkbookData, options: FakeOptions = {}) {
  const book = new FakeBook(options);
  for (const sheet of data.sheets) {
    const made = new Sheet(sheet.name);
    book.sheets.push(made);
    sheet.columns.forEach((column, c) => {
      column.forEach((value, r) => {
        if (value !== null)
          made.put(r, c, { value: typeof value === "object" ? value.error : value });
      });
    });
  }
  const associated = new Map<string, (...args: unknown[]) => unknown>();
  class CustomFunctionsError extends Error {
    readonly code: string;
    constructor(code: string, message: string) {
      super(message);
      this.code = code;
    }
  }
  const run = (
    first: unknown,
    second?: (context: FakeContext) => Promise<unknown>,
  ): Promise<unknown> =>
    (second ?? (first as (c: FakeContext) => Promise<unknown>))(new FakeContext(book));
  const globals = {
    Excel: {
      run,
      ClearApplyTo: { contents: "Contents", formats: "Formats" },
      BorderIndex: { edgeBottom: "EdgeBottom" },
      BorderLineStyle: { continuous: "Continuous" },
      BorderWeight: { medium: "Medium" },
      ConditionalFormatType: { cellValue: "CellValue", dataBar: "DataBar" },
      ChartType: { barClustered: "BarClustered" },
      ChartSeriesBy: { columns: "Columns" },
      ChartLegendPosition: { bottom: "Bottom" },
      EventSource: { remote: "Remote", local: "Local" },
    },
    Office: {
      onReady: (done: () => void) => Promise.resolve().then(done),
      context: {
        contentLanguage: "en-US",
        requirements: { isSetSupported: () => true },
      },
    },
    CustomFunctions: {
      associate: (id: string, f: (...args: unknown[]) => unknown) => associated.set(id, f),
      Error: CustomFunctionsError,
      ErrorCode: { invalidValue: "#VALUE!" },
    },
  };
  return {
    book,
    globals,
    associated,
    edit: (sheet: string, row: number, column: number, value: CellValue, source = "Local") => {
      const plain = value === null ? "" : typeof value === "object" ? value.error : value;
      book.get(sheet).put(row, column, { value: plain, formula: "" });
      for (const handler of book.handlers) void handler({ source, worksheetId: sheet });
    },
    /** A cell clicked by hand. */
    select: (sheet: string, row: number, column: number) => {
      book.selected = { sheet: book.get(sheet), top: row, left: column, rows: 1, columns: 1 };
      for (const handler of book.selectHandlers)
        void handler({ source: "Local", worksheetId: sheet });
    },
    hasFormula: (sheet: string, row: number, column: number) =>
      book.get(sheet).at(row, column).formula !== "",
  };
}
