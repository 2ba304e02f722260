/** A range as a script has it. */
import type { FakeContext } from "./excel-context.ts";
import { Loaded } from "./excel-loaded.ts";
import {
  EMPTY,
  type FakeCell,
  type FakeRule,
  MOST,
  type Plain,
  type Region,
  type Sheet,
  typed,
} from "./excel-sheet.ts";
import type { SheetProxy } from "./excel-worksheet.ts";

export class RangeProxy extends Loaded {
  private readonly where: () => Region | null;
  constructor(context: FakeContext, where: () => Region | null) {
    super(context);
    this.where = where;
  }
  here(): Region {
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
        sheet.lines.clear();
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
    const ruled = (colour: string) =>
      this.context.queue(() => {
        const { sheet, top, rows } = this.here();
        sheet.lines.set(top + rows - 1, colour);
      });
    return {
      font: { bold: false, color: "", size: 0 },
      fill: {
        set color(colour: string) {
          filled(colour);
        },
      },
      borders: {
        getItem: (index: string) => {
          if (index !== "EdgeBottom") throw new Error(`No border ${index} in this fake`);
          return {
            style: "",
            weight: "",
            set color(colour: string) {
              ruled(colour);
            },
          };
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
