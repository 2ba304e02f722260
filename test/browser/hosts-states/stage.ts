/** A host's pane as a stage for the states of its views: what is pressed and awaited, and the team's cells behind it. */
import type { Frame } from "playwright-core";
import type { View } from "../../../sidebar/state/store.ts";
import type { WritePlan } from "../../../src/hosts/port/index.ts";
import { sheetOf, type WorkbookData } from "../../../src/model/workbook.ts";
import type { HostPane, Written } from "../harness/hosts.ts";
import { teamWorkbook } from "../team.ts";

const HEADS = ["flag", "who", "period", "action", "by", "on", "note"];

export const team = teamWorkbook().read();
export const DATA: WorkbookData = {
  ...team,
  sheets: [...team.sheets, sheetOf("KPI Actions", [HEADS])],
};
export const NOTHING: WorkbookData = { ...team, sheets: [sheetOf("Sheet1", [])], names: [] };

export interface Stage extends HostPane {
  shows(selector: string): Promise<unknown>;
  /** Nothing is asked of the host any more. */
  ready(): Promise<unknown>;
  open(view: View): Promise<void>;
  press(selector: string): Promise<void>;
}

export function stageOf(pane: HostPane): Stage {
  const { frame, page } = pane;
  page.setDefaultTimeout(30_000);
  return {
    ...pane,
    shows: (selector) => frame.waitForSelector(selector),
    ready: () => frame.waitForSelector('main[aria-busy="false"]'),
    open: async (view) => {
      await frame.click(`#tab-${view}`);
      await frame.waitForSelector(`#tab-${view}[aria-selected="true"]`);
    },
    press: (selector) => frame.click(selector),
  };
}

/** The cells that a plan changes in the team's sheets. */
export function* changedBy({ steps }: WritePlan): Generator<[string, number, number, Written]> {
  for (const step of steps) {
    if (step.kind !== "write") continue;
    const { columns } = team.sheets.find(({ name }) => name === step.sheet)!;
    for (const [r, row] of step.cells.entries())
      for (const [c, cell] of row.entries()) {
        const at = [step.top + r, step.left + c] as const;
        if (cell === (columns[at[1]]?.[at[0]] ?? null)) continue;
        yield [step.sheet, ...at, typeof cell === "number" ? cell : String(cell ?? "")];
      }
  }
}

export const BUSY = "main[aria-busy='true']";
export const FAULT = "main .note.bad";
export const WRITE = ".bar .primary:not(:disabled)";
export const RUN = ".status button:has-text('Run')";
export const card = (frame: Frame, who: string) => frame.locator("article.flag", { hasText: who });

export async function append({ frame, page, shows }: Stage, text: string): Promise<void> {
  await frame.click(".cm-content");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(text);
  await page.keyboard.press("Escape");
  await shows(WRITE);
}

export async function answerAs({ frame, page }: Stage, who: string): Promise<void> {
  await frame.click(".me .pick, .context .pick");
  await page.keyboard.type(who);
  await page.keyboard.press("Enter");
}

export async function rowOf({ frame, shows }: Stage, who: string): Promise<void> {
  await shows("[role=treegrid]");
  await frame.locator("tr[aria-level]", { hasText: who }).click();
}

export const deals = team.sheets.find(({ name }) => name === "Deals")!;
export const AMOUNT = deals.columns.findIndex((column) => column[0] === "Amount");
export const sold = (who: string) => deals.columns[0]!.lastIndexOf(who);
/** A deal of last year, by which this year's goals are shared. */
export const soldBefore = (who: string) => deals.columns[0]!.indexOf(who);

export type State = "main" | "loading" | "error" | "conflict";
/** A state of a view, and how it is reached and looked at. */
export type Walk = readonly [View, State, (stage: Stage) => Promise<void>];
