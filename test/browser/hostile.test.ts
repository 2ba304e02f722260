/** Hostile names through every view: a cell's text is text, whatever it looks like. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { VIEWS } from "../../sidebar/state/store.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { sidewaysFaults } from "./harness/checks.ts";
import { deskOver } from "./harness/desk.ts";
import { excelPane } from "./harness/hosts.ts";
import { type Bench, openBench, type Pane } from "./harness/pane.ts";
import { launch } from "./page.ts";
import { TEAM_RULES, teamData, teamWorkbook } from "./team.ts";

const HACK = "window.answerableHacked=1";
const HOSTILE: readonly (readonly [string, string])[] = [
  ["markup with a handler", `<img src=x onerror="${HACK}">`],
  ["a script", `<script>${HACK}</script>`],
  ["the end of a script", `</script><script>${HACK}</script>`],
  ["a frame and its end", `</div></main><iframe srcdoc="<script>parent.${HACK}</script>">`],
  ["an attribute's end", `" onmouseover="${HACK}" x="`],
  ["a comment's start", "<!-- Ana"],
  ["a link that runs", `javascript:${HACK}`],
  ["a link in markup", `<a href="javascript:${HACK}">Ana</a>`],
  ["a formula", `=HYPERLINK("javascript:${HACK}","Ana")`],
  ["a command", "=cmd|' /C calc'!A0"],
  ["right-to-left override", "Ana \u202Eetaud\u202C \u2066Duarte"],
  ["an open isolate", "\u2067\u2067\u2067Ana"],
  ["template signs", "$" + "{window.answerableHacked=1} {{constructor}}"],
  ["an entity", "Ana &lt;b&gt; &#x3c;"],
  ["a name of Object's", "__proto__"],
  ["64 KB without a space", `Ana${"x".repeat(65_536)}`],
];
const VICTIM = "Ana Duarte";

/** The name in every cell that holds it. */
function renamed(data: WorkbookData, name: string): WorkbookData {
  const change = (cell: CellValue): CellValue => (cell === VICTIM ? name : cell);
  const sheets = data.sheets.map((sheet) => ({
    ...sheet,
    columns: sheet.columns.map((column) => column.map(change)),
  }));
  return { ...data, sheets };
}

const harm = (pane: Pane) =>
  pane.page.evaluate(() => ({
    hacked: "answerableHacked" in window,
    foreign: document.querySelectorAll(
      "#answerable :is(img, iframe, script, object, embed, style, link, a[href^='javascript'])",
    ).length,
    links: [...document.querySelectorAll("#answerable a[href]")].filter(
      (a) => !/^#\w+$/.test(a.getAttribute("href") ?? ""),
    ).length,
  }));

describe("hostile names", () => {
  let browser: Browser;
  let bench: Bench;
  beforeAll(async () => {
    browser = await launch();
    bench = await openBench(browser);
  });
  afterAll(() => browser.close());

  test.each(HOSTILE)("%s: stays text in every view", async (_, name) => {
    const data = renamed(teamData(), name);
    const workbook = teamWorkbook(TEAM_RULES.replaceAll(VICTIM, "Ben Cole"), data);
    const pane = await bench.pane(deskOver(workbook, { clock: () => 0, sample: null }));
    await pane.ready();
    for (const view of VIEWS) {
      await pane.open(view);
      await pane.ready();
      expect(await harm(pane), view).toEqual({ hacked: false, foreign: 0, links: 0 });
      expect(await sidewaysFaults(pane.page), view).toEqual([]);
    }
    // Where the name is shown, it is shown whole and as it is.
    await pane.open("goals");
    const main = async () => (await pane.page.textContent("main")) ?? "";
    await expect.poll(main, { timeout: 10_000 }).toContain(name.trim());
    // The name's own scorecard and why, chosen from the list that holds it.
    await pane.open("scorecard");
    await pane.page.locator(".context .pick").first().click();
    await pane.page.waitForSelector("[role=option]");
    expect(await harm(pane), "picker").toEqual({ hacked: false, foreign: 0, links: 0 });
    const own = pane.page.locator("[role=option]").filter({ hasText: name.trim() }).first();
    await own.click();
    await pane.page.locator(".kpi .why").first().click();
    await pane.page.waitForSelector(".steps li");
    expect(await harm(pane), "why").toEqual({ hacked: false, foreign: 0, links: 0 });
    expect(await sidewaysFaults(pane.page), "why").toEqual([]);
    expect(bench.faults).toEqual([]);
  });

  test("the policy of the built task pane refuses a script that got in", async () => {
    const { page, faults } = await excelPane(browser, teamData());
    const ran = await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.answerableHacked = 1";
      document.body.append(script);
      const holder = document.createElement("div");
      holder.innerHTML = '<img src="data:," onerror="window.answerableHacked = 1">';
      document.body.append(holder);
      await new Promise((done) => setTimeout(done, 200));
      return "answerableHacked" in window;
    });
    expect(ran).toBe(false);
    expect(faults.some((fault) => /Content Security Policy/.test(fault))).toBe(true);
    await page.close();
  });
});
