/**
 * A spreadsheet shaped like Apps Script's, stricter than the real one: blanks are "", formatted dates are
 * `Date`s, texts are read as typed (formulas, numbers, dates), a block of the wrong size throws, and so does
 * a text of more than 50,000 characters or a range beyond the sheet.
 */
import { parseRange } from "../../../src/model/address.ts";
import { calculate } from "./calculate.ts";
import { chartBuilder, type FakeChart } from "./google-builders.ts";
import {
  DAY_MS,
  EMPTY,
  EPOCH,
  type FakeCell,
  isDateFormat,
  MOST,
  offsetOf,
  typed,
} from "./google-cell.ts";

export interface FakeOptions {
  readonly timeZone?: string;
  /** Folded names of sheets that this user may not edit. */
  readonly protectedSheets?: readonly string[];
  /** Throws at the n-th `setValues`. */
  readonly failAt?: number;
  /** Somebody else holds the document's lock; asked at every try. */
  readonly locked?: () => boolean;
  /** Text of the project's HTML files, by name. */
  readonly pages?: Readonly<Record<string, string>>;
}

export class FakeSheet {
  name: string;
  readonly cells = new Map<string, FakeCell>();
  maxRows = 1000;
  maxColumns = 26;
  tab: string | null = null;
  frozenRows = 0;
  rules: unknown[] = [];
  /** Row from zero → its fill. */
  readonly fills = new Map<number, string>();
  /** Row from zero → the colour of the rule below it. */
  readonly lines = new Map<number, string>();
  readonly book: FakeBook;
  constructor(book: FakeBook, name: string) {
    this.book = book;
    this.name = name;
  }
  at = (row: number, column: number): FakeCell => {
    const cell = this.cells.get(`${row},${column}`) ?? EMPTY;
    if (cell.formula === "") return cell;
    const value = calculate(cell.formula, (r, c) => this.at(r + 1, c + 1).value);
    return value === null ? cell : { ...cell, value };
  };
  put(row: number, column: number, change: Partial<FakeCell>): void {
    this.size = null;
    this.cells.set(`${row},${column}`, { ...this.at(row, column), ...change });
  }
  private size: [number, number] | null = null;
  used(): [number, number] {
    if (this.size) return this.size;
    let rows = 0;
    let columns = 0;
    for (const [key, cell] of this.cells) {
      if (cell.value === "" && cell.formula === "") continue;
      const [r, c] = key.split(",").map(Number) as [number, number];
      rows = Math.max(rows, r);
      columns = Math.max(columns, c);
    }
    this.size = [rows, columns];
    return this.size;
  }
  getName = () => this.name;
  getLastRow = () => this.used()[0];
  getLastColumn = () => this.used()[1];
  getMaxRows = () => this.maxRows;
  getMaxColumns = () => this.maxColumns;
  insertRowsAfter = (_: number, count: number) => {
    this.maxRows += count;
  };
  insertColumnsAfter = (_: number, count: number) => {
    this.maxColumns += count;
  };
  setTabColor = (colour: string) => {
    this.tab = colour;
  };
  getTabColor = () => this.tab;
  setFrozenRows = (rows: number) => {
    this.frozenRows = rows;
  };
  setFrozenColumns = (_: number) => undefined;
  setColumnWidth = (_: number, __: number) => undefined;
  setConditionalFormatRules = (rules: unknown[]) => {
    this.rules = rules;
  };
  charts: FakeChart[] = [];
  getCharts = () => [...this.charts];
  newChart = () => chartBuilder();
  insertChart = (chart: FakeChart) => {
    this.charts.push(chart);
  };
  removeChart = (chart: FakeChart) => {
    this.charts = this.charts.filter((other) => other !== chart);
  };
  getProtections = (type: string) => {
    const closed = this.book.options.protectedSheets?.includes(this.name) && type === "SHEET";
    const editor = { getEmail: () => "owner@example.com" };
    return closed ? [{ canEdit: () => false, getEditors: () => [editor] }] : [];
  };
  getRange = (first: string | number, column = 1, rows = 1, columns = 1): FakeRange => {
    if (typeof first !== "string") return new FakeRange(this, first, column, rows, columns);
    const region = parseRange(first);
    if (!region) throw new Error("Range not found");
    const bottom = region.bottom ?? this.maxRows;
    const right = region.right ?? this.maxColumns;
    return new FakeRange(
      this,
      region.top + 1,
      region.left + 1,
      bottom - region.top,
      right - region.left,
    );
  };
}

