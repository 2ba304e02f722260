/** The sidebar's calls about goals in every host: preview, apply, replay, undo; nothing that others wrote is lost. */
import { describe, expect, test } from "vitest";
import type { GoalCommand } from "../../src/app/contract.ts";
import { EDIT_COLUMNS, EDITS_SHEET } from "../../src/app/edits/edit.ts";
import { readRules } from "../../src/app/rules-sheet.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { day, RULES } from "../conformance/edits-team.ts";
import { ownFolder } from "../support/files.ts";
import { everyHost } from "./every-host.ts";
import { HOLD, opened, PLAIN, said, undoable } from "./goals-desk.ts";

describe.each(Object.entries(everyHost(ownFolder())))("%s", (_, make) => {
  test("preview → apply → replayed by the next run → undo", async () => {
    const { preview, apply, goals, rows, call } = await opened(make);
    expect(await goals()).toEqual(PLAIN);
    const shown = await preview([HOLD]);
    expect(said(shown)).toEqual([
      "revenue 2026 Cid 200 → 300 (asked for)",
      "revenue 2026 Dee 400 → 300 (takes up)",
      "deals 2026 Cid 4 → 8 (follows by formula)",
    ]);
    expect(await rows()).toBeNull();
    const undo = undoable(await apply([HOLD]));
    expect(await rows()).toEqual([
      [...EDIT_COLUMNS],
      [1, "hold", "Cid", "revenue", "2026", 200, 300, "Mia", day("2026-02-15"), "Agreed"],
    ]);
    expect(await goals()).toEqual({ ...PLAIN, Cid: 300, Dee: 300 });
    const { edits, problems } = await call("goals.edits", { asOf: null });
    expect(edits.map((e) => [e.n, e.state])).toEqual([[1, "later"]]);
    expect(problems).toEqual([]);
    expect(await call("undo", { plan: undo })).toMatchObject({ applied: true });
    expect(await goals()).toEqual(PLAIN);
  });

  test("several commands are one block; a year or month stays a text; release brings back what was", async () => {
    const { apply, goals, rows } = await opened(make);
    undoable(
      await apply([
        HOLD,
        { kind: "move", who: "Eve", kpi: "Revenue", period: "2026-Q3", amount: 20, to: "siblings" },
        { kind: "hold", who: "Fay", kpi: "revenue", period: "2026-05", to: 10 },
      ]),
    );
    expect((await rows())!.slice(1).map((row) => row.slice(0, 7))).toEqual([
      [1, "hold", "Cid", "revenue", "2026", 200, 300],
      [2, "move", "Eve", "revenue", "2026-Q3", 20, "siblings"],
      [3, "hold", "Fay", "revenue", "2026-05", expect.closeTo(16.67, 1), 10],
    ]);
    expect(await goals("2026-05")).toMatchObject({ Fay: 10, Ben: 50 });
    expect(await goals("2026-Q3")).toMatchObject({ Eve: 30, Fay: 60, Gus: 60 });
    undoable(
      await apply([
        { kind: "release", who: "Cid", kpi: "revenue", period: "2026" },
        { kind: "release", who: "Eve", kpi: "revenue", period: "2026-Q3" },
        { kind: "release", who: "Fay", kpi: "revenue", period: "2026-05" },
      ]),
    );
    expect(await goals()).toEqual(PLAIN);
    expect(await goals("2026-Q3")).toMatchObject({ Eve: 50, Fay: 50, Gus: 50 });
  });

  test("a reset becomes a statement of the rules, and Undo takes it out again", async () => {
    const { apply, goals, port, call } = await opened(make);
    const reset: GoalCommand = {
      kind: "reset",
      who: "Cid",
      kpi: "revenue",
      period: "2026-Q2",
      to: 20,
    };
    const undo = undoable(await apply([reset]));
    const { text } = readRules(await port.read());
    expect(text).toBe(
      `${RULES}\nreset revenue 2026-Q2 for "Cid" from 50 to 20 because "Agreed" by "Mia" on 2026-02-15\n`,
    );
    expect(await goals("2026-Q2")).toMatchObject({ Ann: 150, Cid: 20, Dee: 100 });
    expect(await call("undo", { plan: undo })).toMatchObject({ applied: true });
    expect(readRules(await port.read()).text).toBe(RULES);
  });
});

