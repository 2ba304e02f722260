import { beforeAll, describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import type { WhyView } from "../../src/app/contract.ts";
import { type Run, run } from "../../src/app/run.ts";
import { explaining } from "../../src/app/why/explain.ts";
import { type WhyQuestion, whySentences, whyView } from "../../src/app/why.ts";
import type { Explanation } from "../../src/explain/explanation.ts";
import { recompute } from "../../src/explain/recompute.ts";
import { workbookOf } from "../language/catalogs.ts";

let sample: Run;
beforeAll(() => {
  sample = run({ rules: sampleRules, workbook: sampleWorkbook(), asOf: null, today: null });
});
const ask = (question: WhyQuestion): WhyView => whyView(sample, question);
const sentences = (question: WhyQuestion) => ask(question).steps.map((s) => s.sentence);
const ines = (kpi: string, what?: WhyQuestion["what"], period = "2026-Q3") => ({
  kpi,
  who: "Ines Rocha",
  period,
  what,
});

describe("in words", () => {
  test("an actual: rows that count and rows left out, each as cells to select", () => {
    const [formula, rows] = ask(ines("revenue", "actual")).steps;
    expect(formula!.sentence).toBe('Revenue is sum(Deals[Amount] where [Stage] = "Won").');
    expect(formula!.line).toBeGreaterThan(0);
    expect(rows!.sentence).toMatch(
      /adds up 3 rows of Deals .* 6 rows left out, where not \[Stage\] = "Won"\.$/,
    );
    expect(rows!.cells).toHaveLength(3);
    expect(rows!.cells[0]!.range).toMatch(/^A\d+:[A-Z]\d+$/);
    expect(rows!.left.length).toBeGreaterThan(0);
  });

  test("a goal: the chain from the top ends with the figure asked for", () => {
    const view = ask(ines("revenue", "goal"));
    expect(view.title).toBe("Revenue, goal, Ines Rocha, 2026-Q3");
    expect(view.steps[0]!.sentence).toBe("Dana Whitaker owes $13,200,000 in 2026.");
    expect(view.steps[view.steps.length - 1]!.value).toBe(view.value);
  });

  test("a held sibling: what would be owed without the hold", () => {
    const view = ask({ kpi: "revenue", who: "Ben Cole", period: "2026", what: "goal" });
    expect(view.steps.map((s) => s.sentence).join()).toContain("Ana Souza is held at $340,000.");
    expect(view.without).toMatch(
      /^Without the hold on Ana Souza Ben Cole would owe \$\d+,\d+ for 2026, \$[\d,]+ (less|more)\.$/,
    );
  });

  test("a formula's goal: each part as assumed, beside what came", () => {
    expect(sentences(ines("new_opps", "goal"))).toContain(
      "The goal assumes Net new opportunities of 9; it was 9.",
    );
  });

  describe("a flag that needs three months in a row", () => {
    const rules = `calendar
  year starts January
  track monthly
people from Team
  name [Name]
  reports to [Manager]
table Calls from Calls
  owner [Owner]
  date [On]
kpi talk = average(Calls[Minutes])
goal talk each month = 10 for everyone
flag quiet "Too quiet" at reps
  when talk is missed for 3 months
  hold person
  escalate after 1 month
`;
    const call = (on: string, minutes: number) => ["Ann", parseIso(on)! + 25569, minutes];
    const calls = [
      call("2026-01-05", 20),
      call("2026-02-05", 5),
      call("2026-04-05", 5),
      call("2026-05-05", 5),
      call("2026-06-05", 5),
    ];
    const team = [
      ["Name", "Manager"],
      ["Mia", null],
      ["Ann", "Mia"],
    ];
    const workbook = workbookOf({ Team: team, Calls: [["Owner", "On", "Minutes"], ...calls] });
    const results = run({ rules, workbook, asOf: parseIso("2026-06-30")!, today: null });
    const told = (period: string) =>
      whySentences(results, { kpi: "quiet", who: "Ann", period }).join(" ");

    test("on the way: what counted, what broke it, what did neither", () => {
      expect(told("2026-04")).toContain(
        "It must hold 3 periods in a row: 2026-01 doesn't hold (breaks the run), 2026-02 holds, " +
          "2026-03 no data (neither counts nor breaks it), 2026-04 holds; 2 of 3 so far.",
      );
      expect(told("2026-04")).toContain("So the flag is not open.");
    });

    test("open: since when, what happened, and who answers next", () => {
      expect(told("2026-06")).toContain("2026-06 holds; 4 in a row.");
      expect(told("2026-06")).toContain(
        "Its story: raised 2026-05-31, Ann to answer; escalated 2026-06-30, Ann and Mia to answer.",
      );
      expect(told("2026-06")).toContain("Ann answers, since 2026-02-01");
    });
  });

  test("a score, a flag, a status, a certificate's line", () => {
    expect(sentences(ines("quarter_card")).join()).toMatch(
      /Attainment of Revenue is [\d.]+%; it weighs 60%\./,
    );
    const flag = ask(ines("coach_or_reset"));
    expect(flag.value).toBe("open");
    expect(flag.steps.map((s) => s.sentence).join()).toContain("Jonas Lind answers");
    expect(ask(ines("revenue", "status")).value).toBe("missed");
    const line = ask({ kpi: "revenue", who: "Dana Whitaker", period: "2026", what: "tie-out" });
    expect(line.value).toBe("ties");
    expect(() => ask({ ...ines("revenue", "tie-out"), period: "2026" })).toThrow(/hands nothing/);
  });

  test("numbers are in the workbook's locale", () => {
    const german = { ...sampleWorkbook(), locale: "de-DE" };
    const made = run({ rules: sampleRules, workbook: german, asOf: null, today: null });
    const { value } = whyView(made, { ...ines("revenue", "goal"), period: "2026" });
    expect(value).toMatch(/^\d{3}\.\d{3}\s\$$/u);
  });
});

test("an assumed average deal stands beside the one that came", () => {
  const workbook = workbookOf({
    Team: [
      ["Name", "Boss"],
      ["Ann", null],
    ],
    Deals: [
      ["Rep", "Day", "Amount"],
      ["Ann", 45_337, 40_000],
      ["Ann", 45_703, 30_200],
    ],
  });
  const rules = `people from Team
  name [Name]
  reports to [Boss]
table Deals from Deals
  owner [Rep]
  date [Day]
kpi revenue = sum(Deals[Amount])
  unit USD
kpi average_deal "Average deal" = average(Deals[Amount])
  unit USD
kpi deals = count(Deals)
goal deals 2025 = 400k / average_deal last year for "Ann"
`;
  const made = run({ rules, workbook, asOf: 20_453, today: null });
  const view = whyView(made, { kpi: "deals", who: "Ann", period: "2025", what: "goal" });
  expect(view.value).toBe("10");
  expect(view.steps.map((s) => s.sentence)).toContain(
    "The goal assumes Average deal of $40,000; it was $30,200.",
  );
});

test("an explanation that says something else gives something else", () => {
  const period = sample.calendar.parse("2026-Q3")!;
  const node = sample.org.nodeOf("Ines Rocha")!;
  const kpi = sample.program.kpis.find((k) => k.name === "revenue")!.id;
  const why = explaining(sample);
  const actual = why.figure("actual", kpi, node, period);
  if (actual.made.of !== "rows") throw new Error("revenue adds rows up");
  const { counted } = actual.made;
  const short: Explanation = { ...actual, made: { ...actual.made, counted: counted.slice(1) } };
  expect(recompute(short)).toBe(actual.value - Number(counted[0]!.value));
  const goal = why.figure("goal", kpi, node, period);
  if (goal.made.of !== "cascade") throw new Error("revenue cascades");
  const [tree] = goal.made.trees;
  const input = { ...tree!.input, goal: tree!.input.goal * 2 };
  const doubled: Explanation = {
    ...goal,
    made: { ...goal.made, trees: [{ ...tree!, input }] },
  };
  expect(recompute(doubled)).toBeGreaterThan(goal.value * 1.5);
});
