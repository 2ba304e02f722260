/** Goals: the tree, what is decided on it, what if, drift, what is on record. */
import type { Desk } from "../harness/desk.ts";
import type { Pane } from "../harness/pane.ts";
import { TEAM_RULES } from "../team.ts";
import { driftDesk, LINE_DOWN, teamDesk } from "./desks.ts";
import { stillWaiting, type ViewState } from "./state.ts";

const editGoal = async (
  { page, ready }: Pane,
  who: string,
  goal: string,
  shows = ".diff",
): Promise<void> => {
  await page.locator("tr[aria-level]", { hasText: who }).click();
  await page.keyboard.press("F2");
  await page.keyboard.type(goal);
  await page.keyboard.press("Enter");
  await page.waitForSelector(shows);
  await ready();
};
export function goalStates(): ViewState[] {
  const of = (
    name: string,
    reach?: (pane: Pane) => Promise<void>,
    desk: () => Desk = () => teamDesk(),
  ): ViewState => ({ name, view: "goals", desk, ...(reach ? { reach } : {}) });
  const tree = ({ page }: Pane) => page.waitForSelector("[role=treegrid]");
  return [
    of("goals", async (pane) => {
      await tree(pane);
      await pane.page.locator("tr[aria-level]", { hasText: "Ana Duarte" }).click();
    }),
    of("goals-edit", async (pane) => {
      await tree(pane);
      await pane.page.locator("tr[aria-level]", { hasText: "Ana Duarte" }).click();
      await pane.page.keyboard.press("F2");
      await pane.page.keyboard.type("330.000,0,0");
      await pane.page.keyboard.press("Enter");
      await pane.page.waitForSelector("#goal-wrong");
    }),
    of("goals-preview", async (pane) => {
      await tree(pane);
      await editGoal(pane, "Ana Duarte", "200k");
      await pane.page.fill("#goal-reason", "Took over two named accounts");
    }),
    of("goals-conflict", async (pane) => {
      await tree(pane);
      await editGoal(pane, "Ana Duarte", "2m", ".note.bad");
    }),
    of("goals-whatif", async (pane) => {
      await tree(pane);
      await pane.page.click(".bar button:has-text('What if')");
      await pane.page.focus("#what-if");
      await pane.page.keyboard.press("PageUp");
      await pane.page.waitForSelector(".compared >> text=970,000");
      await pane.ready();
    }),
    of("goals-rule", async (pane) => {
      await tree(pane);
      await pane.page.click(".bar button:has-text('What if')");
      await pane.page.focus("#what-if");
      await pane.page.keyboard.press("PageUp");
      await pane.ready();
      await pane.page.click("button:has-text('Make it the rule')");
      await pane.page.waitForSelector(".diff");
      await pane.ready();
    }),
    of("goals-periods", async (pane) => {
      await tree(pane);
      await pane.page.locator("tr[aria-level]", { hasText: "Ana Duarte" }).click();
      await pane.page.click(".picked button:has-text('By period')");
      await pane.page.getByRole("button", { name: /edit 2026-Q4/ }).click();
      await pane.page.keyboard.type("a lot");
      await pane.page.keyboard.press("Enter");
      await pane.page.waitForSelector("#goal-wrong");
    }),
    of("goals-figure", async (pane) => {
      await tree(pane);
      await pane.page.locator(".context .pick").first().click();
      await pane.page.keyboard.type("Average");
      await pane.page.keyboard.press("Enter");
      await pane.ready();
      await pane.page.click(".bar button:has-text('What if')");
      await pane.page.locator("input[type=range]").first().focus();
      await pane.page.keyboard.press("PageDown");
      await pane.page.waitForSelector(".compared >> text=9,000");
      await pane.page.waitForSelector(".note:has-text('at that rate, 112 would make 114.4%')");
      await pane.ready();
    }),
    of("goals-override", async (pane) => {
      await tree(pane);
      await pane.page.locator("tr[aria-level]", { hasText: "Dana Kim" }).click();
      await pane.page.click(".picked button:has-text('Override')");
      await pane.page.fill(".move input", "150,000");
    }),
    of("goals-share", async (pane) => {
      await tree(pane);
      await pane.page.locator("tr[aria-level]", { hasText: "Dana Kim" }).click();
      await pane.page.click(".picked button:has-text('Override')");
      await pane.page.fill(".move input", "150,000");
      await pane.page.keyboard.press("Enter");
      await pane.page.waitForSelector(".diff");
      await pane.page.fill("#goal-reason", "Took over two named accounts");
      await pane.page.click(".bar .primary");
      await pane.page.waitForSelector(".mk");
      await pane.ready();
      await pane.page.click(".toast [aria-label='Close']");
      await pane.page.click("button:has-text('Share out')");
      await pane.page.waitForSelector(".diff");
      await pane.ready();
    }),
    of("goals-move", async (pane) => {
      await tree(pane);
      await pane.page.locator("tr[aria-level]", { hasText: "Dana Kim" }).click();
      await pane.page.click(".picked button:has-text('Move')");
      await pane.page.fill(".move input", "10,000");
    }),
    of(
      "goals-drift",
      async (pane) => {
        await pane.page.waitForSelector(".note.watch");
        await pane.page.click("button:has-text('Review')");
        await pane.page.waitForSelector("button:has-text('Take back')");
        await pane.page.waitForSelector("text=120,900 was published on Nov 13, 2026, 200,000");
      },
      driftDesk,
    ),
    of(
      "goals-drifted",
      async (pane) => void (await pane.page.waitForSelector(".mk.watch")),
      driftDesk,
    ),
    of("goals-log", async (pane) => {
      await tree(pane);
      await editGoal(pane, "Ana Duarte", "200k");
      await pane.page.fill("#goal-reason", "Took over two named accounts");
      await pane.page.click(".bar .primary");
      await pane.page.waitForSelector(".mk");
      await pane.ready();
      await pane.page.click(".toast [aria-label='Close']");
      await pane.page.click(".bar button:has-text('Edits')");
      await pane.page.waitForSelector(".row");
    }),
    of(
      "goals-empty",
      async ({ page }) => void (await page.waitForSelector(".empty")),
      () => teamDesk(TEAM_RULES.slice(0, TEAM_RULES.indexOf("goal revenue"))),
    ),
    of("goals-loading", stillWaiting, () => {
      const desk = teamDesk();
      desk.hold("goals.tree");
      return desk;
    }),
    of(
      "goals-error",
      async ({ page }) => void (await page.waitForSelector(".note.bad")),
      () => {
        const desk = teamDesk();
        desk.fail("goals.tree", LINE_DOWN);
        return desk;
      },
    ),
  ];
}
