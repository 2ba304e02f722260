/**
 * `KPI Live Goals`: what stays as published rests on, as it was, and whether each of it is what it was. A check for each
 * KPI adds the changes up, so that a goal that should have moved is told, and so are months of one that did.
 */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Kpi } from "../../dsl/ir/ir.ts";
import type { Check } from "./checks-sheet.ts";
import { FIRST_PERIOD } from "./periods-sheet.ts";
import { type FormulaSheet, plain, SHEETS, type SheetCell } from "./sheet.ts";
import {
  area,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  number,
  off,
  operate,
  product,
} from "./text/formula.ts";

/** What is said where it changed; of origins whether there is a number counts, not which. */
const ABOUT = ["goals changed", "weights changed", "months changed", "origins changed"] as const;

/** Something that goals of a KPI, or what is due of them, rest on: a figure of rows, or other goals of its own. */
export interface Watched {
  readonly kpi: Kpi;
  readonly about: (typeof ABOUT)[number];
  readonly what: string;
  /** Null: the goal's cell in `KPI Live`. */
  readonly figure: FigureId | null;
  /** Whether it is asked for there. */
  isAsked(node: number, period: Period): boolean;
}

export interface WatchInput {
  readonly watched: readonly Watched[];
  readonly people: readonly { readonly node: number; readonly name: string }[];
  /** Of all columns, those of `KPI Parts`. */
  readonly periods: readonly Period[];
  readonly asOf: string;
  /** What it came to when published; NaN: blank. */
  was(watched: Watched, node: number, period: Period): number;
  /** The cell in the own column that holds it now. */
  now(watched: Watched, node: number): Formula;
}

export interface WatchSheet {
  readonly sheet: FormulaSheet;
  readonly checks: readonly Check[];
}

/** Null where nothing has to be watched. */
export function watchSheet(input: WatchInput): WatchSheet | null {
  const { people, periods, asOf } = input;
  const checks = ABOUT.flatMap((about) => {
    const ofIt = input.watched.filter((watched) => watched.about === about);
    return [...new Set(ofIt.map(({ kpi }) => kpi))].map((kpi) => ({
      about,
      kpi,
      watched: ofIt.filter((watched) => watched.kpi === kpi),
    }));
  });
  // A check's rows stand together, so that one sum is its count.
  const lines = checks.flatMap((check) =>
    check.watched.flatMap((watched) =>
      people
        .filter(({ node }) => periods.some((period) => watched.isAsked(node, period)))
        .map((person) => ({ check, watched, person })),
    ),
  );
  if (lines.length === 0) return null;
  const was = lines.map(({ watched, person }): SheetCell[] => [
    person.name,
    watched.what,
    `on ${asOf}`,
    ...periods.map((period) => {
      const value = watched.isAsked(person.node, period)
        ? input.was(watched, person.node, period)
        : Number.NaN;
      return Number.isNaN(value) ? null : value;
    }),
  ]);
  const changed = lines.map(({ watched, person }): SheetCell[] => [
    person.name,
    watched.what,
    "changed",
    ...periods.map((period) =>
      watched.isAsked(person.node, period)
        ? plain(hasChanged(watched, input.now(watched, person.node), lines.length), 0)
        : null,
    ),
  ]);
  const first = 1 + lines.length;
  const last = FIRST_PERIOD + periods.length - 1;
  return {
    sheet: {
      name: SHEETS.goals,
      what: "what the published goals and their months rest on, and whether it changed since",
      rows: [["Who", "What", null, ...periods.map(({ label }) => label)], ...was, ...changed],
      headerRow: 0,
      frozenColumns: FIRST_PERIOD,
      dayColumns: [],
      dayRows: [],
    },
    checks: checks.flatMap((check): Check[] => {
      const rows = lines.flatMap((line, i) => (line.check === check ? [first + i] : []));
      if (rows.length === 0) return [];
      const cells = area(
        SHEETS.goals,
        [fixed(rows[0]!), fixed(rows[rows.length - 1]!)],
        [fixed(FIRST_PERIOD), fixed(last)],
      );
      const said = { of: check.about, label: check.kpi.label, asOf };
      return [{ said, count: call("SUM", cells) }];
    }),
  };
}

/** 1 where a cell is no longer what it was, so many rows above: sums differ in their last digits with the order of rows. */
function hasChanged({ about }: Watched, now: Formula, rows: number): Formula {
  const was = cell(null, off(-rows), off(0));
  const one = product(operate(call("ISNUMBER", now), "<>", call("ISNUMBER", was)), number(1));
  if (about === "origins changed") return one;
  const near = operate(
    call("ABS", operate(now, "-", was)),
    ">",
    product(number(1e-9), call("MAX", number(1), call("ABS", was))),
  );
  const both = product(call("ISNUMBER", now), call("ISNUMBER", was));
  return iff(both, product(near, number(1)), one);
}
