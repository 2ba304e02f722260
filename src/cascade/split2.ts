/** The sheet function SPLIT2: a table whose rows and columns both tie (A7), in decimal amounts. */
import { perUnitOf } from "./amounts.ts";
import { tie } from "./coarse.ts";
import { toUnits } from "./exact.ts";
import { done, type Outcome, refused } from "./refusal.ts";

export interface Split2Input {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The shape to come near to, row by row; 0, blank and negative stay empty. Null or all zero: rows × columns / total. */
  readonly weights: readonly (readonly number[])[] | null;
  readonly increment?: number;
}

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

/**
 * The nearest table in whole increments with the given margins. Refuses totals that differ, margins that are
 * no whole increments or face both ways, and weights whose zeros leave no room: then it names the rows that
 * owe more than the columns they may use can take.
 */
export function splitTable(input: Split2Input): Outcome<readonly (readonly number[])[]> {
  const { increment = 1 } = input;
  const perUnit = perUnitOf([increment, ...input.rows, ...input.columns]);
  const q = toUnits(increment, perUnit);
  const all = sum(input.rows.map((r) => toUnits(r, perUnit)));
  const sign = all < 0 ? -1 : 1;
  const rowSums = Float64Array.from(input.rows, (r) => sign * toUnits(r, perUnit));
  const columnSums = Float64Array.from(input.columns, (c) => sign * toUnits(c, perUnit));
  const totals = [sum([...rowSums]), sum([...columnSums])] as const;
  const back = (units: number) => (sign * units) / perUnit || 0;
  if (totals[0] !== totals[1])
    return refused({ code: "totals differ", rows: back(totals[0]), columns: back(totals[1]) });
  const odd = [...rowSums, ...columnSums].find((m) => m % q !== 0 || m < 0);
  if (odd !== undefined)
    return refused({ code: "not whole increments", margin: back(odd), increment });
  const [height, width] = [rowSums.length, columnSums.length];
  const weights = input.weights?.flatMap((row) => row.map((w) => (w > 0 ? w : 0))) ?? [];
  const shares = weights.some((w) => w > 0) ? Float64Array.from(weights) : null;
  const out = new Float64Array(height * width);
  const cut = tie(
    {
      rows: height,
      rowSums,
      columnSums,
      shares,
      isOpen: shares && Uint8Array.from(shares, (s) => (s > 0 ? 1 : 0)),
      increment: q,
      notes: { inUnits: false },
    },
    out,
  );
  if (cut) {
    const [owed, can] = [back(cut.owed * q), back(cut.can * q)];
    return refused({
      code: "no table",
      rows: cut.rows,
      columns: cut.columns,
      owed,
      can,
      short: ((cut.owed - cut.can) * q) / perUnit,
    });
  }
  return done(
    Array.from({ length: height }, (_, i) =>
      Array.from(out.subarray(i * width, (i + 1) * width), back),
    ),
  );
}
