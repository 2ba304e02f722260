/**
 * `KPI People Rows`: what figures ask of the people's own sheet (`people[Potential]`, `people[Region] = "East"`), a row for
 * each row of it. A person's own is one cell; a manager's is the sum over all below who have nobody below them.
 */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { Program } from "../../dsl/ir/ir.ts";
import type { Representation } from "../../dsl/types/type.ts";
import { rowOn } from "../evaluate/people.ts";
import type { Model } from "../model/model.ts";
import type { PeopleColumn, PeoplePart } from "./parts.ts";
import { PEOPLE_ROOM, type PeopleSheet } from "./people-sheet.ts";
import { refuse } from "./refusal.ts";
import { dayLiteral, rowFormulas } from "./rows.ts";
import { type FormulaCell, type FormulaSheet, SHEETS, type SheetCell } from "./sheet.ts";
import type { Sources } from "./source.ts";
import type { Dialect } from "./text/dialect.ts";
import {
  area,
  BLANK,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  letting,
  number,
  operate,
  product,
  text,
} from "./text/formula.ts";
import { LONGEST_FORMULA, printed } from "./text/print.ts";
import { countOf, sumOf } from "./together.ts";

/** All rows' cells as one formula. Throws `Refused`. */
export function peopleColumn(
  program: Program,
  sources: Sources,
  { isShort }: Pick<Dialect, "isShort">,
  { row, of }: PeopleColumn,
): Formula {
  const rows = rowFormulas(program, bounded(program, sources));
  const value = rows.of(row);
  const known =
    of === "value"
      ? iff(call("ISNUMBER", value), value, BLANK)
      : iff(call("ISERROR", value), number(0), value);
  const made = letting(rows.names, known);
  if (
    isShort &&
    printed(made, { at: { row: 1, column: 0 }, inFile: true }).length > LONGEST_FORMULA
  )
    refuse({ of: "form", form: "too long" });
  return made;
}

/** The people's table with room for some more, whatever a program's other ranges are: it is laid beside people's rows. */
function bounded(program: Program, sources: Sources): Sources {
  const id = program.people!.table;
  return {
    ...sources,
    table: (asked) => {
      const source = sources.table(asked);
      if (asked !== id || source === null) return source;
      const { table, first, at } = source;
      const rows = [fixed(first), fixed(first + heightOf(source) - 1)] as const;
      return {
        ...source,
        column: (name) => {
          const column = at(name);
          return column === null ? null : area(table.sheet, rows, [fixed(column), fixed(column)]);
        },
      };
    },
  };
}

const heightOf = ({ table, first }: NonNullable<ReturnType<Sources["table"]>>): number =>
  (table.sheetRow[table.rows - 1] ?? first) - first + PEOPLE_ROOM;

export interface PeopleRowsInput {
  readonly program: Program;
  readonly model: Model;
  readonly sources: Sources;
  readonly dialect: Dialect;
  readonly people: PeopleSheet;
  readonly columns: readonly PeopleColumn[];
  /** What a column is called: the words of the rules. */
  words(column: PeopleColumn): string;
}

export interface PeopleRows {
  readonly sheet: FormulaSheet | null;
  /** The cell of somebody's own row on the last day of a period; blank where there is none. */
  own(column: PeopleColumn, node: number, period: Period): Formula;
  /** Of somebody's period; `report`: the same of a report. */
  part(part: PeoplePart, node: number, period: Period, report: (node: number) => Formula): Formula;
}

const HEADER_ROW = 0;
/** Beside a column of values stands one that counts them, where they are added up by place. */
const WIDTH = 2;
const keyOf = ({ row, of }: PeopleColumn): string => `${of} ${row}`;

export function peopleRows(input: PeopleRowsInput): PeopleRows {
  const { program, model, sources, people, columns } = input;
  const { org } = model;
  const source = program.people ? sources.table(program.people.table) : null;
  const leftOf = new Map(columns.map((column, i) => [keyOf(column), 1 + WIDTH * i]));
  const own: PeopleRows["own"] = (column, node, period) => {
    const at = rowOn(org, org.personOf(node), period.end - 1);
    const sheetRow = at < 0 ? undefined : source?.table.sheetRow[at];
    if (sheetRow === undefined) return BLANK;
    const row = HEADER_ROW + sheetRow - source!.first;
    return cell(SHEETS.peopleRows, fixed(row), fixed(leftOf.get(keyOf(column))!));
  };
  return {
    sheet: source && columns.length > 0 ? sheetOf(input, heightOf(source)) : null,
    own,
    part: ({ row, as }, node, period, report) => {
      const column: PeopleColumn = { row, of: "value" };
      if (people.live) {
        const left = leftOf.get(keyOf(column))!;
        const below = (at: number): Formula => {
          const { count } = people.live!;
          const cells = area(
            SHEETS.peopleRows,
            [fixed(HEADER_ROW + 1), fixed(HEADER_ROW + count)],
            [fixed(at), fixed(at)],
          );
          return call("SUMIFS", cells, ...people.live!.endsBelow(node));
        };
        return totalOf(as, below(left + 1), below(left));
      }
      const reports = org.reportsOn(node, period.end - 1);
      if (reports.length > 0) {
        const cells = reports.map(report);
        return totalOf(as, countOf(cells), sumOf(cells));
      }
      const at = own(column, node, period);
      return at === BLANK ? at : iff(call("ISNUMBER", at), at, BLANK);
    },
  };
}

/** Blank of none. Days are added as the rules have them, from 1970 on. */
function totalOf(as: Representation, count: Formula, total: Formula): Formula {
  const more = product(operate(count, "-", number(1)), dayLiteral(0));
  const given = as === "day" ? operate(total, "-", more) : total;
  return iff(operate(count, "=", number(0)), BLANK, given);
}

function sheetOf(input: PeopleRowsInput, height: number): FormulaSheet {
  const { program, sources, dialect, columns, people } = input;
  const block = (formula: Formula): FormulaCell => ({
    formula,
    result: null,
    fills: { rows: height, columns: 1 },
  });
  const names = bounded(program, sources)
    .table(program.people!.table)!
    .column(program.people!.name);
  const values = columns.flatMap((column, i): SheetCell[] => {
    const made = block(peopleColumn(program, sources, dialect, column));
    if (column.of !== "value" || people.live === null) return [made, null];
    const left = fixed(1 + WIDTH * i);
    const cells = area(null, [fixed(HEADER_ROW + 1), fixed(HEADER_ROW + height)], [left, left]);
    return [made, block(iff(call("ISNUMBER", cells), number(1), BLANK))];
  });
  return {
    name: SHEETS.peopleRows,
    what: "what figures ask of people’s own rows",
    rows: [
      ["Name", ...columns.flatMap((column) => [input.words(column), null])],
      [names ? block(operate(names, "&", text(""))) : null, ...values],
    ],
    headerRow: HEADER_ROW,
    frozenColumns: 1,
    dayColumns: [],
    dayRows: [],
  };
}
