/** A company of twelve in figures small enough for a quick page: every view has something to show, and to decide. */
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { serialOf } from "../../src/model/serial.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { workbookOf } from "../language/catalogs.ts";

export const TEAM_RULES = `calendar
  year starts January
  track quarterly, yearly

people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue "Closed revenue" = sum(Deals[Amount])
  lagging
  unit USD

kpi opps "New opportunities" = count(Deals)
  leads revenue

kpi size "Average deal" = revenue / opps
  unit USD

goal revenue 2026 = 960000 for "Mara Lindqvist"
goal opps each quarter = max(1, round(goal(revenue) / goal(size))) for reps
goal size each quarter = 10000 for reps

cascade revenue
  by actual(revenue) last year
  over-assign 5% below "Mara Lindqvist"
  round to 100
  spread evenly

flag coach "Coach, or reset the goal"
  at reps
  when every leading kpi is met and revenue is missed
  hold manager
  say "{name} meets every leading KPI and is at {attainment(revenue)} of revenue"
  severity high
  escalate after 1 quarter

flag leading_goals "Check the leading goals"
  at reps
  when any leading kpi is missed and revenue is met
  hold manager
  say "{name} is at {attainment(revenue)} of revenue with {missed} below goal"

flag activity "Activity shortfall"
  at reps
  when any leading kpi is missed and revenue is missed
  hold person
  say "{name}: {missed} below goal, revenue at {attainment(revenue)}"
`;

const MANAGERS: readonly (readonly [string, readonly string[]])[] = [
  ["Priya Nair", ["Ana Duarte", "Ben Cole", "Chidi Eze"]],
  ["Owen Hughes", ["Dana Kim", "Erik Holm", "Farah Aziz"]],
  ["Elena Sokol", ["Goran Vuk", "Hana Mori"]],
];

interface Seller {
  /** Deals a quarter of 2026, and their size in each. */
  readonly deals: number;
  readonly sizes: readonly [number, number, number];
  /** Size of three deals a quarter of 2025. */
  readonly before: number;
}
/** In the third quarter Ben and Hana do what was asked, with small deals; Ana and Erik sell without asking around. */
const SOLD: Readonly<Record<string, Seller>> = {
  "Ana Duarte": { deals: 2, sizes: [22_000, 23_000, 24_000], before: 9_000 },
  "Ben Cole": { deals: 5, sizes: [9_000, 9_000, 5_000], before: 8_000 },
  "Chidi Eze": { deals: 2, sizes: [16_000, 17_000, 8_000], before: 7_500 },
  "Dana Kim": { deals: 4, sizes: [9_500, 9_500, 10_500], before: 8_500 },
  "Erik Holm": { deals: 2, sizes: [18_000, 17_500, 19_000], before: 7_500 },
  "Farah Aziz": { deals: 1, sizes: [30_000, 29_000, 20_000], before: 6_000 },
  "Goran Vuk": { deals: 5, sizes: [9_500, 8_000, 8_500], before: 9_000 },
  "Hana Mori": { deals: 4, sizes: [9_500, 9_000, 6_500], before: 7_000 },
};

function deals(): (string | number)[][] {
  const rows: (string | number)[][] = [];
  const sell = (who: string, year: number, quarter: number, n: number, amount: number): void => {
    for (let i = 0; i < n; i += 1) {
      const month = String(quarter * 3 + 1 + (i % 3)).padStart(2, "0");
      rows.push([who, amount, serialOf(`${year}-${month}-1${i % 10}`, 1900)]);
    }
  };
  for (const [who, { deals, sizes, before }] of Object.entries(SOLD)) {
    for (let quarter = 0; quarter < 4; quarter += 1) sell(who, 2025, quarter, 3, before);
    sizes.forEach((size, quarter) => {
      sell(who, 2026, quarter, deals, size);
    });
  }
  rows.push(["Goran Vuk", 9_000, serialOf("2026-11-13", 1900)]);
  return rows;
}

export function teamData(
  extra: Record<string, readonly (readonly unknown[])[]> = {},
): WorkbookData {
  const people = MANAGERS.flatMap(([manager, reports]) => [
    [manager, "Mara Lindqvist"],
    ...reports.map((name) => [name, manager]),
  ]);
  return workbookOf({
    Team: [["Name", "Manager"], ["Mara Lindqvist", null], ...people],
    Deals: [["Owner", "Amount", "Closed"], ...deals()],
    ...extra,
  } as never);
}

/** The team's workbook in memory, with its rules saved. */
export function teamWorkbook(rules = TEAM_RULES, data = teamData()) {
  const workbook = memoryWorkbook(data, { today: "2026-11-13" });
  const applied = workbook.apply(saveRulesPlan(data, rules, null));
  if ("then" in applied || !applied.ok) throw new Error("the rules could not be written");
  return workbook;
}

/** The team with its goals published, then one of them typed over. */
export function teamTypedOver() {
  const workbook = teamWorkbook();
  const { fingerprint } = runNow(serve(workbook, "publish.plan", { asOf: null }));
  runNow(serve(workbook, "publish.apply", { asOf: null, fingerprint }));
  const goals = () => workbook.read(["KPI Goals"]).sheets[0]!.columns;
  const columns = goals();
  const [who, kpi, period, goal] = ["who", "kpi", "period", "goal"].map((head) =>
    columns.findIndex((column) => column.includes(head)),
  );
  const row = columns[who!]!.findIndex(
    (name, r) =>
      name === "Erik Holm" && columns[kpi!]![r] === "revenue" && columns[period!]![r] === "2026",
  );
  const there = () => goals()[goal!]![row];
  const published = there();
  const typeOver = () => workbook.edit("KPI Goals", row, goal!, 200_000);
  typeOver();
  return { workbook, published, there, typeOver };
}
