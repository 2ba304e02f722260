import { expect, test } from "vitest";
import { RULE_FUNCTIONS } from "../../dsl/functions.ts";
import { CLAUSE_HELP, STATEMENT_HELP } from "../../dsl/service/words.ts";
import { CLAUSES } from "../../dsl/syntax/clauses.ts";

test("every statement and clause of the one table has its sentence, and nothing else has", () => {
  const clauses = Object.entries(CLAUSES).flatMap(([s, rules]) =>
    rules.map((r) => `${s} ${r.word}`),
  );
  expect(Object.keys(CLAUSE_HELP).sort()).toEqual([...new Set(clauses)].sort());
  expect(Object.keys(STATEMENT_HELP).sort()).toEqual(Object.keys(CLAUSES).sort());
});

test("a function's signatures begin with its name", () => {
  for (const { name, signatures } of RULE_FUNCTIONS)
    for (const signature of signatures) expect(signature.startsWith(`${name}(`)).toBe(true);
});
