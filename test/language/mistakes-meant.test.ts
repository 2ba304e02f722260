import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compile } from "../../dsl/index.ts";
import { LineMap } from "../../dsl/span.ts";
import { catalogFrom } from "./catalogs.ts";
import { isSyntax, type Mistake } from "./mistakes.ts";

const mistakes: Mistake[] = JSON.parse(readFileSync("test/language/cases/mistakes.json", "utf8"));
describe("mistakes in what is meant: one message, at its place, with its fix", () => {
  const cases = mistakes.filter((m) => !isSyntax(m));
  test.each(cases.map((m) => [m.id, m] as const))("%s", (_, mistake) => {
    const lines = new LineMap(mistake.text);
    const { diagnostics } = compile(mistake.text, catalogFrom(mistake.sheets, mistake.rows));
    // Of advice there may be more; of mistakes there is one.
    const graver = diagnostics.filter((d) =>
      mistake.severity === "advice"
        ? lines.placeOf(d.span).line === mistake.at.line
        : d.severity !== "advice",
    );
    const shown = graver.map((d) => ({ severity: d.severity, at: lines.placeOf(d.span) }));
    expect(shown).toEqual([{ severity: mistake.severity, at: mistake.at }]);
    if (!mistake.fix) return;
    const fix = graver[0]!.fix;
    expect(fix && { at: lines.placeOf(fix.span), text: fix.text }).toEqual(mistake.fix);
  });
});

describe("all mistakes of writing, joined in any order, give one message each", () => {
  test("in the given order and reversed", () => {
    const bodies = mistakes.filter(isSyntax).filter((m) => m.id !== "slash-comment");
    for (const list of [bodies, [...bodies].reverse()]) {
      const text = list.map((m) => m.text).join("\n");
      const syntax = compile(text, null).diagnostics.filter((d) => /^KPI1/.test(d.code));
      expect(syntax.length).toBe(list.length);
    }
  });
});
