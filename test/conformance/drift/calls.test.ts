/** Drift as the sidebar asks for it, from a workbook read whole and from one followed edit by edit. */
import { expect, test } from "vitest";
import type { Api, Method } from "../../../src/app/contract.ts";
import { liveRuns } from "../../../src/app/live.ts";
import { serve } from "../../../src/app/service.ts";
import { runNow } from "../../../src/app/steps.ts";
import { memoryWorkbook } from "../../../src/hosts/memory/index.ts";
import { DATA, RULES } from "./book.ts";

test("the sidebar lists drift, shows what taking back writes, and writes just that", () => {
  const book = memoryWorkbook(DATA);
  const call = <M extends Method>(method: M, input: Api[M]["in"]): Api[M]["out"] =>
    runNow(serve(book, method, input));
  call("rules.save", { text: RULES, revision: 0, by: "" });
  const asOf = "2025-03-31";
  const { fingerprint } = call("publish.plan", { asOf });
  expect(call("publish.apply", { asOf, fingerprint }).applied).toBe(true);
  expect(call("drift.list", { asOf })).toMatchObject({ recorded: true, items: [] });
  book.edit("KPI Goals", 6, 6, 1);
  expect(call("drift.list", { asOf }).items).toHaveLength(1);
  const { findings } = call("run", { asOf, rules: null });
  expect(findings[0]).toMatchObject({ code: "DRIFT01", place: "KPI Goals!G7" });
  const plan = call("drift.plan", { asOf, ids: null });
  expect(plan.sheets).toMatchObject([{ sheet: "KPI Goals", changed: 1 }]);
  book.edit("KPI Goals", 7, 6, 2);
  const stale = call("drift.takeBack", { asOf, ids: null, fingerprint: plan.fingerprint });
  expect(stale.applied).toBe(false);
  const anew = call("drift.plan", { asOf, ids: null });
  expect(call("drift.takeBack", { asOf, ids: null, ...anew }).applied).toBe(true);
  expect(call("drift.list", { asOf }).items).toEqual([]);
});

test("a workbook that is followed edit by edit finds a goal typed over too", () => {
  const book = memoryWorkbook(DATA);
  const live = liveRuns();
  const options = { clock: () => 0, sample: null, live };
  const call = <M extends Method>(method: M, input: Api[M]["in"]): Api[M]["out"] =>
    runNow(serve(book, method, input, options));
  call("rules.save", { text: RULES, revision: 0, by: "" });
  const asOf = "2025-03-31";
  const { fingerprint } = call("publish.plan", { asOf });
  call("publish.apply", { asOf, fingerprint });
  expect(call("run", { asOf, rules: null }).findings).toEqual([]);
  book.edit("KPI Goals", 6, 6, 1);
  live.edited({ sheet: "KPI Goals", row: 6, column: 6, value: 1 });
  const { findings } = call("run", { asOf, rules: null });
  expect(findings[0]).toMatchObject({ code: "DRIFT01", place: "KPI Goals!G7" });
});
