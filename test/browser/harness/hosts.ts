/** The two built panes as their hosts show them: Google's over a script context, Excel's over Office's objects in the page. */
import { readFileSync } from "node:fs";
import { createContext, runInContext, Script } from "node:vm";
import { build } from "esbuild";
import type { Browser, Frame, Page } from "playwright-core";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import { fakeGoogle } from "../../hosts/fakes/google.ts";

const DIST = new URL("../../../dist/", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, DIST), "utf8");

export interface HostPane {
  readonly page: Page;
  /** The sidebar in it. */
  readonly frame: Frame;
  /** Faults of the page, refusals of its policy among them. */
  readonly faults: string[];
  readonly sheets: () => Promise<string[]>;
  /** A cell of a sheet clicked by hand, rows and columns from 0. */
  readonly select: (sheet: string, row: number, column: number) => Promise<void>;
  /** How the host answers from now on: `late` holds every call until it answers again. */
  readonly answers: (how: Answers) => Promise<void>;
  /** Another person's change of a cell, rows and columns from 0. */
  readonly write: (sheet: string, row: number, column: number, value: Written) => Promise<void>;
}
export type Written = string | number;
export type Answers = "at once" | "late" | "with a fault";

export async function opened(
  browser: Browser,
  width: number,
): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 720 } });
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return { page, faults };
}

const ready = (page: Page) => page.waitForSelector('main[aria-busy="false"]');

/**
 * Sheets' pane, 300 px: `google.script.run` knows the script's own top-level functions, takes and gives
 * text only, and answers later, each call an execution of its own without memory.
 */
