/** Every state of the list in three themes: axe, targets, no sideways scroll, and the picture in `docs/images`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { palettePng } from "../../tools/lib/png.mjs";
import { axeFaults, bringAxe, sidewaysFaults, targetFaults } from "./harness/checks.ts";
import { type Bench, openBench, type Pane, THEMES } from "./harness/pane.ts";
import { difference } from "./harness/pixels.ts";
import { launch } from "./page.ts";
import { STATES, sampleDesk, type ViewState } from "./states.ts";

/** `npm run shots` writes the pictures instead of comparing them. */
const writes = process.env.ANSWERABLE_SHOTS === "1";
const IMAGES = "docs/images/sidebar";
/** Panes of Excel on a Mac and on the web; half of Sheets' is its text at 200 %. Sheets' own is that of the pictures. */
const WIDTHS = [270, 350, 150];

describe("every state of the sidebar", () => {
  let browser: Browser;
  let bench: Bench;
  beforeAll(async () => {
    browser = await launch();
    bench = await openBench(browser);
    await bringAxe(bench.page);
    mkdirSync(IMAGES, { recursive: true });
  });
  afterAll(() => browser.close());

  async function reach(state: ViewState): Promise<Pane> {
    const { height = 720, script } = state;
    const pane = await bench.pane((state.desk ?? sampleDesk)(), {
      height,
      ...(script && { script }),
    });
    if (!state.unanswered) {
      await pane.ready();
      await pane.open(state.view);
    }
    await state.reach?.(pane);
    return pane;
  }

  test("a picture of another state, or of another size, is told apart", () => {
    const picture = readFileSync(`${IMAGES}/publish.light.png`);
    const told = (path: string) => difference(picture, path, ".cache/pictures/other.png");
    expect(told(`${IMAGES}/publish.light.png`)).toBe(null);
    expect(told(`${IMAGES}/answers.light.png`)).toMatch(/^\d+ pixels of /);
    expect(told(`${IMAGES}/scorecard.light.png`)).toMatch(/300 × 1000, now 300 × 720/);
    expect(told(`${IMAGES}/nowhere.light.png`)).toMatch(/npm run shots/);
  });

  test.each(STATES.map((state) => [state.name, state] as const))("%s", async (name, state) => {
    const pane = await reach(state);
    const { page } = pane;
    const faults: string[] = [];
    const note = (where: string, found: readonly string[]) =>
      faults.push(...found.map((fault) => `${where}: ${fault}`));
    for (const theme of THEMES) {
      await pane.theme(theme);
      const picture = await page.screenshot();
      const path = `${IMAGES}/${name}.${theme}.png`;
      const apart = difference(picture, path, `.cache/pictures/${name}.${theme}.png`);
      // A picture that would pass is left as it is: no new file for a second more on a clock.
      if (apart && writes) writeFileSync(path, palettePng(PNG.sync.read(picture)));
      else if (apart) note(theme, [apart]);
      note(theme, await axeFaults(page, theme === THEMES[0] ? "all" : "colours"));
    }
    note("light", await targetFaults(page));
    note("300 px", await sidewaysFaults(page));
    const height = state.height ?? 720;
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height });
      note(`${width} px`, await sidewaysFaults(page));
    }
    await page.setViewportSize({ width: 300, height });
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    note("right to left", await sidewaysFaults(page));
    expect(faults).toEqual([]);
    expect(bench.faults).toEqual([]);
  });
});
