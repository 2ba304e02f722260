/** Workbooks that count their days from 1904: read, published and worked out, every figure as in one of 1900. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { readWorkbook } from "../../src/hosts/files/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import type { DrawnModel } from "../differential/models/model.ts";
import { lowered, saved } from "./drawn.ts";
import { libreOfficeVersion, recalculated } from "./libreoffice.ts";
import { differences } from "./live.ts";
import { fixedModels } from "./models/fixed.ts";

/** Days between the first days of both systems. */
const APART = 1_462;
const DAYS = new Set(["Closed", "Created", "Until", "From", "Opened", "Day"]);

const in1904 = (drawn: DrawnModel): DrawnModel => {
  const sheets = drawn.workbook.sheets.map((sheet) => ({
    ...sheet,
    columns: sheet.columns.map((column) =>
      DAYS.has(String(column[0]))
        ? column.map((cell) => (typeof cell === "number" ? cell - APART : cell))
        : column,
    ),
  }));
  const workbook: WorkbookData = { ...drawn.workbook, sheets, dateSystem: 1904 };
  return { ...drawn, workbook };
};

/** Says in the file that it counts from 1904, as Excel for the Mac long did. */
function marked(path: string): string {
  const parts = unzipSync(new Uint8Array(readFileSync(path)));
  const name = "xl/workbook.xml";
  const xml = strFromU8(parts[name]!);
  const said = /<workbookPr\b/.test(xml)
    ? xml.replace(/<workbookPr\b/, '<workbookPr date1904="1"')
    : xml.replace(/<sheets>/, '<workbookPr date1904="1"/><sheets>');
  writeFileSync(path, zipSync({ ...parts, [name]: strToU8(said) }));
  return path;
}

describe.skipIf(libreOfficeVersion() < 24.8)("from 1904 in LibreOffice", () => {
  test("every figure, by goals, by movers, by alive rows", async () => {
    const dialect = DIALECTS.libreoffice;
    const folder = mkdtempSync(join(tmpdir(), "formulas-1904-"));
    const models = fixedModels().map((drawn) => {
      const moved = in1904(drawn);
      return { drawn, moved, right: lowered(drawn, dialect), ...lowered(moved, dialect) };
    });
    const paths: string[] = [];
    for (const { moved, book } of models) {
      const path = join(folder, `${moved.seed}.xlsx`);
      paths.push(marked(await saved(path, moved.workbook, book, dialect)));
    }
    const opened = recalculated(paths);
    for (const [i, { drawn, engine, right }] of models.entries()) {
      const live = await readWorkbook(opened[i]!);
      expect(live.dateSystem).toBe(1904);
      expect(differences(engine, live).slice(0, 4), drawn.rules).toEqual([]);
      // And a run says the same of both.
      expect(differences(right.engine, live).slice(0, 4), drawn.rules).toEqual([]);
    }
  }, 240_000);
});
