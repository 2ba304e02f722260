/** The rules as they live in the workbook: `KPI Rules`, one line of text per row, and beside them a revision and the as-of day. */

import type { Day } from "../../dsl/calendar/day.ts";
import { isoOf, parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { WriteCell, WritePlan, WriteStep } from "../hosts/port/index.ts";
import { dayOfSerial, serialOf } from "../model/serial.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import type { RulesView, SavedBy } from "./contract.ts";
import { replaceSheet } from "./replace-sheet.ts";
import { changeSince, foldLongLines, markOf } from "./rules-lines.ts";

export const RULES_SHEET = "KPI Rules";
export const RULES_NAME = "KPI_Rules";
export const REVISION_NAME = "KPI_Revision";
export const AS_OF_NAME = "KPI_AsOf";
/** Column C says what column D holds. */
const LABELS = {
  revision: "Revision",
  asOf: "As-of day",
  schema: "Schema",
  mark: "Lines",
  by: "Saved by",
  on: "Saved on",
} as const;
/** Rises when the layout of our sheets changes; newer columns are tolerated, a newer schema is said. */
const SCHEMA = 1;
const VALUE_COLUMN = 3;
/** The named range leaves room, so that a formula needn't change when a rule is added. */
const ROOM = 200;

const rulesSheet = (workbook: WorkbookData): SheetData | null =>
  workbook.sheets.find((sheet) => foldText(sheet.name) === foldText(RULES_SHEET)) ?? null;

/** The rules in a workbook; an empty text with revision 0 where there are none yet. */
export function readRules(workbook: WorkbookData): RulesView {
  const sheet = rulesSheet(workbook);
  if (!sheet) return { text: "", revision: 0, exists: false, changed: null, saved: null };
  const revision = valueBeside(sheet, LABELS.revision);
  const mark = valueBeside(sheet, LABELS.mark);
  const text = textOf(sheet.columns[0] ?? []);
  return {
    text,
    // The mark stands in a row too, and goes with it; the other labels then tell that it was there.
    changed:
      typeof mark === "string"
        ? changeSince(mark, text)
        : valueBeside(sheet, LABELS.schema) === null
          ? null
          : "rows removed",
    revision: typeof revision === "number" ? revision : 0,
    exists: true,
    saved: savedIn(sheet, workbook.dateSystem),
  };
}

function savedIn(sheet: SheetData, system: 1900 | 1904): SavedBy | null {
  const on = valueBeside(sheet, LABELS.on);
  if (typeof on !== "number") return null;
  const by = valueBeside(sheet, LABELS.by);
  return { by: typeof by === "string" ? by : "", on: momentOf(on, system) };
}

const MINUTES = 1440;
const two = (n: number): string => String(n).padStart(2, "0");

/** A day, and its minute where the serial says one. */
function momentOf(serial: number, system: 1900 | 1904): string {
  const day = isoOf(dayOfSerial(serial, system));
  const minute = Math.round((serial - Math.floor(serial)) * MINUTES) % MINUTES;
  return minute === 0 ? day : `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The serial of a day or a minute of it; null for what is neither. */
function serialOfMoment(iso: string, system: 1900 | 1904): number | null {
  const [day = "", time = "00:00"] = iso.split("T");
  if (parseIso(day) === null) return null;
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return serialOf(day, system) + (hours * 60 + minutes) / MINUTES;
}

/** Lines of the rules from cells, top to bottom; a line break inside a cell is a line break. */
export function textOf(cells: readonly CellValue[]): string {
  const lines = cells.map((cell) =>
    cell === null || typeof cell === "object"
      ? ""
      : // CSV guards a formula-like text with an apostrophe; no line of rules begins so.
        String(cell)
          .replace(/\r\n?/g, "\n")
          .replace(/^'(?=[=+\-@\t])/, ""),
  );
  while (lines.length > 0 && lines[lines.length - 1]!.trim() === "") lines.pop();
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function valueBeside(sheet: SheetData, label: string): CellValue {
  const row = (sheet.columns[VALUE_COLUMN - 1] ?? []).indexOf(label);
  return row < 0 ? null : (sheet.columns[VALUE_COLUMN]?.[row] ?? null);
}

/**
 * The plan that stores a rule text: the whole sheet as one block, one revision further. `saved`: who saves, for
 * whoever meets this text with a draft of an older one.
 */
export function saveRulesPlan(
  workbook: WorkbookData,
  text: string,
  asOf: Day | null,
  saved: SavedBy | null = null,
): WritePlan {
  const { revision } = readRules(workbook);
  const sheet = rulesSheet(workbook);
  const kept = sheet ? valueBeside(sheet, LABELS.asOf) : null;
  const stored = foldLongLines(text.replace(/\r\n?/g, "\n").replace(/\n+$/, ""));
  const lines = stored.split("\n");
  const beside: readonly (readonly WriteCell[])[] = [
    [LABELS.revision, revision + 1],
    [LABELS.asOf, asOf === null ? kept : serialOf(isoOf(asOf), workbook.dateSystem)],
    [LABELS.schema, SCHEMA],
    [LABELS.mark, markOf(stored)],
    ...(saved === null ? [] : savedRows(saved, workbook.dateSystem)),
  ];
  const height = Math.max(lines.length, beside.length);
  const cells = Array.from({ length: height }, (_, r): WriteCell[] => [
    lines[r] ? lines[r] : null,
    null,
    ...(beside[r] ?? [null, null]),
  ]);
  const replaced = replaceSheet(workbook, RULES_SHEET, cells, "the rules, a line a row");
  const steps: WriteStep[] = [
    ...replaced.slice(0, -1),
    {
      kind: "format",
      sheet: RULES_SHEET,
      format: {
        headerRow: -1,
        frozenRows: 0,
        frozenColumns: 0,
        numberFormats: [{ column: 0, fromRow: 0, format: "@" }],
        rowFormats: [{ column: VALUE_COLUMN, fromRow: 0, formats: FORMATS }],
        widths: [
          { column: 0, pixels: 640 },
          { column: 2, pixels: 90 },
          { column: 3, pixels: 110 },
        ],
        colours: [],
      },
    },
    ...replaced.slice(-1),
    { kind: "name", name: RULES_NAME, sheet: RULES_SHEET, range: `A1:A${lines.length + ROOM}` },
    { kind: "name", name: REVISION_NAME, sheet: RULES_SHEET, range: "D1" },
    { kind: "name", name: AS_OF_NAME, sheet: RULES_SHEET, range: "D2" },
  ];
  return { title: "Save the rules", steps };
}

const FORMATS = ["0", "yyyy-mm-dd", "0", "@", "@", "yyyy-mm-dd hh:mm"];

const savedRows = ({ by, on }: SavedBy, system: 1900 | 1904): WriteCell[][] => [
  [LABELS.by, by || null],
  [LABELS.on, serialOfMoment(on, system)],
];

/** The step that fills the as-of cell with a run's day, or none where there is no such cell. */
export function asOfStep(workbook: WorkbookData, asOf: Day): WriteStep | null {
  const sheet = rulesSheet(workbook);
  const row = sheet ? (sheet.columns[VALUE_COLUMN - 1] ?? []).indexOf(LABELS.asOf) : -1;
  if (!sheet || row < 0) return null;
  const old = sheet.columns[VALUE_COLUMN]?.[row] ?? null;
  const cell = serialOf(isoOf(asOf), workbook.dateSystem);
  if (old === cell) return null;
  return {
    kind: "write",
    sheet: RULES_SHEET,
    top: row,
    left: VALUE_COLUMN,
    old: [[old]],
    cells: [[cell]],
    why: "the as-of day of this run",
  };
}
