import { describe, expect, test } from "vitest";
import { heightOf } from "../../src/hosts/port/plan.ts";

describe("the rows that a block needs", () => {
  test("its own, where nothing spills", () => {
    expect(heightOf([])).toBe(0);
    expect(heightOf([["a"], [1, { formula: "=A1" }]])).toBe(2);
  });
  test("and those that an array fills from its cell on", () => {
    const spilled = { formula: "=SORT(A1:B300)", fills: { rows: 300, columns: 2 } };
    expect(heightOf([["head"], [null, spilled]])).toBe(301);
    expect(heightOf([[spilled], ...Array.from({ length: 400 }, () => [null])])).toBe(401);
  });
});
