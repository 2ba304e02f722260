import type { FakeBook, Handler } from "./excel-book.ts";
import { Loaded } from "./excel-loaded.ts";
import { RangeProxy } from "./excel-range.ts";
import { Sheet } from "./excel-sheet.ts";
import { SheetProxy } from "./excel-worksheet.ts";

export class ListProxy<T> extends Loaded {
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
export class FakeContext {
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
            book.names.set(name, range.here());
          }),
      }),
      tables: new ListProxy(this, () => []),
      getSelectedRange: () => new RangeProxy(this, () => book.selected),
    };
  }
}
