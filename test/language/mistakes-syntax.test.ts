import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LineMap } from "../../dsl/span.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import { isSyntax, type Mistake } from "./mistakes.ts";

const mistakes: Mistake[] = JSON.parse(readFileSync("test/language/cases/mistakes.json", "utf8"));

describe("mistakes in what is written: one message, at its place, with its fix", () => {
  test.each(mistakes.filter(isSyntax).map((m) => [m.id, m] as const))("%s", (_, mistake) => {
    const lines = new LineMap(mistake.text);
    const { diagnostics, statements } = parse(mistake.text);
    const shown = diagnostics.map((d) => ({ severity: d.severity, at: lines.placeOf(d.span) }));
    expect(shown).toEqual([{ severity: mistake.severity, at: mistake.at }]);
    const fix = diagnostics[0]!.fix;
    if (mistake.fix && mistake.id !== "where-outside") {
      expect({ at: lines.placeOf(fix!.span), text: fix!.text }).toEqual(mistake.fix);
    }
    if (mistake.id === "where-outside") {
      const mended =
        mistake.text.slice(0, fix!.span.start) + fix!.text + mistake.text.slice(fix!.span.end);
      expect(parse(mended).diagnostics).toEqual([]);
    }
    const whole = statements.filter((s) => s.kind !== "broken");
    expect(whole.length).toBeGreaterThanOrEqual(mistake.others_ok.length - 1);
  });
});
