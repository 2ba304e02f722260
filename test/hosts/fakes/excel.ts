/**
 * A workbook shaped like Office.js, stricter than the real one: a property read before `load` and `sync`
 * throws, nothing is written before the sync, a block of the wrong size throws at the sync and takes the
 * whole batch with it, and a null in `values` leaves the cell as it is.
 */
import type { CellValue } from "../../../dsl/cell.ts";
import { parseRange } from "../../../src/model/address.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import { calculate } from "./calculate.ts";

type Plain = string | number | boolean;
interface FakeCell {
  value: Plain;
  formula: string;
  format: string;
}
const EMPTY: FakeCell = { value: "", formula: "", format: "General" };
const MOST = 32_767;

export interface FakeOptions {
  readonly protectedSheets?: readonly string[];
  /** The n-th sync that writes fails. */
  readonly failAt?: number;
  readonly use1904?: boolean;
}

/** How a typed text is read, unless its cell is a text cell. */
function typed(text: string, format: string): Partial<FakeCell> {
  if (format === "@") return { value: text, formula: "" };
  if (/^[=+]/.test(text)) return { formula: `=${text.slice(1)}`, value: 2 };
  if (text.startsWith("'")) return { value: text.slice(1), formula: "" };
  if (/^[-$]?[\d,]*\.?\d+%?$/.test(text))
    return { value: Number(text.replace(/[^\d.-]/g, "")), formula: "" };
  if (/^(true|false)$/i.test(text)) return { value: /^true$/i.test(text), formula: "" };
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return { value: 42_000, format: "mmm-yy", formula: "" };
  if (/^[-@]\w/.test(text)) return { formula: text, value: "#NAME?" };
  return { value: text, formula: "" };
}

interface FakeRule {
  readonly cellValue?: { readonly format: object; readonly rule: unknown };
  readonly dataBar?: Record<string, unknown>;
}

class Sheet {
  name: string;
  tab = "";
  gone = false;
  readonly cells: Map<string, FakeCell>;
  rules: FakeRule[] = [];
  /** Row from zero → its fill. */
  readonly fills = new Map<number, string>();
  frozen = "";
  /** Before each change of the work under way: what a fault takes back. */
  journal: [string, FakeCell | undefined][] = [];
  private size: [number, number] | null = null;
  constructor(name: string, cells = new Map<string, FakeCell>()) {
    this.name = name;
    this.cells = cells;
  }
  at = (r: number, c: number): FakeCell => {
    const cell = this.cells.get(`${r},${c}`) ?? EMPTY;
    if (cell.formula === "") return cell;
    const value = calculate(cell.formula, (row, column) => this.at(row, column).value);
    return value === null ? cell : { ...cell, value };
  };
  put = (r: number, c: number, change: Partial<FakeCell>): void => {
    this.set(`${r},${c}`, { ...this.at(r, c), ...change });
  };
  set(key: string, cell: FakeCell): void {
    this.journal.push([key, this.cells.get(key)]);
    this.cells.set(key, cell);
    this.size = null;
  }
  takeBack(): void {
    for (const [key, cell] of this.journal.splice(0).reverse()) {
      if (cell) this.cells.set(key, cell);
      else this.cells.delete(key);
    }
    this.size = null;
  }
  used(): [number, number] {
    if (this.size) return this.size;
    let rows = 0;
    let columns = 0;
    for (const [key, cell] of this.cells) {
      if (cell.value === "" && cell.formula === "") continue;
      const [r, c] = key.split(",").map(Number) as [number, number];
      rows = Math.max(rows, r + 1);
      columns = Math.max(columns, c + 1);
    }
    this.size = [rows, columns];
    return this.size;
  }
}

interface Region {
  readonly sheet: Sheet;
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
}

/** A proxy object of Office.js: its properties can be read only once they were loaded and synced. */
abstract class Loaded {
  private readonly wanted = new Set<string>();
  protected readonly ready = new Map<string, unknown>();
  protected readonly context: FakeContext;
  constructor(context: FakeContext) {
    this.context = context;
  }
  load(paths: string): void {
    for (const path of paths.split(",")) this.wanted.add(path.trim());
    this.context.loading.add(this);
  }
  /** At the sync. */
  fill(): void {
    for (const path of this.wanted) this.ready.set(path, this.read(path));
  }
  protected abstract read(path: string): unknown;
  protected get(path: string): never {
    if (!this.ready.has(path)) {
      throw new Error(`PropertyNotLoaded: ${path} was read before load and sync.`);
    }
    return this.ready.get(path) as never;
  }
}

