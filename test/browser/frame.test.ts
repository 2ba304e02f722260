/** What the frame promises of every view: the editor comes later, focus returns, messages stay, work can be given up, sight and motion are as the system asks. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chosenFaults, colourOnlyFaults, ringFaults } from "./harness/checks.ts";
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

const opened = async (options: Parameters<Bench["pane"]>[1] = {}): Promise<Pane> => {
  const pane = await bench.pane(deskOver(teamWorkbook(), OPTIONS), options);
  await pane.ready();
  return pane;
};
const SECOND_SCRIPT = "**/rules.js*";

describe("the six names", () => {
  test("stand without air before they become icons, and with it where there is room", async () => {
    const { page } = await opened();
    const named = () =>
      page
        .locator(".tl")
        .evaluateAll((all) => all.filter((name) => (name as HTMLElement).offsetWidth > 10).length);
    await page.setViewportSize({ width: 300, height: 720 });
    await page.waitForSelector(".tabs:not(.close, .tight)");
    expect(await named()).toBe(6);
    await page.setViewportSize({ width: 276, height: 720 });
    await page.waitForSelector(".tabs.close");
    expect(await named()).toBe(6);
    await page.setViewportSize({ width: 255, height: 720 });
    await page.waitForSelector(".tabs.tight");
    expect(await named()).toBe(1);
    await expect
      .poll(() => page.getByRole("tab", { name: "Publish" }).getAttribute("title"))
      .toBe("Publish");
  });
});

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

const active = ({ page }: Pane) =>
  page.evaluate(() => {
    const found = document.activeElement;
    return found?.getAttribute("aria-label") ?? found?.textContent ?? "";
  });

