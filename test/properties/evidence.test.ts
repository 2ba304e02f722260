/** The 2×2 tables against a plain count over the rows, and the exact test against exact rationals. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { evidenceRows, evidenceSentence, verdictOf } from "../../src/app/answers/evidence.ts";
import { run } from "../../src/app/run.ts";
import { serialOf } from "../../src/model/serial.ts";
import { atLeastAsFar } from "../../src/standing/evidence.ts";
import { workbookOf } from "../language/catalogs.ts";

const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));
const choose = (n: number, k: number): bigint =>
  k < 0 || k > n ? 0n : factorial(n) / (factorial(k) * factorial(n - k));

test("Fisher's exact test is the sum over all tables with the same margins, in whole numbers", () => {
  const count = fc.integer({ min: 0, max: 18 });
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const [row, column, all] = [a + b, a + c, a + b + c + d];
      const weight = (x: number) => choose(row, x) * choose(all - row, column - x);
      let far = 0n;
      for (let x = 0; x <= column; x += 1) if (weight(x) <= weight(a)) far += weight(x);
      const exact = Number((far * 10n ** 15n) / choose(all, column)) / 1e15;
      expect(atLeastAsFar(a, b, c, d)).toBeCloseTo(exact, 9);
    }),
  );
  // "The lady tasting tea": all eight right is one table in 70, two-sided two.
  expect(atLeastAsFar(4, 0, 0, 4)).toBeCloseTo(2 / 70, 12);
  expect(atLeastAsFar(30_000, 20_000, 20_000, 30_000)).toBeLessThan(1e-300);
});

test("nothing is claimed of few, and a difference only where it is clear", () => {
  const verdict = (metMet: number, metMissed: number, missedMet: number, missedMissed: number) =>
    verdictOf({ metMet, metMissed, missedMet, missedMissed });
  expect(verdict(5, 0, 0, 5)).toBe("too few");
  expect(verdict(30, 0, 0, 3)).toBe("too few");
  expect(verdict(20, 2, 3, 15)).toBe("leads");
  expect(verdict(3, 15, 20, 2)).toBe("against");
  expect(verdict(10, 10, 9, 11)).toBe("unclear");
});

const RULES = `calendar
  track monthly
people from Team
  name [Name]
  reports to [Boss]
table Facts from Facts
  owner [Rep]
  date [Day]
kpi a = sum(Facts[A])
  leads c
kpi c = sum(Facts[C])
  lagging
goal a each month = 10 for reps
goal c each month = 10 for reps
`;
test("every tree's table is the plain count of its sellers' months; everybody's is the sum", () => {
  const month = fc.record({ a: fc.constantFrom(5, 10), c: fc.constantFrom(5, 10) });
  const people = fc.array(
    fc.record({ boss: fc.nat(), months: fc.array(month, { minLength: 3, maxLength: 3 }) }),
    { minLength: 2, maxLength: 9 },
  );
  fc.assert(
    fc.property(people, (drawn) => {
      const boss = drawn.map((p, i) => (i === 0 ? -1 : p.boss % i));
      const isRep = drawn.map((_, i) => !boss.includes(i));
      const name = (i: number) => `P${i}`;
      const team = [
        ["Name", "Boss"],
        ...drawn.map((_, i) => [name(i), i === 0 ? null : name(boss[i]!)]),
      ];
      const facts = drawn.flatMap((p, i) =>
        isRep[i]
          ? p.months.map((m, at) => [name(i), serialOf(`2025-0${at + 1}-15`, 1900), m.a, m.c])
          : [],
      );
      const workbook = workbookOf({
        Team: team as never,
        Facts: [["Rep", "Day", "A", "C"], ...facts] as never,
      });
      const made = run({
        rules: RULES,
        workbook,
        asOf: serialOf("2025-03-31", 1900) - 25_569,
        today: null,
      });
      const rows = evidenceRows(made);
      const isUnder = (i: number, top: number): boolean =>
        i === top || (boss[i]! >= 0 && isUnder(boss[i]!, top));
      const count = (who: (i: number) => boolean) => {
        const table = { metMet: 0, metMissed: 0, missedMet: 0, missedMissed: 0 };
        drawn.forEach((p, i) => {
          if (!isRep[i] || !who(i)) return;
          for (const m of p.months)
            table[
              `${m.a === 10 ? "met" : "missed"}${m.c === 10 ? "Met" : "Missed"}` as keyof typeof table
            ] += 1;
        });
        return table;
      };
      const tree = (node: number) => rows.find((r) => r.of === "tree" && r.node === node)!;
      expect(tree(-1).counts).toEqual(count(() => true));
      drawn.forEach((_, i) => {
        const row = tree(made.org.nodeOf(name(i))!);
        expect(row.counts).toEqual(count((rep) => isUnder(rep, i)));
        const { metMet, metMissed, missedMet, missedMissed } = row.counts;
        for (const side of [metMet + metMissed, missedMet + missedMissed])
          if (side > 0) expect(evidenceSentence(row)).toContain(` of ${side} `);
      });
    }),
    { numRuns: 60 },
  );
});
