/** Start: first run, the proposal and its pages, rules in and out, reset. */
import { sheetOf } from "../../../src/model/workbook.ts";
import { GERMAN, renamed } from "../../support/messy.ts";
import { quotaWorkbook } from "../../support/quotas.ts";
import { saasWorkbook } from "../../support/saas.ts";
import type { Pane } from "../harness/pane.ts";
import { deskOf, withDesk } from "./desks.ts";
import type { ViewState } from "./state.ts";

/** A team whose goals stand in the workbook, without rules. */
export const unknownDesk = () => deskOf(quotaWorkbook());
const proposal = async ({ page }: Pane) => {
  await page.click(".empty .primary");
  await page.waitForSelector(".checks");
  await page.waitForSelector('main[aria-busy="false"]');
};
const openRow = (name: string, shown: string) => async (pane: Pane) => {
  await pane.page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await pane.page.waitForSelector(shown);
};

const read = (shown: string) => async (pane: Pane) => {
  await pane.page.click(".empty .primary");
  await pane.page.waitForSelector(`text=${shown}`);
  await pane.ready();
};
const TEAM = sheetOf("Team", [
  ["Name", "Manager"],
  ["Ann Lee", null],
  ["Bo Ruiz", "Ann Lee"],
  ["Cy Wong", "Ann Lee"],
]);
const DEALS = sheetOf("Deals", [
  ["Owner", "Closed", "Amount"],
  ["Bo Ruiz", "end of 3/26", 12_000],
  ["Cy Wong", "31st of May 26", 8_000],
  ["Bo Ruiz", "mid 6/26", 15_000],
]);

export const START_STATES: readonly ViewState[] = [
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
  { name: "start-first-run", view: "start", desk: unknownDesk },
  { name: "start-proposal", view: "start", desk: unknownDesk, height: 1000, reach: proposal },
  {
    name: "start-guesses",
    view: "start",
    desk: unknownDesk,
    height: 1000,
    reach: async (pane) => {
      await proposal(pane);
      await pane.page.click("button[aria-label='Change: People']");
      await pane.page.waitForSelector(".guess");
    },
  },
  {
    name: "start-goal",
    view: "start",
    desk: () => deskOf(saasWorkbook()),
    height: 1000,
    reach: async (pane) => {
      await proposal(pane);
      await pane.page.locator("#goal-amount").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "start-plan",
    view: "start",
    desk: unknownDesk,
    reach: async (pane) => {
      await proposal(pane);
      await pane.page.getByRole("button", { name: "Count as Robin Castell" }).click();
      await pane.page.waitForSelector("text=counts as Robin Castell");
      await pane.page.getByRole("button", { name: "Preview" }).click();
      await pane.page.waitForSelector("pre.code");
    },
  },
  {
    name: "start-german",
    view: "start",
    desk: () => deskOf(renamed(saasWorkbook(), GERMAN, "de-DE")),
    height: 1000,
    reach: proposal,
  },
  {
    name: "start-nothing",
    view: "start",
    desk: () => deskOf({ sheets: [sheetOf("Notes", [["To do"], ["Ask Ann"], ["Call Bo"]])] }),
    reach: read("No table found"),
  },
  {
    name: "start-people",
    view: "start",
    desk: () => deskOf({ sheets: [DEALS] }),
    reach: async (pane) => {
      await read("No table of people found")(pane);
      await pane.page.getByRole("button", { name: "Use the selected range" }).click();
      await pane.page.waitForSelector("text=Nothing is selected in the sheet.");
    },
  },
  {
    name: "start-data",
    view: "start",
    desk: () => deskOf({ sheets: [TEAM] }),
    reach: read("People, but no rows of theirs"),
  },
  {
    name: "start-undated",
    view: "start",
    desk: () => deskOf({ sheets: [TEAM, DEALS] }),
    reach: read("No date can be read in [Closed]"),
  },
  {
    name: "start-menu",
    view: "start",
    reach: async (pane) => {
      await openRow("Propose rules anew", ".checks")(pane);
      await pane.ready();
      await pane.page.click("button[aria-haspopup=menu]");
      await pane.page.waitForSelector("[role=menuitem]");
    },
  },
  { name: "start-import", view: "start", reach: openRow("Import", "#import-text") },
  { name: "start-export", view: "start", reach: openRow("Export", "#export-text") },
  { name: "start-reset", view: "start", reach: openRow("Reset", "#reset-title") },
];
