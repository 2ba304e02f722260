/** The two-way tie by its definition, in whole numbers of any size: what the product's months must be, cell by cell. */
import type { Tree } from "../src/cascade/down.ts";

/** The year's months by halves and quarters. */
const HALVES = [
  [
    [0, 1, 2],
    [3, 4, 5],
  ],
  [
    [6, 7, 8],
    [9, 10, 11],
  ],
];

/** Months of every node, `[node * 12 + month]`. */
export function exactMonths({ first, weights }: Tree, top: Float64Array): Float64Array {
  const months = top.length;
  const out = new Float64Array(weights.length * months);
  out.set(top);
  for (let n = 0; n < weights.length; n += 1) {
    const [from, to] = [first[n]!, first[n + 1]!];
    if (from === to) continue;
    const own = Array.from(out.subarray(n * months, (n + 1) * months));
    const total = (list: readonly number[]) => list.reduce((sum, j) => sum + own[j]!, 0);
    const years = largestRemainder(total([...own.keys()]), Array.from(weights.subarray(from, to)));
    const halves = nearest(
      years,
      HALVES.map((quarters) => total(quarters.flat())),
    );
    HALVES.forEach((quarters, h) => {
      const inHalf = nearest(
        halves.map((row) => row[h]!),
        quarters.map(total),
      );
      quarters.forEach((list, q) => {
        const inQuarter = nearest(
          inHalf.map((row) => row[q]!),
          list.map((j) => own[j]!),
        );
        inQuarter.forEach((row, i) => {
          list.forEach((j, at) => {
            out[(from + i) * months + j] = row[at]!;
          });
        });
      });
    });
  }
  return out;
}

/** `a·b / t` as a whole number and what is left over `t`. */
function quotient(a: number, b: number, t: number): { floor: number; rest: number } {
  if (t === 0) return { floor: 0, rest: 0 };
  const product = BigInt(a) * BigInt(b);
  return { floor: Number(product / BigInt(t)), rest: Number(product % BigInt(t)) };
}

/** Of equal remainders the first. */
function largestRemainder(goal: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const shares = weights.map((w) => quotient(goal, w, total));
  const goals = shares.map(({ floor }) => floor);
  const order = [...shares.keys()].sort((a, b) => shares[b]!.rest - shares[a]!.rest || a - b);
  const left = goal - goals.reduce((sum, g) => sum + g, 0);
  for (const i of order.slice(0, left)) goals[i]! += 1;
  return goals;
}

/** Which columns of a row go up by one, read as bits from the first. */
type Ups = readonly number[];

/**
 * The whole table with these margins nearest to `row · column / total`: every cell its share's floor or one
 * more, the squared distances least, of equal ones the table that reads larger first. By the best of all rows
 * below, for every number of increments that the columns may still take: no chains, no shortest paths.
 */
function nearest(rows: readonly number[], columns: readonly number[]): number[][] {
  const total = columns.reduce((sum, c) => sum + c, 0);
  const shares = rows.map((row) => columns.map((column) => quotient(row, column, total)));
  const short = columns.map((c, j) => c - shares.reduce((sum, row) => sum + row[j]!.floor, 0));
  const choices = shares.map((row, i) => {
    const count = rows[i]! - row.reduce((sum, share) => sum + share.floor, 0);
    return subsets(columns.length, count).filter((ups) =>
      ups.every((up, j) => up === 0 || row[j]!.rest > 0),
    );
  });
  const gainOf = (i: number, ups: Ups) =>
    ups.reduce((sum, up, j) => sum + up * shares[i]![j]!.rest, 0);
  const known = new Map<string, number>();
  /** The largest sum of remainders that go up in rows from `i` on. */
  const best = (i: number, room: readonly number[]): number => {
    if (room.some((r) => r < 0)) return Number.NEGATIVE_INFINITY;
    if (i === rows.length) return room.every((r) => r === 0) ? 0 : Number.NEGATIVE_INFINITY;
    const key = `${i} ${room.join(" ")}`;
    const found =
      known.get(key) ??
      Math.max(...choices[i]!.map((ups) => gainOf(i, ups) + best(i + 1, after(room, ups))));
    known.set(key, found);
    return found;
  };
  let room: readonly number[] = short;
  return rows.map((_, i) => {
    const most = best(i, room);
    const ups = choices[i]!.find((one) => gainOf(i, one) + best(i + 1, after(room, one)) === most)!;
    room = after(room, ups);
    return shares[i]!.map(({ floor }, j) => floor + ups[j]!);
  });
}

const after = (room: readonly number[], ups: Ups): readonly number[] =>
  room.map((r, j) => r - ups[j]!);

/** All ways to take `count` of the columns, those that read larger first. */
function subsets(columns: number, count: number): Ups[] {
  if (columns === 0) return count === 0 ? [[]] : [];
  const taken = count > 0 ? subsets(columns - 1, count - 1).map((rest) => [1, ...rest]) : [];
  return [...taken, ...subsets(columns - 1, count).map((rest) => [0, ...rest])];
}
