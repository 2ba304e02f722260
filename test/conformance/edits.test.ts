/** Edits of goals as rows of `KPI Edits`: what each does, what it leaves alone, and what is listed with its reason. */
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { EDIT_COLUMNS } from "../../src/app/edits/edit.ts";
import { goalHistory, goalsOn, logTable } from "../../src/app/edits/history.ts";
import { editOutcomes } from "../../src/app/edits/outcomes.ts";
import { run } from "../../src/app/run.ts";
import { workbookOf } from "../language/catalogs.ts";
import { type Cell, DEALS, day, edit, RULES, TEAM } from "./edits-team.ts";

interface Given {
  readonly edits?: readonly Cell[][];
  readonly team?: Cell[][];
  readonly rules?: string;
  readonly asOf?: string;
}
function ran({ edits = [], team = TEAM, rules = RULES, asOf = "2026-02-15" }: Given) {
  const sheets = {
    Team: team,
    Deals: DEALS,
    ...(edits.length > 0 ? { "KPI Edits": [[...EDIT_COLUMNS], ...edits] } : {}),
  };
  const results = run({
    rules,
    workbook: workbookOf(sheets as never),
    asOf: parseIso(asOf),
    today: null,
  });
  expect(results.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  const goal = (who: string, period = "2026", kpi = "revenue") => {
    const { engine } = results;
    const found = engine.program.kpis.find((k) => k.name === kpi)!;
    return engine.goals.goal(
      found.id,
      engine.model.org.nodeOf(who)!,
      engine.calendar.parse(period)!,
    ).goal;
  };
  return {
    results,
    goal,
    all: (period = "2026") =>
      "Mia Ann Ben Cid Dee Eve Fay Gus".split(" ").map((w) => goal(w, period)),
    states: editOutcomes(results.engine).map((o) => o.state),
    reasons: editOutcomes(results.engine).map((o) => o.reason),
    told: results.findings.filter((f) => f.code.startsWith("EDIT")),
  };
}

test("without edits", () => {
  expect(ran({}).all()).toEqual([1200, 600, 600, 200, 400, 200, 200, 200]);
});

describe("a single week", () => {
  const nested = RULES.replace(
    "  year starts January\n  track monthly",
    "  weeks 4-4-5 ending last Saturday of December\n  track weekly, monthly",
  );
  const saidInWeeks = RULES.replace(
    'goal revenue 2026 = 1200 for "Mia"',
    'goal revenue each week = 30 for "Mia"',
  ).replace("track monthly", "track weekly, monthly");

  test.each([
    ["of a calendar of weeks", nested, "2026-W30"],
    ["where goals are said in weeks only", saidInWeeks, "2026-W30"],
    ["that ends in the next year", saidInWeeks, "2026-W53"],
  ])("%s is held, moved and released", (_, rules, week) => {
    const plain = ran({ rules });
    const goals = (one: ReturnType<typeof ran>, period: string) =>
      ["Ann", "Cid", "Dee"].map((who) => one.goal(who, period));
    const [ann, cid] = goals(plain, week);
    const hold = edit(1, "hold", "Cid", week, null, 1);
    const held = ran({ rules, edits: [hold] });
    expect(held.states).toEqual(["in force"]);
    expect(goals(held, week)).toEqual([ann, 1, ann! - 1]);
    expect(goals(held, "2026-W20").slice(0, 1)).toEqual(goals(plain, "2026-W20").slice(0, 1));
    const released = ran({ rules, edits: [hold, edit(2, "release", "Cid", week, null, null)] });
    expect(released.states).toEqual(["released", "in force"]);
    expect(goals(released, week)).toEqual(goals(plain, week));
    const moved = ran({ rules, edits: [edit(1, "move", "Cid", week, 1, "Dee")] });
    expect(moved.states).toEqual(["in force"]);
    expect(goals(moved, week).slice(0, 2)).toEqual([ann, cid! - 1]);
  });

  test("that is closed changes only by an override", () => {
    const edits = [
      edit(1, "override", "Cid", "2026-W02", null, 4, { on: day("2026-02-01"), note: "Paid so" }),
    ];
    const { goal, states } = ran({ rules: nested, edits });
    expect(states).toEqual(["in force"]);
    expect(goal("Cid", "2026-W02")).toBe(4);
    const late = ran({
      rules: nested,
      edits: [edit(1, "hold", "Cid", "2026-W02", null, 4, { on: day("2026-02-01") })],
    });
    expect(late.states).toEqual(["not applied"]);
  });
});

describe("hold and release", () => {
  test("a held leaf: the siblings take it up, nobody above or beside moves", () => {
    const { all, states, told } = ran({ edits: [edit(1, "hold", "Cid", "2026", 200, 300)] });
    expect(all()).toEqual([1200, 600, 600, 300, 300, 200, 200, 200]);
    expect(states).toEqual(["in force"]);
    expect(told).toEqual([]);
  });

  test("a held manager: the other managers take it up, and the reports follow", () => {
    const { all } = ran({ edits: [edit(1, "hold", "Ann", 2026, 600, 300)] });
    expect(all()).toEqual([1200, 300, 900, 100, 200, 300, 300, 300]);
  });

  test.each(["2026-H1", "2026-Q2", "2026-05"])(
    "%s is held, and the siblings take it up in that very period",
    (period) => {
      const plain = ran({});
      const { goal, results } = ran({ edits: [edit(1, "hold", "Cid", period, null, 30)] });
      expect(goal("Cid", period)).toBe(30);
      expect(goal("Dee", period)).toBeCloseTo(plain.goal("Ann", period) - 30, 9);
      expect(goal("Ann", period)).toBe(plain.goal("Ann", period));
      expect(goal("Cid", "2026-12")).toBeCloseTo(plain.goal("Cid", "2026-12"), 9);
      const row = results.goals.find(
        (g) => g.period.label === period && results.engine.nameOf(g.node) === "Cid",
      );
      if (period !== "2026-H1") expect(row?.held).toBe(true);
    },
  );

  test("released: exactly the former goals; released twice is listed", () => {
    const plain = ran({});
    const { results, states, reasons, told } = ran({
      edits: [
        edit(1, "hold", "Cid", "2026", 200, 300),
        edit(2, "release", "Cid", "2026", 300, null),
        edit(3, "release", "Cid", "2026", 300, null),
      ],
    });
    expect(results.goals).toEqual(plain.results.goals);
    expect(states).toEqual(["released", "in force", "not applied"]);
    expect(reasons[0]).toBe("Released by edit 2 on 2026-01-02.");
    expect(told.map((f) => `${f.place} ${f.message}`)).toEqual([
      "KPI Edits!A4 Edit 3 (release revenue 2026 for Cid) is not applied. No edit holds revenue of Cid in 2026: nothing to release.",
    ]);
  });

  test("held again: the later hold counts; a hold in the rules gives way and comes back", () => {
    const rules = `${RULES}\ngoal revenue 2026 = 150 for "Cid"\n`;
    const edits = [
      edit(1, "hold", "Cid", "2026", 150, 300),
      edit(2, "hold", "Cid", "2026", 300, 310),
    ];
    expect(ran({ rules }).goal("Cid")).toBe(150);
    const twice = ran({ rules, edits });
    expect(twice.goal("Cid")).toBe(310);
    expect(twice.states).toEqual(["replaced", "in force"]);
    const back = ran({ rules, edits: [...edits, edit(3, "release", "Cid", "2026", 310, null)] });
    expect(back.goal("Cid")).toBe(150);
    expect(ran({ rules, edits: [edit(1, "release", "Cid", "2026", null, null)] }).reasons).toEqual([
      "revenue of Cid in 2026 is said in the rules: release it there.",
    ]);
  });

  test("a held month and a held year that are no multiples of the increment: both ways tie to the unit", () => {
    const team = TEAM.map((row) =>
      ["Dee", "Fay"].includes(String(row[0])) ? [row[0]!, row[1]!, 0, null, null] : row,
    );
    const rules = RULES.replace("= 1200", "= 50000").replace(
      "  by people[Size]",
      "  by people[Size]\n  round to 10",
    );
    const { results, states } = ran({
      team,
      rules,
      edits: [
        edit(1, "hold", "Ann", "2026-05", null, 34),
        edit(2, "hold", "Ann", "2026", null, 819),
      ],
    });
    expect(states).toEqual(["in force", "in force"]);
    const { seats, handed } = results.engine.cascades.over(
      0,
      results.calendar.parse("2026")!,
    )!.result;
    for (const seat of seats) expect(seat!.months.reduce((sum, m) => sum + m, 0)).toBe(seat!.year);
    for (const { year, months } of handed)
      for (const line of [year, ...months]) expect(line.difference).toBe(0);
  });

  test("a hold by name of a mover is divided over the assignments by days", () => {
    const team = [
      ...TEAM.filter((row) => row[0] !== "Cid"),
      ["Cid", "Ann", 1, null, day("2026-06-30")],
      ["Cid", "Ben", 1, day("2026-07-01"), null],
    ];
    const { goal, results } = ran({ team, edits: [edit(1, "hold", "Cid", "2026", null, 365)] });
    expect(goal("Cid")).toBe(365);
    const cascade = results.engine.cascades.over(0, results.calendar.parse("2026")!)!;
    const seats = cascade.seats.flatMap((s, at) =>
      results.engine.nameOf(s.node) === "Cid" ? [cascade.result.seats[at]!.year / 100] : [],
    );
    expect(seats).toEqual([181, 184]);
  });
});

describe("move", () => {
  test("between siblings: nobody else moves", () => {
    const { all } = ran({ edits: [edit(1, "move", "Cid", "2026", 50, "Dee")] });
    expect(all()).toEqual([1200, 600, 600, 150, 450, 200, 200, 200]);
  });
  test("across teams: their managers move with it", () => {
    const { all } = ran({ edits: [edit(1, "move", "Cid", "2026", 50, "Eve")] });
    expect(all()).toEqual([1200, 550, 650, 150, 400, 250, 200, 200]);
  });
  test("across teams with a buffer: the managers' goals move by less, the siblings don't", () => {
    const rules = RULES.replace("  by people[Size]", "  by people[Size]\n  over-assign 25%");
    const plain = ran({ rules });
    const { goal } = ran({ rules, edits: [edit(1, "move", "Cid", "2026", 50, "Eve")] });
    const change = (who: string) => goal(who) - plain.goal(who);
    expect("Mia Ann Ben Cid Dee Eve Fay Gus".split(" ").map(change)).toEqual([
      0, -40, 40, -50, 0, 50, 0, 0,
    ]);
  });
  test("to the siblings, of a quarter", () => {
    const { all } = ran({ edits: [edit(1, "move", "Eve", "2026-Q3", 20, "siblings")] });
    expect(all("2026-Q3")).toEqual([300, 150, 150, 50, 100, 30, 60, 60]);
    expect(all("2026-Q4")).toEqual([300, 150, 150, 50, 100, 50, 50, 50]);
  });
  test("on a new basis it is the same amount from the new goals", () => {
    const rules = RULES.replace("= 1200 for", "= 2400 for");
    const { all } = ran({ rules, edits: [edit(1, "move", "Cid", "2026", 50, "Eve")] });
    expect(all()).toEqual([2400, 1150, 1250, 350, 800, 450, 400, 400]);
  });
  test("after a re-org it goes up the new managers", () => {
    const team = TEAM.map((row) => (row[0] === "Eve" ? ["Eve", "Ann", 1, null, null] : row));
    const { all } = ran({ team, edits: [edit(1, "move", "Cid", "2026", 50, "Eve")] });
    expect(all()).toEqual([1200, 800, 400, 150, 400, 250, 200, 200]);
  });
});

describe("override", () => {
  const accepted = edit(1, "override", "Cid", "2026-01", 16.67, 40, {
    on: day("2026-02-10"),
    note: "Agreed by mail",
  });
  test("a closed goal accepted as it stands: the siblings don't move, the manager's difference is open", () => {
    const plain = ran({});
    const { goal, results, states } = ran({ edits: [accepted] });
    expect(states).toEqual(["in force"]);
    expect(goal("Cid", "2026-01")).toBe(40);
    expect(goal("Dee", "2026-01")).toBe(plain.goal("Dee", "2026-01"));
    expect(goal("Ann", "2026-01")).toBe(plain.goal("Ann", "2026-01"));
    expect(goal("Cid", "2026")).toBeCloseTo(200 + 40 - plain.goal("Cid", "2026-01"), 9);
    const line = results.tieout.find(
      (r) => results.engine.nameOf(r.node) === "Ann" && r.period.label === "2026-01",
    );
    expect(line?.assigned.open).toBeCloseTo(plain.goal("Cid", "2026-01") - 40, 9);
    const row = results.goals.find(
      (g) => g.period.label === "2026-01" && results.engine.nameOf(g.node) === "Cid",
    );
    expect(row?.how).toBe(
      "accepted in 2026-01 as €40 on 2026-02-10 by Mia (edit 1): Agreed by mail",
    );
  });
  test("as of an earlier day it is not known yet", () => {
    const { goal, states, reasons, told } = ran({ edits: [accepted], asOf: "2026-02-09" });
    expect(goal("Cid", "2026-01")).toBe(ran({}).goal("Cid", "2026-01"));
    expect(states).toEqual(["later"]);
    expect(reasons).toEqual(["It counts from 2026-02-10 on."]);
    expect(told).toEqual([]);
  });
  test("released", () => {
    const { results, states } = ran({
      edits: [accepted, edit(2, "release", "Cid", "2026-01", 40, null, { on: day("2026-02-11") })],
    });
    expect(results.goals).toEqual(ran({}).results.goals);
    expect(states).toEqual(["released", "in force"]);
  });
});

describe("cascade again", () => {
  const rules = `${RULES}\nreset revenue 2026-Q3 for "Cid" from 50 to 20 because "Illness" by "Mia" on 2026-01-05\n`;
  const again = (period: string, on = "2026-02-01") =>
    edit(1, "cascade", "", period, null, null, { on: day(on), note: "Leavers and resets" });

  test("a reset's difference stays open until then; then the siblings take it up", () => {
    const open = ran({ rules });
    expect(open.all("2026-Q3")).toEqual([300, 150, 150, 20, 100, 50, 50, 50]);
    const { all, states, results } = ran({ rules, edits: [again("2026-Q2")] });
    expect(states).toEqual(["in force"]);
    expect(all("2026-Q3")).toEqual([300, 150, 150, 20, 130, 50, 50, 50]);
    expect(all("2026-Q4")).toEqual([300, 150, 150, 50, 100, 50, 50, 50]);
    const line = results.tieout.find(
      (r) => results.engine.nameOf(r.node) === "Ann" && r.period.label === "2026-Q3",
    );
    expect(line?.assigned.open).toBe(0);
  });
  test("only what lies wholly after its day is taken up", () => {
    expect(ran({ rules, edits: [again("2026-Q4")] }).all("2026-Q3")[4]).toBe(100);
    expect(ran({ rules, edits: [again("2026-Q2", "2026-01-04")] }).all("2026-Q3")[4]).toBe(100);
  });
  test("of a closed period it is listed", () => {
    expect(ran({ rules, edits: [again("2026-01")] }).reasons).toEqual([
      "2026-01 was closed on 2026-02-01: only what lies ahead is cascaded again.",
    ]);
  });
  test("where the siblings can't take it up it is listed, and the reset stays", () => {
    const more = rules.replace("from 50 to 20", "from 50 to 2000");
    const { states, all } = ran({ rules: more, edits: [again("2026-Q2")] });
    expect(states).toEqual(["not applied"]);
    expect(all("2026-Q3")).toEqual([300, 150, 150, 2000, 100, 50, 50, 50]);
  });
});

describe("what no longer applies is listed, and the rest goes on", () => {
  test.each([
    ["the person is gone", edit(1, "hold", "Zoe", "2026", 1, 2), "Nobody is called Zoe."],
    [
      "a name misspelt",
      edit(1, "hold", "Cidd", "2026", 1, 2),
      "Nobody is called Cidd. Was Cid meant?",
    ],
    [
      "the KPI has another name",
      edit(1, "hold", "Cid", "2026", 1, 2, { kpi: "revenues" }),
      "There is no KPI revenues. Was revenue meant?",
    ],
    [
      "no period",
      edit(1, "hold", "Cid", "soon", 1, 2),
      "soon is no year, half, quarter or month of this calendar.",
    ],
    [
      "a week",
      edit(1, "hold", "Cid", "2026-W10", 1, 2),
      "2026-W10 is a week, and goals of revenue don't come down in weeks: edit a month.",
    ],
    [
      "a year without a goal",
      edit(1, "hold", "Cid", "2027", 1, 2),
      "Goals of revenue don't cascade in 2027.",
    ],
    [
      "a goal that doesn't cascade",
      edit(1, "hold", "Cid", "2026-Q2", 1, 2, { kpi: "deals" }),
      "Goals of deals don't cascade in 2026-Q2.",
    ],
    [
      "the top",
      edit(1, "hold", "Mia", "2026", 1, 2),
      "The goal of revenue starts with Mia: change it in the rules.",
    ],
    [
      "a closed period",
      edit(1, "hold", "Cid", "2026-01", 1, 2, { on: day("2026-02-01") }),
      "2026-01 was closed on 2026-02-01: a closed goal changes only by an override.",
    ],
    [
      "below nothing",
      edit(1, "hold", "Cid", "2026", 1, -2),
      "A goal of revenue can't be held below 0.",
    ],
    [
      "more than there is",
      edit(1, "hold", "Cid", "2026", 1, 1300),
      "under Mia add up to €1,300, and €1,200 is handed down: €100 too little. €1,300 would do.",
    ],
    ["moved to nobody", edit(1, "move", "Cid", "2026", 5, "Zoe"), "Nobody is called Zoe."],
    [
      "moved to oneself",
      edit(1, "move", "Cid", "2026", 5, "cid"),
      "Cid can't move an amount to themself.",
    ],
    [
      "moved up",
      edit(1, "move", "Cid", "2026", 5, "Ann"),
      "Ann stand one below the other; an amount moves between people side by side.",
    ],
    [
      "more moved than owed",
      edit(1, "move", "Cid", "2026", 201, "Dee"),
      "Cid owes €200 in 2026: €201 can't be moved from it.",
    ],
    [
      "nobody owes it",
      edit(1, "override", "Cid", "2027", 5, 6, { note: "So" }),
      "Cid owes no goal of revenue in 2027.",
    ],
  ])("%s", (_, row, reason) => {
    const plain = ran({});
    const { results, states, reasons, told } = ran({
      edits: [row, edit(2, "hold", "Eve", "2026", 200, 260)],
    });
    expect(states).toEqual(["not applied", "in force"]);
    expect(reasons[0]).toContain(reason);
    expect(told.map((f) => [f.code, f.severity, f.place])).toEqual([
      ["EDIT02", "warning", "KPI Edits!A2"],
    ]);
    const alone = ran({ edits: [edit(2, "hold", "Eve", "2026", 200, 260)] });
    expect(results.goals.map((g) => g.goal)).toEqual(alone.results.goals.map((g) => g.goal));
    expect(alone.results.goals).not.toEqual(plain.results.goals);
  });

  test("two holds that don't fit together: the first stands, the second is listed", () => {
    const { all, states } = ran({
      edits: [edit(1, "hold", "Cid", "2026", 1, 700), edit(2, "hold", "Dee", "2026", 1, 600)],
    });
    expect(all().slice(0, 5)).toEqual([1200, 700, 500, 700, 0]);
    expect(states).toEqual(["in force", "not applied"]);
  });

  test("a quarter held above its own held year", () => {
    const { states, reasons } = ran({
      edits: [edit(1, "hold", "Cid", "2026", 1, 50), edit(2, "hold", "Cid", "2026-Q2", 1, 60)],
    });
    expect(states).toEqual(["in force", "not applied"]);
    expect(reasons[1]).toContain("more than the held year of €50");
  });

  test("who left is listed where the goal would be owed after", () => {
    const team = TEAM.map((row) =>
      row[0] === "Cid" ? ["Cid", "Ann", 1, null, day("2026-03-31")] : row,
    );
    const { reasons } = ran({ team, edits: [edit(1, "hold", "Cid", "2026-Q3", 1, 2)] });
    expect(reasons).toEqual(["Cid is not in the org in 2026-Q3."]);
  });
});

describe("rows typed by hand", () => {
  test.each([
    [
      "a number missing",
      edit(null, "hold", "Cid", "2026", 1, 2),
      "A2",
      "An edit needs a number of its own: 1, 2, 3.",
    ],
    [
      "half a number",
      edit(1.5, "hold", "Cid", "2026", 1, 2),
      "A2",
      "An edit needs a number of its own: 1, 2, 3.",
    ],
    [
      "a kind misspelt",
      edit(1, "holt", "Cid", "2026", 1, 2),
      "B2",
      "There is no edit `holt`; did you mean hold?",
    ],
    ["nobody", edit(1, "hold", "", "2026", 1, 2), "C2", "An edit says its who."],
    ["no KPI", edit(1, "hold", "Cid", "2026", 1, 2, { kpi: " " }), "D2", "An edit says its kpi."],
    [
      "a date for a period",
      edit(1, "hold", "Cid", day("2026-03-01"), 1, 2),
      "E2",
      "The host made a date of this period; write it as text, 2026-03.",
    ],
    [
      "no goal",
      edit(1, "hold", "Cid", "2026", 1, "lots"),
      "G2",
      "`lots` is no goal: a number is needed.",
    ],
    [
      "an error",
      edit(1, "hold", "Cid", "2026", 1, { error: "#REF!" }),
      "G2",
      "This cell is #REF!; the edit is not read.",
    ],
    [
      "no day",
      edit(1, "hold", "Cid", "2026", 1, 2, { on: null }),
      "I2",
      "An edit says the day from which it counts, 2026-03-31.",
    ],
    [
      "no reason",
      edit(1, "override", "Cid", "2026", 1, 2),
      "J2",
      "An override needs its reason here.",
    ],
    [
      "no amount",
      edit(1, "move", "Cid", "2026", 0, "Dee"),
      "F2",
      "A move says its amount here, above 0.",
    ],
    [
      "no taker",
      edit(1, "move", "Cid", "2026", 5, null),
      "G2",
      "A move names who takes the amount, or `siblings`.",
    ],
  ])("%s", (_, row, cell, message) => {
    const { told, all } = ran({ edits: [row, edit(7, "hold", "Eve", "2026", 200, 260)] });
    expect(told).toEqual([
      {
        code: "EDIT01",
        severity: "error",
        place: `KPI Edits!${cell}`,
        message,
        fix: "Mend the cell; until then the edit doesn't count.",
      },
    ]);
    expect(all()[5]).toBe(260);
  });

  test("two of one number: the first counts", () => {
    const { told, goal } = ran({
      edits: [edit(1, "hold", "Cid", "2026", 1, 210), edit(1, "hold", "Cid", "2026", 1, 220)],
    });
    expect(goal("Cid")).toBe(210);
    expect(told.map((f) => f.place)).toEqual(["KPI Edits!A3"]);
  });

  test("rows are replayed by number, wherever they stand; blank rows, texts and columns moved are fine", () => {
    const rows = [
      edit(3, "HOLD", " cid ", "2026", null, "210.50", { on: "2026-01-05" }),
      edit(null, "", "", null, null, null, { on: null, kpi: "" }).map(() => null),
      edit("2", "hold", "Cid", 2026, null, "€300"),
    ];
    expect(ran({ edits: rows }).goal("Cid")).toBe(210.5);
    const columns = [...EDIT_COLUMNS].reverse();
    const workbook = workbookOf({
      Team: TEAM,
      Deals: DEALS,
      "KPI Edits": [columns, ...rows.map((row) => [...row].reverse())],
    } as never);
    const results = run({ rules: RULES, workbook, asOf: parseIso("2026-02-15"), today: null });
    expect(results.findings.filter((f) => f.code === "EDIT01")).toEqual([]);
    const { engine } = results;
    const cid = engine.model.org.nodeOf("Cid")!;
    expect(engine.goals.goal(0, cid, engine.calendar.parse("2026")!).goal).toBe(210.5);
  });

  test("a column missing", () => {
    const workbook = workbookOf({
      Team: TEAM,
      Deals: DEALS,
      "KPI Edits": [
        ["n", "kind", "who"],
        [1, "hold", "Cid"],
      ],
    } as never);
    const results = run({ rules: RULES, workbook, asOf: parseIso("2026-02-15"), today: null });
    expect(results.findings.filter((f) => f.code === "EDIT01").map((f) => f.message)).toEqual([
      "KPI Edits has no column kpi, period, from, to, by, on, note; its edits are not read.",
    ]);
  });
});

describe("as of any day", () => {
  const edits = [
    edit(1, "hold", "Cid", "2026", 200, 300, { on: day("2026-01-10"), note: "Key account" }),
    edit(2, "move", "Eve", "2026-Q3", 20, "Fay", { on: day("2026-01-20") }),
    edit(3, "release", "Cid", "2026", 300, null, { on: day("2026-02-01") }),
  ];
  const rules = `${RULES}\nreset revenue 2026-Q4 for "Gus" from 50 to 40 because "Illness" by "Mia" on 2026-01-15\n`;
  const workbook = workbookOf({
    Team: TEAM,
    Deals: DEALS,
    "KPI Edits": [[...EDIT_COLUMNS], ...edits],
  } as never);
  const on = (iso: string) => {
    const rows = goalsOn({ rules, workbook, today: null }, parseIso(iso)!);
    const { engine } = run({ rules, workbook, asOf: parseIso(iso), today: null });
    return (who: string, period = "2026") => {
      const row = rows.find(
        (r) => r.kpi === 0 && engine.nameOf(r.node) === who && r.period.label === period,
      )!;
      return [row.goal, row.how] as const;
    };
  };

  test("the goals of a day, and why", () => {
    expect(on("2026-01-09")("Cid")[0]).toBe(200);
    expect(on("2026-01-10")("Cid")).toEqual([
      300,
      "50% of the €600 that Ann hands down in 2026, held by Mia on 2026-01-10 (edit 1: Key account)",
    ]);
    expect(on("2026-01-31")("Cid")[0]).toBe(300);
    expect(on("2026-02-01")("Cid")[0]).toBe(200);
    expect(on("2026-01-14")("Gus", "2026-Q4")[0]).toBe(50);
    expect(on("2026-01-15")("Gus", "2026-Q4")[0]).toBe(40);
    expect(on("2026-01-19")("Eve", "2026-Q3")[0]).toBe(50);
    expect(on("2026-01-20")("Eve", "2026-Q3")[0]).toBe(30);
    expect(on("2026-01-20")("Eve", "2026-Q3")[1]).toContain("moved by Mia on 2026-01-20 (edit 2)");
  });

  test("the log: each command in its turn, and what it moved", () => {
    const results = run({ rules, workbook, asOf: parseIso("2026-02-15"), today: null });
    expect(
      [...logTable(results, { kpi: ["revenue"], period: ["2026", "2026-Q3", "2026-Q4"] }).rows].map(
        (r) => r.slice(0, 9).join(" "),
      ),
    ).toEqual([
      "2026-01-10 Mia edit 1: hold Cid Cid revenue 2026 200 300",
      "2026-01-10 Mia edit 1: hold Cid Cid revenue 2026-Q3 50 75",
      "2026-01-10 Mia edit 1: hold Cid Cid revenue 2026-Q4 50 75",
      "2026-01-10 Mia edit 1: hold Cid Dee revenue 2026 400 300",
      "2026-01-10 Mia edit 1: hold Cid Dee revenue 2026-Q3 100 75",
      "2026-01-10 Mia edit 1: hold Cid Dee revenue 2026-Q4 100 75",
      "2026-01-15 Mia reset Gus Gus revenue 2026 200 190",
      "2026-01-15 Mia reset Gus Gus revenue 2026-Q4 50 40",
      "2026-01-20 Mia edit 2: move Eve Eve revenue 2026 200 180",
      "2026-01-20 Mia edit 2: move Eve Eve revenue 2026-Q3 50 30",
      "2026-01-20 Mia edit 2: move Eve Fay revenue 2026 200 220",
      "2026-01-20 Mia edit 2: move Eve Fay revenue 2026-Q3 50 70",
      "2026-02-01 Mia edit 3: release Cid Cid revenue 2026 300 200",
      "2026-02-01 Mia edit 3: release Cid Cid revenue 2026-Q3 75 50",
      "2026-02-01 Mia edit 3: release Cid Cid revenue 2026-Q4 75 50",
      "2026-02-01 Mia edit 3: release Cid Dee revenue 2026 300 400",
      "2026-02-01 Mia edit 3: release Cid Dee revenue 2026-Q3 75 100",
      "2026-02-01 Mia edit 3: release Cid Dee revenue 2026-Q4 75 100",
    ]);
  });

  test("what the log's steps moved, added up, is what moved in all", () => {
    const { engine } = run({ rules, workbook, asOf: parseIso("2026-02-15"), today: null });
    const plain = engine.with({ edits: [], resets: [], whatIf: [] });
    const moved = new Map<string, number>();
    for (const { changes } of goalHistory(engine))
      for (const c of changes) {
        const key = `${c.kpi} ${c.node} ${c.period.label}`;
        moved.set(key, (moved.get(key) ?? 0) + c.after - c.before);
      }
    for (const [key, sum] of moved) {
      const [kpi, node, label] = key.split(" ") as [string, string, string];
      const goal = (e: typeof engine) =>
        e.goals.goal(Number(kpi), Number(node), e.calendar.parse(label)!).goal;
      expect(goal(engine) - goal(plain), key).toBeCloseTo(sum, 6);
    }
  });
});
