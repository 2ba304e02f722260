/** Typing: what doesn't change is not checked again, and what rests on a change is. */
import { describe, expect, test } from "vitest";
import { compile, type Memory, newMemory, recheck } from "../../dsl/index.ts";
import { catalogFrom } from "./catalogs.ts";

const BOOK = `people from Team
  name [Name]
  reports to [Boss]

table Deals from Pipeline
  owner [Rep]
  date [Closed]

kpi orders = count(Deals)
kpi revenue = sum(Deals[Amount])
  lagging
  unit USD
kpi average_deal = revenue / orders
  unit USD

goal revenue 2026 = 100k for reps

cascade revenue
  evenly

score all = 100% revenue

flag low "Low: {{"
  when revenue is missed
  hold manager
  say "{name}: {average_deal last year}"

check revenue in 2026-Q1 <= 5M
`;
/** KPIs, goal, cascade, score, flag, check: the statements that are checked one by one. */
const CHECKED = 8;

const typed = (...texts: readonly string[]): number[] => {
  const memory: Memory = newMemory();
  return texts.map((text) => recheck(text, null, memory).checked);
};
const put = (from: string, to: string) => {
  expect(BOOK).toContain(from);
  return BOOK.replace(from, to);
};

describe("how many statements a keystroke checks", () => {
  test.each([
    ["nothing changed", BOOK, 0],
    ["a comment before everything", `# rules\n\n${BOOK}`, 0],
    ["a comment between two statements", put("goal revenue", "# owed\ngoal revenue"), 0],
    ["a goal's amount", put("= 100k", "= 120k"), 1],
    ["a check", put("5M", "6M"), 1],
    ["a statement more", `${BOOK}\ncheck orders in 2026 >= 1\n`, 1],
    ["a statement less", put("check revenue in 2026-Q1 <= 5M", ""), 0],
    // The KPI, the average that divides by it, and the flag that says the average.
    ["a KPI others use", put("count(Deals)", "count(Deals on [Created])"), CHECKED],
    // The KPI, the average that divides by it, and the flag that says the average.
    ["a KPI's condition", put("count(Deals)", "count(Deals where [Amount] > 0)"), 3],
    ["the ground: a table's date", put("date [Closed]", "date [Won]"), CHECKED],
    // All but the other KPI: revenue itself, and all that name it.
    ["the KPI nearly all rest on", put("sum(Deals[Amount])", "sum(Deals[Price])"), CHECKED - 1],
  ])("%s", (_, text, again) => {
    expect(typed(BOOK, text)).toEqual([CHECKED, again]);
  });

  test("a mistake is told as long as it stands, and what rests on it waits", () => {
    const memory = newMemory();
    const wrong = put("sum(Deals[Amount])", "sum(Deals[Amount)");
    for (const text of [BOOK, wrong, wrong, BOOK])
      expect(recheck(text, null, memory).diagnostics).toEqual(compile(text, null).diagnostics);
    expect(recheck(BOOK, null, memory).checked).toBe(0);
  });

  test("a workbook that changed is another ground", () => {
    const sheets = { Team: ["Name", "Boss"], Pipeline: ["Rep", "Closed", "Amount"] };
    const [one, other] = [catalogFrom(sheets, undefined), catalogFrom(sheets, undefined)];
    const memory = newMemory();
    const checked = [one, one, other].map((catalog) => recheck(BOOK, catalog, memory).checked);
    expect(checked).toEqual([CHECKED, 0, CHECKED]);
  });

  test("in a book of 1,000 lines a keystroke checks one statement", () => {
    const one = (i: number) =>
      `kpi k${i} = sum(Deals[Amount] where [Size] > ${i})\n  leading\ngoal k${i} 2026 = ${i} for reps\n`;
    const text = BOOK + Array.from({ length: 330 }, (_, i) => one(i)).join("\n");
    const memory = newMemory();
    recheck(text, null, memory);
    const at = text.lastIndexOf("for reps") - 1;
    const { checked } = recheck(`${text.slice(0, at)}1${text.slice(at)}`, null, memory);
    expect(checked).toBe(1);
  });
});
