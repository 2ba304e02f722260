/** The scorecard: explained, run again, late, refused, after cells changed. */
import { expect } from "vitest";
import { AMOUNT, BUSY, FAULT, RUN, sold, type Walk } from "./stage.ts";

export const SCORECARD: readonly Walk[] = [
  [
    "scorecard",
    "main",
    async ({ open, shows, ready, frame, page }) => {
      await open("scorecard");
      await shows(".kpi");
      await frame.locator(".kpi .why").first().click();
      await shows(".steps li");
      await page.keyboard.press("Escape");
      await shows(".verdict");
      await ready();
    },
  ],
  [
    "scorecard",
    "loading",
    async ({ press, shows, ready, answers }) => {
      await answers("late");
      await press(RUN);
      await shows(BUSY);
      // The last results stay readable meanwhile.
      await shows(".kpi");
      await answers("at once");
      await ready();
    },
  ],
  [
    "scorecard",
    "error",
    async ({ press, shows, ready, answers }) => {
      await answers("with a fault");
      await press(RUN);
      await shows(FAULT);
      await shows(".kpi");
      await answers("at once");
      await press(RUN);
      await shows(".status:has-text('Up to date')");
      await ready();
    },
  ],
  [
    "scorecard",
    "conflict",
    async ({ press, frame, ready, write }) => {
      const before = await frame.locator(".verdict").innerText();
      await write("Deals", sold("Goran Vuk"), AMOUNT, 99_000);
      await press(RUN);
      await expect.poll(() => frame.locator(".verdict").innerText()).not.toBe(before);
      await ready();
    },
  ],
];
