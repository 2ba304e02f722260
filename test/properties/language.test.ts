/** The language is total, recovers, formats and renames without changing what is meant; its IR is plain data. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { format } from "../../dsl/format/index.ts";
import { compile, newMemory, recheck } from "../../dsl/index.ts";
import { applyEdits, complete, hover, outline, rename, uses } from "../../dsl/service/index.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import { lex } from "../../dsl/syntax/tokens.ts";
import { sampleRules } from "../../examples/generate.ts";
import { chapterNames, readChapter } from "../language/chapters.ts";
import { expectSame } from "../support/same.ts";

const books = [sampleRules, ...chapterNames().map((name) => readChapter(name).rules)];
const RUNS = Number(process.env.ANSWERABLE_FUZZ ?? 2_500);
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
/** Nothing that was typed is lost by laying a text out: not a word of it, though `2 quarter` become quarters. */
const wordsOf = (text: string) =>
  new Set((text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).map((word) => word.replace(/s$/, "")));
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
        const kept = wordsOf(once);
        expect([...wordsOf(text)].filter((said) => !kept.has(said))).toEqual([]);
        expect(format(once)).toBe(once);
      }),
      { numRuns: Math.ceil(RUNS / 20) },
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
      { numRuns: 300 },
    );
  });
});

/** What people do to a text: type, take out, move a statement, give a name another one, and undo. */
const edit: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.tuple(fc.nat(20_000), word).map(([at, put]) => (text: string) => {
    const i = at % (text.length + 1);
    return text.slice(0, i) + put + text.slice(i);
  }),
  fc.tuple(fc.nat(20_000), fc.integer({ min: 1, max: 12 })).map(([at, n]) => (text: string) => {
    const i = at % (text.length + 1);
    return text.slice(0, i) + text.slice(i + n);
  }),
  fc.tuple(fc.nat(100), fc.nat(100)).map(([from, to]) => (text: string) => {
    const parts = statementsOf(text);
    const [one] = parts.splice(from % parts.length, 1);
    parts.splice(to % (parts.length + 1), 0, one!);
    return parts.join("\n");
  }),
  fc.tuple(fc.nat(100), fc.boolean()).map(([at, twice]) => (text: string) => {
    const parts = statementsOf(text);
    parts.splice(at % parts.length, 1, ...(twice ? Array(2).fill(parts[at % parts.length]) : []));
    return parts.join("\n");
  }),
  fc
    .tuple(fc.nat(1_000), fc.constantFrom("x", "", "goal", "revenue"))
    .map(([at, put]) => (text: string) => {
      const names = [...text.matchAll(/\b(?:kpi|score|flag|table) (\w+)/g)];
      const name = names[at % Math.max(1, names.length)];
      if (!name) return text;
      const end = name.index + name[0].length;
      return text.slice(0, end) + put + text.slice(end);
    }),
  fc.constant((text: string) => `\n${text}`),
);

describe("what is meant stays what it is", () => {
  test("typing with a memory gives what compiling anew gives", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...books),
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        (book, edits) => {
          const memory = newMemory();
          let text = book;
          recheck(text, null, memory);
          for (const make of edits) {
            text = make(text);
            const anew = compile(text, null);
            const { diagnostics, statements } = recheck(text, null, memory);
            expectSame(diagnostics, anew.diagnostics);
            expectSame(statements, anew.statements);
          }
        },
      ),
      { numRuns: 120 },
    );
  }, 120_000);

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

  test("KPIs rest on one another to a limit that is told, whichever is said first", () => {
    const chain = (n: number, of: (i: number) => string) =>
      Array.from({ length: n }, (_, i) => `kpi k${i + 1} = ${of(i)}`);
    const codes = (lines: readonly string[]) =>
      compile(["kpi k0 = 2", ...lines].join("\n"), null).diagnostics.map((d) => d.code);
    for (const way of [(l: string[]) => l, (l: string[]) => l.reverse()]) {
      expect(codes(way(chain(1_000, (i) => `k${i} + 1`)))).toEqual([]);
      expect(codes(way(chain(4_000, (i) => `k${i} + 1`)))).toEqual(["KPI315"]);
      expect(codes(way(chain(60, (i) => `k${i} + k${i} last year`)))).toEqual([]);
      expect(codes(way(chain(500, (i) => `k${i} + k${i}`)))).toEqual([]);
    }
    // A ring of any length is one message, too.
    expect(codes(["kpi k9 = k8", "kpi k8 = k7", "kpi k7 = k9"])).toEqual(["KPI314"]);
    expect(codes([...chain(3_000, (i) => `k${i + 2}`), "kpi k3001 = k1"]).length).toBe(1);
  });
});
