/** A manager's months against every whole table there is: halves, quarters and months, own curves, both signs. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Group, groupOf } from "../../src/cascade/spread.ts";
import { type CascadeInput, type CascadeNode, cascadeTree } from "../../src/cascade/tree.ts";
import { plainNode } from "../cascade/teams.ts";
import { exactFit, fine, toParts } from "../oracles/fit.ts";
import { exactTable, measure, type Shares } from "../oracles/table.ts";
import { seldom } from "./seldom.ts";

const MONTHS = 12;
const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const curve = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: MONTHS, maxLength: MONTHS });
const team = fc.record({
  reports: fc.array(fc.record({ weight: fc.integer({ min: 1, max: 6 }), curve }), {
    minLength: 2,
    maxLength: 3,
  }),
  own: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  months: fc.array(seldom(3, fc.integer({ min: 1, max: 3 })), {
    minLength: MONTHS,
    maxLength: MONTHS,
  }),
  sign: fc.constantFrom<number>(1, -1),
});
type Team = typeof team extends fc.Arbitrary<infer T> ? T : never;

function inputOf({ reports, own, months, sign }: Team): CascadeInput {
  const top = plainNode(MONTHS);
  const below = reports.map(
    ({ weight, curve }, i): CascadeNode => ({
      ...top,
      parent: 0,
      name: `r${i}`,
      weights: [[weight]],
      season: own[i] ? curve : null,
    }),
  );
  const amounts = months.map((m) => sign * (m ?? 0) || 0);
  return {
    nodes: [top, ...below],
    alternatives: [[1]],
    months: MONTHS,
    group: groupOf(MONTHS),
    increment: 1,
    rounding: "remainder",
    goal: sum(amounts),
    said: amounts.map((amount, j) => ({ indexes: [j], amount })),
    closed: [],
  };
}

/** What came out, with the sign of the goal taken off. */
const monthsOf = (team: Team): number[][] =>
  cascadeTree(inputOf(team))
    .seats.slice(1)
    .map((seat) => seat!.months.map((m) => m * team.sign || 0));

/** Calls back for each table of a manager's: the year by halves, each half by quarters, each quarter by months. */
function eachTable(
  group: Group,
  found: readonly (readonly number[])[],
  check: (parts: readonly Group[], table: readonly (readonly number[])[]) => void,
): void {
  if (group.parts.length === 0) return;
  check(
    group.parts,
    found.map((row) => group.parts.map((part) => sum(part.indexes.map((j) => row[j]!)))),
  );
  for (const part of group.parts) eachTable(part, found, check);
}
const marginsOf = (table: readonly (readonly number[])[]) => ({
  rows: table.map(sum),
  columns: table[0]!.map((_, j) => sum(table.map((row) => row[j]!))),
});

test("without curves each table is the best of all whole ones, for the opposite goal too", () => {
  fc.assert(
    fc.property(team, (drawn) => {
      const plain = { ...drawn, own: [false, false, false] };
      eachTable(groupOf(MONTHS), monthsOf(plain), (_, table) => {
        const { rows, columns } = marginsOf(table);
        const shares = rows.map((r) => columns.map((c) => BigInt(r * c)));
        const scale = BigInt(sum(rows) || 1);
        expect(table).toEqual(exactTable({ rows, columns, shares, scale }));
      });
    }),
    { numRuns: 150 },
  );
});

/** Shares by month: year by weight, a report's own curve or the manager's months, fitted to both. */
function curvedShares({ reports, own, months }: Team, years: readonly number[]): bigint[][] {
  const columns = months.map((m) => m ?? 0);
  const weights = sum(reports.map((r) => r.weight));
  const seeds = reports.map(({ curve }, i) =>
    columns.map((c, j) => (c === 0 || years[i] === 0 ? 0n : fine(own[i] ? curve[j]! : c))),
  );
  const rows = reports.map(({ weight }) => fine(sum(columns) * weight, weights));
  return exactFit(
    seeds,
    rows,
    columns.map((c) => fine(c)),
  );
}

test("with own curves each table is as near to its fitted shares as any whole one", () => {
  let curved = 0;
  fc.assert(
    fc.property(team, (drawn) => {
      const found = monthsOf(drawn);
      if (!drawn.own.slice(0, found.length).includes(true)) return;
      const shares = curvedShares(drawn, found.map(sum));
      eachTable(groupOf(MONTHS), found, (parts, table) => {
        const { rows, columns } = marginsOf(table);
        const seeds = shares.map((row) =>
          parts.map(({ indexes }) => indexes.reduce((all, j) => all + row[j]!, 0n)),
        );
        const [r, c] = [rows.map((x) => fine(x)), columns.map((x) => fine(x))];
        const fitted = exactFit(seeds, r, c).map((row) => row.map(toParts));
        const asked: Shares = { rows, columns, shares: fitted, scale: 1n << 30n };
        const best = measure(exactTable(asked)!, asked);
        const own = measure(table, asked);
        expect(own.outside).toBe(best.outside);
        // The fit in doubles may lie a part of 2⁻³⁰ beside this one.
        expect(Number(own.distance - best.distance) / 2 ** 60).toBeLessThan(1e-6);
        curved += 1;
      });
    }),
    { numRuns: 60 },
  );
  expect(curved).toBeGreaterThan(100);
});
