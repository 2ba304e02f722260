/** Publish: written and taken back, late, refused, cells changed since the preview. */
import { expect } from "vitest";
import { AMOUNT, FAULT, soldBefore, type Walk, WRITE } from "./stage.ts";

export const PUBLISH: readonly Walk[] = [
  [
    "publish",
    "loading",
    async ({ open, shows, answers }) => {
      await answers("late");
      await open("publish");
      await shows(".skel");
    },
  ],
  [
    "publish",
    "error",
    async ({ press, shows, ready, answers }) => {
      await answers("with a fault");
      await shows(FAULT);
      await answers("at once");
      await press("main button:has-text('Try again')");
      await shows("label.check");
      await ready();
    },
  ],
  [
    "publish",
    "conflict",
    async ({ press, shows, ready, write, sheets, frame }) => {
      const chosen = frame.locator("main [type=checkbox]:checked");
      while ((await chosen.count()) > 0) await chosen.first().click();
      await shows("text=Choose what to write.");
      await frame.getByLabel(/^Scorecard/).check();
      await press(WRITE);
      await shows("main .row:has-text('KPI Scorecard')");
      await ready();
      await write("Deals", soldBefore("Farah Aziz"), AMOUNT, 50_000);
      await press(WRITE);
      await shows("main .note.watch:has-text('changed since the preview')");
      await ready();
      expect(await sheets()).not.toContain("KPI Scorecard");
    },
  ],
  [
    "publish",
    "main",
    async ({ press, shows, ready, sheets }) => {
      await press(WRITE);
      await shows(".toast button:has-text('Undo')");
      await ready();
      await expect.poll(sheets).toContain("KPI Scorecard");
      await press(".toast button:has-text('Undo')");
      await expect.poll(sheets).not.toContain("KPI Scorecard");
      await ready();
    },
  ],
];
