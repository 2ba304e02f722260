/** Opening and saving: the one file the server was given, and nothing else on the disk. */
import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { sampleRules, sampleWorkbook } from "../../../examples/generate.ts";
import { UserError } from "../../model/user-error.ts";
import {
  backUp,
  filesWorkbook,
  lossesOf,
  NO_LOOK,
  newXlsx,
  readWorkbook,
  readXlsxLook,
  saveNewXlsx,
} from "../files/index.ts";
import type { Workbook } from "../port/index.ts";
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

/** An .xlsx that exists is saved in place; the sample and a folder of CSVs become a new .xlsx. */
const inPlace = (path: string | null): path is string => path !== null && /\.xlsx$/i.test(path);

/** The one document of a start of the server. Faults are `UserError`s. */
export interface ServedDocument {
  open(): Promise<LocalDocument>;
  /** Says where it was saved. A file that was there before is copied once beside itself. */
  save(saved: SavedDocument): Promise<string>;
  /** The bytes of a file that a plan alone fills, as base64; nothing is written to the disk. */
  file(made: SavedDocument): Promise<string>;
}

/** A document on the disk: an .xlsx, a folder of CSVs, or for null the sample. */
export function servedDocument(path: string | null): ServedDocument {
  const target = targetOf(path);
  let ours = false;
  let opened: Workbook | null = null;
  return {
    file: async ({ plan }) => Buffer.from(await newXlsx(plan)).toString("base64"),
    open: async () => {
      // Opened together with what the page shows, so that another program's save in between is noticed.
      opened = inPlace(path) ? await filesWorkbook(path) : null;
      return openDocument(path, target);
    },
    save: async ({ plan }) => {
      if (opened) {
        const result = await opened.apply(plan);
        if (!result.ok) throw new UserError(result.message, target, "");
        return target;
      }
      if (!ours && existsSync(target)) backUp(target);
      await saveNewXlsx(target, plan);
      ours = true;
      return target;
    },
  };
}

async function openDocument(path: string | null, target: string): Promise<LocalDocument> {
  const common = { today: today(), target, inPlace: inPlace(path) };
  if (path === null) {
    const workbook = sampleWorkbook();
    return { ...common, title: "Sample", workbook, look: NO_LOOK, rules: sampleRules, losses: [] };
  }
  const workbook = await readWorkbook(path);
  const look = inPlace(path) ? await readXlsxLook(path) : NO_LOOK;
  const losses = await lossesOf(path);
  return { ...common, title: basename(path), workbook, look, rules: null, losses };
}

/** A file of the built page, or null: nothing outside the folder is ever read. */
export function pageFile(folder: string, url: string): Buffer | null {
  const name = url === "/" ? "index.html" : url.slice(1);
  if (!/^[\w.-]+$/.test(name) || name.includes("..")) return null;
  const path = resolve(folder, name);
  return path.startsWith(resolve(folder)) && existsSync(path) ? readFileSync(path) : null;
}
