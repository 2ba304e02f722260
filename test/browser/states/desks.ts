/** Workbooks that states are shown over, each behind a desk of its own. */
import { sampleRules, sampleWorkbook } from "../../../examples/generate.ts";
import type { RpcError } from "../../../src/app/contract.ts";
import { saveRulesPlan } from "../../../src/app/rules-sheet.ts";
import { serve } from "../../../src/app/service.ts";
import { runNow } from "../../../src/app/steps.ts";
import { FUNCTION_DESK } from "../../../src/functions/desk.ts";
import { memoryWorkbook } from "../../../src/hosts/memory/index.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import { type Desk, deskOver, type Known } from "../harness/desk.ts";
import { teamWorkbook } from "../team.ts";

export const OPTIONS = {
  functions: FUNCTION_DESK,
  makeFile: () => Promise.resolve(""),
  clock: () => 0,
  sample: () => ({ workbook: sampleWorkbook(), rules: sampleRules }),
};
const known: Known = new Map();

let sample: WorkbookData | null = null;
/**
 * The sample with its rules, as `npm start` opens it; on a day before its last, only with the rows that
 * were there; with other cells, if they are changed.
 */
export function sampleDesk(
  today: string | null = null,
  change: ((data: WorkbookData) => WorkbookData) | null = null,
): Desk {
  sample ??= sampleWorkbook();
  const data = change ? change(sample) : sample;
  const workbook = memoryWorkbook(data, { today: today ?? "2026-10-02" });
  workbook.apply(saveRulesPlan(data, sampleRules, null));
  return deskOver(workbook, OPTIONS, today === null && change === null ? known : undefined);
}
/** Cells without rules; none: an empty workbook. */
export const deskOf = (data: Partial<WorkbookData> = {}): Desk =>
  deskOver(
    memoryWorkbook(
      { sheets: [], names: [], locale: "en-US", dateSystem: 1900, ...data },
      { today: "2026-10-02" },
    ),
    OPTIONS,
  );

/** A desk changed before the pane opens. */
export const withDesk = (change: (desk: Desk) => void) => () => {
  const desk = sampleDesk();
  change(desk);
  return desk;
};
const knownOfTeam: Known = new Map();
/** The company of twelve; `rules` in place of its own. */
export const teamDesk = (rules?: string): Desk =>
  rules === undefined
    ? deskOver(teamWorkbook(), OPTIONS, knownOfTeam)
    : deskOver(teamWorkbook(rules), OPTIONS);
export const LINE_DOWN: RpcError = {
  message: "The workbook doesn't answer.",
  safe: "Nothing was written; your draft is kept here.",
  todo: "Look at the connection, then try again.",
};

/** Published, then one goal typed over. */
export function driftDesk(): Desk {
  const workbook = teamWorkbook();
  const plan = runNow(serve(workbook, "publish.plan", { asOf: null }));
  runNow(serve(workbook, "publish.apply", { asOf: null, fingerprint: plan.fingerprint }));
  const { columns } = workbook.read().sheets.find((sheet) => sheet.name === "KPI Goals")!;
  const [who, kpi, period, goal] = ["who", "kpi", "period", "goal"].map((head) =>
    columns.findIndex((column) => column.includes(head)),
  );
  const row = columns[who!]!.findIndex(
    (name, r) =>
      name === "Erik Holm" && columns[kpi!]![r] === "revenue" && columns[period!]![r] === "2026",
  );
  workbook.edit("KPI Goals", row, goal!, 200_000);
  return deskOver(workbook, OPTIONS);
}
