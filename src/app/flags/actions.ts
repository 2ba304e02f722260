/** `KPI Actions`: what was done about a flag, a row each, as a pure function of the cells. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { type Day, NO_DAY } from "../../../dsl/calendar/day.ts";
import type { CellValue } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { Flag, Grain, Program } from "../../../dsl/ir/ir.ts";
import { nearest } from "../../../dsl/nearest.ts";
import { columnLetter } from "../../model/address.ts";
import { localeOrder, parseDateText } from "../../model/cells/date.ts";
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import type { Model } from "../../model/model.ts";
import { dayOfSerial } from "../../model/serial.ts";
import type { SheetData, WorkbookData } from "../../model/workbook.ts";
import { peopleOf } from "../people.ts";

export const ACTIONS_SHEET = "KPI Actions";
/** The columns, by their headers: any order, others beside them are left alone. */
export const ACTION_COLUMNS = ["flag", "who", "period", "action", "by", "on", "note"] as const;
type Column = (typeof ACTION_COLUMNS)[number];
/** Without these a row says nothing that a run could use. */
const NEEDED: readonly Column[] = ["flag", "who", "period", "action", "on"];

export const ACTION_WORDS = ["coached", "goal reset", "accepted"] as const;
export type ActionWord = (typeof ACTION_WORDS)[number];

/** An action on record that names a flag of the rules, somebody in the org and a period. */
export interface ActionRow {
  /** `KPI Actions!A5`. */
  readonly place: string;
  readonly flag: Flag;
  readonly node: number;
  /** A period in which the flag stands open. */
  readonly period: Period;
  readonly action: ActionWord;
  readonly by: string;
  readonly on: Day;
  readonly note: string;
}

export interface ActionsRead {
  readonly actions: readonly ActionRow[];
  readonly findings: readonly Finding[];
}

/** The grain in which a flag is judged: that of its run, else the first that is tracked. */
export const grainOf = (program: Program, flag: Flag): Grain =>
  flag.for?.grain ?? program.calendar.track[0] ?? "month";

export const actionsSheet = (workbook: WorkbookData): SheetData | null =>
  workbook.sheets.find((s) => foldText(s.name) === foldText(ACTIONS_SHEET)) ?? null;

/** Where each column stands, from the header row; -1 where it doesn't. */
export function actionColumns(sheet: SheetData): Readonly<Record<Column, number>> {
  const headers = sheet.columns.map((column) => textOf(column[0] ?? null));
  const places = ACTION_COLUMNS.map((name) => [
    name,
    headers.findIndex((header) => foldText(header) === name),
  ]);
  return Object.fromEntries(places) as Record<Column, number>;
}

export const textOf = (cell: CellValue): string =>
  cell === null || typeof cell === "object" ? "" : String(cell).trim();

/** Reads the sheet; a row that names nothing known is a finding at its cell, never dropped unsaid. */
export function readActions(workbook: WorkbookData, program: Program, model: Model): ActionsRead {
  const sheet = actionsSheet(workbook);
  if (!sheet) return { actions: [], findings: [] };
  const at = actionColumns(sheet);
  const missing = NEEDED.filter((name) => at[name] < 0);
  const hasRows = sheet.columns.some((column) => column.slice(1).some((cell) => textOf(cell)));
  if (missing.length > 0) {
    const columns = missing.join(", ");
    return {
      actions: [],
      findings: hasRows ? [finding("ACT01", `${sheet.name}!1:1`, { columns })] : [],
    };
  }
  const findings: Finding[] = [];
  const names = peopleNames(model);
  const actions: ActionRow[] = [];
  for (let row = 1; row < sheet.rows; row += 1) {
    const cell = (name: Column): CellValue =>
      at[name] < 0 ? null : (sheet.columns[at[name]]?.[row] ?? null);
    if (ACTION_COLUMNS.every((name) => textOf(cell(name)) === "")) continue;
    const place = (name: Column) => `${sheet.name}!${columnLetter(at[name])}${row + 1}`;
    const read = readRow({ program, model, workbook, names, cell, place });
    findings.push(...read.findings);
    if (read.action) actions.push(read.action);
  }
  return { actions, findings };
}

