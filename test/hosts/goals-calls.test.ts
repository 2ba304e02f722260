/** The sidebar's calls about goals in every host: preview, apply, replay, undo; nothing that others wrote is lost. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  type Api,
  type ApplyView,
  CAUSES,
  type GoalCommand,
  type GoalsPreviewView,
  type Method,
} from "../../src/app/contract.ts";
import { EDIT_COLUMNS, EDITS_SHEET } from "../../src/app/edits/edit.ts";
import { readRules, saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { serve } from "../../src/app/service.ts";
import { runLater } from "../../src/app/steps.ts";
import { excelWorkbook } from "../../src/hosts/excel/workbook.ts";
import { filesWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import { googleWorkbook } from "../../src/hosts/google/workbook.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook, WriteStep } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { DEALS, day, RULES, TEAM } from "../conformance/edits-team.ts";
import { workbookOf } from "../language/catalogs.ts";
import { fakeExcel } from "./fakes/excel.ts";
import { fakeGoogle } from "./fakes/google.ts";

const folder = mkdtempSync(join(tmpdir(), "answerable-goals-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const DATA = workbookOf({ Team: TEAM, Deals: DEALS } as never);
let files = 0;

const HOSTS: Readonly<Record<string, (data: WorkbookData) => Workbook | Promise<Workbook>>> = {
  memory: (data) => memoryWorkbook(data),
  "Google Sheets": (data) => {
    const fake = fakeGoogle(data, {});
    Object.assign(globalThis, fake.globals);
    return googleWorkbook(fake.book as unknown as GoogleAppsScript.Spreadsheet.Spreadsheet);
  },
  Excel: (data) => {
    const fake = fakeExcel(data, {});
    Object.assign(globalThis, fake.globals);
    return excelWorkbook({ locale: "en-US", now: () => "2026-09-30T14:02" });
  },
  xlsx: async (data) => {
    files += 1;
    const path = join(folder, `${files}.xlsx`);
    const steps = data.sheets.flatMap((sheet): WriteStep[] => {
      const cells = Array.from({ length: sheet.rows }, (_, r) =>
        sheet.columns.map((column) => column[r] ?? null),
      );
      return [
        { kind: "addSheet", sheet: sheet.name, tabColour: null },
        { kind: "write", sheet: sheet.name, top: 0, left: 0, old: null, cells, why: "" },
      ];
    });
    await saveNewXlsx(path, { title: "", steps });
    return filesWorkbook(path);
  },
};

async function opened(make: (data: WorkbookData) => Workbook | Promise<Workbook>) {
  const port = await make(DATA);
  const saved = await port.apply(saveRulesPlan(await port.read(), RULES, null));
  if (!saved.ok) throw new Error(saved.message);
  const call = <M extends Method>(method: M, input: Api[M]["in"]): Promise<Api[M]["out"]> =>
    runLater(serve(port, method, input));
  const asOf = "2026-02-15";
  const ask = (commands: readonly GoalCommand[], note = "Agreed") => ({
    asOf,
    commands,
    by: "Mia",
    note,
  });
  const preview = (commands: readonly GoalCommand[], more = {}) =>
    call("goals.preview", {
      ...ask(commands),
      whatIf: [],
      rules: null,
      periods: ["2026"],
      most: 100,
      ...more,
    });
  const apply = async (commands: readonly GoalCommand[]) => {
    const { fingerprint, problems } = await preview(commands);
    expect(problems).toEqual([]);
    return call("goals.apply", { ...ask(commands), fingerprint });
  };
  const goals = async (period = "2026") => {
    const tree = await call("goals.tree", { asOf, kpi: "revenue", period });
    return Object.fromEntries(tree.who.map((name, at) => [name, tree.goal[at]]));
  };
  const rows = async () => {
    const sheet = (await port.read([EDITS_SHEET])).sheets[0];
    if (!sheet) return null;
    return Array.from({ length: sheet.rows }, (_, r) =>
      sheet.columns.map((column) => column[r] ?? null),
    );
  };
  return { port, call, ask, preview, apply, goals, rows, asOf };
}

const undoable = (view: ApplyView) => {
  if (!view.applied) throw new Error(view.message);
  return view.undo;
};

/** Changes as sentences. */
const said = ({ kpis, who, periods, changes: c }: GoalsPreviewView) =>
  c.who.map(
    (at, i) =>
      `${kpis[c.kpi[i]!]!.name} ${periods[c.period[i]!]} ${who[at]} ${c.before[i]} → ${c.after[i]} (${CAUSES[c.cause[i]!]})`,
  );