export async function googlePane(
  browser: Browser,
  data: WorkbookData,
  /** What a call of the script waits for before it is answered. */
  before: (name: string) => Promise<void> = async () => undefined,
): Promise<HostPane> {
  const fake = fakeGoogle(data, { pages: { rules: read("google/rules.html") } });
  const code = read("google/Code.js");
  // Read once: each call runs it anew, as an execution of its own.
  const script = new Script(code);
  const { page, faults } = await opened(browser, 300);
  let how: Answers = "at once";
  const late: (() => void)[] = [];
  await page.exposeFunction("answerableScript", async (name: string, given: string) => {
    await before(name);
    if (how === "late") await new Promise<void>((resolve) => late.push(resolve));
    if (how === "with a fault") throw new Error("We're sorry, a server error occurred.");
    const context = createContext(
      { ...fake.globals, given },
      { codeGeneration: { strings: false, wasm: false } },
    );
    script.runInContext(context);
    return runInContext(`${name}(given)`, context) as string;
  });
  const answers = async (next: Answers) => {
    how = next;
    for (const answer of late.splice(0)) answer();
  };
  const write = async (sheet: string, row: number, column: number, value: Written) => {
    const found = fake.book.sheets.find(({ name }) => name === sheet)!;
    found.put(row + 1, column + 1, { value, formula: "" });
  };
  await page.addInitScript(
    (names: string[]) => {
      const { answerableScript } = window as unknown as {
        answerableScript: (name: string, given: string) => Promise<string>;
      };
      type Handler = (value: never) => void;
      const runner = (done: Handler | null, failed: Handler | null): object => ({
        withSuccessHandler: (handler: Handler) => runner(handler, failed),
        withFailureHandler: (handler: Handler) => runner(done, handler),
        ...Object.fromEntries(
          names.map((name) => [
            name,
            (...given: unknown[]) => {
              if (given.some((one) => typeof one !== "string"))
                throw new TypeError("only text crosses here");
              answerableScript(name, String(given[0] ?? "")).then(done as never, failed as never);
            },
          ]),
        ),
      });
      Object.assign(window, { google: { script: { run: runner(null, null) } } });
    },
    [...code.matchAll(/^function (\w+)\(/gm)].map((m) => m[1]!),
  );
  await page.goto(new URL("google/sidebar.html", DIST).href);
  await ready(page);
  const select = async (sheet: string, row: number, column: number) => {
    const found = fake.book.sheets.find(({ name }) => name === sheet)!;
    fake.book.setActiveRange(found.getRange(row + 1, column + 1));
  };
  const sheets = async () => fake.book.sheets.map((sheet) => sheet.name);
  return { page, frame: page.mainFrame(), faults, sheets, select, answers, write };
}

let office: string | null = null;
/** The strict Office.js as a script, in the place of Microsoft's. */
async function officeScript(): Promise<string> {
  if (office) return office;
  const made = await build({
    stdin: {
      contents: `
        import { fakeExcel } from "./test/hosts/fakes/excel.ts";
        const fake = fakeExcel(window.answerableData);
        Object.assign(window, fake.globals, { answerableFake: fake });`,
      resolveDir: new URL("../../..", import.meta.url).pathname,
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "error",
  });
  office = made.outputFiles[0]!.text;
  return office;
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  js: "text/javascript",
  json: "application/json",
  png: "image/png",
};

/** Excel's task pane from 320 px, served over https with its policy; everything but our files and Office's is refused. */
export async function excelPane(browser: Browser, data: WorkbookData): Promise<HostPane> {
  const { page, faults } = await opened(browser, 320);
  const script = await officeScript();
  await page.addInitScript((cells: string) => {
    Object.assign(window, { answerableData: JSON.parse(cells) });
  }, JSON.stringify(data));
  await page.route("**/*", async (route) => {
    const { hostname, pathname } = new URL(route.request().url());
    if (hostname === "appsforoffice.microsoft.com") {
      await route.fulfill({ contentType: "text/javascript", body: script });
    } else if (hostname === "answerable.test") {
      const contentType = TYPES[pathname.split(".").pop() ?? ""] ?? "text/plain";
      await route.fulfill({ contentType, body: read(`excel${pathname}`) });
    } else await route.abort();
  });
  await page.goto("https://answerable.test/taskpane.html");
  await ready(page);
  const sheets = () =>
    page.evaluate(() =>
      (
        window as unknown as { answerableFake: { book: { sheets: { name: string }[] } } }
      ).answerableFake.book.sheets.map((sheet) => sheet.name),
    );
  const select = (...at: [sheet: string, row: number, column: number]) =>
    page.evaluate((place) => {
      const { answerableFake: fake } = window as unknown as {
        answerableFake: { select: (sheet: string, row: number, column: number) => void };
      };
      fake.select(...place);
    }, at);
  // Office's own `run` is what every call of the host goes through.
  const answers = (how: Answers) =>
    page.evaluate((next) => {
      type Run = (...given: unknown[]) => Promise<unknown>;
      const host = window as unknown as {
        Excel: { run: Run };
        answerableRun?: Run;
        answerableLate?: (() => void)[];
      };
      host.answerableRun ??= host.Excel.run.bind(host.Excel);
      const run = host.answerableRun;
      host.answerableLate ??= [];
      const late = host.answerableLate;
      host.Excel.run = {
        "at once": run,
        late: async (...given: unknown[]) => {
          await new Promise<void>((resolve) => late.push(resolve));
          return run(...given);
        },
        "with a fault": () => Promise.reject(new Error("The request failed.")),
      }[next];
      for (const answer of late.splice(0)) answer();
    }, how);
  const write = (...at: [sheet: string, row: number, column: number, value: Written]) =>
    page.evaluate(([sheet, row, column, value]) => {
      const { answerableFake: fake } = window as unknown as {
        answerableFake: {
          edit: (sheet: string, row: number, column: number, value: Written, by: string) => void;
        };
      };
      fake.edit(sheet, row, column, value, "Remote");
    }, at);
  return { page, frame: page.mainFrame(), faults, sheets, select, answers, write };
}

/** Both built panes, by the host's name. */
export const PANES: readonly (readonly [
  string,
  (browser: Browser, data: WorkbookData) => Promise<HostPane>,
])[] = [
  ["Google Sheets", googlePane],
  ["Excel", excelPane],
];
