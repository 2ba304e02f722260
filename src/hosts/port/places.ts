/** Cells of several sheets, told as ranges. */
import { foldText } from "../../../dsl/fold.ts";
import { parseRange, rangeText } from "../../model/address.ts";

/** Rows and columns from zero. */
export interface Cell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

interface Range {
  readonly top: number;
  readonly left: number;
  bottom: number;
  right: number;
}

/** Cells as ranges, sheet by sheet, each cell once: neighbours of a row together, equal rows below each other too. */
export function placesOf(cells: readonly Cell[]): string[] {
  const sheets = new Map<string, { readonly name: string; readonly on: Map<string, Cell> }>();
  for (const cell of cells) {
    const key = foldText(cell.sheet);
    const sheet = sheets.get(key) ?? { name: cell.sheet, on: new Map<string, Cell>() };
    sheets.set(key, sheet);
    sheet.on.set(`${cell.row},${cell.column}`, cell);
  }
  return [...sheets.values()].flatMap(({ name, on }) => {
    const sorted = [...on.values()].sort((a, b) => a.row - b.row || a.column - b.column);
    return joined(runsOf(sorted)).map((range) => `${name}!${rangeText(range)}`);
  });
}

/** Ranges as `placesOf` gives them, told by several parts of one write: cells that two of them name are told once. */
export const placesTogether = (places: readonly string[]): string[] =>
  placesOf(places.flatMap(cellsIn));

function cellsIn(place: string): Cell[] {
  const at = place.lastIndexOf("!");
  const [sheet, region] = [place.slice(0, at), parseRange(place.slice(at + 1))];
  if (!region || region.bottom === null || region.right === null) return [];
  const { top, left } = region;
  const width = region.right - left;
  return Array.from({ length: (region.bottom - top) * width }, (_, i) => ({
    sheet,
    row: top + Math.floor(i / width),
    column: left + (i % width),
  }));
}

function runsOf(sorted: readonly Cell[]): Range[] {
  const runs: Range[] = [];
  for (const { row, column } of sorted) {
    const last = runs[runs.length - 1];
    if (last && last.top === row && last.right === column) last.right += 1;
    else runs.push({ top: row, left: column, bottom: row + 1, right: column + 1 });
  }
  return runs;
}

function joined(runs: readonly Range[]): Range[] {
  const ranges: Range[] = [];
  for (const run of runs) {
    const above = ranges.find(
      ({ left, right, bottom }) => left === run.left && right === run.right && bottom === run.top,
    );
    if (above) above.bottom = run.bottom;
    else ranges.push(run);
  }
  return ranges;
}
