/** What Save writes: into the file that was opened only what changed, into a new one everything. */
import { foldText } from "../../../dsl/fold.ts";
import { rangeText } from "../../model/address.ts";
import type { NamedRange, SheetData } from "../../model/workbook.ts";
import type { SheetFormat, WriteCell, WritePlan, WriteStep } from "../port/index.ts";
import { sameCell } from "../port/plan.ts";

/** A sheet with what it calculates and how its numbers are shown; keys are `row,column` from zero. */
export interface SavedSheet extends SheetData {
  readonly formulas: ReadonlyMap<string, string>;
  readonly patterns: ReadonlyMap<string, string>;
  /** The look given to a sheet of ours. */
  readonly format: SheetFormat | null;
}

export interface SavedBook {
  readonly sheets: readonly SavedSheet[];
  readonly names: readonly NamedRange[];
}

/**
 * The plan from a workbook as it was to what it is now. Cells that nobody touched are not written, so what
 * the file says of them (styles, shared formulas, comments) stays. `was` null: the plan of a new file.
 */
export function savePlan(was: SavedBook | null, now: SavedBook): WritePlan {
  const find = (book: SavedBook | null, name: string) =>
    book?.sheets.find((s) => foldText(s.name) === foldText(name)) ?? null;
  const removed = (was?.sheets ?? [])
    .filter((sheet) => !find(now, sheet.name))
    .map((sheet): WriteStep => ({ kind: "removeSheet", sheet: sheet.name }));
  const sheets = now.sheets.flatMap((sheet) => {
    const before = find(was, sheet.name);
    return before ? changedSheet(before, sheet) : newSheet(sheet);
  });
  const names = now.names
    .filter((name) => !was?.names.some((n) => sameName(n, name)))
    .map(
      (name): WriteStep => ({
        kind: "name",
        name: name.name,
        sheet: name.sheet,
        range: rangeText(name),
      }),
    );
  return { title: "Save", steps: [...removed, ...sheets, ...names] };
}

const sameName = (a: NamedRange, b: NamedRange): boolean =>
  foldText(a.name) === foldText(b.name) &&
  foldText(a.sheet) === foldText(b.sheet) &&
  rangeText(a) === rangeText(b);

const cellAt = (sheet: SavedSheet, row: number, column: number): WriteCell => {
  const formula = sheet.formulas.get(`${row},${column}`);
  const value = sheet.columns[column]?.[row] ?? null;
  return formula === undefined ? value : { formula, result: value };
};

function newSheet(sheet: SavedSheet): WriteStep[] {
  const { name, rows, columns } = sheet;
  const cells = Array.from({ length: rows }, (_, r) => columns.map((_, c) => cellAt(sheet, r, c)));
  const format = sheet.format ?? formatOf(sheet);
  return [
    { kind: "addSheet", sheet: name, tabColour: null },
    ...(rows > 0
      ? [{ kind: "write" as const, sheet: name, top: 0, left: 0, old: null, cells, why: "saved" }]
      : []),
    ...(format ? [{ kind: "format" as const, sheet: name, format }] : []),
  ];
}

/** Number formats as they are shown, a column at a time, below a header. */
function formatOf(sheet: SavedSheet): SheetFormat | null {
  const rowFormats = sheet.columns.flatMap((_, column) => {
    const formats = Array.from(
      { length: Math.max(0, sheet.rows - 1) },
      (_, r) => sheet.patterns.get(`${r + 1},${column}`) ?? "General",
    );
    return formats.some((f) => f !== "General") ? [{ column, fromRow: 1, formats }] : [];
  });
  if (rowFormats.length === 0) return null;
  return {
    headerRow: 0,
    frozenRows: 1,
    frozenColumns: 0,
    numberFormats: [],
    rowFormats,
    widths: [],
    colours: [],
  };
}

/** Runs of changed cells, row by row: what lies between two changes is left alone. */
function changedSheet(before: SavedSheet, now: SavedSheet): WriteStep[] {
  const rows = Math.max(before.rows, now.rows);
  const columns = Math.max(before.columns.length, now.columns.length);
  const steps: WriteStep[] = [];
  for (let r = 0; r < rows; r += 1) {
    let run: WriteCell[] = [];
    for (let c = 0; c <= columns; c += 1) {
      if (c < columns && differs(before, now, r, c)) {
        run.push(cellAt(now, r, c));
        continue;
      }
      if (run.length > 0) steps.push(writeOf(now.name, r, c - run.length, run));
      run = [];
    }
  }
  const format = now.format && steps.length > 0 ? now.format : null;
  return format ? [...steps, { kind: "format", sheet: now.name, format }] : steps;
}

function differs(before: SavedSheet, now: SavedSheet, row: number, column: number): boolean {
  const key = `${row},${column}`;
  const formula = now.formulas.get(key);
  // A formula that stands is calculated again by whoever opens the file: its result is no change.
  if (formula !== undefined || before.formulas.has(key)) {
    return formula !== before.formulas.get(key);
  }
  return !sameCell(before.columns[column]?.[row] ?? null, now.columns[column]?.[row] ?? null);
}

const writeOf = (sheet: string, top: number, left: number, row: WriteCell[]): WriteStep => ({
  kind: "write",
  sheet,
  top,
  left,
  old: null,
  cells: [row],
  why: "saved",
});
