/** Where rows stand: which position of the tree, on which day. One placement per table and kind of date. */
import { type Day, NO_DAY } from "../../dsl/calendar/day.ts";
import type { DayBasis, Measure } from "../../dsl/ir/ir.ts";
import type { Model } from "../model/model.ts";
import type { Table } from "../model/table.ts";
import type { DayRange } from "./windows.ts";

export interface RowsInRange {
  readonly rows: Int32Array;
  /** By row of the table; of rows outside the window meaningless. */
  readonly positions: Int32Array;
}

export interface Placement {
  readonly rows: number;
  /** Rows with a day, in the order of their days; null where rows have no day of their own. */
  readonly byDay: { readonly order: Int32Array; readonly days: Int32Array } | null;
  /** The day of each row; null where it has none of its own. */
  readonly days: Int32Array | null;
  /** Position of each row on its own day, -1 for nobody; null where the window's last day decides. */
  readonly positions: Int32Array | null;
  /** The rows of a window, and the position of any row in it, by row. */
  inRange(range: DayRange): RowsInRange;
}

/** Position of an owner on a day: by node, because most nodes have just one. */
function positionFinder(model: Model): (node: number, day: Day) => number {
  const { org } = model;
  const single = org.nodes.map(({ id }) => {
    const list = org.positionsOf(id);
    const [only] = list;
    if (list.length !== 1 || only === undefined) return -1;
    const { from, to } = org.positions[only]!;
    return from <= -1_000_000 && to >= 10_000_000 ? only : -1;
  });
  return (node, day) => {
    if (node < 0) return -1;
    const only = single[node]!;
    return only >= 0 ? only : org.positionOn(node, day);
  };
}

export function placementOf(
  model: Model,
  table: Table,
  basis: DayBasis,
  owned: boolean,
): Placement {
  const owners = owned ? model.owners(table) : null;
  const find = positionFinder(model);
  const top = model.org.tops[0] ?? -1;
  const at = (row: number, day: Day): number => (owners ? find(owners[row]!, day) : find(top, day));
  const column = (name: string) => {
    const index = table.find(name);
    return index === null ? new Int32Array(table.rows).fill(NO_DAY) : table.days(index).values;
  };
  if (basis.at === "date") return dated(table.rows, column(basis.column), at);
  const alive =
    basis.at === "alive" ? { from: column(basis.from), until: column(basis.until) } : null;
  return {
    rows: table.rows,
    byDay: null,
    days: null,
    positions: null,
    inRange: (range) => {
      const last = alive ? range.end - 1 : range.period.end - 1;
      const rows: number[] = [];
      const positions = new Int32Array(table.rows);
      for (let r = 0; r < table.rows; r += 1) {
        if (alive && !livesOn(alive.from[r]!, alive.until[r]!, last)) continue;
        rows.push(r);
        positions[r] = at(r, last);
      }
      return { rows: Int32Array.from(rows), positions };
    },
  };
}

const livesOn = (from: Day, until: Day, day: Day): boolean =>
  from !== NO_DAY && from <= day && (until === NO_DAY || until >= day);

function dated(rows: number, days: Int32Array, at: (row: number, day: Day) => number): Placement {
  const positions = new Int32Array(rows);
  for (let r = 0; r < rows; r += 1) positions[r] = days[r] === NO_DAY ? -1 : at(r, days[r]!);
  let sorted: Placement["byDay"] = null;
  const byDay = () => {
    sorted ??= sortedByDay(days);
    return sorted;
  };
  return {
    rows,
    days,
    positions,
    get byDay() {
      return byDay();
    },
    inRange: ({ start, end }) => {
      const { order, days: ordered } = byDay();
      const slice = order.subarray(lowerBound(ordered, start), lowerBound(ordered, end));
      return { rows: slice, positions };
    },
  };
}

/**
 * The kept rows of each window, in two passes over the rows: for dated rows and windows that don't overlap,
 * which most are. Null else: then each window is looked up by day.
 */
export function bucketed(
  { days, positions }: Placement,
  ranges: readonly DayRange[],
  keep: Uint8Array | null,
): readonly RowsInRange[] | null {
  if (days === null || positions === null || ranges.length < 2) return null;
  const first = ranges[0]!.start;
  const inOrder = ranges.every(({ start }, p) => p === 0 || start >= ranges[p - 1]!.end);
  if (!inOrder) return null;
  const windowOf = new Int16Array(Math.max(0, ranges[ranges.length - 1]!.end - first)).fill(-1);
  ranges.forEach(({ start, end }, p) => {
    if (end > start) windowOf.fill(p, start - first, end - first);
  });
  const window = (r: number): number => {
    const day = days[r]! - first;
    return day >= 0 && day < windowOf.length && (keep === null || keep[r] !== 0)
      ? windowOf[day]!
      : -1;
  };
  const counts = new Int32Array(ranges.length + 1);
  for (let r = 0; r < days.length; r += 1) counts[window(r) + 1]! += 1;
  counts[0] = 0;
  for (let p = 1; p < counts.length; p += 1) counts[p]! += counts[p - 1]!;
  const ends = counts.slice();
  const rows = new Int32Array(counts[ranges.length]!);
  for (let r = 0; r < days.length; r += 1) {
    const p = window(r);
    if (p < 0) continue;
    rows[ends[p]!] = r;
    ends[p]! += 1;
  }
  return ranges.map((_, p) => ({ rows: rows.subarray(counts[p], counts[p + 1]), positions }));
}

/** Rows that have a day, by day, then as they stand: counted into place, for days lie close together. */
function sortedByDay(days: Int32Array): { order: Int32Array; days: Int32Array } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const day of days) {
    if (day === NO_DAY) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  if (last < first) return { order: new Int32Array(0), days: new Int32Array(0) };
  const starts = new Int32Array(last - first + 2);
  for (const day of days) if (day !== NO_DAY) starts[day - first + 1]! += 1;
  for (let d = 1; d < starts.length; d += 1) starts[d]! += starts[d - 1]!;
  const order = new Int32Array(starts[starts.length - 1]!);
  const ordered = new Int32Array(order.length);
  for (let r = 0; r < days.length; r += 1) {
    const day = days[r]!;
    if (day === NO_DAY) continue;
    const place = starts[day - first]!;
    starts[day - first] = place + 1;
    order[place] = r;
    ordered[place] = day;
  }
  return { order, days: ordered };
}

/** First index whose value is at least `wanted`. */
export function lowerBound(sorted: Int32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Measures that share a table, a kind of date and an owner share a placement. */
export const placementKey = ({ table, day, owned }: Measure): string =>
  JSON.stringify([table, day, owned]);
