/** Each refusal of a manager below the top: where, with which sums, and that the nearest total would do. */
import { describe, expect, test } from "vitest";
import type { Refusal } from "../../src/cascade/refusal.ts";
import { roundShares } from "../../src/cascade/rounding.ts";
import { cascade, type Someone, yearsOf } from "./teams.ts";

interface Row {
  readonly months?: number;
  readonly increment?: number;
  /** What the manager is held at, as a year or by months. */
  readonly owes: Someone;
  readonly reports: readonly Someone[];
  readonly refusal: Refusal;
  /** What the manager would have to be held at. */
  readonly mended?: Someone;
}

const part = (index: number, amount: number) => ({ indexes: [index], amount });
const parts = (...amounts: number[]): Someone => ({ heldParts: amounts.map((a, j) => part(j, a)) });

const ROWS: { readonly [what: string]: Row } = {
  "holds of years": {
    owes: { heldYear: 60 },
    reports: [{ heldYear: 40 }, { heldYear: 30 }, {}],
    refusal: { code: "holds", target: 60, held: 70, excess: 10 },
    mended: { heldYear: 70 },
  },
  "holds of a period": {
    months: 2,
    owes: { heldYear: 40 },
    reports: [{ heldParts: [part(0, 25)] }, {}],
    refusal: { code: "holds", period: 0, target: 20, held: 25, excess: 5 },
    mended: parts(25, 15),
  },
  "all held": {
    owes: { heldYear: 100 },
    reports: [{ heldYear: 60 }, { heldYear: 30 }],
    refusal: { code: "all held", target: 100, held: 90, short: 10 },
    mended: { heldYear: 90 },
  },
  floors: {
    owes: { heldYear: 100 },
    reports: [{ atLeast: 60 }, { atLeast: 50 }],
    refusal: { code: "floors", target: 100, floors: 110, excess: 10, nearest: 110 },
    mended: { heldYear: 110 },
  },
  "floors of who comes late": {
    months: 2,
    owes: { heldYear: 100 },
    reports: [{ atLeast: 60 }, { atLeast: 100, presence: [0, 1] }],
    refusal: { code: "floors", target: 100, floors: 110, excess: 10, nearest: 110 },
    mended: { heldYear: 110 },
  },
  caps: {
    owes: { heldYear: 100 },
    reports: [{ atMost: 40 }, { atMost: 30 }],
    refusal: { code: "caps", target: 100, caps: 70, excess: 30, nearest: 70 },
    mended: { heldYear: 70 },
  },
  "no increment": {
    increment: 100,
    owes: { heldYear: 700 },
    reports: [{}, { atLeast: 310, atMost: 390 }],
    refusal: { code: "no increment", who: 1, floor: 310, cap: 390, increment: 100 },
  },
  "no increment, of held periods": {
    months: 2,
    increment: 10,
    owes: { heldYear: 100 },
    reports: [{}, { atMost: 30, heldParts: [part(0, 35)] }],
    refusal: { code: "no increment", who: 1, floor: 35, cap: 30, increment: 10 },
  },
  "cells over year": {
    months: 2,
    owes: { heldYear: 200 },
    reports: [{}, { heldYear: 40, heldParts: [part(0, 20), part(1, 30)] }],
    refusal: { code: "cells over year", who: 1, cells: 50, year: 40, excess: 10 },
  },
  "periods, for caps": {
    months: 2,
    owes: parts(50, 100),
    reports: [{ atMost: 40 }, { presence: [0, 1] }],
    refusal: {
      code: "periods",
      kind: "caps",
      periods: [0],
      who: [0],
      owed: 50,
      can: 40,
      short: 10,
    },
    mended: parts(40, 100),
  },
  "periods, for floors": {
    months: 2,
    owes: parts(50, 100),
    reports: [{ atLeast: 120, presence: [1, 0] }, {}],
    refusal: {
      code: "periods",
      kind: "floors",
      periods: [0],
      who: [0],
      owed: 60,
      can: 50,
      short: 10,
    },
    mended: parts(60, 100),
  },
  nobody: {
    months: 2,
    owes: parts(10, 100),
    reports: [{ presence: [0, 1] }, { presence: [0, 1] }],
    refusal: { code: "nobody", period: 0, target: 10, open: 10 },
    mended: parts(0, 100),
  },
};

/** A manager beside another, under a top whose months are alike. */
const run = ({ months = 1, increment = 1, reports }: Row, owes: Someone, sign = 1) => {
  const people = [{}, owes, {}, ...reports.map((one) => ({ ...one, parent: 1 })), { parent: 2 }];
  const turned = sign < 0 ? people.map(opposite) : people;
  return cascade(turned, { goal: sign * 1_000 * months, months, increment });
};

/** The same person of the opposite goal. */
function opposite({ heldYear, heldParts, atLeast, atMost, ...own }: Someone): Someone {
  const turn = (x: number | null | undefined) => (x == null ? null : -x || 0);
  return {
    ...own,
    heldYear: turn(heldYear),
    heldParts: (heldParts ?? []).map((p) => ({ ...p, amount: -p.amount || 0 })),
    atLeast: turn(atMost),
    atMost: turn(atLeast),
  };
}

describe.each(Object.entries(ROWS))("%s", (_, row) => {
  test("is refused at the manager with its sums, and who isn't below him has his goal", () => {
    const { seats, refusals } = run(row, row.owes);
    expect(refusals).toEqual([{ node: 1, refusal: row.refusal }]);
    row.reports.forEach((_report, i) => {
      expect(seats[3 + i]).toBeNull();
    });
    const year = seats[1]!.year;
    expect(yearsOf({ seats, handed: [], refusals, frozen: false }).slice(-1)).toEqual([
      1_000 * (row.months ?? 1) - year,
    ]);
  });
  test("is done where the manager owes what the message says would do", () => {
    if (row.mended) expect(run(row, row.mended).refusals).toEqual([]);
  });
  test("is refused of the opposite goal too, at the same manager", () => {
    const [told, ...more] = run(row, row.owes, -1).refusals;
    expect(more).toEqual([]);
    expect(told).toMatchObject({ node: 1 });
    expect(run(row, row.mended ?? row.owes, -1).refusals).toHaveLength(row.mended ? 0 : 1);
  });
});

test("an odd part that no share can take is refused with the target and the part", () => {
  const whole = { count: 1, rest: 0, scale: 1 };
  const bound = { left: 107, increment: 100, rounding: "remainder", total: 207 } as const;
  const lists = { weights: [1, 0], floors: [100, 0], caps: [100, 0] };
  expect(roundShares({ ...bound, ...lists }, [whole, { ...whole, count: 0 }])).toEqual({
    ok: false,
    refusal: { code: "odd", target: 207, odd: 7, increment: 100 },
  });
});
