/** Workbooks that states are shown over, each behind a desk of its own. */
import { sampleRules, sampleWorkbook } from "../../../examples/generate.ts";
import type { RpcError } from "../../../src/app/contract.ts";
import { saveRulesPlan } from "../../../src/app/rules-sheet.ts";
import { FUNCTION_DESK } from "../../../src/functions/desk.ts";
import { memoryWorkbook } from "../../../src/hosts/memory/index.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import { type Desk, deskOver, type Known } from "../harness/desk.ts";
import { teamTypedOver, teamWorkbook } from "../team.ts";

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
export const driftDesk = (): Desk => deskOver(teamTypedOver().workbook, OPTIONS);
