/** Formulas shared by cells: what is written reads back as it was, whatever stands in it. */
import type { ICellData } from "@univerjs/core";
import { LexerTreeBuilder } from "@univerjs/preset-sheets-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { movedBy, sayingFrom, takenApart } from "../../src/hosts/local/page/relative.ts";
import { formulasOf, shareFormulas } from "../../src/hosts/local/page/shared.ts";
import { columnLetter } from "../../src/model/address.ts";

const sign = fc.constantFrom("", "$");
const cell = fc
  .tuple(sign, fc.nat(60), sign, fc.integer({ min: 1, max: 3000 }))
  .map(([c, column, r, row]) => `${c}${columnLetter(column)}${r}${row}`);
const other = fc.constantFrom(
  '"A1"',
  '""',
  "'Q1 A1'!B2",
  "'it''s'!$C3",
  "Deals!D4",
  "LOG10(A1)",
  "1E-9",
  "TRUE",
  "SUM(A1:B2)",
  "SUM($A$1:B$2,C3)",
  '"ö"&A1',
  '"[A1]"&A1',
  "YTD2024",
  "SUM(ABC12,XFE1)",
  "Q1_A1",
);
const formulas = fc
  .array(fc.oneof(cell, other), { minLength: 1, maxLength: 5 })
  .map((parts) => `=${parts.join("+")}`);
const offset = fc.tuple(fc.nat(40), fc.nat(3000));

const matrix = (rows: readonly (readonly (ICellData | null)[])[]) =>
  Object.fromEntries(rows.map((row, r) => [r, Object.fromEntries(row.entries())]));

test("a formula reads elsewhere as the spreadsheet's own lexer moves it", () => {
  const lexer = new LexerTreeBuilder();
  fc.assert(
    fc.property(formulas, offset, (formula, [right, down]) => {
      const moved = movedBy(takenApart(formula)!, down, right);
      expect(moved).toBe(lexer.moveFormulaRefOffset(formula, right, down));
    }),
  );
});

test("two formulas say the same if and only if one, moved to the other's cell, is the other", () => {
  fc.assert(
    fc.property(
      formulas,
      formulas,
      offset,
      fc.boolean(),
      (one, another, [right, down], isMoved) => {
        const second = isMoved ? movedBy(takenApart(one)!, down, right)! : another;
        const saying = sayingFrom(takenApart(one)!, 0, 0);
        const isSame = saying === sayingFrom(takenApart(second)!, down, right);
        expect(isSame).toBe(movedBy(takenApart(one)!, down, right) === second);
      },
    ),
  );
});

test.each([
  "=SUM(A:A)",
  "=SUM($A:B)",
  "=SUM(3:3)",
  "=SUM(Deals!A2:A)",
  "=SUM(A2:4)",
  "=SUM(Deals[Q1])",
  "=A01*2",
  "=A1 B2",
])("%s is left to the spreadsheet", (formula) => expect(takenApart(formula)).toBeNull());

test.each([
  ['=A1&"6"" of A1"', '=B1&"6"" of A1"'],
  ["=A1&{1,2}", "=B1&{1,2}"],
  ['=A1&"one\ntwo"', '=B1&"one\ntwo"'],
])(
  "%s moves whole, and is shared with nobody: the spreadsheet would lose a part",
  (formula, moved) => {
    expect(movedBy(takenApart(formula)!, 0, 1)).toBe(moved);
    const cells = matrix([[{ f: formula }, { f: moved }]]);
    shareFormulas(cells);
    expect(cells[0]![1]!.f).toBe(moved);
  },
);

test("left of the first column nothing is read", () => {
  expect(movedBy(takenApart("=B2")!, 0, -2)).toBeNull();
  expect(movedBy(takenApart("=$B2")!, 0, -2)).toBe("=$B2");
});

describe("a block of formulas", () => {
  test("what each cell reads is what was written there", () => {
    const block = fc.array(fc.array(formulas, { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(block, (rows) => {
        const cells = matrix(rows.map((row) => row.map((f) => ({ f }))));
        shareFormulas(cells);
        const read = formulasOf(cells);
        rows.forEach((row, r) => {
          row.forEach((f, c) => {
            expect(read.get(`${r},${c}`)).toBe(f.slice(1));
          });
        });
      }),
    );
  });

  test("the first cell of a kind keeps the text, the others point to it", () => {
    const cells = matrix([
      [{ f: "=A9*B$1" }, { f: "=B9*C$1" }, { f: "=A9*B$1" }],
      [{ f: "=A10*B$1" }, { f: "=SUM(A:A)" }, { f: "=SUM(A:A)" }],
    ]);
    shareFormulas(cells);
    const texts = Object.values(cells).map((row) => Object.values(row).map((c) => c?.f));
    expect(texts).toEqual([
      ["=A9*B$1", null, "=A9*B$1"],
      [null, "=SUM(A:A)", "=SUM(A:A)"],
    ]);
    const ids = [cells[0]![0], cells[0]![1], cells[1]![0]].map((c) => c?.si);
    expect(new Set(ids).size).toBe(1);
    expect(cells[0]![2]!.si ?? null).toBeNull();
  });
});

test("whole columns move as the spreadsheet moves them; whose owner is gone has no formula", () => {
  const cells = matrix([
    [{ f: "=SUM(A:A)", si: "x" }, { si: "x" }],
    [{ si: "gone", v: 3 }, null],
  ]);
  expect([...formulasOf(cells)]).toEqual([
    ["0,0", "SUM(A:A)"],
    ["0,1", "SUM(B:B)"],
  ]);
});
