/** Answers: actions put on record, late, refused, another's row in their place. */
import { expect } from "vitest";
import { answerAs, BUSY, card, FAULT, type Walk } from "./stage.ts";

export const ANSWERS: readonly Walk[] = [
  [
    "answers",
    "loading",
    async (stage) => {
      const { open, shows, ready, answers, frame } = stage;
      await open("answers");
      await ready();
      await answers("late");
      await answerAs(stage, "Priya Nair");
      await shows(BUSY);
      await answers("at once");
      await card(frame, "Ben Cole").waitFor();
      await ready();
    },
  ],
  [
    "answers",
    "error",
    async ({ frame, page, shows, ready, answers }) => {
      const begin = () =>
        card(frame, "Ben Cole").getByRole("button", { name: "Log coaching" }).click();
      // What was written of the note stays, and the form says again what it would do.
      await answers("with a fault");
      await begin();
      await page.keyboard.type("Two mornings a week");
      await shows(FAULT);
      await answers("at once");
      expect(await card(frame, "Ben Cole").locator("input").inputValue()).toBe(
        "Two mornings a week",
      );
      await page.keyboard.press("Escape");
      await begin();
      await card(frame, "Ben Cole").getByText("Goes to KPI Actions!A2").waitFor();
      await ready();
    },
  ],
  [
    "answers",
    "conflict",
    async ({ frame, page, shows, write }) => {
      const theirs = ["coach", "Ben Cole", "2026-Q3", "coached", "Mara Lindqvist", 46_296, "Hers"];
      for (const [column, value] of theirs.entries()) await write("KPI Actions", 1, column, value);
      await card(frame, "Ben Cole").locator(".primary").click();
      await shows("article.flag form .note.watch");
      await page.keyboard.press("Escape");
    },
  ],
  [
    "answers",
    "main",
    async (stage) => {
      const { frame, page, shows, ready, press } = stage;
      await answerAs(stage, "Elena Sokol");
      await card(frame, "Hana Mori").getByRole("button", { name: "Log coaching" }).click();
      await page.keyboard.type("More first meetings");
      await card(frame, "Hana Mori").getByText("Goes to KPI Actions!A3").waitFor();
      await ready();
      await page.keyboard.press("Enter");
      await shows(".row:has-text('Hana Mori')");
      await press(".toast [aria-label='Close']");
      await ready();
    },
  ],
];
