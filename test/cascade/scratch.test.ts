import { expect, test } from "vitest";
import { roomIn } from "../../src/cascade/scratch.ts";

test("scratch is the same list while it is large enough, else one with room to grow", () => {
  const list = new Float64Array([1, 2, 3]);
  expect(roomIn(list, 2, Float64Array)).toBe(list);
  expect(roomIn(list, 3, Float64Array)).toBe(list);
  expect(roomIn(list, 4, Float64Array)).toEqual(new Float64Array(8));
  expect(roomIn(new Uint8Array(0), 5, Uint8Array)).toEqual(new Uint8Array(10));
});
