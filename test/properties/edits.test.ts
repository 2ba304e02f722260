/** Edits of goals on random trees: replay, inverses, order, and that no more moves than must. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../dsl/index.ts";
import type { Edit } from "../../src/app/edits/edit.ts";
import { editOutcomes } from "../../src/app/edits/outcomes.ts";
import { type Engine, engineOf } from "../../src/app/engine.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { workbookOf } from "../language/catalogs.ts";

interface Tree {
  readonly parents: readonly number[];
  readonly weights: readonly number[];
  readonly rules: string;
}
const name = (i: number) => `P${String(i).padStart(2, "0")}`;

/** Rules with and without increments, buffers, reserves, seasons; weights with zeros. */
const tree: fc.Arbitrary<Tree> = fc
  .record({
    up: fc.array(fc.nat(), { minLength: 4, maxLength: 14 }),
    weights: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 15, maxLength: 15 }),
    goal: fc.integer({ min: 50_000, max: 900_000 }),
    extra: fc.subarray(["  over-assign 4%", "  keep back 1%", "  round to 10", "  at most 400k"]),
    spread: fc.constantFrom("", "  spread 10%, 20%, 30%, 40%"),
  })
  .map(({ up, weights, goal, extra, spread }) => ({
    parents: [-1, ...up.map((u, i) => u % Math.min(i + 1, 4))],
    weights,
    rules: [
      "calendar",
      "  track monthly, quarterly, yearly",
      "people from Team",
      "  name [Name]",
      "  reports to [Manager]",
      "table Deals from Deals",
      "  owner [Owner]",
      "  date [Closed]",
      "kpi revenue = sum(Deals[Amount])",
      "kpi calls = sum(Deals[Calls])",
      `goal revenue 2026 = ${goal} for "P00"`,
      'goal calls 2026 = 5000 for "P00"',
      "cascade revenue",
      "  by people[Size]",
      ...extra,
      ...(spread ? [spread] : []),
      "cascade calls",
      "  by people[Size]",
      "",
    ].join("\n"),
  }));

function engineFor({ parents, weights, rules }: Tree): Engine {
  const workbook = workbookOf({
    Team: [
      ["Name", "Manager", "Size"],
      ...parents.map((p, i) => [name(i), p < 0 ? null : name(p), weights[i] ?? 1]),
    ],
    Deals: [
      ["Owner", "Amount", "Calls", "Closed"],
      [name(1), 5, 1, 45_700],
    ],
  } as never);
  const { program, diagnostics } = compile(rules, catalogOf(workbook));
  expect(diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  return engineOf({ program, workbook, asOf: 20_500, today: null });
}

interface Drawn {
  readonly kind: "hold" | "move";
  readonly who: number;
  readonly to: number;
  readonly period: string;
  /** Of the goal that stands before. */
  readonly part: number;
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom("hold" as const, "hold" as const, "move" as const),
  who: fc.nat(),
  to: fc.nat(),
  period: fc.constantFrom("2026", "2026", "2026-Q3", "2026-H2", "2026-05"),
  part: fc.integer({ min: 0, max: 150 }),
});

const KPI = 0;
const goalOf = (engine: Engine, who: number, period: string, kpi = KPI): number =>
  engine.goals.goal(kpi, engine.model.org.nodeOf(name(who))!, engine.calendar.parse(period)!).goal;

function editOf(engine: Engine, size: number, d: Drawn, n: number): Edit {
  const who = 1 + (d.who % (size - 1));
  const goal = goalOf(engine, who, d.period);
  const amount = Math.round(((Number.isNaN(goal) ? 100 : goal) * d.part) / 100);
  const row = {
    n,
    who: name(who),
    kpi: "revenue",
    period: d.period,
    by: "",
    on: 20_400,
    note: "",
    place: "",
  };
  if (d.kind === "hold") return { ...row, kind: "hold", from: null, to: amount };
  return { ...row, kind: "move", amount: amount / 2, to: name(1 + (d.to % (size - 1))) };
}
const release = (edit: Edit, who: string, n: number): Edit => {
  const { kpi, period, by, on, note, place } = edit;
  return { n, who, kpi, period, by, on, note, place, kind: "release", from: null };
};
const withEdits = (engine: Engine, edits: readonly Edit[]): Engine =>
  engine.with({ edits, resets: [], whatIf: [] });

