import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { waterLevel } from "../../src/cascade/level.ts";
import { type RateMethod, splitRate } from "../../src/cascade/ratio.ts";
import { groupOf } from "../../src/cascade/spread.ts";
import { type CascadeInput, type CascadeNode, cascadeTree } from "../../src/cascade/tree.ts";
import { inFull, plainNode } from "../cascade/teams.ts";
import { seldom } from "./seldom.ts";

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

describe("the water level", () => {
  const people = fc.array(
    fc.record({ w: fc.nat(9), low: fc.nat(20), room: fc.option(fc.nat(40), { freq: 3 }) }),
    { minLength: 1, maxLength: 7 },
  );
  test("is the one level at which the clamped shares add up, in exact fractions", () => {
    fc.assert(
      fc.property(people, fc.nat(300), (list, total) => {
        const floors = list.map((p) => p.low);
        const caps = list.map((p) => (p.room === null ? Infinity : p.low + p.room));
        const most = sum(list.map((p, i) => (p.w === 0 ? floors[i]! : caps[i]!)));
        if (total < sum(floors) || total > most) return;
        const level = waterLevel(
          total,
          list.map((p) => p.w),
          floors,
          caps,
        );
        const free = list.flatMap((p, i) => (level.clamped[i] === null ? [{ ...p, i }] : []));
        expect(level.weight).toBe(sum(free.map((p) => p.w)));
        expect(level.rest).toBe(total - sum(level.clamped.map((c) => c ?? 0)));
        // Nobody shares what is left: those who weigh nothing don't.
        if (level.weight === 0) expect(level.rest).toBe(0);
        const [L, W] = [BigInt(level.rest), BigInt(level.weight || 1)];
        list.forEach(({ w }, i) => {
          const own = L * BigInt(w);
          const at = level.clamped[i]!;
          if (at === null) {
            expect(own >= BigInt(floors[i]!) * W).toBe(true);
            if (caps[i] !== Infinity) expect(own <= BigInt(caps[i]!) * W).toBe(true);
          } else if (w === 0) expect(at).toBe(floors[i]);
          else if (level.weight > 0) {
            // Below the floor at this level, or above the cap: clamped for a reason.
            const isFloor = at === floors[i] && own <= BigInt(at) * W;
            const isCap = at === caps[i] && own >= BigInt(at) * W;
            expect(isFloor || isCap).toBe(true);
          }
        });
      }),
      { numRuns: 3_000 },
    );
  });
});

const MONTHS = 12;
const report = fc.record({
  weight: fc.integer({ min: 0, max: 50 }),
  from: fc.constantFrom(0, 0, 0, 3, 6, 8),
  to: fc.constantFrom(12, 12, 12, 9, 7),
  ramp: fc.boolean(),
  held: seldom(6, fc.nat(400)),
  cell: seldom(6, fc.record({ j: fc.nat(11), amount: fc.nat(30) })),
  low: seldom(5, fc.nat(150)),
});
const manager = fc.record({
  reports: fc.array(report, { minLength: 1, maxLength: 7 }),
  months: fc.array(fc.nat(300), { minLength: MONTHS, maxLength: MONTHS }),
  q: fc.constantFrom(1, 1, 10),
  sign: fc.constantFrom<number>(1, -1),
});
type Drawn = typeof manager extends fc.Arbitrary<infer T> ? T : never;

function inputOf({ reports, months, q, sign }: Drawn): CascadeInput {
  const top = plainNode(MONTHS);
  const below = reports.map((r, i): CascadeNode => {
    const presence = top.presence.map((_, j) =>
      j < r.from || j >= r.to ? 0 : r.ramp ? Math.min(1, (j - r.from + 1) / 4) : 1,
    );
    const isThere = r.cell && presence[r.cell.j]! > 0;
    return {
      ...top,
      parent: 0,
      name: `r${i}`,
      presence,
      weights: [[r.weight]],
      heldYear: r.held === null ? null : sign * r.held * q || 0,
      heldParts: isThere ? [{ indexes: [r.cell!.j], amount: sign * r.cell!.amount * q || 0 }] : [],
      [sign > 0 ? "atLeast" : "atMost"]: r.low === null ? null : sign * r.low * q,
    };
  });
  return {
    nodes: [top, ...below],
    alternatives: [[1]],
    months: MONTHS,
    group: groupOf(MONTHS),
    increment: q,
    rounding: "remainder",
    goal: sign * q * sum(months) || 0,
    said: months.map((m, j) => ({ indexes: [j], amount: sign * m * q || 0 })),
    closed: [],
  };
}

