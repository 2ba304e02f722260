/** Every state of every view, by name: axe, screenshots and the comparison of pictures walk this one list. */
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import type { View } from "../../sidebar/state/store.ts";
import type { RpcError } from "../../src/app/contract.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { FUNCTION_DESK } from "../../src/functions/desk.ts";
import { type MemoryWorkbook, memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { GERMAN, renamed } from "../support/messy.ts";
import { quotaWorkbook } from "../support/quotas.ts";
import { saasWorkbook } from "../support/saas.ts";
import { type Desk, deskOver, type Known } from "./harness/desk.ts";
import type { Pane } from "./harness/pane.ts";
import { TEAM_RULES, teamWorkbook } from "./team.ts";

export interface ViewState {
  /** `view` or `view-state`: the name of its pictures. */
  readonly name: string;
  readonly view: View;
  /** The workbook's side; without it, the sample with its rules. */
  readonly desk?: () => Desk;
  /** The workbook is opened at once and the view chosen; without it that is all. */
  readonly reach?: (pane: Pane) => Promise<void>;
  /** For a state in which the workbook never answers. */
  readonly unanswered?: true;
  readonly height?: number;
}

const OPTIONS = {
  functions: FUNCTION_DESK,
  clock: () => 0,
  sample: () => ({ workbook: sampleWorkbook(), rules: sampleRules }),
};
const known: Known = new Map();

let sample: WorkbookData | null = null;
/**
 * The sample with its rules, as `npm start` opens it; on a day before its last, only with the rows that
 * were there; with other cells, if they are changed.
 */
export function sampleDesk(
  today: string | null = null,
  change: ((data: WorkbookData) => WorkbookData) | null = null,
): Desk {
  sample ??= sampleWorkbook();
  const data = change ? change(sample) : sample;
  const workbook = memoryWorkbook(data, { today: today ?? "2026-10-02" });
  workbook.apply(saveRulesPlan(data, sampleRules, null));
  return deskOver(workbook, OPTIONS, today === null && change === null ? known : undefined);
}
/** Cells without rules; none: an empty workbook. */
export const deskOf = (data: Partial<WorkbookData> = {}): Desk =>
  deskOver(
    memoryWorkbook(
      { sheets: [], names: [], locale: "en-US", dateSystem: 1900, ...data },
      { today: "2026-10-02" },
    ),
    OPTIONS,
  );

/** A desk changed before the pane opens. */
const withDesk = (change: (desk: Desk) => void) => () => {
  const desk = sampleDesk();
  change(desk);
  return desk;
};
const knownOfTeam: Known = new Map();
/** The company of twelve; `rules` in place of its own. */
const teamDesk = (rules?: string): Desk =>
  rules === undefined
    ? deskOver(teamWorkbook(), OPTIONS, knownOfTeam)
    : deskOver(teamWorkbook(rules), OPTIONS);
const LINE_DOWN: RpcError = {
  message: "The workbook doesn't answer.",
  safe: "Nothing was written; your draft is kept here.",
  todo: "Look at the connection, then try again.",
};
/** Long enough for the progress to stand there: its seconds are too small a change of the picture. */
const stillWaiting = async ({ page }: Pane): Promise<void> => {
  await page.waitForSelector(".skel");
  await page.clock.runFor(3_000);
  await page.waitForSelector("progress");
};
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
/** As a name that was picked in the pane; the field is at the top of the content the first time. */
const answerAs = async ({ page, ready }: Pane, who: string): Promise<void> => {
  await page.click(".me .pick");
  await page.keyboard.type(who);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".me", { state: "detached" });
  await ready();
};

/** A team whose goals stand in the workbook, without rules. */
const unknownDesk = () => deskOf(quotaWorkbook());
const proposal = async ({ page }: Pane) => {
  await page.click(".empty .primary");
  await page.waitForSelector(".checks");
  await page.waitForSelector('main[aria-busy="false"]');
};
const openRow = (name: string, shown: string) => async (pane: Pane) => {
  await pane.page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await pane.page.waitForSelector(shown);
};

