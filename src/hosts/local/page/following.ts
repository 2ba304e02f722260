/** What the spreadsheet tells: cells changed by whomever, cells changed by hand, another selection. */
import { CommandType, type ICellData, type Nullable } from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import {
  type ISetRangeValuesMutationParams,
  SetRangeValuesMutation,
} from "@univerjs/preset-sheets-core";
import "@univerjs/sheets/facade";
import "@univerjs/sheets-ui/facade";
import type { CellEdit } from "../../../model/edit.ts";
import { fromCell } from "./cells.ts";
import { bookOf } from "./names.ts";

export interface Watcher {
  cell(edit: CellEdit): void;
  /** Anything but cells: rows, sheets, names; or more cells than are worth following. */
  other(): void;
}

/** Every change of content, by whomever, as it happens. */
export function watchContent(api: FUniver, listener: Watcher): () => void {
  const handle = api.addEvent(api.Event.CommandExecuted, ({ id, type, params }) => {
    if (type !== CommandType.MUTATION || isLook(id)) return;
    const cells = id === SetRangeValuesMutation.id ? cellsSet(params) : null;
    const sheet = cells && bookOf(api).getSheetBySheetId(cells.sheet);
    if (!cells || !sheet) {
      listener.other();
      return;
    }
    for (const [row, column] of cells.cells) {
      const value = fromCell(sheet.getRange(row, column).getCellData());
      listener.cell({ sheet: sheet.getSheetName(), row, column, value });
    }
  });
  return () => handle.dispose();
}

/** Sheets whose cells somebody changed by hand. */
export function watchHands(
  api: FUniver,
  listener: (change: { readonly sheet: string }) => void,
): () => void {
  const handle = api.addEvent(api.Event.SheetValueChanged, ({ effectedRanges }) => {
    const byHand = effectedRanges.filter((range) => !isCalculated(range));
    const sheets = new Set(byHand.map((range) => range.getSheetName()));
    for (const sheet of sheets) listener({ sheet });
  });
  return () => handle.dispose();
}

export function watchSelection(api: FUniver, listener: () => void): () => void {
  const handle = api.addEvent(api.Event.SelectionChanged, listener);
  return () => handle.dispose();
}

/** A pasted table is quicker read anew. */
const MOST_CELLS = 200;

/** What a mutation of values names; null where it is too much to follow. */
function cellsSet(
  params: unknown,
): { readonly sheet: string; readonly cells: [number, number][] } | null {
  const { subUnitId = "", cellValue } = (params ?? {}) as Partial<ISetRangeValuesMutationParams>;
  const cells: [number, number][] = [];
  for (const [row, columns] of Object.entries(cellValue ?? {})) {
    for (const column of Object.keys(columns ?? {})) {
      if (cells.length === MOST_CELLS) return null;
      cells.push([Number(row), Number(column)]);
    }
  }
  return { sheet: subUnitId, cells };
}

/** Mutations that change no value, name or place of a cell: widths, calculation's own notes, the cell editor's text. */
const isLook = (id: string): boolean =>
  /^(?:doc\.|formula\.mutation\.(?:set-formula-calculation|set-array-formula|set-image-formula|set-feature|set-other)|sheet\.mutation\.(?:set-worksheet-(?:col-width|row-(?:height|auto-height|is-auto-height))|set-frozen|set-tab-color|set-numfmt|[a-z-]*(?:selection|conditional|gridlines)))/.test(
    id,
  );

/** The event tells of calculated results too: those stand in cells with formulas. */
const isCalculated = (range: { getCellDataGrid(): Nullable<ICellData>[][] }): boolean =>
  range.getCellDataGrid().every((row) => row.every((cell) => cell?.f || cell?.si));