describe("one manager with days, ramps, holds, bounds and signs", () => {
  test("every month and every year tie; holds and floors stay; nobody owes where he is not", () => {
    let made = 0;
    fc.assert(
      fc.property(manager, (drawn) => {
        const input = inputOf(drawn);
        const { seats, handed, refusals } = cascadeTree(input);
        if (refusals.length > 0) return;
        made += 1;
        const rows = seats.slice(1).map((s) => s!);
        for (let j = 0; j < MONTHS; j += 1)
          expect(sum(rows.map((s) => s.months[j]!))).toBe(seats[0]!.months[j]);
        rows.forEach((seat, i) => {
          const node = input.nodes[i + 1]!;
          expect(sum(seat.months)).toBe(seat.year);
          if (node.heldYear !== null) expect(seat.year).toBe(node.heldYear);
          for (const { indexes, amount } of node.heldParts)
            expect(seat.months[indexes[0]!]).toBe(amount);
          seat.months.forEach((m, j) => {
            if (node.presence[j] === 0) expect(m).toBe(0);
            expect(m * drawn.sign).toBeGreaterThanOrEqual(0);
          });
        });
        for (const line of [handed[0]!.year, ...handed[0]!.months]) {
          expect(line.difference).toBe(0);
          expect(line.held + line.free).toBe(line.handedDown);
        }
      }),
      { numRuns: 600 },
    );
    expect(made).toBeGreaterThan(200);
  });

  test("floors that take all there is are met to the unit, and who is free owes nothing", () => {
    const person = (weight: number, from: number, atLeast: number | null): CascadeNode => ({
      ...plainNode(MONTHS),
      parent: 0,
      name: `p${atLeast}`,
      presence: Array.from({ length: MONTHS }, (_, j) => (j < 6 ? from : 1)),
      weights: [[weight]],
      heldYear: atLeast,
    });
    const input: CascadeInput = {
      nodes: [
        { ...person(0, 1, null), parent: -1 },
        person(1, 0, 6_400_000),
        person(1, 0.25, 30_900_000),
        person(1, 0, null),
      ],
      alternatives: [[1]],
      months: MONTHS,
      group: groupOf(MONTHS),
      increment: 1,
      rounding: "remainder",
      goal: 37_300_000,
      said: [],
      closed: [],
    };
    const years = cascadeTree(input).seats.map((seat) => seat?.year);
    expect(years).toEqual([37_300_000, 6_400_000, 30_900_000, 0]);
    const bounded = input.nodes.map((n) => ({ ...n, heldYear: null, atLeast: n.heldYear }));
    // A floor shrinks with the days: said so that what falls on them is the same.
    const full = [null, 12_800_000, 49_440_000, null];
    const nodes = bounded.map((n, i) => ({ ...n, atLeast: full[i]! }));
    expect(cascadeTree({ ...input, nodes }).seats.map((seat) => seat?.year)).toEqual(years);
  });

  test("the opposite goal comes down as the opposite", () => {
    fc.assert(
      fc.property(manager, (drawn) => {
        const months = (sign: number) =>
          cascadeTree(inputOf({ ...drawn, sign })).seats.map((s) =>
            s?.months.map((m) => m * sign || 0),
          );
        expect(months(-1)).toEqual(months(1));
      }),
      { numRuns: 200 },
    );
  });

  test("its own output published changes nothing; after new weights closed months stay, and twice is once", () => {
    const closed = [0, 1, 2, 3];
    const publish = (input: CascadeInput, seats: ReturnType<typeof cascadeTree>["seats"]) => ({
      ...input,
      closed,
      nodes: input.nodes.map((n, i) => ({ ...n, published: seats[i]!.months })),
    });
    const plain = manager.map((m) => ({
      ...m,
      sign: 1,
      reports: m.reports.map((r) => ({ ...r, held: null, cell: null, low: null })),
    }));
    fc.assert(
      fc.property(plain, fc.nat(40), (drawn, weight) => {
        const input = inputOf(drawn);
        const first = cascadeTree(input);
        if (first.refusals.length > 0) return;
        const again = cascadeTree(publish(input, first.seats));
        expect(inFull(again)).toEqual(inFull(first));
        const changed = {
          ...input,
          nodes: input.nodes.map((n, i) => (i === 1 ? { ...n, weights: [[weight]] } : n)),
        };
        const after = cascadeTree(publish(changed, first.seats));
        if (after.refusals.length > 0) return;
        after.seats.forEach((seat, i) => {
          for (const j of closed) expect(seat!.months[j]).toBe(first.seats[i]!.months[j]);
        });
        for (const line of after.handed[0]!.months) expect(line.difference).toBe(0);
        const twice = cascadeTree(publish(changed, after.seats));
        expect(twice.seats.map((s) => s?.months)).toEqual(after.seats.map((s) => s?.months));
      }),
      { numRuns: 300 },
    );
  });
});

