import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeRules, piecesOf } from "../../dsl/service/index.ts";
import { sampleRules } from "../../examples/generate.ts";
import { chapterNames, readChapter } from "../language/chapters.ts";

const texts = [sampleRules, ...chapterNames().map((name) => readChapter(name).rules)];

/** Some statements taken out, some changed by a remark of this writer, one added at the end. */
const edits = (who: string) =>
  fc
    .record({
      out: fc.array(fc.nat(40), { maxLength: 3 }),
      changed: fc.array(fc.nat(40), { maxLength: 4 }),
      added: fc.boolean(),
    })
    .map(({ out, changed, added }) => (text: string) => {
      const pieces = piecesOf(text);
      const kept = pieces.flatMap(({ text: piece }, at) => {
        if (out.includes(at)) return [];
        return [changed.includes(at) ? piece.replace(/^(\s*)/, `$1# ${who}\n`) : piece];
      });
      return kept.join("") + (added ? `\n\nkpi of_${who} = 1 + 1\n` : "");
    });
const cases = fc
  .record({ base: fc.constantFrom(...texts), a: edits("Ana"), b: edits("Ben") })
  .map(({ base, a, b }) => ({ base, mine: a(base), theirs: b(base) }));

const contents = (text: string) =>
  piecesOf(text)
    .map((p) => p.text.trim())
    .filter(Boolean)
    .sort();

describe("rules of two writers, joined by statement", () => {
  test("the pieces are the text, each with a name of its own", () => {
    for (const text of texts) {
      const pieces = piecesOf(text);
      expect(pieces.map((p) => p.text).join("")).toBe(text);
      expect(new Set(pieces.map((p) => p.key)).size).toBe(pieces.length);
    }
  });

  test("who changed nothing takes the other's text, sign for sign", () => {
    fc.assert(
      fc.property(cases, ({ base, mine, theirs }) => {
        expect(mergeRules(base, base, theirs).text({})).toBe(theirs.replace(/^\n+/, ""));
        expect(contents(mergeRules(base, mine, base).text({}))).toEqual(contents(mine));
        const same = mergeRules(base, mine, mine);
        expect(same.conflicts).toEqual([]);
        expect(same.text({})).toBe(mine.replace(/^\n+/, ""));
      }),
      { numRuns: 25 },
    );
  });

  test("only what both changed is asked, and both sides see the same question", () => {
    fc.assert(
      fc.property(cases, ({ base, mine, theirs }) => {
        const here = mergeRules(base, mine, theirs);
        const there = mergeRules(base, theirs, mine);
        const turned = there.conflicts.map(({ key, mine, theirs }) => ({
          key,
          mine: theirs,
          theirs: mine,
        }));
        const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
        expect([...here.conflicts].sort(byKey)).toEqual([...turned].sort(byKey));
        const pieces = (text: string) => new Map(piecesOf(text).map((p) => [p.key, p.text.trim()]));
        const [was, m, t] = [pieces(base), pieces(mine), pieces(theirs)];
        for (const { key } of here.conflicts) {
          expect(m.get(key)).not.toBe(was.get(key));
          expect(t.get(key)).not.toBe(was.get(key));
        }
      }),
      { numRuns: 25 },
    );
  });

  test("whatever is kept, nobody's statement is lost: it is in the text, was taken out, or is in a conflict", () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom("mine" as const, "theirs" as const),
        ({ base, mine, theirs }, side) => {
          const merge = mergeRules(base, mine, theirs);
          const keep = Object.fromEntries(merge.conflicts.map(({ key }) => [key, side]));
          const result = new Map(piecesOf(merge.text(keep)).map((p) => [p.key, p.text.trim()]));
          const asked = new Map(merge.conflicts.map((c) => [c.key, c]));
          const was = new Map(piecesOf(base).map((p) => [p.key, p.text.trim()]));
          for (const own of [mine, theirs])
            for (const { key, text } of piecesOf(own)) {
              const bare = text.trim();
              if (key === "" || bare === was.get(key)) continue;
              const conflict = asked.get(key);
              if (conflict) expect([conflict.mine, conflict.theirs]).toContain(bare);
              else expect(result.get(key)).toBe(bare);
            }
          for (const conflict of merge.conflicts)
            expect(result.get(conflict.key) ?? null).toBe(conflict[side]);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("goals are told apart by period and person, a changed amount is a change", () => {
    const base = 'goal a 2026 = 1 for "Ann"\ngoal a 2026 = 2 for "Bo"\n';
    const merge = mergeRules(base, base.replace("= 1", "= 5"), base.replace("= 2", "= 7"));
    expect(merge.conflicts).toEqual([]);
    expect(merge.joined.map(({ key, by }) => [key, by])).toEqual([
      ['goal a 2026 for "Ann"', "mine"],
      ['goal a 2026 for "Bo"', "theirs"],
    ]);
    expect(merge.text({})).toBe('goal a 2026 = 5 for "Ann"\ngoal a 2026 = 7 for "Bo"\n');
  });
});
