/** What a workbook holds, told by a file of headers alone, or by the workbook itself. */
import { existsSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCatalog } from "../../../src/hosts/files/index.ts";
import { ownFolder } from "../../support/files.ts";
import { refusal } from "../../support/refusal.ts";

const { fresh } = ownFolder();

describe("a catalog in JSON", () => {
  const describe_ = (content: string) => {
    const path = fresh("sheets.json");
    writeFileSync(path, content);
    return readCatalog(path);
  };
  const source = (name: string) => ({ name, range: null, headerRow: 1 });

  test("headers alone, or with rows", async () => {
    const catalog = await describe_(
      '{"Deals": ["id", "amount"], "People": {"headers": ["name"], "rows": [["Ann"], ["Ben"]]}}',
    );
    expect(catalog.sources).toEqual(["Deals", "People"]);
    expect(catalog.headers(source("deals"))).toEqual(["id", "amount"]);
    expect(catalog.values(source("Deals"), "id")).toBeNull();
    expect(catalog.values(source("People"), "name")).toEqual(["Ann", "Ben"]);
    expect(catalog.headers(source("None"))).toBeNull();
  });
  test.each(["[1]", "{", '{"Deals": 3}', '{"Deals": {"rows": []}}'])(
    "%s is refused",
    async (content) => {
      expect((await refusal(describe_(content))).todo).toContain("headers");
    },
  );
  test("a workbook is its own catalog", async () => {
    const path = fresh("deals.csv");
    writeFileSync(path, "id\nD1\n");
    expect((await readCatalog(path)).values(source("deals"), "id")).toEqual(["D1"]);
    expect(existsSync(path)).toBe(true);
  });
});
