/** What the language says in German beside the English: every phrase with the same fillings, every function with the same arguments. */
import { describe, expect, test } from "vitest";
import * as german from "../../dsl/diagnostics/de/phrases.ts";
import * as english from "../../dsl/diagnostics/phrases.ts";
import { arityOf, RULE_FUNCTIONS } from "../../dsl/functions.ts";
import { GERMAN } from "../../dsl/service/de.ts";
import { CLAUSE_HELP, ENGLISH, KINDS, STATEMENT_HELP } from "../../dsl/service/words.ts";
import { tokenVocabulary } from "../../dsl/syntax/tokens.ts";
import { functionsOf, ruleWordsOf } from "../../dsl/words.ts";

/** Each filling shows its own name; lists are of one. */
const filledWithNames = (key: string): object =>
  new Proxy<Record<string, unknown>>(
    {
      key,
      ...(key === "one of" && { texts: ["‹texts›"] }),
      ...(key === "arguments" && { fn: "if" }),
    },
    { get: (own, name) => own[String(name)] ?? `‹${String(name)}›` },
  );

type Say = (phrase: never) => string;
const TABLES: readonly (readonly [string, object, Say, Say])[] = [
  ["what is written otherwise", english.SAYINGS, english.saying, german.saying],
  ["what to do", english.HINTS, english.hinted, german.hinted],
  ["what stands in its place", english.INSTEAD, english.instead, german.instead],
  ["what a function takes", english.TAKES, english.taken, german.taken],
  ["no period, no day", english.PERIODS, english.faulty, german.faulty],
  ["what two sides can't be", english.DONE, english.done, german.done],
  ["what a place needs", english.NEEDED, english.needed, german.none],
];
const said = (say: Say, key: string, word: unknown): string =>
  say((typeof word === "function" ? filledWithNames(key) : key) as never);
const fillings = (text: string): string[] => (text.match(/‹\w+›/g) ?? []).sort();

/** English words that no German sentence has; what stands in backticks is the rules' own. */
const ENGLISH_WORDS =
  /\b(the|is|are|of|and|or|with|goals?|column|figures?|that|has|by|from|counts?|to|for|write|period|where|stands?)\b/i;
const plain = (text: string): string => text.replace(/`[^`]*`/g, "");

describe("phrases", () => {
  test("all of them, read beside the English", async () => {
    const pages = TABLES.map(([title, table, ours, theirs]) => {
      const lines = Object.entries(table).map(
        ([key, word]) => `${said(ours, key, word)}\n${said(theirs, key, word)}`,
      );
      return `# ${title}\n\n${lines.filter((line) => line !== "\n").join("\n\n")}`;
    });
    await expect(`${pages.join("\n\n\n")}\n`).toMatchFileSnapshot("cases/phrases-de.txt");
  });

  test.each(TABLES)("%s: the same fillings, no English", (_, table, ours, theirs) => {
    for (const [key, word] of Object.entries(table)) {
      const [one, other] = [said(ours, key, word), said(theirs, key, word)];
      expect(fillings(other), key).toEqual(fillings(one));
      expect(plain(other), key).not.toMatch(ENGLISH_WORDS);
    }
  });

  test("whatever the grammar allows next is a word, a sign, or has a name in every language", () => {
    const labels = tokenVocabulary.map((type) => type.LABEL ?? "");
    const named = labels.filter((label) => /^(a (?!blank|comment)|"|\[)/.test(label));
    expect(new Set(named)).toEqual(new Set(Object.keys(english.LABELS)));
    expect(german.fitting(["a number", "`where`"])).toBe("eine Zahl oder `where`");
  });
});

describe("tools", () => {
  test("functions are called as in English, with as many arguments", () => {
    for (const fn of RULE_FUNCTIONS) {
      const told = functionsOf("de").find(({ name }) => name === fn.name)!;
      expect(arityOf(told), fn.name).toEqual(arityOf(fn));
      expect(told.signatures.map((s) => s.split("(")[0])).toEqual(
        fn.signatures.map((s) => s.split("(")[0]),
      );
      expect(told.summary).not.toMatch(ENGLISH_WORDS);
    }
  });

  test("every word and clause is explained, in German without English", () => {
    const { statements, clauses, kinds } = GERMAN;
    expect(Object.keys(statements)).toEqual(Object.keys(STATEMENT_HELP));
    expect(Object.keys(clauses)).toEqual(Object.keys(CLAUSE_HELP));
    expect(Object.keys(kinds)).toEqual(Object.keys(KINDS));
    for (const help of [...Object.values(statements), ...Object.values(clauses)])
      expect(plain(help)).not.toMatch(ENGLISH_WORDS);
  });

  test("a language is taken from a locale; one without words is English", () => {
    expect(ruleWordsOf("de-CH").tools).toBe(GERMAN);
    expect(ruleWordsOf("ja-JP").tools).toBe(ENGLISH);
  });
});
