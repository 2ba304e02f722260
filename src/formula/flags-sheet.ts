/**
 * `KPI Live Flags`: where each flag's condition stands for everybody, for how many periods in a row, and whether the flag is
 * open. Live like the figures; what was done about a flag is on record as it was when published.
 */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { Flag, Grain, KpiId } from "../../dsl/ir/ir.ts";
import type { State } from "../standing/flags.ts";
import type { PeriodsSheet } from "./periods-sheet.ts";
import { type FormulaCell, type FormulaSheet, plain, SHEETS, type SheetCell } from "./sheet.ts";
import {
  BLANK,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  number,
  off,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

/** A condition as a run knows it. */
export interface ConditionBasis {
  /** KPIs asked of the node itself: without a goal in any of them nobody answers; null where the condition asks for that. */
  readonly owed: readonly KpiId[] | null;
  state(node: number, period: Period): State;
}

/** A flag as a run knows it, for the sheet. */
export interface FlagBasis extends ConditionBasis {
  readonly flag: Flag;
  /** It is judged in periods of this length. */
  readonly grain: Grain;
  /** A flag raised in a period that ends by this day is closed in this one by an action; null: by none. */
  closed(node: number, period: Period): Day | null;
}

export interface FlagsInput {
  readonly flags: readonly FlagBasis[];
  readonly people: readonly { readonly node: number; readonly name: string }[];
  readonly periods: readonly Period[];
  readonly days: PeriodsSheet;
  readonly asOf: Day;
  readonly serial: (day: Day) => number;
  /** Before this as-of day it is too early to judge a period. */
  judgedFrom(period: Period): Day;
  /** The flag's condition in the own column: 1, 0 or a half. */
  condition(flag: Flag, node: number, period: Period): Formula;
  /** The status cell of a KPI in the own column. */
  status(kpi: KpiId, node: number): Formula;
}

const HEADER_ROW = 0;
const JUDGED_ROW = 1;

/** What is shown of a state: 1 and 0 count, a blank doesn't, and out of it (-1) ends a run without being false. */
export const shownState = (state: State): number | "" =>
  typeof state === "boolean"
    ? Number(state)
    : state === "no data" || state === "too early"
      ? ""
      : OUT;
const OUT = -1;
/** After an action the flag waits for a period in which the condition is false. */
const WAITS = -1;

/** The run after a period: how many in a row, or `WAITS`. The formulas' own arithmetic, for the cells' first results. */
export function runAfter(
  before: number,
  state: number | "",
  length: number,
  isClosed: boolean,
): number {
  if (state === 0) return 0;
  if (state === OUT) return Math.min(before, 0);
  if (before < 0) return WAITS;
  if (before >= length && isClosed) return WAITS;
  return before + (state === 1 ? 1 : 0);
}

export function flagsSheet(input: FlagsInput): FormulaSheet {
  const { flags, people, periods, serial } = input;
  const judged: SheetCell[] = [
    "Judged from",
    null,
    null,
    ...periods.map((period) => serial(input.judgedFrom(period))),
  ];
  const rows = people.flatMap((person) => flags.flatMap((basis) => flagRows(input, basis, person)));
  return {
    name: SHEETS.flags,
    what: "which flags are open, and for how many periods their conditions hold",
    rows: [["Who", "Flag", "What", ...periods.map(({ label }) => label)], judged, ...rows],
    headerRow: HEADER_ROW,
    frozenColumns: 3,
    dayColumns: [],
    dayRows: [
      JUDGED_ROW,
      ...rows.flatMap((row, i) => (DAYS.includes(String(row[2])) ? [JUDGED_ROW + 1 + i] : [])),
    ],
  };
}

const WORDS = {
  state: "holds",
  run: "periods in a row",
  raised: "raised in the period until before",
  closed: "closed by an action if raised before",
  open: "flag",
} as const;
const DAYS: readonly string[] = [WORDS.raised, WORDS.closed];

/** One flag of one person: what holds, the run, what an action closes, and whether the flag is open. */
function flagRows(
  input: FlagsInput,
  basis: FlagBasis,
  { node, name }: FlagsInput["people"][number],
): SheetCell[][] {
  const { flag } = basis;
  const isOn = (period: Period) => period.grain === basis.grain;
  const closed = input.periods.map((p) => (isOn(p) ? basis.closed(node, p) : null));
  const isActedOn = closed.some((day) => day !== null);
  const length = flag.for?.n ?? 1;
  const places = layout(isActedOn);
  const columns = input.periods.map((period, i): Column | null => {
    if (!isOn(period)) return null;
    const isFirst = i === 0 || !isOn(input.periods[i - 1]!);
    return { input, basis, node, period, isFirst, length, places, closed: closed[i]! };
  });
  let run = 0;
  let raised: Day | null = null;
  const cells = columns.map((column): Readonly<Record<keyof typeof WORDS, SheetCell>> => {
    if (column === null) return { state: null, run: null, raised: null, closed: null, open: null };
    const begun = column.period.start <= input.asOf;
    const state = begun ? shownState(basis.state(node, column.period)) : "";
    const isClosed = raised !== null && column.closed !== null && raised <= column.closed;
    const after = runAfter(run, state, length, isClosed);
    if (after < length) raised = null;
    else if (run < length) raised = column.period.end;
    run = after;
    const day = (on: Day | null): CellValue => (on === null ? "" : input.serial(on));
    return {
      state: stateCell(column, state),
      run: plain(runFormula(column), run),
      raised: plain(raisedFormula(column), day(raised)),
      closed: column.closed === null ? null : input.serial(column.closed),
      open: plain(openFormula(column), begun && run >= length ? OPEN : ""),
    };
  });
  return Object.keys(places).map((what): SheetCell[] => {
    const row = what as keyof typeof WORDS;
    return [name, flag.label, WORDS[row], ...cells.map((column) => column[row])];
  });
}
const OPEN = "open";

type Places = Readonly<Partial<Record<keyof typeof WORDS, number>>>;
const layout = (isActedOn: boolean): Places =>
  isActedOn ? { state: 0, run: 1, raised: 2, closed: 3, open: 4 } : { state: 0, run: 1, open: 2 };

interface Column {
  readonly input: FlagsInput;
  readonly basis: FlagBasis;
  readonly node: number;
  readonly period: Period;
  /** No period of the flag stands in the column before. */
  readonly isFirst: boolean;
  readonly length: number;
  readonly places: Places;
  readonly closed: Day | null;
}

/** A row of the same flag, from another; `columns` to the right. */
const at = (
  { places }: Column,
  from: keyof typeof WORDS,
  to: keyof typeof WORDS,
  columns = 0,
): Formula => cell(null, off(places[to]! - places[from]!), off(columns));

/** Who isn't there, isn't of the flag's level or is ramping, is so as published. */
function stateCell(column: Column, result: number | ""): FormulaCell | number {
  const { input, basis, node, period } = column;
  const { days, status } = input;
  const known = basis.state(node, period);
  if (known === "absent" || known === "ramping") return OUT;
  const { asOf, own } = days;
  const holds = input.condition(basis.flag, node, period);
  const sure = iff(operate(holds, "=", number(0.5)), BLANK, holds);
  const judgedFrom = cell(null, fixed(JUDGED_ROW), off(0));
  const timely = iff(operate(asOf, "<", judgedFrom), BLANK, sure);
  const [first, ...more] = (basis.owed ?? []).map((kpi) =>
    operate(status(kpi, node), "=", text("no goal")),
  );
  const owing = first ? iff(product(first, ...more), number(OUT), timely) : timely;
  return plain(iff(operate(own.start, ">", asOf), BLANK, owing), result);
}

function runFormula(column: Column): Formula {
  const { isFirst, length, places } = column;
  const state = at(column, "run", "state");
  const before = isFirst ? number(0) : at(column, "run", "run", -1);
  const more = sum(before, call("N", state));
  const closes = product(
    operate(before, ">=", number(length)),
    call("ISNUMBER", at(column, "run", "closed")),
    operate(at(column, "run", "raised", -1), "<=", at(column, "run", "closed")),
  );
  const counted = isFirst || places.closed === undefined ? more : iff(closes, number(WAITS), more);
  const kept = isFirst ? counted : iff(operate(before, "<", number(0)), number(WAITS), counted);
  const out = isFirst ? number(0) : call("MIN", before, number(0));
  const isState = (value: number) => operate(state, "=", number(value));
  return iff(isState(0), number(0), iff(isState(OUT), out, kept));
}

/** The day after the period in which the run was full. */
function raisedFormula(column: Column): Formula {
  const { isFirst, length, input } = column;
  if (column.places.raised === undefined) return BLANK;
  const isFull = (columns: number) =>
    operate(at(column, "raised", "run", columns), ">=", number(length));
  const kept = isFirst
    ? input.days.own.whole
    : iff(isFull(-1), at(column, "raised", "raised", -1), input.days.own.whole);
  return iff(isFull(0), kept, BLANK);
}

function openFormula(column: Column): Formula {
  const { length, input } = column;
  const full = operate(at(column, "open", "run"), ">=", number(length));
  const { own, asOf } = input.days;
  return iff(operate(own.start, ">", asOf), BLANK, iff(full, text(OPEN), BLANK));
}
