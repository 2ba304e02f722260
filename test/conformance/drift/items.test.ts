/** Each kind of drift: what is one, what is none, what it says and what accepting it means. */
import { expect, test } from "vitest";
import { driftOf } from "../../../src/app/drift.ts";
import { takeBackPlan } from "../../../src/app/drift-plan.ts";
import { driftView } from "../../../src/app/drift-view.ts";
import { published, runOn } from "./book.ts";

test("a formula that its host adjusted, or writes in its own way, is the published one", () => {
  const book = published();
  const sheet = book.read(["KPI Tie-out"]).sheets[0]!;
  const [row, column] = [4, 13];
  const moved = (change: (formula: string) => string) => ({
    ...book.read(),
    sheets: book.read().sheets.map((s) =>
      s.name === sheet.name
        ? {
            ...s,
            formulaCells: Object.fromEntries(
              Object.entries(s.formulaCells!).map(([key, f]) => [
                key,
                key === `${row},${column}` ? change(f) : f,
              ]),
            ),
          }
        : s,
    ),
  });
  const items = (change: (formula: string) => string) =>
    driftOf(moved(change)).flatMap((d) => d.items);
  for (const same of ["$M$5 + $L5 - g5", "_xlfn.M5+L5-G5", "@M5+L5-G5", ""])
    expect(
      items(() => same),
      same,
    ).toEqual([]);
  expect(items(() => "M5+L5-G6")).toHaveLength(1);
  // Sorted: the row stands elsewhere, and so does what its formula speaks of.
  const swap = [4, 5];
  const at = (r: number) => (r === swap[0] ? swap[1]! : r === swap[1] ? swap[0]! : r);
  const sorted = {
    ...book.read(),
    sheets: book.read().sheets.map((s) =>
      s.name === sheet.name
        ? {
            ...s,
            columns: s.columns.map((cells) => cells.map((_, r) => cells[at(r)] ?? null)),
            formulaCells: Object.fromEntries(
              Object.entries(s.formulaCells!).map(([key, f]) => {
                const [r, c] = key.split(",").map(Number) as [number, number];
                return [`${at(r)},${c}`, f.replaceAll(`${r + 1}`, `${at(r) + 1}`)];
              }),
            ),
          }
        : s,
    ),
  };
  expect(driftOf(sorted).flatMap((d) => d.items)).toEqual([]);
});

test("a frozen formula needs taking back though the figure is right, and the preview counts it", () => {
  const book = published();
  const value = book.read(["KPI Tie-out"]).sheets[0]!.columns[13]![4]!;
  book.edit("KPI Tie-out", 4, 13, value);
  const { items } = driftView(runOn(book.read()), book.read());
  expect(items).toMatchObject([{ settled: false, accept: null, expected: value, found: value }]);
  expect(items[0]!.sentence).toContain(
    "`=M5+L5-G5` (0) was published on 2025-03-31, the plain value 0 is there.",
  );
});

test("a goal that became a formula of another figure can be accepted as an override to that figure", () => {
  const book = published();
  const was = book.read(["KPI Goals"]).sheets[0]!.columns[6]![6]! as number;
  const cells = [[{ formula: `${was}*2`, result: was * 2 }]];
  const step = { kind: "write" as const, sheet: "KPI Goals", top: 6, left: 6, old: null, cells };
  book.apply({ title: "by hand", steps: [{ ...step, why: "" }] });
  const [item] = driftView(runOn(book.read()), book.read()).items;
  expect(item).toMatchObject({ found: was * 2, accept: { kind: "override", to: was * 2 } });
  expect(item!.sentence).toContain(`the plain value ${was} was published`);
});

test("a difference of the certificate that was typed over is written as a formula again", () => {
  const book = published();
  book.edit("KPI Tie-out", 4, 13, 12);
  const drifts = driftOf(book.read());
  const items = drifts.flatMap((d) => d.items);
  expect(items).toMatchObject([
    { kind: "typed over", cell: "N5", column: "Difference", found: 12 },
  ]);
  book.apply(takeBackPlan(book.read(), drifts, new Set([items[0]!.id])));
  expect(book.formulaAt("KPI Tie-out", 4, 13)).toBe("M5+L5-G5");
});
test("new data is no drift; what is there and today's run agree on needs no taking back", () => {
  const book = published();
  book.edit("Deals", 1, 2, 175);
  const view = () => driftView(runOn(book.read()), book.read());
  expect(view().items).toEqual([]);
  expect(view().sheets.find((s) => s.sheet === "KPI Results")!.outdated).toBeGreaterThan(0);
  const results = book.read(["KPI Results"]).sheets[0]!;
  const actual = results.columns.findIndex((column) => column[0] === "actual");
  const row = results.columns[actual]!.indexOf(100);
  book.edit("KPI Results", row, actual, 175);
  expect(view().items).toMatchObject([{ expected: 100, found: 175, now: 175, settled: true }]);
});

test("a goal typed over can be accepted: the command names whose it is", () => {
  const book = published();
  const goals = book.read(["KPI Goals"]).sheets[0]!;
  const [who, period, goal] = ["who", "period", "goal"].map((name) =>
    goals.columns.findIndex((column) => column[0] === name),
  ) as [number, number, number];
  const row = goals.columns[who]!.findIndex(
    (cell, r) => cell === "Ann" && goals.columns[period]![r] === "2025",
  );
  book.edit("KPI Goals", row, goal, 555);
  const { items } = driftView(runOn(book.read()), book.read());
  expect(items).toHaveLength(1);
  expect(items[0]!.accept).toEqual({
    kind: "override",
    who: "Ann",
    kpi: "revenue",
    period: "2025",
    to: 555,
  });
  expect(items[0]!.sentence).toMatch(
    /goal of Ann, revenue, 2025.*600 was published on 2025-03-31, 555/,
  );
});

test("an edited record says so: it proves nothing then", () => {
  const book = published();
  const record = book.read(["KPI Published"]).sheets[0]!;
  const row = record.columns[0]!.findIndex(
    (cell, r) => cell === "KPI Goals" && record.columns[1]![r] === 4,
  );
  book.edit("KPI Published", row, 3, "[1,2,3]");
  expect(
    driftOf(book.read())
      .flatMap((d) => d.items)
      .map((i) => i.kind),
  ).toEqual(["record"]);
});
