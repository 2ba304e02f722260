/** Rules: typing, its panel, saving, two who save. */
import { sampleRules } from "../../../examples/generate.ts";
import type { RpcError } from "../../../src/app/contract.ts";
import { saveRulesPlan } from "../../../src/app/rules-sheet.ts";
import type { Pane } from "../harness/pane.ts";
import { withDesk } from "./desks.ts";
import { unknownDesk } from "./start.ts";
import type { ViewState } from "./state.ts";

const PROTECTED: RpcError = {
  message: "KPI Rules is protected.",
  safe: "Nothing was saved; your draft is safe here.",
  todo: "Ask the sheet's owner to let you edit it.",
};
/** Puts text below the last statement. */
const append = async ({ page }: Pane, text: string) => {
  await page.click(".cm-content");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(text);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".bar");
};
const ADDED = '\ngoal revenue 2026 = 900k for "Jonas Lind"\n';
const review = async (pane: Pane) => {
  await append(pane, ADDED);
  await pane.page.click(".bar .primary");
  await pane.page.waitForSelector("table.diff");
  await pane.page.waitForSelector('main[aria-busy="false"]');
};

export const RULES_STATES: readonly ViewState[] = [
  { name: "rules", view: "rules" },
  {
    name: "rules-loading",
    view: "rules",
    script: "held",
    reach: async ({ page }) => void (await page.waitForSelector(".skel")),
  },
  {
    name: "rules-plain",
    view: "rules",
    script: "broken",
    reach: async ({ page }) => void (await page.waitForSelector("textarea.code")),
  },
  {
    name: "rules-empty",
    view: "rules",
    desk: unknownDesk,
    reach: async ({ page }) => void (await page.waitForSelector("text=No rules yet")),
  },
  {
    name: "rules-problem",
    view: "rules",
    reach: async (pane) => {
      await append(pane, "\nkpi access = share(Deals where [Stgae] is not blank)\n");
      await pane.page.waitForSelector(".prob .bad");
    },
  },
  {
    name: "rules-outline",
    view: "rules",
    reach: async ({ page }) => void (await page.click("#rules-tab-outline")),
  },
  {
    name: "rules-tests",
    view: "rules",
    reach: async ({ page }) => {
      await page.click("#rules-tab-tests");
      await page.waitForSelector("text=13,200,000, as expected");
    },
  },
  {
    name: "rules-insert",
    view: "rules",
    reach: async ({ page }) => {
      await page.click("button[aria-label='Insert a function']");
      await page.waitForSelector("#function-search");
    },
  },
  { name: "rules-review", view: "rules", reach: review },
  {
    name: "rules-error",
    view: "rules",
    desk: withDesk((desk) => desk.fail("rules.save", PROTECTED)),
    reach: async (pane) => {
      await review(pane);
      await pane.page.click(".bar .primary");
      await pane.page.waitForSelector(".note.bad");
    },
  },
  {
    name: "rules-conflict",
    view: "rules",
    reach: async (pane) => {
      await append(pane, ADDED);
      const data = await pane.desk.workbook.read();
      const theirs = sampleRules
        .replace("goal renewal_rate each quarter = 88%", "goal renewal_rate each quarter = 90%")
        .concat('\ngoal revenue 2026 = 850k for "Jonas Lind"\n');
      pane.desk.write(saveRulesPlan(data, theirs, null));
      await pane.page.click(".bar .primary");
      await pane.page.waitForSelector(".choice:has-text('850k') .paint-number");
    },
  },
];
