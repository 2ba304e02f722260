/** LibreOffice as a spreadsheet that works our formulas out: opens an .xlsx file, recalculates all, saves it again. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import Papa from "papaparse";
import type { CellValue } from "../../dsl/cell.ts";
import { type SheetData, sheetOf } from "../../src/model/workbook.ts";
import { runFolder } from "../support/run.ts";

/** Without this a file from another program is shown with the results that it came with. */
const RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

/** `24.8` as 24.8; 0 where there is none. LET and its kin came with 24.8. */
export function libreOfficeVersion(): number {
  try {
    const said = execFileSync("soffice", ["--version"], { encoding: "utf8", timeout: 60_000 });
    return Number(/(\d+\.\d+)/.exec(said)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The recalculated files' paths. */
export function recalculated(paths: readonly string[]): string[] {
  const folder = runFolder("recalculated");
  convert(paths, "xlsx", folder);
  return paths.map((path) => join(folder, basename(path)));
}

/** Comma, quotes around every cell, UTF-8, numbers as they are and not as shown, every sheet a file of its own. */
const CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1";

/**
 * The sheets of a recalculated file, values only: half the work of a file with all its formulas, for workbooks of
 * many sheets. A text that looks like a number can't be told from one.
 */
export function workedOut(path: string): SheetData[] {
  const folder = runFolder("worked-out");
  convert([path], CSV, folder);
  const start = `${basename(path, ".xlsx")}-`;
  const sheets = readdirSync(folder)
    .filter((file) => file.startsWith(start))
    .map((file) => {
      const { data } = Papa.parse<string[]>(readFileSync(join(folder, file), "utf8").trimEnd());
      const name = file.slice(start.length, -".csv".length);
      return sheetOf(
        name,
        data.map((row) => row.map(cellOf)),
      );
    });
  rmSync(folder, { recursive: true });
  return sheets;
}

function cellOf(text: string): CellValue {
  if (text === "") return null;
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isNaN(number) ? text : number;
}

let profile: string | null = null;
/** The program's settings, made by its first start in this process; the next takes a third of the time. Two at once would wait for each other for ever. */
function ownProfile(): string {
  if (profile) return profile;
  const made = runFolder("libreoffice");
  mkdirSync(join(made, "user"));
  writeFileSync(join(made, "user", "registrymodifications.xcu"), RECALCULATE);
  profile = made;
  return made;
}

function convert(paths: readonly string[], to: string, folder: string): void {
  execFileSync(
    "soffice",
    [
      `-env:UserInstallation=file://${ownProfile()}`,
      "--headless",
      ...["--convert-to", to, "--outdir", folder, ...paths],
    ],
    { stdio: "ignore", timeout: 600_000 },
  );
}
