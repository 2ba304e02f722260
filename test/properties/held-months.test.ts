/** Held months of any amount beside floors, caps and increments: what there is a way for is done, within every bound. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { groupOf } from "../../src/cascade/spread.ts";
import { type CascadeInput, type CascadeNode, cascadeTree } from "../../src/cascade/tree.ts";
import { plainNode } from "../cascade/teams.ts";
import { seldom } from "./seldom.ts";

const MONTHS = 3;
const Q = 10;
const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

const report = fc.record({
  weight: fc.nat(5),
  presence: fc.constantFrom([1, 1, 1], [1, 1, 1], [0, 1, 1], [1, 1, 0]),
  cells: fc.array(seldom(3, fc.nat(15)), { minLength: MONTHS, maxLength: MONTHS }),
  low: seldom(3, fc.nat(5)),
  room: seldom(3, fc.nat(6)),
  held: seldom(12, fc.nat(60)),
});
const team = fc.record({
  reports: fc.array(report, { minLength: 2, maxLength: 4 }),
  months: fc.array(fc.integer({ min: 5, max: 60 }), { minLength: MONTHS, maxLength: MONTHS }),
  isNegative: fc.boolean(),
});
type Team = typeof team extends fc.Arbitrary<infer T> ? T : never;

interface Bounds {
  readonly floor: number;
  readonly cap: number;
}

/** A held year, by itself or by all its months, is both; else whole increments of what falls on the days there are. */
function boundsOf(one: Team["reports"][number], months: readonly number[]): Bounds {
  const { presence, low, room } = one;
  const cells = cellsOf(one).filter((c) => c !== null);
  const held = one.held ?? (cells.length === MONTHS ? sum(cells) : null);
  if (held !== null) return { floor: held, cap: held };
  const all = sum(months);
  const owed = sum(months.map((m, j) => m * presence[j]!));
  const part = all === 0 ? sum(presence) / MONTHS : owed / all;
  const floor = (low ?? 0) * Q * part;
  const cap = room === null ? Number.POSITIVE_INFINITY : ((low ?? 0) + room) * Q * part;
  return { floor: Math.ceil(floor / Q - 1e-9) * Q, cap: Math.floor(cap / Q + 1e-9) * Q };
}

const cellsOf = ({ cells, presence }: Team["reports"][number]) =>
  cells.map((c, j) => (presence[j]! > 0 ? c : null));

/** A goal of nothing has no direction: bounds are those of a positive one. */
const signOf = ({ isNegative, months }: Team): number => (isNegative && sum(months) > 0 ? -1 : 1);

function inputOf(drawn: Team): CascadeInput {
  const { reports, months } = drawn;
  const sign = signOf(drawn);
  const top = plainNode(MONTHS);
  const turn = (amount: number | null) => (amount === null ? null : sign * amount || 0);
  const below = reports.map((r, i): CascadeNode => {
    const low = r.low === null ? null : turn(r.low * Q);
    const high = r.room === null ? null : turn(((r.low ?? 0) + r.room) * Q);
    return {
      ...top,
      parent: 0,
      name: `r${i}`,
      presence: r.presence,
      weights: [[r.weight]],
      heldYear: turn(r.held),
      heldParts: cellsOf(r).flatMap((c, j) =>
        c === null ? [] : [{ indexes: [j], amount: turn(c)! }],
      ),
      atLeast: sign > 0 ? low : high,
      atMost: sign > 0 ? high : low,
    };
  });
  return {
    nodes: [top, ...below],
    alternatives: [[1]],
    months: MONTHS,
    group: groupOf(MONTHS),
    increment: Q,
    rounding: "remainder",
    goal: turn(sum(months))!,
    said: months.map((m, j) => ({ indexes: [j], amount: turn(m)! })),
    closed: [],
  };
}

/** The subsets of the first `count` positions. */
const subsets = (count: number): number[][] =>
  Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, i) => i).filter((i) => bits & (1 << i)),
  );

/**
 * Whether any table in units meets all, who weighs nothing owing the floor and no more: by Hall's condition, caps against every set of months and floors
 * against every set of people (one table that meets the floors and one that meets the caps make one that
 * meets both).
 */
function isPossible({ reports, months }: Team): boolean {
  const held = reports.map(cellsOf);
  const left = months.map((m, j) => m - sum(held.map((row) => row[j] ?? 0)));
  if (left.some((c) => c < 0)) return false;
  const rest = reports.map((r, i): Bounds => {
    const off = sum(held[i]!.map((c) => c ?? 0));
    const { floor, cap } = boundsOf(r, months);
    return { floor: Math.max(0, floor - off), cap: cap - off };
  });
  if (rest.some(({ floor, cap }) => cap < floor)) return false;
  const weighs = (i: number) =>
    reports[i]!.weight > 0 || reports.every((r) => r.held !== null || r.weight === 0);
  const isOpen = (i: number, j: number) => reports[i]!.presence[j]! > 0 && held[i]![j] === null;
  const most = rest.map(({ floor, cap }, i) => (weighs(i) ? cap : floor));
  return (
    subsets(MONTHS).every((set) => {
      const who = reports.flatMap((_, i) => (set.some((j) => isOpen(i, j)) ? [i] : []));
      return sum(set.map((j) => left[j]!)) <= sum(who.map((i) => most[i]!));
    }) &&
    subsets(reports.length).every((set) => {
      const when = left.flatMap((_, j) => (set.some((i) => isOpen(i, j)) ? [j] : []));
      return sum(set.map((i) => rest[i]!.floor)) <= sum(when.map((j) => left[j]!));
    })
  );
}

test("years stand within their bounds to the unit, and only what can't be is refused", () => {
  let [made, inUnits] = [0, 0];
  fc.assert(
    fc.property(team, (drawn) => {
      const { seats, handed, refusals } = cascadeTree(inputOf(drawn));
      expect(refusals.length === 0).toBe(isPossible(drawn));
      if (refusals.length > 0) return;
      made += 1;
      if (handed[0]!.inUnits) inUnits += 1;
      const rows = seats.slice(1).map((seat) => seat!.months.map((m) => m * signOf(drawn) || 0));
      drawn.months.forEach((m, j) => {
        expect(sum(rows.map((row) => row[j]!))).toBe(m);
      });
      drawn.reports.forEach((r, i) => {
        const year = sum(rows[i]!);
        const { floor, cap } = boundsOf(r, drawn.months);
        expect(year).toBeGreaterThanOrEqual(floor);
        expect(year).toBeLessThanOrEqual(cap);
        expect(Math.min(...rows[i]!)).toBeGreaterThanOrEqual(0);
        cellsOf(r).forEach((c, j) => {
          if (c !== null) expect(rows[i]![j]).toBe(c);
        });
      });
    }),
    { numRuns: 250 },
  );
  expect(made).toBeGreaterThan(20);
  expect(inUnits).toBeGreaterThan(0);
});
