import { describe, expect, test } from "vitest";
import { format } from "../../dsl/format/index.ts";
import { compile } from "../../dsl/index.ts";
import { RulesParser } from "../../dsl/syntax/grammar/rules-parser.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import { lex } from "../../dsl/syntax/tokens.ts";
import { TABLES, table } from "../../src/app/rows.ts";
import { run } from "../../src/app/run.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { workbookOf } from "./catalogs.ts";
import { chapterNames, readChapter } from "./chapters.ts";

const HEADS = /^(?:calendar|people|table|kpi|goal|cascade|score|flag|check|test|reset)$/i;

/** Every gap a line break, but before a statement word that is no head. */
function broken(text: string): string {
  const { tokens } = lex(text);
  let out = "";
  tokens.forEach((token, at) => {
    const gap =
      at === 0
        ? ""
        : text.slice(tokens[at - 1]!.startOffset + tokens[at - 1]!.image.length, token.startOffset);
    const head = /\n[^\S\n]*$/.test(gap);
    const keep = HEADS.test(token.image) && !head;
    out += at === 0 ? "" : keep ? " " : "\n";
    out += token.image;
  });
  return out;
}

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, v) => (key === "span" || key === "partsSpan" ? undefined : v)),
  );

/** The statements without their places, clauses in one order: the formatter may sort them. */
function meant(text: string): unknown {
  const { statements, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return statements.map((statement) => {
    const plain = withoutPlaces(statement) as { clauses?: unknown[] };
    const clauses = plain.clauses?.map((c) => JSON.stringify(c)).sort();
    return { ...plain, clauses };
  });
}

test("the grammar has no ambiguity that the parser library can find", () => {
  expect(() => new RulesParser(false)).not.toThrow();
});

describe.each(chapterNames())("%s", (name) => {
  const { rules: text, sheets } = readChapter(name);
  const workbook = workbookOf(sheets);
  test("parses without a diagnostic", () => {
    expect(parse(text).diagnostics).toEqual([]);
  });
  test("parses to the same tree with every gap a line break", () => {
    const plain = parse(text).statements;
    const odd = parse(broken(text));
    expect(odd.diagnostics).toEqual([]);
    expect(withoutPlaces(odd.statements)).toEqual(withoutPlaces(plain));
  });
  test("runs on its sample rows, and its own tests pass", () => {
    const results = run({ rules: text, workbook, asOf: null, today: null });
    expect(results.tests.filter((t) => !t.passed)).toEqual([]);
    expect(results.goals.length).toBeGreaterThan(0);
    // The recipes' own checks are figures that the page promises.
    if (name === "kpis") {
      expect(results.checks.length).toBeGreaterThan(20);
      expect(results.checks.filter((c) => !c.passed)).toEqual([]);
    }
    for (const name of TABLES) expect([...table(results, name).rows]).toBeInstanceOf(Array);
  });
  test("is formatted stably, to the same rules", () => {
    const once = format(text);
    expect(format(once)).toBe(once);
    expect(meant(once)).toEqual(meant(text));
  });
  test("is checked without an error or a warning", () => {
    const catalog = catalogOf(workbook);
    const { diagnostics } = compile(text, catalog);
    const rest = diagnostics.filter((d) => d.severity !== "advice");
    expect(
      rest.map((d) => `${d.code} ${text.slice(d.span.start, d.span.end)}: ${d.message}`),
    ).toEqual([]);
  });
});
