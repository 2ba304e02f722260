/** Opening and saving: the one file the server was given, and nothing else on the disk. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { sampleRules, sampleWorkbook } from "../../../examples/generate.ts";
import { columnLetter } from "../../model/address.ts";
import type { WorkbookData } from "../../model/workbook.ts";
import { backUp, filesWorkbook, lossesOf, readWorkbook, saveNewXlsx } from "../files/index.ts";
import type { WritePlan, WriteStep } from "../port/index.ts";
import type { LocalDocument, SavedDocument } from "./document.ts";

const SAMPLE_FILE = "answerable-sample.xlsx";

const today = (): string => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** Where Save writes: the .xlsx that was opened; beside a folder of CSVs or the sample a new .xlsx. */
export function targetOf(path: string | null): string {
  if (path === null) return resolve(SAMPLE_FILE);
  return /\.xlsx$/i.test(path) ? resolve(path) : `${resolve(path).replace(/[\\/]+$/, "")}.xlsx`;
}

export async function openDocument(path: string | null): Promise<LocalDocument> {
  const target = targetOf(path);
  if (path === null) {
    const workbook = sampleWorkbook();
    return {
      title: "Sample",
      workbook,
      formulas: {},
      rules: sampleRules,
      today: today(),
      losses: [],
      target,
    };
  }
  const workbook: WorkbookData = await readWorkbook(path);
  const losses = /\.xlsx$/i.test(path) ? await lossesOf(path) : [];
  return {
    title: basename(path),
    workbook,
    formulas: {},
    rules: null,
    today: today(),
    losses,
    target,
  };
}

/** Writes the sheets as one .xlsx; an existing file is backed up first. Says where. */
export async function saveDocument(path: string | null, saved: SavedDocument): Promise<string> {
  const target = targetOf(path);
  const exists = existsSync(target) && statSync(target).isFile();
  if (exists) backUp(target);
  if (!exists || path === null || !/\.xlsx$/i.test(path)) {
    await saveNewXlsx(target, planOf(saved, new Set()));
    return target;
  }
  const workbook = await filesWorkbook(target);
  const outline = await workbook.describe();
  const result = await workbook.apply(planOf(saved, new Set(outline.sheets.map((s) => s.name))));
  if (!result.ok) throw new Error(result.message);
  return target;
}

function planOf({ sheets, names }: SavedDocument, known: ReadonlySet<string>): WritePlan {
  const steps = sheets.flatMap(({ name, cells }): WriteStep[] => [
    ...(known.has(name) ? [] : [{ kind: "addSheet" as const, sheet: name, tabColour: null }]),
    { kind: "write", sheet: name, top: 0, left: 0, old: null, cells, why: "saved" },
  ]);
  const named = names.map(({ name, sheet, top, left, bottom, right }): WriteStep => {
    const end = `${columnLetter((right ?? left + 1) - 1)}${bottom ?? top + 1}`;
    return { kind: "name", name, sheet, range: `${columnLetter(left)}${top + 1}:${end}` };
  });
  return { title: "Save", steps: [...steps, ...named] };
}

/** A file of the built page, or null: nothing outside the folder is ever read. */
export function pageFile(folder: string, url: string): Buffer | null {
  const name = url === "/" ? "index.html" : url.slice(1);
  if (!/^[\w.-]+$/.test(name) || name.includes("..")) return null;
  const path = resolve(folder, name);
  return path.startsWith(resolve(folder)) && existsSync(path) ? readFileSync(path) : null;
}
