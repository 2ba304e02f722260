/** Start in Chromium: an unknown workbook to rules, every guess changeable, text in and out, reset with a way back. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { GERMAN, renamed } from "../support/messy.ts";
import { quotaWorkbook } from "../support/quotas.ts";
import { saasWorkbook } from "../support/saas.ts";
import { sidebars } from "./page.ts";

const options = {
  clock: () => 0,
  sample: () => ({ workbook: sampleWorkbook(), rules: sampleRules }),
};
const names = async (workbook: Workbook) => (await workbook.describe()).sheets.map((s) => s.name);
const rules = async (workbook: Workbook) =>
  ((await workbook.read(["KPI Rules"])).sheets[0]?.columns[0] ?? []).map((c) => c ?? "").join("\n");

describe("Start in Chromium", () => {
  const { open } = sidebars(options);
  const ready = (page: Page) => page.waitForSelector('main[aria-busy="false"]');
  const proposed = async (data: WorkbookData) => {
    const workbook = memoryWorkbook(data);
    const page = await open(workbook);
    await page.click(".empty .primary");
    await page.waitForSelector(".checks");
    await ready(page);
    return { workbook, page };
  };

  test("questions first, each one click; the proposal is written only when asked, and taken back by one", async () => {
    const { workbook, page } = await proposed(quotaWorkbook());
    await expect.poll(() => page.textContent(".context")).toContain("2 things to decide");
    const first = page.locator(".note.watch").first();
    await expect
      .poll(() => first.textContent())
      .toContain("House Account owns 10 rows and is not in Roster.");
    await first.getByRole("button", { name: "Leave out" }).click();
    await page.getByRole("button", { name: "Count as Robin Castell" }).click();
    await page.waitForSelector("text=Nothing to decide");
    await expect.poll(() => names(workbook)).not.toContain("KPI Rules");
    await page.getByRole("button", { name: "Preview" }).click();
    await page.waitForSelector("text=Names corrected");
    await expect
      .poll(() => page.textContent("main"))
      .toMatch(/Robin Castel Robin Castell.*5 cells/s);
    await expect.poll(() => names(workbook)).not.toContain("KPI Rules");
    await page.getByRole("button", { name: "Write these rules" }).click();
    await page.waitForSelector(".toast:has-text('Wrote the rules')");
    await expect
      .poll(() => rules(workbook))
      .toContain("goal bookings 2026-Q1 from Quota_letter[Q1 ($)]");
    await page.click(".toast button:has-text('Undo')");
    await page.waitForSelector(".empty .primary");
    await expect.poll(() => names(workbook)).not.toContain("KPI Rules");
    expect(JSON.stringify(await workbook.read(["Bookings (CRM)"]))).toContain('Robin Castel"');
  });

  test("a guess says why, is changed in place, and the proposal follows", async () => {
    const { page } = await proposed(saasWorkbook());
    await page.getByRole("button", { name: "Change: Calendar" }).click();
    const year = page.getByLabel("Year starts in");
    await expect.poll(() => year.inputValue()).toBe("2");
    await expect
      .poll(() => page.textContent("#guess-calendar-start-why"))
      .toContain("whole years from that month");
    await year.selectOption({ label: "January" });
    await page.waitForSelector("text=The year starts in January");
    await expect.poll(() => page.textContent("#guess-calendar-start-why")).toContain("your choice");
    await page.getByRole("button", { name: "Change: Opportunities" }).click();
    await page.getByLabel("Amount", { exact: true }).selectOption("");
    await page.waitForFunction(
      () =>
        !/Closed revenue/.test(document.querySelector(".checks")?.textContent ?? "Closed revenue"),
    );
  });

  test("KPIs stand with the last closed quarter's figures; a figure is there whether the KPI is taken or not", async () => {
    const { workbook, page } = await proposed(saasWorkbook());
    await expect
      .poll(() => page.textContent("h2:has-text('KPIs')"))
      .toContain("2026-Q4, whole team");
    const row = page.locator(".check", { hasText: "Open pipeline" });
    await expect.poll(() => row.locator("input").isChecked()).toBe(false);
    await expect.poll(() => row.locator(".num").textContent()).toMatch(/^\$[\d.]+M$/);
    await page.locator(".check", { hasText: "Win rate" }).locator("input").uncheck();
    await ready(page);
    await page.fill("#goal-amount", "4,500,000");
    await page.press("#goal-amount", "Tab");
    await page.waitForFunction(
      () => (document.querySelector("#goal-amount") as HTMLInputElement).value === "4,500,000",
    );
    await ready(page);
    await page.getByRole("button", { name: "Write these rules" }).click();
    await page.waitForSelector(".toast:has-text('Wrote the rules')");
    const text = await rules(workbook);
    expect(text).toContain('goal closed_revenue 2026 = 4,500,000 for "Company"');
    expect(text).not.toContain("win_rate");
  });

  test("German workbook, German page, German numbers", async () => {
    const { workbook, page } = await proposed(renamed(saasWorkbook(), GERMAN, "de-DE"));
    await expect.poll(() => page.textContent(".context")).toContain("Vorgeschlagene Regeln");
    await expect.poll(() => page.textContent(".checks")).toContain("Gewonnener Umsatz");
    await expect.poll(() => page.inputValue("#goal-amount")).toMatch(/^\d\.\d{3}\.\d{3}$/);
    await page.fill("#goal-amount", "4.500.000");
    await page.press("#goal-amount", "Tab");
    await ready(page);
    await page.getByRole("button", { name: "Diese Regeln schreiben" }).click();
    await page.waitForSelector(".toast:has-text('Die Regeln sind geschrieben')");
    await expect.poll(() => rules(workbook)).toContain('= 4,500,000 for "Unternehmen"');
  });

  test("nothing to propose: it is said why, and what there is instead", async () => {
    const data = {
      sheets: [sheetOf("Notes", [["To do"], ["Ask Ann"], ["Call Bo"]])],
      names: [],
      locale: "en-US",
      dateSystem: 1900,
    } as const;
    const page = await open(memoryWorkbook(data));
    await page.click(".empty .primary");
    await page.waitForSelector("text=No table found");
    await expect.poll(() => page.textContent("main")).toContain("no header row with rows below it");
    await page.getByRole("button", { name: "Write the sample" }).click();
    await page.waitForSelector(".toast:has-text('Wrote the sample')");
  });

  test("a table that was missed is selected in the sheet, and stands in the rules by its cells", async () => {
    const people = [
      ["Name", "Manager"],
      ["Ann Lee", null],
      ["Bo Ruiz", "Ann Lee"],
      ["Cy Wong", "Ann Lee"],
    ];
    const deals = [
      ["Owner", "Closed", "Amount"],
      ["Bo Ruiz", 46_000, 12_000],
      ["Cy Wong", 46_010, 8_000],
      ["Bo Ruiz", 46_022, 15_000],
    ];
    const notes = Array.from({ length: 30 }, (_, n) => [n, "note", n, n, n]);
    const rows = [...notes, ...deals.map((row) => [1, "note", ...row])];
    const workbook = memoryWorkbook({
      sheets: [sheetOf("Team", people), sheetOf("Log", rows)],
      names: [],
      locale: "en-US",
      dateSystem: 1900,
    });
    const page = await open(workbook);
    await page.click(".empty .primary");
    await page.waitForSelector("text=People, but no rows of theirs");
    workbook.select({ sheet: "Log", range: "C31" });
    const use = page.getByRole("button", { name: "Use the selected range" });
    await use.click();
    await page.waitForSelector("text=One row is no table");
    workbook.select({ sheet: "Log", range: "C31:E34" });
    await use.click();
    await page.waitForSelector(".checks");
    await page.getByRole("button", { name: "Change: Log" }).click();
    await expect.poll(() => page.getByLabel("Cells").inputValue()).toBe("C31:E34");
    await page.getByRole("button", { name: "Write these rules" }).click();
    await page.waitForSelector(".toast:has-text('Wrote the rules')");
    expect(await rules(workbook)).toContain("table Log from Log!C31:E");
  });

  test("the menu goes by keys, and what it opens leads back to the proposal", async () => {
    const { page } = await proposed(quotaWorkbook());
    const more = page.getByRole("button", { name: /^More/ });
    await more.press("ArrowDown");
    const item = page.locator("[role=menuitem]:focus");
    await expect.poll(() => item.textContent()).toContain("Import rules");
    await page.keyboard.press("w");
    await expect.poll(() => item.textContent()).toContain("Write the sample");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("[role=menu]").count()).toBe(0);
    await more.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#import-text");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".checks");
  });

  test("a workbook that changed since it was read is not written to; the choices stay", async () => {
    const { workbook, page } = await proposed(quotaWorkbook());
    await page.getByRole("button", { name: "Count as Robin Castell" }).click();
    await page.waitForSelector("text=counts as Robin Castell");
    await page.getByRole("button", { name: "Preview" }).click();
    await page.waitForSelector("text=Names corrected");
    const sheet = "Bookings (CRM)";
    await workbook.apply({
      title: "",
      steps: [
        { kind: "write", sheet, top: 1, left: 1, old: null, cells: [["Robin Castel"]], why: "" },
      ],
    });
    await page.getByRole("button", { name: "Write these rules" }).click();
    await page.waitForSelector(".note.bad");
    await expect
      .poll(() => page.textContent(".note.bad"))
      .toContain("The workbook changed since it was read; nothing was written.");
    await expect.poll(() => names(workbook)).not.toContain("KPI Rules");
  });

  test("rules come in as text or file, as a draft, and go out as a file", async () => {
    const workbook = memoryWorkbook(quotaWorkbook());
    const page = await open(workbook);
    await page.getByRole("button", { name: "Rules from a file or text" }).click();
    await page.fill("#import-text", "kpi a = 1 + 1\nkpi b = = 2");
    await page.waitForSelector("text=2 statements, 1 mistake");
    await page.setInputFiles("#import-file", {
      name: "team.kpi",
      mimeType: "text/plain",
      buffer: Buffer.from("kpi one = 1 + 1\n"),
    });
    await page.waitForSelector("text=1 statement, no mistake");
    await page.getByRole("button", { name: "Take as draft" }).click();
    await page.waitForSelector(".cm-line:has-text('kpi one')");
    await expect.poll(() => names(workbook)).not.toContain("KPI Rules");
    await page.getByRole("button", { name: "Save rules" }).click();
    await page.waitForFunction(() => !document.querySelector(".bar"));
    await expect.poll(() => rules(workbook)).toContain("kpi one = 1 + 1");
    await page.click("#tab-start");
    await page.getByRole("button", { name: "Export rules" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Save as a file" }).click(),
    ]);
    expect(readFileSync((await download.path())!, "utf8").trim()).toBe("kpi one = 1 + 1");
  });

  test("reset lists what goes, wants the rules kept and the name typed, and Undo is the way back", async () => {
    const workbook = memoryWorkbook(quotaWorkbook());
    const page = await open(workbook);
    await page.click(".empty .primary");
    await page.waitForSelector(".checks");
    await page.getByRole("button", { name: "Write these rules" }).click();
    await page.waitForSelector(".toast:has-text('Wrote the rules')");
    const before = await rules(workbook);
    await page.click("#tab-start");
    await page.getByRole("button", { name: /^Reset/ }).click();
    await page.waitForSelector("#reset-title");
    await expect.poll(() => page.textContent("main")).toContain("KPI Rules");
    const remove = page.getByRole("button", { name: "Remove 1 sheet" });
    await expect.poll(() => remove.isDisabled()).toBe(true);
    await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Save as a file" }).click(),
    ]);
    await page.fill("#reset-title", "another one");
    await remove.click();
    await page.waitForSelector(".note.bad");
    await expect.poll(() => names(workbook)).toContain("KPI Rules");
    await page.fill("#reset-title", (await workbook.describe()).title);
    await remove.click();
    await page.waitForSelector(".empty .primary");
    await expect.poll(() => names(workbook)).not.toContain("KPI Rules");
    await page.click(".toast button:has-text('Undo')");
    await page.waitForFunction(() =>
      /Up to date/.test(document.querySelector(".status")?.textContent ?? ""),
    );
    await expect.poll(() => rules(workbook)).toBe(before);
  });
});
