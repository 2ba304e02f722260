/** What is told of what can't be formulas: every reason in English, and in German beside it. */
import { expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import type { CheckSaid } from "../../src/formula/check-words.ts";
import type { Form, Reason, WhyKept } from "../../src/formula/notices.ts";
import { SHEETS } from "../../src/formula/sheet.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { wordsOf } from "../../src/words/index.ts";
import { workbookOf } from "../support/ir-forms.ts";

const FORMS: readonly Form[] = [
  "today",
  "texts",
  "score",
  "too long",
  { key: "standing", kpi: "‹kpi›" },
];
const REASONS: readonly Reason[] = [
  { of: "moves" },
  ...FORMS.map((form): Reason => ({ of: "form", form })),
  { of: "cells", column: "‹Table›[‹column›]", count: 1, example: "‹place›" },
  { of: "cells", column: "‹Table›[‹column›]", count: 2, example: "‹place›" },
  { of: "rows", table: "‹Table›", example: "‹place›" },
  { of: "column", table: "‹Table›", column: "‹column›" },
  { of: "column", table: null, column: "‹column›" },
  { of: "links", table: "‹Table›", example: "‹place›" },
  { of: "table", table: "‹Table›" },
];
const OF_FLAGS: readonly Reason[] = [
  { of: "flag form", form: "below people" },
  { of: "flag form", form: { key: "untracked", grain: "half" } },
];
const KEPT: readonly WhyKept[] = [
  { of: "many", reports: 77 },
  { of: "clauses", clauses: ["at least", "to", "rounding webster"] },
  ...(["rate", "blend", "months", "absences", "decided"] as const).map((of) => ({ of })),
  ...(["changed", "untracked", "items"] as const).map((of) => ({ of })),
];

const CHECKS: readonly CheckSaid[] = [
  { of: "rows below", sheet: "‹Sheet›", row: 1_234 },
  { of: "people below", sheet: "‹Sheet›", row: 1_234 },
  { of: "new texts", place: "‹place›" },
  { of: "people changed", sheet: "‹Sheet›", isTreeLive: true },
  { of: "people changed", sheet: "‹Sheet›", isTreeLive: false },
  { of: "too deep", sheet: "‹Sheet›", levels: 6 },
  ...(["holidays changed", "no manager", "twice", "dates", "errors"] as const).map((of) => ({
    of,
    sheet: "‹Sheet›",
  })),
  { of: "undivided", label: "‹label›" },
  { of: "goals changed", label: "‹label›", asOf: "‹day›" },
  { of: "origins changed", label: "‹label›", asOf: "‹day›" },
  { of: "weights changed", label: "‹label›", asOf: "‹day›" },
  { of: "months changed", label: "‹label›", asOf: "‹day›" },
  {
    of: "under values",
    sheet: "‹Sheet›",
    figures: ["‹label›"],
    goals: ["‹other›"],
    asOf: "‹day›",
  },
  { of: "as of", asOf: "‹day›" },
];

function all(language: string): string[] {
  const { notices: say, checks } = wordsOf(language);
  const name = "‹name›";
  return [
    ...REASONS.map((reason) => say.kpi(name, reason)),
    ...REASONS.map((reason) => say.goals(name, reason)),
    ...[...REASONS, ...OF_FLAGS].map((reason) => say.flag(name, reason)),
    ...KEPT.map((why) => say.kept(name, why, "‹day›")),
    say.tree("‹day›", "dates", "‹Sheet›"),
    say.tree("‹day›", "no formulas", "‹Sheet›"),
    say.levels([name], "‹column›"),
    say.levels([name, "‹other›"], "‹column›"),
    say.tooMuch(12_345, 1_234),
    say.tooManyHere(123_456),
    ...CHECKS.flatMap((check) => Object.values(checks.line(check)) as string[]),
    ...[...checks.header, checks.fine, checks.allCounted, checks.notUpToDate("‹Sheet›")],
  ];
}
const [english, german] = [all("en"), all("de-DE")];
const fillings = (text: string): string[] => [...new Set(text.match(/‹\w+›/g) ?? [])].sort();
const ENGLISH_WORDS =
  /\b(the|is|are|of|and|with|goals?|column|that|has|no|not|by|from|to|for|publish(ed)?|values|rows?)\b/i;

test("all of them, read beside the English", async () => {
  const pairs = english.map((text, i) => `${text}\n${german[i]}`);
  await expect(`${pairs.join("\n\n")}\n`).toMatchFileSnapshot("golden/notices.txt");
});

test("what is written on the sheets speaks the workbook's language, whoever publishes", () => {
  const rules = `calendar
  track quarterly
people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
kpi sold = sum(Deals[Amount])
`;
  const workbook = { ...workbookOf({ said: "", rules: "" }), locale: "de-DE" };
  const results = run({ rules, workbook, asOf: parseIso("2026-06-30"), today: null });
  const { book } = formulaPublication(results, workbook, DIALECTS.excel365, true);
  const sheet = book.sheets.find(({ name }) => name === SHEETS.checks)!;
  expect(sheet.rows[0]!.slice(0, 3)).toEqual(["Prüfung", "Anzahl", "Was zu tun ist"]);
  expect(sheet.rows[1]![2]).toMatchObject({ result: "in Ordnung" });
});

test.each(english.map((text, i) => [text, german[i]!]))("%s", (text, translated) => {
  expect(fillings(translated)).toEqual(fillings(text));
  expect(translated.replace(/`[^`]*`|‹\w+›/g, "")).not.toMatch(ENGLISH_WORDS);
});