export class FakeRange {
  readonly sheet: FakeSheet;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  constructor(sheet: FakeSheet, row: number, column: number, rows: number, columns: number) {
    const inside =
      row >= 1 &&
      column >= 1 &&
      rows >= 1 &&
      columns >= 1 &&
      row + rows - 1 <= sheet.maxRows &&
      column + columns - 1 <= sheet.maxColumns;
    if (!inside) {
      throw new Error("The coordinates of the range are outside the dimensions of the sheet.");
    }
    this.sheet = sheet;
    this.row = row;
    this.column = column;
    this.rows = rows;
    this.columns = columns;
  }
  private map<T>(read: (cell: FakeCell) => T): T[][] {
    return Array.from({ length: this.rows }, (_, r) =>
      Array.from({ length: this.columns }, (_, c) =>
        read(this.sheet.at(this.row + r, this.column + c)),
      ),
    );
  }
  private each(change: (r: number, c: number) => Partial<FakeCell>): void {
    for (let r = 0; r < this.rows; r += 1) {
      for (let c = 0; c < this.columns; c += 1) {
        this.sheet.put(this.row + r, this.column + c, change(r, c));
      }
    }
  }
  private check(block: unknown[][]): void {
    if (block.length !== this.rows) {
      throw new Error(
        `The number of rows in the data does not match the number of rows in the range. The data has ${block.length} but the range has ${this.rows}.`,
      );
    }
    for (const row of block) {
      if (row.length !== this.columns) {
        throw new Error(
          `The number of columns in the data does not match the number of columns in the range. The data has ${row.length} but the range has ${this.columns}.`,
        );
      }
    }
  }
  getSheet = () => this.sheet;
  getRow = () => this.row;
  getColumn = () => this.column;
  getLastRow = () => this.row + this.rows - 1;
  getLastColumn = () => this.column + this.columns - 1;
  getA1Notation = () => `${String.fromCharCode(64 + this.column)}${this.row}`;
  getValues = () => this.map((cell) => this.sheet.book.shown(cell));
  getValue = () => this.getValues()[0]![0];
  getFormulas = () => this.map((cell) => cell.formula);
  setValues = (block: unknown[][]) => {
    this.sheet.book.writes += 1;
    if (this.sheet.book.writes === this.sheet.book.options.failAt) {
      throw new Error("Service Spreadsheets failed while accessing document.");
    }
    this.check(block);
    this.each((r, c) => {
      const value = block[r]![c];
      const { format } = this.sheet.at(this.row + r, this.column + c);
      if (typeof value === "string") {
        if (value.length > MOST) {
          throw new Error(
            "Your input contains more than the maximum of 50000 characters in a single cell.",
          );
        }
        return value === "" ? { value, formula: "" } : { formula: "", ...typed(value, format) };
      }
      if (typeof value !== "number" && typeof value !== "boolean") {
        throw new Error(`setValues was given ${String(value)}`);
      }
      return { value, formula: "" };
    });
  };
  setRichTextValue = ({ text }: { text: string }) =>
    this.each(() => ({ value: text, formula: "" }));
  setNumberFormat = (format: string) => this.each(() => ({ format }));
  setNumberFormats = (formats: string[][]) => {
    this.check(formats);
    this.each((r, c) => ({ format: formats[r]![c]! }));
  };
  setFontWeight = (_: string) => this;
  setFontColor = (_: string | null) => this;
  setFontSize = (_: number) => this;
  setWrap = (_: boolean) => this;
  setBorder = (...sides: unknown[]) => {
    if (sides.length !== 6 && sides.length !== 8)
      throw new Error("setBorder takes 6 or 8 arguments");
    const [below, colour] = [sides[2], sides[6]];
    this.each((r) => {
      if (below === false) this.sheet.lines.delete(this.row + r - 1);
      else if (below === true) this.sheet.lines.set(this.row + r - 1, String(colour));
      return {};
    });
    return this;
  };
  setBackground = (colour: string | null) => {
    this.each((r) => {
      if (colour === null) this.sheet.fills.delete(this.row + r - 1);
      else this.sheet.fills.set(this.row + r - 1, colour);
      return {};
    });
    return this;
  };
  clearContent = () => this.each(() => ({ value: "", formula: "" }));
}

export class FakeBook {
  readonly options: FakeOptions;
  sheets: FakeSheet[] = [];
  names = new Map<string, FakeRange>();
  writes = 0;
  active: FakeRange | null = null;
  constructor(options: FakeOptions) {
    this.options = options;
  }
  get zone(): string {
    return this.options.timeZone ?? "Etc/UTC";
  }
  /** A number in a date's format is read as a `Date` at that local time of the workbook's zone. */
  shown({ value, format }: FakeCell): unknown {
    if (typeof value !== "number" || !isDateFormat(format)) return value;
    const local = EPOCH + Math.round(value * DAY_MS);
    const guess = local - offsetOf(this.zone, local);
    return new Date(local - offsetOf(this.zone, guess));
  }
  getName = () => "Team";
  getSpreadsheetTimeZone = () => this.zone;
  getSpreadsheetLocale = () => "en_US";
  getSheets = () => [...this.sheets];
  getNumSheets = () => this.sheets.length;
  insertSheet = (name: string, index: number) => {
    if (this.sheets.some((s) => s.name.toLowerCase() === name.toLowerCase())) {
      throw new Error(`A sheet with the name "${name}" already exists.`);
    }
    const made = new FakeSheet(this, name);
    this.sheets.splice(index, 0, made);
    return made;
  };
  deleteSheet = (sheet: FakeSheet) => {
    if (this.sheets.length === 1) throw new Error("You can't remove all the sheets in a document.");
    this.sheets = this.sheets.filter((s) => s !== sheet);
    for (const [name, range] of this.names) if (range.sheet === sheet) this.names.delete(name);
  };
  getNamedRanges = () =>
    [...this.names].map(([name, range]) => ({ getName: () => name, getRange: () => range }));
  setNamedRange = (name: string, range: FakeRange) => {
    if (!/^[A-Za-z_]\w*$/.test(name)) throw new Error(`Invalid name: ${name}`);
    this.names.set(name, range);
  };
  getActiveRange = () => this.active;
  setActiveRange = (range: FakeRange) => {
    this.active = range;
  };
}
