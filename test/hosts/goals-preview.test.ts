/** What the sidebar is shown of goals before anything is written: the preview of edits and of what if, and the tree. */
import { describe, expect, test } from "vitest";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { RULES } from "../conformance/edits-team.ts";
import { HOLD, opened, said, undoable } from "./goals-desk.ts";

describe("the preview", () => {
  test("managers whose goals don't move are shown with 0; other KPIs' goals follow by formula", async () => {
    const { preview } = await opened(memoryWorkbook);
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
    const { call, port, asOf, apply, goals } = await opened(memoryWorkbook);
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
    const { preview, rows } = await opened(memoryWorkbook);
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

  test("what if a goal said by the week were another: every week of the year, or those that start in a part of it", async () => {
    const dials = 'kpi dials = count(Deals)\ngoal dials each week = 12 for "Mia"\ncascade dials\n';
    const { preview } = await opened(memoryWorkbook, `${RULES}\n${dials}  evenly\n`);
    const tops = async (period: string, scale: number) => {
      const whatIf = [{ who: "Mia", kpi: "dials", period, scale }];
      const found = await preview([], { whatIf, periods: ["2026", "2026-03", "2026-04"] });
      expect(found.problems).toEqual([]);
      const { level, period: at, before, after } = found.levels;
      return level.flatMap((l, i) =>
        l === 0 ? [[found.periods[at[i]!], before[i], after[i]]] : [],
      );
    };
    // 52 weeks start in 2026; five of them in March, four in April.
    expect(await tops("2026", 1.5)).toEqual([
      ["2026", 624, 936],
      ["2026-03", 60, 90],
      ["2026-04", 48, 72],
    ]);
    expect(await tops("2026-03", 2)).toEqual([
      ["2026", 624, 684],
      ["2026-03", 60, 120],
    ]);
  });

  test("what if the rules were others", async () => {
    const { preview } = await opened(memoryWorkbook);
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
    const { preview, apply } = await opened(memoryWorkbook);
    undoable(await apply([{ ...HOLD, to: 700 }]));
    const rules = RULES.replace("= 1200", "= 600");
    expect((await preview([], { rules })).outdated).toEqual([
      "Edit 1 (hold revenue 2026 for Cid) would no longer apply. The floors under Mia add up to €700, and €600 is handed down: €100 too little. €700 would do.",
    ]);
  });
});

test("the tree: shares, holds of edits and rules, what managers hand down, the year before", async () => {
  const { port, apply, call, asOf } = await opened(memoryWorkbook);
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
