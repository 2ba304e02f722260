/** Answers and Publish over both built panes: nothing there, waiting, a fault, another person's change; and the way on from each. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sheetOf } from "../../src/model/workbook.ts";
import { PANES } from "./harness/hosts.ts";
import { launch } from "./page.ts";
import { teamWorkbook } from "./team.ts";

const HEADS = ["flag", "who", "period", "action", "by", "on", "note"];
const ready = (page: Page) => page.waitForSelector('main[aria-busy="false"]');
const card = (page: Page) => page.locator("article.flag", { hasText: "Ben Cole" });

async function answerAs(page: Page, who: string): Promise<void> {
  await page.click(".me .pick, .context .pick");
  await page.keyboard.type(who);
  await page.keyboard.press("Enter");
}

describe("a pane as its host shows it", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each(PANES)("%s, Answers", async (_, open) => {
    const team = teamWorkbook().read();
    const { page, answers, write } = await open(browser, {
      ...team,
      sheets: [...team.sheets, sheetOf("KPI Actions", [HEADS])],
    });
    page.setDefaultTimeout(30_000);
    await page.click("#tab-answers");
    await ready(page);
    await answerAs(page, "Goran Vuk");
    await page.waitForSelector(".empty:has-text('Nothing for you to answer')");
    await ready(page);

    await answers("late");
    await answerAs(page, "Priya Nair");
    await page.waitForSelector("main[aria-busy='true']");
    await answers("at once");
    await card(page).waitFor();
    await ready(page);

    // What was written of the note stays, and the form says again what it would do.
    await answers("with a fault");
    const begin = () => card(page).getByRole("button", { name: "Log coaching" }).click();
    await begin();
    await page.keyboard.type("Two mornings a week");
    await page.waitForSelector("main .note.bad");
    await answers("at once");
    expect(await card(page).locator("input").inputValue()).toBe("Two mornings a week");
    await page.keyboard.press("Escape");
    await begin();
    await card(page).getByText("Goes to KPI Actions!A2").waitFor();
    await ready(page);

    const theirs = ["coach", "Ben Cole", "2026-Q3", "coached", "Mara Lindqvist", 46_296, "Hers"];
    for (const [column, value] of theirs.entries()) await write("KPI Actions", 1, column, value);
    await card(page).locator(".primary").click();
    await page.waitForSelector("article.flag form .note.watch");
    await page.close();
  });

  test.each(PANES)("%s, Publish", async (_, open) => {
    const { page, answers, write, sheets } = await open(browser, teamWorkbook().read());
    page.setDefaultTimeout(30_000);
    await answers("late");
    await page.click("#tab-publish");
    await page.waitForSelector(".skel");
    await answers("with a fault");
    await page.waitForSelector("main .note.bad");
    await answers("at once");
    await page.click("main button:has-text('Try again')");
    await page.waitForSelector("label.check");
    await ready(page);
    const chosen = page.locator("main [type=checkbox]:checked");
    while ((await chosen.count()) > 0) await chosen.first().click();
    await page.waitForSelector("text=Choose what to write.");
    await page.getByLabel(/^Scorecard/).check();

    await page.click(".bar .primary");
    await page.waitForSelector("main .row:has-text('KPI Scorecard')");
    await ready(page);
    await write("Team", 3, 0, "Anna Duarte");
    await page.click(".bar .primary");
    await page.waitForSelector("main .note.watch:has-text('changed since the preview')");
    await ready(page);
    expect(await sheets()).not.toContain("KPI Scorecard");
    await page.close();
  });
});
