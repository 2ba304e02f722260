/** Habits from Excel, SQL and prose: what each is told, to the word, and that the fix mends it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../dsl/diagnostics/render.ts";
import { compile } from "../../dsl/index.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { workbookOf } from "./catalogs.ts";

const catalog = catalogOf(
  workbookOf({
    Team: [
      ["Agent", "Boss", "Region", "Hired", "Potential"],
      ["Anna Snelling", "Dustin Brinkmann", "Central", 45000, 100000],
      ["Cecily Lampkin", "Dustin Brinkmann", "East", 45000, 200000],
      ["Dustin Brinkmann", "Rocco Neubert", "East", 44000, null],
      ["Rocco Neubert", null, "HQ", 44000, null],
    ],
    Pipeline: [
      ["Agent", "Account", "Close date", "Engage date", "Amount", "Stage", "Product"],
      ["Anna Snelling", "Acme", 45000, 44990, 10, "Won", "GTX"],
      ["Anna Snelling", "Beta", 45001, 44990, 20, "Lost", "MG"],
      ["Cecily Lampkin", "Acme", 45002, 44990, 30, "Won", "GTX"],
    ],
    Accounts: [
      ["Account", "Sector", "Size"],
      ["Acme", "retail", 5],
      ["Beta", "tech", 7],
    ],
    Plan: [
      ["Agent", "Month", "Goal"],
      ["Anna Snelling", 45000, 100],
    ],
    GL: [["a", 1]],
    Activities: [
      ["Agent", "Day", "Kind"],
      ["Anna Snelling", 45000, "call"],
    ],
  }),
);
const BOOK = readFileSync("test/language/cases/habits-book.kpi", "utf8");
const SNIPPETS = readFileSync("test/language/cases/habits.kpi", "utf8")
  .split(/^---\n/m)
  .map((snippet) => snippet.trimEnd());

/** A book has one calendar: a snippet's own stands in its place. */
const bookFor = (snippet: string): string =>
  snippet.startsWith("calendar") ? BOOK.replace(/^calendar\n(?: .*\n)+/, "") : BOOK;
/** The snippet comes first, so that its lines count from 1. */
const told = (snippet: string): readonly Diagnostic[] =>
  compile(`${snippet}\n\n${bookFor(snippet)}`, catalog).diagnostics.filter(
    (d) => d.severity !== "advice",
  );
const mended = (snippet: string, { fix }: Diagnostic): string =>
  fix ? snippet.slice(0, fix.span.start) + fix.text + snippet.slice(fix.span.end) : snippet;

test("the book itself has no mistake", () => {
  expect(told("# nothing")).toEqual([]);
});

describe.each(SNIPPETS)("%s", (snippet) => {
  test("one mistake, one message, in the snippet itself", () => {
    const found = told(snippet);
    expect(found.length).toBe(1);
    expect(found[0]!.span.end).toBeLessThanOrEqual(snippet.length);
  });
  test("its fix, where it has one, leaves nothing to mend", () => {
    const [first] = told(snippet);
    if (first?.fix) expect(told(mended(snippet, first))).toEqual([]);
  });
});

test("the exact rendering", async () => {
  const rendered = SNIPPETS.map((snippet) => {
    const [first] = told(snippet);
    const shown = renderDiagnostic(first!, snippet, { file: "rules" });
    return first!.fix
      ? `${shown}\n   + ${mended(snippet, first!).replace(/\n/g, "\n     ")}`
      : shown;
  });
  await expect(`${rendered.join("\n\n")}\n`).toMatchFileSnapshot("cases/habits.txt");
});
