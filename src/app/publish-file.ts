/** What Publish would write, as a workbook of its own: figures as of a day, nothing of the data behind them. */
import { isoOf } from "../../dsl/calendar/day.ts";
import type { WritePlan } from "../hosts/port/index.ts";
import type { WorkbookData } from "../model/workbook.ts";
import type { PublishChoice } from "./choice.ts";
import { sheetSteps } from "./publish.ts";
import { publishedSheets } from "./published.ts";
import type { Results } from "./results.ts";

/**
 * The plan of a new file with the sheets chosen. Always values: a formula, and a function still more, would ask for
 * sheets that don't go along. `on`: ISO day, empty where the host doesn't say.
 */
export function filePlan(
  results: Results,
  workbook: WorkbookData,
  choice: PublishChoice,
  on: string,
): WritePlan {
  const asked = { ...choice, as: "values" as const, bars: "data bar" as const, on };
  // A new file counts its days from 1900.
  const sheets = publishedSheets(results, { ...workbook, dateSystem: 1900 }, asked);
  const empty = { ...workbook, sheets: [], names: [] };
  return { title: "Export", steps: sheets.flatMap((sheet) => sheetSteps(empty, sheet)) };
}

/** `Team KPIs 2026-11-13.xlsx`: a name that every system takes, whatever the title. */
export function fileName(title: string, results: Pick<Results, "asOf">, on: string): string {
  const plain = title.replace(/\.(?:xlsx|csv)$/i, "").replace(/[\\/:*?"<>|\p{Cc}]/gu, " ");
  return `${plain.trim()} KPIs ${on || isoOf(results.asOf)}.xlsx`.trim();
}
