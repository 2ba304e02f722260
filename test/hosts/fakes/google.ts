/** Google's globals as a script of ours sees them, over one fake spreadsheet. */
import type { CellValue } from "../../../dsl/cell.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import { FakeBook, type FakeOptions } from "./google-book.ts";
import { ruleBuilder } from "./google-builders.ts";
import { offsetOf } from "./google-cell.ts";

/** Everything a script of ours may see of Google's, on one workbook. */
export function fakeGoogle(data: WorkbookData, options: FakeOptions = {}) {
  const book = new FakeBook(options);
  for (const sheet of data.sheets) {
    const made = book.insertSheet(sheet.name, book.sheets.length);
    made.maxRows = Math.max(made.maxRows, sheet.rows);
    sheet.columns.forEach((column, c) => {
      column.forEach((value, r) => {
        if (value === null) return;
        made.put(r + 1, c + 1, { value: typeof value === "object" ? value.error : value });
      });
    });
  }
  const shown: { menu: [string, string][]; sidebar: string | null } = { menu: [], sidebar: null };
  const menu = {
    addItem: (text: string, run: string) => {
      shown.menu.push([text, run]);
      return menu;
    },
    addToUi: () => undefined,
  };
  const ui = {
    createAddonMenu: () => menu,
    showSidebar: (page: { file: string }) => {
      shown.sidebar = page.file;
    },
  };
  const globals = {
    SpreadsheetApp: {
      getActiveSpreadsheet: () => book,
      getUi: () => ui,
      flush: () => undefined,
      newRichTextValue: () => ({ setText: (text: string) => ({ build: () => ({ text }) }) }),
      newConditionalFormatRule: ruleBuilder,
      ProtectionType: { SHEET: "SHEET", RANGE: "RANGE" },
      BorderStyle: { SOLID_MEDIUM: "SOLID_MEDIUM" },
    },
    HtmlService: {
      createHtmlOutputFromFile: (file: string) => {
        const content = options.pages?.[file];
        if (content === undefined) throw new Error(`No HTML file named ${file} was found.`);
        return { setTitle: () => ({ file }), getContent: () => content };
      },
    },
    LockService: {
      getDocumentLock: () => ({ tryLock: () => !options.locked?.(), releaseLock: () => undefined }),
    },
    Utilities: {
      formatDate: (date: Date, zone: string, pattern: string) => {
        if (pattern !== "yyyy-MM-dd HH:mm:ss") throw new Error(`unknown pattern ${pattern}`);
        const local = new Date(date.getTime() + offsetOf(zone, date.getTime()));
        return local.toISOString().slice(0, 19).replace("T", " ");
      },
    },
  };
  return {
    book,
    globals,
    shown,
    edit: (sheet: string, row: number, column: number, value: CellValue) =>
      book.sheets
        .find((s) => s.name === sheet)!
        .put(row + 1, column + 1, {
          value: value === null ? "" : typeof value === "object" ? value.error : value,
          formula: "",
        }),
    format: (sheet: string, row: number, column: number, format: string) =>
      book.sheets.find((s) => s.name === sheet)!.put(row + 1, column + 1, { format }),
    hasFormula: (sheet: string, row: number, column: number) =>
      book.sheets.find((s) => s.name === sheet)!.at(row + 1, column + 1).formula !== "",
  };
}