test("rates weigh up to the manager's to 1e-12, within their bounds; or the most is told", () => {
  const one = fc.record({
    denominator: fc.nat(50),
    baseline: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const methods = fc.constantFrom<RateMethod>("same rate", "same points", "same share of gap");
  fc.assert(
    fc.property(
      fc.array(one, { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      methods,
      (list, rate, method) => {
        const reports = list.map((r) => ({ ...r, atLeast: 0, atMost: 0.9, held: null }));
        const d = sum(list.map((r) => r.denominator));
        if (d === 0) return;
        const outcome = splitRate(rate, method, reports);
        if (!outcome.ok) {
          expect(outcome.refusal).toMatchObject({ code: "rate caps", target: rate });
          expect(rate).toBeGreaterThan(0.9);
          return;
        }
        const { rates } = outcome.value;
        expect(
          Math.abs(sum(rates.map((r, i) => r * list[i]!.denominator)) / d - rate),
        ).toBeLessThan(1e-12);
        for (const r of rates) expect(r >= 0 && r <= 0.9).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});

describe("a hold at the goal as it came out", () => {
  const node = (parent: number, name: string, weight: number, heldYear: number | null = null) =>
    ({ ...plainNode(1), parent, name, weights: [[weight]], heldYear }) satisfies CascadeNode;
  const years = (goal: number, nodes: readonly CascadeNode[], increment = 1) =>
    cascadeTree({
      nodes,
      alternatives: [[1]],
      months: 1,
      group: { indexes: [0], parts: [] },
      increment,
      rounding: "remainder",
      goal,
      said: [],
      closed: [],
    }).seats.map((seat) => seat?.year);

  test("moves nobody, though its manager's share lies below it by less than the rounding", () => {
    const team = (held: number | null) => [
      node(-1, "top", 0),
      node(0, "a", 0),
      node(1, "a1", 1, held),
      node(1, "a2", 0),
      node(0, "b", 1),
      node(0, "c", 8),
      node(0, "d", 1),
    ];
    expect(years(5, team(null))).toEqual([5, 1, 1, 0, 0, 4, 0]);
    expect(years(5, team(1))).toEqual([5, 1, 1, 0, 0, 4, 0]);
    // A hold that is beyond the rounding binds as ever.
    expect(years(5, team(2))).toEqual([5, 2, 2, 0, 0, 3, 0]);
  });

  const HELD_BESIDE_CAPS = {
    goal: 384,
    teams: [
      [{ weight: 1, atMost: 1 }],
      [{ weight: 6, atMost: null }],
      [{ weight: 2, atMost: 18 }],
      [1, 20, 4, 11].map((weight) => ({ weight, atMost: weight === 20 ? 1 : null })),
    ],
    increment: 1,
    at: 3,
    both: true,
  };
  const HELD_BESIDE_NOBODY = {
    goal: 2,
    teams: [
      [
        { weight: 7, atMost: 1 },
        { weight: 0, atMost: null },
      ],
      [{ weight: 1, atMost: null }],
    ],
    increment: 1,
    at: 0,
    both: false,
  };
  test("holds the goals of anybody, and nothing above or beside the manager moves", () => {
    const caps = { min: 1, max: 200 };
    const drawn = fc.record({
      goal: fc.integer({ min: 1, max: 400 }),
      teams: fc.array(
        fc.array(fc.record({ weight: fc.nat(20), atMost: seldom(9, fc.integer(caps)) }), {
          minLength: 1,
          maxLength: 4,
        }),
        { minLength: 2, maxLength: 5 },
      ),
      increment: fc.constantFrom(1, 1, 10),
      at: fc.nat(),
      both: fc.boolean(),
    });
    fc.assert(
      fc.property(drawn, ({ goal, teams, increment, at, both }) => {
        const nodes = [node(-1, "top", 0)];
        teams.forEach((team, t) => {
          const manager = nodes.push(node(0, `m${t}`, 0)) - 1;
          nodes.push(
            ...team.map(({ weight, atMost }, i) => ({
              ...node(manager, `m${t}${i}`, weight),
              atMost,
            })),
          );
        });
        const plain = years(goal, nodes, increment);
        if (plain.includes(undefined)) return;
        const leaves = nodes.flatMap((n, i) => (n.parent > 0 ? [i] : []));
        const first = leaves[at % leaves.length]!;
        const held = (n: CascadeNode, i: number) =>
          i === first || (both && n.parent === nodes[first]!.parent);
        const again = years(
          goal,
          nodes.map((n, i) => (held(n, i) ? { ...n, heldYear: plain[i]! } : n)),
          increment,
        );
        nodes.forEach((n, i) => {
          if (n.parent <= 0) expect(again[i]).toBe(plain[i]);
        });
      }),
      {
        numRuns: 1_000,
        // Caps beside a team that is held whole: the rest, shared anew, fell otherwise.
        examples: [[HELD_BESIDE_CAPS], [HELD_BESIDE_NOBODY]],
      },
    );
  });
});