class RangeProxy extends Loaded {
  private readonly where: () => Region | null;
  constructor(context: FakeContext, where: () => Region | null) {
    super(context);
    this.where = where;
  }
  private here(): Region {
    const found = this.where();
    if (!found) throw new Error("ItemNotFound: the range is gone.");
    return found;
  }
  get isNullObject(): boolean {
    if (!this.context.synced) throw new Error("isNullObject was read before sync.");
    return this.where() === null;
  }
  get values(): Plain[][] {
    return this.get("values");
  }
  get formulas(): Plain[][] {
    return this.get("formulas");
  }
  get address(): string {
    return this.get("address");
  }
  get rowIndex(): number {
    return this.get("rowIndex");
  }
  get columnIndex(): number {
    return this.get("columnIndex");
  }
  get rowCount(): number {
    return this.get("rowCount");
  }
  get columnCount(): number {
    return this.get("columnCount");
  }
  private parent: SheetProxy | null = null;
  get worksheet(): SheetProxy {
    this.parent ??= this.context.sheetProxy(() => this.here().sheet);
    return this.parent;
  }
  set values(block: unknown[][]) {
    const copy = block.map((row) => [...row]);
    this.context.queue(() => {
      this.each(copy, (cell, value) => {
        if (value === null) return {};
        if (typeof value === "string") {
          if (value.length > MOST) throw new Error("InvalidArgument: a text is too long.");
          return value === "" ? { value, formula: "" } : typed(value, cell.format);
        }
        if (typeof value !== "number" && typeof value !== "boolean") {
          throw new Error(`InvalidArgument: values were given ${String(value)}`);
        }
        return { value, formula: "" };
      });
    });
  }
  set numberFormat(block: string[][]) {
    const copy = block.map((row) => [...row]);
    this.context.queue(() => {
      const { sheet, top, left, rows, columns } = this.here();
      if (copy.length === 1 && copy[0]!.length === 1) {
        const [usedRows] = sheet.used();
        const height = Math.min(rows, Math.max(usedRows, 1));
        for (let r = 0; r < height; r += 1) {
          for (let c = 0; c < columns; c += 1)
            sheet.put(top + r, left + c, { format: copy[0]![0]! });
        }
        return;
      }
      this.each(copy, (_, format) => ({ format: String(format) }));
    });
  }
  private each(block: unknown[][], change: (cell: FakeCell, value: unknown) => Partial<FakeCell>) {
    const { sheet, top, left, rows, columns } = this.here();
    if (block.length !== rows || block.some((row) => row.length !== columns)) {
      throw new Error(
        "InvalidArgument: The number of rows or columns in the input array doesn't match the size of the range.",
      );
    }
    block.forEach((row, r) => {
      row.forEach((value, c) => {
        sheet.put(top + r, left + c, change(sheet.at(top + r, left + c), value));
      });
    });
  }
  protected read(path: string): unknown {
    const found = this.where();
    if (!found) return undefined;
    const { sheet, top, left, rows, columns } = found;
    const block = (of: (cell: FakeCell) => Plain) =>
      Array.from({ length: rows }, (_, r) =>
        Array.from({ length: columns }, (_, c) => of(sheet.at(top + r, left + c))),
      );
    const letter = (c: number) => String.fromCharCode(65 + c);
    switch (path) {
      case "values":
        return block((cell) => cell.value);
      case "formulas":
        return block((cell) => cell.formula || cell.value);
      case "address":
        return `'${sheet.name}'!${letter(left)}${top + 1}:${letter(left + columns - 1)}${top + rows}`;
      case "rowIndex":
        return top;
      case "columnIndex":
        return left;
      case "rowCount":
        return rows;
      case "columnCount":
        return columns;
      default:
        throw new Error(`the fake has no ${path}`);
    }
  }
  clear(what: string): void {
    this.context.queue(() => {
      const { sheet, top, left, rows, columns } = this.here();
      if (what === "Formats") {
        for (const [key, cell] of sheet.cells) sheet.set(key, { ...cell, format: EMPTY.format });
        sheet.fills.clear();
        sheet.rules.length = 0;
        return;
      }
      for (let r = 0; r < rows; r += 1) {
        for (let c = 0; c < columns; c += 1)
          sheet.put(top + r, left + c, { value: "", formula: "" });
      }
    });
  }
  getCell(row: number, column: number): RangeProxy {
    return new RangeProxy(this.context, () => {
      const { sheet, top, left } = this.here();
      return { sheet, top: top + row, left: left + column, rows: 1, columns: 1 };
    });
  }
  select(): void {
    this.context.queue(() => {
      this.context.book.selected = this.here();
    });
  }
  get format() {
    const filled = (colour: string) =>
      this.context.queue(() => {
        const { sheet, top, rows } = this.here();
        for (let r = 0; r < rows; r += 1) sheet.fills.set(top + r, colour);
      });
    return {
      font: { bold: false, color: "", size: 0 },
      fill: {
        set color(colour: string) {
          filled(colour);
        },
      },
      columnWidth: 0,
      wrapText: false,
    };
  }
  get conditionalFormats() {
    return {
      clearAll: () =>
        this.context.queue(() => {
          this.here().sheet.rules.length = 0;
        }),
      /** Only what belongs to the kind asked for is there. */
      add: (kind: string) => {
        const { sheet, rule } = this.ruleOf(kind);
        this.context.queue(() => sheet().rules.push(rule));
        return rule;
      },
    };
  }
  private ruleOf(kind: string): { sheet: () => Sheet; rule: FakeRule } {
    const sheet = () => this.here().sheet;
    if (kind === "CellValue")
      return { sheet, rule: { cellValue: { format: { font: {}, fill: {} }, rule: null } } };
    if (kind === "DataBar") return { sheet, rule: { dataBar: { positiveFormat: {} } } };
    throw new Error(`InvalidArgument: ${kind}`);
  }
}

