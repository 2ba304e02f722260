/** Where a table's columns stand in the workbook, as ranges for formulas, with room for rows to come. */
import type { Program, TableId } from "../../dsl/ir/ir.ts";
import type { Model } from "../model/model.ts";
import type { Table } from "../model/table.ts";
import { asOne } from "./blank.ts";
import type { ReadingRanges } from "./readings.ts";
import type { Dialect } from "./text/dialect.ts";
import {
  area,
  BLANK,
  call,
  type Formula,
  fixed,
  iff,
  number,
  operate,
  sum,
  text,
} from "./text/formula.ts";

export interface Source {
  readonly table: Table;
  /** First and last row from zero; last null: down to the sheet's end. */
  readonly first: number;
  readonly last: number | null;
  /** The cells of one column; null where the table has none of that name. */
  column(name: string): Formula | null;
  /** The zero-based column of the sheet. */
  at(name: string): number | null;
  /** 1 for each row that holds something in any column, 0 for the free ones. */
  filled(): Formula;
}

/** At least so many free rows are left below. */
const LEAST_ROOM = 100;

export interface Sources {
  table(id: TableId): Source | null;
  readonly readings: ReadingRanges;
  /** A text as XLOOKUP finds exactly it. */
  sought(text: Formula): Formula;
}

export function sourcesOf(
  program: Program,
  model: Model,
  dialect: Dialect,
  readings: ReadingRanges,
): Sources {
  const known = new Map<TableId, Source | null>();
  const table = (id: TableId): Source | null => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const bound = model.tables[id];
    const made = bound ? sourceOf(bound, isBounded(program, id), dialect) : null;
    known.set(id, made);
    return made;
  };
  return { table, readings, sought: dialect.looksForPatterns ? escaped : (text) => text };
}

const escaped = (of: Formula): Formula =>
  ["*", "?"].reduce((at, sign) => call("SUBSTITUTE", at, text(sign), text(`~${sign}`)), of);

/** Of a range that ends at a row, nothing below belongs to it. */
const isBounded = (program: Program, id: TableId): boolean =>
  /:[A-Z$]*\d/i.test(program.tables[id]!.source.range ?? "");

function sourceOf(table: Table, bounded: boolean, { openRanges }: Dialect): Source {
  const header = Number(/\d+$/.exec(table.address(0, -1))![0]);
  const used = Math.max(header + 1, table.sheetRow[table.rows - 1] ?? 0);
  const room = Math.max(LEAST_ROOM, used - header);
  const last = openRanges && !bounded ? null : used - 1 + (bounded ? 0 : room);
  const at = (name: string) => {
    const index = table.find(name);
    return index === null ? null : table.left + index;
  };
  const cellsAt = (column: number): Formula => {
    const rows = [fixed(header), last === null ? null : fixed(last)] as const;
    return area(table.sheet, rows, [fixed(column), fixed(column)]);
  };
  return {
    table,
    first: header,
    last,
    at,
    column: (name) => {
      const column = at(name);
      return column === null ? null : cellsAt(column);
    },
    filled: () => {
      const holds = table.headers.map((_, i) => holding(cellsAt(table.left + i)));
      return asOne(operate(sum(number(0), ...holds), ">", number(0)));
    },
  };
}

/** 1 where a cell holds something: an error, or more than blanks. */
const holding = (cells: Formula): Formula =>
  iff(call("ISERROR", cells), number(1), asOne(operate(call("TRIM", cells), "<>", BLANK)));
