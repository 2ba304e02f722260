/**
 * Each view's main path and its empty, loading, error and conflict states over every host: the local workbook,
 * and both built panes over the strict fakes. One table of view and state, walked on each host in one page.
 */
import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { View } from "../../sidebar/state/store.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import type { WritePlan } from "../../src/hosts/port/index.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { type HostPane, PANES, type Written } from "./harness/hosts.ts";
import { localPane } from "./harness/local.ts";
import { launch } from "./page.ts";
import { TEAM_RULES, teamWorkbook } from "./team.ts";

const HOSTS = [["the local workbook", localPane], ...PANES] as const;
const HEADS = ["flag", "who", "period", "action", "by", "on", "note"];

const team = teamWorkbook().read();
const DATA: WorkbookData = { ...team, sheets: [...team.sheets, sheetOf("KPI Actions", [HEADS])] };
const NOTHING: WorkbookData = { ...team, sheets: [sheetOf("Sheet1", [])], names: [] };

interface Stage extends HostPane {
  shows(selector: string): Promise<unknown>;
  /** Nothing is asked of the host any more. */
  ready(): Promise<unknown>;
  open(view: View): Promise<void>;
  press(selector: string): Promise<void>;
}

function stageOf(pane: HostPane): Stage {
  const { frame, page } = pane;
  page.setDefaultTimeout(30_000);
  return {
    ...pane,
    shows: (selector) => frame.waitForSelector(selector),
    ready: () => frame.waitForSelector('main[aria-busy="false"]'),
    open: async (view) => {
      await frame.click(`#tab-${view}`);
      await frame.waitForSelector(`#tab-${view}[aria-selected="true"]`);
    },
    press: (selector) => frame.click(selector),
  };
}

/** The cells that a plan changes in the team's sheets. */
function* changedBy({ steps }: WritePlan): Generator<[string, number, number, Written]> {
  for (const step of steps) {
    if (step.kind !== "write") continue;
    const { columns } = team.sheets.find(({ name }) => name === step.sheet)!;
    for (const [r, row] of step.cells.entries())
      for (const [c, cell] of row.entries()) {
        const at = [step.top + r, step.left + c] as const;
        if (cell === (columns[at[1]]?.[at[0]] ?? null)) continue;
        yield [step.sheet, ...at, typeof cell === "number" ? cell : String(cell ?? "")];
      }
  }
}

const BUSY = "main[aria-busy='true']";
const FAULT = "main .note.bad";
const WRITE = ".bar .primary:not(:disabled)";
const RUN = ".status button:has-text('Run')";
const card = (frame: Frame, who: string) => frame.locator("article.flag", { hasText: who });

async function append({ frame, page, shows }: Stage, text: string): Promise<void> {
  await frame.click(".cm-content");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(text);
  await page.keyboard.press("Escape");
  await shows(WRITE);
}

async function answerAs({ frame, page }: Stage, who: string): Promise<void> {
  await frame.click(".me .pick, .context .pick");
  await page.keyboard.type(who);
  await page.keyboard.press("Enter");
}

async function rowOf({ frame, shows }: Stage, who: string): Promise<void> {
  await shows("[role=treegrid]");
  await frame.locator("tr[aria-level]", { hasText: who }).click();
}

const deals = team.sheets.find(({ name }) => name === "Deals")!;
const AMOUNT = deals.columns.findIndex((column) => column[0] === "Amount");
const sold = (who: string) => deals.columns[0]!.lastIndexOf(who);
/** A deal of last year, by which this year's goals are shared. */
const soldBefore = (who: string) => deals.columns[0]!.indexOf(who);

type State = "main" | "loading" | "error" | "conflict";
type Walk = (stage: Stage) => Promise<void>;

/** In the order of a visit: each begins where the one before it ended. */
const WALKS: readonly (readonly [View, State, Walk])[] = [
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
  [
    "rules",
    "conflict",
    async (stage) => {
      const { open, press, shows, ready, write } = stage;
      await open("rules");
      await shows(".cm-line:has-text('people from')");
      await append(stage, '\ngoal size 2026-Q4 = 12000 for "Ana Duarte"\n');
      const theirs = `${TEAM_RULES.replace(
        "goal size each quarter = 10000",
        "goal size each quarter = 11000",
      )}\ngoal size 2026-Q4 = 13000 for "Ana Duarte"\n`;
      for (const at of changedBy(saveRulesPlan(team, theirs, null))) await write(...at);
      await press(WRITE);
      await shows("text=Joined without conflict");
      await shows(".choice:has-text('12000') .paint-statement");
      await shows(".choice:has-text('13000') .paint-statement");
      await press("button:has-text('Save joined rules')");
      await shows(".cm-content");
      await shows(".status:has-text('Up to date')");
      await ready();
    },
  ],
  [
    "rules",
    "loading",
    async (stage) => {
      const { press, shows, ready, answers } = stage;
      await append(stage, "\n# Ours\nkpi more = count(Deals)\n");
      await answers("late");
      await press(WRITE);
      await shows(BUSY);
      await answers("at once");
      await shows("button:has-text('Back to draft')");
      await ready();
    },
  ],
  [
    "rules",
    "error",
    async ({ press, shows, ready, answers }) => {
      await answers("with a fault");
      await press(WRITE);
      await shows(FAULT);
      await shows(".status:has-text('Draft, kept on this computer')");
      await answers("at once");
      await ready();
    },
  ],
  [
    "rules",
    "main",
    async ({ press, shows, ready }) => {
      await press(WRITE);
      await shows(".cm-content");
      await shows(".status:has-text('Up to date')");
      await ready();
    },
  ],
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

/** What each view says first, where there is nothing: it names what to do. */
const EMPTY: readonly (readonly [View, string])[] = [
  ["start", "text=Read this workbook"],
  ["rules", "text=No rules yet"],
  ["goals", ".empty h2"],
  ["scorecard", ".empty h2"],
  ["answers", ".empty h2"],
  ["publish", ".empty h2"],
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(HOSTS)("%s", (_, open) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = stageOf(await open(browser, DATA));
  });
  afterAll(() => stage.page.close());

  test.each(WALKS)("%s: %s", async (_view, _state, walk) => {
    await walk(stage);
    expect(stage.faults.splice(0)).toEqual([]);
  });

  test("all views, empty", async () => {
    const empty = stageOf(await open(browser, NOTHING));
    for (const [view, said] of EMPTY) {
      await empty.open(view);
      await empty.shows(said);
    }
    await empty.open("start");
    await empty.press(".empty .primary");
    await empty.shows("text=No table found");
    expect(empty.faults).toEqual([]);
    await empty.page.close();
  });
});
