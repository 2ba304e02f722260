import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerableIn } from "./answerable.ts";

const CASES = new URL("../conformance/cases/standing-cases.json", import.meta.url).pathname;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "conform "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  return path;
}
const conform = (...args: string[]) => answerableIn(folder, "conform", ...args);

const SPLITS = {
  cases: [
    {
      id: "thirds",
      kind: "split",
      input: { total: 100, weights: [1, 1, 1] },
      expected: { goals: [34, 33, 33] },
    },
    {
      id: "holds",
      kind: "split",
      input: { total: 60, weights: [1, 1], held: [50, 20] },
      error: { code: "holds", excess: 10 },
    },
    {
      id: "reached",
      kind: "attainment",
      input: { actual: 80, goal: 100 },
      expected: { attainment: 0.8 },
    },
  ],
};

describe("case files", () => {
  test("that agree: a line each, a summary, exit 0", async () => {
    const { code, out } = await conform(CASES, "--kind", "share,forecast");
    expect(code).toBe(0);
    expect(out).toContain("passed  share  share-reports\n");
    expect(out).toMatch(/\n4 passed, 0 failed\.\n$/);
  });

  test("a case that differs is shown by path, expected, found and how much: exit 1", async () => {
    const wrong = { ...SPLITS.cases[0], expected: { goals: [33, 33, 34] } };
    const path = write("wrong.json", { cases: [wrong] });
    const { code, out } = await conform(path);
    expect(code).toBe(1);
    expect(out).toContain(`failed  split  thirds  ${path}:3:5`);
    expect(out).toContain("    goals[0]: expected 33, found 34: 1 more\n");
    expect(out).toContain("    goals[2]: expected 34, found 33: 1 less\n");
    expect(out).toContain("0 passed, 1 failed.");
  });

  test("a kind that nobody knows fails and says so; it is never skipped", async () => {
    const path = write("kind.json", {
      cases: [{ id: "a", kind: "sprit", input: {}, expected: {} }],
    });
    const { code, out } = await conform(path);
    expect(code).toBe(1);
    expect(out).toContain("the kind `sprit` is not known");
  });

  test("--only takes an id, --format json is for programs", async () => {
    const path = write("splits.json", SPLITS);
    const { code, out } = await conform(path, "--only", "holds", "--format", "json");
    expect(code).toBe(0);
    const { passed, failed, apart, cases } = JSON.parse(out);
    expect({ passed, failed, apart }).toEqual({ passed: 1, failed: 0, apart: 0 });
    expect(cases).toEqual([
      { id: "holds", kind: "split", place: `${path}:22:5`, outcome: "passed" },
    ]);
  });

  test("a malformed file is wrong use: what is wrong, and where", async () => {
    const path = write("malformed.json", { cases: [{ id: "a", kind: "split", expected: {} }] });
    const { code, out, err } = await conform(path);
    expect(err).toContain("`cases[0]` has no `input`");
    expect(err).toContain(`${path}:3:5`);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect((await conform(join(folder, "none.json"))).code).toBe(2);
  });

  test("a name that no case has is wrong use, not an empty pass", async () => {
    expect(await conform(CASES, "--only", "nobody")).toMatchObject({ code: 2, out: "" });
    expect((await conform(CASES, "--kind", "table")).err).toContain(
      "No case is of the kind `table`.",
    );
  });
});

/** Splits in plain proportion, rounded one by one: what a spreadsheet does, and what doesn't tie. */
const NAIVE = `
import { createInterface } from "node:readline";
createInterface({ input: process.stdin }).on("line", (line) => {
  const { case: at, kind, input } = JSON.parse(line);
  if (kind !== "split") return console.log(JSON.stringify({ case: at, none: "splits only" }));
  const sum = input.weights.reduce((a, b) => a + b, 0);
  const goals = input.weights.map((w) => Math.round((input.total * w) / sum));
  console.log(JSON.stringify({ case: at, value: { goals } }));
});
`;

describe("another implementation, held to the same cases", () => {
  const against = (program: string, ...args: string[]) =>
    conform(write("against.json", SPLITS), "--against", program, ...args);
  const run = (source: string) => `"${process.execPath}" "${write("other.mjs", source)}"`;

  test("a deliberately wrong one is found out, with the difference; refusals it misses too", async () => {
    const { code, out } = await against(run(NAIVE));
    expect(code).toBe(1);
    expect(out).toContain("goals[0]: expected 34, found 33: 1 less");
    expect(out).toMatch(/failed {2}split {2}holds .*\n {4}value: expected \{"code":"holds"/);
    expect(out).toContain('no answer: expected {"attainment":0.8}, found "splits only"');
    expect(out).toContain("0 passed, 3 failed.");
  });

  test("one that is right passes, in whatever order it answers; it is never told what is expected", async () => {
    const right = `
      import { readFileSync } from "node:fs";
      const asked = readFileSync(0, "utf8").trim().split("\\n").map((l) => JSON.parse(l));
      if (asked.some((a) => "expected" in a || "error" in a)) process.exit(1);
      const answers = {
        thirds: { value: { goals: [34, 33, 33], more: true } },
        holds: { error: { code: "holds", excess: 10 } },
        reached: { value: { attainment: 0.8000000001 } },
      };
      for (const a of asked.reverse()) console.log(JSON.stringify({ case: a.case, ...answers[a.id] }));
    `;
    expect(await against(run(right))).toMatchObject({ code: 0 });
  });

  test("lines that are no answers are told; cases without one fail and say how the program ended", async () => {
    const { code, out, err } = await against(run('console.log("hello"); process.exit(3)'));
    expect(code).toBe(1);
    expect(err).toContain("No answer to a case: hello");
    expect(out).toContain("The program ended with code 3 before it answered.");
    expect(out).toContain("0 passed, 3 failed.");
  });

  test("a program that says nothing is ended", async () => {
    const { code, out } = await against(run("setInterval(() => {}, 1000)"), "--timeout", "0.3");
    expect(code).toBe(1);
    expect(out).toContain("The program said nothing for 0.3 s.");
  });
});
