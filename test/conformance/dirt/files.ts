/** Files made for one case each, read as the product reads them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { isCellError } from "../../../dsl/cell.ts";
import { readCsv } from "../../../src/hosts/files/csv-read.ts";
import { filesWorkbook, readWorkbook } from "../../../src/hosts/files/index.ts";
import type { SheetData, WorkbookData } from "../../../src/model/workbook.ts";
import { type Outcome, plain } from "./kind.ts";

/** A sheet's cells row by row; an error is its text. */
export const rowsOf = ({ rows, columns }: SheetData): unknown[][] =>
  Array.from({ length: rows }, (_, r) =>
    columns.map((column) => {
      const cell = column[r] ?? null;
      return isCellError(cell) ? cell.error : cell;
    }),
  );

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A CSV file's cells. */
export const csv = (content: string | Uint8Array): Outcome =>
  plain(rowsOf(readCsv(typeof content === "string" ? utf8(content) : content, "S", "S.csv")));

async function inFolder<T>(name: string, content: Uint8Array, work: (path: string) => Promise<T>) {
  const folder = mkdtempSync(join(tmpdir(), "answerable-dirt-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, content);
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Cells = Parameters<typeof writeXlsx>[0]["sheets"][number];

/** An .xlsx file of one sheet; `patch` changes the sheet's XML as another program would have written it. */
export async function xlsx(
  sheet: Omit<Cells, "name">,
  patch: (xml: string) => string = (xml) => xml,
): Promise<WorkbookData> {
  const parts = unzipSync(await writeXlsx({ sheets: [{ name: "S", ...sheet }] }));
  const part = "xl/worksheets/sheet1.xml";
  const xml = strFromU8(parts[part]!);
  const patched = patch(xml);
  if (patch.length > 0 && patched === xml && patch.toString().includes("replace"))
    throw new Error("the patch changed nothing");
  const bytes = zipSync({ ...parts, [part]: strToU8(patched) });
  return inFolder("S.xlsx", bytes, readWorkbook);
}

/** Why a file refuses to be written. */
export const refusal = (name: string, content: string): Promise<string> =>
  inFolder(name, utf8(content), async (path) => {
    const workbook = await filesWorkbook(path);
    const result = await workbook.apply({
      title: "A test",
      steps: [{ kind: "addSheet", sheet: "New", tabColour: null }],
    });
    return result.ok ? "written" : result.message;
  });
