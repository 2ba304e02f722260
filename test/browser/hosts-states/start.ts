/** Start: read, chosen, written; a host that is late or fails, cells changed meanwhile. */
import { expect } from "vitest";
import { BUSY, FAULT, sold, type Walk } from "./stage.ts";

/** Before there are rules of its own making. */
export const START: readonly Walk[] = [
  [
    "start",
    "loading",
    async ({ open, press, shows, ready, answers }) => {
      await open("start");
      await answers("late");
      await press("button:has-text('Propose rules anew')");
      await shows(BUSY);
      await shows(".status:has-text('Reading')");
      await answers("at once");
      await shows(".checks");
      await ready();
    },
  ],
  [
    "start",
    "error",
    async ({ press, shows, ready, answers }) => {
      await answers("with a fault");
      await press("button:has-text('Preview')");
      await shows(FAULT);
      // What was found and chosen stays.
      await shows(".checks");
      await answers("at once");
      await ready();
    },
  ],
  [
    "start",
    "conflict",
    async ({ press, shows, ready, write, frame }) => {
      await press("button:has-text('Preview')");
      await shows("pre.code");
      await ready();
      await write("Deals", sold("Goran Vuk"), 0, "Goran Vukk");
      await write("Team", 1, 0, "Mara Lindquist");
      await press("button:has-text('Write these rules')");
      await shows(`${FAULT}:has-text('changed')`);
      // Back where it can be looked at anew.
      await shows(".checks");
      await ready();
      await write("Deals", sold("Goran Vuk"), 0, "Goran Vuk");
      await write("Team", 1, 0, "Mara Lindqvist");
      expect(await frame.locator(".toast").count()).toBe(0);
    },
  ],
];

/** Writes rules: the last of a visit. */
export const START_WRITTEN: readonly Walk[] = [
  [
    "start",
    "main",
    async ({ open, press, shows, ready, frame }) => {
      await open("start");
      const again = frame.getByRole("button", { name: "Propose rules anew" });
      if (await again.isVisible()) await again.click();
      await shows(".checks");
      await ready();
      await press("button:has-text('Write these rules')");
      await shows(".toast:has-text('Wrote the rules')");
      await ready();
    },
  ],
];
