/** The tree of goals: which rows show, where keys lead, what a typed amount means. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  amountOf,
  keyed,
  openAtFirst,
  openedTo,
  type Place,
  rowsOf,
  shapeOf,
  thirdOf,
  typedAhead,
  typedAs,
} from "../../sidebar/state/goal-tree.ts";
import { windowAt } from "../../sidebar/ui/window.ts";
import type { GoalsTreeView, UnitView } from "../../src/app/contract.ts";

const TEAM: readonly (readonly [string, number])[] = [
  ["Mia", -1],
  ["Ann", 0],
  ["Cid", 1],
  ["Cid / Acme", 2],
  ["Dee", 1],
  ["Ben", 0],
  ["Eve", 5],
];

function treeOf(team: readonly (readonly [string, number])[], more = {}): GoalsTreeView {
  const manager = team.map(([, above]) => above);
  const level: number[] = [];
  for (const above of manager) level.push(above < 0 ? 0 : level[above]! + 1);
  const blank = team.map(() => null);
  return {
    asOf: "2026-02-15",
    kpi: "revenue",
    label: "Revenue",
    unit: { of: "money", code: "EUR" },
    period: "2026",
    closed: false,
    kpis: ["revenue"],
    periods: ["2026"],
    who: team.map(([name]) => name),
    level,
    manager,
    goal: blank,
    base: blank,
    share: blank,
    held: team.map(() => 0),
    sheet: blank,
    baseline: blank,
    handed: [],
    ...more,
  };
}

const tree = treeOf(TEAM);
const shape = shapeOf(tree);
const names = (open: readonly string[]) =>
  rowsOf(tree, shape, new Set(open)).map((at) => tree.who[at]);

describe("rows", () => {
  test("whoever stands below open ones only, in tree order", () => {
    expect(names([])).toEqual(["Mia"]);
    expect(names(["Mia"])).toEqual(["Mia", "Ann", "Ben"]);
    expect(names(["Mia", "Ben"])).toEqual(["Mia", "Ann", "Ben", "Eve"]);
    expect(names(["Mia", "Cid"])).toEqual(["Mia", "Ann", "Ben"]);
  });

  test("a small team opens whole, down to its accounts' owners; a large one by level", () => {
    expect(names([...openAtFirst(tree, shape)])).toEqual(tree.who);
    const large: [string, number][] = [["Top", -1]];
    for (let m = 0; m < 30; m += 1) large.push([`M${m}`, 0]);
    for (let n = 0; n < 300; n += 1) large.push([`N${n}`, 1 + (n % 30)]);
    const many = treeOf(large);
    const rows = rowsOf(many, shapeOf(many), openAtFirst(many, shapeOf(many)));
    expect(rows).toHaveLength(31);
  });

  test("all rows show once when all is open, whatever the tree", () => {
    const trees = fc
      .array(fc.nat(), { minLength: 1, maxLength: 60 })
      .map((picks) =>
        treeOf(picks.map((pick, at) => [`P${at}`, at === 0 || pick % 9 === 0 ? -1 : pick % at])),
      );
    fc.assert(
      fc.property(trees, (some) => {
        const rows = rowsOf(some, shapeOf(some), new Set(some.who));
        expect([...rows].sort((a, b) => a - b)).toEqual(some.who.map((_, at) => at));
        for (const at of rows) {
          const above = some.manager[at]!;
          if (above >= 0) expect(rows.indexOf(above)).toBeLessThan(rows.indexOf(at));
        }
      }),
    );
  });
});

describe("keys", () => {
  const walk = (keys: readonly string[], from: Place): string => {
    const end = keys.reduce(
      (place, key) => keyed(tree, shape, rowsOf(tree, shape, place.open), place, key) ?? place,
      from,
    );
    return `${tree.who[end.at]} [${[...end.open].join(" ")}]`;
  };
  const start: Place = { at: 0, open: new Set(["Mia"]) };

  test("up, down, first, last; no further than the ends", () => {
    expect(walk(["ArrowDown"], start)).toBe("Ann [Mia]");
    expect(walk(["ArrowUp"], start)).toBe("Mia [Mia]");
    expect(walk(["End", "ArrowDown"], start)).toBe("Ben [Mia]");
    expect(walk(["PageDown"], start)).toBe("Ben [Mia]");
  });

  test("right opens, then goes in; left closes, then goes up", () => {
    expect(walk(["ArrowDown", "ArrowRight"], start)).toBe("Ann [Mia Ann]");
    expect(walk(["ArrowDown", "ArrowRight", "ArrowRight"], start)).toBe("Cid [Mia Ann]");
    expect(walk(["ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft"], start)).toBe(
      "Ann [Mia Ann]",
    );
    expect(walk(["ArrowLeft"], start)).toBe("Mia []");
    expect(keyed(tree, shape, [0], start, "x")).toBeNull();
  });

  test("a star opens everything below", () => {
    expect(walk(["ArrowDown", "*"], start)).toBe("Ann [Mia Ann Cid]");
    expect(walk(["*"], { at: 0, open: new Set() })).toBe("Mia [Mia Ben Ann Cid]");
  });

  test("typing a name finds it in closed branches too, and round the end", () => {
    const order = rowsOf(tree, shape, new Set(tree.who));
    const found = (typed: string, at = 0) => tree.who[typedAhead(tree, order, at, typed)!];
    expect(found("e")).toBe("Eve");
    expect(found("de")).toBe("Dee");
    expect(found("ac")).toBe("Cid / Acme");
    expect(found("aa")).toBe("Ann");
    expect(found("aa", 1)).toBe("Cid / Acme");
    expect(typedAhead(tree, order, 0, "zz")).toBeNull();
    expect([...openedTo(tree, 3, new Set())].sort()).toEqual(["Ann", "Cid", "Mia"]);
  });
});

describe("amounts", () => {
  const money: UnitView = { of: "money", code: "EUR" };
  test.each([
    ["1,600,000", "en-US", 1_600_000],
    ["1600000", "en-US", 1_600_000],
    ["1.6m", "en-US", 1_600_000],
    ["330k", "en-US", 330_000],
    ["$ 330 K", "en-US", 330_000],
    ["1.600.000,5", "de-DE", 1_600_000.5],
    ["1,6 Mio", "de-DE", 1_600_000],
    ["1 600 000", "fr-FR", 1_600_000],
    ["1’600’000", "de-CH", 1_600_000],
    ["1'600", "de-CH", 1_600],
    ["−5", "en-US", -5],
    ["330.000,0,0", "en-US", null],
    ["1,60", "en-US", null],
    ["1.60.0", "de-DE", null],
    ["many", "en-US", null],
    ["", "en-US", null],
    ["5 apples", "en-US", null],
  ])("%s in %s", (typed, locale, value) => expect(amountOf(typed, money, locale)).toBe(value));

  test("percent is typed as shown", () => {
    const percent: UnitView = { of: "percent" };
    expect(amountOf("31", percent, "en-US")).toBe(0.31);
    expect(amountOf("31,5 %", percent, "de-DE")).toBe(0.315);
    expect(typedAs(0.315, percent, "de-DE")).toBe("31,5");
  });

  test("what a field shows is what it means, in any locale", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.constantFrom("en-US", "de-DE", "fr-FR", "de-CH", "es-ES", "sv-SE", "en-IN"),
        fc.constantFrom<UnitView>(money, { of: "percent" }, { of: "count" }),
        (cents, locale, unit) => {
          const value = cents / 100;
          expect(amountOf(typedAs(value, unit, locale), unit, locale)).toBe(value);
        },
      ),
    );
  });
});

test("the third column: change on last year, share, base; blank where there is nothing to compare", () => {
  const some = treeOf([["Mia", -1]], { goal: [120], baseline: [100], share: [0.5], base: [114] });
  expect(thirdOf(some, 0, "change")).toBeCloseTo(0.2, 12);
  expect(thirdOf(some, 0, "share")).toBe(0.5);
  expect(thirdOf(some, 0, "base")).toBe(114);
  expect(thirdOf({ ...some, baseline: [0] }, 0, "change")).toBeNull();
});

test("a window holds what is in sight and some rows around, wherever one is", () => {
  expect(windowAt(10_000, 28, 0, 560)).toEqual({ from: 0, to: 32 });
  expect(windowAt(10_000, 28, 28 * 5_000, 560)).toEqual({ from: 4_988, to: 5_032 });
  expect(windowAt(10, 28, 28 * 9_000, 560)).toEqual({ from: 10, to: 10 });
  fc.assert(
    fc.property(
      fc.nat(20_000),
      fc.nat(600_000),
      fc.integer({ min: 1, max: 2_000 }),
      (n, top, port) => {
        const { from, to } = windowAt(n, 28, top, port);
        for (const seen of [Math.floor(top / 28), Math.ceil((top + port) / 28) - 1])
          if (seen < n) expect(from <= seen && seen < to).toBe(true);
        expect(to - from).toBeLessThan(port / 28 + 30);
      },
    ),
  );
});
