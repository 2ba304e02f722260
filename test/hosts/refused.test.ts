/** Why a host took no write, in both languages: the same figures, names and places in each sentence. */
import { describe, expect, test } from "vitest";
import { refusalIn, refused, type Told, WRITE_REFUSALS } from "../../src/hosts/port/refused.ts";
import { wordsOf } from "../../src/words/index.ts";

const SAID: { readonly [T in Told as T["key"]]: readonly T["params"][] } = {
  sheetTaken: [{ sheet: "KPI Results" }],
  sheetGone: [{ sheet: "Deals" }],
  cellChanged: [
    { place: "Deals!B3", found: "7", expected: "12" },
    { place: "Deals!B3", found: "", expected: "12" },
  ],
  rowsChanged: [{ place: "Deals!B3:C9" }],
  tooLong: [{ place: "Deals!B3", length: 50_001, most: 50_000 }],
  lastSheet: [{}],
  locked: [{}],
  protectedFrom: [
    { sheet: "Team", editors: ["ann@example.com", "bo@example.com"] },
    { sheet: "Team", editors: [] },
  ],
  protectedSheet: [{ sheet: "Team" }],
  hostRefused: [{ program: "excel", said: "Too busy" }],
  stopped: [{}],
  typedMeanwhile: [{ places: ["Deals!B3", "Team!C4:C6"] }],
};
const all = Object.entries(SAID).flatMap(([key, list]) =>
  list.map((params) => [key, params] as const),
);
const valuesOf = (params: object): string[] =>
  Object.entries(params)
    .filter(([key]) => key !== "program")
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]).map(String))
    .filter((text) => text !== "");
const ENGLISH = /\b(?:the|is|there|nothing|written|sheet|ask|taken|back)\b/i;

describe("a refused write", () => {
  test("has an example here of every kind", () => {
    expect(Object.keys(SAID).sort()).toEqual(Object.keys(WRITE_REFUSALS).sort());
  });
  test.each(all)("%s %j", (key, params) => {
    const result = refused("failed", key as "stopped", params);
    const german = refusalIn(result, wordsOf("de").writes);
    expect(refusalIn(result, wordsOf("en").writes)).toBe(result.message);
    for (const value of valuesOf(params)) {
      expect(result.message).toContain(value);
      expect(german).toContain(value);
    }
    const own = valuesOf(params).reduce((left, value) => left.split(value).join(""), german);
    expect(own).not.toMatch(ENGLISH);
    expect(german).toMatch(/\.$/);
  });
});
