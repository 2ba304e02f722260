/** What the sidebar is told in its timings: the sample with a rule book of a thousand lines. */
import { sampleRules, sampleWorkbook } from "../examples/generate.ts";
import type { RpcReply, RpcRequest } from "../src/app/contract.ts";
import { saveRulesPlan } from "../src/app/rules-sheet.ts";
import { PLAIN_SERVICE, reply } from "../src/app/service.ts";
import { runNow } from "../src/app/steps.ts";
import { memoryWorkbook } from "../src/hosts/memory/index.ts";

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

/** Answers calls as text, the first ones worked out beforehand: the page's time is measured, not the engine's. */
export function host(): (request: string) => string {
  const data = sampleWorkbook();
  const workbook = memoryWorkbook(data, { today: "2026-10-02" });
  workbook.apply(saveRulesPlan(data, longRules(), null));
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
