/** Reading what a path names. */
import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Catalog } from "../../../dsl/check/catalog.ts";
import { foldText } from "../../../dsl/fold.ts";
import { catalogOf } from "../../model/catalog.ts";
import { UserError } from "../../model/user-error.ts";
import type { SheetData, WorkbookData } from "../../model/workbook.ts";
import { catalogFromJson } from "./catalog.ts";
import { readCsv } from "./csv-read.ts";
import { type ReadFile, readXlsxBytes } from "./xlsx-read.ts";

const CSV_KINDS = [".csv", ".tsv"];
export const isCsv = (path: string): boolean => CSV_KINDS.includes(extname(path).toLowerCase());

/** The content of an .xlsx file, a folder of CSVs or one CSV. Faults are `UserError`s. */
export async function readFiles(path: string): Promise<ReadFile> {
  const found = statOf(path);
  if (found.isDirectory()) return { data: csvFolder(path), formulas: new Map() };
  if (isCsv(path)) return { data: csvData([csvSheet(path)]), formulas: new Map() };
  return readXlsxBytes(bytesOf(path), path);
}

/** The data alone, for one run. */
export const readWorkbook = async (path: string): Promise<WorkbookData> =>
  (await readFiles(path)).data;

/** What the checker may know: of a workbook, or of a .json that describes one. */
export async function readCatalog(path: string): Promise<Catalog> {
  if (extname(path).toLowerCase() !== ".json") return catalogOf(await readWorkbook(path));
  statOf(path);
  return catalogFromJson(bytesOf(path).toString("utf8"), path);
}

export function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch {
    const database = /^(duckdb|postgres|postgresql):/i.exec(path)?.[1];
    if (database !== undefined)
      throw new UserError(
        `${database}: names a database, whose rows only \`answerable run\` asks for.`,
        "--data",
        "Name an .xlsx file, or a folder of .csv files.",
      );
    throw new UserError(
      `There is no file or folder ${path}.`,
      path,
      "Check the path: an .xlsx file, or a folder of .csv files.",
    );
  }
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (fault) {
    const why = fault instanceof Error && "code" in fault ? ` (${String(fault.code)})` : "";
    const todo = "Close it in other programs, and check that you may read it.";
    throw new UserError(`${path} can't be opened${why}.`, path, todo);
  }
}

function csvFolder(path: string): WorkbookData {
  const files = readdirSync(path).filter((file) => isCsv(file) && !file.startsWith("."));
  if (files.length === 0) {
    throw new UserError(
      `The folder ${path} holds no .csv file.`,
      path,
      "Name a folder of .csv files (each is a sheet), or an .xlsx file.",
    );
  }
  return csvData(files.sort().map((file) => csvSheet(join(path, file))));
}

function csvSheet(path: string): SheetData {
  return readCsv(bytesOf(path), basename(path, extname(path)), path);
}

function csvData(sheets: readonly SheetData[]): WorkbookData {
  const seen = new Map<string, string>();
  for (const { name } of sheets) {
    const twin = seen.get(foldText(name));
    if (twin !== undefined) {
      throw new UserError(
        `Two files make one sheet: ${twin} and ${name}.`,
        name,
        "Rename one of them.",
      );
    }
    seen.set(foldText(name), name);
  }
  return { sheets, names: [], locale: "", dateSystem: 1900 };
}
