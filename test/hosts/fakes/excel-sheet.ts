/** Cells of the fake Excel, how a typed text is read, and what a fault takes back. */
import { calculate } from "./calculate.ts";

export type Plain = string | number | boolean;
export interface FakeCell {
  value: Plain;
  formula: string;
  format: string;
}
export const EMPTY: FakeCell = { value: "", formula: "", format: "General" };
export const MOST = 32_767;

/** How a typed text is read, unless its cell is a text cell. */
export function typed(text: string, format: string): Partial<FakeCell> {
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

export interface FakeRule {
  readonly cellValue?: { readonly format: object; readonly rule: unknown };
  readonly dataBar?: Record<string, unknown>;
}

export interface FakeChart {
  name: string;
  /** Of its figures, the head among them. */
  rows: number;
  title: string;
  readonly colours: string[];
  width: number;
  height: number;
}

export class Sheet {
  name: string;
  tab = "";
  gone = false;
  readonly cells: Map<string, FakeCell>;
  rules: FakeRule[] = [];
  charts: FakeChart[] = [];
  /** Row from zero → its fill. */
  readonly fills = new Map<number, string>();
  /** Row from zero → the colour of the rule below it. */
  readonly lines = new Map<number, string>();
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

export interface Region {
  readonly sheet: Sheet;
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
}
