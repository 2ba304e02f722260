/**
 * Each view's main path and its empty, loading, error and conflict states over every host: the local workbook,
 * and both built panes over the strict fakes. One table of view and state, walked on each host in one page.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { View } from "../../sidebar/state/store.ts";
import { PANES } from "./harness/hosts.ts";
import { localPane } from "./harness/local.ts";
import { ANSWERS } from "./hosts-states/answers.ts";
import { GOALS } from "./hosts-states/goals.ts";
import { PUBLISH } from "./hosts-states/publish.ts";
import { RULES } from "./hosts-states/rules.ts";
import { SCORECARD } from "./hosts-states/scorecard.ts";
import { DATA, NOTHING, type Stage, stageOf } from "./hosts-states/stage.ts";
import { START, START_WRITTEN } from "./hosts-states/start.ts";
import { launch } from "./page.ts";

const HOSTS = [["the local workbook", localPane], ...PANES] as const;
/** In the order of a visit: each begins where the one before it ended. */
const WALKS = [
  ...START,
  ...RULES,
  ...GOALS,
  ...SCORECARD,
  ...ANSWERS,
  ...PUBLISH,
  ...START_WRITTEN,
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
