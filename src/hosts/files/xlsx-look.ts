/** How an .xlsx file's cells look and what they calculate: what a spreadsheet needs to show the file as its owner knows it. */
import { readFileSync } from "node:fs";
import { type CellStyle, openXlsx, type Sheet } from "hucre/xlsx";
import { readXlsxBytes } from "./xlsx-read.ts";

/** A cell's look; null where the file says nothing. Colours are `#rrggbb`. */
export interface CellLook {
  readonly format: string | null;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly colour: string | null;
  readonly fill: string | null;
}

/** A formula without `=`; cells that share one have its number, and only the first has the text. */
export interface CellFormula {
  readonly formula: string | null;
  readonly shared: number | null;
}

export interface SheetLook {
  readonly sheet: string;
  /** `row,column` from zero → formula. */
  readonly formulas: Readonly<Record<string, CellFormula>>;
  /** Runs down a column: column, first row, last row, index in `looks`. */
  readonly runs: readonly (readonly [number, number, number, number])[];
  /** Widths in pixels by column; null for the usual one. */
  readonly widths: readonly (number | null)[];
  readonly frozenRows: number;
  readonly frozenColumns: number;
}

export interface WorkbookLook {
  readonly looks: readonly CellLook[];
  readonly sheets: readonly SheetLook[];
}

export const NO_LOOK: WorkbookLook = { looks: [], sheets: [] };

/** Excel measures widths in characters of its default font, about seven pixels each. */
const PIXELS_PER_CHARACTER = 7;

/** Reads formulas, number formats, weights, colours, widths and frozen panes. Faults are `UserError`s. */
export async function readXlsxLook(path: string): Promise<WorkbookLook> {
  const bytes = readFileSync(path);
  await readXlsxBytes(bytes, path);
  const file = await openXlsx(bytes, { readStyles: true });
  const pool = new Map<string, number>();
  const looks: CellLook[] = [];
  const indexOf = (look: CellLook): number => {
    const key = JSON.stringify(look);
    const known = pool.get(key);
    if (known !== undefined) return known;
    pool.set(key, looks.length);
    return looks.push(look) - 1;
  };
  const sheets = file.sheets.map((sheet) => sheetLook(sheet, indexOf));
  return { looks, sheets };
}

function sheetLook(sheet: Sheet, indexOf: (look: CellLook) => number): SheetLook {
  const formulas: Record<string, CellFormula> = {};
  const byColumn = new Map<number, [number, number][]>();
  for (const [key, cell] of sheet.cells ?? []) {
    if (cell.formula || cell.formulaType === "shared") {
      const shared = cell.formulaType === "shared" ? (cell.formulaSharedIndex ?? null) : null;
      formulas[key] = { formula: cell.formula || null, shared };
    }
    const look = cell.style ? lookOf(cell.style) : null;
    if (!look) continue;
    const [row, column] = key.split(",").map(Number) as [number, number];
    const cells = byColumn.get(column) ?? [];
    byColumn.set(column, cells);
    cells.push([row, indexOf(look)]);
  }
  return {
    sheet: sheet.name,
    formulas,
    runs: [...byColumn].flatMap(([column, cells]) => runsOf(column, cells)),
    widths: (sheet.columns ?? []).map(({ width }) =>
      width === undefined ? null : Math.round(width * PIXELS_PER_CHARACTER),
    ),
    frozenRows: sheet.freezePane?.rows ?? 0,
    frozenColumns: sheet.freezePane?.columns ?? 0,
  };
}

function runsOf(
  column: number,
  cells: [number, number][],
): (readonly [number, number, number, number])[] {
  cells.sort((a, b) => a[0] - b[0]);
  const runs: [number, number, number, number][] = [];
  for (const [row, look] of cells) {
    const last = runs.at(-1);
    if (last && last[3] === look && last[2] === row - 1) last[2] = row;
    else runs.push([column, row, row, look]);
  }
  return runs;
}

function lookOf(style: CellStyle): CellLook | null {
  const fill = style.fill?.type === "pattern" && style.fill.pattern === "solid" ? style.fill : null;
  const look: CellLook = {
    format: style.numFmt && style.numFmt !== "General" ? style.numFmt : null,
    bold: style.font?.bold ?? false,
    italic: style.font?.italic ?? false,
    colour: hex(style.font?.color),
    fill: hex(fill?.fgColor),
  };
  const plain = !look.format && !look.bold && !look.italic && !look.colour && !look.fill;
  return plain ? null : look;
}

/** Only colours that are written out; a theme's own are its program's to know. */
const hex = (colour: { readonly rgb?: string } | undefined): string | null =>
  colour?.rgb ? `#${colour.rgb.slice(-6).toLowerCase()}` : null;