/** Every goal of every KPI, person and tracked period of the year. */
function allGoals(engine: Engine, size: number): number[] {
  const year = engine.calendar.parse("2026")!;
  const periods = [
    year,
    ...engine.calendar.parts(year, "quarter"),
    ...engine.calendar.parts(year, "month"),
  ];
  return [0, 1].flatMap((kpi) =>
    periods.flatMap((p) =>
      Array.from({ length: size }, (_, i) => {
        const { goal } = engine.goals.goal(kpi, engine.model.org.nodeOf(name(i))!, p);
        return Number.isNaN(goal) ? -1 : goal;
      }),
    ),
  );
}
const states = (engine: Engine) => editOutcomes(engine).map((o) => [o.state, o.reason]);
const RUNS = { numRuns: 25 };

describe("replay", () => {
  test("is a function of rules, cells and rows: twice is the same, and every row is accounted for", () => {
    fc.assert(
      fc.property(tree, fc.array(drawn, { maxLength: 6 }), (t, list) => {
        const engine = engineFor(t);
        const size = t.parents.length;
        const edits = list.map((d, i) => editOf(engine, size, d, i + 1));
        const [a, b] = [withEdits(engine, edits), withEdits(engineFor(t), edits)];
        expect(allGoals(a, size)).toEqual(allGoals(b, size));
        expect(states(a)).toEqual(states(b));
        expect(states(a).length).toBe(edits.length);
        for (const [state, reason] of states(a))
          if (state !== "in force") expect(reason).not.toBe("");
      }),
      RUNS,
    );
  });

  test("never refuses what was not refused before, and ties at every manager", () => {
    fc.assert(
      fc.property(tree, fc.array(drawn, { maxLength: 6 }), (t, list) => {
        const engine = engineFor(t);
        const size = t.parents.length;
        const plain = engine.cascades.over(KPI, engine.calendar.parse("2026")!)!;
        const edited = withEdits(
          engine,
          list.map((d, i) => editOf(engine, size, d, i + 1)),
        );
        const { result } = edited.cascades.over(KPI, engine.calendar.parse("2026")!)!;
        expect(result.refusals.length).toBeLessThanOrEqual(plain.result.refusals.length);
        for (const { year } of result.handed) expect(year.difference).toBe(0);
      }),
      RUNS,
    );
  });

  test("a hold in force is the goal, to the unit", () => {
    fc.assert(
      fc.property(tree, drawn, (t, d) => {
        const engine = engineFor(t);
        const edit = editOf(engine, t.parents.length, { ...d, kind: "hold" }, 1);
        const edited = withEdits(engine, [edit]);
        if (editOutcomes(edited)[0]!.state !== "in force" || edit.kind !== "hold") return;
        // Rules that can't be met give nobody below a goal, held or not.
        const plain = engine.cascades.over(KPI, engine.calendar.parse("2026")!)!;
        if (plain.result.refusals.length > 0) return;
        expect(goalOf(edited, Number(edit.who.slice(1)), edit.period)).toBeCloseTo(edit.to, 6);
      }),
      RUNS,
    );
  });
});

describe("inverses", () => {
  test("an edit and its release: every goal is exactly what it was", () => {
    fc.assert(
      fc.property(tree, fc.array(drawn, { maxLength: 3 }), drawn, (t, before, d) => {
        const engine = engineFor(t);
        const size = t.parents.length;
        const edits = before.map((b, i) => editOf(engine, size, { ...b, kind: "hold" }, i + 1));
        const edit = editOf(engine, size, { ...d, kind: "hold" }, 8);
        // A hold on a goal that is held already is another matter: its release lets go of both.
        if (edits.some((e) => e.who === edit.who && e.period === edit.period)) return;
        const was = allGoals(withEdits(engine, edits), size);
        const back = withEdits(engine, [...edits, edit, release(edit, edit.who, 9)]);
        expect(allGoals(back, size)).toEqual(was);
      }),
      RUNS,
    );
  });

  test("a row that is taken out again was never there", () => {
    fc.assert(
      fc.property(tree, fc.array(drawn, { minLength: 1, maxLength: 4 }), (t, list) => {
        const engine = engineFor(t);
        const size = t.parents.length;
        const edits = list.map((d, i) => editOf(engine, size, d, i + 1));
        const was = allGoals(withEdits(engine, edits.slice(0, -1)), size);
        withEdits(engine, edits).goals.goal(KPI, 0, engine.calendar.parse("2026")!);
        expect(allGoals(withEdits(engine, edits.slice(0, -1)), size)).toEqual(was);
      }),
      RUNS,
    );
  });
});

