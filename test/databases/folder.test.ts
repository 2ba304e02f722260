import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { table } from "../../src/app/rows.ts";
import { type Run, run } from "../../src/app/run.ts";
import { runInDatabase } from "../../src/cli/database.ts";
import { openDuckDb } from "../../src/hosts/databases/duckdb.ts";
import { EMPTY_MAP } from "../../src/hosts/databases/index.ts";
import { databaseIn } from "../../src/hosts/databases/open.ts";
import { readWorkbook } from "../../src/hosts/files/index.ts";
import { UserError } from "../../src/model/user-error.ts";
import { sql } from "../../src/sql/text.ts";

/** A folder of CSV files read by DuckDB is what it is to us: same figures, or a refusal that says why. */
const RULES = `calendar
  track monthly

people from Team
  name [Name]
  reports to [Manager]

table Deals from deals
  owner [owner]
  date [closed]

kpi rows = count(Deals)
kpi amount = sum(Deals[amount])
kpi ids = distinct(Deals[id])
kpi id = count(Deals where [id] = "0012")
kpi yes = count(Deals where [id] = "yes")
`;
const HEADER = "owner,closed,amount,id";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "answerable-"));
});
afterAll(() => rmSync(home, { recursive: true }));

const folderOf = (name: string, deals: string | Uint8Array): string => {
  const folder = join(home, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "Team.csv"), "Name,Manager\nAnn,\nBen,Ann\n");
  writeFileSync(join(folder, "deals.csv"), deals);
  return folder;
};
const asOf = parseIso("2026-03-31");
const figures = (results: Run): string[] =>
  [...table(results, "results", { who: ["Ann"] }).rows].flatMap((row) =>
    row[5] === null || row[5] === 0 ? [] : [`${row[3]} ${row[4]} ${row[5]}`],
  );

const said = (results: Run): string[] =>
  [...table(results, "findings", {}).rows].map((row) => `${row[1]} ${row[3]}`);

async function inDuckDb(
  path: string,
  readUpTo: number,
  locale: string,
  shown = figures,
  rules = RULES,
): Promise<string[]> {
  let made: string[] = [];
  const address = { of: "duckdb", path } as const;
  const request = {
    rules,
    address,
    map: EMPTY_MAP,
    sheets: null,
    asOf,
    today: null,
    locale,
  };
  await runInDatabase({ ...request, timeout: null, readUpTo, say: () => {} }, (results) => {
    made = shown(results);
  });
  return made;
}
async function here(path: string, locale: string, rules = RULES): Promise<string[]> {
  const workbook = { ...(await readWorkbook(path)), locale };
  return figures(run({ rules, workbook, asOf, today: null }));
}
const fault = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return `${thrown.message} | ${thrown.todo}`;
  }
  return "nothing was wrong";
};

