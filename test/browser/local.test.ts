import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import { type LocalServer, startServer } from "../../src/hosts/local/server.ts";
import type { MemoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { SheetData } from "../../src/model/workbook.ts";
import { sheetSteps } from "../support/files.ts";
import { launch } from "./page.ts";
import { TEAM_RULES, teamData } from "./team.ts";

const FOLDER = new URL("../../dist/local", import.meta.url).pathname;
const shots = process.env.ANSWERABLE_SHOTS;
const faults: string[] = [];

interface Sheets {
  getActiveWorkbook(): {
    getSheetByName(name: string): {
      getLastRow(): number;
      getRange(range: string): {
        getRawValues(): unknown[][];
        setValue(value: unknown): void;
        activate(): void;
      };
    } | null;
    getSheets(): { getSheetName(): string }[];
    getActiveSheet(): { getSheetName(): string };
    setActiveSheet(sheet: unknown): void;
  };
}
type SheetPage = Window & { answerableSheet: Sheets };

async function open(browser: Browser, path: string | null): Promise<[Page, LocalServer]> {
  const server = await startServer({ folder: FOLDER, path });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(server.address);
  await page.waitForFunction(() => document.getElementById("said")?.textContent === "");
  return [page, server];
}

const sidebar = (page: Page): FrameLocator => page.frameLocator("#sidebar");
const status = (page: Page, text: RegExp) =>
  sidebar(page).locator(".status .grow").filter({ hasText: text }).waitFor();
const values = (page: Page, sheet: string, range: string) =>
  page.evaluate(
    ([name, at]) =>
      (window as unknown as SheetPage).answerableSheet
        .getActiveWorkbook()
        .getSheetByName(name!)!
        .getRange(at!)
        .getRawValues(),
    [sheet, range],
  );
const sheetNames = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as SheetPage).answerableSheet
      .getActiveWorkbook()
      .getSheets()
      .map((s) => s.getSheetName()),
  );
const shownSheet = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as SheetPage).answerableSheet
      .getActiveWorkbook()
      .getActiveSheet()
      .getSheetName(),
  );
const select = (page: Page, sheet: string, range: string) =>
  page.evaluate(
    ([name, at]) => {
      const book = (window as unknown as SheetPage).answerableSheet.getActiveWorkbook();
      const found = book.getSheetByName(name!)!;
      book.setActiveSheet(found);
      found.getRange(at!).activate();
    },
    [sheet, range],
  );
const shot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `docs/images/${name}.png` });
};

const column = (sheet: SheetData, name: string) => {
  const found = sheet.columns.find((c) => c[0] === name);
  if (!found) throw new Error(`the team has no column ${name}`);
  return found;
};
const letter = (sheet: SheetData, name: string) =>
  String.fromCharCode(65 + sheet.columns.indexOf(column(sheet, name)));

