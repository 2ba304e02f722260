/** One page for many states: the built sidebar, its host a desk of this process, its fonts always the same. */
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import type { View } from "../../../sidebar/state/store.ts";
import type { HostEvent, RpcRequest } from "../../../src/app/contract.ts";
import type { Desk } from "./desk.ts";

const SIDEBAR = new URL("../../../dist/sidebar/sidebar.html", import.meta.url).href;
const fontOf = (family: string, file: string, weight: number): string => {
  const path = new URL(`../../../node_modules/@fontsource/${file}`, import.meta.url);
  const data = readFileSync(path).toString("base64");
  return `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}); }`;
};
/** The same letters on every machine; nothing moves, no cursor blinks. */
const FIXED = [
  fontOf("Fixed", "roboto/files/roboto-latin-400-normal.woff2", 400),
  fontOf("Fixed", "roboto/files/roboto-latin-600-normal.woff2", 600),
  fontOf("Fixed Mono", "roboto-mono/files/roboto-mono-latin-400-normal.woff2", 400),
  fontOf("Fixed Mono", "roboto-mono/files/roboto-mono-latin-600-normal.woff2", 600),
  ':root { --font: "Fixed", "Liberation Sans", Arial, sans-serif; --mono: "Fixed Mono", monospace; }',
  "*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }",
  ".cm-cursorLayer { visibility: hidden; }",
].join("\n");

export const THEMES = ["light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

export interface Pane {
  readonly page: Page;
  readonly desk: Desk;
  /** Waits until nothing is asked of the workbook. */
  ready(): Promise<void>;
  open(view: View): Promise<void>;
  theme(theme: Theme): Promise<void>;
  /** What a host tells unasked. */
  tell(event: HostEvent): Promise<void>;
}

export interface Bench {
  /** A fresh pane over a desk: same page, nothing kept from before. */
  pane(
    desk: Desk,
    options?: {
      readonly width?: number;
      readonly height?: number;
      /** The page's second script: `held` never comes, `broken` holds nothing. */
      readonly script?: "held" | "broken";
      /** The host can't take a write back half-way. */
      readonly unstoppable?: true;
    },
  ): Promise<Pane>;
  readonly page: Page;
  /** Faults and refusals of the page's policy, since the last pane. */
  readonly faults: string[];
}

const SECOND_SCRIPT = "**/rules.js*";
const SIZE = { width: 300, height: 720 };
/** Every run of the tests sees this day and time. */
const NOW = new Date("2026-10-02T09:00:00Z");

export async function openBench(browser: Browser): Promise<Bench> {
  const context = await browser.newContext({ viewport: SIZE, locale: "en-US", timezoneId: "UTC" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.clock.install({ time: NOW });
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  let second: "held" | "broken" | undefined;
  await page.route(SECOND_SCRIPT, async (route) => {
    if (second === "broken") await route.fulfill({ contentType: "text/javascript", body: "" });
    else if (second === undefined) await route.fallback();
  });
  let desk: Desk | null = null;
  // As text: the browser's driver walks objects value by value, and a plan has a hundred thousand cells.
  await page.exposeFunction(
    "answerableAsk",
    async (request: string): Promise<string> =>
      JSON.stringify(await desk!.answer(JSON.parse(request) as RpcRequest)),
  );
  await page.addInitScript((style: string) => {
    const page = window as unknown as {
      answerableAsk: (request: string) => Promise<string>;
      answerableHost: unknown;
      answerableTell: (event: unknown) => void;
    };
    const listeners: ((event: unknown) => void)[] = [];
    page.answerableTell = (event) => {
      for (const listener of listeners) listener(event);
    };
    page.answerableHost = {
      subscribe: (listener: (event: unknown) => void) => void listeners.push(listener),
      ...(location.search !== "?unstoppable" && { stop: () => undefined }),
      call: async (request: unknown) =>
        JSON.parse(await page.answerableAsk(JSON.stringify(request))),
    };
    localStorage.clear();
    addEventListener("DOMContentLoaded", () => {
      const fixed = document.createElement("style");
      fixed.textContent = style;
      document.head.append(fixed);
    });
  }, FIXED);
  return {
    page,
    faults,
    pane: async (over, { width = SIZE.width, height = SIZE.height, script, unstoppable } = {}) => {
      desk = over;
      faults.length = 0;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: "light", contrast: "no-preference" });
      second = script;
      await page.goto(unstoppable ? `${SIDEBAR}?unstoppable` : SIDEBAR);
      await page.waitForSelector(".pane");
      return paneOf(page, over);
    },
  };
}

function paneOf(page: Page, desk: Desk): Pane {
  const ready = async (): Promise<void> => {
    await page.waitForSelector('main[aria-busy="false"]');
    await page.evaluate(() => document.fonts.ready);
  };
  return {
    page,
    desk,
    ready,
    open: async (view) => {
      await page.click(`#tab-${view}`);
      await page.waitForSelector(`#tab-${view}[aria-selected="true"]`);
    },
    tell: (event) =>
      page.evaluate((told) => {
        (window as unknown as { answerableTell: (event: unknown) => void }).answerableTell(told);
      }, event),
    theme: async (theme) => {
      await page.emulateMedia({
        colorScheme: theme === "light" ? "light" : "dark",
        contrast: theme === "contrast" ? "more" : "no-preference",
      });
      await page.waitForSelector(`html[data-theme="${theme}"]`, { state: "attached" });
    },
  };
}
