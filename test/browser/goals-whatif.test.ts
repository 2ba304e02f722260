import { describe, expect, test } from "vitest";
import { serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { apply, goalsPanes, names, ready, rowsIn, said } from "./goals-pane.ts";
import { teamWorkbook } from "./team.ts";

describe("what if", () => {
  const { openGoals } = goalsPanes();

  test("what if: the slider goes by steps and pages, shows every level, writes nothing, and becomes the rule", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    await page.click(".bar button:has-text('What if')");
    await page.focus("#what-if");
    await page.keyboard.press("PageUp");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    const field = page.locator("input.beside").first();
    await expect.poll(() => field.inputValue()).toBe("971,000");
    await page.locator(".compared", { hasText: "Level 2" }).first().waitFor();
    await page.waitForFunction(() =>
      /971,000/.test(document.querySelector("main")?.textContent ?? ""),
    );
    await ready(page);
    const shown = await page.locator(".compared").nth(1).locator("tbody tr").allInnerTexts();
    const { levels } = runNow(
      serve(workbook, "goals.preview", {
        asOf: null,
        commands: [],
        by: "",
        note: "",
        whatIf: [{ who: "Mara Lindqvist", kpi: "revenue", period: "2026", to: 971_000 }],
        rules: null,
        periods: ["2026"],
        most: 10,
      }),
    );
    const figures = new Intl.NumberFormat("en-US");
    expect(shown).toHaveLength(3);
    shown.forEach((text, i) => {
      expect(text).toContain(figures.format(levels.before[i]!));
      expect(text).toContain(figures.format(levels.after[i]!));
    });
    await field.fill("1m");
    await page.keyboard.press("Enter");
    await page.locator(".compared", { hasText: "1,000,000" }).first().waitFor();
    await ready(page);
    expect((await names(workbook)).filter((n) => n.startsWith("KPI "))).toEqual(["KPI Rules"]);
    // The buffer below the top can be tried with it: 6 % instead of 5.
    await page.locator(".buffers input").fill("6");
    await page.keyboard.press("Tab");
    await page.locator(".compared", { hasText: "1,060,000" }).first().waitFor();
    await page.click("button:has-text('Make it the rule')");
    await page.locator("ins", { hasText: "goal revenue 2026 = 1000000" }).waitFor();
    await page.locator("ins", { hasText: "over-assign 6% below" }).waitFor();
    await page.locator(".diff").first().waitFor();
    await ready(page);
    expect(rowsIn(workbook, "KPI Rules").join("\n")).toContain("= 960000 for");
    await apply(page).click();
    await said(page, /Saved in the rules/);
    expect(rowsIn(workbook, "KPI Rules").join("\n")).toContain("= 1000000 for");
    await page.waitForFunction(() =>
      document.querySelector("tr[aria-level='1']")?.textContent?.includes("1,000,000"),
    );
    // Another view's Undo says that it is this that it takes back.
    await page.click("#tab-publish");
    const bar = page.locator(".bar", { hasText: "Undo takes back: Saved in the rules" });
    await bar.getByRole("button", { name: "Undo" }).click();
    await said(page, /Taken back: Saved in the rules/);
    await expect.poll(() => rowsIn(workbook, "KPI Rules").join("\n")).toContain("= 960000 for");
    expect(rowsIn(workbook, "KPI Rules").join("\n")).toContain("over-assign 5% below");
  });

  test("what if of a figure that others are worked out with: who owes how many more, then the rule", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    await page.click(".context .pick >> nth=0");
    await page.keyboard.type("Average");
    await page.keyboard.press("Enter");
    await ready(page);
    await page.click(".bar button:has-text('What if')");
    await page.locator("input[type=range]").first().focus();
    await page.keyboard.press("PageDown");
    await page.locator(".compared", { hasText: "9,000" }).waitFor();
    await page.locator(".grp", { hasText: "New opportunities owed in 2026" }).waitFor();
    await ready(page);
    await page.click("button:has-text('Make it the rule')");
    await page.locator("ins", { hasText: "goal size each quarter = 9000 for reps" }).waitFor();
    await page.locator(".diff").first().waitFor();
    await ready(page);
    expect(rowsIn(workbook, "KPI Rules").join("\n")).toContain("= 10000 for reps");
  });
});
