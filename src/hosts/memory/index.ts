/** The reference adapter: a workbook in memory. What it does is what the other adapters must do. */
import type { CellValue } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import { parseRange, rangeText } from "../../model/address.ts";
import type { NamedRange, WorkbookData } from "../../model/workbook.ts";
import { byName } from "../port/by-name.ts";
import { sheetFormulas } from "../port/formulas.ts";
import type {
  ApplyResult,
  Selection,
  SheetFormulas,
  Workbook,
  WritePlan,
  WriteStep,
} from "../port/index.ts";
import { type Before, inverseOf, refusalOf } from "../port/plan.ts";
import { refused } from "../port/refused.ts";
import { emptySheet, type MemorySheet, usedRange, written } from "./sheet.ts";

export interface MemoryOptions {
  readonly title?: string;
  readonly timeZone?: string;
  /** ISO day; without one nothing bounds the as-of day. */
  readonly today?: string;
  /** ISO minute of the same day. */
  readonly now?: string;
  /** Sheet → `row,column` from zero → formula without `=`, "" where its text isn't known: the data holds their values. */
  readonly formulas?: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface MemoryWorkbook extends Workbook {
  /** Answers at once, so that hosts without an event loop can be tried with it. */
  read(sheets?: readonly string[]): WorkbookData;
  formulas(sheets?: readonly string[]): readonly SheetFormulas[];
  apply(plan: WritePlan): ApplyResult;
  /** What a user types: any cell, unverified, told to the subscribers. */
  edit(sheet: string, row: number, column: number, value: CellValue): void;
  /** The formula in a cell, without `=`, or null. */
  formulaAt(sheet: string, row: number, column: number): string | null;
}

interface State {
  readonly sheets: readonly MemorySheet[];
  readonly names: readonly NamedRange[];
}

/** A workbook over plain data; the data itself is never changed. */
export function memoryWorkbook(data: WorkbookData, options: MemoryOptions = {}): MemoryWorkbook {
  let state: State = {
    sheets: data.sheets.map((sheet) => ({
      ...emptySheet(sheet.name, null),
      rows: sheet.rows,
      columns: sheet.columns,
      ...(sheet.currencies && { currencies: sheet.currencies }),
      formulas: options.formulas?.get(sheet.name) ?? new Map(),
    })),
    names: data.names,
  };
  let selected: Selection | null = null;
  const listeners = new Set<(change: { readonly sheet: string }) => void>();

  return {
    host: "memory",
    describe: () => ({
      title: options.title ?? "Workbook",
      sheets: state.sheets.map((sheet) => {
        const { name, rows, columns } = usedRange(sheet);
        return { name, rows, columns: columns.length };
      }),
      names: state.names,
      locale: data.locale,
      timeZone: options.timeZone ?? "UTC",
      dateSystem: data.dateSystem,
      today: options.today ?? "9999-12-31",
      ...(options.now !== undefined && { now: options.now }),
    }),
    read: (names) => ({
      ...data,
      sheets: sheetsNamed(state, names).map(usedRange),
      names: state.names,
    }),
    formulas: (names) => sheetFormulas(sheetsNamed(state, names)),
    apply: (plan) => {
      const before = beforeOf(state);
      const refusal = refusalOf(plan, before);
      if (refusal) return refusal;
      const after = plan.steps.reduce(applied, state);
      if (after.sheets.length === 0) return refused("failed", "lastSheet", {});
      state = after;
      return { ok: true, inverse: inverseOf(plan, before) };
    },
    selection: () => selected,
    select: ({ sheet, range }) => {
      const region = parseRange(range);
      const found = sheetIn(state, sheet);
      if (!region || !found) throw new Error(`There is no ${sheet}!${range}.`);
      const value = found.columns[region.left]?.[region.top] ?? null;
      selected = { sheet: found.name, range, value };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: (sheet, row, column, value) => {
      state = changeSheet(state, sheet, (found) => written(found, row, column, [[value]]));
      for (const listener of listeners) listener({ sheet });
    },
    formulaAt: (sheet, row, column) => beforeOf(state).formula(sheet, row, column),
  };
}

function sheetsNamed(
  { sheets }: State,
  names: readonly string[] | undefined,
): readonly MemorySheet[] {
  const wanted = names && new Set(names.map(foldText));
  return sheets.filter(({ name }) => !wanted || wanted.has(foldText(name)));
}

const sheetIn = (state: State, name: string): MemorySheet | null =>
  state.sheets.find((sheet) => foldText(sheet.name) === foldText(name)) ?? null;

const changeSheet = (
  state: State,
  name: string,
  change: (sheet: MemorySheet) => MemorySheet,
): State => ({
  ...state,
  sheets: state.sheets.map((sheet) =>
    foldText(sheet.name) === foldText(name) ? change(sheet) : sheet,
  ),
});

/** The state after one step of a plan that was found applicable. */
function applied(state: State, step: WriteStep): State {
  switch (step.kind) {
    case "addSheet":
      return { ...state, sheets: [...state.sheets, emptySheet(step.sheet, step.tabColour)] };
    case "removeSheet": {
      const others = (name: string) => foldText(name) !== foldText(step.sheet);
      return {
        sheets: state.sheets.filter(({ name }) => others(name)),
        names: state.names.filter(({ sheet }) => others(sheet)),
      };
    }
    case "write":
      return changeSheet(state, step.sheet, (s) => written(s, step.top, step.left, step.cells));
    case "clear": {
      const blanks = Array.from({ length: step.rows }, () =>
        Array.from({ length: step.columns }, () => null),
      );
      return changeSheet(state, step.sheet, (s) => written(s, step.top, step.left, blanks));
    }
    case "format":
      return changeSheet(state, step.sheet, (s) => ({ ...s, format: step.format }));
    case "name": {
      const region = parseRange(step.range);
      if (!region) throw new Error(`\`${step.range}\` is no range.`);
      const others = state.names.filter(({ name }) => foldText(name) !== foldText(step.name));
      return { ...state, names: [...others, { name: step.name, sheet: step.sheet, ...region }] };
    }
  }
}

function beforeOf(state: State): Before {
  const sheetOf = byName(state.sheets, (sheet) => sheet.name);
  const nameOf = byName(state.names, (one) => one.name);
  return {
    sheet: (name) => {
      const sheet = sheetOf(name);
      if (!sheet) return null;
      const { rows, columns } = usedRange(sheet);
      return { rows, columns: columns.length, tabColour: sheet.tabColour };
    },
    value: (sheet, row, column) => sheetOf(sheet)?.columns[column]?.[row] ?? null,
    formula: (sheet, row, column) => sheetOf(sheet)?.formulas.get(`${row},${column}`) || null,
    name: (name) => {
      const named = nameOf(name);
      return named ? { sheet: named.sheet, range: rangeText(named) } : null;
    },
    format: (sheet) => sheetOf(sheet)?.format ?? null,
  };
}
