/** What a typed goal asks for, what a preview says of it, and the rule that a what-if becomes. */
import { describe, expect, test } from "vitest";
import { parse } from "../../dsl/syntax/parse.ts";
import {
  decided,
  groupsOf,
  heldOrFreed,
  levelsOf,
  needsName,
  needsReason,
  saysTheSame,
  stepsAround,
  sumsOf,
  typedOver,
} from "../../sidebar/state/goal-edits.ts";
import {
  buffersOf,
  figuresOf,
  withBuffers,
  withFigures,
  withNewGoal,
  withTopGoal,
} from "../../sidebar/state/goal-rule.ts";
import type {
  GoalCommand,
  GoalsPreviewAsk,
  GoalsPreviewView,
  GoalsTreeView,
} from "../../src/app/contract.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { TEAM_RULES, teamWorkbook } from "../browser/team.ts";
import { DEALS, RULES, TEAM } from "../conformance/edits-team.ts";
import { workbookOf } from "../language/catalogs.ts";

const data = workbookOf({ Team: TEAM, Deals: DEALS } as never);
const port = memoryWorkbook(data);
const saved = port.apply(saveRulesPlan(data, RULES, null));
if ("then" in saved || !saved.ok) throw new Error("the rules could not be written");
const asOf = "2026-02-15";
const treeIn = (period: string, kpi = "revenue"): GoalsTreeView =>
  runNow(serve(port, "goals.tree", { asOf, kpi, period }));
const preview = (commands: readonly GoalCommand[], more: Partial<GoalsPreviewAsk> = {}) =>
  runNow(
    serve(port, "goals.preview", {
      asOf,
      commands,
      by: "Mia",
      note: "Agreed",
      whatIf: [],
      rules: null,
      periods: ["2026"],
      most: 100,
      ...more,
    }),
  );

