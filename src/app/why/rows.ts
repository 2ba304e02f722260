/** The rows behind an aggregate: which count, which a condition leaves out, and where they stand. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { FigureId, FigureNode, Measure } from "../../../dsl/ir/ir.ts";
import { climbOf } from "../../evaluate/climb.ts";
import { columnsUnder } from "../../evaluate/measures.ts";
import { rangeOf } from "../../evaluate/windows.ts";
import type { CellRange, Making } from "../../explain/explanation.ts";
import { columnLetter } from "../../model/address.ts";
import type { Table } from "../../model/table.ts";
import type { Engine } from "../engine.ts";

type Aggregate = Extract<FigureNode, { kind: "aggregate" }>;

/** `node` is the one whose rows count: the aggregate's own reference is resolved. */
export function rowsMaking(
  engine: Engine,
  aggregate: Aggregate,
  text: string,
  node: number,
  period: Period,
): Making {
  const { program, model, evaluator } = engine;
  const { because } = engine.say.why;
  const measure = program.measures[aggregate.measure]!;
  const table = model.tables[measure.table];
  if (!table) return { of: "blank", because: because.noTable };
  const range = rangeOf(model.calendar, program.windows[aggregate.window]!, period, model.asOf);
  if (range.end <= range.start && measure.day.at !== "any")
    return { of: "blank", because: because.notYet };
  if (!model.org.existsIn(node, range.start, range.period.end))
    return { of: "blank", because: because.notThere(engine.nameOf(node)) };
  evaluator.rowsOf.rowsOf(measure.table).setToday(Math.min(model.asOf, range.period.end - 1));
  const { rows, positions } = evaluator.rowsOf.placement(measure, table).inRange(range);
  const { keep, numbers } = evaluator.rowsOf.valuesOf(measure, aggregate.by);
  const read = valueReader(engine, measure, aggregate.by, numbers);
  const isBelow = measure.owned ? belowTest(engine, aggregate.scope, node) : () => true;
  const counted: { row: number; value: number | string | null }[] = [];
  const leftRows: number[] = [];
  let blanks = 0;
  const links = linksOf(engine, measure);
  let unlinked = 0;
  for (const row of rows) {
    if (!isBelow(positions[row]!)) continue;
    if (links.some((linked) => linked[row]! < 0)) unlinked += 1;
    if (keep !== null && keep[row] === 0) {
      leftRows.push(table.sheetRow[row]!);
      continue;
    }
    const value = read(row);
    if (value === undefined) blanks += 1;
    else counted.push({ row: table.sheetRow[row]!, value });
  }
  const condition = /\bwhere\b(.*?)(?:\bon \[|\)\s*$|$)/.exec(text)?.[1]?.trim() ?? "";
  return {
    of: "rows",
    by: aggregate.by,
    table: table.name,
    days: measure.day.at === "any" ? null : { start: range.start, end: range.end },
    counted,
    ranges: rangesOf(
      table,
      counted.map(({ row }) => row),
    ),
    left:
      measure.where === null
        ? null
        : { condition, rows: leftRows.length, ranges: rangesOf(table, leftRows) },
    blanks,
    unlinked,
    empty: aggregate.empty,
    everyones: !measure.owned,
  };
}

/** What counts of a row; undefined where it is blank. */
function valueReader(
  { evaluator }: Engine,
  measure: Measure,
  by: Aggregate["by"],
  numbers: Float64Array | null,
): (row: number) => number | string | null | undefined {
  if (measure.of === null) return () => null;
  const { codes } = evaluator.rowsOf.valuesOf(measure, by);
  if (codes === null) return (row) => (Number.isNaN(numbers![row]!) ? undefined : numbers![row]!);
  const column = evaluator.rowsOf.rowsOf(measure.table).column(measure.of);
  return (row) => {
    const code = codes[row]!;
    if (code === 0) return undefined;
    return column.as === "text" ? (column.text.folded[code] ?? code) : code;
  };
}

/** Whether a position's rows are the node's: its own, those of all below, or of its own accounts. */
function belowTest(
  { model }: Engine,
  scope: Aggregate["scope"],
  node: number,
): (position: number) => boolean {
  const { org } = model;
  const climb = climbOf(org, scope);
  const known = new Map<number, boolean>();
  return (position) => {
    const before = known.get(position);
    if (before !== undefined) return before;
    let found = false;
    for (let at = position; at >= 0 && !found; at = climb[at]!)
      found = org.positions[at]!.node === node;
    known.set(position, found);
    return found;
  };
}

/** The links that a measure's columns are read through: row of the linked table, -1 for none. */
function linksOf({ program, model }: Engine, measure: Measure): Int32Array[] {
  const roots = [measure.of, measure.where].flatMap((id) => (id === null ? [] : [id]));
  const columns = roots.flatMap((id) => columnsUnder(program, id));
  if (columns.every((column) => column.table === measure.table)) return [];
  const table = program.tables[measure.table];
  return (table?.links ?? [])
    .filter((step) => columns.some((column) => column.table === step.to))
    .map((step) => model.link(step));
}

/** Rows of a sheet as ranges over the whole width: rows that follow each other are one. */
export function rangesOf(table: Table, rows: readonly number[]): CellRange[] {
  const last = columnLetter(table.headers.length - 1);
  const sorted = [...rows].sort((a, b) => a - b);
  const ranges: CellRange[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (end + 1 < sorted.length && sorted[end + 1]! <= sorted[end]! + 1) end += 1;
    const range = `A${sorted[i]!}:${last}${sorted[end]!}`;
    ranges.push({ sheet: table.sheet, range, rows: end - i + 1 });
    i = end + 1;
  }
  return ranges;
}

/** The aggregate a figure is, or null. */
export const aggregateOf = (engine: Engine, id: FigureId): Aggregate | null => {
  const { node } = engine.program.figures[id]!;
  return node.kind === "aggregate" ? node : null;
};
