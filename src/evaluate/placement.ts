/** Where rows stand: which position of the tree, on which day. One placement per table and kind of date. */
import { type Day, NO_DAY } from "../../dsl/calendar/day.ts";
import type { DayBasis, Measure, Program } from "../../dsl/ir/ir.ts";
import { ALWAYS_FROM, ALWAYS_TO } from "../model/assignments.ts";
import type { Model } from "../model/model.ts";
import type { Org } from "../model/org.ts";
import type { Table } from "../model/table.ts";
import type { Slots } from "./slots.ts";
import type { DayRange } from "./windows.ts";

export interface RowsInRange {
  readonly rows: Int32Array;
  /** By row of the table; of rows outside the window meaningless. */
  readonly positions: Int32Array;
}

export interface Placement {
  readonly rows: number;
  /** The day of each row; null where it has none of its own. */
  readonly days: Int32Array | null;
  /** Position of each row on its own day, -1 for nobody; null where the window's last day decides. */
  readonly positions: Int32Array | null;
  /** The rows of a window, and the position of any row in it, by row. */
  inRange(range: DayRange): RowsInRange;
  /** After a row's day or owner was changed. */
  moved(row: number): void;
}

/** Where a node always stands, because it has one position for all days; -1 where the day decides. */
function fixedPositions(org: Org): Int32Array {
  return Int32Array.from(org.nodes, ({ id }) => {
    const list = org.positionsOf(id);
    const [only] = list;
    if (list.length !== 1 || only === undefined) return -1;
    const { from, to } = org.positions[only]!;
    return from <= ALWAYS_FROM && to >= ALWAYS_TO ? only : -1;
  });
}

/** The position of a row on a day: its owner's; of a table without owner the top's. */
interface Finder {
  readonly one: (row: number, day: Day) => number;
  /** Of all rows on their own days. */
  readonly all: (days: Int32Array) => Int32Array;
}

function positionFinder({ org }: Model, owners: Int32Array | null): Finder {
  const fixed = fixedPositions(org);
  const top = org.tops[0] ?? -1;
  const one = (row: number, day: Day): number => {
    const node = owners === null ? top : owners[row]!;
    if (node < 0 || day === NO_DAY) return -1;
    const only = fixed[node]!;
    return only >= 0 ? only : org.positionOn(node, day);
  };
  return {
    one,
    all: (days) => {
      const positions = new Int32Array(days.length).fill(-1);
      for (let r = 0; r < positions.length; r += 1) {
        const node = owners === null ? top : owners[r]!;
        if (node < 0 || days[r] === NO_DAY) continue;
        const only = fixed[node]!;
        positions[r] = only >= 0 ? only : org.positionOn(node, days[r]!);
      }
      return positions;
    },
  };
}

export function placementOf(
  model: Model,
  table: Table,
  basis: DayBasis,
  owned: boolean,
): Placement {
  const find = positionFinder(model, owned ? model.owners(table) : null);
  const column = (name: string) => {
    const index = table.find(name);
    return index === null ? new Int32Array(table.rows).fill(NO_DAY) : table.days(index).values;
  };
  if (basis.at === "date") return dated(column(basis.column), find);
  const alive =
    basis.at === "alive" ? { from: column(basis.from), until: column(basis.until) } : null;
  return {
    rows: table.rows,
    days: null,
    positions: null,
    inRange: (range) => {
      const last = alive ? range.end - 1 : range.period.end - 1;
      const rows: number[] = [];
      const positions = new Int32Array(table.rows);
      for (let r = 0; r < table.rows; r += 1) {
        if (alive && !livesOn(alive.from[r]!, alive.until[r]!, last)) continue;
        rows.push(r);
        positions[r] = find.one(r, last);
      }
      return { rows: Int32Array.from(rows), positions };
    },
    moved: () => {},
  };
}

const livesOn = (from: Day, until: Day, day: Day): boolean =>
  from !== NO_DAY && from <= day && (until === NO_DAY || until >= day);

const dated = (days: Int32Array, find: Finder): Placement =>
  placed(days, find.all(days), (row) => find.one(row, days[row]!));

/** Rows whose days and positions are known; `find` tells a row's position after an edit. */
export function placed(
  days: Int32Array,
  positions: Int32Array,
  find: ((row: number) => number) | null = null,
): Placement {
  let sorted: ReturnType<typeof sortedByDay> | null = null;
  const placement: Placement = {
    rows: days.length,
    days,
    positions,
    inRange: ({ start, end }) => {
      sorted ??= sortedByDay(days);
      const { order, days: ordered } = sorted;
      const slice = order.subarray(lowerBound(ordered, start), lowerBound(ordered, end));
      return { rows: slice, positions };
    },
    moved: (row) => {
      if (find) positions[row] = find(row);
      sorted = null;
      known.delete(placement);
    },
  };
  return placement;
}

/** Measures of one table and date are mostly asked over the same windows: where a row falls is worked out once. */
const known = new WeakMap<Placement, { readonly key: string; readonly cells: Int32Array }>();

/** `atom * width + slot` of each dated row; -1 where it falls outside, or on nobody. */
export function cellsOf(placement: Placement, cuts: readonly number[], slots: Slots): Int32Array {
  const key = cuts.join(" ");
  const before = known.get(placement);
  if (before?.key === key) return before.cells;
  const { width, of } = slots;
  const first = cuts[0]!;
  const offsetOf = new Int32Array(cuts[cuts.length - 1]! - first);
  for (let a = 0; a + 1 < cuts.length; a += 1)
    offsetOf.fill(a * width, cuts[a]! - first, cuts[a + 1]! - first);
  const days = placement.days!;
  const positions = placement.positions!;
  const cells = new Int32Array(days.length);
  for (let r = 0; r < cells.length; r += 1) {
    const day = days[r]! - first;
    const inside = day >= 0 && day < offsetOf.length && positions[r]! >= 0;
    cells[r] = inside ? offsetOf[day]! + of[positions[r]!]! : -1;
  }
  known.set(placement, { key, cells });
  return cells;
}

/**
 * Day → window for windows in order that don't overlap, -1 between them; null where they do.
 * `first` is the day of the first entry.
 */
export function windowByDay(
  ranges: readonly DayRange[],
): { readonly first: Day; readonly windows: Int32Array } | null {
  const first = ranges[0]?.start ?? 0;
  if (ranges.some(({ start }, p) => p > 0 && start < ranges[p - 1]!.end)) return null;
  const end = ranges[ranges.length - 1]?.end ?? 0;
  const windows = new Int32Array(Math.max(0, end - first)).fill(-1);
  ranges.forEach(({ start, end }, p) => {
    if (end > start) windows.fill(p, start - first, end - first);
  });
  return { first, windows };
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

/** Whether a column says whose a row is, or on which day. */
export function placesBy(program: Program, table: Table, day: DayBasis, column: number): boolean {
  const is = (name: string): boolean => table.find(name) === column;
  if (day.at === "date" && is(day.column)) return true;
  if (day.at === "alive" && (is(day.from) || is(day.until))) return true;
  return program.tables[table.id]!.owner.some(is);
}