describe("the local workbook in Chromium", () => {
  let browser: Browser;
  let folder: string;
  let sample: [Page, LocalServer];
  beforeAll(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), "answerable "));
    sample = await open(browser, null);
  });
  afterAll(async () => {
    await browser.close();
    await sample[1].close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("an analyst's first quarter of an hour: edit, run, publish, break a rule, mend it, undo, save, reopen", async () => {
    const path = join(folder, "team.xlsx");
    const team = teamData();
    await saveNewXlsx(path, {
      title: "",
      steps: team.sheets.flatMap((sheet) => [
        ...sheetSteps({ sheets: [sheet] }),
        ...(sheet.name === "Team"
          ? [
              {
                kind: "write" as const,
                sheet: "Team",
                top: 0,
                left: 12,
                old: null,
                why: "",
                cells: [["Ten"], [{ formula: "5+5" }]],
              },
            ]
          : []),
      ]),
    });
    const [page, server] = await open(browser, path);
    const bar = sidebar(page);

    // The rules are pasted into an own workbook and saved.
    await bar.locator("a[href='#rules']").click();
    await bar.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(TEAM_RULES);
    await bar.getByRole("button", { name: "Save rules" }).click();
    await status(page, /Up to date/);
    await expect.poll(() => sheetNames(page)).toContain("KPI Rules");

    // As a file of its own: nothing is written into the workbook.
    await bar.locator("a[href='#publish']").click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      bar.getByRole("button", { name: "Export file" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^team KPIs \d{4}-\d{2}-\d{2}\.xlsx$/);
    await file.saveAs(join(folder, "exported.xlsx"));
    const exported = (await readWorkbook(join(folder, "exported.xlsx"))).sheets;
    expect(exported.map(({ name }) => name)).toContain("KPI Results");
    expect(exported.map(({ name }) => name)).not.toContain("Deals");
    expect(await sheetNames(page)).not.toContain("KPI Results");

    // Published: three sheets more.
    await bar.getByRole("button", { name: "Preview" }).click();
    await bar.getByRole("button", { name: /^Write \d/ }).click();
    await bar
      .locator(".toast")
      .filter({ hasText: /written|wrote/i })
      .waitFor();
    await expect
      .poll(() => sheetNames(page))
      .toEqual(expect.arrayContaining(["KPI Results", "KPI Goals", "KPI Flags"]));
    // The first of them is what is looked at, not the last.
    expect(await shownSheet(page)).toBe("KPI Results");
    await select(page, "KPI Results", "A1");
    await shot(page, "published");

    // A deal is edited with the keyboard; the sidebar says so; Run shows what changes; Write writes it.
    const deals = team.sheets.find((s) => s.name === "Deals")!;
    const row = column(deals, "Closed").findIndex((day) => Number(day) > 46_204);
    const who = String(column(deals, "Owner")[row]);
    const before = await revenueOf(page, who);
    const address = `${letter(deals, "Amount")}${row + 1}`;
    await select(page, "Deals", address);
    await page
      .locator("#sheet canvas")
      .first()
      .click({ position: { x: 5, y: 5 }, force: true });
    await select(page, "Deals", address);
    await page.keyboard.type("7777777");
    await page.keyboard.press("Enter");
    await expect.poll(() => values(page, "Deals", address)).toEqual([[7_777_777]]);
    await status(page, /Cells changed/);
    await bar.getByRole("button", { name: "Run", exact: true }).click();
    // Under the pointer a message stays as long as the look at the sheets takes.
    await bar
      .locator(".toast")
      .filter({ hasText: /cells of the KPI sheets change/ })
      .hover();
    await expect.poll(() => revenueOf(page, who)).toEqual(before);
    await bar.locator(".toast").getByRole("button", { name: "Write" }).click();
    await bar
      .locator(".toast")
      .filter({ hasText: /written|wrote/i })
      .waitFor();
    // Quarter and year each hold the deal once.
    const grown = 7_777_777 - Number(column(deals, "Amount")[row]);
    expect(total(await revenueOf(page, who)) - total(before)).toBeCloseTo(grown * 2, 2);

    // Undo gives the sheets back as they were.
    await bar.locator(".bar").getByRole("button", { name: "Undo" }).click();
    await bar
      .locator(".toast")
      .filter({ hasText: /back|undone/i })
      .waitFor();
    await expect.poll(() => revenueOf(page, who)).toEqual(before);

    // A broken rule: one message at its line, everything else runs; the offered fix mends it.
    await bar.locator("a[href='#rules']").click();
    await bar.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.insertText("\nkpi broken = sum(Deals[Amout])");
    await bar.getByRole("button", { name: "Run", exact: true }).click();
    await status(page, /1 rule has a mistake; the others run/);
    await shot(page, "mistake");
    await bar
      .getByRole("button", { name: /Amount/ })
      .first()
      .click();
    await bar.getByRole("button", { name: "Run", exact: true }).click();
    await status(page, /Draft, kept on this computer/);

    // Saved in place: the original beside it, the formula still a formula, the edit there.
    await page.click("#save");
    await page.waitForFunction(() =>
      /^Saved/.test(document.getElementById("said")?.textContent ?? ""),
    );
    expect(readdirSync(folder).filter((f) => f.includes("backup"))).toHaveLength(1);
    await page.close();
    await server.close();
    const saved = await readWorkbook(path);
    const again = saved.sheets.find((s) => s.name === "Deals")!;
    expect(column(again, "Amount")[row]).toBe(7_777_777);
    expect(saved.sheets.map((s) => s.name)).toEqual(
      expect.arrayContaining(["KPI Rules", "KPI Results"]),
    );
    const [reopened, last] = await open(browser, path);
    await status(reopened, /Up to date|mistake/);
    await expect.poll(() => values(reopened, "Deals", address)).toEqual([[7_777_777]]);
    await expect.poll(() => values(reopened, "Team", "M2")).toEqual([[10]]);
    await reopened.close();
    await last.close();
    expect(existsSync(path)).toBe(true);
    expect(faults).toEqual([]);
  }, 180_000);

  test("sheet functions calculate in cells, under both spellings, and again when a cell changes", async () => {
    const [page] = sample;
    await status(page, /Up to date/);
    if (shots) {
      // Who is looking says which answers the picture shows.
      await sidebar(page).locator(".me .pick").click();
      await page.keyboard.type("Jonas Lind");
      await page.keyboard.press("Enter");
      await sidebar(page).locator("article.flag").first().waitFor();
    }
    await shot(page, "workbook");
    await page.evaluate(() => {
      const sheet = (window as unknown as SheetPage).answerableSheet
        .getActiveWorkbook()
        .getSheetByName("Accounts")!;
      sheet.getRange("M1").setValue(90);
      sheet.getRange("M2").setValue({ f: "=KPI_ATTAINMENT(M1,100)" });
      sheet.getRange("M3").setValue({ f: "=KPI.ATTAINMENT(M1,100)" });
    });
    await expect.poll(() => values(page, "Accounts", "M2:M3")).toEqual([[0.9], [0.9]]);
    await page.evaluate(() =>
      (window as unknown as SheetPage).answerableSheet
        .getActiveWorkbook()
        .getSheetByName("Accounts")!
        .getRange("M1")
        .setValue(50),
    );
    await expect.poll(() => values(page, "Accounts", "M2:M3")).toEqual([[0.5], [0.5]]);
    // What a function fills is read as it is shown; only its own cell has a formula.
    await page.evaluate(() =>
      (window as unknown as SheetPage).answerableSheet
        .getActiveWorkbook()
        .getSheetByName("Accounts")!
        .getRange("P1")
        .setValue({ f: "=KPI.SPLIT(1020,M1:M3)" }),
    );
    const filled = () =>
      page.evaluate(() => {
        const { answerablePort } = window as unknown as { answerablePort: MemoryWorkbook };
        const [sheet] = answerablePort.read(["Accounts"]).sheets;
        const [told] = answerablePort.formulas(["Accounts"]);
        const inP = told?.cells.filter(({ column }) => column === 15).map(({ row }) => row);
        return [sheet?.columns[15]?.slice(0, 4), inP];
      });
    await expect.poll(filled).toEqual([[1000, 10, 10], [0]]);
    // What a formula came to elsewhere is shown at once and worked out anew; its neighbours share it.
    await page.evaluate(() => {
      const { answerablePort } = window as unknown as { answerablePort: MemoryWorkbook };
      const sheet = "KPI Live";
      const cells = [1, 2].map((row) => [row, { formula: `A${row}*2`, result: 7 }]);
      return answerablePort.apply({
        title: "Publish",
        steps: [
          { kind: "addSheet", sheet, tabColour: null },
          { kind: "write", sheet, top: 0, left: 0, old: null, cells, why: "" },
        ],
      });
    });
    await expect.poll(() => values(page, "KPI Live", "B1:B2")).toEqual([[2], [4]]);
    const written = await page.evaluate(() => {
      const { answerablePort } = window as unknown as { answerablePort: MemoryWorkbook };
      return answerablePort.formulas(["KPI Live"]);
    });
    expect(written[0]?.cells.map(({ formula }) => formula)).toEqual(["A1*2", "A2*2"]);
    // Typed over where it stands, its text goes on to the next that shares it.
    await page.evaluate(() =>
      (window as unknown as SheetPage).answerableSheet
        .getActiveWorkbook()
        .getSheetByName("KPI Live")!
        .getRange("B1")
        .setValue(90),
    );
    await page.evaluate(() =>
      (window as unknown as SheetPage).answerableSheet
        .getActiveWorkbook()
        .getSheetByName("KPI Live")!
        .getRange("A2")
        .setValue(5),
    );
    await expect.poll(() => values(page, "KPI Live", "B1:B2")).toEqual([[90], [10]]);
    expect(faults).toEqual([]);
  });
});

/** Revenue of one person on the KPI Results sheet, all periods. */
async function revenueOf(page: Page, who: string): Promise<(readonly [string, number])[]> {
  const last = await page.evaluate(() =>
    (window as unknown as SheetPage).answerableSheet
      .getActiveWorkbook()
      .getSheetByName("KPI Results")!
      .getLastRow(),
  );
  const rows = await values(page, "KPI Results", `A1:F${last + 1}`);
  return rows
    .filter((row) => row[1] === who && /^revenue$/i.test(String(row[3])))
    .map((row) => [String(row[4]), Number(row[5] ?? 0)] as const);
}
const total = (rows: readonly (readonly [string, number])[]) =>
  rows.reduce((sum, [, value]) => sum + value, 0);
