/** Lines of `KPI Checks` turn when what stays as published is no longer right, and only then. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import type { WritePlan } from "../../src/hosts/port/index.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { sheetsOf } from "./drawn.ts";
import { libreOfficeVersion, recalculated } from "./libreoffice.ts";
import { differences, doubts } from "./live.ts";
import { MONTHLY, PLANNED, REPLANNED } from "./models/goals-elsewhere.ts";

const day = (iso: string): number => serialOf(iso, 1900);
const rules = `calendar
  track quarterly
people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]
table Deals from Deals
  owner [Owner]
  date [Closed]
  link [Account] to Accounts
table Accounts from Accounts
  key [Account]
table Events from Events
kpi sold "Sold" = sum(Deals[Amount])
kpi size "Size" = sum(Deals, Accounts[Size])
kpi events "Events" = count(Events at any time)
kpi open "Open deals" = count(Deals active [Created] to [Closed])
kpi won "Won" = count(Deals where [Stage] = "Won") / count(Deals)
  unit %
kpi lost "Lost" = count(Deals where [Stage] = "Lost") / count(Deals)
  unit %
goal won 2026 = 60% for "Ann"
cascade won
  by same points
goal lost each quarter = 10% for reps
`;
const TEAM: CellValue[][] = [
  ["Name", "Manager", "From", "Until"],
  ["Ann", null, null, null],
  ["Ben", "Ann", null, day("2026-02-28")],
  ["Ben", "Dora", day("2026-03-01"), null],
  ["Cem", "Ann", null, null],
  ["Dora", "Ann", null, null],
];
const deal = (owner: string, stage: string, closed: string, amount: CellValue): CellValue[] => [
  ...[owner, "Acme", stage, amount],
  ...[day("2025-01-05"), day(closed)],
];
const DEALS: CellValue[][] = [
  ["Owner", "Account", "Stage", "Amount", "Created", "Closed"],
  deal("Ben", "Won", "2025-02-03", 100),
  deal("Ben", "Lost", "2025-05-03", 50),
  deal("Cem", "Won", "2025-08-03", 70),
  deal("Cem", "Lost", "2025-11-03", { error: "#N/A" }),
  deal("Ben", "Won", "2026-02-03", 30),
  deal("Cem", "Won", "2026-05-03", 60),
  ["Total", null, null, "about 310", null, null],
];
const ACCOUNTS: CellValue[][] = [
  ["Account", "Size"],
  ["Acme", 3],
];
/** Nobody owns them, and nothing tells them apart: a row counts by whatever it holds. */
const EVENTS: CellValue[][] = [
  ["Note", "Guests"],
  ["Fair", 12],
];

const book = (
  deals: readonly CellValue[][],
  team: readonly CellValue[][] = TEAM,
  accounts: readonly CellValue[][] = ACCOUNTS,
  events: readonly CellValue[][] = EVENTS,
): WorkbookData => ({
  sheets: [
    sheetOf("Team", team),
    sheetOf("Deals", deals),
    sheetOf("Accounts", accounts),
    sheetOf("Events", events),
  ],
  names: [],
  locale: "en-US",
  dateSystem: 1900,
});
const changed = (rows: readonly CellValue[][], row: number, column: number, cell: CellValue) =>
  rows.map((cells, r) => (r === row ? cells.map((was, c) => (c === column ? cell : was)) : cells));

const VALUES =
  "Deals changed since 2026-06-30, and values of that day rest on it (Open deals); publish again.";
const goalsOf = (label: string) =>
  `Goals of ${label} are those of 2026-06-30, and what they rest on has changed; publish again.`;
const WEIGHED =
  "Goals of Lost are means by weights of 2026-06-30, and these have changed; publish again.";
const free = Array.from({ length: 110 }, (): CellValue[] => [null, null]);
const TURNED: readonly [string, WorkbookData, readonly string[]][] = [
  ["an amount of this year, which all follow", book(changed(DEALS, 5, 3, 31)), []],
  ["a stage of last year", book(changed(DEALS, 2, 2, "Won")), [goalsOf("Won")]],
  ["a day of last year", book(changed(DEALS, 2, 5, day("2025-08-01"))), [VALUES, WEIGHED]],
  ["another day of creation", book(changed(DEALS, 6, 4, day("2026-04-01"))), [VALUES]],
  [
    "an account beyond the formulas, an event without a note, a text for an amount, an error for a manager",
    book(
      changed(DEALS, 6, 3, "sixty"),
      changed(TEAM, 4, 1, { error: "#N/A" }),
      [...ACCOUNTS, ...free, ["Far", 9]],
      [...EVENTS, ...free, [null, 9]],
    ),
    [
      "Rows below 102 of Events are not in the formulas; publish again.",
      "Rows below 102 of Accounts are not in the formulas; publish again.",
      "Deals[Amount] holds new texts where a number or a date belongs; they count as blank.",
      "Team changed since the formulas were written; publish again, so that everybody’s tree and goals are right.",
    ],
  ],
];

/** Nobody has dates: the tree is live, and an error for a manager leaves who reports to it at the top. */
const UNDATED = `calendar
  track quarterly
people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
kpi sold "Sold" = sum(Deals[Amount])
`;
const OF_TREE = TEAM.filter((_, r) => r !== 3).map((row) => row.slice(0, 2));
const TORN = book(DEALS, changed(OF_TREE, 3, 1, { error: "#N/A" }));

const elsewhere = (label: string) =>
  `Goals of ${label} come from elsewhere since 2026-06-30: somebody has one of their own now, or none any more; publish again.`;

const folder = mkdtempSync(join(tmpdir(), "formula-turns-"));
afterAll(() => rmSync(folder, { recursive: true }));

const runOf = (text: string, workbook: WorkbookData) =>
  run({ rules: text, workbook, asOf: parseIso("2026-06-30"), today: null });

function planOf(text: string, workbook: WorkbookData): WritePlan {
  const results = runOf(text, workbook);
  expect(results.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return formulaPublication(results, workbook, DIALECTS.libreoffice, true).plan;
}

/** What was published, opened over other cells. */
async function written(name: string, { steps }: WritePlan, now: WorkbookData): Promise<string> {
  const path = join(folder, `${name}.xlsx`);
  await saveNewXlsx(path, { title: "", steps: [...sheetsOf(now), ...steps] });
  return path;
}

describe.skipIf(libreOfficeVersion() < 24.8)("in LibreOffice", () => {
  test("each line turns where it should, and no other", async () => {
    const paths = [await written("tree", planOf(UNDATED, book(DEALS, OF_TREE)), TORN)];
    const plan = planOf(rules, book(DEALS));
    for (const [i, [, cells]] of TURNED.entries())
      paths.push(await written(String(i), plan, cells));
    paths.push(await written("origins", planOf(MONTHLY, PLANNED), REPLANNED));
    const [tree, ...opened] = await Promise.all(recalculated(paths).map(readWorkbook));
    for (const [i, [name, , said]] of TURNED.entries())
      expect(doubts(opened[i]!), name).toEqual(said);
    const replanned = opened[TURNED.length]!;
    expect(doubts(replanned)).toEqual([elsewhere("Open")]);
    expect(differences(runOf(MONTHLY, REPLANNED).engine, replanned)).toEqual([]);
    expect(doubts(tree!)).toEqual([expect.stringMatching(/^Team changed since .* figures follow/)]);
    expect(differences(runOf(UNDATED, TORN).engine, tree!)).toEqual([]);
  }, 120_000);
});