describe("nothing that others wrote is lost", () => {
  const other: GoalCommand = { kind: "hold", who: "Eve", kpi: "revenue", period: "2026", to: 260 };

  test("someone appended since the preview: refused, nothing written", async () => {
    const { preview, apply, call, ask, rows } = await opened(memoryWorkbook);
    const { fingerprint } = await preview([HOLD]);
    undoable(await apply([other]));
    const before = await rows();
    expect(await call("goals.apply", { ...ask([HOLD]), fingerprint })).toMatchObject({
      applied: false,
      message: "The workbook or the rules changed since the preview; nothing was written.",
    });
    expect(await rows()).toEqual(before);
  });

  test("someone appended since it was written: Undo takes back its own row only", async () => {
    const { apply, call, goals, rows } = await opened(memoryWorkbook);
    const undo = undoable(await apply([HOLD]));
    undoable(await apply([other]));
    expect(await call("undo", { plan: undo })).toMatchObject({ applied: true });
    expect(await goals()).toEqual({ ...PLAIN, Eve: 260, Fay: 170, Gus: 170 });
    expect((await rows())!.map((row) => row[0])).toEqual(["n", null, 2]);
    // The next one goes below, with a number of its own.
    undoable(await apply([HOLD]));
    expect((await rows())!.map((row) => row[0])).toEqual(["n", null, 2, 3]);
  });

  test("someone changed the row: Undo leaves it", async () => {
    const { apply, call, port } = await opened(memoryWorkbook);
    const undo = undoable(await apply([HOLD]));
    (port as ReturnType<typeof memoryWorkbook>).edit(EDITS_SHEET, 1, 6, 310);
    expect(await call("undo", { plan: undo })).toMatchObject({ applied: false });
  });
});

describe("what can't be applied is said, and nothing is written", () => {
  const of = { who: "Cid", kpi: "revenue", period: "2026" };
  test.each<[string, GoalCommand, string]>([
    [
      "infeasible",
      { ...of, kind: "hold", to: 1300 },
      "The floors under Mia add up to €1,300, and €1,200 is handed down: €100 too little. €1,300 would do.",
    ],
    ["nobody", { ...of, who: "Zoe", kind: "hold", to: 1 }, "Nobody is called Zoe."],
    ["no KPI", { ...of, kpi: "x", kind: "release" }, "There is no KPI x."],
    ["no period", { ...of, period: "x", kind: "release" }, "x is no period of this calendar."],
    [
      "not held",
      { ...of, kind: "release" },
      "No edit holds revenue of Cid in 2026: nothing to release.",
    ],
    [
      "closed",
      { ...of, period: "2026-01", kind: "hold", to: 1 },
      "2026-01 was closed on 2026-02-15: a closed goal changes only by an override.",
    ],
    [
      "closed, reset",
      { ...of, period: "2026-01", kind: "reset", to: 1 },
      "2026-01 is closed: a reset only changes what lies ahead.",
    ],
    [
      "nothing published",
      { ...of, kind: "accept" },
      "KPI Goals holds no goal of revenue of Cid in 2026: nothing to accept.",
    ],
    ["no amount", { ...of, kind: "move", amount: 0, to: "Dee" }, "A move needs an amount above 0."],
  ])("%s", async (_, command, problem) => {
    const { preview, call, ask, rows } = await opened(memoryWorkbook);
    const { problems, fingerprint, changed } = await preview([command]);
    expect(problems).toEqual([problem]);
    expect([fingerprint, changed]).toEqual(["", 0]);
    const view = await call("goals.apply", { ...ask([command]), fingerprint });
    expect(view).toMatchObject({ applied: false, message: problem });
    expect(await rows()).toBeNull();
  });
  test("an override without a reason", async () => {
    const { call, ask } = await opened(memoryWorkbook);
    const input = { ...ask([{ ...of, kind: "override", to: 5 }], " "), fingerprint: "" };
    expect(await call("goals.apply", input)).toMatchObject({
      applied: false,
      message: "An override of revenue of Cid in 2026 needs its reason.",
    });
  });
});
