/** The same book gives the same figures wherever it is read: time zones, locales, date systems, orders of rows, hosts. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CellValue } from "../../../dsl/cell.ts";
import { resultRows } from "../../../src/app/rows-standing.ts";
import { type Run, run } from "../../../src/app/run.ts";
import { shower } from "../../../src/app/show.ts";
import { whySentences } from "../../../src/app/why.ts";
import { serialOf } from "../../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../../src/model/workbook.ts";
import { runBook } from "./kind.ts";

const LOCALES = ["en-US", "de-DE", "fr-FR", "ja-JP"] as const;

const RULES = `people from Team
  name [Name]
  reports to [Manager]
  since [From]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue = sum(Deals[Amount] where [Stage] = "Won")
  lagging
  unit USD
kpi deals = count(Deals)
  leads revenue

goal revenue 2026 = 120000.5 for "Ann"
cascade revenue
  evenly
`;
type Row = readonly CellValue[];
const TEAM: readonly Row[] = [
  ["Name", "Manager", "From"],
  ["Ann", null, null],
  ["Ben", "Ann", 46_100],
  ["Cy", "Ann", null],
];
const HEAD: Row = ["Owner", "Stage", "Amount", "Closed"];
const rows: readonly Row[] = [
  ["Ben", "Won", 1234.5, 46_112.98],
  ["Cy", "Won", 99, 46_113],
  ["Cy", "Lost", 5, 46_200],
  ["ben ", "won", -3, 46_300.5],
  ["Zoe", "Won", 7, 46_112],
];

const bookOf = (deals: readonly Row[], over: Partial<WorkbookData> = {}): WorkbookData => ({
  sheets: [sheetOf("Team", TEAM), sheetOf("Deals", [HEAD, ...deals])],
  names: [],
  locale: "en-US",
  dateSystem: 1900,
  ...over,
});
const asOf = serialOf("2026-12-31", 1900) - 25_569;
const runOn = (workbook: WorkbookData): Run => run({ rules: RULES, workbook, asOf, today: null });
const figures = (made: Run) => [...resultRows(made, {})];

describe("time zones", () => {
  let folder = "";
  let script = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "answerable-zones-"));
    script = join(folder, "run.mjs");
    const source = `import { run } from "./src/app/run.ts";
import { resultRows } from "./src/app/rows-standing.ts";
import { readCsv } from "./src/hosts/files/csv-read.ts";
const input = JSON.parse(process.argv[2]);
const text = "Day\\n2026-03-29\\n2026-03-29T02:30:00\\n2026-12-31T23:59:59Z\\n";
const cells = readCsv(new TextEncoder().encode(text), "S", "S").columns;
const made = run({ ...input, today: null });
console.log(JSON.stringify({ cells, rows: [...resultRows(made, {})], findings: made.findings }));`;
    await build({
      stdin: { contents: source, resolveDir: process.cwd(), loader: "ts" },
      outfile: script,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "bundle",
      loader: { ".kpi": "text" },
      logLevel: "error",
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("west and east of Greenwich, the same run to the letter", () => {
    const texts: Row[] = [
      ["Ben", "Won", "1.234,5", "2026-03-31"],
      ["Cy", "Won", "2", "1. April 2026"],
      ["Cy", "Won", 3, "2026-03-29T02:30"],
    ];
    const workbook = bookOf([...rows, ...texts], { locale: "de-DE" });
    const input = JSON.stringify({ rules: RULES, workbook, asOf });
    const outputs = ["America/Los_Angeles", "Pacific/Kiritimati", "UTC"].map((TZ) => {
      const { stdout, stderr } = spawnSync(process.execPath, [script, input], {
        env: { ...process.env, TZ },
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      return stdout;
    });
    expect(outputs[0]).toContain("revenue");
    expect(outputs[1]).toBe(outputs[0]);
    expect(outputs[2]).toBe(outputs[0]);
  });
});

describe("locales", () => {
  /** How each locale writes one number and one day as texts. */
  const written = (locale: string) => ({
    number: new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1_234_567.5),
    day: new Intl.DateTimeFormat(locale, { timeZone: "UTC" }).format(Date.UTC(2026, 2, 4)),
    long: new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "long" }).format(
      Date.UTC(2026, 2, 4),
    ),
  });

  test.each(LOCALES)("%s reads what it writes", (locale) => {
    const { number, day, long } = written(locale);
    const deals: Row[] = [
      ["Ben", "Won", number, day],
      ["Cy", "Won", number, long],
    ];
    const made = runOn(bookOf(deals, { locale }));
    const clean = runOn(
      bookOf([
        ["Ben", "Won", 1_234_567.5, serialOf("2026-03-04", 1900)],
        ["Cy", "Won", 1_234_567.5, serialOf("2026-03-04", 1900)],
      ]),
    );
    expect(figures(made)).toEqual(figures(clean));
  });

  test.each(LOCALES)("%s gives the figures of any other on clean cells", (locale) => {
    expect(figures(runOn(bookOf(rows, { locale })))).toEqual(figures(runOn(bookOf(rows))));
  });

  test.each([
    ["en-US", "$1,234,568", "12.5%", "1,234.5"],
    ["de-DE", "1.234.568 $", "12,5 %", "1.234,5"],
    ["fr-FR", "1 234 568 $US", "12,5 %", "1 234,5"],
    ["ja-JP", "$1,234,568", "12.5%", "1,234.5"],
  ])("%s writes figures its own way", (locale, money, percent, plain) => {
    const show = shower(locale);
    const blanks = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
    expect(blanks(show.number(1_234_567.5, { of: "money", code: "USD" }))).toBe(money);
    expect(blanks(show.number(0.125, { of: "percent" }))).toBe(percent);
    expect(blanks(show.number(1234.5, { of: "plain" }))).toBe(plain);
  });

  test("sentences of why are in the workbook's locale", () => {
    const question = { kpi: "revenue", who: "Cy", period: "2026" };
    const said = (locale: string) =>
      whySentences(runOn(bookOf(rows, { locale })), question).join("\n");
    expect(said("de-DE")).toMatch(/72\.046\s\$/);
    expect(said("en-US")).toContain("$72,046");
    expect(said("fr-FR")).toMatch(/72\s046\s\$US/);
  });
});

