/** The calls of Publish, as the sidebar makes them, over a workbook in memory. */
import { describe, expect, test } from "vitest";
import type { Api, Method } from "../../src/app/contract.ts";
import { USUAL_CHOICE } from "../../src/app/contract.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { PLAIN_SERVICE, serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { type MemoryWorkbook, memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { DEALS, RULES, TEAM } from "../conformance/edits-team.ts";
import { workbookOf } from "../language/catalogs.ts";

const make = (): MemoryWorkbook => {
  const data = workbookOf({ Team: TEAM, Deals: DEALS });
  const host = memoryWorkbook(data, { today: "2026-11-13" });
  host.apply(saveRulesPlan(data, RULES, null));
  return host;
};
const call = <M extends Method>(host: MemoryWorkbook, method: M, input: Api[M]["in"]) =>
  runNow(serve(host, method, input, PLAIN_SERVICE)) as Api[M]["out"];
const sheetsOf = (host: MemoryWorkbook) => host.read().sheets.map((s) => s.name);
const publish = (host: MemoryWorkbook, choice = USUAL_CHOICE) => {
  const plan = call(host, "publish.plan", { asOf: null, choice });
  const { fingerprint } = plan;
  return { plan, done: call(host, "publish.apply", { asOf: null, choice, fingerprint }) };
};

describe("what there is to publish", () => {
  test("parts with their sizes, and when that was done last", () => {
    const host = make();
    const parts = call(host, "publish.parts", { asOf: null });
    expect(parts).toMatchObject({ today: "2026-11-13", since: "", drift: 0 });
    expect(parts.parts.map(({ part, sheets }) => [part, sheets])).toEqual([
      ["results", 1],
      ["scorecard", 1],
      ["goals", 3],
      ["certificate", 1],
      ["people", 8],
    ]);
    expect(parts.ties).toBe(parts.lines);
    expect(sheetsOf(host)).not.toContain("KPI Results");
    publish(host, { ...USUAL_CHOICE, as: "values" });
    expect(call(host, "publish.parts", { asOf: null }).since).toBe("2026-11-13");
  });
});

describe("a choice is what is written, nothing else", () => {
  test.each([
    [["results"], ["KPI Results"]],
    [
      ["scorecard", "certificate"],
      ["KPI Scorecard", "KPI Tie-out"],
    ],
    [
      ["people"],
      [...["Mia", "Ann", "Cid", "Dee", "Ben", "Eve", "Fay", "Gus"].map((n) => `KPI ${n}`)],
    ],
  ] as const)("%s", (parts, sheets) => {
    const host = make();
    const before = sheetsOf(host);
    const { plan, done } = publish(host, { ...USUAL_CHOICE, as: "values", parts });
    expect(done).toMatchObject({ applied: true });
    expect(plan.sheets.map((s) => s.sheet)).toEqual(
      expect.arrayContaining([...sheets, "KPI Published"]),
    );
    expect(sheetsOf(host).filter((name) => !before.includes(name))).toEqual([
      ...sheets,
      "KPI Published",
    ]);
    if (!done.applied) throw new Error(done.message);
    call(host, "undo", { plan: done.undo });
    expect(sheetsOf(host)).toEqual(before);
  });

  test("a preview names the goals on show that would be others, before and after", () => {
    const host = make();
    expect(call(host, "publish.plan", { asOf: null }).goals).toEqual({ changed: 0, first: [] });
    publish(host);
    const { columns } = host.read().sheets.find((s) => s.name === "KPI Goals")!;
    const at = (name: string) => columns.findIndex((column) => column[0] === name);
    const row = columns[at("who")]!.findIndex(
      (who, r) => who === "Gus" && columns[at("period")]![r] === "2026",
    );
    const goal = columns[at("goal")]![row];
    host.edit("KPI Goals", row, at("goal"), 7);
    expect(call(host, "publish.plan", { asOf: null }).goals).toEqual({
      changed: 1,
      first: [{ about: "Gus, revenue, 2026", before: 7, after: goal }],
    });
    expect(call(host, "publish.parts", { asOf: null }).drift).toBe(1);
  });

  test("another choice than was shown is refused, and writes nothing", () => {
    const host = make();
    const { fingerprint } = call(host, "publish.plan", { asOf: null, choice: USUAL_CHOICE });
    const choice = { ...USUAL_CHOICE, looks: false };
    expect(call(host, "publish.apply", { asOf: null, choice, fingerprint })).toMatchObject({
      applied: false,
    });
    expect(sheetsOf(host)).not.toContain("KPI Results");
  });

  test("as formulas: the rules become formulas of the workbook's own, and what can't is said", () => {
    const host = make();
    const { plan, done } = publish(host, { ...USUAL_CHOICE, as: "formulas" });
    expect(done).toMatchObject({ applied: true });
    expect(sheetsOf(host)).toEqual(expect.arrayContaining(["KPI Live", "KPI Parts"]));
    const formulas = plan.sheets.find((s) => s.sheet === "KPI Live");
    expect(formulas?.isNew).toBe(true);
    expect(host.formulaAt("KPI Scorecard", 3, 4)).toBe("D4");
  });
});
