/** Who would get less of a larger total: told exactly where it is so, by trying the totals beside it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { run } from "../../src/app/run.ts";
import { groupOf } from "../../src/cascade/spread.ts";
import { type CascadeInput, cascadeTree } from "../../src/cascade/tree.ts";
import { plainNode } from "../cascade/teams.ts";
import { workbookOf } from "../language/catalogs.ts";

/** Largest remainder by its definition, in whole numbers of any size; who comes first on ties. */
function hamilton(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, w) => all + BigInt(w), 0n);
  const exact = weights.map((w) => BigInt(total) * BigInt(w));
  const goals = exact.map((x) => Number(x / sum));
  const left = total - goals.reduce((all, g) => all + g, 0);
  const order = exact
    .map((x, i) => ({ i, rest: x % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  for (const { i } of order.slice(0, left)) goals[i]! += 1;
  return goals;
}

function treeOf(goal: number, weights: readonly number[]): CascadeInput {
  const top = plainNode(1);
  const reports = weights.map((w, i) => ({ ...top, parent: 0, name: `p${i}`, weights: [[w]] }));
  return {
    nodes: [top, ...reports],
    alternatives: [[1]],
    months: 1,
    group: groupOf(1),
    increment: 1,
    rounding: "remainder",
    goal,
    said: [],
    closed: [],
  };
}

test("everybody who would lose by one increment more, or win by one fewer, and nobody else", () => {
  let seen = 0;
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 7 }),
      fc.integer({ min: 1, max: 60 }),
      (weights, total) => {
        const [at, more, fewer] = [total, total + 1, total - 1].map((t) => hamilton(t, weights));
        const expected = weights.flatMap((_, i) =>
          more![i]! < at![i]! || fewer![i]! > at![i]! ? [i + 1] : [],
        );
        const { seats, handed } = cascadeTree(treeOf(total, weights));
        expect(seats.slice(1).map((s) => s!.year)).toEqual(at);
        expect(handed[0]!.alabama).toEqual(expected);
        if (expected.length > 0) seen += 1;
      },
    ),
    { numRuns: 800, seed: 5 },
  );
  // Rare, but not so rare that nothing was shown.
  expect(seen).toBeGreaterThan(10);
});

test("a run says so in words: of 10 by 6 : 6 : 2 the smallest gets 2, of 11 only 1", () => {
  const made = (goal: number) =>
    run({
      rules: `people from Team
  name [Name]
  reports to [Boss]
table Deals from Deals
  owner [Rep]
  date [Day]
kpi calls = count(Deals)
goal calls 2025 = ${goal} for "Mia"
cascade calls
  by people[Size]
`,
      workbook: workbookOf({
        Team: [
          ["Name", "Boss", "Size"],
          ["Ann", "Mia", 6],
          ["Ben", "Mia", 6],
          ["Cy", "Mia", 2],
          ["Mia", null, 1],
        ],
        Deals: [
          ["Rep", "Day"],
          ["Ann", 45_672],
        ],
      }),
      asOf: 20_178,
      today: null,
    });
  const said = (goal: number) =>
    made(goal).findings.filter((f) => f.message.includes("one increment more"));
  const words =
    "By rounding, one increment more of `calls` would leave Cy with less, or one fewer with more.";
  expect(said(10)).toMatchObject([{ code: "GOAL06", place: "calls 2025", message: words }]);
  expect(said(11)).toMatchObject([{ message: words }]);
  expect(said(14)).toEqual([]);
});
