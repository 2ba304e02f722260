/** Publish: what to write, what is on the sheets, upkeep, a function. */
import type { HostEvent } from "../../../src/app/contract.ts";
import type { MemoryWorkbook } from "../../../src/hosts/memory/index.ts";
import { type Desk, deskOver } from "../harness/desk.ts";
import type { Pane } from "../harness/pane.ts";
import { teamWorkbook } from "../team.ts";
import { driftDesk, LINE_DOWN, OPTIONS, teamDesk } from "./desks.ts";
import { stillWaiting, type ViewState } from "./state.ts";

const FAR: HostEvent = {
  ...{ event: "progress", doing: "writing" },
  ...{ sheet: "KPI Results", done: 50_000, of: 120_000 },
};

export function publishStates(): ViewState[] {
  const of = (
    name: string,
    reach: (pane: Pane) => Promise<void>,
    desk: () => Desk = () => teamDesk(),
  ): ViewState => ({ name, view: "publish", desk, reach });
  const chosen = async (pane: Pane): Promise<void> => {
    await pane.page.waitForSelector("label.check");
    await pane.ready();
  };
  const looked = async (pane: Pane): Promise<void> => {
    await chosen(pane);
    await pane.page.click(".bar .primary");
    await pane.page.waitForSelector("main .row");
    await pane.ready();
  };
  const upkept = (button: string) => async (pane: Pane) => {
    await chosen(pane);
    await pane.page.click(`main section button:has-text('${button}')`);
    await pane.page.waitForSelector(".bar .primary");
    await pane.ready();
  };
  return [
    of("publish", chosen),
    of("publish-drift", chosen, driftDesk),
    of("publish-preview", looked, driftDesk),
    of("publish-none", async (pane) => {
      await chosen(pane);
      const checked = pane.page.locator("main [type=checkbox]:checked");
      while ((await checked.count()) > 0) await checked.first().click();
    }),
    of(
      "publish-function",
      async (pane) => {
        await chosen(pane);
        await pane.page.click("main section button:has-text('Insert a function')");
        await pane.page.selectOption("select", "SCORECARD");
        await pane.page.locator("#function input").nth(0).fill("Ana Duarte");
        await pane.page.locator("#function input").nth(1).fill("2026-Q3");
        await pane.page.click(".bar .primary");
        await pane.page.waitForSelector(".formula");
        await pane.ready();
      },
      cellDesk,
    ),
    of("publish-refused", async (pane) => {
      await looked(pane);
      const workbook = pane.desk.workbook as MemoryWorkbook;
      workbook.edit("Team", 3, 0, "Anna Duarte");
      await pane.page.click(".bar .primary");
      await pane.page.waitForSelector("main .note.watch");
      await pane.ready();
    }),
    of("publish-formulas", async (pane) => {
      await chosen(pane);
      await pane.page
        .locator("label.check", { hasText: "native formulas" })
        .locator("input")
        .check();
      await pane.page.click(".bar .primary");
      await pane.page.waitForSelector("main .row");
      await pane.ready();
    }),
    of("publish-freeze", upkept("Freeze to values"), driftDesk),
    of("publish-repair", upkept("Repair formulas"), foreignDesk),
    of("publish-writing", async (pane) => {
      await looked(pane);
      pane.desk.hold("publish.apply");
      await pane.page.click(".bar .primary");
      await pane.tell(FAR);
      await pane.page.clock.runFor(3_000);
      await pane.page.waitForSelector("progress[value]");
    }),
    of("publish-loading", stillWaiting, () => {
      const desk = teamDesk();
      desk.hold("publish.parts");
      return desk;
    }),
    of(
      "publish-error",
      async ({ page }) => void (await page.waitForSelector(".note.bad")),
      () => {
        const desk = teamDesk();
        desk.fail("publish.parts", LINE_DOWN);
        return desk;
      },
    ),
  ];
}

/** The team, with functions that Google and a file left behind. */
function foreignDesk(): Desk {
  const workbook = teamWorkbook();
  const calls = ["KPI_ATTAINMENT(A2;B2)", '__xludf.DUMMYFUNCTION("KPI_STATUS(A2,1,0.9)")'];
  const cells = calls.map((formula) => [{ formula, result: { error: "#NAME?" } }]);
  const at = { sheet: "Mine", top: 1, left: 2, old: null, why: "" } as const;
  workbook.apply({
    title: "",
    steps: [
      { kind: "addSheet", sheet: "Mine", tabColour: null },
      { kind: "write", ...at, cells },
    ],
  });
  return deskOver({ ...workbook, host: "excel" }, OPTIONS);
}

/** The team, with a free cell selected. */
function cellDesk(): Desk {
  const workbook = teamWorkbook();
  workbook.select({ sheet: "Team", range: "H2" });
  return deskOver(workbook, OPTIONS);
}