class SheetProxy extends Loaded {
  private readonly where: () => Sheet;
  constructor(context: FakeContext, where: () => Sheet) {
    super(context);
    this.where = where;
  }
  get name(): string {
    return this.get("name");
  }
  get tabColor(): string {
    return this.get("tabColor");
  }
  set tabColor(colour: string) {
    this.context.queue(() => {
      this.where().tab = colour;
    });
  }
  protected read(path: string): unknown {
    return path === "name" ? this.where().name : this.where().tab;
  }
  getRangeByIndexes = (top: number, left: number, rows: number, columns: number) => {
    if (rows < 1 || columns < 1) throw new Error("InvalidArgument: an empty range.");
    return new RangeProxy(this.context, () => ({ sheet: this.where(), top, left, rows, columns }));
  };
  getRange = (address = "1:1048576") => {
    const rowsOnly = /^(\d+):(\d+)$/.exec(address);
    const region = rowsOnly
      ? { top: Number(rowsOnly[1]) - 1, left: 0, bottom: Number(rowsOnly[2]), right: null }
      : parseRange(address);
    if (!region) throw new Error(`InvalidArgument: ${address}`);
    return new RangeProxy(this.context, () => ({
      sheet: this.where(),
      top: region.top,
      left: region.left,
      rows: (region.bottom ?? 1_048_576) - region.top,
      columns: (region.right ?? 16_384) - region.left,
    }));
  };
  getUsedRangeOrNullObject = (_: boolean) =>
    new RangeProxy(this.context, () => {
      const sheet = this.where();
      const [rows, columns] = sheet.used();
      return rows === 0 ? null : { sheet, top: 0, left: 0, rows, columns };
    });
  delete = () =>
    this.context.queue(() => {
      const { book } = this.context;
      if (book.sheets.length === 1)
        throw new Error("InvalidOperation: a workbook keeps one sheet.");
      const gone = this.where();
      book.sheets = book.sheets.filter((s) => s !== gone);
      for (const [name, region] of book.names) if (region.sheet === gone) book.names.delete(name);
    });
  activate = () => undefined;
  get protection() {
    const context = this.context;
    const closed = () => context.book.options.protectedSheets?.includes(this.where().name) ?? false;
    return this.guard(closed);
  }
  private guarded: { load: (p: string) => void; readonly protected: boolean } | null = null;
  private guard(closed: () => boolean) {
    const { context } = this;
    const at = context.syncs;
    this.guarded ??= {
      load: () => undefined,
      get protected(): boolean {
        if (context.syncs === at) throw new Error("protected was read before sync.");
        return closed();
      },
    };
    return this.guarded;
  }
  readonly freezePanes = {
    unfreeze: () => undefined,
    freezeAt: (_: unknown) => undefined,
    freezeRows: (rows: number) =>
      this.context.queue(() => {
        this.where().frozen = String(rows);
      }),
    freezeColumns: (_: number) => undefined,
  };
}

class ListProxy<T> extends Loaded {
  private readonly list: () => T[];
  constructor(context: FakeContext, list: () => T[]) {
    super(context);
    this.list = list;
  }
  get items(): T[] {
    if (this.ready.size === 0) throw new Error("PropertyNotLoaded: items.");
    return this.ready.get([...this.ready.keys()][0]!) as T[];
  }
  protected read(): unknown {
    return this.list();
  }
}