describe("date systems and orders", () => {
  test("a book of 1904 is the same book", () => {
    const shifted = (row: Row): Row => row.map((cell, c) => (c === 3 ? Number(cell) - 1462 : cell));
    const team = TEAM.map((row, r) => (r === 2 ? ["Ben", "Ann", 46_100 - 1462] : row));
    const old: WorkbookData = {
      ...bookOf(rows.map(shifted), { dateSystem: 1904 }),
      sheets: [sheetOf("Team", team), sheetOf("Deals", [HEAD, ...rows.map(shifted)])],
    };
    expect(figures(runOn(old))).toEqual(figures(runOn(bookOf(rows))));
  });

  test.each([
    ["en-US", "1,234.5", "3/31/2026", "12.5%"],
    ["de-DE", "1.234,5", "31.03.2026", "12,5 %"],
    ["fr-FR", "1\u202f234,5", "31/03/2026", "12,5 %"],
    ["ja-JP", "1,234.5", "2026/03/31", "12.5%"],
  ])(
    "%s, in a book of 1900 and in one of 1904: texts are the numbers and days they stand for",
    (locale, amount, day, share) => {
      for (const dateSystem of [1900, 1904] as const) {
        const off = dateSystem === 1904 ? 1462 : 0;
        const typed: readonly Row[] = [
          ["Ben", "Won", amount, day],
          ["Cy", "Won", share, 46_113 - off],
        ];
        const plain: readonly Row[] = [
          ["Ben", "Won", 1234.5, 46_112 - off],
          ["Cy", "Won", 0.125, 46_113 - off],
        ];
        const team = TEAM.map((row, r) => (r === 2 ? ["Ben", "Ann", 46_100 - off] : row));
        const sheets = (deals: readonly Row[]) => [
          sheetOf("Team", team),
          sheetOf("Deals", [HEAD, ...deals]),
        ];
        const of = (deals: readonly Row[]) =>
          figures(runOn({ ...bookOf([]), sheets: sheets(deals), locale, dateSystem }));
        expect(of(typed), `${dateSystem}`).toEqual(of(plain));
        expect(of(plain)).toEqual(
          figures(
            runOn(
              bookOf([
                ["Ben", "Won", 1234.5, 46_112],
                ["Cy", "Won", 0.125, 46_113],
              ]),
            ),
          ),
        );
      }
    },
  );

  test("a sheet sorted anew gives the same figures and the same accounts", () => {
    const doubtful: readonly Row[] = [
      ...rows,
      ["Ben", "Won", "1.234", "03/04/2026"],
      ["Ben", "Won", "12,5", "13/04/2026"],
      ["Cy", "Won", "$5", "04/13/2026"],
      ["Cy", "Won", "€5", 0],
      [null, "Won", "95%", "Q1"],
      ["Total", null, 3, null],
    ];
    const accounts = (made: Run) =>
      made
        .accounts()
        .map(({ table, kpi, found, used, aside }) => [
          [table, kpi?.name, found, used],
          aside.map(({ why, who, rows: count, amount }) => [why, who, count, amount]),
        ]);
    const there = runOn(bookOf(doubtful));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...doubtful], { minLength: doubtful.length }),
        fc.constantFrom("en-US", "de-DE"),
        (shuffled, locale) => {
          const plain = locale === "en-US" ? there : runOn(bookOf(doubtful, { locale }));
          const made = runOn(bookOf(shuffled, { locale }));
          expect(figures(made)).toEqual(figures(plain));
          expect(accounts(made)).toEqual(accounts(plain));
          expect(made.findings.map((f) => f.code).sort()).toEqual(
            plain.findings.map((f) => f.code).sort(),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

test("a clean book has nothing to say", () => {
  const deals = Array.from({ length: 40 }, (_, i): CellValue[] => [
    `D${i}`,
    i % 2 ? "Ben" : "Cy",
    i % 3 ? "Won" : "Lost",
    500 + ((i * 7919) % 4000),
    46_030 + i * 5,
  ]);
  expect(runBook({ deals }).findings).toEqual([]);
});
