/** Edits of goals as rows of `KPI Edits`: what each does, and what it leaves alone. */
import { describe, expect, test } from "vitest";
import { ran } from "./edits-run.ts";
import { day, edit, RULES, TEAM } from "./edits-team.ts";

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
  test("the parts of a longer one keep their shape and add up, unrounded; cascaded again they are whole", () => {
    const rules = `${RULES}  round to 1\n`;
    const year = edit(1, "override", "Cid", "2026", 200, 250, {
      on: day("2026-01-10"),
      note: "So",
    });
    const again = edit(2, "cascade", "", "2026", null, null, { on: day("2026-01-11"), note: "Up" });
    const quartersOf = (one: ReturnType<typeof ran>) =>
      [1, 2, 3, 4].map((q) => one.goal("Cid", `2026-Q${q}`));
    const monthsOf = (one: ReturnType<typeof ran>) =>
      Array.from({ length: 12 }, (_, m) =>
        one.goal("Cid", `2026-${String(m + 1).padStart(2, "0")}`),
      );
    const sum = (list: readonly number[]) => list.reduce((all, x) => all + x, 0);
    const open = ran({ rules, edits: [year] });
    expect(quartersOf(open)).toEqual([62.5, 62.5, 62.5, 62.5]);
    expect(sum(monthsOf(open))).toBeCloseTo(250, 9);
    const whole = ran({ rules, edits: [year, again] });
    expect([whole.goal("Cid", "2026"), sum(monthsOf(whole))]).toEqual([250, 250]);
    expect([...quartersOf(whole), ...monthsOf(whole)].every(Number.isInteger)).toBe(true);
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
