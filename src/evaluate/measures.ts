import type { AggregateBy, FigureNode, Measure, Program, RowId, TableId } from "../../dsl/ir/ir.ts";
import type { Model } from "../model/model.ts";
import type { Table } from "../model/table.ts";
import { aggregate, type Job, type RowValues } from "./aggregate.ts";
import { climbOf } from "./climb.ts";
import { type Placement, placementKey, placementOf, placesBy } from "./placement.ts";
import { sometimesAway } from "./presence.ts";
import type { RowColumn } from "./row-columns.ts";
import { rowKids } from "./row-walk.ts";
import { type RowProgram, rowProgram } from "./rows.ts";
import type { Elsewhere, FigureError } from "./types.ts";
import type { DayRange } from "./windows.ts";

type Aggregate = Extract<FigureNode, { kind: "aggregate" }>;

export interface Measured {
  /** `[range * nodes + node]`. */
  readonly value: Float64Array;
  /** 0 or 1 + index into `errors`. */
  readonly error: Uint16Array | null;
}

/** Aggregates of one program over one model. Placements and row columns are made once and shared. */
export function measurer(
  program: Program,
  model: Model,
  errors: FigureError[],
  elsewhere: Elsewhere | null = null,
) {
  const placements = new Map<
    string,
    { readonly measure: Measure; readonly placement: Placement }
  >();
  const programs = new Map<TableId, RowProgram>();

  const placement = (measure: Measure, table: Table): Placement => {
    const key = placementKey(measure);
    const known = placements.get(key)?.placement;
    if (known) return known;
    const made = placementOf(model, table, measure.day, measure.owned);
    placements.set(key, { measure, placement: made });
    return made;
  };
  const rowsOf = (table: TableId): RowProgram => {
    const known = programs.get(table) ?? rowProgram(program, model, table);
    programs.set(table, known);
    return known;
  };

  const valuesOf = (
    measure: Measure,
    by: AggregateBy,
  ): RowValues & { readonly marks: Uint16Array | null } => {
    const rows = rowsOf(measure.table);
    const keep = measure.where === null ? null : rows.truths(measure.where);
    const of = measure.of === null ? null : rows.column(measure.of);
    const marks = keptErrors(keep, of);
    const base = { keep: keep?.values ?? null, numbers: null, codes: null, codeCount: 0, marks };
    if (of === null || (by === "count" && of.as === "truth")) return base;
    if (by === "distinct" || (by === "count" && of.as === "text"))
      return { ...base, ...codesOf(of, rows.rows) };
    return { ...base, numbers: of.as === "number" ? of.values : rows.numbers(measure.of!).values };
  };

  const usesToday = ({ table, of, where }: Measure): boolean =>
    [of, where].some((id) => id !== null && rowsOf(table).usesToday(id));

  const jobFor = (
    node: Aggregate,
    measure: Measure,
    table: Table,
    ranges: readonly DayRange[],
  ): Job => ({
    by: node.by,
    scope: node.scope,
    ranges,
    placement: placement(measure, table),
    values: valuesOf(measure, node.by),
    owned: measure.owned,
  });

  /** An aggregate's job over columns that an edit keeps up to date; null where some are copies, or it moves with the day. */
  const jobOf = (node: Aggregate, ranges: readonly DayRange[]): Job | null => {
    const measure = program.measures[node.measure]!;
    const table = model.tables[measure.table];
    if (!table || usesToday(measure)) return null;
    const of = measure.of === null ? null : rowsOf(measure.table).column(measure.of);
    const job = jobFor(node, measure, table, ranges);
    const copied = job.values.codes !== null && !(of?.as === "text" && of.rowOf === null);
    return copied ? null : job;
  };

  /** After a cell was changed: its row is placed and worked out again. */
  const edited = (id: TableId, column: number, row: number): void => {
    for (const { measure, placement: place } of placements.values()) {
      const table = model.tables[measure.table];
      if (measure.table === id && table && placesBy(program, table, measure.day, column))
        place.moved(row);
    }
    programs.get(id)?.refresh(column, row);
  };

  const run = (node: Aggregate, ranges: readonly DayRange[]): Measured => {
    const measure = program.measures[node.measure]!;
    const nodes = model.org.nodes.length;
    const table = model.tables[measure.table];
    if (table?.elsewhere && elsewhere) {
      // Rows that are nobody's are found with their owners, and said as of rows that are here.
      if (measure.owned) model.owners(table);
      const value = elsewhere(node, ranges, nodes);
      blankOutside(value, node, ranges);
      return { value, error: null };
    }
    if (!table)
      return { value: new Float64Array(ranges.length * nodes).fill(Number.NaN), error: null };
    const value = usesToday(measure)
      ? byToday(node, measure, table, ranges, rowsOf(measure.table))
      : aggregate(model.org, jobFor(node, measure, table, ranges));
    blankOutside(value, node, ranges);
    return { value, error: errorsOf(node, measure, table, ranges) };
  };

  /** `today` differs from window to window: one window at a time. */
  const byToday = (
    node: Aggregate,
    measure: Measure,
    table: Table,
    ranges: readonly DayRange[],
    rows: RowProgram,
  ): Float64Array => {
    const nodes = model.org.nodes.length;
    const out = new Float64Array(ranges.length * nodes);
    ranges.forEach((range, p) => {
      rows.setToday(Math.min(model.asOf, range.period.end - 1));
      out.set(aggregate(model.org, jobFor(node, measure, table, [range])), p * nodes);
    });
    return out;
  };

  /** A figure exists where the node does; of a window that lies wholly ahead nothing is known yet. */
  const blankOutside = (
    value: Float64Array,
    node: Aggregate,
    ranges: readonly DayRange[],
  ): void => {
    const { org } = model;
    const nodes = org.nodes.length;
    const anyTime = program.measures[node.measure]!.day.at === "any";
    ranges.forEach((range, p) => {
      const ahead = range.end <= range.start && !anyTime;
      if (ahead) value.fill(Number.NaN, p * nodes, (p + 1) * nodes);
      else
        for (const n of sometimesAway(org)) {
          if (!org.existsIn(n, range.start, range.period.end)) value[p * nodes + n] = Number.NaN;
        }
    });
  };

  const errorsOf = (
    node: Aggregate,
    measure: Measure,
    table: Table,
    ranges: readonly DayRange[],
  ): Uint16Array | null => {
    const { marks } = valuesOf(measure, node.by);
    if (marks === null) return null;
    const { org } = model;
    const climb = climbOf(org, node.scope);
    const error = new Uint16Array(ranges.length * org.nodes.length);
    ranges.forEach((range, p) => {
      const { rows, positions } = placement(measure, table).inRange(range);
      for (const r of rows) {
        if (marks[r] === 0) continue;
        const index = errors.push({
          text: model.errorTexts[marks[r]! - 1]!,
          address: errorAddress(measure, table, r),
        });
        if (!measure.owned) {
          error.fill(index, p * org.nodes.length, (p + 1) * org.nodes.length);
          continue;
        }
        for (let at = positions[r]!; at >= 0; at = climb[at]!) {
          error[p * org.nodes.length + org.positions[at]!.node] = index;
        }
      }
    });
    return error.some((mark) => mark > 0) ? error : null;
  };

  /** The first column of the measure that holds an error in the row. */
  const errorAddress = (measure: Measure, table: Table, row: number): string => {
    const columns = [measure.of, measure.where].flatMap((id) =>
      id === null ? [] : columnsUnder(program, id),
    );
    for (const { table: id, column } of columns) {
      if (id !== table.id) continue;
      const at = table.find(column);
      if (at !== null && (table.numbers(at).errors?.[row] ?? 0) > 0) return table.address(at, row);
    }
    return `${table.sheet}!${table.sheetRow[row]}`;
  };

  return { run, jobOf, edited, rowsOf, placement, valuesOf };
}
export type Measurer = ReturnType<typeof measurer>;

