/** The spreadsheet of the local page answers the same contract as every other host. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { saveNewXlsx } from "../../src/hosts/files/index.ts";
import { type LocalServer, startServer } from "../../src/hosts/local/server.ts";
import type { Progress, Workbook, WriteStep } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { workbookContract } from "../hosts/contract.ts";
import { type Ended, longWritesContract } from "../hosts/long-writes.ts";
import { sheetSteps } from "../support/files.ts";
import { launch } from "./page.ts";

const FOLDER = new URL("../../dist/local", import.meta.url).pathname;

let browser: Browser;
let folder: string;
let open: { page: Page; server: LocalServer } | null = null;
let count = 0;
/** What the file gave when it was opened. */
let first: WorkbookData | null = null;

const close = async (): Promise<void> => {
  await open?.page.close();
  await open?.server.close();
  open = null;
};
beforeAll(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "answerable contract "));
});
afterAll(async () => {
  await close();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A call of the page's own port, arguments and answer as JSON. */
function asked(page: Page): Workbook {
  const ask = <T>(method: string, ...args: unknown[]): Promise<T> =>
    page.evaluate(
      ([name, given]) => {
        const { answerablePort } = window as unknown as {
          answerablePort: Record<string, (...args: unknown[]) => unknown>;
        };
        return answerablePort[name as string]!(...(given as unknown[]));
      },
      [method, args],
    ) as Promise<T>;
  return {
    host: "local",
    describe: () => ask("describe"),
    read: (sheets) => ask("read", ...(sheets ? [sheets] : [])),
    formulas: (sheets) => ask("formulas", ...(sheets ? [sheets] : [])),
    apply: (plan) => ask("apply", plan),
    selection: () => ask("selection"),
    select: (target) => ask("select", target),
    subscribe: null,
  };
}

async function opened(data: WorkbookData): Promise<Workbook> {
  await close();
  count += 1;
  const path = join(folder, `book ${count}.xlsx`);
  await saveNewXlsx(path, { title: "", steps: sheetSteps(data) });
  const server = await startServer({ folder: FOLDER, path });
  const page = await browser.newPage();
  open = { page, server };
  await page.goto(server.address);
  await page.waitForFunction(() => document.getElementById("said")?.textContent === "");
  return asked(page);
}

/**
 * The workbook as it was opened, for the next test: by a plan, for the page is seven megabytes of script to read.
 * It must read as the opened one did, cell by cell, without a name or formula left over.
 */
async function asOpened(data: WorkbookData): Promise<Workbook> {
  if (!open || first === null) {
    const workbook = await opened(data);
    first = await workbook.read();
    return workbook;
  }
  const workbook = asked(open.page);
  const { sheets } = await workbook.read();
  const between: WriteStep = { kind: "addSheet", sheet: "Between", tabColour: null };
  const removed = (name: string): WriteStep => ({ kind: "removeSheet", sheet: name });
  for (const steps of [
    [between, ...sheets.map(({ name }) => removed(name))],
    [...sheetSteps(data), removed("Between")],
  ])
    expect(await workbook.apply({ title: "As opened", steps })).toMatchObject({ ok: true });
  expect(await workbook.read()).toEqual(first);
  expect(await workbook.formulas()).toEqual([]);
  return workbook;
}

workbookContract("the local page", async (data) => ({ workbook: await asOpened(data) }));

/** The page around the sidebar's frame, as far as somebody types in it. */
interface Typing {
  readonly answerableSheet: {
    getActiveWorkbook(): {
      getSheetByName(name: string): {
        getRange(row: number, column: number): { setValue(text: string): void };
      };
    };
  };
}

/** Asked as the sidebar asks: by messages of its frame. */
longWritesContract("the local page", 60_000, async (data) => {
  const workbook = await asOpened(data);
  // Loaded: what is asked of it earlier is lost.
  await open!.page.frameLocator("#sidebar").locator('main[aria-busy="false"]').waitFor();
  const frame = open!.page.frames().find((one) => one.parentFrame() !== null)!;
  return {
    workbook,
    write: (plan, stopAt = -1, typed = []) =>
      frame.evaluate(
        (asked) =>
          new Promise<Ended>((resolve) => {
            const told: Progress[] = [];
            const post = (message: object) =>
              window.parent.postMessage({ answerable: 1, ...message }, "*");
            const giveUp = (): void => {
              const { answerableSheet } = window.parent as unknown as Typing;
              for (const [sheet, row, column, text] of asked.typed)
                answerableSheet
                  .getActiveWorkbook()
                  .getSheetByName(sheet)
                  .getRange(row, column)
                  .setValue(text);
              post({ stop: true });
            };
            const hear = ({ data: { event, reply } }: MessageEvent) => {
              if (event?.event === "progress") told.push(event);
              if (event && told.length === asked.stopAt) giveUp();
              if (reply?.id !== asked.request.id) return;
              window.removeEventListener("message", hear);
              const { applied, message } = reply.output;
              resolve({ how: applied ? "written" : "stopped", told, message });
            };
            window.addEventListener("message", hear);
            post({ request: asked.request });
          }),
        { stopAt, typed, request: { id: 999, method: "undo", input: { plan } } },
      ),
  };
});
