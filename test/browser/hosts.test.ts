/** Both built panes over their strict hosts: their second script, the selected cell, a write that goes in parts. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sheetOf } from "../../src/model/workbook.ts";
import { googlePane, PANES } from "./harness/hosts.ts";
import { launch } from "./page.ts";
import { teamWorkbook } from "./team.ts";

describe("a pane as its host shows it", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each(PANES)("%s: brings its editor, and follows the cell", async (host, open) => {
    const data = teamWorkbook().read();
    const { page, faults, select } = await open(browser, data);
    page.setDefaultTimeout(30_000);
    const ready = () => page.waitForSelector('main[aria-busy="false"]');
    // The editor comes in a script of its own: a file beside the page, in Google a text from the script.
    await page.click("#tab-rules");
    await page.waitForSelector(".cm-line:has-text('people from')");
    await page.waitForSelector("#rules-tab-problems:has-text('No problems')");
    await page.click("#tab-scorecard");
    await page.waitForSelector(".kpi");
    // The scorecard goes to the person of the clicked cell: in Excel by itself, in Sheets, which tells of no click, when asked.
    const column = data.sheets.find(({ name }) => name === "Team")!.columns[0]!;
    await select("Team", column.indexOf("Farah Aziz"), 0);
    if (host === "Google Sheets") await page.click("[aria-label^='Go to the selected cell']");
    await expect.poll(() => page.textContent(".context")).toContain("Farah Aziz");
    await ready();
    expect(faults).toEqual([]);
    await page.close();
  });

  test("Google Sheets: a long write says how far it is, and Cancel between two parts takes it back", async () => {
    let go = (): void => undefined;
    const gate = () =>
      new Promise<void>((resolve) => {
        go = resolve;
      });
    let pressed = gate();
    const empty = { ...teamWorkbook().read(), sheets: [sheetOf("Sheet1", [])], names: [] };
    const { page, faults, sheets } = await googlePane(browser, empty, async (name) => {
      if (name === "answerableWrite") await pressed;
    });
    page.setDefaultTimeout(30_000);
    await page.getByRole("button", { name: "Sample team" }).click();
    const shown = page.locator("section:has(progress[value])");
    await shown.getByText(/of 4,\d\d\d rows.*Cancel takes back what was begun/).waitFor();
    await shown.getByRole("button", { name: "Cancel" }).click();
    go();
    await page.waitForSelector("text=Stopped. Nothing was written.");
    expect(await sheets()).toEqual(["Sheet1"]);

    // Closed in the middle of a write: the next pane says so, once.
    pressed = gate();
    await page.getByRole("button", { name: "Sample team" }).click();
    await shown.waitFor();
    await page.reload();
    await page.waitForSelector(".note.bad:has-text('the pane was closed while it wrote: Team')");
    await page.reload();
    await page.waitForSelector('main[aria-busy="false"]');
    expect(await page.locator(".note.bad").count()).toBe(0);
    go();
    expect(faults).toEqual([]);
    await page.close();
  });
});
