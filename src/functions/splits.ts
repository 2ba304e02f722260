/** Functions that split: an amount over weights, a table whose rows and columns both tie. */
import { splitAmounts } from "../cascade/amounts.ts";
import { type Refusal, refusalText } from "../cascade/refusal.ts";
import type { Rounding } from "../cascade/rounding.ts";
import { splitTable } from "../cascade/split2.ts";
import { UserError } from "../model/user-error.ts";
import { numbersOf, shaped } from "./read.ts";
import { type AnyFunction, type Grid, sheetFunction } from "./spec.ts";

const split = sheetFunction({
  id: "SPLIT",
  summary: "Splits a total over weights, exactly, in whole increments, as the cascade does.",
  params: [
    { name: "total", type: "number", help: "What is to be split." },
    { name: "weights", type: "range", help: "One weight a cell; blank or 0 gets nothing." },
    {
      name: "increment",
      type: "number",
      optional: true,
      help: "The smallest step; 1 if left out.",
    },
    { name: "at_least", type: "range", optional: true, help: "Floors, cell by cell; blank: none." },
    { name: "at_most", type: "range", optional: true, help: "Caps, cell by cell; blank: none." },
    {
      name: "held",
      type: "range",
      optional: true,
      help: "Amounts that stay, cell by cell; blank: free.",
    },
    {
      name: "rounding",
      type: "text",
      optional: true,
      help: 'Who gets what is left of whole steps: "remainder" (default: the largest remainders), "largest", "first" or "webster".',
    },
  ],
  returns: "shape",
  examples: [
    { args: [1000, [[5], [3], [2]]], result: [[500], [300], [200]] },
    { args: [100, [[1, 1, 1]], 0.01], result: [[33.34, 33.33, 33.33]] },
    {
      args: [100, [[2, 3, 1]], null, null, null, null, "first"],
      result: [[34, 50, 16]],
    },
  ],
  run: (total, weights, increment, atLeast, atMost, held, rounding) => {
    const list = (grid: Grid | null) => (grid ? { list: numbersOf(grid) } : null);
    const [low, high, kept] = [list(atLeast), list(atMost), list(held)];
    const outcome = splitAmounts({
      total,
      weights: numbersOf(weights).map((w) => w ?? 0),
      ...(increment !== null && { increment }),
      ...(low && { atLeast: low.list }),
      ...(high && { atMost: high.list }),
      ...(kept && { held: kept.list }),
      rounding: roundingOf(rounding),
    });
    if (outcome.ok) return shaped(weights, outcome.value.goals);
    const text = inCells(outcome.refusal, "cell");
    throw new UserError(text, "SPLIT", "Change the total, a hold or a bound.");
  },
});

const ROUNDINGS: readonly Rounding[] = ["remainder", "largest", "first", "webster"];

function roundingOf(word: string | null): Rounding {
  const found = ROUNDINGS.find((r) => r === (word ?? "remainder").trim().toLowerCase());
  if (found) return found;
  throw new UserError(
    `\`${word}\` is no rounding.`,
    "rounding",
    `Write one of ${ROUNDINGS.join(", ")}.`,
  );
}

const inCells = (refusal: Refusal, one: "cell" | "row"): string =>
  refusalText(refusal, "this total", {
    amount: (x) => x.toLocaleString("en-US", { maximumFractionDigits: 9 }),
    person: (i) => `${one} ${i + 1}`,
    period: (j) => `column ${j + 1}`,
  });

const split2 = sheetFunction({
  id: "SPLIT2",
  summary: "A table whose rows and columns both tie, as near to its weights as whole steps allow.",
  params: [
    { name: "row_totals", type: "range", help: "One total a row." },
    { name: "column_totals", type: "range", help: "One total a column." },
    {
      name: "weights",
      type: "range",
      optional: true,
      help: "The shape to come close to, a cell for each row and column; 0 or blank stays empty. Left out: by the totals.",
    },
    {
      name: "increment",
      type: "number",
      optional: true,
      help: "The smallest step; 1 if left out.",
    },
  ],
  returns: "table",
  examples: [
    {
      args: [[[50], [30], [20]], [[25, 25, 25, 25]]],
      result: [
        [13, 13, 12, 12],
        [7, 7, 8, 8],
        [5, 5, 5, 5],
      ],
    },
    {
      args: [
        [[4], [5], [6]],
        [[4, 5, 6]],
        [
          [51, 98, 45],
          [60, 100, 120],
          [63, 102, 144],
        ],
      ],
      result: [
        [1, 2, 1],
        [1, 2, 2],
        [2, 1, 3],
      ],
    },
  ],
  run: (rowTotals, columnTotals, weights, increment) => {
    const rows = numbersOf(rowTotals).map((x) => x ?? 0);
    const columns = numbersOf(columnTotals).map((x) => x ?? 0);
    const shape = weights ? weights.map((row) => numbersOf([row]).map((x) => x ?? 0)) : null;
    const fits = shape?.length === rows.length && shape.every((r) => r.length === columns.length);
    if (shape && !fits)
      throw new UserError(
        `The weights are no table of ${rows.length} rows and ${columns.length} columns.`,
        "weights",
        "Give one cell for each row total and column total.",
      );
    const outcome = splitTable({
      rows,
      columns,
      weights: shape,
      ...(increment !== null && { increment }),
    });
    if (outcome.ok) return outcome.value.map((row) => [...row]);
    const text = inCells(outcome.refusal, "row");
    throw new UserError(
      text,
      "SPLIT2",
      "Change a total, or give a weight to a cell that has none.",
    );
  },
});

export const SPLITS: readonly AnyFunction[] = [split, split2];
