/** Rename keeps results: rules whose every name is another one give the figures, flags and findings they gave. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits, rename } from "../../dsl/service/index.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { TABLES, table } from "../../src/app/rows.ts";
import { type Run, run } from "../../src/app/run.ts";
import { readForm, runForm } from "../conformance/forms.ts";
import { expectSame } from "../support/same.ts";

const FORMS = "test/conformance/forms";

/** What every declaration is called, in the order of the text; broken statements are no declarations. */
const declared = (rules: string) =>
  parse(rules).statements.flatMap((s) =>
    s.kind === "kpi" || s.kind === "score" || s.kind === "flag" || s.kind === "table"
      ? [{ name: s.name.text, at: s.name.span.start }]
      : [],
  );

interface Renamed {
  readonly rules: string;
  /** The new name and the old one. */
  readonly back: readonly (readonly [string, string])[];
}

/** Every declared name in turn becomes `mark`, its number and `mark` again. */
function renamed(rules: string, mark: string): Renamed {
  let text = rules;
  const back: (readonly [string, string])[] = [];
  for (const [n, { name }] of declared(rules).entries()) {
    const to = `${mark}${n}${mark}`.trim();
    const made = rename(text, declared(text)[n]!.at, to);
    if (!made.ok) throw new Error(`${name}: ${made.message}`);
    text = applyEdits(text, made.edits);
    back.push([to, name]);
  }
  return { rules: text, back };
}

/** Every table of a run, its new names said as the old ones. */
function told(made: Run, back: Renamed["back"]): Record<string, unknown[][]> {
  const old = (cell: unknown): unknown => {
    if (typeof cell !== "string") return cell;
    const quoted = (name: string) => `'${name.replace(/'/g, "''")}'`;
    const said = back.reduce(
      (all, [to, name]) => all.replaceAll(quoted(to), name).replaceAll(to, name),
      cell,
    );
    return said.replaceAll("'", "").toLowerCase();
  };
  return Object.fromEntries(
    TABLES.map((name) => [name, [...table(made, name, {}).rows].map((row) => row.map(old))]),
  );
}

const mark = fc.constantFrom("z_", "Zä ", "it's ", "goal ", "漢");

test("the sample's tables, whatever its names", () => {
  const runOf = (rules: string) =>
    run({ rules, workbook: sampleWorkbook(), asOf: null, today: null });
  const before = told(runOf(sampleRules), []);
  expect(before.results!.length).toBeGreaterThan(1_000);
  fc.assert(
    fc.property(mark, (put) => {
      const { rules, back } = renamed(sampleRules, put);
      expect(back.length).toBeGreaterThan(15);
      expectSame(told(runOf(rules), back), before);
    }),
    { numRuns: 2 },
  );
});

// The sheet of actions names flags as its writer did: a record is not rewritten with the rules.
const forms = readdirSync(FORMS).filter((file) => file !== "actions.txt");

test.each(forms)("%s", (file) => {
  const form = readForm(readFileSync(`${FORMS}/${file}`, "utf8"), file);
  const before = told(runForm(form), []);
  fc.assert(
    fc.property(mark, (put) => {
      const { rules, back } = renamed(form.rules, put);
      expectSame(told(runForm({ ...form, rules }), back), before);
    }),
    { numRuns: 2 },
  );
});
