/** The local workbook as `npm start` shows it: a spreadsheet over a file, the sidebar in a frame beside it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { saveNewXlsx } from "../../../src/hosts/files/index.ts";
import { startServer } from "../../../src/hosts/local/server.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import { newFilePlan } from "../../support/files.ts";
import { type Answers, type HostPane, opened, type Written } from "./hosts.ts";

const FOLDER = new URL("../../../dist/local", import.meta.url).pathname;

interface Sheet {
  getRange(row: number, column: number): { setValue(value: Written): void; activate(): void };
}
interface LocalWindow {
  readonly answerableSheet: {
    getActiveWorkbook(): {
      getSheetByName(name: string): Sheet;
      getSheets(): { getSheetName(): string }[];
      setActiveSheet(sheet: Sheet): void;
    };
  };
  readonly answerableLive: { changed(): void };
  readonly answerablePort: Record<Asked, (...given: unknown[]) => unknown>;
  how?: Answers;
  late?: (() => void)[];
}
/** What every call asks of the spreadsheet before it answers. */
type Asked = "describe" | "read";

export async function localPane(browser: Browser, data: WorkbookData): Promise<HostPane> {
  const folder = mkdtempSync(join(tmpdir(), "answerable states "));
  const path = join(folder, "book.xlsx");
  await saveNewXlsx(path, newFilePlan(data));
  const server = await startServer({ folder: FOLDER, path });
  const { page, faults } = await opened(browser, 1366);
  page.on("close", () => {
    void server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await page.goto(server.address);
  await page.waitForFunction(() => document.getElementById("said")?.textContent === "");
  const frame = page.frames().find((one) => one.parentFrame() !== null)!;
  await frame.waitForSelector('main[aria-busy="false"]');
  return {
    page,
    frame,
    faults,
    sheets: () =>
      page.evaluate(() =>
        (window as unknown as LocalWindow).answerableSheet
          .getActiveWorkbook()
          .getSheets()
          .map((sheet) => sheet.getSheetName()),
      ),
    select: (...at) =>
      page.evaluate(([name, row, column]) => {
        const book = (window as unknown as LocalWindow).answerableSheet.getActiveWorkbook();
        const sheet = book.getSheetByName(name);
        book.setActiveSheet(sheet);
        sheet.getRange(row, column).activate();
      }, at),
    answers: (how: Answers) =>
      page.evaluate((next) => {
        const local = window as unknown as LocalWindow;
        const { answerablePort: port, answerableLive } = local;
        local.how = next;
        // What is kept from the last run would answer without the spreadsheet.
        answerableLive.changed();
        if (!local.late) {
          const late: (() => void)[] = [];
          local.late = late;
          for (const name of ["describe", "read"] as const) {
            const usual = port[name];
            // A call has its own copy of the port: how it answers is asked each time.
            port[name] = (...given) => {
              if (local.how === "with a fault") throw new Error("The request failed.");
              if (local.how === "at once") return usual(...given);
              return new Promise<void>((resolve) => late.push(resolve)).then(() => usual(...given));
            };
          }
        }
        for (const answer of local.late.splice(0)) answer();
      }, how),
    write: (...at) =>
      page.evaluate(([name, row, column, value]) => {
        const book = (window as unknown as LocalWindow).answerableSheet.getActiveWorkbook();
        book.getSheetByName(name).getRange(row, column).setValue(value);
      }, at),
  };
}
