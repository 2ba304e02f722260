/** What the sidebar is told in its timings: the sample with a rule book of a thousand lines, and a company of ten thousand. */
import { sampleRules, sampleWorkbook } from "../examples/generate.ts";
import type { RpcReply, RpcRequest } from "../src/app/contract.ts";
import { saveRulesPlan } from "../src/app/rules-sheet.ts";
import { PLAIN_SERVICE, reply } from "../src/app/service.ts";
import { runNow } from "../src/app/steps.ts";
import { memoryWorkbook } from "../src/hosts/memory/index.ts";
import type { WorkbookData } from "../src/model/workbook.ts";
import { THOUSANDS_RULES, thousands } from "../test/browser/thousands.ts";

const LINES = 1_000;
/** Lines of a KPI's note: nobody has nine hundred KPIs. */
const NOTES = 12;

function longRules(): string {
  const lines = sampleRules.trimEnd().split("\n");
  for (let n = 1; lines.length < LINES; n += 1) {
    lines.push("", `kpi more_${n} "More ${n}" = sum(Deals[Amount] where [Stage] = "Won")`);
    for (let note = 1; note < NOTES; note += 1) lines.push(`# What KPI ${n} is for, line ${note}`);
  }
  return `${lines.slice(0, LINES).join("\n")}\n`;
}

/** A host's side of the page: calls and answers as text. */
export type Host = (request: string) => string;

export const longBook = (): Host => hostOf(sampleWorkbook(), longRules());
export const largeCompany = (): Host => hostOf(thousands(), THOUSANDS_RULES);

/** Each call is worked out once, the first ones beforehand: the page's time is measured, not the engine's. */
function hostOf(data: WorkbookData, rules: string): Host {
  const workbook = memoryWorkbook(data, { today: "2026-10-02" });
  workbook.apply(saveRulesPlan(data, rules, null));
  const known = new Map<string, RpcReply>();
  const answer = (text: string): string => {
    const request = JSON.parse(text) as RpcRequest;
    const key = JSON.stringify([request.method, request.input]);
    const found = known.get(key) ?? runNow(reply(workbook, request, PLAIN_SERVICE));
    known.set(key, found);
    return JSON.stringify({ ...found, id: request.id });
  };
  const first = { "workbook.describe": null, "rules.load": null, run: { asOf: null, rules: null } };
  for (const [method, input] of Object.entries(first)) {
    answer(JSON.stringify({ id: 0, method, input }));
  }
  return answer;
}
