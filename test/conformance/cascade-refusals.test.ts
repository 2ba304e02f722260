/** The sentences of docs/cascade.md are those that the code gives. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Refusal, refusalText } from "../../src/cascade/refusal.ts";

const page = readFileSync("docs/cascade.md", "utf8");

/** One of each: the compiler asks for a new code here. */
const EXAMPLES: { readonly [code in Refusal["code"]]: Extract<Refusal, { code: code }> } = {
  holds: { code: "holds", period: 0, target: 20, held: 25, excess: 5 },
  "all held": { code: "all held", target: 100, held: 90, short: 10 },
  floors: { code: "floors", target: 100, floors: 110, excess: 10, nearest: 110 },
  caps: { code: "caps", target: 100, caps: 70, excess: 30, nearest: 70 },
  "no increment": { code: "no increment", who: 0, floor: 310, cap: 390, increment: 100 },
  odd: { code: "odd", target: 107, odd: 7, increment: 100 },
  "cells over year": { code: "cells over year", who: 1, cells: 50, year: 40, excess: 10 },
  periods: {
    code: "periods",
    kind: "caps",
    periods: [0],
    who: [0],
    owed: 50,
    can: 40,
    short: 10,
  },
  nobody: { code: "nobody", period: 0, target: 10, open: 10 },
  "totals differ": { code: "totals differ", rows: 9, columns: 10 },
  "not whole increments": { code: "not whole increments", margin: 150, increment: 100 },
  "no table": { code: "no table", rows: [0], columns: [1], owed: 5, can: 3, short: 2 },
  "rate caps": { code: "rate caps", target: 90, most: 80, short: 10 },
  "rate floors": { code: "rate floors", target: 10, least: 20, over: 10 },
};
const sentence = (refusal: Refusal): string =>
  refusalText(refusal, "Zoe", {
    amount: String,
    person: (i) => ["Ann", "Ben"][i]!,
    period: (j) => ["2026-01", "2026-02"][j]!,
  });

describe("what can't be met", () => {
  test.each(Object.entries(EXAMPLES))("%s: the page has the sentence", (code, refusal) => {
    expect(page).toContain(`| ${code} | ${sentence(refusal)} |`);
  });
  test.each(Object.entries(EXAMPLES))("%s: every figure is in the sentence", (_, refusal) => {
    for (const [key, value] of Object.entries(refusal)) {
      const isFigure = typeof value === "number" && !["who", "period", "open"].includes(key);
      if (isFigure) expect(sentence(refusal)).toContain(String(value));
    }
  });
});
