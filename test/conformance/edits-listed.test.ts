/** Edits that no longer apply, and rows typed by hand that say no edit: listed with the reason, and the rest goes on. */
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { EDIT_COLUMNS } from "../../src/app/edits/edit.ts";
import { run } from "../../src/app/run.ts";
import { workbookOf } from "../language/catalogs.ts";
import { ran } from "./edits-run.ts";
import { DEALS, day, edit, RULES, TEAM } from "./edits-team.ts";

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
