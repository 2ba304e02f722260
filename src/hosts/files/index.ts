/** Workbooks that are files: .xlsx, or a folder of CSVs (a sheet is named by its file). */
import { readFileSync } from "node:fs";
import type { WritePlan } from "../port/index.ts";
import { writeAtomically } from "./atomic.ts";
import { lossesOfXlsx } from "./losses.ts";
import { isCsv, statOf } from "./read.ts";
import { newXlsx, plannedXlsx } from "./xlsx-write.ts";

export { backUp, writeAtomically } from "./atomic.ts";
export { writeCsv } from "./csv-write.ts";
export { readCatalog, readWorkbook } from "./read.ts";
export { filesWorkbook } from "./workbook.ts";
export {
  type CellLook,
  NO_LOOK,
  readXlsxLook,
  type SheetLook,
  type WorkbookLook,
} from "./xlsx-look.ts";
export { newXlsx } from "./xlsx-write.ts";

/** What saving the workbook would lose (`charts`, `macros` …); empty where everything stays. */
export const lossesOf = async (path: string): Promise<readonly string[]> =>
  statOf(path).isDirectory() || isCsv(path) ? [] : lossesOfXlsx(readFileSync(path));

/** Writes a new .xlsx file that a plan alone makes; a file of that name is replaced as a whole. */
export const saveNewXlsx = async (path: string, plan: WritePlan): Promise<void> =>
  writeAtomically(path, await newXlsx(plan));

/** Writes the workbook with a plan applied to another file; what the plan doesn't touch is kept. */
export const saveXlsxCopy = async (path: string, plan: WritePlan, out: string): Promise<void> =>
  writeAtomically(out, await plannedXlsx(readFileSync(path), plan));