const HOLD: GoalCommand = { kind: "hold", who: "Cid", kpi: "revenue", period: "2026", to: 300 };
const PLAIN = { Mia: 1200, Ann: 600, Cid: 200, Dee: 400, Ben: 600, Eve: 200, Fay: 200, Gus: 200 };

describe.each(Object.entries(HOSTS))("%s", (_, make) => {
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
  const make = HOSTS.memory!;
  const other: GoalCommand = { kind: "hold", who: "Eve", kpi: "revenue", period: "2026", to: 260 };

  test("someone appended since the preview: refused, nothing written", async () => {
    const { preview, apply, call, ask, rows } = await opened(make);
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
    const { apply, call, goals, rows } = await opened(make);
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
    const { apply, call, port } = await opened(make);
    const undo = undoable(await apply([HOLD]));
    (port as ReturnType<typeof memoryWorkbook>).edit(EDITS_SHEET, 1, 6, 310);
    expect(await call("undo", { plan: undo })).toMatchObject({ applied: false });
  });
});

describe("what can't be applied is said, and nothing is written", () => {
  const make = HOSTS.memory!;
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
    const { preview, call, ask, rows } = await opened(make);
    const { problems, fingerprint, changed } = await preview([command]);
    expect(problems).toEqual([problem]);
    expect([fingerprint, changed]).toEqual(["", 0]);
    const view = await call("goals.apply", { ...ask([command]), fingerprint });
    expect(view).toMatchObject({ applied: false, message: problem });
    expect(await rows()).toBeNull();
  });
  test("an override without a reason", async () => {
    const { call, ask } = await opened(make);
    const input = { ...ask([{ ...of, kind: "override", to: 5 }], " "), fingerprint: "" };
    expect(await call("goals.apply", input)).toMatchObject({
      applied: false,
      message: "An override of revenue of Cid in 2026 needs its reason.",
    });
  });
});

