/** Scorecard: a manager, a person, an open period, figures as a table; and the why of a figure. */
import type { WorkbookData } from "../../../src/model/workbook.ts";
import type { Pane } from "../harness/pane.ts";
import { TEAM_RULES } from "../team.ts";
import { sampleDesk, teamDesk } from "./desks.ts";
import type { ViewState } from "./state.ts";

async function evidenceThere({ page }: Pane): Promise<void> {
  await page.waitForSelector("table.pairs");
}

/** Chooses by a picker of the context bar, as a person would: type the name, Enter. */
async function pick({ page, ready }: Pane, picker: number, name: string): Promise<void> {
  const button = page.locator(".context .pick").nth(picker);
  await button.click();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await button.filter({ hasText: name }).waitFor();
  await ready();
}

/** One won deal of the last quarter without a figure: its amount is an error. */
function spoilt(data: WorkbookData): WorkbookData {
  const sheets = data.sheets.map((sheet) => {
    if (sheet.name !== "Opportunities") return sheet;
    const at = (name: string) => sheet.columns.findIndex((column) => column[0] === name);
    const row = sheet.columns[at("Owner")]!.findIndex(
      (owner, r) =>
        owner === "Ines Rocha" &&
        sheet.columns[at("Stage")]![r] === "Won" &&
        Number(sheet.columns[at("Closed")]![r]) > 46_204,
    );
    const amount = at("Amount");
    const columns = sheet.columns.map((column, c) =>
      c === amount
        ? column.map((cell, r) => (r === row ? { error: "#N/A" as const } : cell))
        : column,
    );
    return { ...sheet, columns };
  });
  return { ...data, sheets };
}

/** Names of one long word each: no two stand side by side in a narrow pane. */
const LONG_NAMES = TEAM_RULES.replace('"Closed revenue"', '"Auftragseingangsvolumen"')
  .replace('"New opportunities"', '"Verkaufschancenqualifizierung im Neugeschäft"')
  .replace(
    "goal revenue",
    `kpi second "Zweitterminvereinbarungen" = count(Deals)
  leads revenue

goal second each quarter = 3 for reps
goal revenue`,
  );

export const SCORECARD_STATES: readonly ViewState[] = [
  { name: "scorecard", view: "scorecard", height: 1000, reach: evidenceThere },
  {
    name: "scorecard-person",
    view: "scorecard",
    height: 1000,
    reach: async (pane) => {
      await pick(pane, 0, "Ines Rocha");
      await evidenceThere(pane);
    },
  },
  {
    name: "scorecard-now",
    view: "scorecard",
    height: 1000,
    desk: () => sampleDesk("2026-08-14"),
    reach: async (pane) => {
      await pick(pane, 1, "2026-Q3");
      await evidenceThere(pane);
    },
  },
  {
    name: "scorecard-long",
    view: "scorecard",
    desk: () => teamDesk(LONG_NAMES),
    reach: async ({ page }) => void (await page.waitForSelector(".team.upright")),
  },
  {
    name: "scorecard-table",
    view: "scorecard",
    reach: async (pane) => {
      await evidenceThere(pane);
      await pane.page.click("details.figures summary");
      await pane.page.locator("details.figures table").nth(1).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "scorecard-spoilt",
    view: "scorecard",
    desk: () => sampleDesk(null, spoilt),
    reach: async (pane) => {
      await pick(pane, 0, "Ines Rocha");
      await pane.page.locator(".kpi .note").first().scrollIntoViewIfNeeded();
    },
  },
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
  {
    name: "why-goal",
    view: "scorecard",
    height: 1000,
    reach: async (pane) => {
      await pick(pane, 0, "Ines Rocha");
      await pane.page.click(".verdict .plain");
      await pane.page.waitForSelector(".steps li");
    },
  },
];
