/** `answerable publish`: the file that it writes, in the words of each program, and what it says of it. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveNewXlsx } from "../../src/hosts/files/index.ts";
import { sheetsOf } from "../formula/drawn.ts";
import { rulesOf, workbookOf } from "../support/ir-forms.ts";
import { answerableIn } from "./answerable.ts";

const FORM = {
  said: "",
  rules:
    "kpi revenue = sum(Deals[Amount])\nkpi accounts = distinct(Deals[Account])\nkpi waiting = sum(Deals, today - [Closed])\ngoal revenue each quarter = 100 for everyone",
};

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "answerable publish "));
  writeFileSync(join(folder, "team.kpi"), rulesOf(FORM));
  await saveNewXlsx(join(folder, "team.xlsx"), { title: "", steps: sheetsOf(workbookOf(FORM)) });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const publish = (out: string, ...args: string[]) =>
  answerableIn(
    folder,
    ...["publish", "team.kpi", "--data", "team.xlsx", "--out", out, "--as-of", "2026-06-30"],
    ...args,
  );

/** The sheets of a written file, by name, as the XML that programs read. */
function sheetsIn(path: string): ReadonlyMap<string, string> {
  const parts = unzipSync(new Uint8Array(readFileSync(join(folder, path))));
  const names = [...strFromU8(parts["xl/workbook.xml"]!).matchAll(/<sheet name="([^"]*)"/g)];
  return new Map(
    names.map(([, name], i) => [name!, strFromU8(parts[`xl/worksheets/sheet${i + 1}.xml`]!)]),
  );
}

describe("as formulas", () => {
  test.each(["excel365", "excel2021", "libreoffice"])(
    "%s: newer functions and names carry their prefix, blocks are marked as arrays",
    async (dialect) => {
      const { code, err } = await publish(`${dialect}.xlsx`, "--dialect", dialect);
      expect(err).toBe("");
      expect(code).toBe(0);
      const rows = sheetsIn(`${dialect}.xlsx`).get("KPI Rows")!;
      const [, attributes, formula] = /<f([^>]*)>([^<]*)<\/f>/.exec(rows)!;
      expect(attributes).toMatch(/t="array"/);
      expect(attributes).toMatch(/ref="A2:[A-Z]+\d+"/);
      expect(formula).toMatch(/^_xlfn\.LET\(_xlpm\.d_,/);
      const sorted =
        dialect === "excel365" ? "_xlfn._xlws.SORT(_xlfn.HSTACK(" : "_xlfn.SORTBY(CHOOSE(";
      expect(formula).toContain(sorted);
      // No newer function without its prefix, no name of a LET without its mark.
      for (const sheet of sheetsIn(`${dialect}.xlsx`).values()) {
        for (const [, said] of sheet.matchAll(/<f[^>]*>([^<]*)<\/f>/g)) {
          const bare = said!.replace(/&quot;.*?&quot;/g, "");
          expect(bare).not.toMatch(
            /(?<![._])\b(LET|XMATCH|XLOOKUP|SORTBY|SORT|HSTACK|IFNA|UNIQUE|FILTER|UNICHAR)\(/,
          );
          expect(bare).not.toMatch(/(?<!_xlpm\.)\b[a-z]+\d*_(?=[,)=<>+*/-])/);
        }
      }
    },
  );

  test("says how many figures become formulas and values, who is refused, and how much the file grows", async () => {
    const { out } = await publish("live.xlsx");
    expect(out).toMatch(/^Wrote live\.xlsx: 2 KPIs are live in [\d,]+ formulas for Excel 365\.\n/);
    const [, formulas, values, kb] =
      /^([\d,]+) figures are formulas, ([\d,]+) are values\. The file grows by (\d+) KB\.$/m.exec(
        out,
      )!;
    expect(Number(formulas!.replace(",", ""))).toBeGreaterThan(20);
    expect(Number(values!.replace(",", ""))).toBeGreaterThan(0);
    const grown =
      statSync(join(folder, "live.xlsx")).size - statSync(join(folder, "team.xlsx")).size;
    expect(Number(kb)).toBe(Math.max(1, Math.round(grown / 1000)));
    expect(out).toContain("`waiting` uses `today` on rows, which has no sheet formula.");
  });
});

test("as values: the results, and no formula that works anything out", async () => {
  const { code, out } = await publish("values.xlsx", "--as", "values");
  expect(code).toBe(0);
  expect(out).toContain("with the results as values");
  const sheets = sheetsIn("values.xlsx");
  expect([...sheets.keys()]).toContain("KPI Results");
  // The scorecard's bars show the cell beside them: a reference, and nothing that is worked out.
  expect([...sheets.values()].join("")).not.toMatch(/<f(?: [^>]*)?>[^<]*\(/);
});

test("what can't be written is said before anything is", async () => {
  expect((await publish("live.csv")).err).toMatch(/\.xlsx/);
  const { code, err } = await publish("live.xlsx", "--dialect", "numbers");
  expect(code).toBe(2);
  expect(err).toContain("excel2021");
  expect((await publish("live.xlsx", "--dialect", "sheets")).err).toContain("from the sidebar");
});
