/** Files of a test: a folder that goes when its file's tests are done, and workbooks to write into it. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import type { WriteCell, WritePlan, WriteStep } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";

export interface OwnFolder {
  readonly path: string;
  /** A path of this name in a folder where nothing else is. */
  fresh(name: string): string;
}

/** Called while a test file is collected. */
export function ownFolder(): OwnFolder {
  const path = mkdtempSync(join(tmpdir(), "answerable-test-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  let count = 0;
  const fresh = (name: string): string => {
    count += 1;
    const inside = join(path, String(count));
    mkdirSync(inside);
    return join(inside, name);
  };
  return { path, fresh };
}

/** Sheets as the steps that make them in a new workbook, cells as `written` says. */
export const sheetSteps = (
  { sheets }: Pick<WorkbookData, "sheets">,
  written: (cell: CellValue) => WriteCell = (cell) => cell,
): WriteStep[] =>
  sheets.flatMap(({ name, rows, columns }): WriteStep[] => [
    { kind: "addSheet", sheet: name, tabColour: null },
    {
      kind: "write",
      sheet: name,
      top: 0,
      left: 0,
      old: null,
      cells: Array.from({ length: rows }, (_, r) =>
        columns.map((column) => written(column[r] ?? null)),
      ),
      why: "",
    },
  ]);

/** Those sheets as a plan of a new file. */
export const newFilePlan = (data: Pick<WorkbookData, "sheets">): WritePlan => ({
  title: "",
  steps: sheetSteps(data),
});

export const plan = (...steps: WriteStep[]): WritePlan => ({ title: "A test", steps });
/** One cell written, whatever stands in it. */
export const write = (sheet: string, top: number, left: number, cell: CellValue): WriteStep => ({
  kind: "write",
  sheet,
  top,
  left,
  cells: [[cell]],
  old: null,
  why: "",
});
