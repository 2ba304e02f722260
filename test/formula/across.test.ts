/** When a row of periods becomes one formula, and when it stays a formula each. */
import { expect, test } from "vitest";
import { across } from "../../src/formula/across.ts";
import { plain } from "../../src/formula/sheet.ts";
import {
  area,
  BLANK,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  number,
  off,
  operate,
  text,
} from "../../src/formula/text/formula.ts";
import { printed } from "../../src/formula/text/print.ts";

const above = cell(null, off(-1), off(0));
const day = cell("KPI Periods", fixed(2), off(0));
const rows = area("KPI Rows", [fixed(1), fixed(9)], [fixed(1), fixed(1)]);
const unlessBlank = (give: Formula) => iff(call("ISTEXT", above), BLANK, give);
const sums = call("SUMIFS", rows, rows, operate(text("<"), "&", day));
const rowOf = (...formulas: readonly Formula[]) => across(formulas.map((f, i) => plain(f, i)));

test("the same formula all along is one, over the row of what it reads; ranges stay", () => {
  const [first, ...more] = rowOf(unlessBlank(sums), unlessBlank(sums), unlessBlank(sums));
  expect(more).toEqual([null, null]);
  expect(first).toMatchObject({ fills: { rows: 1, columns: 3 }, result: 0 });
  const { formula } = first as { readonly formula: Formula };
  expect(printed(formula, { at: null })).toBe(
    `=IF(ISTEXT(R[-1]C:R[-1]C[2]),"",SUMIFS('KPI Rows'!R2C2:R10C2,'KPI Rows'!R2C2:R10C2,"<"&'KPI Periods'!R3C:R3C[2]))`,
  );
});

test.each<[string, readonly Formula[]]>([
  ["formulas differ", [unlessBlank(sums), unlessBlank(number(1))]],
  ["a function takes the row together", [1, 2].map(() => unlessBlank(call("MAX", above, day)))],
  ["another column is read", [1, 2].map(() => unlessBlank(cell(null, off(0), off(-1))))],
  [
    "a range is the own column's",
    [1, 2].map(() => iff(call("ISTEXT", above), BLANK, call("SUMIFS", above, above, number(1)))),
  ],
  [
    "it may come to a single figure",
    [1, 2].map(() => iff(operate(number(1), "=", number(1)), number(0), sums)),
  ],
  ["there is one period", [unlessBlank(sums)]],
])("%s: a formula each", (_, formulas) => {
  expect(rowOf(...formulas)).toEqual(formulas.map((formula, i) => plain(formula, i)));
});
