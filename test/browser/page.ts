/** A browser page for tests: the built sidebar in Chromium, its host a workbook in this process. */
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { RpcRequest } from "../../src/app/contract.ts";
import { reply, type ServiceOptions } from "../../src/app/service.ts";
import { runLater } from "../../src/app/steps.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";

const USUAL = [
  process.env.CHROME_PATH,
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium-browser",
];

export function launch(): Promise<Browser> {
  const executablePath = USUAL.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("No Chromium found: set CHROME_PATH.");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Opens the built sidebar at a width; every call it makes is answered from the workbook. */
export async function openSidebar(
  browser: Browser,
  workbook: Workbook,
  { width = 300, options }: { width?: number; options: ServiceOptions },
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 760 } });
  // As text: the browser's driver walks objects value by value, and a plan has a hundred thousand cells.
  await page.exposeFunction(
    "answerableAsk",
    async (request: string): Promise<string> =>
      JSON.stringify(await runLater(reply(workbook, JSON.parse(request) as RpcRequest, options))),
  );
  await page.addInitScript(() => {
    const page = window as unknown as {
      answerableAsk: (request: string) => Promise<string>;
      answerableHost: unknown;
    };
    page.answerableHost = {
      call: async (request: unknown) =>
        JSON.parse(await page.answerableAsk(JSON.stringify(request))),
    };
  });
  await page.goto(new URL("../../dist/sidebar/sidebar.html", import.meta.url).href);
  await page.waitForSelector('main[aria-busy="false"]');
  return page;
}

/**
 * A browser for the tests of one `describe`: panes are closed after each test, which also fails by what
 * any of them threw.
 */
export function sidebars(options: ServiceOptions) {
  let browser: Browser;
  const pages: Page[] = [];
  const faults: string[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());
  return {
    open: async (workbook: Workbook, width = 300): Promise<Page> => {
      const page = await openSidebar(browser, workbook, { width, options });
      page.on("pageerror", (fault) => faults.push(String(fault)));
      pages.push(page);
      return page;
    },
  };
}
