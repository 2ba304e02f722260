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
/** Eight at a time, one for each who sells; none stands within another of its eight, for it is looked for by its text. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ["markup with a handler", `<img src=x onerror="${HACK}">`],
  ["a script", `<script>${HACK}</script>`],
  ["a frame and its end", `</div></main><iframe srcdoc="<script>parent.${HACK}</script>">`],
  ["an attribute's end", `" onmouseover="${HACK}" x="`],
  ["a comment's start", "<!-- Ana"],
  ["a link that runs", `javascript:${HACK}`],
  ["a command", "=cmd|' /C calc'!A0"],
  ["right-to-left override", "Ana \u202Eetaud\u202C \u2066Duarte"],
  ["the end of a script", `</script><script>${HACK}</script>`],
  ["a link in markup", `<a href="javascript:${HACK}">Ana</a>`],
  ["a formula", `=HYPERLINK("javascript:${HACK}","Ana")`],
  ["an open isolate", "\u2067\u2067\u2067Ana"],
  ["template signs", "$" + "{window.answerableHacked=1} {{constructor}}"],
  ["an entity", "Ana &lt;b&gt; &#x3c;"],
  ["a name of Object's", "__proto__"],
  ["64 KB without a space", `Ana${"x".repeat(65_536)}`],
];
const SELLERS = "Ana Duarte,Ben Cole,Chidi Eze,Dana Kim,Erik Holm,Farah Aziz,Goran Vuk,Hana Mori";

/** The names in every cell that holds a seller's. */
function renamed(data: WorkbookData, names: readonly string[]): WorkbookData {
  const called = new Map(SELLERS.split(",").map((seller, i) => [seller, names[i]!]));
  const change = (cell: CellValue): CellValue =>
    typeof cell === "string" ? (called.get(cell) ?? cell) : cell;
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

  test.each([
    ["from markup to bidirectional text", HOSTILE.slice(0, 8)],
    ["from the end of a script to 64 KB", HOSTILE.slice(8)],
  ])("%s: stay text in every view", async (_, hostile) => {
    const data = renamed(
      teamData(),
      hostile.map(([, name]) => name),
    );
    const workbook = teamWorkbook(TEAM_RULES, data);
    const pane = await bench.pane(deskOver(workbook, { clock: () => 0, sample: null }));
    await pane.ready();
    const unharmed = async (where: string) => {
      expect(await harm(pane), where).toEqual({ hacked: false, foreign: 0, links: 0 });
      expect(await sidewaysFaults(pane.page), where).toEqual([]);
    };
    for (const view of VIEWS) {
      await pane.open(view);
      await pane.ready();
      await unharmed(view);
    }
    // Where the names are shown, they are shown whole and as they are.
    await pane.open("goals");
    const main = async () => (await pane.page.textContent("main")) ?? "";
    for (const [, name] of hostile) await expect.poll(main).toContain(name.trim());
    // Each one's own scorecard and why, chosen from the list that holds them.
    for (const [kind, name] of hostile) {
      await pane.open("scorecard");
      await pane.page.locator(".context .pick").first().click();
      await pane.page.waitForSelector("[role=option]");
      await unharmed(`${kind}, picker`);
      await pane.page.locator("[role=option]").filter({ hasText: name.trim() }).first().click();
      await expect
        .poll(() => pane.page.locator(".context .pick").first().textContent())
        .toContain(name.trim());
      await pane.page.locator(".kpi .why").first().click();
      await pane.page.waitForSelector(".steps li");
      await unharmed(`${kind}, why`);
    }
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
