/** What is asked of a database: aggregates over windows, put together so that each pass over a table serves many. */
import type { AggregateBy, FigureNode, MeasureId, Program, TableId } from "../../dsl/ir/ir.ts";
import { placementKey } from "../evaluate/placement.ts";
import { rowUsesToday } from "../evaluate/row-walk.ts";
import type { DayRange } from "../evaluate/windows.ts";

export type AggregateNode = Extract<FigureNode, { kind: "aggregate" }>;

/** An aggregate for every node of the tree over some windows: what the evaluator calls a matrix. */
export interface Asked {
  readonly node: AggregateNode;
  readonly ranges: readonly DayRange[];
}

export interface PlannedColumn {
  readonly measure: MeasureId;
  readonly by: AggregateBy;
}

/** Columns of one table over the same windows: one statement's rows are (window, node, a value for each column). */
export interface Group {
  readonly table: TableId;
  /** Measures that share a table, a kind of date and an owner. */
  readonly placement: string;
  readonly scope: "subtree" | "own";
  readonly owned: boolean;
  /**
   * `atoms`: rows are added up by atom of time first, then by window; `rows`: from the rows, because parts don't
   * add up (a median, different texts); `windows`: the window decides which rows count, or where they stand.
   */
  readonly form: "atoms" | "rows" | "windows";
  /** Whether figures are added up from totals of positions; else each column is a group by itself. */
  readonly adds: boolean;
  readonly ranges: readonly DayRange[];
  readonly columns: readonly PlannedColumn[];
}

export interface Plan {
  readonly groups: readonly Group[];
  /** By asked aggregate: its group and its column there. */
  readonly places: readonly { readonly group: number; readonly column: number }[];
}

export const rangesKey = (ranges: readonly DayRange[]): string =>
  ranges.map(({ start, end, period }) => `${start} ${end} ${period.end}`).join(",");

/** Whether parts of it add up to the whole. */
const addsUp = (by: AggregateBy): boolean => by !== "median" && by !== "distinct";

/** Puts what is asked into as few groups as there are ways to place rows. */
export function planOf(program: Program, asked: readonly Asked[]): Plan {
  const groups: (Group & { columns: PlannedColumn[] })[] = [];
  const keys = new Map<string, number>();
  const places = asked.map(({ node, ranges }) => {
    const measure = program.measures[node.measure]!;
    const { table, owned } = measure;
    const placement = placementKey(measure);
    const today = [measure.of, measure.where].some(
      (row) => row !== null && rowUsesToday(program, row),
    );
    const adds = addsUp(node.by);
    const form = measure.day.at !== "date" || today ? "windows" : adds ? "atoms" : "rows";
    const scope = owned ? node.scope : "own";
    // From the rows each column has a join of its own: together they would only be wider.
    const alone = adds ? "" : `${node.by} ${node.measure}`;
    const key = [placement, form, scope, rangesKey(ranges), alone].join("|");
    const group = keys.get(key) ?? groups.length;
    if (group === groups.length) {
      keys.set(key, group);
      groups.push({ table, placement, scope, owned, form, adds, ranges, columns: [] });
    }
    const { columns } = groups[group]!;
    const known = columns.findIndex((c) => c.measure === node.measure && c.by === node.by);
    const column = known >= 0 ? known : columns.push({ measure: node.measure, by: node.by }) - 1;
    return { group, column };
  });
  return { groups, places };
}