/** One `Excel.run`: a queue that the sync carries out as a whole or not at all. */
class FakeContext {
  readonly book: FakeBook;
  readonly loading = new Set<Loaded>();
  private waiting: (() => void)[] = [];
  syncs = 0;
  constructor(book: FakeBook) {
    this.book = book;
  }
  get synced(): boolean {
    return this.syncs > 0;
  }
  queue(work: () => void): void {
    this.waiting.push(work);
  }
  sheetProxy = (where: () => Sheet): SheetProxy => new SheetProxy(this, where);
  readonly sync = async (): Promise<void> => {
    await Promise.resolve();
    const work = this.waiting;
    this.waiting = [];
    if (work.length > 0) {
      this.book.writes += 1;
      if (this.book.writes === this.book.options.failAt)
        throw new Error("GeneralException: Excel is busy.");
    }
    if (work.length > 0) this.carryOut(work);
    this.syncs += 1;
    for (const proxy of this.loading) proxy.fill();
    this.loading.clear();
  };
  private carryOut(work: readonly (() => void)[]): void {
    const undo = this.book.copy();
    try {
      for (const step of work) step();
    } catch (fault) {
      this.book.restore(undo);
      throw fault;
    }
  }
  get workbook() {
    const { book } = this;
    const known = (sheet: Sheet) => {
      const proxy = this.sheetProxy(() => sheet);
      proxy.load("name,tabColor");
      proxy.fill();
      return proxy;
    };
    const worksheets = new ListProxy(this, () => book.sheets.map(known));
    const names = new ListProxy(this, () =>
      [...book.names].map(([name, region]) => ({
        name,
        getRangeOrNullObject: () =>
          new RangeProxy(this, () => (book.sheets.includes(region.sheet) ? region : null)),
      })),
    );
    const named = (name: string) =>
      [...book.names.keys()].find((n) => n.toLowerCase() === name.toLowerCase());
    return {
      load: () => undefined,
      name: "Team.xlsx",
      functions: {
        date: (y: number, m: number, d: number) => {
          const days = (Date.UTC(y, m - 1, d) - Date.UTC(1899, 11, 30)) / 86_400_000;
          return { load: () => undefined, value: days - (book.options.use1904 ? 1462 : 0) };
        },
      },
      worksheets: Object.assign(worksheets, {
        add: (name: string) => {
          this.queue(() => {
            if (book.find(name)) throw new Error("ItemAlreadyExists: a sheet of that name.");
            book.sheets.push(new Sheet(name));
          });
          return this.sheetProxy(() => book.get(name));
        },
        getItem: (name: string) => this.sheetProxy(() => book.get(name)),
        onSelectionChanged: {
          add: (handler: Handler) => {
            book.selectHandlers.add(handler);
            return {
              context: this as FakeContext,
              remove: () => book.selectHandlers.delete(handler),
            };
          },
        },
        onChanged: {
          add: (handler: Handler) => {
            book.handlers.add(handler);
            return { context: this as FakeContext, remove: () => book.handlers.delete(handler) };
          },
        },
      }),
      names: Object.assign(names, {
        getItemOrNullObject: (name: string) => ({
          delete: () => this.queue(() => void book.names.delete(named(name) ?? "")),
        }),
        add: (name: string, range: RangeProxy) =>
          this.queue(() => {
            book.names.set(name, (range as unknown as { here(): Region }).here());
          }),
      }),
      tables: new ListProxy(this, () => []),
      getSelectedRange: () => new RangeProxy(this, () => book.selected),
    };
  }
}

type Handler = (event: { readonly source: string; readonly worksheetId: string }) => Promise<void>;

class FakeBook {
  readonly options: FakeOptions;
  sheets: Sheet[] = [];
  names = new Map<string, Region>();
  selected: Region | null = null;
  readonly handlers = new Set<Handler>();
  readonly selectHandlers = new Set<Handler>();
  writes = 0;
  constructor(options: FakeOptions) {
    this.options = options;
  }
  find = (name: string) => this.sheets.find((s) => s.name.toLowerCase() === name.toLowerCase());
  get(name: string): Sheet {
    const found = this.find(name);
    if (!found) throw new Error(`ItemNotFound: ${name}`);
    return found;
  }
  copy = () => {
    for (const sheet of this.sheets) sheet.journal = [];
    return { sheets: [...this.sheets], names: new Map(this.names) };
  };
  restore({ sheets, names }: ReturnType<FakeBook["copy"]>): void {
    this.sheets = sheets;
    this.names = names;
    for (const sheet of sheets) sheet.takeBack();
  }
}

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
      ConditionalFormatType: { cellValue: "CellValue", dataBar: "DataBar" },
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
