/** The workbook behind the fake Excel: sheets, names, who listens. */
import type { Region, Sheet } from "./excel-sheet.ts";

export interface FakeOptions {
  readonly protectedSheets?: readonly string[];
  /** The n-th sync that writes fails. */
  readonly failAt?: number;
  readonly use1904?: boolean;
}

export type Handler = (event: {
  readonly source: string;
  readonly worksheetId: string;
}) => Promise<void>;

export class FakeBook {
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