describe("a folder of CSV files in DuckDB", () => {
  const utf16 = Buffer.from(`\ufeff${HEADER}\nBen,2026-01-05,5,a\n`, "utf16le");
  test.each([
    [
      "semicolons",
      `${HEADER.replaceAll(",", ";")}\nBen;2026-01-05;5.5;0012\nAnn;2026-01-06;1;12\n`,
    ],
    ["a line for Excel", `sep=|\n${HEADER.replaceAll(",", "|")}\nBen|2026-01-05|5|0012\n`],
    ["UTF-16", utf16],
    [
      "long ids",
      `${HEADER}\nBen,2026-01-05,1,9007199254740993\nBen,2026-01-05,1,9007199254740992\n`,
    ],
    ["the day first", `${HEADER}\nBen,31.01.2026,5,a\nAnn,01.02.2026,7,b\n`],
    ["the month first", `${HEADER}\nBen,1/31/2026,5,a\nAnn,2/1/2026,7,b\n`],
    ["either, in America", `${HEADER}\nBen,1/2/2026,5,a\nAnn,2/1/2026,7,b\n`, "en-US"],
    ["either, in Germany", `${HEADER}\nBen,1/2/2026,5,a\nAnn,2/1/2026,7,b\n`, "de-DE"],
    ["yes and no", `${HEADER}\nBen,2026-01-05,5,Yes\nAnn,2026-01-06,5,no\n`],
    ["truths", `${HEADER}\nBen,2026-01-05,5,TRUE\nAnn,2026-01-06,,true\n`],
    [
      "ids that look like dates",
      `${HEADER}\nBen,2026-01-05,5,10.15.07\nAnn,2026-01-06,7,10.2.14\n`,
      "en-US",
    ],
    ["times, the day first", `${HEADER}\nBen,31/01/2026 18:00:00,5,a\n`],
  ])("%s", async (name, deals, locale = "") => {
    const folder = folderOf(name, deals);
    const wanted = await here(folder, locale);
    expect(wanted.length).toBeGreaterThan(1);
    if (name === "yes and no") expect(wanted).toContain("yes 2026-01 1");
    expect(await inDuckDb(folder, 0, locale)).toEqual(wanted);
    expect(await inDuckDb(folder, 100, locale)).toEqual(wanted);
  });

  test("dates of two columns are each read by themselves, whichever is first", async () => {
    const tables = {
      half_proven: ["03/02/2026,25/02/2026,10", "05/01/2026,26/01/2026,5"],
      both_proven: ["03/25/2026,25.2.2026,10", "1/2/2026,2.1.2026,5"],
      one_with_times: ["3/2/2026,2026-02-25 18:00,10", "1/2/2026,2026-01-26,5"],
      printed_in_part: ["3/2/2026,25/02/2026,10", "2026-01-02 18:00,2026-01-26,5"],
      short_years: ["03-02-26,25-02-26,10", "05-06-69,26-01-70,5"],
    };
    let rules = RULES.slice(0, RULES.indexOf("table Deals"));
    const folder = folderOf("orders", `${HEADER}\n`);
    for (const [table, rows] of Object.entries(tables)) {
      const turned = rows.map((row) => row.replace(/^([^,]*),([^,]*)/, "$2,$1"));
      for (const [name, header, cells] of [
        [table, "Created,Closed", rows],
        [`${table}_turned`, "Closed,Created", turned],
      ] as const) {
        const lines = [`Owner,${header},Amount`, ...cells.map((row) => `Ann,${row}`), ""];
        writeFileSync(join(folder, `${name}.csv`), lines.join("\n"));
        rules += `table ${name} from ${name}
  owner [Owner]

kpi made_${name} = sum(${name}[Amount] on [Created])
kpi closed_${name} = sum(${name}[Amount] on [Closed])

`;
      }
    }
    const america = await here(folder, "en-US", rules);
    for (const table of Object.keys(tables)) {
      expect(america).toContain(`made_${table}_turned 2026-03 10`);
      expect(america).toContain(`closed_${table} 2026-02 10`);
    }
    expect(await inDuckDb(folder, 0, "en-US", figures, rules)).toEqual(america);
    expect(await inDuckDb(folder, 100, "en-US", figures, rules)).toEqual(america);
    const britain = await here(folder, "en-GB", rules);
    expect(britain).toContain("made_half_proven 2026-02 10");
    expect(await inDuckDb(folder, 0, "en-GB", figures, rules)).toEqual(britain);
  });

  test("whose rows nobody's are is said, though they stay there", async () => {
    const rows = "Bob,2026-01-05,5,a\nBob,2026-01-06,6,a\n,2026-01-05,7,a\nAnn,2026-01-05,8,a\n";
    const folder = folderOf("nobody's", `${HEADER}\n${rows}`);
    const found = await inDuckDb(folder, 0, "", (results) => [
      ...figures(results),
      ...said(results),
    ]);
    expect(found).toContain("amount 2026-01 8");
    expect(found).toContain("DATA30 Nobody is called Bob: 2 rows of Deals count for nobody.");
    expect(
      found.filter((one) => one.startsWith("DATA31 1 row of Deals has no owner")),
    ).toHaveLength(1);
  });

  test("a date that could be two days is no date where nobody says which", async () => {
    const folder = folderOf("either", `${HEADER}\nBen,1/2/2026,5,a\nAnn,2/1/2026,7,b\n`);
    expect(await here(folder, "")).toEqual([]);
    expect(await inDuckDb(folder, 100, "")).toEqual([]);
    // No date at all, so that no period is asked for either.
    expect(await fault(() => inDuckDb(folder, 0, ""))).toMatch(
      /^The database can't work out every figure\. `rows`: \[closed\] of Deals should be a date/,
    );
    const engine = await openDuckDb({ path: folder, zone: "UTC", timeout: null });
    const [deals] = (await engine.relations()).filter(({ path }) => path[2] === "deals");
    expect(deals!.columns[1]!.type).toBe("text");
    await engine.close();
  });

  test.each([
    ["no UTF-8", Buffer.from(`${HEADER}\nBen,2026-01-05,5,Gr\xf6\xdfe\n`, "latin1"), /UTF-8\.$/],
    ["nothing", "", /^deals\.csv is empty\. \| Its first row should name the columns/],
    [
      "rows of other lengths",
      `${HEADER}\nBen,2026-01-05,5,a,b\nAnn\n`,
      /as many cells as the first/,
    ],
  ])("%s is said", async (name, deals, said) => {
    const folder = folderOf(name, deals);
    expect(await fault(() => inDuckDb(folder, 0, ""))).toMatch(said);
  });

  test("a number that ends to be one far down is said with its line", async () => {
    const rows = "Ben,2026-01-05,5,a\n".repeat(21_000);
    const folder = folderOf("far down", `${HEADER}\n${rows}Ben,2026-01-05,n/a,a\n`);
    expect(await fault(() => inDuckDb(folder, 0, ""))).toMatch(
      /^DuckDB refused: Conversion Error: CSV Error on Line: 21002\. Error when converting column "amount"\. Could not convert string "n\/a" to 'BIGINT'\. \| Mend that line/,
    );
  });

  test("two files of one name, and no way to files beside them", async () => {
    const folder = folderOf("two", `${HEADER}\nBen,2026-01-05,5,a\n`);
    const engine = await openDuckDb({ path: folder, zone: "UTC", timeout: null });
    expect(await fault(() => engine.query(sql`SELECT * FROM read_csv('/etc/passwd')`))).toMatch(
      /file system operations are disabled/,
    );
    await engine.close();
    writeFileSync(join(folder, "Deals.tsv"), "a\n");
    expect(await fault(() => inDuckDb(folder, 0, ""))).toMatch(/would be one table/);
  });

  test("what is a database, and what isn't", async () => {
    const folder = folderOf("large", `${HEADER}\n`);
    expect(databaseIn(folder)).toBeNull();
    expect(databaseIn(folder, 10)).toEqual({ of: "duckdb", path: folder });
    writeFileSync(join(home, "a.duckdb"), "");
    expect(databaseIn(join(home, "a.duckdb"))?.of).toBe("duckdb");
    expect(databaseIn("PostgreSQL://me@db/x")?.of).toBe("postgres");
    expect(await fault(async () => databaseIn("mysql://me@db/x"))).toMatch(
      /^mysql:\/\/ is no database/,
    );
  });
});
