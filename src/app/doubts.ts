/** What is read and counted, and still looks wrong: outliers, twins, dates the wrong way round, near misses of a word. */
import { NO_DAY } from "../../dsl/calendar/day.ts";
import type { Measure, Program, RowId, RowNode } from "../../dsl/ir/ir.ts";
import { columnsUnder } from "../evaluate/measures.ts";
import type { Finding } from "../model/finding.ts";
import { finding } from "../model/findings.ts";
import { outliersOf } from "../model/outliers.ts";
import { columnPlace, type Table } from "../model/table.ts";
import { twinsOf } from "../model/twins.ts";
import type { Engine } from "./engine.ts";
import { nearWords } from "./near-words.ts";

type Column = Extract<RowNode, { kind: "column" }>;

/** All doubts of a run, each column looked at once. Only notes and warnings: the figures stand as they are. */
export function doubtsOf(engine: Engine): Finding[] {
  const { program } = engine;
  const findings: Finding[] = [];
  const once = new Set<string>();
  const first = (key: string): boolean => {
    if (once.has(key)) return false;
    once.add(key);
    return true;
  };
  for (const measure of program.measures) {
    for (const column of amountsOf(program, measure)) {
      if (first(`amount ${column.table} ${column.column}`)) amountDoubts(engine, column, findings);
    }
    for (const id of [measure.of, measure.where]) {
      if (id === null) continue;
      for (const [left, right] of differencesUnder(program, id)) {
        const key = `days ${measure.table} ${left.column} ${right.column}`;
        if (first(key)) backwards(engine, left, right, findings);
      }
    }
    if (measure.of !== null && first(`twins ${measure.table} ${measure.of}`))
      twins(engine, measure, findings);
  }
  findings.push(...nearWords(engine));
  return findings;
}

/** Columns of numbers that a sum, average and the like reads of its own table. */
function amountsOf(program: Program, { of, table, as }: Measure): readonly Column[] {
  if (of === null || as !== "number" || program.people?.table === table) return [];
  return columnsUnder(program, of).flatMap(({ table: from, column }) => {
    const node = program.rows.find(
      (row): row is Column =>
        row.kind === "column" &&
        row.table === from &&
        row.column === column &&
        row.as === "number" &&
        row.via.length === 0,
    );
    return node && from === table ? [node] : [];
  });
}

const columnAt = ({ model }: Engine, { table, column }: Pick<Column, "table" | "column">) => {
  const bound = model.tables[table] ?? null;
  const at = bound?.find(column) ?? null;
  return bound && at !== null ? { table: bound, at } : null;
};

function amountDoubts(engine: Engine, column: Column, findings: Finding[]): void {
  const found = columnAt(engine, column);
  if (!found) return;
  const { table, at } = found;
  const place = columnPlace(table, at);
  const { rows, times } = outliersOf(table.numbers(at).values);
  if (rows.length > 0) {
    const params = { count: rows.length, times, example: cellsOf(table, at, rows) };
    findings.push(finding("DATA53", place, params));
  }
  const unit = HEADER_UNIT.exec(table.headers[at] ?? "")?.[0];
  if (unit && isRead(engine, column)) {
    findings.push(
      finding("DATA54", place, { column: table.headers[at]!, table: table.name, unit }),
    );
  }
}

/** `Target ($000)`, `Umsatz in T€`, `Revenue (k)`. */
const HEADER_UNIT =
  /[$€£]?\s?[0'.,]?000s?\b|\(\s*[$€£]?\s*(?:k|m|mn|mm|mio|thousands?|millions?|tsd)\.?\s*[$€£]?\s*\)|\bin (?:T€|TEUR|thousands?|millions?|Tsd\.?|Mio\.?)/iu;

/** Whether some measure reads the column as it stands, without working anything out of it. */
const isRead = ({ program }: Engine, column: Column): boolean =>
  program.measures.some(({ of }) => of !== null && program.rows[of] === column) &&
  program.figures.every(
    ({ node }) =>
      node.kind !== "arithmetic" ||
      (node.op !== "*" && node.op !== "^") ||
      ![node.left, node.right].some((id) => {
        const part = program.figures[id]!.node;
        const of = part.kind === "aggregate" ? program.measures[part.measure]!.of : null;
        return of !== null && program.rows[of] === column;
      }),
  );

/** Differences of two days of one table. */
function differencesUnder(program: Program, id: RowId): (readonly [Column, Column])[] {
  const node = program.rows[id]!;
  if (node.kind === "dayDifference") {
    const [left, right] = [program.rows[node.left]!, program.rows[node.right]!];
    const own = left.kind === "column" && right.kind === "column";
    return own && left.via.length + right.via.length === 0 ? [[left, right]] : [];
  }
  if (node.kind === "arithmetic" || node.kind === "divide")
    return [...differencesUnder(program, node.left), ...differencesUnder(program, node.right)];
  return [];
}

function backwards(engine: Engine, left: Column, right: Column, findings: Finding[]): void {
  const end = columnAt(engine, left);
  const start = columnAt(engine, right);
  if (!end || !start) return;
  const ends = end.table.days(end.at).values;
  const starts = start.table.days(start.at).values;
  const rows: number[] = [];
  for (let r = 0; r < ends.length; r += 1) {
    if (ends[r]! < starts[r]! && ends[r] !== NO_DAY) rows.push(r);
  }
  if (rows.length === 0) return;
  const params = {
    count: rows.length,
    table: end.table.name,
    end: left.column,
    start: right.column,
    example: cellsOf(end.table, end.at, rows),
  };
  findings.push(finding("DATA55", columnPlace(end.table, end.at), params));
}

/** Rows of one owner, day and amount that are alike in all but their key. */
function twins(engine: Engine, measure: Measure, findings: Finding[]): void {
  const { program, model } = engine;
  const table = model.tables[measure.table];
  const source = program.tables[measure.table]!;
  if (!table || measure.day.at !== "date" || source.key === null || !measure.owned) return;
  const key = table.find(source.key);
  const date = table.find(measure.day.column);
  const [amount] = amountsOf(program, measure);
  const at = amount ? table.find(amount.column) : null;
  if (key === null || date === null || at === null) return;
  const days = table.days(date).values;
  const rows = twinsOf(table, {
    key,
    owners: model.owners(table),
    days,
    amounts: table.numbers(at).values,
  });
  if (rows.length === 0) return;
  const params = { count: rows.length, table: table.name, example: cellsOf(table, key, rows) };
  findings.push(finding("DATA56", columnPlace(table, key), params));
}

/** As many cells are named as a person would look at. */
const MOST_CELLS = 3;

const cellsOf = (table: Table, column: number, rows: readonly number[]): string =>
  rows
    .slice(0, MOST_CELLS)
    .map((r) => table.address(column, r).replace(/^.*!/, ""))
    .join(", ") + (rows.length > MOST_CELLS ? " …" : "");