interface RowInput {
  readonly program: Program;
  readonly model: Model;
  readonly workbook: WorkbookData;
  readonly names: PeopleNames;
  readonly cell: (name: Column) => CellValue;
  readonly place: (name: Column) => string;
}

function readRow(input: RowInput): { action: ActionRow | null; findings: Finding[] } {
  const { program, model, workbook, names, cell, place } = input;
  const findings: Finding[] = [];
  const strange = (column: Column, known: readonly string[]) => {
    const value = textOf(cell(column));
    const [near = null] = nearest(value, known);
    const some = near ? [] : known.slice(0, MOST_NAMES);
    findings.push(finding("ACT02", place(column), { column, value, nearest: near, some }));
    return null;
  };
  const flags = program.flags;
  const named = foldText(textOf(cell("flag")));
  const flag =
    flags.find((f) => foldText(f.name) === named) ??
    flags.find((f) => foldText(f.label) === named) ??
    strange(
      "flag",
      flags.map((f) => f.name),
    );
  const periods = () => {
    const now = flag && model.calendar.periodOf(model.asOf, grainOf(program, flag));
    return now ? [model.calendar.shift(now, -1).label, now.label] : [];
  };
  const node = names.find(textOf(cell("who"))) ?? strange("who", names.all());
  const period = periodIn(input, flag, cell("period")) ?? strange("period", periods());
  const word = foldText(textOf(cell("action")));
  const action = ACTION_WORDS.find((w) => w === word) ?? strange("action", ACTION_WORDS);
  const on = dayIn(cell("on"), workbook) ?? strange("on", []);
  if (!flag || node === null || !period || !action || on === null)
    return { action: null, findings };
  const by = textOf(cell("by"));
  if (by === "") findings.push(finding("ACT06", place("flag"), { who: textOf(cell("who")) }));
  const note = textOf(cell("note"));
  return { action: { place: place("flag"), flag, node, period, action, by, on, note }, findings };
}

const MOST_NAMES = 4;

/**
 * A label of the calendar at the flag's grain. Spreadsheets make a number of a year, and of `2026-03` typed
 * into a plain cell the first of March: a date that begins such a period names it.
 */
function periodIn(
  { program, model, workbook }: RowInput,
  flag: Flag | null,
  cell: CellValue,
): Period | null {
  const { calendar } = model;
  const period = calendar.parse(textOf(cell));
  if (period) return flag && period.grain !== grainOf(program, flag) ? null : period;
  const day = typeof cell === "number" ? dayOfSerial(cell, workbook.dateSystem) : NO_DAY;
  if (day === NO_DAY || !flag) return null;
  const dated = calendar.periodOf(day, grainOf(program, flag));
  return dated.start === day ? dated : null;
}

function dayIn(cell: CellValue, workbook: WorkbookData): Day | null {
  if (typeof cell === "number") {
    const day = dayOfSerial(cell, workbook.dateSystem);
    return day === NO_DAY ? null : day;
  }
  if (typeof cell !== "string") return null;
  const read = parseDateText(cell, localeOrder(workbook.locale), workbook.locale, null);
  return read.as === "day" ? read.day : null;
}

export interface PeopleNames {
  find(name: string): number | null;
  all(): readonly string[];
}

/** People by name, and nodes below them by the name they are called, `Ann / Acme`. */
export function peopleNames(model: Model): PeopleNames {
  let called: ReadonlyMap<string, number> | null = null;
  const names = () => {
    called ??= new Map(
      peopleOf(model).everyone.map(({ called: name, node }) => [foldText(name), node]),
    );
    return called;
  };
  return {
    find: (name) =>
      name === "" ? null : (model.org.nodeOf(name) ?? names().get(foldText(name)) ?? null),
    all: () => [...names().values()].map((node) => model.org.nodes[node]!.name),
  };
}