describe("a view opened from another", () => {
  test.each([
    ["scorecard", ".kpi .why >> nth=1", "Escape"],
    ["scorecard", ".kpi .why >> nth=1", "Back"],
    // Its button stands in the bar, which is drawn anew.
    ["goals", ".bar button:has-text('Edits')", "Escape"],
    // And this one in the pickers.
    ["rules", "button[aria-label='Insert a function']", "Escape"],
  ] as const)("%s: %s is left by %s, the focus is where it was", async (view, opener, by) => {
    const pane = await opened();
    const { page } = pane;
    await pane.open(view);
    await page.waitForSelector('main[aria-busy="false"]');
    await page.focus(opener);
    const name = await active(pane);
    await page.keyboard.press("Enter");
    await expect.poll(() => active(pane)).toBe("Back");
    await page.waitForSelector('main[aria-busy="false"]');
    await page.keyboard.press(by === "Back" ? "Enter" : by);
    await expect.poll(() => page.locator(".context button[aria-label='Back']").count()).toBe(0);
    await expect.poll(() => active(pane)).toBe(name);
    expect(name).not.toBe("");
    const at = page.locator(opener);
    expect(await at.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

/** A message that offers nothing but to be closed. */
async function said(pane: Pane): Promise<void> {
  await pane.open("rules");
  await pane.page.press(".cm-content", "Control+.");
  await pane.page.waitForSelector(".toast");
}

describe("a message", () => {
  test("stays eight seconds, longer while somebody is at it, and is reached by Tab", async () => {
    const pane = await opened();
    const { page } = pane;
    const before = await page.evaluate(() => Date.now());
    await said(pane);
    await page.clock.pauseAt(before + 7_900);
    expect(await page.locator(".toast").count()).toBe(1);
    await page.clock.resume();
    await expect.poll(() => page.locator(".toast").count()).toBe(0);
    await said(pane);
    await page.focus(".status button");
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => active(pane)).toBe("Close");
    // In their order: fast-forwarded, the eight seconds would end before the page has noticed who is at it.
    await page.clock.runFor(60_000);
    expect(await page.locator(".toast").count()).toBe(1);
    await page.focus(".status button");
    await page.clock.runFor(8_100);
    await expect.poll(() => page.locator(".toast").count()).toBe(0);
  });
});

describe("what takes long", () => {
  test("says how far it is; Cancel leaves the last results and writes nothing", async () => {
    const pane = await opened();
    const { page, desk } = pane;
    await pane.open("scorecard");
    const before = await page.textContent(".kpi");
    const cells = JSON.stringify(await desk.workbook.read());
    desk.hold("run");
    await page.click(".status button:has-text('Run')");
    await page.waitForSelector("progress");
    expect(await page.getAttribute("progress", "value")).toBe(null);
    await pane.tell({
      event: "progress",
      doing: "reading",
      sheet: "Deals",
      done: 921,
      of: 1_486,
    });
    await expect.poll(() => page.textContent("main")).toContain("Deals: 921 of 1,486 rows.");
    await expect.poll(() => page.textContent("main")).toContain("Nothing is written yet.");
    expect(await page.getAttribute("progress", "value")).toBe("921");
    expect(await page.textContent(".kpi")).toBe(before);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => page.textContent(".toast")).toContain("Nothing was written");
    desk.release();
    await pane.ready();
    expect(await page.locator("progress").count()).toBe(0);
    expect(await page.textContent(".kpi")).toBe(before);
    expect(JSON.stringify(await desk.workbook.read())).toBe(cells);
  });

  test("of a write that nobody can stop half-way there is no Cancel", async () => {
    const pane = await opened({ unstoppable: true });
    const { page, desk } = pane;
    await pane.open("publish");
    await page.click(".bar .primary");
    await page.waitForSelector("text=KPI Results");
    await pane.ready();
    desk.hold("publish.apply");
    await page.click(".bar .primary");
    await page.waitForSelector("progress");
    await expect.poll(() => page.textContent("main")).toContain("can't be stopped half-way");
    expect(await page.locator("section:has(progress) button").count()).toBe(0);
    desk.release();
    await page.waitForSelector(".toast");
  });

  test("after a write, while its effects are read, nothing says that nothing is written", async () => {
    const pane = await opened();
    const { page, desk } = pane;
    await pane.open("publish");
    await page.click(".bar .primary");
    await page.waitForSelector("text=KPI Results");
    await pane.ready();
    desk.hold("workbook.describe");
    await page.click(".bar .primary");
    await page.waitForSelector("progress");
    await expect.poll(() => page.textContent("main")).toContain("It is written.");
    expect(await page.textContent("main")).not.toContain("Nothing is written");
    await page.locator("section:has(progress)").getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => page.textContent(".toast")).toContain("What is written stays");
    desk.release();
    expect((await desk.workbook.read()).sheets.map(({ name }) => name)).toContain("KPI Results");
  });
});

describe("as the system asks", () => {
  test("forced colours: the current tab is marked, the focus is seen, no state is a colour only", async () => {
    const pane = await opened();
    const { page } = pane;
    await page.emulateMedia({ forcedColors: "active" });
    for (const view of ["rules", "goals", "scorecard", "answers", "publish"] as const) {
      await pane.open(view);
      await page.waitForSelector('main[aria-busy="false"]');
      const faults = [
        ...(await colourOnlyFaults(page)),
        ...(await chosenFaults(page)),
        ...(await ringFaults(page)),
      ];
      expect(faults, view).toEqual([]);
    }
    await page.emulateMedia({ forcedColors: "none" });
  });

  test("less motion: nothing moves, no cursor blinks; else a message rises", async () => {
    const moving = async () => {
      const pane = await opened();
      await said(pane);
      // The bench keeps everything still for its pictures: here the page's own style counts.
      await pane.page.evaluate(() => [...document.querySelectorAll("head style")].at(-1)!.remove());
      return pane.page.evaluate(() =>
        [...document.querySelectorAll("*")].flatMap((element) => {
          const { animationName, animationDuration, transitionDuration } =
            getComputedStyle(element);
          const still = animationName === "none" || animationDuration === "0s";
          if (still && /^(0s(, )?)+$/.test(transitionDuration)) return [];
          return [`${element.className}: ${animationName} ${transitionDuration}`];
        }),
      );
    };
    expect(await moving()).toContainEqual(expect.stringMatching(/^toast.*: rise/));
    await bench.page.emulateMedia({ reducedMotion: "reduce" });
    expect(await moving()).toEqual([]);
    await bench.page.emulateMedia({ reducedMotion: "no-preference" });
  });

  test("200 %: half as wide and half as high every view still shows itself between tabs and bar", async () => {
    const pane = await opened();
    const { page } = pane;
    await page.setViewportSize({ width: 150, height: 360 });
    for (const view of ["start", "rules", "goals", "scorecard", "answers", "publish"] as const) {
      await pane.open(view);
      await page.waitForSelector('main[aria-busy="false"]');
      const { main, status, sideways } = await page.evaluate(() => {
        const box = (of: string) => document.querySelector(of)!.getBoundingClientRect();
        const { scrollWidth, clientWidth } = document.documentElement;
        return {
          main: box("main").height,
          status: box(".status").bottom,
          sideways: scrollWidth - clientWidth,
        };
      });
      expect(main, view).toBeGreaterThan(100);
      expect(status, view).toBeLessThanOrEqual(360);
      expect(sideways, view).toBe(0);
    }
  });
});
