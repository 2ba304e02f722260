/** Putting an action on record: a row under `KPI Actions`, shown before it is written, with an inverse. */
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { CellValue } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { SheetFormat, WritePlan } from "../../hosts/port/index.ts";
import { columnLetter } from "../../model/address.ts";
import type { Finding } from "../../model/finding.ts";
import { serialOf } from "../../model/serial.ts";
import type { SheetData, WorkbookData } from "../../model/workbook.ts";
import { actionWord } from "../../words/index.ts";
import { ACTION_COLUMNS, ACTIONS_SHEET, actionColumns, actionsSheet } from "../flags/actions.ts";
import { TAB_COLOUR } from "../replace-sheet.ts";
import type { Run } from "../run.ts";

/** What somebody did about a flag, in the words of the sheet; `on` an ISO day. */
export interface Recorded {
  readonly flag: string;
  readonly who: string;
  readonly period: string;
  readonly action: string;
  readonly by: string;
  readonly on: string;
  readonly note: string;
}

const TEXT_COLUMNS = [0, 1, 2, 3, 4, 6];
const ON_COLUMN = 5;

/** The plan that makes the sheet; null where there is one. Apart from the row, so that Undo takes back the row alone. */
export function actionsSheetPlan(workbook: WorkbookData): WritePlan | null {
  if (actionsSheet(workbook)) return null;
  const format: SheetFormat = {
    headerRow: 0,
    frozenRows: 1,
    frozenColumns: 0,
    numberFormats: [
      ...TEXT_COLUMNS.map((column) => ({ column, fromRow: 0, format: "@" })),
      { column: ON_COLUMN, fromRow: 1, format: "yyyy-mm-dd" },
    ],
    rowFormats: [],
    widths: [
      { column: 0, pixels: 150 },
      { column: 1, pixels: 150 },
      { column: 6, pixels: 420 },
    ],
    colours: [],
  };
  return {
    title: "Make the sheet of actions",
    steps: [
      { kind: "addSheet", sheet: ACTIONS_SHEET, tabColour: TAB_COLOUR },
      { kind: "format", sheet: ACTIONS_SHEET, format },
      {
        kind: "write",
        sheet: ACTIONS_SHEET,
        top: 0,
        left: 0,
        old: null,
        cells: [[...ACTION_COLUMNS]],
        why: "the headers of the actions",
      },
    ],
  };
}

/**
 * The plan that appends a row below the last one. It expects the row to be blank: who writes at the same
 * time takes it first, and the caller plans again on the workbook as it is then.
 */
export function recordPlan(workbook: WorkbookData, recorded: Recorded): WritePlan {
  const sheet = actionsSheet(workbook);
  const row = sheet ? firstFree(sheet) : 1;
  const at = sheet ? actionColumns(sheet) : null;
  const places = ACTION_COLUMNS.map((name, c) => ({ name, column: at ? at[name] : c })).filter(
    ({ column }) => column >= 0,
  );
  const left = Math.min(...places.map(({ column }) => column));
  const width = Math.max(...places.map(({ column }) => column)) - left + 1;
  const cells: CellValue[] = new Array<CellValue>(width).fill(null);
  for (const { name, column } of places) {
    const text = recorded[name].trim();
    const value = name === "on" ? serialOf(recorded.on, workbook.dateSystem) : text;
    cells[column - left] = value === "" ? null : value;
  }
  const who = `${recorded.action}: ${recorded.who}, ${recorded.flag} ${recorded.period}`;
  return {
    title: `On record: ${who}`,
    steps: [
      {
        kind: "write",
        sheet: sheet?.name ?? ACTIONS_SHEET,
        top: row,
        left,
        old: [cells.map(() => null)],
        cells: [cells],
        why: who,
      },
    ],
  };
}

/** The first row below everything that is filled, from zero. */
function firstFree(sheet: SheetData): number {
  let row = 0;
  for (const column of sheet.columns)
    for (let r = column.length - 1; r >= row; r -= 1)
      if ((column[r] ?? null) !== null && column[r] !== "") row = r + 1;
  return Math.max(row, 1);
}

/** The workbook as it will be, so that a run can say what the row does before it is written. */
export function withRow(workbook: WorkbookData, plan: WritePlan): WorkbookData {
  const [step] = plan.steps;
  if (step?.kind !== "write") return workbook;
  const old = actionsSheet(workbook);
  const base = old?.columns ?? ACTION_COLUMNS.map((name): CellValue[] => [name]);
  const columns = base.map((column, c) => {
    const made = [...column];
    while (made.length < step.top) made.push(null);
    const cell = step.cells[0]?.[c - step.left];
    if (c >= step.left && cell !== undefined) made[step.top] = cell as CellValue;
    return made;
  });
  const sheet = { name: old?.name ?? ACTIONS_SHEET, rows: step.top + 1, columns };
  const others = workbook.sheets.filter((s) => foldText(s.name) !== foldText(ACTIONS_SHEET));
  return { ...workbook, sheets: [...others, sheet] };
}

export interface RecordEffect {
  /** Whether it may be written: the row says what it must, and a flag is open there. */
  readonly allowed: boolean;
  readonly closes: boolean;
  readonly message: string;
  readonly todo: string;
}

const NOTES = ["ACT05", "ACT06", "ACT07"];

/** What a row does, asked of a run on the workbook with it. */
export function effectOf(run: Run, plan: WritePlan, recorded: Recorded): RecordEffect {
  const [step] = plan.steps;
  if (step?.kind !== "write") throw new Error("a plan of one row");
  const own = run.findings.filter((f) => isOfRow(f, step.sheet, step.top));
  const wrong = own.find((f) => !NOTES.includes(f.code));
  if (wrong) return { allowed: false, closes: false, message: wrong.message, todo: wrong.fix };
  const { flags } = run.engine.say;
  const action = actionWord(flags, recorded.action);
  const place = `${step.sheet}!`;
  const closed = run.flagHistory.find(
    ({ end }) =>
      end?.by === "action" &&
      end.action.place.startsWith(place) &&
      rowOf(end.action.place) === step.top + 1,
  );
  if (closed) {
    const message = flags.closes(action, recorded.who, closed.flag.label, closed.raised.grain);
    return { allowed: true, closes: true, message, todo: "" };
  }
  const message = flags.notYetKnown(action, recorded.who, recorded.on, isoOf(run.asOf));
  return { allowed: true, closes: false, message, todo: "" };
}

const rowOf = (place: string): number => Number(/(\d+)$/.exec(place)?.[1] ?? 0);
const isOfRow = ({ code, place }: Finding, sheet: string, top: number): boolean =>
  code.startsWith("ACT") &&
  (place === `${sheet}!1:1` ||
    (place.startsWith(`${sheet}!`) && rowOf(place) === top + 1 && /![A-Z]+\d+$/.test(place)));

/** The row's address, for whoever wants to look. */
export const placeOf = (plan: WritePlan): string => {
  const [step] = plan.steps;
  return step?.kind === "write" ? `${step.sheet}!${columnLetter(step.left)}${step.top + 1}` : "";
};
