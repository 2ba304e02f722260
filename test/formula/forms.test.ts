/** The forms of the support tables hold what they stand for, and a refusal of one is a sentence in every program. */
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { compile } from "../../dsl/index.ts";
import type { Program } from "../../dsl/ir/ir.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { DIALECTS, type DialectId } from "../../src/formula/text/dialect.ts";
import {
  AGGREGATES,
  DAYS,
  FIGURES,
  type Form,
  NODES,
  ROWS,
  rulesOf,
  TIMES,
  workbookOf,
} from "../support/ir-forms.ts";

type Named = Readonly<Record<string, readonly Form[]>>;
const aggregates = ({ figures }: Program) =>
  figures.flatMap(({ node }) => (node.kind === "aggregate" ? [node] : []));
const GROUPS: readonly [string, Named, (program: Program) => readonly string[]][] = [
  ["figures", FIGURES, ({ figures }) => figures.map(({ node }) => node.kind)],
  ["rows", ROWS, ({ rows }) => rows.map(({ kind }) => kind)],
  ["days", DAYS, ({ measures }) => measures.map(({ day }) => day.at)],
  ["times", TIMES, ({ windows }) => windows.flatMap(({ steps }) => steps.map(({ op }) => op))],
  ["nodes", NODES, (program) => aggregates(program).map(({ node }) => node.who)],
  [
    "aggregates",
    { ...AGGREGATES, average: [], share: [] },
    (program) => aggregates(program).map(({ by }) => by),
  ],
];

describe.each(GROUPS)("%s", (_, record, found) => {
  test.each(
    Object.entries(record).flatMap(([kind, forms]) => forms.map((form) => ({ kind, form }))),
  )("$form.said is a $kind", ({ kind, form }) => {
    const { program, diagnostics } = compile(rulesOf(form), null);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(found(program)).toContain(kind);
  });
});

describe.each(Object.keys(DIALECTS) as DialectId[])("%s", (id) => {
  test.each(["today - [Created]"])("%s on rows is left as values, with a sentence", (said) => {
    const form = Object.values(ROWS)
      .flat()
      .find((each) => each.said === said)!;
    const workbook = workbookOf(form);
    const asOf = parseIso("2026-06-30")!;
    const results = run({ rules: rulesOf(form), workbook, asOf, today: null });
    const { book } = formulaPublication(results, workbook, DIALECTS[id], true);
    expect(book.live).toEqual([]);
    expect(book.refused.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(
        /^`x` uses .*, which has no sheet formula\. It is published as values\.$/,
      ),
    ]);
  });
});
