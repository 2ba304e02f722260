/** The probes come out as they must in the program that can be had here; the others are opened by a person. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formulaSteps } from "../../src/app/publish-formulas.ts";
import { probeSheets } from "../../src/formula/probes.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import { libreOfficeVersion, recalculated } from "./libreoffice.ts";

describe.skipIf(libreOfficeVersion() < 24.8)("probes in LibreOffice", () => {
  test("all equal", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "probes-")), "probes.xlsx");
    const empty = { sheets: [], names: [], locale: "en-US", dateSystem: 1900 } as const;
    const steps = formulaSteps(probeSheets(), empty, DIALECTS.libreoffice, true);
    await saveNewXlsx(path, { title: "Probes", steps });
    const { sheets } = await readWorkbook(recalculated([path])[0]!);
    const { columns, rows } = sheets.find(({ name }) => name === "Probes")!;
    const wrong = Array.from({ length: rows - 2 }, (_, r) => r + 2)
      .filter((r) => columns[3]![r] !== 1)
      .map((r) => columns.slice(0, 3).map((column) => column[r]));
    expect(wrong).toEqual([]);
    expect(columns[1]![0]).toBe("yes");
    expect(rows).toBeGreaterThan(30);
  }, 120_000);
});