const START_STATES: readonly ViewState[] = [
  { name: "start-first-run", view: "start", desk: unknownDesk },
  { name: "start-proposal", view: "start", desk: unknownDesk, height: 1000, reach: proposal },
  {
    name: "start-guesses",
    view: "start",
    desk: unknownDesk,
    height: 1000,
    reach: async (pane) => {
      await proposal(pane);
      await pane.page.click("button[aria-label='Change: People']");
      await pane.page.waitForSelector(".guess");
    },
  },
  {
    name: "start-goal",
    view: "start",
    desk: () => deskOf(saasWorkbook()),
    height: 1000,
    reach: async (pane) => {
      await proposal(pane);
      await pane.page.locator("#goal-amount").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "start-plan",
    view: "start",
    desk: unknownDesk,
    reach: async (pane) => {
      await proposal(pane);
      await pane.page.getByRole("button", { name: "Count as Robin Castell" }).click();
      await pane.page.waitForSelector("text=counts as Robin Castell");
      await pane.page.getByRole("button", { name: "Preview" }).click();
      await pane.page.waitForSelector("pre.code");
    },
  },
  {
    name: "start-german",
    view: "start",
    desk: () => deskOf(renamed(saasWorkbook(), GERMAN, "de-DE")),
    height: 1000,
    reach: proposal,
  },
  {
    name: "start-nothing",
    view: "start",
    desk: () => deskOf({ sheets: [sheetOf("Notes", [["To do"], ["Ask Ann"], ["Call Bo"]])] }),
    reach: async ({ page }) => {
      await page.click(".empty .primary");
      await page.waitForSelector("text=No table of people found");
    },
  },
  { name: "start-import", view: "start", reach: openRow("Import", "#import-text") },
  { name: "start-export", view: "start", reach: openRow("Export", "#export-text") },
  { name: "start-reset", view: "start", reach: openRow("Reset", "#reset-title") },
];

const PROTECTED: RpcError = {
  message: "KPI Rules is protected.",
  safe: "Nothing was saved; your draft is safe here.",
  todo: "Ask the sheet's owner to let you edit it.",
};
/** Puts text below the last statement. */
const append = async ({ page }: Pane, text: string) => {
  await page.click(".cm-content");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(text);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".bar");
};
const ADDED = '\ngoal revenue 2026 = 900k for "Jonas Lind"\n';
const review = async (pane: Pane) => {
  await append(pane, ADDED);
  await pane.page.click(".bar .primary");
  await pane.page.waitForSelector("table.diff");
  await pane.page.waitForSelector('main[aria-busy="false"]');
};

const RULES_STATES: readonly ViewState[] = [
  {
    name: "rules-empty",
    view: "rules",
    desk: unknownDesk,
    reach: async ({ page }) => void (await page.waitForSelector("text=No rules yet")),
  },
  {
    name: "rules-problem",
    view: "rules",
    reach: async (pane) => {
      await append(pane, "\nkpi access = share(Deals where [Sponser] is not blank)\n");
      await pane.page.waitForSelector(".prob .bad");
    },
  },
  {
    name: "rules-outline",
    view: "rules",
    reach: async ({ page }) => void (await page.click("#rules-tab-outline")),
  },
  {
    name: "rules-tests",
    view: "rules",
    reach: async ({ page }) => void (await page.click("#rules-tab-tests")),
  },
  {
    name: "rules-insert",
    view: "rules",
    reach: async ({ page }) => {
      await page.click("button[aria-label='Insert a function']");
      await page.waitForSelector("#function-search");
    },
  },
  { name: "rules-review", view: "rules", reach: review },
  {
    name: "rules-error",
    view: "rules",
    desk: withDesk((desk) => desk.fail("rules.save", PROTECTED)),
    reach: async (pane) => {
      await review(pane);
      await pane.page.click(".bar .primary");
      await pane.page.waitForSelector(".note.bad");
    },
  },
  {
    name: "rules-conflict",
    view: "rules",
    reach: async (pane) => {
      await append(pane, ADDED);
      const data = await pane.desk.workbook.read();
      const theirs = sampleRules
        .replace("goal renewal_rate each quarter = 88%", "goal renewal_rate each quarter = 90%")
        .concat('\ngoal revenue 2026 = 850k for "Jonas Lind"\n');
      pane.desk.write(saveRulesPlan(data, theirs, null));
      await pane.page.click(".bar .primary");
      await pane.page.waitForSelector(".choice");
    },
  },
];

async function evidenceThere({ page }: Pane): Promise<void> {
  await page.waitForSelector("table.pairs");
}

/** Chooses by a picker of the context bar, as a person would: type the name, Enter. */
async function pick({ page, ready }: Pane, picker: number, name: string): Promise<void> {
  const button = page.locator(".context .pick").nth(picker);
  await button.click();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await button.filter({ hasText: name }).waitFor();
  await ready();
}

