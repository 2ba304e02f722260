/** Univer's caches: formulas whose short keys are the same stay what they are. */
import { hashAlgorithm } from "@univerjs/core";
import { afterEach, expect, test } from "vitest";
import type { WriteCell } from "../../src/hosts/port/index.ts";
import { type LocalBook, localBook } from "../formula/univer.ts";

let book: LocalBook | null = null;
afterEach(() => book?.close());

const worked = async (cells: readonly (readonly WriteCell[])[]) => {
  book = localBook([{ kind: "write", sheet: "S", top: 0, left: 0, old: null, cells, why: "" }]);
  return (await book.worked()).sheets[0]!.columns;
};

/** A pair that meets in 32 bits, found by chance among two million. */
const FORMULAS = [
  '=IF(COUNT(A1:A2)=2,A1*305923+A2*477798,"Both amounts are to be given first")',
  '=IF(COUNT(A1:A2)=2,A1*162641+A2*458797,"Both amounts are to be given first")',
] as const;

test("two formulas that meet are worked out each for itself", async () => {
  const [one, other] = FORMULAS;
  expect(hashAlgorithm(one)).toBe(hashAlgorithm(other));
  const columns = await worked([
    [1, { formula: one }],
    [10, { formula: other }],
  ]);
  expect(columns[1]).toEqual([305_923 + 4_777_980, 162_641 + 4_587_970]);
});
