/** Two reps, their manager and hers: rules with flags, facts, and the calls of the Answers view over them. */
import type { Api, Method, RecordRequest } from "../../src/app/contract.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { type MemoryWorkbook, memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { serialOf } from "../../src/model/serial.ts";
import { workbookOf } from "../language/catalogs.ts";

export const RULES = `calendar
  track quarterly
people from Team
  name [Name]
  reports to [Boss]
table Facts from Facts
  owner [Rep]
  date [Day]
kpi calls "Calls" = sum(Facts[Calls])
  leads revenue
kpi deals "Deals" = sum(Facts[Deals])
kpi size "Average deal" = sum(Facts[Amount]) / sum(Facts[Deals])
  unit EUR
kpi revenue "Revenue" = sum(Facts[Amount])
  lagging
  unit EUR
goal calls each quarter = 10 for reps
goal revenue each quarter = 4 * size last period else 300 for reps
flag coach "Coach, or reset the goal"
  at reps
  when every leading kpi is met and revenue is missed
  hold manager
  severity high
  escalate after 1 quarter
flag goals "Check the leading goals"
  at reps
  when any leading kpi is missed and revenue is met
  hold manager
check goal(revenue) of "Ann" in 2025-Q1 = 300
`;
export const lineOf = (start: string) =>
  RULES.split("\n").findIndex((l) => l.startsWith(start)) + 1;
export const day = (iso: string) => serialOf(iso, 1900);
export const FACTS = [
  ["Rep", "Day", "Calls", "Deals", "Amount"],
  // Ann: the goal of Q2 assumes Q1's deals of 100; they came at 50.
  ["Ann", day("2025-02-01"), 10, 3, 300],
  ["Ann", day("2025-06-30"), 12, 3, 150],
  ["Bo", day("2025-02-01"), 3, 4, 400],
  ["Bo", day("2025-06-30"), 2, 5, 500],
];
export const TEAM = [
  ["Name", "Boss"],
  ["Ann", "Mia"],
  ["Bo", "Mia"],
  ["Mia", "Zoe"],
  ["Zoe", null],
];

export function open(extra: Record<string, readonly (readonly unknown[])[]> = {}): MemoryWorkbook {
  const data = workbookOf({
    Team: TEAM as never,
    Facts: FACTS as never,
    ...(extra as never as object),
  });
  const book = memoryWorkbook(data, { today: "2025-08-14" });
  book.apply(saveRulesPlan(data, RULES, null));
  return book;
}
export const ask = <M extends Method>(
  port: Workbook,
  method: M,
  input: Api[M]["in"],
): Api[M]["out"] => runNow(serve(port, method, input));
export const coached = (more: Partial<RecordRequest> = {}): RecordRequest => ({
  flag: "coach",
  who: "Ann",
  period: "2025-Q2",
  action: "coached",
  by: "Mia",
  on: null,
  note: "Two mornings a week",
  asOf: null,
  apply: true,
  ...more,
});
export const rowsOf = (book: MemoryWorkbook) => {
  const sheet = book.read(["KPI Actions"]).sheets[0];
  return sheet
    ? Array.from({ length: sheet.rows }, (_, r) => sheet.columns.map((c) => c[r] ?? null))
    : [];
};
export const ROW = [
  "coach",
  "Ann",
  "2025-Q2",
  "coached",
  "Mia",
  day("2025-08-14"),
  "Two mornings a week",
];
