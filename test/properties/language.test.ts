/** The language is total, recovers, formats and renames without changing what is meant; its IR is plain data. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { format } from "../../dsl/format/index.ts";
import { compile } from "../../dsl/index.ts";
import { applyEdits, complete, hover, outline, rename, uses } from "../../dsl/service/index.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import { newMemory } from "../../dsl/syntax/remember.ts";
import { lex } from "../../dsl/syntax/tokens.ts";
import { sampleRules } from "../../examples/generate.ts";
import { chapterNames, readChapter } from "../language/chapters.ts";

const books = [sampleRules, ...chapterNames().map((name) => readChapter(name).rules)];
const RUNS = Number(process.env.ANSWERABLE_FUZZ ?? 20_000);
/** Longer than any of these could need; a hang is what it is there to find. */
const LONG_MS = 2_000;

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, v) => (/span$/i.test(key) ? undefined : v)));

/** Words, signs and stray bits that people and other languages put into rules. */
const WORDS =
  'kpi goal cascade flag where of in for by at least most leading = == ( ) [ ] " \' { } , ; + - * / ^ % 5% 1,200 10mn 2025-Q5 2025-02-30 sum( count( reports everyone "Anna" [Stage] blank not and or else is met ‘ “ – ≤ \u00a0 \u200b 🙂 ä 漢 # // \t \r\n'.split(
    " ",
  );
const word = fc.constantFrom(...WORDS);
const statementsOf = (text: string) => text.split(/\n(?=[a-z]+ )/);
/** A statement or two of a real book, with tokens dropped, doubled, swapped or put in. */
const mutated = fc
  .record({
    book: fc.constantFrom(...books.map(statementsOf)),
    at: fc.nat(1_000),
    count: fc.integer({ min: 1, max: 3 }),
    edits: fc.array(fc.record({ at: fc.nat(10_000), kind: fc.nat(3), word }), { maxLength: 4 }),
  })
  .map(({ book, at, count, edits }) => {
    const text = book.slice(at % book.length, (at % book.length) + count).join("\n");
    const parts = text.split(/(\s+|[()[\],"=])/).filter((p) => p !== "");
    for (const edit of edits) {
      const i = edit.at % Math.max(1, parts.length);
      if (edit.kind === 0) parts.splice(i, 1);
      else if (edit.kind === 1) parts.splice(i, 0, parts[i] ?? "");
      else if (edit.kind === 2) parts.splice(i, 0, ` ${edit.word} `);
      else parts[i] = edit.word;
    }
    return parts.join("");
  });
const anything = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
  { weight: 1, arbitrary: fc.array(word, { maxLength: 30 }).map((w) => w.join(" ")) },
);

describe("any text gives diagnostics, never an exception", () => {
  test(`${RUNS} texts: mutations of real books, random words, random signs`, () => {
    let worst = 0;
    fc.assert(
      fc.property(anything, (text) => {
        const start = performance.now();
        const { diagnostics } = compile(text, null);
        worst = Math.max(worst, performance.now() - start);
        for (const { span, message } of diagnostics) {
          if (span.start < 0 || span.end < span.start || span.end > text.length) return false;
          if (/Expecting|EOF|NoViableAlt|undefined/.test(message)) return false;
        }
        return true;
      }),
      { numRuns: RUNS },
    );
    expect(worst).toBeLessThan(LONG_MS);
  }, 3_600_000);

  test("nor do the formatter and the editor's tools, at any offset", () => {
    fc.assert(
      fc.property(anything, fc.nat(500), (text, n) => {
        const at = text.length === 0 ? 0 : n % (text.length + 1);
        complete(text, at, null);
        hover(text, at, null);
        uses(text, at);
        outline(text);
        const once = format(text);
        return format(once) === once;
      }),
      { numRuns: Math.min(RUNS, 1_500) },
    );
  }, 600_000);
});

describe("a mistake stays in its statement", () => {
  test("breaking one changes the diagnostics of it, and of those that name what it says", () => {
    fc.assert(
      fc.property(fc.constantFrom(...books), fc.nat(1_000), word, (book, n, put) => {
        const { statements } = parse(book);
        const k = n % statements.length;
        const broken = statements[k]!;
        const end = broken.span.end;
        const text = `${book.slice(0, end)} ${put.replace(/["'[#\n]/g, "=")} )${book.slice(end)}`;
        const added = text.length - book.length;
        const others = parse(text).statements.filter((s) => s.span.start !== broken.span.start);
        const before = statements.filter((_, i) => i !== k);
        // Later statements stand where they stood, moved by what was put in.
        return (
          others.length === before.length &&
          others.every((s, i) => {
            const moved = before[i]!.span.start > end ? added : 0;
            return s.kind === before[i]!.kind && s.span.start === before[i]!.span.start + moved;
          })
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe("what is meant stays what it is", () => {
  test("typing with a memory gives what parsing anew gives", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...books),
        fc.array(fc.record({ at: fc.nat(20_000), put: word }), { minLength: 1, maxLength: 5 }),
        (book, edits) => {
          const memory = newMemory();
          let text = book;
          parse(text, memory);
          for (const { at, put } of edits) {
            const i = at % (text.length + 1);
            text = text.slice(0, i) + put + text.slice(i);
            expect(parse(text, memory)).toEqual(parse(text));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each(books.map((book, i) => [i, book] as const))(
    "book %i: format, rename, JSON",
    (_, book) => {
      const compiled = compile(book, null);
      expect(JSON.parse(JSON.stringify(compiled.program))).toEqual(compiled.program);
      const formatted = compile(format(book), null);
      expect(withoutPlaces(formatted.program.kpis)).toEqual(withoutPlaces(compiled.program.kpis));
      expect(withoutPlaces(formatted.program.figures)).toEqual(
        withoutPlaces(compiled.program.figures),
      );
      // Every KPI renamed in turn: the same figures, only the names differ.
      let text = book;
      for (const { name } of compiled.program.kpis) {
        const kpi = compile(text, null).program.kpis.find((k) => k.name === name)!;
        const made = rename(text, kpi.span.start + "kpi ".length, `${name} renamed`);
        if (!made.ok) throw new Error(made.message);
        text = applyEdits(text, made.edits);
      }
      const renamed = compile(text, null);
      expect(renamed.diagnostics.length).toBe(compiled.diagnostics.length);
      expect(withoutPlaces(renamed.program.figures)).toEqual(
        withoutPlaces(compiled.program.figures),
      );
      expect(renamed.program.kpis.map((k) => k.name.replace(/ renamed$/, ""))).toEqual(
        compiled.program.kpis.map((k) => k.name),
      );
    },
  );

  test("brackets nest to a limit that is told, not to the end of the stack", () => {
    for (const sign of [
      "(",
      "not ",
      "-",
      "if(",
      "sum(",
      "[",
      "1 + ",
      "1 else ",
      "a or ",
      "x of top ",
    ]) {
      const deep = `kpi x = ${sign.repeat(20_000)}1`;
      expect(() => compile(deep, null)).not.toThrow();
    }
    expect(lex("(".repeat(20_000)).tokens.length).toBe(20_000);
  });
});
