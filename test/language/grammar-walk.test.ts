/**
 * What the parser library does not check: an optional part against what may follow its rule anywhere. It
 * compares alternatives of one rule only, so `keep back P [at …]` before a clause `at least` would parse
 * wrong without a word. This walks FIRST and FOLLOW of the recorded grammar.
 */
import { expect, test } from "vitest";
import { rulesParser } from "../../dsl/syntax/parser.ts";

interface Production {
  readonly type: string;
  readonly name?: string;
  readonly definition?: readonly Production[];
  readonly separator?: Production;
}
const rules = new Map(
  (rulesParser().getSerializedGastProductions() as unknown as Production[]).map((r) => [
    r.name!,
    r,
  ]),
);
const END = "end of the statement";

/** Contextual keywords are names too: wherever a name fits, any of them fits. */
const isOptional = (p: Production): boolean =>
  p.type === "Option" || p.type === "Repetition" || p.type === "RepetitionWithSeparator";

const nullableRules = new Map<string, boolean>();
function nullable(p: Production): boolean {
  if (p.type === "Terminal") return false;
  if (isOptional(p)) return true;
  if (p.type === "NonTerminal") {
    const known = nullableRules.get(p.name!);
    if (known !== undefined) return known;
    nullableRules.set(p.name!, false);
    const made = (rules.get(p.name!)?.definition ?? []).every(nullable);
    nullableRules.set(p.name!, made);
    return made;
  }
  if (p.type === "Alternation") return (p.definition ?? []).some(nullable);
  return (p.definition ?? []).every(nullable);
}

const firstOfRule = new Map<string, Set<string>>();
function first(p: Production): Set<string> {
  if (p.type === "Terminal") return new Set([p.name!]);
  if (p.type === "NonTerminal") {
    const known = firstOfRule.get(p.name!);
    if (known) return known;
    const made = new Set<string>();
    firstOfRule.set(p.name!, made);
    for (const t of firstOfAll(rules.get(p.name!)?.definition ?? [])) made.add(t);
    return made;
  }
  if (p.type === "Alternation") return new Set((p.definition ?? []).flatMap((d) => [...first(d)]));
  return firstOfAll(p.definition ?? []);
}
function firstOfAll(list: readonly Production[]): Set<string> {
  const found = new Set<string>();
  for (const p of list) {
    for (const t of first(p)) found.add(t);
    if (!nullable(p)) break;
  }
  return found;
}

/** The tokens that may come after the i-th of a list that `after` may come after. */
function tokensAfter(
  list: readonly Production[],
  i: number,
  after: ReadonlySet<string>,
): ReadonlySet<string> {
  const rest = list.slice(i + 1);
  return new Set([...firstOfAll(rest), ...(rest.every(nullable) ? after : [])]);
}

/** What repeats is followed by itself, or by its separator. */
function againIn(p: Production): Iterable<string> {
  if (!p.type.startsWith("Repetition")) return [];
  return p.separator ? first(p.separator) : firstOfAll(p.definition ?? []);
}

/** The tokens that may follow each rule, from every place that calls it. */
function followSets(): Map<string, Set<string>> {
  const follow = new Map([...rules.keys()].map((name) => [name, new Set<string>()]));
  follow.get("statement")!.add(END);
  let changed = true;
  const add = (name: string, tokens: Iterable<string>) => {
    const set = follow.get(name)!;
    for (const t of tokens) {
      if (set.has(t)) continue;
      set.add(t);
      changed = true;
    }
  };
  const walk = (list: readonly Production[], after: ReadonlySet<string>): void => {
    list.forEach((p, i) => {
      const next = new Set([...tokensAfter(list, i, after), ...againIn(p)]);
      if (p.type === "NonTerminal") add(p.name!, next);
      else if (p.type === "Alternation") for (const d of p.definition ?? []) walk([d], next);
      else if (p.definition) walk(p.definition, next);
    });
  };
  while (changed) {
    changed = false;
    for (const [name, rule] of rules) walk(rule.definition ?? [], follow.get(name)!);
  }
  return follow;
}

/** Optional parts whose first token may also come right after them: the parser would always enter. */
function overlaps(): string[] {
  const follow = followSets();
  const found = new Set<string>();
  const note = (rule: string, p: Production, next: ReadonlySet<string>): void => {
    for (const t of firstOfAll(p.definition ?? [])) if (next.has(t)) found.add(`${rule}: ${t}`);
  };
  const walk = (rule: string, list: readonly Production[], after: ReadonlySet<string>): void => {
    list.forEach((p, i) => {
      const next = tokensAfter(list, i, after);
      if (isOptional(p)) note(rule, p, next);
      if (p.type === "Alternation") for (const d of p.definition ?? []) walk(rule, [d], next);
      else if (p.definition && p.type !== "NonTerminal") walk(rule, p.definition, next);
    });
  };
  for (const [name, rule] of rules) walk(name, rule.definition ?? [], follow.get(name)!);
  return [...found].sort();
}

test("no optional part begins with what may follow it, but for those that a second token decides", () => {
  expect(overlaps()).toMatchInlineSnapshot(`
    [
      "args: Kw_at",
      "figure: Kw_in",
    ]
  `);
});
