import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { format } from "../../dsl/format/index.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import sample from "../../examples/sample.kpi";
import { chapterNames, readChapter } from "./chapters.ts";
import type { Mistake } from "./mistakes.ts";

const texts: [string, string][] = [
  ["the sample", sample],
  ...chapterNames().map((name): [string, string] => [name, readChapter(name).rules]),
];

/** Trees without places, clauses in a fixed order: what a text means. */
function meaning(text: string): unknown {
  const strip = (key: string, value: unknown): unknown => {
    if (key === "span" || key === "partsSpan" || key === "image") return undefined;
    if (key === "clauses" && Array.isArray(value)) {
      return [...value].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
    }
    return value;
  };
  return JSON.parse(JSON.stringify(parse(text).statements, strip));
}

describe.each(texts)("%s", (_, text) => {
  test("keeps its meaning", () => {
    expect(meaning(format(text))).toEqual(meaning(text));
    expect(parse(format(text)).diagnostics).toEqual([]);
  });
  test("a second time changes nothing", () => {
    expect(format(format(text))).toBe(format(text));
  });
  test("keeps every comment", () => {
    const comments = (t: string) => parse(t).comments.map((c) => c.text.trim());
    expect(comments(format(text))).toEqual(comments(text));
  });
  test("no line begins with a sign that a cell takes for a formula", () => {
    expect(
      format(text)
        .split("\n")
        .filter((line) => /^\s*[-=+@']/.test(line)),
    ).toEqual([]);
  });
});

test("a broken statement stays as it was typed", () => {
  const mistakes: Mistake[] = JSON.parse(readFileSync("test/language/cases/mistakes.json", "utf8"));
  for (const { text } of mistakes) {
    const words = (t: string) =>
      t
        .replace(/[\s"“”]+/g, "")
        .split("")
        .sort()
        .join("");
    for (const piece of parse(text).statements) {
      if (piece.kind === "broken")
        expect(format(text)).toContain(text.slice(piece.span.start, piece.span.end));
    }
    expect(words(format(text)).length).toBeGreaterThan(words(text).length * 0.9);
  }
});

describe("a comment at the end of a line", () => {
  test("stays beside a broken statement", () => {
    expect(format("kpi x = ) # look\nkpi y = 1 # one\n")).toBe(
      "kpi x = ) # look\n\n# one\nkpi y = 1\n",
    );
  });
  test("goes above its goal, with the blank line that a comment has before it", () => {
    const once = format(
      "goal a 2026 = 1 for reps\ngoal b 2026 = 2 for reps # why\ngoal c 2026 = 3 for reps\n",
    );
    expect(once).toBe(
      "goal a 2026 = 1 for reps\n\n# why\ngoal b 2026 = 2 for reps\ngoal c 2026 = 3 for reps\n",
    );
    expect(format(once)).toBe(once);
  });
});

describe("words that are no statement", () => {
  test.each([
    [
      "stand where they stood among comments",
      "# one\nsome words\n  # two\nmore words\n# three\nkpi a = 1\n",
      "# one\nsome words\n# two\nmore words\n# three\nkpi a = 1\n",
    ],
    [
      "stay above a comment that leaves its statement",
      "some words\nkpi a = # half\n  lagging\n",
      "some words\n# half\nkpi a = lagging\n",
    ],
    [
      "stay below the statement before them",
      "kpi a = 1\nsome words\n\n# of b\nkpi b = 2\n",
      "kpi a = 1\nsome words\n\n# of b\nkpi b = 2\n",
    ],
    [
      "become clauses where the statement was further in than they",
      "   kpi a = 1\n  lagging\n  unit   %\n",
      "kpi a = 1\n  lagging\n  unit %\n",
    ],
    [
      "aren't lost after the last statement",
      "   kpi a = 1\n  leadingleading\n# end\n",
      "kpi a = 1\n  leadingleading\n\n# end\n",
    ],
  ])("%s, the second time too", (_, text, laidOut) => {
    expect(format(text)).toBe(laidOut);
    expect(format(laidOut)).toBe(laidOut);
  });
});
