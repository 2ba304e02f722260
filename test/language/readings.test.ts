/** Where a line could be read in two ways: which one wins. Brackets say the same tree, or another one. */
import { describe, expect, test } from "vitest";
import { parse } from "../../dsl/syntax/parse.ts";

/** The tree without places and brackets. */
const tree = (text: string): readonly [unknown, readonly string[]] => {
  const { statements, diagnostics } = parse(text);
  const said = diagnostics.filter((d) => d.severity === "error").map((d) => d.code);
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== "object" || value === null) return value;
    const node = value as Record<string, unknown>;
    if (node.kind === "brackets") return bare(node.of);
    return Object.fromEntries(
      Object.entries(node)
        .filter(([key]) => !/span$/i.test(key) && key !== "image")
        .map(([key, inner]) => [key, bare(inner)]),
    );
  };
  return [bare(statements), said];
};
const kpi = (expr: string) => tree(`kpi x = ${expr}`);

describe("reads as the second, not as the third", () => {
  test.each([
    ["sum(T[a] where c = 1) / d", "(sum(T[a] where c = 1)) / d", "sum(T[a] where c = 1 / d)"],
    [
      "lost / customers last period",
      "lost / (customers last period)",
      "(lost / customers) last period",
    ],
    ["x of manager last year", "(x of manager) last year", "(x last year) of manager"],
    ["a else b >= c", "(a else b) >= c", "a else (b >= c)"],
    ["a / b else 0", "(a / b) else 0", "a / (b else 0)"],
    ["a between 1 and 5 and b = 2", "(a between 1 and 5) and (b = 2)", "a = 1 and (5 and b = 2)"],
    ["not a = b", "not (a = b)", "(not a) = b"],
    ["a + b * c ^ 2", "a + (b * (c ^ 2))", "(a + b) * c ^ 2"],
    ["a - b - c", "(a - b) - c", "a - (b - c)"],
    ["a / b / c", "(a / b) / c", "a / (b / c)"],
    ["a or b and c", "a or (b and c)", "(a or b) and c"],
    ["-a * b", "(-a) * b", "-(a * b)"],
    ["a in (1, 2)", "(a) in (1, 2)", "a in 2017-Q1"],
    ["a +\n  goal(b)", "a + goal(b)", "goal(b) + a"],
    ["a +\n  unit", "a + (unit)", "a"],
    ["growth(x, year)", "growth((x), year)", "growth(x, month)"],
    ["sum(T, x)", "sum(T, (x))", "sum(T) + x"],
  ])("%s", (written, same, other) => {
    expect(kpi(written)).toEqual(kpi(same));
    expect(kpi(written)).not.toEqual(kpi(other));
  });

  test("`by W else V` is another weight, `by (W else V)` another amount of the same", () => {
    const by = (weight: string) => tree(`cascade k\n  by ${weight}`);
    expect(by("a else b")).not.toEqual(by("(a else b)"));
    expect(by("50% a + 50% b")).not.toEqual(by("50% * a + 50% * b"));
  });

  test("`for 2 quarters` is how long, `for reps` who", () => {
    const [statements] = tree("flag f\n  when a is missed\n  for 2 quarters\n  hold person");
    expect(JSON.stringify(statements)).toContain('"grain":"quarter"');
  });

  test("a year after a goal's KPI, `reset` and `in` is a period; elsewhere a number", () => {
    expect(JSON.stringify(tree("goal k 2017 = 1 for reps"))).toContain('"label":"2017"');
    expect(JSON.stringify(kpi("a in 2017"))).toContain('"label":"2017"');
    expect(JSON.stringify(kpi("a + 2017"))).toContain('"value":2017');
  });
});

describe("no reading wins: an error", () => {
  test.each([
    ["-a ^ b", "KPI148"],
    ["- (a + b) ^ c", "KPI148"],
    ["a ^ b ^ c", "KPI141"],
    ["a - b ^ c ^ d", "KPI141"],
    ["1 < x < 5", "KPI142"],
    ["a where b / c", "KPI100"],
    ["60% revenue", "KPI145"],
  ])("%s", (written, code) => expect(kpi(written)[1]).toEqual([code]));
  test.each(["(-a) ^ b", "-(a ^ b)", "(a ^ b) ^ c", "a - b ^ c", "a * -b", "2 ^ -1"])(
    "%s says which",
    (expr) => expect(kpi(expr)[1]).toEqual([]),
  );
});

test("1.200 is one and two tenths, with advice; 0.125 is plain", () => {
  const said = (n: string) => parse(`goal k 2025 = ${n} for reps`).diagnostics.map((d) => d.code);
  const numbers = ["1.200", "12.500", "1.25", "1.2000", "0.125", "1200"];
  expect(numbers.map(said)).toEqual([["KPI149"], ["KPI149"], [], [], [], []]);
});
