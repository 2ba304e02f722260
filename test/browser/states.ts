/** Every state of every view, by name: axe, screenshots and the comparison of pictures walk this one list. */
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import type { View } from "../../sidebar/state/store.ts";
import type { RpcError } from "../../src/app/contract.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { type Desk, deskOver, type Known } from "./harness/desk.ts";
import type { Pane } from "./harness/pane.ts";

export interface ViewState {
  /** `view` or `view-state`: the name of its pictures. */
  readonly name: string;
  readonly view: View;
  /** The workbook's side; without it, the sample with its rules. */
  readonly desk?: () => Desk;
  /** The workbook is opened at once and the view chosen; without it that is all. */
  readonly reach?: (pane: Pane) => Promise<void>;
  /** For a state in which the workbook never answers. */
  readonly unanswered?: true;
  readonly height?: number;
}

const OPTIONS = {
  clock: () => 0,
  sample: () => ({ workbook: sampleWorkbook(), rules: sampleRules }),
};
const known: Known = new Map();

let sample: WorkbookData | null = null;
/** The sample with its rules, as `npm start` opens it. */
export function sampleDesk(): Desk {
  sample ??= sampleWorkbook();
  const workbook = memoryWorkbook(sample, { today: "2026-10-02" });
  workbook.apply(saveRulesPlan(sample, sampleRules, null));
  return deskOver(workbook, OPTIONS, known);
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
const withDesk = (change: (desk: Desk) => void) => () => {
  const desk = sampleDesk();
  change(desk);
  return desk;
};
const PROTECTED: RpcError = {
  message: "KPI Rules is protected.",
  safe: "Nothing was saved; your draft is safe here.",
  todo: "Ask the sheet's owner to let you edit it.",
};

export const STATES: readonly ViewState[] = [
  { name: "start", view: "start" },
  { name: "start-empty", view: "start", desk: () => deskOf() },
  {
    name: "start-loading",
    view: "start",
    desk: withDesk((desk) => desk.hold("workbook.describe")),
    unanswered: true,
    reach: async ({ page }) => {
      await page.clock.runFor(3_000);
      await page.waitForSelector("progress");
    },
  },
  {
    name: "start-error",
    view: "start",
    desk: withDesk((desk) =>
      desk.fail("workbook.describe", {
        message: "Google can't tell which account this is.",
        safe: "Nothing was written.",
        todo: "Open this workbook in its own browser profile or a private window.",
      }),
    ),
    reach: async ({ page }) => void (await page.waitForSelector(".note.bad")),
  },
  { name: "rules", view: "rules" },
  {
    name: "rules-error",
    view: "rules",
    desk: withDesk((desk) => desk.fail("rules.save", PROTECTED)),
    reach: async ({ page }) => {
      await page.click(".bar .primary");
      await page.waitForSelector(".note.bad");
    },
  },
  { name: "goals", view: "goals" },
  { name: "scorecard", view: "scorecard", height: 1000 },
  {
    name: "scorecard-pick",
    view: "scorecard",
    reach: async ({ page }) => {
      await page.locator(".pick").first().focus();
      await page.keyboard.type("mar");
      await page.waitForSelector("[role=option]");
    },
  },
  {
    name: "why",
    view: "scorecard",
    reach: async ({ page }) => {
      await page.locator(".kpi .why").first().click();
      await page.waitForSelector(".steps li");
    },
  },
  { name: "answers", view: "answers" },
  { name: "publish", view: "publish" },
];
