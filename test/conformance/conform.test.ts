/** The conformance suite itself: its files, its comparison, its published examples, its page. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import { type Answer, type Asked, type Case, isApart } from "../../src/conform/case.ts";
import { differences } from "../../src/conform/compare.ts";
import { judge } from "../../src/conform/judge.ts";
import { own } from "../../src/conform/own.ts";
import { readCases } from "../../src/conform/read.ts";
import { said } from "../../src/conform/report.ts";
import { KINDS } from "../../src/conform/schema.ts";
import { UserError } from "../../src/model/user-error.ts";
import { agree } from "./agree.ts";

const CASES = "test/conformance/cases";
const RIGHT = {
  id: "thirds",
  kind: "split",
  input: { total: 100, weights: [1, 1, 1] },
  expected: { goals: [34, 33, 33] },
};

describe("a file that can't be read as cases says what is wrong, and where", () => {
  const twins = { cases: [RIGHT, RIGHT] };
  const misspelt = { cases: [{ ...RIGHT, input: { total: 1, weigths: [1] } }] };
  const text = { cases: [{ ...RIGHT, input: { total: "1", weights: [1] } }] };
  const strange = { cases: [{ ...RIGHT, expected: { target: 1 } }] };
  const both = { cases: [{ ...RIGHT, error: { code: "holds" } }] };
  const code = { cases: [{ ...RIGHT, expected: undefined, error: { code: "holdings" } }] };
  const refusedTarget = {
    cases: [{ id: "t", kind: "target", input: { goal: 1 }, error: { code: "holds" } }],
  };
  test.each([
    ["f.json", '{"cases": [\n  {"id" "a"}\n]}', "no JSON: colon expected", "f.json:2:9"],
    ["f.json", "", "no JSON", "f.json:1:1"],
    ["f.json", "{}", "The file has no `cases`", "f.json:1:1"],
    ["f.json", twins, "Two cases are called `thirds`", "f.json:3:5, f.json:"],
    ["f.json", misspelt, "`cases[0].input` has no `weights`", "f.json:6:16"],
    ["f.json", text, "`cases[0].input.total` must be number", "f.json:7:18"],
    ["f.json", strange, "`cases[0].expected` has no `goals`", "f.json:"],
    ["f.json", both, "`cases[0]` needs a kind, an input and either `expected` or `error`", ":3:5"],
    ["f.json", code, "`cases[0].error.code` must be one of holds, all held", "f.json:"],
    ["f.json", refusedTarget, "`cases[0].error` is no outcome of this kind", "f.json:"],
    ["f.txt", "== sheets\n>> 1\n", "`== sheets` starts no part of a form", "f.txt:1"],
    ["f.txt", "== as of today\n>> 1\n", "`today` is not a day", "f.txt:1"],
    ["f.txt", "== rules\n", "The form asks nothing", "f.txt"],
  ])("%s %j", (path, content, what, where) => {
    const file = typeof content === "string" ? content : JSON.stringify(content, null, 2);
    const read = () => readCases(file, path);
    expect(read).toThrow(UserError);
    expect(read).toThrow(what);
    try {
      read();
    } catch (fault) {
      expect((fault as UserError).where).toContain(where);
    }
  });
});

describe("what differs", () => {
  const asked = (kind: string, wanted: Answer, within?: number): Asked => ({
    id: "a",
    about: "",
    place: "",
    kind,
    input: {},
    wanted,
    option: null,
    ...(within !== undefined && { within }),
  });
  const of = (kind: string, wanted: Answer, found: Answer, within?: number) =>
    differences(asked(kind, wanted, within), found).map(said);

  test("amounts far below a unit, rates of a ratio goal to 1e-12, the rest to 1e-9 of their size", () => {
    const value = (goals: number) => ({ value: { goals } });
    expect(of("split", value(1e9), value(1e9 + 0.9e-6))).toEqual([]);
    expect(of("split", value(0), value(1.1e-6))).toHaveLength(1);
    expect(of("ratio", value(0.75), value(0.75 + 2e-12))).toHaveLength(1);
    expect(of("ratio", value(0.75), value(0.75 + 0.5e-12))).toEqual([]);
    expect(of("forecast", value(1e6), value(1e6 + 0.9e-3))).toEqual([]);
    expect(of("forecast", value(1e6), value(1e6 + 1.1e-3))).toHaveLength(1);
    expect(of("pace", value(0.92), value(0.923), 0.005)).toEqual([]);
    expect(of("pace", value(0.92), value(0.926), 0.005)).toHaveLength(1);
  });

  test("numbers by how much; lists of other lengths, blanks and what is missing as they are", () => {
    const found = { value: { a: [1, 2], b: null, c: { d: "x" }, e: 5 } };
    const wanted = { value: { a: [1, 4], b: 0, c: { d: "y" }, f: true } };
    expect(of("status", wanted, found)).toEqual([
      "a[1]: expected 4, found 2: 2 less",
      "b: expected 0, found blank",
      'c.d: expected "y", found "x"',
      "f: expected true, found nothing",
    ]);
    expect(of("status", { value: { a: [1] } }, { value: { a: [1, 2] } })).toHaveLength(1);
    expect(of("status", { value: { a: Number.NaN } }, { value: { a: 1 } })).toHaveLength(1);
  });

  test("findings are counted only; a refusal is no value, and its figures are asked for", () => {
    const findings = (...list: string[]) => ({ value: { findings: list } });
    expect(of("split", findings("a"), findings("b"))).toEqual([]);
    expect(of("split", findings("a"), findings())).toHaveLength(1);
    const error = { error: { code: "holds", excess: 10 } };
    expect(of("split", error, { error: { code: "holds", excess: 10, held: 70 } })).toEqual([]);
    expect(of("split", error, { error: { code: "holds", excess: 9 } })).toEqual([
      "excess: expected 10, found 9: 1 less",
    ]);
    expect(of("split", error, { value: {} })).toHaveLength(1);
    expect(of("split", { value: {} }, { none: "no" })).toEqual([
      'no answer: expected {}, found "no"',
    ]);
  });
});

test("a case that an implementation passes over fails; nothing is skipped", async () => {
  const cases = readCases(JSON.stringify({ cases: [RIGHT, { ...RIGHT, id: "again" }] }), "f.json");
  const verdicts = await judge(cases, async () => [{ value: { goals: [34, 33, 33] } }]);
  expect(verdicts.map((v) => v.outcome)).toEqual(["passed", "failed"]);
});

describe("published examples", () => {
  const path = `${CASES}/worked-examples.json`;
  const cases = readCases(readFileSync(path, "utf8"), path);
  agree(
    cases.filter((one): one is Asked => !isApart(one)),
    own,
  );
  test("109 of them, each a case or a reason", () => {
    const examples = new Map<string, Case[]>();
    for (const one of cases) {
      const id = one.id.split("/")[0]!;
      examples.set(id, [...(examples.get(id) ?? []), one]);
    }
    expect(examples.size).toBe(109);
    const apart = [...examples.values()].filter((list) => list.every(isApart));
    expect(apart).toHaveLength(25);
    for (const one of cases) if (isApart(one)) expect(one.why).toMatch(/^[A-Z].{20,}\.$/);
  });

  test("read as they were collected, they become the same kinds of cases", async () => {
    const list = [
      { id: "a", topic: "rounding", inputs: { units: 7, ratios: [5, 3, 2] }, expected: [4, 2, 1] },
      {
        id: "b",
        topic: "rounding",
        inputs: { minor_units: 5, ratios: [3, 3, 4] },
        expected: { floor_to_first: [2, 1, 1], dhondt: [2, 1, 2] },
      },
      {
        id: "pace-96k",
        topic: "pacing",
        inputs: { to_date: 96000, elapsed: 12, days: 30, goal: 260000 },
        expected: { daily: 8000, projected: 240000, projected_attainment: 0.923 },
      },
      { id: "c", topic: "tiers", inputs: {}, expected: 1 },
      { id: "d", topic: "astrology", inputs: {}, expected: 1 },
    ];
    const made = await judge(readCases(JSON.stringify(list), "list.json"), own);
    expect(made.map((v) => `${v.one.id} ${v.outcome}`)).toEqual([
      "a passed",
      "b/floor_to_first failed",
      "b/dhondt does not apply",
      "pace-96k/forecast passed",
      "pace-96k/pace passed",
      "c does not apply",
      "d failed",
    ]);
    const broken = [{ id: "okr-ratio", topic: "attainment", inputs: null, expected: 1 }];
    expect(() => readCases(JSON.stringify(broken), "list.json")).toThrow("okr-ratio");
  });
});

describe("docs/conformance.md", () => {
  const page = readFileSync("docs/conformance.md", "utf8");
  test("has every kind, and says nothing of others", () => {
    const headed = [...page.matchAll(/^### `([a-z]+)`/gm)].map((m) => m[1]);
    expect(headed.sort()).toEqual(Object.keys(KINDS).sort());
  });
  const shown = [...page.matchAll(/^```json\n([\s\S]*?)^```/gm)].map((m) => m[1]!);
  const examples = shown.filter((text) => /"kind"/.test(text) && !/"case"/.test(text));
  const file = `{"cases": [${examples.join(",")}]}`;
  agree(
    readCases(file, "docs/conformance.md").filter((one): one is Asked => !isApart(one)),
    own,
  );
  test("shows at least one case of each kind", () => {
    const kinds = new Set(examples.map((text) => (JSON.parse(text) as Asked).kind));
    expect([...kinds].sort()).toEqual(Object.keys(KINDS).sort());
  });
});

describe("docs/conformance.schema.json", () => {
  const valid = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync("docs/conformance.schema.json", "utf8")) as object,
  );
  test.each(readdirSync(CASES))("%s fits it", (file) => {
    expect(valid(JSON.parse(readFileSync(`${CASES}/${file}`, "utf8")))).toBe(true);
  });
  test("a misspelt field doesn't", () => {
    const misspelt = { ...RIGHT, input: { total: 1, weights: [1], incremnt: 1 } };
    expect(valid({ cases: [misspelt] })).toBe(false);
    expect(existsSync("docs/conformance.md")).toBe(true);
  });
});
