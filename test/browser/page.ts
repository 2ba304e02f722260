/** A browser page for tests: the built sidebar in Chromium, its host a workbook in this process. */
import { type Browser, chromium, type Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import type { RpcRequest } from "../../src/app/contract.ts";
import { reply, type ServiceOptions } from "../../src/app/service.ts";
import { runLater } from "../../src/app/steps.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { findChromium } from "../../tools/lib/chromium.mjs";

let shared: Promise<Browser> | null = null;

/**
 * The browser of this process, for all its test files; it ends with the process. Closing it closes what is open in
 * it. One that didn't start, or crashed, is started anew for the next that asks.
 */
export function launch(): Promise<Browser> {
  shared ??= started().catch((fault: unknown) => {
    shared = null;
    throw fault;
  });
  return shared;
}

async function started(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium found: set CHROME_PATH.");
  const browser = await chromium.launch({
    executablePath,
    // Its handlers end the process, and tests of the command line send this signal: the browser goes with the process.
    handleSIGINT: false,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  browser.on("disconnected", () => {
    shared = null;
  });
  browser.close = async () => {
    resting.delete(browser);
    for (const context of browser.contexts()) await context.close();
  };
  return browser;
}

const SIDEBAR = new URL("../../dist/sidebar/sidebar.html", import.meta.url).href;
const MOST_WAIT = 30_000;

/** A page that tests use one after another: a new one is a new window to the browser, three times the work of reading the page anew. */
interface Tab {
  readonly page: Page;
  workbook: Workbook | null;
  options: ServiceOptions;
  /** How many tests had it. */
  opened: number;
}
const resting = new WeakMap<Browser, Tab[]>();

/**
 * Opens the built sidebar at a width, with nothing kept from before; every call it makes is answered from the workbook.
 * Closing the page leaves it to the next test.
 */
export async function openSidebar(
  browser: Browser,
  workbook: Workbook,
  { width = 300, options }: { width?: number; options: ServiceOptions },
): Promise<Page> {
  const tab = resting.get(browser)?.pop() ?? (await newTab(browser));
  const { page } = tab;
  Object.assign(tab, { workbook, options, opened: tab.opened + 1 });
  page.setDefaultTimeout(MOST_WAIT);
  await page.setViewportSize({ width, height: 760 });
  await page.goto(`${SIDEBAR}?${tab.opened}`);
  await page.waitForSelector('main[aria-busy="false"]');
  return page;
}

async function newTab(browser: Browser): Promise<Tab> {
  const page = await browser.newPage();
  const tab: Tab = { page, workbook: null, options: { clock: () => 0, sample: null }, opened: 0 };
  page.close = async () => {
    // What it still asks is asked of this test's workbook, never of the next one's.
    await page.goto("about:blank");
    resting.set(browser, [...(resting.get(browser) ?? []), tab]);
  };
  // As text: the browser's driver walks objects value by value, and a plan has a hundred thousand cells.
  await page.exposeFunction("answerableAsk", async (request: string): Promise<string> => {
    const asked = JSON.parse(request) as RpcRequest;
    return JSON.stringify(await runLater(reply(tab.workbook!, asked, tab.options)));
  });
  await page.addInitScript(() => {
    const page = window as unknown as {
      answerableAsk: (request: string) => Promise<string>;
      answerableHost: unknown;
    };
    page.answerableHost = {
      call: async (request: unknown) =>
        JSON.parse(await page.answerableAsk(JSON.stringify(request))),
    };
    // Opened, not reloaded: another person's computer.
    if (location.protocol !== "file:" || sessionStorage.getItem("opened") === location.search)
      return;
    localStorage.clear();
    sessionStorage.setItem("opened", location.search);
  });
  return tab;
}

/**
 * The sidebar for the tests of one `describe`: panes are left to the next test after each, which also fails by what
 * any of them threw.
 */
export function sidebars(options: ServiceOptions) {
  const pages: Page[] = [];
  const faults: string[] = [];
  const note = (fault: Error) => faults.push(String(fault));
  afterEach(async () => {
    for (const page of pages.splice(0)) {
      page.off("pageerror", note);
      await page.close();
    }
    expect(faults.splice(0)).toEqual([]);
  });
  return {
    open: async (workbook: Workbook, width = 300): Promise<Page> => {
      const page = await openSidebar(await launch(), workbook, { width, options });
      page.on("pageerror", note);
      pages.push(page);
      return page;
    },
  };
}
