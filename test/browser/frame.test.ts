/** What the frame promises of every view: the editor comes later, focus returns, messages stay, work can be given up, sight and motion are as the system asks. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deskOver } from "./harness/desk.ts";
import { type Bench, openBench, type Pane } from "./harness/pane.ts";
import { launch } from "./page.ts";
import { teamWorkbook } from "./team.ts";

const OPTIONS = { clock: () => 0, sample: null };
let browser: Browser;
let bench: Bench;
beforeAll(async () => {
  browser = await launch();
  bench = await openBench(browser);
});
afterAll(() => browser.close());

const opened = async (): Promise<Pane> => {
  const pane = await bench.pane(deskOver(teamWorkbook(), OPTIONS));
  await pane.ready();
  return pane;
};
const SECOND_SCRIPT = "**/rules.js*";

describe("the editor's own script", () => {
  test("is there before Rules is opened, and nothing else waited for it", async () => {
    const { page, open } = await opened();
    await page.waitForFunction(() => "answerablePart" in window);
    await open("rules");
    await page.waitForSelector(".cm-line");
    expect(await page.locator("script[src]").count()).toBe(1);
  });

  test("while it comes Rules says so; where it can't, rules are changed and kept as plain text until it can", async () => {
    let line: "held" | "down" | "up" = "held";
    let release = (): void => {};
    const held = new Promise<void>((go) => {
      release = go;
    });
    await bench.page.route(SECOND_SCRIPT, async (route) => {
      if (line === "held") await held;
      await (line === "up" ? route.continue() : route.abort());
    });
    const pane = await opened();
    const { page } = pane;
    await pane.open("rules");
    await expect.poll(() => page.textContent("footer")).toContain("Getting the editor");
    expect(await page.getAttribute("main", "aria-busy")).toBe("true");
    line = "down";
    release();
    await page.waitForSelector(".note.bad");
    await expect
      .poll(() => page.textContent(".note.bad"))
      .toMatch(/editor could not be loaded.*Nothing was written.*try again/s);
    const plain = page.getByRole("textbox", { name: "Rules" });
    await plain.press("Control+End");
    await plain.pressSequentially('\nkpi by_hand "By hand" = count(Deals)\n');
    await page.waitForSelector(".bar .primary");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector(".note.bad");
    line = "up";
    await page.getByRole("button", { name: "Try again" }).click();
    // Only lines in sight are drawn.
    await page.press(".cm-content", "Control+End");
    await page.waitForSelector(".cm-line:has-text('kpi by_hand')");
    await page.waitForSelector("#rules-panel");
    await page.unroute(SECOND_SCRIPT);
  });

  test("of another build it is not taken: the pane asks to be opened again", async () => {
    await bench.page.route(SECOND_SCRIPT, (route) =>
      route.fulfill({
        contentType: "text/javascript",
        body: 'window.answerablePart={id:"another",part:{}};',
      }),
    );
    const pane = await opened();
    await pane.open("rules");
    await expect
      .poll(() => pane.page.textContent("main"))
      .toMatch(/was updated after this pane was opened/);
    await pane.page.unroute(SECOND_SCRIPT);
  });
});