test("the order of holds on different goals does not matter, where all of them fit", () => {
  fc.assert(
    fc.property(tree, fc.array(drawn, { minLength: 2, maxLength: 5 }), (t, list) => {
      const engine = engineFor(t);
      const size = t.parents.length;
      const made = list.map((d, i) => editOf(engine, size, { ...d, kind: "hold" }, i + 1));
      const edits = made.filter(
        (e, i) => !made.slice(0, i).some((f) => f.who === e.who && f.period === e.period),
      );
      const turned = [...edits].reverse().map((e, i) => ({ ...e, n: i + 1 }));
      const [a, b] = [withEdits(engine, edits), withEdits(engine, turned)];
      if ([...editOutcomes(a), ...editOutcomes(b)].some((o) => o.state !== "in force")) return;
      expect(allGoals(a, size)).toEqual(allGoals(b, size));
    }),
    RUNS,
  );
});

describe("no more moves than must", () => {
  /** Whether a node hangs below another, or is it. */
  const isUnder = (t: Tree, node: number, top: number): boolean => {
    for (let at = node; at >= 0; at = t.parents[at]!) if (at === top) return true;
    return false;
  };

  const PERIODS = ["2026", "2026-Q1", "2026-Q3", "2026-05", "2026-11"];
  const same = (a: Engine, b: Engine, i: number, kpi = KPI) =>
    PERIODS.every((p) => Object.is(goalOf(a, i, p, kpi), goalOf(b, i, p, kpi)));

  test("a hold moves only who is below the nearest manager whose goal stays, and no other KPI", () => {
    let direct = 0;
    fc.assert(
      fc.property(tree, drawn, (t, d) => {
        const engine = engineFor(t);
        const size = t.parents.length;
        const edit = editOf(engine, size, { ...d, kind: "hold", part: d.part % 101 }, 1);
        const edited = withEdits(engine, [edit]);
        if (editOutcomes(edited)[0]!.state !== "in force") return;
        const who = Number(edit.who.slice(1));
        let reached = t.parents[who]!;
        // A manager must owe what is held below, and no more than the others can take.
        while (reached > 0 && !same(engine, edited, reached)) reached = t.parents[reached]!;
        for (let i = 0; i < size; i += 1) {
          if (!isUnder(t, i, reached) || i === reached) expect(same(engine, edited, i)).toBe(true);
          expect(same(engine, edited, i, 1)).toBe(true);
        }
        const manager = t.parents[who]!;
        const others = t.parents.flatMap((p, i) => (p === manager && i !== who ? [i] : []));
        if (others.length === 0 || t.rules.includes("at most")) return;
        expect(reached).toBe(manager);
        direct += 1;
      }),
      { numRuns: 40 },
    );
    expect(direct).toBeGreaterThan(5);
  });

  test("a move between two people side by side leaves their manager and everyone not below him", () => {
    let tried = 0;
    fc.assert(
      fc.property(tree, drawn, (t, d) => {
        const engine = engineFor(t);
        const size = t.parents.length;
        const who = 1 + (d.who % (size - 1));
        const beside = t.parents.flatMap((p, i) => (p === t.parents[who] && i !== who ? [i] : []));
        if (beside.length === 0) return;
        const to = beside[d.to % beside.length]!;
        const edit = editOf(
          engine,
          size,
          { ...d, kind: "move", part: d.part % 101, to: to - 1 },
          1,
        );
        const edited = withEdits(engine, [edit]);
        if (editOutcomes(edited)[0]!.state !== "in force" || edit.kind !== "move") return;
        const change = (i: number) => goalOf(edited, i, d.period) - goalOf(engine, i, d.period);
        expect(change(who)).toBeCloseTo(-edit.amount, 1);
        expect(change(to)).toBeCloseTo(edit.amount, 1);
        const manager = t.parents[who]!;
        for (let i = 0; i < size; i += 1)
          if (!isUnder(t, i, manager) || i === manager) expect(same(engine, edited, i)).toBe(true);
        tried += 1;
      }),
      { numRuns: 40 },
    );
    expect(tried).toBeGreaterThan(5);
  });
});
