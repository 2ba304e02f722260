/** Shares over time by hand: who weighs nothing, who is bound, who isn't there. */
import { describe, expect, test } from "vitest";
import { type ShareInput, sharesOverTime } from "../../src/cascade/shares.ts";

interface Row {
  readonly weight?: number;
  readonly days?: readonly number[];
  readonly floor?: number;
  readonly cap?: number;
}
function shares(columns: readonly number[], rows: readonly Row[]) {
  const all = rows.map(({ weight = 1, days = columns.map(() => 1), ...bounds }) => ({
    weight,
    days,
    ...bounds,
  }));
  const input: ShareInput = {
    rows: all.length,
    columns: Float64Array.from(columns),
    days: Float64Array.from(all.flatMap((r) => r.days)),
    seeds: Float64Array.from(all.flatMap((r) => r.days.map((d) => d * r.weight))),
    floors: Float64Array.from(all, (r) => r.floor ?? 0),
    caps: Float64Array.from(all, (r) => r.cap ?? Number.POSITIVE_INFINITY),
  };
  const given = structuredClone(input);
  const outcome = sharesOverTime(input);
  expect(input).toEqual(given);
  if (!outcome.ok) return outcome.refusal;
  return all.map((_, i) => [
    ...outcome.value.subarray(i * columns.length, (i + 1) * columns.length),
  ]);
}
function close(found: ReturnType<typeof shares>, wanted: readonly (readonly number[])[]) {
  if (!Array.isArray(found)) throw new Error("refused");
  expect(found.length).toBe(wanted.length);
  found.forEach((row, i) => {
    row.forEach((x, j) => {
      expect(x).toBeCloseTo(wanted[i]![j]!, 9);
    });
  });
}
const LATE = [0, 1];

describe("without a bound in the way", () => {
  test("each period by weight among those who are there, exactly", () => {
    expect(shares([50, 50], [{}, { days: LATE }])).toEqual([
      [50, 25],
      [0, 25],
    ]);
    expect(shares([30, 10, 7], [{ weight: 3 }, { weight: 2, days: [0.5, 1, 0] }])).toEqual([
      [22.5, 6, 7],
      [7.5, 4, 0],
    ]);
  });
  test("bounds that are just met leave it as it is", () => {
    const rows = [
      { cap: 10, floor: 10 },
      { days: LATE, cap: 5 },
      { days: [1, 0], floor: 5 },
    ];
    expect(shares([10, 10], rows)).toEqual([
      [5, 5],
      [0, 5],
      [5, 0],
    ]);
  });
  test("a period of nothing needs nobody", () => {
    expect(shares([0, 8], [{ days: LATE }])).toEqual([[0, 8]]);
    expect(shares([3, 8], [{ days: LATE }])).toEqual({
      code: "nobody",
      period: 0,
      target: 3,
      open: 3,
    });
  });
  test("who weighs nothing owes nothing, capped or not", () => {
    expect(shares([9, 9], [{}, { weight: 0 }, { weight: 0, cap: 4 }])).toEqual([
      [9, 9],
      [0, 0],
      [0, 0],
    ]);
  });
});

describe("a bound that binds", () => {
  test("a cap leaves the rest of its periods to the others there", () => {
    const table = shares([50, 50], [{}, { days: LATE, cap: 10 }, { days: LATE }]);
    close(table, [
      [50, 20],
      [0, 10],
      [0, 20],
    ]);
  });
  test("a floor takes from the others there", () => {
    const table = shares([50, 50], [{}, { days: LATE, floor: 30 }, { days: LATE }]);
    close(table, [
      [50, 10],
      [0, 30],
      [0, 10],
    ]);
  });
  test("a floor of who weighs nothing is met over his days, and no more than it", () => {
    close(shares([30, 30], [{ weight: 0, floor: 10 }, {}]), [
      [5, 5],
      [25, 25],
    ]);
    close(shares([30, 30], [{ weight: 40 }, { weight: 0, floor: 10, days: LATE }]), [
      [30, 20],
      [0, 10],
    ]);
    // His half days weigh half: 30 a / (2 + a) + 30 a / (1 + a) = 10 where 5 a² + 6 a = 2.
    const a = (Math.sqrt(76) - 6) / 10;
    const own = [(30 * a) / (2 + a), (30 * a) / (1 + a)];
    close(shares([30, 30], [{ weight: 0, floor: 10, days: [0.5, 1] }, { weight: 40 }]), [
      own,
      own.map((x) => 30 - x),
    ]);
  });
  test("floors alone are met where nobody weighs anything", () => {
    close(shares([30, 30], [{ weight: 0, floor: 60 }, { weight: 0 }]), [
      [30, 30],
      [0, 0],
    ]);
    close(
      shares(
        [20, 40],
        [
          { weight: 0, floor: 40 },
          { weight: 0, floor: 20, days: LATE },
        ],
      ),
      [
        [20, 20],
        [0, 20],
      ],
    );
  });
  test("floors that take all there is leave nothing to who is free", () => {
    const rows = [{ floor: 6, days: LATE }, { floor: 31, days: [0.25, 1] }, { days: LATE }];
    const table = shares([5, 32], rows);
    close(table, [
      [0, 6],
      [5, 26],
      [0, 0],
    ]);
  });
  test("floors that take all but one leave that one to who is free", () => {
    const rows = [
      { floor: 39, days: [0, 0, 0, 0.25] },
      { days: [0, 0, 0, 1] },
      { floor: 393, days: [0.25, 0, 1, 0] },
      { floor: 205, days: [0, 0.25, 1, 1] },
    ];
    const table = shares([227, 4, 304, 103], rows);
    if (!Array.isArray(table)) throw new Error("refused");
    const wanted = [
      [0, 0, 0, 39],
      [0, 0, 0, 1],
      [227, 0, 166, 0],
      [0, 4, 138, 63],
    ];
    table.flat().forEach((x, at) => {
      expect(x).toBeCloseTo(wanted.flat()[at]!, 5);
    });
  });
  test("what periods and bounds don't allow is refused by the cut", () => {
    expect(shares([50, 50], [{ cap: 40 }, { days: LATE }])).toMatchObject({
      code: "periods",
      kind: "caps",
      periods: [0],
      who: [0],
      short: 10,
    });
    expect(shares([50, 50], [{}, { days: LATE, floor: 60 }])).toMatchObject({
      code: "periods",
      kind: "floors",
      who: [1],
      short: 10,
    });
    // Without weight no more than the floor can be owed.
    expect(shares([50, 50], [{ weight: 0, floor: 10 }, { days: LATE }])).toMatchObject({
      kind: "caps",
      owed: 50,
      can: 10,
    });
  });
});
