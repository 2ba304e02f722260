/** Answers: as whom, cards and what is done about them, the record. */
import type { WritePlan } from "../../../src/hosts/port/index.ts";
import type { Desk } from "../harness/desk.ts";
import type { Pane } from "../harness/pane.ts";
import { LINE_DOWN, teamDesk } from "./desks.ts";
import { stillWaiting, type ViewState } from "./state.ts";

/** As a name that was picked in the pane; the field is at the top of the content the first time. */
const answerAs = async ({ page, ready }: Pane, who: string): Promise<void> => {
  await page.click(".me .pick");
  await page.keyboard.type(who);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".me", { state: "detached" });
  await ready();
};

const coachedMeanwhile: WritePlan = {
  title: "",
  steps: [
    { kind: "addSheet", sheet: "KPI Actions", tabColour: null },
    {
      ...{ kind: "write", sheet: "KPI Actions", top: 0, left: 0, old: null, why: "" },
      cells: [
        ["flag", "who", "period", "action", "by", "on", "note"],
        ["coach", "Ben Cole", "2026-Q3", "coached", "Mara Lindqvist", "2026-10-01", "Hers"],
      ],
    },
  ],
};

export function answerStates(): ViewState[] {
  const of = (
    name: string,
    reach: (pane: Pane) => Promise<void>,
    desk: () => Desk = () => teamDesk(),
  ): ViewState => ({ name, view: "answers", desk, reach });
  const me = "Priya Nair";
  return [
    of("answers-first", async ({ page }) => void (await page.waitForSelector(".me"))),
    of("answers", async (pane) => {
      await answerAs(pane, me);
      await pane.page.waitForSelector("article.flag");
    }),
    of("answers-history", async (pane) => {
      await answerAs(pane, me);
      await pane.page.locator("article.flag .story summary").first().click();
      await pane.page.waitForSelector(".events .next");
    }),
    of("answers-form", async (pane) => {
      await answerAs(pane, me);
      await pane.page.click("article.flag .acts .primary");
      await pane.page.keyboard.type("Two outbound mornings a week");
      await pane.page.waitForSelector("text=Goes to KPI Actions");
      await pane.ready();
    }),
    of("answers-all", async (pane) => {
      await answerAs(pane, me);
      await pane.page.click(".seg button:has-text('All')");
      await pane.page.waitForSelector(".cases");
    }),
    of("answers-reset", async (pane) => {
      await answerAs(pane, me);
      await pane.page.click("article.flag button:has-text('Reset goal')");
      await pane.page.fill(".reset-line .new input", "25,000");
      await pane.page.keyboard.press("Enter");
      await pane.page.waitForSelector(".diff");
      await pane.ready();
    }),
    of("answers-record", async (pane) => {
      await answerAs(pane, me);
      await pane.page.click("article.flag .acts .primary");
      await pane.page.keyboard.type("Two outbound mornings a week");
      await pane.page.waitForSelector("text=Goes to KPI Actions");
      await pane.ready();
      await pane.page.keyboard.press("Enter");
      await pane.page.waitForSelector(".row");
      await pane.ready();
    }),
    // Closed by somebody else since the cards were read: said in the form, the note stays.
    of("answers-conflict", async (pane) => {
      await answerAs(pane, me);
      await pane.page.click("article.flag .acts .primary");
      await pane.page.keyboard.type("Two outbound mornings a week");
      await pane.page.waitForSelector("text=Goes to KPI Actions");
      await pane.ready();
      pane.desk.write(coachedMeanwhile);
      await pane.page.keyboard.press("Enter");
      await pane.page.waitForSelector("article.flag form .note.watch");
      await pane.ready();
    }),
    of("answers-empty", async (pane) => {
      await answerAs(pane, "Goran Vuk");
      await pane.page.waitForSelector(".empty");
    }),
    {
      ...of("answers-loading", stillWaiting, () => {
        const desk = teamDesk();
        desk.hold("answers.list");
        return desk;
      }),
      unanswered: true,
    },
    of(
      "answers-error",
      async ({ page }) => void (await page.waitForSelector(".note.bad")),
      () => {
        const desk = teamDesk();
        desk.fail("answers.list", LINE_DOWN);
        return desk;
      },
    ),
  ];
}
