/** Goals: held, late, refused, cells changed since the preview. */
import { expect } from "vitest";
import { AMOUNT, answerAs, FAULT, rowOf, soldBefore, type Walk, WRITE } from "./stage.ts";

export const GOALS: readonly Walk[] = [
  [
    "goals",
    "loading",
    async ({ open, shows, answers }) => {
      await answers("late");
      await open("goals");
      await shows(".skel");
    },
  ],
  [
    "goals",
    "error",
    async ({ press, shows, ready, answers }) => {
      await answers("with a fault");
      await shows(FAULT);
      await ready();
      await answers("at once");
      await press("main button:has-text('Try again')");
      await shows("[role=treegrid]");
      await ready();
    },
  ],
  [
    "goals",
    "conflict",
    async (stage) => {
      const { press, shows, ready, write } = stage;
      await rowOf(stage, "Ana Duarte");
      await press(".picked button:has-text('Hold')");
      await shows(WRITE);
      await ready();
      await write("Deals", soldBefore("Ana Duarte"), AMOUNT, 90_000);
      await press(WRITE);
      await shows("main .note.watch");
      await press(".bar button:has-text('Discard')");
      await write("Deals", soldBefore("Ana Duarte"), AMOUNT, 9_000);
      await ready();
    },
  ],
  [
    "goals",
    "main",
    async (stage) => {
      const { press, shows, ready, sheets, frame } = stage;
      await rowOf(stage, "Ben Cole");
      await press(".picked button:has-text('Hold')");
      await frame.fill("#goal-reason", "New in the region");
      if ((await frame.locator(".me .pick").count()) > 0) await answerAs(stage, "Mara Lindqvist");
      await press(WRITE);
      await shows(".mk");
      await ready();
      await expect.poll(sheets).toContain("KPI Edits");
    },
  ],
];
