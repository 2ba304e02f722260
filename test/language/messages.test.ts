/** Every message to its word: each code's example, rendered, against a golden file. */
import { describe, expect, test } from "vitest";
import { CATALOGUE, type Code } from "../../dsl/diagnostics/catalogue.ts";
import { EXAMPLE_SHEETS, EXAMPLES, exampleText } from "../../dsl/diagnostics/examples.ts";
import { renderDiagnostic } from "../../dsl/diagnostics/render.ts";
import { compile } from "../../dsl/index.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { workbookOf } from "./catalogs.ts";

const catalog = catalogOf(workbookOf(EXAMPLE_SHEETS));
const codes = Object.keys(CATALOGUE).sort() as Code[];
const said = (code: Code) => {
  const text = exampleText(code);
  return { text, diagnostics: compile(text, catalog).diagnostics };
};
/** What the parser library would say; none of it may reach a user. */
const LIBRARY =
  /Expecting|EOF|NoViableAlt|MismatchedToken|Redundant input|-->|Kw_|undefined|\[object/;

test("there are at least 80 codes", () => {
  expect(codes.length).toBeGreaterThanOrEqual(80);
  expect(Object.keys(EXAMPLES).sort()).toEqual(codes);
});

describe.each(codes)("%s", (code) => {
  test("one mistake, one message, in the user's words", () => {
    const { diagnostics } = said(code);
    const isAdvice = CATALOGUE[code].severity === "advice";
    const found = diagnostics.filter(
      (d) => d.code === code || (!isAdvice && d.severity !== "advice"),
    );
    expect(found.map((d) => d.code)).toEqual([code]);
    expect(`${found[0]!.message} ${found[0]!.hint ?? ""}`).not.toMatch(LIBRARY);
  });
  test("its fix, where it has one, mends it", () => {
    const { text, diagnostics } = said(code);
    const fix = diagnostics.find((d) => d.code === code)?.fix;
    if (!fix) return;
    const mended = text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end);
    const still = compile(mended, catalog).diagnostics.filter(
      (d) => d.code === code && d.span.start === fix.span.start,
    );
    expect(still).toEqual([]);
  });
});

test("the exact rendering: source, caret, message, hint", async () => {
  const rendered = codes.map((code) => {
    const { text, diagnostics } = said(code);
    return renderDiagnostic(diagnostics.find((d) => d.code === code)!, text, { file: "rules" });
  });
  await expect(`${rendered.join("\n\n")}\n`).toMatchFileSnapshot("cases/messages.txt");
});
