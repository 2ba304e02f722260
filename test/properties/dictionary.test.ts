/** Reading texts quickly says what reading them plainly says. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText } from "../../dsl/fold.ts";
import { Dictionary, matchingHash } from "../../src/model/columns/dictionary.ts";
import { isTotalsLabel } from "../../src/model/totals.ts";

/** Few signs, so that texts often are alike: capitals, blanks of all kinds, wide letters, marks that don't show. */
const text = fc.string({
  unit: fc.constantFrom(
    "a",
    "A",
    "b",
    "B",
    " ",
    "\t",
    "\u00a0",
    "Ａ",
    "ß",
    "Σ",
    "ς",
    "\u200b",
    "9",
  ),
  maxLength: 5,
});

test("a dictionary gives each matching form one code, in the order first seen, and keeps its first spelling", () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 300 }), (cells) => {
      const forms = new Map([["", 0]]);
      const shown = [""];
      const codes = cells.map((cell) => {
        const form = foldText(cell);
        const known = forms.get(form);
        if (known !== undefined) return known;
        shown.push(cell.trim());
        forms.set(form, forms.size);
        return forms.size - 1;
      });
      const dictionary = new Dictionary();
      expect(cells.map((cell) => dictionary.codeOf(cell))).toEqual(codes);
      expect(dictionary.folded).toEqual([...forms.keys()]);
      expect(dictionary.shown).toEqual(shown);
    }),
  );
});

test("texts alike in matching form share their hash", () => {
  fc.assert(
    fc.property(text, (cell) => {
      expect(matchingHash(cell)).toBe(matchingHash(foldText(cell)));
    }),
  );
});

const label = fc
  .tuple(
    fc.constantFrom("", "East ", "ſ", "Grand ", "sub", "- ", "Mr. "),
    fc.constantFrom("Total", "TOTALS", "Summe", "ſum", "Ergebnis", "合計", "zwischensumme", "Ann"),
    fc.constantFrom("", " 2024", ":", "：", " 2024-Q1", "s"),
  )
  .map((parts) => parts.join(""));

test("a first or last sign rules out no label of totals", () => {
  fc.assert(
    fc.property(label, fc.boolean(), (said, owned) => {
      // Between blanks every label is read in full.
      expect(isTotalsLabel(said, owned)).toBe(isTotalsLabel(` ${said} `, owned));
    }),
  );
});
