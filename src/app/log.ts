/** `KPI Log`: texts of rules that were not kept, so that nothing anybody wrote is lost. */
import { parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { WriteStep } from "../hosts/port/index.ts";
import { serialOf } from "../model/serial.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { TAB_COLOUR } from "./replace-sheet.ts";

export const LOG_SHEET = "KPI Log";
const HEAD = ["On", "By", "What", "Statement", "Text"] as const;
/** A cell holds no more than this in any host. */
const MOST_SIGNS = 32_000;

export interface LogEntry {
  /** Who wrote it, as declared; empty where nobody said. */
  readonly by: string;
  readonly what: "replaced" | "not kept";
  readonly statement: string;
  readonly text: string;
}

/** Steps that append entries below what is there; `on` the day, ISO. */
export function logSteps(
  workbook: WorkbookData,
  entries: readonly LogEntry[],
  on: string,
): WriteStep[] {
  if (entries.length === 0) return [];
  const sheet = workbook.sheets.find((s) => foldText(s.name) === foldText(LOG_SHEET));
  const day = parseIso(on) === null ? null : serialOf(on, workbook.dateSystem);
  const rows = entries.flatMap(({ by, what, statement, text }) =>
    inCells(text).map((part): CellValue[] => [day, by || null, what, statement, part]),
  );
  const cells = sheet ? rows : [[...HEAD], ...rows];
  const top = sheet?.rows ?? 0;
  const old = sheet ? cells.map((row) => row.map(() => null)) : null;
  const made: WriteStep[] = sheet
    ? []
    : [
        { kind: "addSheet", sheet: LOG_SHEET, tabColour: TAB_COLOUR },
        { kind: "format", sheet: LOG_SHEET, format: FORMAT },
      ];
  return [
    ...made,
    { kind: "write", sheet: LOG_SHEET, top, left: 0, old, cells, why: "what was not kept" },
  ];
}

const FORMAT = {
  headerRow: 0,
  frozenRows: 1,
  frozenColumns: 0,
  numberFormats: [
    { column: 0, fromRow: 1, format: "yyyy-mm-dd" },
    { column: 3, fromRow: 1, format: "@" },
    { column: 4, fromRow: 1, format: "@" },
  ],
  rowFormats: [],
  widths: [
    { column: 3, pixels: 220 },
    { column: 4, pixels: 560 },
  ],
  colours: [],
} as const;

/** A text over as many cells as it needs, broken between lines where it can be. */
function inCells(text: string): readonly string[] {
  const parts: string[] = [];
  for (let rest = text; ; ) {
    if (rest.length <= MOST_SIGNS) return [...parts, rest];
    const line = rest.lastIndexOf("\n", MOST_SIGNS);
    const end = line > 0 ? line : MOST_SIGNS;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n/, "");
  }
}
