/** A worksheet as a script has it. */
import { parseRange } from "../../../src/model/address.ts";
import { chartsOf } from "./excel-chart.ts";
import type { FakeContext } from "./excel-context.ts";
import { Loaded } from "./excel-loaded.ts";
import { RangeProxy } from "./excel-range.ts";
import type { Sheet } from "./excel-sheet.ts";

export class SheetProxy extends Loaded {
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
  get charts() {
    return chartsOf(this.context, this.where);
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
