/** The rules editor's tools in Chromium: completion, hover, definition, rename, fixes, outline. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { PLAIN_SERVICE } from "../../src/app/service.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { launch, openSidebar } from "./page.ts";

const shots = process.env.ANSWERABLE_SHOTS;

describe("the rules editor", () => {
  let browser: Browser;
  let opened: Page;
  beforeAll(async () => {
    browser = await launch();
    opened = await sidebar();
  }, 30_000);
  afterAll(() => browser.close());

  /** The one page with the sample's rules in it, the cursor in the editor. */
  async function editor(): Promise<Page> {
    await opened.mouse.move(0, 0);
    await opened.click('.tabs a[href="#rules"]');
    await opened.click(".cm-content");
    await opened.keyboard.press("Control+a");
    await opened.keyboard.insertText(sampleRules);
    await opened.waitForFunction(() => document.querySelectorAll(".prob").length === 0);
    return opened;
  }
  async function sidebar(locale = "en-US"): Promise<Page> {
    const data = { ...sampleWorkbook(), locale };
    const workbook = memoryWorkbook(data);
    const applied = workbook.apply(saveRulesPlan(data, sampleRules, null));
    if ("then" in applied || !applied.ok) throw new Error("the rules could not be written");
    const page = await openSidebar(browser, workbook, { options: PLAIN_SERVICE });
    return page;
  }
  /** Lines out of sight aren't there: goes to a statement first, then gives the place of its KPI's name. */
  const goalRevenue = async (page: Page) => {
    await goTo(page, /^goal revenue/);
    const word = page.locator(".cm-line", { hasText: /^goal revenue/ }).first();
    // Once it has scrolled to where it stays.
    await word.click({ trial: true, position: { x: 60, y: 8 } });
    const box = (await word.boundingBox())!;
    return { x: box.x + 60, y: box.y + 8 };
  };
  const goTo = async (page: Page, name: RegExp) => {
    await page.click(".context .pick");
    await page.locator(".picks [role=option]", { hasText: name }).first().click();
    await expect.poll(() => line(page)).toMatch(name);
  };
  const line = (page: Page) => page.locator(".cm-activeLine").first().textContent();
  /** Takes a proposal. A list that has just come takes no Enter, which may be meant for the text: CodeMirror waits 75 ms. */
  const take = async (page: Page, label: string) => {
    await page.waitForFunction((wanted) => {
      const at = document.querySelector<HTMLElement>(
        ".cm-tooltip-autocomplete [aria-selected=true]",
      );
      if (!at?.textContent?.includes(wanted)) return false;
      at.dataset.since ??= String(performance.now());
      return performance.now() - Number(at.dataset.since) > 90;
    }, label);
    await page.keyboard.press("Enter");
  };
  const toEnd = (page: Page) => page.keyboard.press("Control+End");
  const shot = async (page: Page, name: string) => {
    if (shots) await page.screenshot({ path: `docs/images/${name}.png` });
  };

  test("completes with the workbook's own columns and values, by keyboard", async () => {
    const page = await editor();
    await toEnd(page);
    await page.keyboard.type("\nkpi won = count(");
    await page.keyboard.press("Control+Space");
    await page.waitForSelector(".cm-tooltip-autocomplete");
    await page.keyboard.type("Dea");
    await shot(page, "editor-completion");
    await take(page, "Deals");
    await expect.poll(() => line(page)).toContain("count(Deals");
    await page.keyboard.type(" where [sta");
    // The list of what was typed before may still stand there.
    const labels = page.locator(".cm-tooltip-autocomplete .cm-completionLabel");
    await expect.poll(() => labels.allTextContents()).toContain("Stage");
  });

  test("tells what is under the pointer, goes to its definition, selects its uses", async () => {
    const page = await editor();
    const { x, y } = await goalRevenue(page);
    await page.mouse.move(x, y);
    await page.waitForSelector(".cm-tooltip-hover .tip");
    await expect.poll(() => page.textContent(".cm-tooltip-hover .tip")).toMatch(/^kpi revenue/);
    await shot(page, "editor-hover");
    await page.mouse.click(x, y);
    await page.keyboard.press("F12");
    await expect.poll(() => line(page)).toMatch(/^kpi revenue/);
    await page.keyboard.press("Shift+F12");
    // All uses are selected: what is typed now replaces them all, so no rule is left with a name unknown.
    await page.keyboard.type("turnover", { delay: 20 });
    await page.keyboard.press("Escape");
    await expect.poll(() => line(page)).toMatch(/turnover/);
    await expect.poll(() => page.locator(".prob").count()).toBe(0);
  });

  test("renames everywhere, and says why where it can't", async () => {
    const page = await editor();
    const { x, y } = await goalRevenue(page);
    await page.mouse.click(x, y);
    await page.keyboard.press("F2");
    await page.waitForSelector(".cm-dialog input");
    await page.fill(".cm-dialog input", "closed revenue");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
      document.querySelector(".cm-content")?.textContent?.includes("goal 'closed revenue'"),
    );
    await expect.poll(() => page.locator(".prob").count()).toBe(0);
    await page.keyboard.press("F2");
    await page.fill(".cm-dialog input", "win_rate");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /is already a KPI/.test(document.body.innerText));
  });

  test("mends a mistake with the squiggle's own button, and goes to a statement by its name", async () => {
    const page = await editor();
    await toEnd(page);
    await page.keyboard.type("\ngoal revenue 2017 == 5 for reps");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".prob .mini");
    await page.click(".prob .mini");
    await page.waitForFunction(() =>
      document.querySelector(".cm-content")?.textContent?.includes("2017 = 5 for reps"),
    );
    await goTo(page, /^kpi revenue/);
    await expect.poll(() => line(page)).toMatch(/^kpi revenue/);
  });

  const typeAtEnd = async (page: Page, text: string) => {
    await toEnd(page);
    await page.keyboard.insertText(text);
    await page.keyboard.press("Escape");
  };
  const content = (page: Page) => page.locator(".cm-content").innerText();
  const lastLine = async (page: Page) => (await content(page)).trimEnd().split("\n").at(-1)!;

  test.each(["Control+.", "Alt+Enter"])("mends what is on the line by key: %s", async (key) => {
    const page = await editor();
    await typeAtEnd(page, "\ngoal revenue 2017 == 5 for reps");
    await page.waitForSelector(".prob .mini");
    // The list below knows of it a moment before the text is marked.
    await page.waitForSelector(".cm-lintRange-error");
    await page.keyboard.press(key);
    await expect.poll(() => lastLine(page)).toBe("goal revenue 2017 = 5 for reps");
    await expect.poll(() => page.locator(".prob", { hasText: "==" }).count()).toBe(0);
    await page.keyboard.press("Control+z");
    await expect.poll(() => lastLine(page)).toBe("goal revenue 2017 == 5 for reps");
  });

  test("says so where there is nothing to mend", async () => {
    const page = await editor();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+.");
    await page.waitForFunction(() => /nothing that can be mended/.test(document.body.innerText));
  });

  test("F8 and Shift+F8 go from problem to problem and tell each", async () => {
    const page = await editor();
    await typeAtEnd(page, "\n\nkpi one = nothere\n\nkpi two = notthere");
    await page.waitForFunction(() => document.querySelectorAll(".prob").length === 2);
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F8");
    await expect.poll(() => line(page)).toBe("kpi one = nothere");
    await page.waitForSelector(".cm-tooltip-lint");
    await expect.poll(() => page.textContent(".cm-tooltip-lint")).toContain("nothere");
    await page.keyboard.press("F8");
    await expect.poll(() => line(page)).toBe("kpi two = notthere");
    await page.keyboard.press("Shift+F8");
    await expect.poll(() => line(page)).toBe("kpi one = nothere");
  });

  test("formats by key, the cursor stays where it was, one undo takes it back", async () => {
    const page = await editor();
    const written = "kpi    won=count( Deals )\n unit   count";
    await typeAtEnd(page, `\n${written}`);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    await page.keyboard.press("Shift+Alt+F");
    const lastTwo = async () => (await content(page)).trimEnd().split("\n").slice(-2).join("\n");
    await expect.poll(() => lastTwo()).toBe("kpi won = count(Deals)\n  unit count");
    await page.keyboard.insertText("X");
    await expect.poll(() => line(page)).toBe("kpi won = count(Deals)X");
    await page.keyboard.press("Control+z");
    await expect.poll(() => lastTwo()).toBe("kpi won = count(Deals)\n  unit count");
    await page.keyboard.press("Control+z");
    await expect.poll(() => lastTwo()).toBe(written);
  });

  test("tells a KPI's value for the person and period that the sidebar shows", async () => {
    const page = await editor();
    await page.click('.tabs a[href="#scorecard"]');
    await page.locator(".pick").first().click();
    const option = page.locator(".picks [role=option]").nth(3);
    const person = await option.textContent();
    await option.click();
    await page.click('.tabs a[href="#rules"]');
    const { x, y } = await goalRevenue(page);
    await page.mouse.move(x, y);
    await page.waitForSelector(".cm-tooltip-hover .tip");
    const told = await page.textContent(".cm-tooltip-hover .tip");
    expect(told).toContain(`${person!.trim()}, 2026`);
    expect(told).toMatch(/\$[\d.,]+K? of \$[\d.,]+K?$/);
  });

  test("completes inside the braces of a say, at the end of the text, and leaves what follows", async () => {
    const page = await editor();
    await typeAtEnd(page, '\n\nflag f\n  when revenue is missed\n  hold person\n  say "{goal(');
    await page.keyboard.type("reve", { delay: 20 });
    await take(page, "revenue");
    await expect.poll(() => lastLine(page)).toBe('  say "{goal(revenue');
    await page.keyboard.insertText(') of {na} now"');
    for (let i = 0; i < 6; i += 1) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+Space");
    await take(page, "name");
    await expect.poll(() => lastLine(page)).toBe('  say "{goal(revenue) of {name} now"');
  });

  test("shows how a function is called, the argument at hand marked", async () => {
    const page = await editor();
    await typeAtEnd(page, "\nkpi x = round");
    await page.keyboard.type("(revenue");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".tip mark");
    await expect.poll(() => page.textContent(".tip mark")).toBe("number");
    await page.keyboard.type(", ");
    await page.waitForFunction(
      () => document.querySelector(".tip mark")?.textContent === "[digits]",
    );
  });

  test("colours names by what they mean, in a say too", async () => {
    const page = await editor();
    await typeAtEnd(
      page,
      '\n\nflag f\n  when revenue is missed\n  hold person\n  say "at {revenue}"',
    );
    const colour = (text: string, of: string) =>
      page.evaluate(
        ([text, of]) => {
          const line = [...document.querySelectorAll(".cm-line")].find((l) =>
            l.textContent!.includes(of!),
          )!;
          const part = [...line.querySelectorAll("span")].find((s) => s.textContent === text)!;
          return getComputedStyle(part).color;
        },
        [text, of],
      );
    const kpi = await colour("revenue", "when revenue is missed");
    await expect.poll(() => colour("revenue", "at {revenue}")).toBe(kpi);
    await expect.poll(() => colour("when", "when revenue is missed")).not.toBe(kpi);
    await expect.poll(() => colour('"at {', "at {revenue}")).not.toBe(kpi);
  });

  test("folds and unfolds a statement by key", async () => {
    const page = await editor();
    await goTo(page, /^kpi revenue/);
    const lines = (await content(page)).split("\n").length;
    await page.keyboard.press("Control+Shift+BracketLeft");
    await page.waitForSelector(".cm-foldPlaceholder");
    expect((await content(page)).split("\n").length).toBeLessThan(lines);
    await page.keyboard.press("Control+Shift+BracketRight");
    await page.waitForFunction(() => !document.querySelector(".cm-foldPlaceholder"));
  });

  test("the outline goes to the same statement a second time", async () => {
    const page = await editor();
    await goTo(page, /^kpi revenue/);
    await toEnd(page);
    await goTo(page, /^kpi revenue/);
    await expect.poll(() => line(page)).toMatch(/^kpi revenue/);
  });

  test("a German workbook's editor says in German what is wrong, what a word means and how a function is called", async () => {
    const page = await sidebar("de-DE");
    await page.click('.tabs a[href="#rules"]');
    await page.click(".cm-content");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(`kpi big = sum(Deals[Amout])\n\n${sampleRules}`);
    const problem = page.locator(".prob", { hasText: "KPI203" });
    await expect
      .poll(() => problem.innerText())
      .toContain("hat keine Spalte Amout.\nIst [Amount] gemeint?");
    expect(await problem.locator(".mini").innerText()).toBe("[Amount] schreiben");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F8");
    await expect.poll(() => page.textContent(".cm-tooltip-lint")).toContain("keine Spalte");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("\nkpi x = ");
    await page.keyboard.type("round(");
    await expect.poll(() => page.textContent(".tip mark")).toBe("Zahl");
    expect(await page.textContent(".tip")).toContain("Kaufmännisch gerundet");
    await page.click("[aria-label=Finden]");
    expect(await page.getAttribute(".cm-search [name=search]", "placeholder")).toBe("Suchen");
    await page.close();
  });

  test("Ctrl+S saves, Tab leaves the editor, Backspace takes both brackets", async () => {
    const page = await editor();
    await toEnd(page);
    await page.keyboard.type("\n# more (");
    await expect.poll(() => lastLine(page)).toBe("# more ()");
    await page.keyboard.press("Backspace");
    await expect.poll(() => lastLine(page)).toBe("# more");
    await page.keyboard.press("Control+s");
    await page.waitForSelector("text=No figure changes");
    await page.click(".bar .primary");
    await page.waitForFunction(() =>
      /Up to date/.test(document.querySelector(".status")!.textContent ?? ""),
    );
    await page.click(".cm-content");
    await page.keyboard.press("Tab");
    const inside = () => page.evaluate(() => !!document.activeElement?.closest(".cm-content"));
    await expect.poll(() => inside()).toBe(false);
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => inside()).toBe(true);
  });
});
