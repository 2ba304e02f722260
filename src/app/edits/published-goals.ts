/** The goals that the sheet `KPI Goals` holds, as they stand there now: what was published, or typed over since. */

import type { Period } from "../../../dsl/calendar/calendar.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import type { Org } from "../../model/org.ts";
import type { SheetData, WorkbookData } from "../../model/workbook.ts";

export interface PublishedGoals {
  /** Null where the sheet has no such row, or no number in it. */
  find(kpi: Kpi, node: number, period: Period): number | null;
}

const SHEET = "KPI Goals";
const NOTHING: PublishedGoals = { find: () => null };

/** Rows are found by name; of nodes below people, whose names repeat, by their last owner too. */
export function publishedGoals(workbook: WorkbookData, org: Org): PublishedGoals {
  const sheet = workbook.sheets.find((s) => foldText(s.name) === foldText(SHEET));
  if (!sheet) return NOTHING;
  const header = headerRow(sheet);
  const at = (name: string) =>
    sheet.columns.findIndex((column) => {
      const cell = column[header] ?? null;
      return typeof cell === "string" && foldText(cell) === name;
    });
  const [path, kpi, period, goal] = [at("path"), at("kpi"), at("period"), at("goal")];
  if ([path, kpi, period, goal].some((column) => column < 0)) return NOTHING;
  const goals = new Map<string, number>();
  for (let row = header + 1; row < sheet.rows; row += 1) {
    const value = sheet.columns[goal]![row] ?? null;
    if (typeof value !== "number") continue;
    const text = (column: number) => foldText(String(sheet.columns[column]![row] ?? ""));
    const key = (who: string) => `${text(kpi)}\n${text(period)}\n${who}`;
    const names = text(path).split(" / ");
    for (let from = 0; from < names.length; from += 1) {
      const tail = key(names.slice(from).join(" / "));
      if (!goals.has(tail)) goals.set(tail, value);
    }
  }
  return {
    find: ({ name }, node, { label }) =>
      goals.get(`${foldText(name)}\n${foldText(label)}\n${calledOf(org, node)}`) ?? null,
  };
}

function headerRow(sheet: SheetData): number {
  for (let row = 0; row < Math.min(sheet.rows, 10); row += 1)
    if (sheet.columns.some((column) => column[row] === "kpi")) return row;
  return 0;
}

function calledOf(org: Org, node: number): string {
  const { folded, above, level } = org.nodes[node]!;
  return level === null ? folded : `${calledOf(org, above)} / ${folded}`;
}
