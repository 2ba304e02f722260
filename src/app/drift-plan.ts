/** Taking drift back: the plan that puts the published cells where they belong, and touches nothing else. */
import type { CellValue } from "../../dsl/cell.ts";
import type { SheetFormat, WriteCell, WritePlan, WriteStep } from "../hosts/port/index.ts";
import { isFormula } from "../hosts/port/plan.ts";
import { parseRange } from "../model/address.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import type { Drift, Layout, SheetDrift } from "./drift.ts";
import type { RecordedSheet } from "./record.ts";
import { replaceSheet } from "./replace-sheet.ts";

const WHY = "as it was published";

/**
 * Takes back the items of these ids. A sheet of which everything is taken back, and which holds nothing of
 * the user's own, is written whole, in its published order. Else cells are written one by one: a row that
 * is gone comes back below the others, one that was added is blanked, so that no row of the user's moves.
 * `formats`: the looks of sheets that must be made anew.
 */
export function takeBackPlan(
  workbook: WorkbookData,
  sheets: readonly SheetDrift[],
  ids: ReadonlySet<string>,
  formats: ReadonlyMap<string, SheetFormat> = new Map(),
): WritePlan {
  const steps = sheets.flatMap((drift): WriteStep[] => {
    const items = drift.items.filter((item) => ids.has(item.id) && item.kind !== "record");
    if (items.length === 0) return [];
    const { recorded, found, layout } = drift;
    const isWhole = recorded.rows.every((row) => row !== null);
    const isAll = items.length === drift.items.length;
    const mustMove = items.some((item) => item.kind !== "typed over");
    if (!found || !layout || (isAll && isWhole && mustMove && !hasOwn(found, layout)))
      return whole(workbook, recorded, formats.get(recorded.sheet) ?? null);
    return piecemeal(recorded, found, layout, items);
  });
  return { title: "Take back what was changed by hand", steps };
}

function whole(
  workbook: WorkbookData,
  { sheet, rows }: RecordedSheet,
  format: SheetFormat | null,
): WriteStep[] {
  const cells = rows.map((row) => row ?? []);
  const steps = replaceSheet(workbook, sheet, cells, WHY);
  if (!format) return steps;
  return [...steps.slice(0, -1), { kind: "format", sheet, format }, ...steps.slice(-1)];
}

/** Whether the sheet has columns of the user's own, or rows above the header that nobody published. */
function hasOwn(found: SheetData, { columns, header, rows }: Layout): boolean {
  const ours = new Set(columns);
  const above = rows.slice(0, rows.indexOf(header) + 1);
  return (
    found.columns.some((column, c) => !ours.has(c) && column.some((x) => (x ?? null) !== null)) ||
    Array.from({ length: header }, (_, r) => r).some(
      (r) => !above.includes(r) && found.columns.some((column) => (column[r] ?? null) !== null),
    )
  );
}

function piecemeal(
  recorded: RecordedSheet,
  found: SheetData,
  layout: Layout,
  items: readonly Drift[],
): WriteStep[] {
  const { columns } = layout;
  let below = found.rows;
  const put = (row: number, column: number, cell: WriteCell): WriteStep => ({
    kind: "write",
    sheet: found.name,
    top: row,
    left: column,
    old: [[found.columns[column]?.[row] ?? null]],
    cells: [[cell]],
    why: WHY,
  });
  return items.flatMap((item): WriteStep[] => {
    const at = parseRange(item.cell)!;
    switch (item.kind) {
      case "typed over": {
        const r = layout.rows.indexOf(at.top);
        const c = columns.indexOf(at.left);
        return [put(at.top, at.left, moved(recorded.rows[r]?.[c] ?? null, r, at.top))];
      }
      case "row gone": {
        const row = below;
        below += 1;
        const cells = recorded.rows[at.top] ?? [];
        return cells.flatMap((cell, c) =>
          columns[c]! < 0 ? [] : [put(row, columns[c]!, moved(cell, at.top, row))],
        );
      }
      case "row added":
        return columns.flatMap((c) => (c < 0 ? [] : [put(at.top, c, null)]));
      case "column gone": {
        const c = at.left;
        const free = firstFree(found, columns);
        return recorded.rows.flatMap((row, r) =>
          row && layout.rows[r]! >= 0
            ? [put(layout.rows[r]!, free, moved(row[c] ?? null, r, layout.rows[r]!))]
            : [],
        );
      }
      default:
        return [];
    }
  });
}

const firstFree = (found: SheetData, columns: readonly number[]): number =>
  Math.max(found.columns.length, ...columns.map((c) => c + 1));

/** A formula of ours speaks of its own row only: it goes with the row. */
function moved(cell: WriteCell, from: number, to: number): WriteCell {
  if (!isFormula(cell) || from === to) return cell;
  const here = new RegExp(`([A-Z])${from + 1}(?!\\d)`, "g");
  const result: CellValue = cell.result ?? null;
  return { formula: cell.formula.replace(here, `$1${to + 1}`), result };
}
