/**
 * `KPI Live Reports`: whom everybody reports to, and of everybody whether a condition on reports holds, so that a share of
 * somebody's reports is two counts over it. Blank where nobody can judge yet, or nobody answers: such reports don't count.
 */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, FigureNode } from "../../dsl/ir/ir.ts";
import type { Org } from "../model/org.ts";
import type { PeopleSheet } from "./people-sheet.ts";
import { FIRST_PERIOD } from "./periods-sheet.ts";
import { type FormulaSheet, plain, SHEETS, type SheetCell } from "./sheet.ts";
import type { AskedPlace } from "./standing-figures.ts";
import {
  area,
  BLANK,
  call,
  type Formula,
  fixed,
  iff,
  number,
  off,
  operate,
  text,
} from "./text/formula.ts";

export type Reports = Extract<FigureNode, { readonly kind: "reports" }>;

export interface ReportsInput {
  readonly org: Org;
  readonly people: readonly { readonly node: number; readonly name: string }[];
  readonly sheet: PeopleSheet;
  readonly periods: readonly Period[];
  /** What is asked of reports. */
  readonly conditions: readonly FigureId[];
  words(condition: FigureId): string;
}

export interface ReportsSheet {
  /** A figure of somebody's reports, as seen from a column that is so many to the left. */
  figure(asked: Reports, place: AskedPlace, columns: number): Formula;
  /** `judged`: 1 or 0 where somebody can be judged, else blank. Null where no condition is asked. */
  sheet(
    judged: (condition: FigureId, node: number, period: Period) => SheetCell,
  ): FormulaSheet | null;
}

const HEADER_ROW = 0;

export function reportsSheet(input: ReportsInput): ReportsSheet {
  const { people, conditions, sheet } = input;
  const rows = (block: number, columns: number): Formula => {
    const top = HEADER_ROW + 1 + block * people.length;
    const column = off(columns);
    return area(SHEETS.reports, [fixed(top), fixed(top + people.length - 1)], [column, column]);
  };
  return {
    figure: ({ where, give }, { node: who, period }, columns) => {
      if (where === null) {
        const count = sheet.live?.reports(who) ?? number(answering(input.org, who, period));
        return give === "count" ? count : iff(operate(count, "=", number(0)), BLANK, number(1));
      }
      // Nobody has the number -1.
      const me = number(sheet.numberOf(who) || -1);
      const managers = rows(0, columns);
      const states = rows(1 + conditions.indexOf(where), columns);
      const holding = call("SUMIFS", states, managers, me);
      if (give === "count") return holding;
      const judged = call("COUNTIFS", managers, me, states, text(">=0"));
      return iff(operate(judged, "=", number(0)), BLANK, operate(holding, "/", judged));
    },
    sheet: (judged) => (conditions.length === 0 ? null : sheetOf(input, judged)),
  };
}

/** Reports of a period's last day who are no vacancy. */
const answering = (org: Org, who: number, { end }: Period): number =>
  org.reportsOn(who, end - 1).filter((report) => !org.nodes[report]!.vacancy).length;

function sheetOf(
  { org, people, sheet, periods, conditions, words }: ReportsInput,
  judged: (condition: FigureId, node: number, period: Period) => SheetCell,
): FormulaSheet {
  const managerOf = (node: number, { end }: Period): SheetCell => {
    if (sheet.live) return plain(sheet.live.reportsTo(node), null);
    const manager = org.nodes[node]!.vacancy ? -1 : org.managerOn(node, end - 1);
    return manager < 0 ? null : sheet.numberOf(manager);
  };
  const block = (what: string, cellOf: (node: number, period: Period) => SheetCell) =>
    people.map(({ node, name }): SheetCell[] => [
      name,
      what,
      null,
      ...periods.map((period) => cellOf(node, period)),
    ]);
  return {
    name: SHEETS.reports,
    what: "who of the reports holds a condition",
    rows: [
      ["Who", "What", null, ...periods.map(({ label }) => label)],
      ...block("reports to number", managerOf),
      ...conditions.flatMap((condition) =>
        block(words(condition), (node, period) => judged(condition, node, period)),
      ),
    ],
    headerRow: HEADER_ROW,
    frozenColumns: FIRST_PERIOD,
    dayColumns: [],
    dayRows: [],
  };
}
