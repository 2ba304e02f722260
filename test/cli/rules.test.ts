/** `answerable check`, `format`, `call` and `why`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sampleFolder } from "./sample-folder.ts";

const { folder, data, rules, answerable } = sampleFolder();

describe("check", () => {
  test("json: code, severity, message, hint, place from 1, fix", async () => {
    const file = join(folder, "wrong.kpi");
    writeFileSync(file, "table Deals from Opportunities\n\nkpi x = sum(Deals[Amout])\n");
    const { code, out } = await answerable("check", file, "--data", data, "--format", "json");
    expect(code).toBe(1);
    const found = JSON.parse(out) as { code: string }[];
    expect(found.find((d) => d.code === "KPI203")).toEqual({
      code: "KPI203",
      severity: "error",
      message: "The sheet Opportunities has no column `Amout`.",
      hint: "Did you mean `[Amount]`?",
      at: { line: 3, column: 18, length: 7 },
      fix: { at: { line: 3, column: 18, length: 7 }, text: "[Amount]" },
    });
  });

  test("a .json of headers checks columns but no names; with rows names too", async () => {
    const catalog = join(folder, "sheets.json");
    const file = join(folder, "small.kpi");
    writeFileSync(
      file,
      'people from Team\n  name [Name]\n  reports to [Boss]\n\nkpi x = count(Team)\n\ntable Team from Team\n  owner [Name]\n\ngoal x 2026 = 5 for "Zoe"\n',
    );
    writeFileSync(catalog, JSON.stringify({ Team: ["Name", "Boss"] }));
    const names = async (path: string) => {
      const { out } = await answerable("check", file, "--data", path, "--format", "json");
      const said = JSON.parse(out) as { message: string }[];
      return said.filter((d) => d.message.includes("Zoe"));
    };
    expect(await names(catalog)).toEqual([]);
    writeFileSync(
      catalog,
      JSON.stringify({ Team: { headers: ["Name", "Boss"], rows: [["Zora", null]] } }),
    );
    expect(await names(catalog)).toHaveLength(1);
  });

  test("text: a caret under the place", async () => {
    const file = join(folder, "wrong.kpi");
    writeFileSync(file, "kpi x = sum(Deals[Amount]\n");
    const { code, out, err } = await answerable("check", file);
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(/\^/);
  });

  test("good rules are exit 0", async () => {
    expect((await answerable("check", rules, "--data", data)).code).toBe(0);
  });
});

describe("format, call, why", () => {
  test("format prints the canonical form; --write keeps comments and is stable", async () => {
    const file = join(folder, "loose.kpi");
    writeFileSync(file, "# ours\nkpi   x=count( Deals )  # why\ntable Deals from Opportunities\n");
    const printed = await answerable("format", file);
    expect(printed.code).toBe(0);
    expect(printed.out).toContain("kpi x = count(Deals)");
    expect((await answerable("format", file, "--write")).code).toBe(0);
    const once = readFileSync(file, "utf8");
    expect(once).toContain("# ours");
    expect(once).toContain("# why");
    await answerable("format", file, "--write");
    expect(readFileSync(file, "utf8")).toBe(once);
  });

  test("call: a range is rows, a fault goes to stderr with exit 1", async () => {
    const split = await answerable("call", "SPLIT", "[100, [[1],[2],[1]]]");
    expect(split).toMatchObject({ code: 0 });
    expect(JSON.parse(split.out)).toEqual([[25], [50], [25]]);
    const fault = await answerable("call", "SPLIT", '["many", [[1]]]');
    expect(fault.code).toBe(1);
    expect(fault.err).toContain("Give it a number");
    expect((await answerable("call", "SPLITT", "[]")).err).toContain("SPLIT");
    expect((await answerable("call", "SPLIT", "{")).code).toBe(2);
  });

  test("why: the sentences behind a figure", async () => {
    const why = (kpi: string) =>
      answerable(
        ...["why", rules, "--data", data, "--kpi", kpi],
        ...["--who", "Ines Rocha", "--period", "2026-Q3"],
      );
    const { code, out } = await why("revenue");
    expect(code).toBe(0);
    expect(out).toContain("adds up 3 rows of Deals for Ines Rocha");
    expect(out).toContain("Dana Whitaker keeps back $132,000 and over-assigns $522,700");
    expect((await why("revenu")).err).toContain("revenue");
  });
});
