/** Rules in Chromium: the panel below the editor, what a save changes, drafts kept, two writers. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { SavedBy } from "../../src/app/contract.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { workbookOf } from "../language/catalogs.ts";
import { sidebars } from "./page.ts";

const options = { clock: () => 0, sample: null };
const RULES = `people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue "Revenue" = sum(Deals[Amount] where [Stage] = "Won")
  lagging
  unit USD

kpi deals "Deals" = count(Deals)
  leads revenue

goal revenue 2026 = 400k for "Mara"

goal deals 2026 = 8 for "Mara"

cascade revenue
  evenly

check revenue of "Mara" in 2026-Q1 = 300

test "an open deal is not revenue"
  given Deals [Owner], [Stage], [Closed], [Amount]
    row "Ana", "Won", 2026-02-01, 500
    row "Ana", "Open", 2026-02-01, 900
  expect revenue of "Ana" in 2026-Q1 = 500
`;
const team = () => {
  const data = workbookOf({
    Team: [
      ["Name", "Manager"],
      ["Mara", ""],
      ["Ana", "Mara"],
      ["Ben", "Mara"],
    ],
    Deals: [
      ["Owner", "Stage", "Closed", "Amount"],
      ["Ana", "Won", 46_054, 100],
      ["Ben", "Won", 46_055, 200],
      ["Ben", "Open", 46_056, 50],
      ["Ana", "Won", 46_170, 70],
    ],
  });
  const workbook = memoryWorkbook(data);
  workbook.apply(saveRulesPlan(data, RULES, null));
  return workbook;
};
const rulesIn = async (workbook: Workbook) =>
  ((await workbook.read(["KPI Rules"])).sheets[0]?.columns[0] ?? []).map((c) => c ?? "").join("\n");

describe("Rules in Chromium", () => {
  const { open: openAt } = sidebars(options);

  const open = async (workbook: Workbook) => {
    // Wide enough that no line wraps: Home and End go to what is seen.
    const page = await openAt(workbook, 700);
    await page.click("#tab-rules");
    await page.waitForSelector(".cm-line:has-text('people from Team')");
    return page;
  };
  /** Puts another text into the line that begins so. */
  const rewrite = async (page: Page, line: string, text: string) => {
    await page.click(".context .pick");
    await page.locator(".picks [role=option]", { hasText: line }).first().click();
    await page.waitForFunction(() => !!document.activeElement?.closest(".cm-content"));
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.insertText(text);
    await page.keyboard.press("Escape");
  };
  /** Somebody else's save, in another pane. */
  const meanwhile = async (
    workbook: Workbook,
    change: (text: string) => string,
    saved: SavedBy | null = null,
  ) => {
    const text = change(await rulesIn(workbook));
    return workbook.apply(saveRulesPlan(await workbook.read(), text, null, saved));
  };
  const saved = (page: Page) => page.waitForFunction(() => !document.querySelector(".bar"));

  test("problems, outline and tests stand below the editor, at most 46 % high, by keyboard", async () => {
    const page = await open(team());
    await page.focus("#rules-tab-problems");
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() => page.textContent("#rules-panel"))
      .toMatch(/people.*kpi revenue.*cascade revenue/s);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.textContent("#rules-tab-tests")).toBe("Tests 2/2");
    await expect
      .poll(() => page.textContent("#rules-panel"))
      .toContain("an open deal is not revenue");
    const share = await page.evaluate(
      () => document.querySelector(".panel")!.clientHeight / innerHeight,
    );
    expect(share).toBeLessThanOrEqual(0.46);
    await page.click("#rules-panel .row:has-text('an open deal')");
    await expect.poll(() => page.locator(".cm-activeLine").first().textContent()).toContain("test");
  });

  test("a failing check says what came and what was expected, and goes to its line", async () => {
    const page = await open(team());
    await rewrite(page, "check", 'check revenue of "Mara" in 2026-Q1 = 301');
    await page.click(".status button");
    await page.click("#rules-tab-tests");
    await page.waitForSelector("#rules-tab-tests:has-text('1/2')");
    await expect.poll(() => page.textContent("#rules-panel")).toMatch(/300.*not.*301/s);
  });

  test("a function is looked up and put in at the cursor; format and find are buttons too", async () => {
    const page = await open(team());
    await rewrite(page, "goal deals", "goal deals 2026   =  ");
    await page.click("button[aria-label='Insert a function']");
    await page.fill("#function-search", "half away");
    await page.click("button[aria-label='Insert: round']");
    await page.waitForSelector(".cm-line:has-text('round()')");
    await page.waitForFunction(() => !!document.activeElement?.closest(".cm-content"));
    await page.keyboard.insertText("8");
    await page.keyboard.press("End");
    await page.keyboard.insertText(' for "Mara"');
    await page.keyboard.press("Escape");
    await page.click("button[aria-label='Format']");
    await page.waitForSelector(`.cm-line:has-text('goal deals 2026 = round(8) for "Mara"')`);
    await page.click("button[aria-label='Find']");
    await page.waitForSelector(".cm-search");
  });

  test("what a save changes is shown by KPI and person with the team's sum, before anything is saved", async () => {
    const workbook = team();
    const page = await open(workbook);
    await rewrite(page, "kpi revenue", 'kpi revenue "Revenue" = sum(Deals[Amount])');
    await page.getByRole("button", { name: "Save rules" }).click();
    await page.waitForSelector("table.diff");
    const group = page.locator("table.diff", { hasText: "Revenue, actual" });
    await expect.poll(() => group.textContent()).toMatch(/Ben\$200\$250\+\$50/);
    await expect
      .poll(() => group.locator("tfoot").textContent())
      .toMatch(/Whole team\$300\$350\+\$50/);
    await expect.poll(() => group.textContent()).not.toContain("Ana");
    await expect.poll(() => rulesIn(workbook)).toContain('where [Stage] = "Won"');
    await page.getByRole("button", { name: "Back to draft" }).click();
    await page.getByRole("button", { name: "Save rules" }).click();
    await page.waitForSelector("table.diff");
    await page.getByRole("button", { name: "Save rules" }).click();
    await saved(page);
    await expect.poll(() => rulesIn(workbook)).not.toContain("sum(Deals[Amount] where");
  });

  test("a draft is there again after the pane was closed, and Discard leaves the saved text", async () => {
    const workbook = team();
    const page = await open(workbook);
    await rewrite(page, "goal deals", 'goal deals 2026 = 9 for "Mara"');
    await page.reload();
    await page.waitForSelector('main[aria-busy="false"]');
    await page.click("#tab-rules");
    await page.waitForSelector(".cm-line:has-text('goal deals 2026 = 9')");
    await page.getByRole("button", { name: "Discard draft" }).click();
    await page.waitForSelector(".cm-line:has-text('goal deals 2026 = 8')");
    await saved(page);
  });

  test("two writers: each one's own is joined, only what both changed is asked, the other version goes to KPI Log", async () => {
    const workbook = team();
    const page = await open(workbook);
    await rewrite(page, "goal revenue", 'goal revenue 2026 = 500k for "Mara"');
    await rewrite(page, "goal deals", 'goal deals 2026 = 9 for "Mara"');
    await meanwhile(
      workbook,
      (text) =>
        text.replace("= 400k", "= 450k").replace("= 301", "= 300").replace("unit USD", "unit EUR"),
      { by: "Ben", on: "2026-10-02T14:02" },
    );
    await page.getByRole("button", { name: "Save rules" }).click();
    await page.waitForSelector("text=Both of you changed the rules");
    await expect
      .poll(() => page.textContent("main"))
      .toMatch(/Ben saved on Oct 2, 2026, 2:02\sPM, since your draft .* 1 place differs in both\./);
    await expect
      .poll(() => page.locator(".choice").allTextContents())
      .toEqual([expect.stringContaining("500k"), expect.stringContaining("450k")]);
    await expect
      .poll(() => page.textContent("main"))
      .toMatch(/Joined without conflict.*kpi revenue.*theirs.*goal deals 2026.*yours/s);
    await page.locator(".choice input").nth(1).check();
    await page.getByRole("button", { name: "Save joined rules" }).click();
    await saved(page);
    const text = await rulesIn(workbook);
    expect(text).toContain('goal revenue 2026 = 450k for "Mara"');
    expect(text).toContain('goal deals 2026 = 9 for "Mara"');
    expect(text).toContain("unit EUR");
    const log = JSON.stringify(await workbook.read(["KPI Log"]));
    expect(log).toContain("goal revenue 2026 = 500k");
    expect(log).not.toContain("goal deals");
  });

  test("a draft from before somebody else's save meets it when the pane opens again: nobody is overwritten", async () => {
    const workbook = team();
    const page = await open(workbook);
    await rewrite(page, "goal deals", 'goal deals 2026 = 9 for "Mara"');
    await meanwhile(workbook, (text) => text.replace("= 400k", "= 450k"));
    await page.reload();
    await page.waitForSelector('main[aria-busy="false"]');
    await page.click("#tab-rules");
    await page.waitForSelector("text=Both of you changed the rules");
    await page.getByRole("button", { name: "Save joined rules" }).click();
    await saved(page);
    const text = await rulesIn(workbook);
    expect(text).toContain("= 450k");
    expect(text).toContain("goal deals 2026 = 9");
  });

  test("somebody saves while the changes are looked at: the question comes with the save itself", async () => {
    const workbook = team();
    const page = await open(workbook);
    await rewrite(page, "goal deals", 'goal deals 2026 = 9 for "Mara"');
    await page.getByRole("button", { name: "Save rules" }).click();
    await page.waitForSelector("h2.grp");
    await meanwhile(workbook, (text) => text.replace("= 8 for", "= 7 for"));
    await page.getByRole("button", { name: "Save rules" }).click();
    await page.waitForSelector("text=1 place differs in both.");
    await expect.poll(() => rulesIn(workbook)).toContain("= 7 for");
  });

  test("a refused save loses nothing and says what to do", async () => {
    const workbook = team();
    const refusing: Workbook = {
      ...workbook,
      apply: () => ({
        ok: false,
        reason: "protected",
        message: "KPI Rules is protected by Jo Lind.",
      }),
    };
    const page = await open(refusing);
    await rewrite(page, "goal deals", 'goal deals 2026 = 9 for "Mara"');
    await page.getByRole("button", { name: "Save rules" }).click();
    await page.waitForSelector("h2.grp");
    await page.getByRole("button", { name: "Save rules" }).click();
    await page.waitForSelector(".note.bad");
    await expect
      .poll(() => page.textContent(".note.bad"))
      .toMatch(/KPI Rules is protected by Jo Lind.*draft is kept here.*owner/s);
    await page.getByRole("button", { name: "Back to draft" }).click();
    await page.waitForSelector(".cm-line:has-text('goal deals 2026 = 9')");
  });

  test("no rules yet: propose them or paste them", async () => {
    const page = await openAt(
      memoryWorkbook(
        workbookOf({
          Team: [
            ["Name", "Manager"],
            ["Mara", ""],
            ["Ana", "Mara"],
          ],
        }),
      ),
    );
    await page.click("#tab-rules");
    await page.waitForSelector("text=No rules yet");
    await page.getByRole("button", { name: "Paste rules" }).click();
    await page.waitForSelector("#import-text");
  });
});