describe("the preview", () => {
  const make = HOSTS.memory!;
  test("managers whose goals don't move are shown with 0; other KPIs' goals follow by formula", async () => {
    const { preview } = await opened(make);
    const view = await preview([{ ...HOLD, period: "2026-Q2", to: 150 }], { periods: ["2026-Q2"] });
    expect(said(view)).toEqual([
      "revenue 2026-Q2 Cid 50 → 150 (asked for)",
      "revenue 2026-Q2 Dee 100 → 0 (takes up)",
      "deals 2026-Q2 Cid 1 → 3 (follows by formula)",
      "deals 2026-Q2 Dee 2 → 1 (follows by formula)",
    ]);
    const { sums, who } = view;
    expect(sums.who.map((at, i) => [who[at], sums.before[i], sums.after[i]])).toEqual([
      ["Ann", 150, 150],
    ]);
  });

  test("a published goal that was typed over is seen, and accepted as it stands", async () => {
    const { call, port, asOf, apply, goals } = await opened(make);
    const plan = await call("publish.plan", { asOf });
    await call("publish.apply", { asOf, fingerprint: plan.fingerprint });
    const sheet = (await port.read(["KPI Goals"])).sheets[0]!;
    const column = (name: string) => sheet.columns.findIndex((c) => c.includes(name));
    const [who, period, kpi, goal] = ["who", "period", "kpi", "goal"].map(column);
    const row = sheet.columns[who!]!.findIndex(
      (name, r) =>
        name === "Cid" &&
        sheet.columns[period!]![r] === "2026-03" &&
        sheet.columns[kpi!]![r] === "revenue",
    );
    (port as ReturnType<typeof memoryWorkbook>).edit("KPI Goals", row, goal!, 99);
    const tree = await call("goals.tree", { asOf, kpi: "revenue", period: "2026-03" });
    const at = tree.who.indexOf("Cid");
    expect(tree.sheet.filter((x) => x !== null)).toEqual([99]);
    expect(tree.sheet[at]).toBe(99);
    undoable(await apply([{ kind: "accept", who: "Cid", kpi: "revenue", period: "2026-03" }]));
    expect(await goals("2026-03")).toMatchObject({
      Cid: 99,
      Ann: 50,
      Dee: expect.closeTo(33.33, 1),
    });
    const after = await call("goals.tree", { asOf, kpi: "revenue", period: "2026-03" });
    expect(after.sheet.filter((x) => x !== null)).toEqual([]);
    expect(after.held[at]).toBe(1);
  });

  test("what if the top's goal were another: the effect on every level, never written", async () => {
    const { preview, rows } = await opened(make);
    const ask = { who: "Mia", kpi: "revenue", period: "2026" };
    const scaled = await preview([], { whatIf: [{ ...ask, scale: 1.1 }] });
    const { levels, fingerprint } = scaled;
    const at = levels.kpi.map((k) => scaled.kpis[k]!.name);
    expect(
      levels.level.flatMap((l, i) =>
        at[i] === "revenue" ? [[l, levels.count[i], levels.before[i], levels.after[i]]] : [],
      ),
    ).toEqual([
      [0, 1, 1200, 1320],
      [1, 2, 1200, 1320],
      [2, 5, 1200, 1320],
    ]);
    expect(at).toContain("deals");
    expect(fingerprint).toBe("");
    const to = await preview([], { whatIf: [{ ...ask, to: 1320 }] });
    expect(to).toEqual(scaled);
    expect((await preview([], { whatIf: [{ ...ask, who: "Cid", scale: 2 }] })).problems).toEqual([
      "No goal of revenue in 2026 goes down from Cid: try other rules instead.",
    ]);
    expect(await rows()).toBeNull();
  });

  test("what if the rules were others", async () => {
    const { preview } = await opened(make);
    const rules = RULES.replace("  by people[Size]", "  by people[Size]\n  over-assign 5%");
    const view = await preview([], { rules });
    expect(said(view)).toEqual([
      "revenue 2026 Ann 600 → 630 (other rules)",
      "revenue 2026 Ben 600 → 630 (other rules)",
      ...[
        "Cid 200 → 220.5",
        "Dee 400 → 441",
        "Eve 200 → 220.5",
        "Fay 200 → 220.5",
        "Gus 200 → 220.5",
      ].map((change) => `revenue 2026 ${change} (other rules)`),
    ]);
    expect(view.fingerprint).toBe("");
  });

  test("an edit on record that would no longer apply is said before", async () => {
    const { preview, apply } = await opened(make);
    undoable(await apply([{ ...HOLD, to: 700 }]));
    const rules = RULES.replace("= 1200", "= 600");
    expect((await preview([], { rules })).outdated).toEqual([
      "Edit 1 (hold revenue 2026 for Cid) would no longer apply. The floors under Mia add up to €700, and €600 is handed down: €100 too little. €700 would do.",
    ]);
  });
});

test("the tree: shares, holds of edits and rules, what managers hand down, the year before", async () => {
  const { port, apply, call, asOf } = await opened(HOSTS.memory!);
  const rules = `${RULES.replace("  by people[Size]", "  by people[Size]\n  keep back 10%")}\ngoal revenue 2026 = 100 for "Eve"\n`;
  await port.apply(saveRulesPlan(await port.read(), rules, null));
  undoable(await apply([HOLD]));
  const tree = await call("goals.tree", { asOf, kpi: null, period: null });
  expect(tree).toMatchObject({
    kpi: "revenue",
    period: "2026",
    closed: false,
    kpis: ["revenue", "deals", "size", "calls"],
  });
  expect(tree.periods.slice(0, 3)).toEqual(["2026", "2026-01", "2026-02"]);
  const row = (name: string) => {
    const at = tree.who.indexOf(name);
    return [
      tree.who[tree.manager[at]!] ?? null,
      tree.level[at],
      tree.goal[at],
      tree.held[at],
      tree.baseline[at],
    ];
  };
  expect(row("Mia")).toEqual([null, 0, 1200, 0, 0]);
  expect(row("Cid")).toEqual(["Ann", 2, 300, 1, 0]);
  expect(row("Eve")).toEqual(["Ben", 2, 100, -1, 0]);
  expect(tree.share[tree.who.indexOf("Ann")]).toBe(0.5);
  expect(tree.handed.find((h) => tree.who[h.at] === "Mia")).toEqual({
    at: tree.who.indexOf("Mia"),
    handedDown: 1080,
    reserve: 120,
    buffer: 0,
    open: 0,
    difference: 0,
  });
});
