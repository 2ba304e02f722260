/** What Publish writes: sheets of ours, each as one block, and the record of what they held. */
import { isoOf } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { WritePlan, WriteStep } from "../hosts/port/index.ts";
import { isFormula, sameCell } from "../hosts/port/plan.ts";
import { columnLetter } from "../model/address.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { type Publishing, USUAL_CHOICE } from "./choice.ts";
import { type PublishedSheet, publishedSheets } from "./published.ts";
import {
  RECORD_FORMAT,
  RECORD_SHEET,
  type RecordedSheet,
  readRecord,
  recordCells,
} from "./record.ts";
import { replaceSheet } from "./replace-sheet.ts";
import type { Results } from "./results.ts";

/**
 * The plan that writes a run into the workbook. Nothing is written by making it: each block carries the
 * cells it replaces, so that an edit made meanwhile is noticed and kept. Sheets that are not asked for
 * stay as they are, and so does their record.
 */
export function publishPlan(
  results: Results,
  workbook: WorkbookData,
  on = "",
  asked: Omit<Publishing, "on"> = USUAL,
  { live = [], leave = new Set() }: Beside = {},
): WritePlan {
  const own = new Set(live.map(({ sheet }) => foldText(sheet)));
  const sheets = publishedSheets(results, workbook, { ...asked, on }).filter(
    ({ sheet }) => !own.has(foldText(sheet)) && !leave.has(foldText(sheet)),
  );
  const steps = [...sheets, ...live].flatMap((published) => [
    ...sheetSteps(workbook, published),
    ...nameSteps(published),
  ]);
  const asOf = isoOf(results.asOf);
  const frozen = asked.as === "values" ? on || FROZEN_ONCE : undefined;
  const news = sheets.map(({ cells, ...sheet }) => ({
    ...{ ...sheet, on, asOf, rows: cells },
    ...(frozen && { frozen }),
  }));
  const written = new Set([...sheets.map(({ sheet }) => foldText(sheet)), ...own]);
  const others = readRecord(workbook, (sheet) => !written.has(foldText(sheet)));
  return {
    title: "Write the results",
    steps: [...steps, ...recordSteps(workbook, [...news, ...others])],
  };
}

/** In the place of a day that no host says. */
export const FROZEN_ONCE = "yes";

/** The record, written whole. */
export const recordSteps = (workbook: WorkbookData, sheets: readonly RecordedSheet[]) =>
  sheetSteps(workbook, {
    sheet: RECORD_SHEET,
    cells: recordCells(sheets),
    format: RECORD_FORMAT,
    what: "the record by which a typed-over figure is found",
  });

/** `live`: sheets that follow by themselves, so that nothing is on record of them. `leave`: in matching form. */
interface Beside {
  readonly live?: readonly PublishedSheet[];
  readonly leave?: ReadonlySet<string>;
}

const USUAL: Omit<Publishing, "on"> = { ...USUAL_CHOICE, bars: "data bar" };

/** A whole sheet of ours. Formats first: a host that guesses types would read `2017-03` as a date in an unformatted cell. */
export function sheetSteps(
  workbook: WorkbookData,
  { sheet, cells, format, what }: Pick<PublishedSheet, "sheet" | "cells" | "format" | "what">,
): WriteStep[] {
  const replaced = replaceSheet(workbook, sheet, cells, what);
  return [...replaced.slice(0, -1), { kind: "format", sheet, format }, ...replaced.slice(-1)];
}

const nameSteps = ({ sheet, name, cells, headerRow }: PublishedSheet): WriteStep[] => {
  if (name === null) return [];
  const last = columnLetter(cells[headerRow]!.length - 1);
  return [{ kind: "name", name, sheet, range: `A${headerRow + 1}:${last}${cells.length}` }];
};

/** How many cells of a write differ from what is there: what a preview shows. */
export function changedCells(step: Extract<WriteStep, { kind: "write" }>): number {
  let changed = 0;
  step.cells.forEach((row, r) => {
    row.forEach((cell, c) => {
      const old = step.old?.[r]?.[c] ?? null;
      const next = !isFormula(cell) ? cell : cell.result === undefined ? UNKNOWN : cell.result;
      if (!sameCell(old, next)) changed += 1;
    });
  });
  return changed;
}

/** What a formula will come to where nobody said: no cell holds this. */
const UNKNOWN: CellValue = { error: "" };
