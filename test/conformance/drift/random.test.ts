/** Anything a hand can do to a published sheet, in any order, is found exactly. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Drift } from "../../../src/app/drift.ts";
import { driftOf } from "../../../src/app/drift.ts";
import { takeBackPlan } from "../../../src/app/drift-plan.ts";
import type { MemoryWorkbook } from "../../../src/hosts/memory/index.ts";
import type { WriteCell } from "../../../src/hosts/port/index.ts";
import { gridIn, published, SHEETS } from "./book.ts";

interface Hand {
  readonly cells: readonly { readonly row: number; readonly column: number; readonly to: number }[];
  readonly deleted: readonly number[];
  readonly added: number;
  readonly order: number;
  readonly sheet: number;
  readonly own: boolean;
}
const hand: fc.Arbitrary<Hand> = fc.record({
  cells: fc.array(
    fc.record({ row: fc.nat(200), column: fc.nat(20), to: fc.integer({ min: 1e6, max: 2e6 }) }),
    { maxLength: 5 },
  ),
  deleted: fc.array(fc.nat(200), { maxLength: 3 }),
  added: fc.nat(2),
  order: fc.nat(1_000),
  sheet: fc.nat(3),
  own: fc.boolean(),
});

test("random damage is found exactly, and taken back to the last cell", () => {
  fc.assert(
    fc.property(hand, (drawn) => {
      const book = published();
      const name = SHEETS[drawn.sheet]!;
      const before = book.read();
      const recorded = driftOf(before).find((d) => d.recorded.sheet === name)!.recorded;
      const grid = gridIn(before, name);
      const head = recorded.headerRow;
      const keys = recorded.keys.map((key) => grid[head]!.indexOf(key));
      const body = grid.length - head - 1;
      const rowOf = (n: number) => head + 1 + (n % body);
      const deleted = new Set(drawn.deleted.map(rowOf));
      const changed = new Map<string, [number, number, number]>();
      for (const { row, column, to } of drawn.cells) {
        const [r, c] = [rowOf(row), column % grid[0]!.length];
        if (!keys.includes(c) && !deleted.has(r)) changed.set(`${r} ${c}`, [r, c, to]);
      }
      const kept = grid.map((row, r) =>
        row.map((cell, c): WriteCell => {
          const formula = book.formulaAt(name, r, c);
          const typed = changed.get(`${r} ${c}`)?.[2];
          return typed ?? (formula === null ? cell : { formula, result: cell });
        }),
      );
      const rows = kept.slice(head + 1).filter((_, i) => !deleted.has(head + 1 + i));
      for (let i = 0; i < drawn.added; i += 1) rows.push(grid[0]!.map((_, c) => `new ${i} ${c}`));
      const turned = rows.map((_, i) => rows[(i * 7 + drawn.order) % rows.length]!);
      const isOrder = new Set(turned).size === rows.length;
      const own = (row: WriteCell[]) => (drawn.own ? [...row, "mine"] : row);
      const after = [...kept.slice(0, head + 1), ...(isOrder ? turned : rows)].map(own);
      write(book, name, after);

      const drifts = driftOf(book.read());
      const items: Drift[] = drifts.flatMap((d) => [...d.items]);
      const of = (kind: string) => items.filter((i) => i.kind === kind);
      expect(
        of("typed over")
          .map((i) => i.id)
          .sort(),
      ).toEqual([...changed.values()].map(([r, c]) => `${name} ${r} ${c}`).sort());
      expect(
        of("row gone")
          .map((i) => i.id)
          .sort(),
      ).toEqual([...deleted].map((r) => `${name} ${r}`).sort());
      expect(of("row added")).toHaveLength(drawn.added);
      expect(items.length).toBe(changed.size + deleted.size + drawn.added);

      const plan = takeBackPlan(book.read(), drifts, new Set(items.map((i) => i.id)));
      expect(book.apply(plan).ok).toBe(true);
      expect(driftOf(book.read()).flatMap((d) => d.items)).toEqual([]);
      const mustMove = deleted.size + drawn.added > 0;
      if (mustMove && !drawn.own) expect(gridIn(book.read(), name)).toEqual(grid);
      // What is the user's own stands where it stood.
      if (drawn.own)
        expect(
          gridIn(book.read(), name)
            .slice(0, after.length)
            .map((row) => row[grid[0]!.length]),
        ).toEqual(after.map((row) => row[grid[0]!.length]));
    }),
    { numRuns: 60 },
  );
});
/** A formula of ours speaks of its own row: a spreadsheet turns it with the row it goes to. */
const at = (row: number, cell: WriteCell): WriteCell =>
  cell !== null && typeof cell === "object" && "formula" in cell
    ? { ...cell, formula: cell.formula.replace(/([A-Z])\d+/g, `$1${row + 1}`) }
    : cell;

function write(book: MemoryWorkbook, sheet: string, grid: WriteCell[][]): void {
  const old = gridIn(book.read(), sheet);
  const width = Math.max(...[...old, ...grid].map((row) => row.length));
  const cells = Array.from({ length: Math.max(old.length, grid.length) }, (_, r) =>
    Array.from({ length: width }, (_, c) => at(r, grid[r]?.[c] ?? null)),
  );
  const step = { kind: "write" as const, sheet, top: 0, left: 0, old: null, cells, why: "by hand" };
  expect(book.apply({ title: "by hand", steps: [step] }).ok).toBe(true);
}