/** Errors that count: on rows the condition keeps, or where the condition itself can't be decided. */
function keptErrors(
  keep: Extract<RowColumn, { as: "truth" }> | null,
  of: RowColumn | null,
): Uint16Array | null {
  const own = of?.errors ?? null;
  const condition = keep?.errors ?? null;
  if (own === null && condition === null) return null;
  const marks = new Uint16Array((own ?? condition)!.length);
  for (let r = 0; r < marks.length; r += 1) {
    const kept = keep === null || keep.values[r] === 1;
    marks[r] = (condition?.[r] ?? 0) || (kept ? (own?.[r] ?? 0) : 0);
  }
  return marks;
}

function codesOf(of: RowColumn, rows: number): Pick<RowValues, "codes" | "codeCount"> {
  if (of.as === "text") {
    const { codes, folded } = of.text;
    const { rowOf } = of;
    const own =
      rowOf === null ? codes : Uint32Array.from(rowOf, (row) => (row < 0 ? 0 : codes[row]!));
    return { codes: own, codeCount: folded.length };
  }
  const known = new Map<number, number>();
  const made = new Uint32Array(rows);
  for (let r = 0; r < rows; r += 1) {
    const value = of.values[r]!;
    if (Number.isNaN(value)) continue;
    const code = known.get(value) ?? known.size + 1;
    known.set(value, code);
    made[r] = code;
  }
  return { codes: made, codeCount: known.size + 1 };
}

/** The columns a row expression reads. */
export function columnsUnder(program: Program, id: RowId): { table: TableId; column: string }[] {
  const node = program.rows[id]!;
  if (node.kind === "column") return [{ table: node.table, column: node.column }];
  return rowKids(node).flatMap((kid) => columnsUnder(program, kid));
}
