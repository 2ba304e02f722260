import { describe, expect, test } from "vitest";
import type { Api, ApplyView, Method } from "../../src/app/contract.ts";
import { PLAIN_SERVICE, serve } from "../../src/app/service.ts";
import { runLater } from "../../src/app/steps.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { sheetOf } from "../../src/model/workbook.ts";
import { quotaWorkbook } from "../support/quotas.ts";

const call = <M extends Method>(port: Workbook, method: M, input: Api[M]["in"]) =>
  runLater(serve(port, method, input, PLAIN_SERVICE));
const cells = async (port: Workbook) => JSON.stringify((await port.read()).sheets);
const names = async (port: Workbook) => (await port.describe()).sheets.map((s) => s.name);
const done = (view: ApplyView) => {
  if (!view.applied) throw new Error(view.message);
  return view;
};
const COUNTED = { "stranger.Robin Castel": "Robin Castell", "stranger.House Account": "" };

describe("a proposal over a workbook port", () => {
  test("looking and planning write nothing; figures stand beside the KPIs", async () => {
    const port = memoryWorkbook(quotaWorkbook());
    const before = await cells(port);
    const view = await call(port, "start.look", { choices: {} });
    expect(view).toMatchObject({ people: { sheet: "Roster", levels: 3 }, quarter: "2026-Q4" });
    expect(view.kpis.find((k) => k.name === "bookings")).toMatchObject({
      unit: { of: "money", code: "USD" },
      chosen: true,
    });
    expect(view.kpis.every((k) => k.lastQuarter !== null)).toBe(true);
    const plan = await call(port, "start.plan", { choices: COUNTED });
    expect(plan).toMatchObject({ replaces: false, flags: 4 });
    expect(plan.corrections).toMatchObject([
      { sheet: "Bookings (CRM)", from: "Robin Castel", to: "Robin Castell" },
    ]);
    expect(await cells(port)).toBe(before);
  });

  test("written as shown: rules and corrected names, and one Undo takes both back", async () => {
    const port = memoryWorkbook(quotaWorkbook());
    const before = await cells(port);
    const plan = await call(port, "start.plan", { choices: COUNTED });
    const { fingerprint } = plan;
    const written = done(
      await call(port, "start.write", { choices: COUNTED, fingerprint, by: "Ana" }),
    );
    expect((await call(port, "rules.load", null)).text).toBe(plan.rules);
    expect(await cells(port)).not.toContain('"Robin Castel"');
    const run = await call(port, "run", { asOf: null, rules: null });
    expect(run.flags.length).toBeGreaterThan(0);
    done(await call(port, "undo", { plan: written.undo }));
    expect(await cells(port)).toBe(before);
  });

  test("a workbook that changed since the plan is not written to", async () => {
    const port = memoryWorkbook(quotaWorkbook());
    const { fingerprint } = await call(port, "start.plan", { choices: COUNTED });
    const sheet = "Bookings (CRM)";
    await port.apply({
      title: "",
      steps: [
        { kind: "write", sheet, top: 1, left: 1, old: null, cells: [["Robin Castel"]], why: "" },
      ],
    });
    const before = await cells(port);
    const answer = await call(port, "start.write", { choices: COUNTED, fingerprint, by: "" });
    expect(answer.applied).toBe(false);
    expect(await cells(port)).toBe(before);
  });

  test("rules that were there go to the log", async () => {
    const port = memoryWorkbook(quotaWorkbook());
    await call(port, "rules.save", { text: "kpi mine = 1 + 1\n", revision: 0, by: "" });
    const plan = await call(port, "start.plan", { choices: {} });
    expect(plan.replaces).toBe(true);
    done(
      await call(port, "start.write", { choices: {}, fingerprint: plan.fingerprint, by: "Ana" }),
    );
    const log = (await port.read(["KPI Log"])).sheets[0]!;
    expect(log.columns.map((column) => column[1])).toEqual([
      expect.anything(),
      "Ana",
      "replaced",
      "all rules",
      "kpi mine = 1 + 1\n",
    ]);
  });
});

describe("reset", () => {
  const made = async () => {
    const data = quotaWorkbook();
    const own = sheetOf("KPI Overview", [["mine", "stays"]]);
    const port = memoryWorkbook({ ...data, sheets: [...data.sheets, own] });
    const { fingerprint } = await call(port, "start.plan", { choices: {} });
    done(await call(port, "start.write", { choices: {}, fingerprint, by: "" }));
    const { fingerprint: print } = await call(port, "publish.plan", { asOf: null });
    done(await call(port, "publish.apply", { asOf: null, fingerprint: print }));
    return port;
  };

  test("lists what goes, takes only that, and its Undo brings every cell back", async () => {
    const port = await made();
    const before = await cells(port);
    const plan = await call(port, "start.reset.plan", null);
    expect(plan.sheets.map((s) => s.sheet)).toEqual(
      expect.arrayContaining(["KPI Rules", "KPI Results", "KPI Goals"]),
    );
    expect(plan.sheets.map((s) => s.sheet)).not.toContain("KPI Overview");
    expect(plan.rules).toContain("kpi bookings");
    const gone = done(
      await call(port, "start.reset", { title: plan.title, fingerprint: plan.fingerprint }),
    );
    expect((await names(port)).filter((name) => name.startsWith("KPI "))).toEqual(["KPI Overview"]);
    done(await call(port, "undo", { plan: gone.undo }));
    const sorted = (text: string) =>
      JSON.stringify([...JSON.parse(text)].sort((a, b) => (a.name < b.name ? -1 : 1)));
    expect(sorted(await cells(port))).toBe(sorted(before));
  });

  test("another name, or rules that changed since: nothing goes", async () => {
    const port = await made();
    const plan = await call(port, "start.reset.plan", null);
    const before = await cells(port);
    const wrong = await call(port, "start.reset", {
      title: "Something else",
      fingerprint: plan.fingerprint,
    });
    expect(wrong).toMatchObject({ applied: false, message: expect.stringContaining(plan.title) });
    expect(await cells(port)).toBe(before);
    const { revision } = await call(port, "rules.load", null);
    await call(port, "rules.save", { text: "kpi other = 1 + 1\n", revision, by: "" });
    const late = await call(port, "start.reset", {
      title: plan.title,
      fingerprint: plan.fingerprint,
    });
    expect(late.applied).toBe(false);
    expect(await names(port)).toContain("KPI Rules");
  });
});

test("what was not kept of two writers' rules is appended to the log, with the rules in one block", async () => {
  const port = memoryWorkbook(quotaWorkbook());
  await call(port, "rules.save", { text: "kpi a = 1 + 1\n", revision: 0, by: "" });
  const notKept = [{ by: "Ben", statement: "kpi a", text: "=1+1, as it looked" }];
  for (const revision of [1, 2])
    await call(port, "rules.save", {
      text: `kpi a = ${revision} + 2\n`,
      revision,
      by: "Ana",
      notKept,
    });
  const log = (await port.read(["KPI Log"])).sheets[0]!;
  expect(log.rows).toBe(3);
  expect(log.columns[4]!.slice(1)).toEqual(["=1+1, as it looked", "=1+1, as it looked"]);
  expect((await call(port, "rules.load", null)).text).toBe("kpi a = 2 + 2\n");
});