/** One won deal of the last quarter without a figure: its amount is an error. */
function spoilt(data: WorkbookData): WorkbookData {
  const sheets = data.sheets.map((sheet) => {
    if (sheet.name !== "Opportunities") return sheet;
    const at = (name: string) => sheet.columns.findIndex((column) => column[0] === name);
    const row = sheet.columns[at("Owner")]!.findIndex(
      (owner, r) =>
        owner === "Ines Rocha" &&
        sheet.columns[at("Stage")]![r] === "Won" &&
        Number(sheet.columns[at("Closed")]![r]) > 46_204,
    );
    const amount = at("Amount");
    const columns = sheet.columns.map((column, c) =>
      c === amount
        ? column.map((cell, r) => (r === row ? { error: "#N/A" as const } : cell))
        : column,
    );
    return { ...sheet, columns };
  });
  return { ...data, sheets };
}

export const STATES: readonly ViewState[] = [
  { name: "start", view: "start" },
  { name: "start-empty", view: "start", desk: () => deskOf() },
  {
    name: "start-loading",
    view: "start",
    desk: withDesk((desk) => desk.hold("workbook.describe")),
    unanswered: true,
    reach: async ({ page }) => {
      await page.clock.runFor(3_000);
      await page.waitForSelector("progress");
    },
  },
  {
    name: "start-error",
    view: "start",
    desk: withDesk((desk) =>
      desk.fail("workbook.describe", {
        message: "Google can't tell which account this is.",
        safe: "Nothing was written.",
        todo: "Open this workbook in its own browser profile or a private window.",
      }),
    ),
    reach: async ({ page }) => void (await page.waitForSelector(".note.bad")),
  },
  ...START_STATES,
  { name: "rules", view: "rules" },
  ...RULES_STATES,
  ...goalStates(),
  { name: "scorecard", view: "scorecard", height: 1000, reach: evidenceThere },
  {
    name: "scorecard-person",
    view: "scorecard",
    height: 1000,
    reach: async (pane) => {
      await pick(pane, 0, "Ines Rocha");
      await evidenceThere(pane);
    },
  },
  {
    name: "scorecard-now",
    view: "scorecard",
    height: 1000,
    desk: () => sampleDesk("2026-08-14"),
    reach: async (pane) => {
      await pick(pane, 1, "2026-Q3");
      await evidenceThere(pane);
    },
  },
  {
    name: "scorecard-table",
    view: "scorecard",
    reach: async (pane) => {
      await evidenceThere(pane);
      await pane.page.click("details.figures summary");
      await pane.page.locator("details.figures table").nth(1).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "scorecard-spoilt",
    view: "scorecard",
    desk: () => sampleDesk(null, spoilt),
    reach: async (pane) => {
      await pick(pane, 0, "Ines Rocha");
      await pane.page.locator(".kpi .note").first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "scorecard-pick",
    view: "scorecard",
    reach: async ({ page }) => {
      await page.locator(".pick").first().focus();
      await page.keyboard.type("mar");
      await page.waitForSelector("[role=option]");
    },
  },
  {
    name: "why",
    view: "scorecard",
    reach: async ({ page }) => {
      await page.locator(".kpi .why").first().click();
      await page.waitForSelector(".steps li");
    },
  },
  {
    name: "why-goal",
    view: "scorecard",
    height: 1000,
    reach: async (pane) => {
      await pick(pane, 0, "Ines Rocha");
      await pane.page.click(".verdict .plain");
      await pane.page.waitForSelector(".steps li");
    },
  },
  ...answerStates(),
  ...publishStates(),
];

function goalStates(): ViewState[] {
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

/** Published, then one goal typed over. */
function driftDesk(): Desk {
  const workbook = teamWorkbook();
  const plan = runNow(serve(workbook, "publish.plan", { asOf: null }));
  runNow(serve(workbook, "publish.apply", { asOf: null, fingerprint: plan.fingerprint }));
  const { columns } = workbook.read().sheets.find((sheet) => sheet.name === "KPI Goals")!;
  const [who, kpi, period, goal] = ["who", "kpi", "period", "goal"].map((head) =>
    columns.findIndex((column) => column.includes(head)),
  );
  const row = columns[who!]!.findIndex(
    (name, r) =>
      name === "Erik Holm" && columns[kpi!]![r] === "revenue" && columns[period!]![r] === "2026",
  );
  workbook.edit("KPI Goals", row, goal!, 200_000);
  return deskOver(workbook, OPTIONS);
}

function answerStates(): ViewState[] {
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

function publishStates(): ViewState[] {
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
