/** Both built panes over hosts that are late, fail, hold nothing, or hold what another person wrote meanwhile. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import type { WritePlan } from "../../src/hosts/port/index.ts";
import { PANES, type Written } from "./harness/hosts.ts";
import { launch } from "./page.ts";
import { TEAM_RULES, teamWorkbook } from "./team.ts";

/** What a plan writes into sheets that are there, cell by cell. */
function* cellsOf({ steps }: WritePlan): Generator<[string, number, number, Written]> {
  for (const step of steps) {
    if (step.kind !== "write") continue;
    for (const [r, row] of step.cells.entries())
      for (const [c, cell] of row.entries())
        yield [
          step.sheet,
          step.top + r,
          step.left + c,
          typeof cell === "number" ? cell : String(cell ?? ""),
        ];
  }
}

describe("a pane whose host has nothing good to say", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each(PANES)(
    "%s: says that it reads, what failed and what to do, and meets what another person wrote",
    async (_, open) => {
      const data = teamWorkbook().read();
      const { page, answers, write } = await open(browser, data);
      page.setDefaultTimeout(30_000);
      const ready = () => page.waitForSelector('main[aria-busy="false"]');

      // Goals while the host is late, when it fails, and once it answers again.
      await answers("late");
      await page.click("#tab-goals");
      await page.waitForSelector(".skel");
      await answers("with a fault");
      await page.waitForSelector("main .note.bad");
      await ready();
      await answers("at once");
      await page.click("main button:has-text('Try again')");
      await page.waitForSelector("[role=treegrid]");
      await ready();

      // A preview of Goals that somebody overtakes is shown anew, and nothing is written.
      await page.locator("tr[aria-level]", { hasText: "Ana Duarte" }).click();
      await page.click(".picked button:has-text('Hold')");
      await page.waitForSelector(".bar .primary:not(:disabled)");
      await ready();
      const deals = data.sheets.find(({ name }) => name === "Deals")!;
      const amount = deals.columns.findIndex((column) => column[0] === "Amount");
      const own = deals.columns[0]!.indexOf("Ana Duarte");
      await write("Deals", own, amount, "90000");
      await page.click(".bar .primary");
      await page.waitForSelector("main .note.watch");
      await page.click(".bar button:has-text('Discard')");
      await ready();

      // Scorecard: why fails with words, and the scorecard stays.
      await page.click("#tab-scorecard");
      await page.waitForSelector(".kpi");
      await answers("with a fault");
      await page.locator(".kpi .why").first().click();
      await page.waitForSelector("main .note.bad");
      await page.waitForSelector(".kpi");
      await answers("at once");
      await ready();

      // Rules: another person saved meanwhile.
      await page.click("#tab-rules");
      await page.click(".cm-content");
      await page.keyboard.press("Control+End");
      await page.keyboard.insertText('\ngoal size 2026-Q4 = 12000 for "Ana Duarte"\n');
      const theirs = TEAM_RULES.replace(
        "goal size each quarter = 10000",
        "goal size each quarter = 11000",
      );
      for (const [sheet, row, column, value] of cellsOf(saveRulesPlan(data, theirs, null)))
        await write(sheet, row, column, value);
      await page.waitForSelector(".bar .primary");
      await page.click(".bar .primary");
      await page.waitForSelector("text=Joined without conflict");

      // Start: the proposal can't be read; the way on is there.
      await page.click("#tab-start");
      await answers("with a fault");
      await page.click("button:has-text('Propose rules anew')");
      await page.waitForSelector("main .note.bad");
      await page.close();
    },
  );

  test.each(PANES)("%s: an empty workbook says in each view what to do first", async (_, open) => {
    const { page, faults } = await open(browser, {
      sheets: [],
      names: [],
      locale: "en-US",
      dateSystem: 1900,
    });
    await page.waitForSelector("text=Read this workbook");
    await page.click("#tab-rules");
    await page.waitForSelector("text=No rules yet");
    for (const view of ["goals", "scorecard"]) {
      await page.click(`#tab-${view}`);
      await page.waitForSelector(".empty h2");
    }
    await page.click("#tab-start");
    await page.click(".empty .primary");
    await page.waitForSelector("text=No table found");
    expect(faults).toEqual([]);
    await page.close();
  });
});
