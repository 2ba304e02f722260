import { describe, expect, test } from "vitest";
import { callFunction } from "../../src/functions/call.ts";
import { FUNCTIONS } from "../../src/functions/table.ts";

describe("every example of the function table", () => {
  const cases = FUNCTIONS.flatMap((f) =>
    f.examples.map((example, i) => [`${f.id} ${i + 1}`, f.id, example] as const),
  );
  test.each(cases)("%s", (_, id, { args, result }) => {
    const made = callFunction(id, args);
    const scalar =
      Array.isArray(result) &&
      result.length === 1 &&
      result[0]!.length === 1 &&
      !Array.isArray(made);
    expect(made).toEqual(scalar ? (result as unknown[][])[0]![0] : result);
  });
});

describe("what a sheet gets told", () => {
  test("an infeasible split says by how much", () => {
    expect(() => callFunction("SPLIT", [100, [[1], [1]], 1, [[60], [50]]])).toThrow(
      /110.*100.*10 too little/s,
    );
  });
  test("an argument that is no number is named", () => {
    expect(() => callFunction("SPLIT", ["many", [[1]]])).toThrow(
      /`total` is `many`, which is no number/,
    );
  });
  test("both spellings of a name work, a wrong one gets a suggestion", () => {
    expect(callFunction("KPI.ATTAINMENT", [90, 100])).toBe(0.9);
    expect(callFunction("KPI_ATTAINMENT", [90, 100])).toBe(0.9);
    expect(() => callFunction("KPI_ATAINMENT", [])).toThrow(/no function/);
  });
  test("blanks come as null, as nothing and as empty texts, and are all blank", () => {
    for (const blank of [null, undefined, ""]) {
      expect(callFunction("SCORE", [[[1, blank]], [[0.5, 0.5]]])).toBe(1);
    }
  });
});