describe("what a typed goal asks for", () => {
  const year = treeIn("2026");
  const at = (name: string) => year.who.indexOf(name);

  test("a goal handed down is held, a closed one overridden, one of no cascade reset, a top's left to the rules", () => {
    const cid = { who: "Cid", kpi: "revenue", period: "2026", to: 300 };
    expect(typedOver(year, at("Cid"), 300)).toEqual({ ...cid, kind: "hold" });
    expect(typedOver(year, at("Mia"), 300)).toBeNull();
    const january = treeIn("2026-01");
    expect(typedOver(january, at("Cid"), 300)?.kind).toBe("override");
    const calls = treeIn("2026-03", "calls");
    expect(typedOver(calls, calls.who.indexOf("Cid"), 4)?.kind).toBe("reset");
  });

  test("what is free is held where it stands, what is held is freed", () => {
    const hold = heldOrFreed(year, at("Cid"));
    expect(hold).toEqual({ kind: "hold", who: "Cid", kpi: "revenue", period: "2026", to: 200 });
    const held = { ...year, held: year.held.map((_, i) => (i === at("Cid") ? 3 : 0)) };
    expect(heldOrFreed(held, at("Cid"))?.kind).toBe("release");
    expect(heldOrFreed(year, at("Mia"))).toBeNull();
  });

  test("a goal is decided once; what needs a reason or a name says so", () => {
    const one: GoalCommand = { kind: "hold", who: "Cid", kpi: "revenue", period: "2026", to: 1 };
    const other: GoalCommand = { ...one, who: "Dee" };
    const reset: GoalCommand = { ...one, kind: "reset" };
    expect(decided(decided([one], other), { ...one, to: 2 })).toEqual([{ ...one, to: 2 }, other]);
    expect(decided([one], reset)).toEqual([reset]);
    expect([needsReason([one]), needsReason([reset]), needsName([reset])]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe("what a preview says", () => {
  const hold: GoalCommand = { kind: "hold", who: "Cid", kpi: "revenue", period: "2026", to: 300 };
  const view: GoalsPreviewView = preview([hold]);

  test("changes by KPI and period, the asked for first, the formula's followers apart, the sum that stays last", () => {
    const [own, ...others] = groupsOf(view);
    expect(own).toMatchObject({ kpi: "revenue", period: "2026", label: "Revenue" });
    expect(own!.rows).toEqual([
      { who: "Cid", cause: "asked for", before: 200, after: 300 },
      { who: "Dee", cause: "takes up", before: 400, after: 300 },
    ]);
    expect(others.map(({ kpi }) => kpi)).toContain("deals");
    const sums = sumsOf(view, "revenue", "2026");
    expect(sums[sums.length - 1]).toMatchObject({ before: 600, after: 600 });
  });

  test("another reason says the same, another workbook doesn't", () => {
    expect(saysTheSame(view, preview([hold], { note: "Else", by: "Ann" }))).toBe(true);
    expect(saysTheSame(view, preview([{ ...hold, to: 310 }]))).toBe(false);
  });

  test("what if: every level with its sums", () => {
    const more = { who: "Mia", kpi: "revenue", period: "2026", to: 1800 };
    expect(levelsOf(preview([], { whatIf: [more] }), "revenue", "2026")).toEqual([
      { level: 0, count: 1, before: 1200, after: 1800 },
      { level: 1, count: 2, before: 1200, after: 1800 },
      { level: 2, count: 5, before: 1200, after: 1800 },
    ]);
  });
});

describe("a slider's steps", () => {
  test.each([
    [9_600_000, { of: "money", code: "USD" }, { step: 10_000, least: 4_800_000, most: 14_400_000 }],
    [274, { of: "count" }, { step: 1, least: 137, most: 411 }],
    [0.28, { of: "percent" }, { step: 0.001, least: 0.14, most: 0.42 }],
  ] as const)("around %s", (amount, unit, steps) =>
    expect(stepsAround(amount, unit)).toEqual(steps),
  );
});

describe("one person's goals by period", () => {
  const book = teamWorkbook();
  const periods = (who: string, kpi = "revenue") =>
    runNow(serve(book, "goals.periods", { asOf: null, kpi, who, period: "2026-Q3" }));
  test("are those of the tree in each period, the year before its parts, which add up to it", () => {
    const view = periods("Ana Duarte");
    expect(view.periods).toEqual(["2026", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]);
    expect(view.level).toEqual([0, 1, 1, 1, 1]);
    expect(view.closed).toEqual([false, true, true, true, false]);
    view.periods.forEach((period, n) => {
      const tree = runNow(serve(book, "goals.tree", { asOf: null, kpi: "revenue", period }));
      const at = tree.who.indexOf("Ana Duarte");
      expect([view.goal[n], view.baseline[n]]).toEqual([tree.goal[at], tree.baseline[at]]);
    });
    const [year, ...parts] = view.goal;
    expect(parts.reduce<number>((sum, goal) => sum + goal!, 0)).toBe(year);
  });
  test("in a calendar of weeks go down to the weeks, which add up to their months", () => {
    const weeks =
      "weeks 4-4-5 ending last Saturday of December\n  track weekly, monthly, quarterly";
    const rules = TEAM_RULES.replace(/year starts January\n {2}track .*/, weeks);
    const ask = { asOf: null, kpi: "revenue", who: "Ana Duarte", period: "2026-Q3" };
    const { periods, level, goal } = runNow(serve(teamWorkbook(rules), "goals.periods", ask));
    expect(level.filter((one) => one === 3).length).toBe(52);
    expect(periods.slice(0, 5)).toEqual(["2026", "2026-Q1", "2026-P01", "2026-W01", "2026-W02"]);
    const month = goal.slice(3, 7).reduce<number>((sum, one) => sum + one!, 0);
    expect(month).toBe(goal[2]);
  });
  test("a hold stands at its period; whom nobody knows is refused", () => {
    const command = {
      kind: "hold",
      who: "Ana Duarte",
      kpi: "revenue",
      period: "2026-Q4",
      to: 40_000,
    } as const;
    const ask = { asOf: null, commands: [command], by: "Mia", note: "" };
    const more = { whatIf: [], rules: null, periods: ["2026"], most: 10 };
    const { fingerprint } = runNow(serve(book, "goals.preview", { ...ask, ...more }));
    expect(runNow(serve(book, "goals.apply", { ...ask, fingerprint }))).toMatchObject({
      applied: true,
    });
    const view = periods("Ana Duarte");
    expect(view.held).toEqual([0, 0, 0, 0, 1]);
    expect(view.goal[4]).toBe(40_000);
    expect(periods("Ana Duarte", "size").goal.slice(1)).toEqual([10_000, 10_000, 10_000, 10_000]);
    expect(() => periods("Nobody")).toThrow(/Nobody/);
  });
});

describe("a what-if becomes the rule", () => {
  const goal = { kpi: "revenue", who: "Mia", period: "2026" };
  test("the figure alone is written anew, in place", () => {
    const made = withTopGoal(RULES, goal, 1300.5);
    if (made.of !== "written") throw new Error(made.of);
    expect(made.text).toBe(
      RULES.replace("goal revenue 2026 = 1200 for", "goal revenue 2026 = 1300.5 for"),
    );
    const shorthand = withTopGoal('goal revenue 2026 = 13.2M for "Mia"\n', goal, 13_500_000);
    expect(shorthand).toMatchObject({ text: 'goal revenue 2026 = 13500000 for "Mia"\n', line: 1 });
  });
  test("a goal in percent stays in percent", () => {
    const made = withTopGoal('goal rate 2026 = 28% for "Mia"\n', { ...goal, kpi: "rate" }, 0.31);
    expect(made).toMatchObject({ text: 'goal rate 2026 = 31% for "Mia"\n' });
  });
  test("what is no figure of its own is named, not written over", () => {
    expect(
      withTopGoal(`${RULES}\ngoal revenue 2027 from Plan[Goal]\n`, { ...goal, period: "2027" }, 1)
        .of,
    ).toBe("line");
    expect(withTopGoal('goal revenue 2026 = 2 * 600 for "Mia"', goal, 1)).toEqual({
      of: "line",
      line: 1,
    });
    expect(withTopGoal(RULES, { ...goal, period: "2026-Q4" }, 1)).toEqual({ of: "none" });
    expect(withTopGoal(RULES, { ...goal, who: "Ann" }, 1)).toEqual({ of: "none" });
  });
  test("buffers are read by their order and written anew in place", () => {
    const text = `${RULES}  over-assign 10% below "Mia"\n  keep back 1% below "Ann"\n`;
    expect(buffersOf(text, "revenue")).toEqual([
      { kind: "overAssign", share: 0.1, below: "Mia" },
      { kind: "keepBack", share: 0.01, below: "Ann" },
    ]);
    expect(withBuffers(text, "revenue", [0.125, 0.02])).toBe(
      text.replace("10%", "12.5%").replace("1%", "2%"),
    );
    expect(buffersOf(text, "calls")).toEqual([]);
  });
  test("another buffer and another top goal are tried at once", () => {
    const rules = withBuffers(`${RULES}  over-assign 10% below "Mia"\n`, "revenue", [0.2]);
    const more = { whatIf: [{ ...goal, to: 2400 }], rules };
    expect(levelsOf(preview([], more), "revenue", "2026")).toMatchObject([
      { level: 0, after: 2400 },
      { level: 1, after: 2880 },
      { level: 2, after: 2880 },
    ]);
  });
  test("figures that a KPI's goals are worked out with are tried beside it; each keeps its place", () => {
    const text = TEAM_RULES.replace("each quarter = 10000", "each quarter = 10,000");
    const size = {
      ...{ kpi: "size", when: "each quarter for reps", value: 10_000, grain: "quarter" },
      divides: { goal: "opps", into: "revenue" },
    };
    expect(figuresOf(text, "revenue")).toEqual([size]);
    const top = {
      ...{ kpi: "revenue", when: '2026 for "Mara Lindqvist"', value: 960_000 },
      ...{ grain: null, divides: null },
    };
    expect(figuresOf(text, "SIZE")).toEqual([top, size]);
    expect(figuresOf(text, "opps")).toEqual([]);
    expect(withFigures(text, "revenue", [12_500])).toBe(text.replace("10,000", "12500"));
  });
  test("of a goal that comes down what is said for each week, as for each month, is a figure too; a year's is its top's", () => {
    const text = `${RULES}kpi dials = count(Deals)\ngoal dials each week = 12 for "Mia"\ncascade dials\n  evenly\n`;
    const when = 'each week for "Mia"';
    expect(figuresOf(text, "dials")).toEqual([
      { kpi: "dials", when, value: 12, grain: "week", divides: null },
    ]);
    expect(figuresOf(text, "revenue").map(({ kpi }) => kpi)).not.toContain("revenue");
    expect(withFigures(text, "dials", [15])).toBe(text.replace("= 12 for", "= 15 for"));
  });
  test.each([
    ["goal(revenue) / goal(size)", { goal: "opps", into: "revenue" }],
    ["2 * (goal(revenue) / goal(size))", { goal: "opps", into: "revenue" }],
    ["goal(revenue) / goal(size) / 0.3", { goal: "opps", into: "revenue" }],
    ["max(1, round(goal(revenue) / goal(size)))", { goal: "opps", into: "revenue" }],
    ["max(goal(revenue) / goal(size), goal(revenue))", null],
    ["goal(revenue) / goal(size) + 50", null],
    ["if(goal(size) > 0, goal(revenue) / goal(size), blank)", null],
    ["goal(size) / goal(revenue)", null],
  ])("what brings as much more as a figure is less, and what doesn't: %s", (value, divides) => {
    const text = TEAM_RULES.replace(/goal opps .*/, `goal opps each quarter = ${value} for reps`);
    expect(text).toContain(value);
    const { divides: found } = figuresOf(text, "revenue").find(({ kpi }) => kpi === "size")!;
    expect(found).toEqual(divides);
  });
  test("a rate's figure is a share, written as it stood", () => {
    const text = "kpi rate = share(Deals where [Won])\ngoal rate each quarter = 28% for reps\n";
    expect(figuresOf(text, "rate")).toEqual([
      { kpi: "rate", when: "each quarter for reps", value: 0.28, grain: "quarter", divides: null },
    ]);
    expect(withFigures(text, "rate", [0.31])).toBe(text.replace("28%", "31%"));
    expect(withFigures(text, "rate", [0.28])).toBe(text);
  });
  test("a first goal is a statement of its own, whatever the name holds", () => {
    const text = withNewGoal(RULES, { ...goal, who: 'Jo "JJ" Lind' }, 100);
    expect(parse(text).diagnostics).toEqual([]);
    expect(text).toContain("goal revenue 2026 = 100 for");
  });
});
