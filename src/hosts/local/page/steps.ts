/** The steps of a write plan on Univer's workbook, block by block. */
import type { ICellData, IObjectMatrixPrimitiveType } from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import {
  type ISetRangeValuesMutationParams,
  SetRangeValuesMutation,
} from "@univerjs/preset-sheets-core";
import "@univerjs/sheets/facade";
import "@univerjs/sheets-numfmt/facade";
import { foldText } from "../../../../dsl/fold.ts";
import type { SheetFormat, WriteStep } from "../../port/index.ts";
import { type Before, heightOf, isFormula, sameCell } from "../../port/plan.ts";
import { toCell } from "./cells.ts";
import { colour, patternAt, reshape, rowLookAt, type Sheet, sheetLook } from "./look.ts";
import { bookOf, nameRange } from "./names.ts";
import { shareFormulas } from "./shared.ts";

type Write = Extract<WriteStep, { kind: "write" }>;
type Matrix = IObjectMatrixPrimitiveType<ICellData>;

const ROOM = 200;

/** Carries out the steps of one plan in their order; `was`: the workbook before it, `formats`: the looks given so far, by folded name. */
export function performer(
  api: FUniver,
  steps: readonly WriteStep[],
  was: Before,
  formats: Map<string, SheetFormat>,
): (step: WriteStep) => void {
  const book = () => bookOf(api);
  const sheetNamed = (name: string): Sheet | null => sheetIn(api, name);
  const on = (name: string) => (step: WriteStep) => foldText(step.sheet) === foldText(name);
  const lookOf = (name: string) => formats.get(foldText(name));
  const made = new Set<string>();
  /** Blocks that their sheet was made with. */
  const there = new Set<WriteStep>();

  /** A new sheet is made with its first cells at once: writing them one change at a time is what takes long. */
  const addSheet = (name: string): void => {
    const write = steps.find((s): s is Write => s.kind === "write" && on(name)(s));
    const format = steps.find((s) => s.kind === "format" && on(name)(s));
    if (format?.kind === "format") formats.set(foldText(name), format.format);
    const look = lookOf(name);
    made.add(foldText(name));
    if (write) there.add(write);
    const cellData = write ? wholeMatrix(write, look) : {};
    const [height, width] = sizeOf(steps.filter(on(name)));
    const looks = format?.kind === "format" ? sheetLook(format.format) : {};
    book().create(name, height + ROOM, Math.max(26, width), { sheet: { ...looks, cellData } });
    const wrapped = look?.rowLooks?.filter((row) => row.wrap) ?? [];
    for (const { row } of wrapped) sheetNamed(name)?.autoResizeRows(row, 1);
  };

  /** Another sheet is shown first: of one that was shown and never drawn, Univer looks for what it drew. */
  const removeSheet = (sheet: Sheet): void => {
    const stays = (one: Sheet) =>
      !steps.some((s) => s.kind === "removeSheet" && on(one.getSheetName())(s));
    const others = book()
      .getSheets()
      .filter((one) => one.getSheetId() !== sheet.getSheetId());
    const next = others.find(stays) ?? others[0];
    const isShown = book().getActiveSheet().getSheetId() === sheet.getSheetId();
    if (isShown && next) book().setActiveSheet(next);
    book().deleteSheet(sheet);
  };

  const write = (sheet: Sheet, step: Write): void => {
    const [bottom, right] = sizeOf([step]);
    if (bottom === 0 || right === 0) return;
    if (sheet.getMaxRows() < bottom) sheet.setRowCount(bottom + ROOM);
    if (sheet.getMaxColumns() < right) sheet.setColumnCount(right + 4);
    const look = lookOf(step.sheet);
    // One change for all, by the mutation: a command each would read the whole workbook and measure rows anew.
    api.syncExecuteCommand(SetRangeValuesMutation.id, {
      unitId: book().getId(),
      subUnitId: sheet.getSheetId(),
      cellValue: made.has(foldText(step.sheet))
        ? wholeMatrix(step, look)
        : changedMatrix(step, look, was),
    } satisfies ISetRangeValuesMutationParams);
  };

  return (step) => {
    if (step.kind === "addSheet") return addSheet(step.sheet);
    if (step.kind === "name") return nameRange(book(), step);
    const sheet = sheetNamed(step.sheet);
    if (!sheet) return;
    switch (step.kind) {
      case "removeSheet":
        removeSheet(sheet);
        return;
      case "clear":
        sheet.getRange(step.top, step.left, step.rows, step.columns).clearContent();
        return;
      case "write":
        if (!there.has(step)) write(sheet, step);
        return;
      case "format":
        formats.set(foldText(step.sheet), step.format);
        if (!made.has(foldText(step.sheet))) reshape(sheet, step.format);
        colour(sheet, step.format, sizeOf(steps.filter(on(step.sheet)))[0]);
    }
  };
}

export const sheetIn = (api: FUniver, name: string): Sheet | null =>
  bookOf(api)
    .getSheets()
    .find((s) => foldText(s.getSheetName()) === foldText(name)) ?? null;

/** Rows and columns that blocks reach, from the sheet's first cell. */
function sizeOf(steps: readonly WriteStep[]): [rows: number, columns: number] {
  let [rows, columns] = [0, 0];
  for (const step of steps) {
    if (step.kind !== "write" || step.cells.length === 0) continue;
    const width = step.cells.reduce((most, row) => Math.max(most, row.length), 0);
    rows = Math.max(rows, step.top + heightOf(step.cells));
    columns = Math.max(columns, step.left + width);
  }
  return [rows, columns];
}

/** A block of a new sheet as Univer's matrix, number formats and all. */
function wholeMatrix(step: Write, look: SheetFormat | undefined): Matrix {
  const matrix: Matrix = {};
  for (const [r, row] of step.cells.entries()) {
    const made: Record<number, ICellData> = {};
    for (const [c, cell] of row.entries()) {
      const looks = rowLookAt(look, step.top + r);
      if (cell !== null || looks?.fill)
        made[step.left + c] = toCell(cell, patternAt(look, step.top + r, step.left + c), looks);
    }
    matrix[step.top + r] = made;
  }
  shareFormulas(matrix);
  return matrix;
}

/** Only rows that differ are written: a sheet of results is mostly what it was. */
function changedMatrix(step: Write, look: SheetFormat | undefined, was: Before): Matrix {
  const { sheet, top, left, cells } = step;
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  const differs = (row: (typeof cells)[number], r: number) =>
    row.some(
      (cell, c) =>
        isFormula(cell) ||
        was.formula(sheet, top + r, left + c) !== null ||
        !sameCell(cell, was.value(sheet, top + r, left + c)),
    );
  const matrix: Matrix = {};
  for (const [r, row] of cells.entries()) {
    if (!differs(row, r)) continue;
    const at = top + r;
    matrix[at] = Object.fromEntries(
      Array.from({ length: width }, (_, c) => {
        const pattern = patternAt(look, at, left + c);
        return [left + c, toCell(row[c] ?? null, pattern, rowLookAt(look, at))];
      }),
    );
  }
  shareFormulas(matrix);
  return matrix;
}
