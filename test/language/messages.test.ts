/** Every message to its word: each code's example, rendered, against a golden file. */
import { describe, expect, test } from "vitest";
import { CATALOGUE, type Code } from "../../dsl/diagnostics/catalogue.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { EXAMPLE_SHEETS, EXAMPLES, exampleText } from "../../dsl/diagnostics/examples.ts";
import { renderDiagnostic } from "../../dsl/diagnostics/render.ts";
import { compile } from "../../dsl/index.ts";
import { diagnosticsIn } from "../../dsl/words.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { workbookOf } from "./catalogs.ts";

const catalog = catalogOf(workbookOf(EXAMPLE_SHEETS));
const codes = Object.keys(CATALOGUE).sort() as Code[];
const texts = new Map(codes.map((code) => [code, exampleText(code)]));
const compiled = new Map<Code, readonly Diagnostic[]>();
const said = (code: Code) => {
  const text = texts.get(code)!;
  const diagnostics = compiled.get(code) ?? compile(text, catalog).diagnostics;
  compiled.set(code, diagnostics);
  return { text, diagnostics };
};
const ownOf = (code: Code): Diagnostic => said(code).diagnostics.find((d) => d.code === code)!;
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
  const rendered = codes.map((code) =>
    renderDiagnostic(ownOf(code), said(code).text, { file: "rules" }),
  );
  await expect(`${rendered.join("\n\n")}\n`).toMatchFileSnapshot("cases/messages.txt");
});

describe("in German", () => {
  const german = (code: Code) => diagnosticsIn("de-AT", [ownOf(code)])[0]!;

  const CHOSEN = ["key", "kind", "does", "says", "needs", "leading", "lagging"];
  /** Names and texts that a wording is filled with; what it chooses words by is none, and numbers look otherwise. */
  function filled(params: object): string[] {
    return Object.entries(params).flatMap(([name, value]) => {
      if (typeof value === "string")
        return /^[\d.]*$/.test(value) || CHOSEN.includes(name) ? [] : [value];
      return typeof value === "object" && value !== null ? filled(value) : [];
    });
  }

  test("every code's example, read beside the English", async () => {
    const lines = codes.map((code) => {
      const [ours, theirs] = [ownOf(code), german(code)];
      return [
        `${code}  ${ours.message} ${ours.hint ?? ""}`.trimEnd(),
        `        ${theirs.message} ${theirs.hint ?? ""}`.trimEnd(),
      ].join("\n");
    });
    await expect(`${lines.join("\n\n")}\n`).toMatchFileSnapshot("cases/messages-de.txt");
  });

  test.each(codes)(
    "%s says the same names and texts as in English, and stays at its place",
    (code) => {
      const [ours, theirs] = [ownOf(code), german(code)];
      const [english, translated] = [ours, theirs].map((d) => `${d.message} ${d.hint ?? ""}`);
      for (const text of filled(ours.params))
        expect(translated!.includes(text), `${text} in ${translated}`).toBe(
          english!.includes(text),
        );
      const { message: _, hint: __, ...place } = ours;
      expect(theirs).toMatchObject(place);
      expect(theirs.hint === null).toBe(ours.hint === null);
    },
  );

  test("a language without words of its own is English", () => {
    expect(diagnosticsIn("fr-FR", [ownOf("KPI200")])).toEqual([ownOf("KPI200")]);
  });
});
