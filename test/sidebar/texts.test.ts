/** Every word of the sidebar lies in `sidebar/texts`, in every language, and is said. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";
import { describe, expect, test } from "vitest";
import { countingIn } from "../../sidebar/texts/counting.ts";
import { de } from "../../sidebar/texts/de.ts";
import { en } from "../../sidebar/texts/en.ts";

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
const GERMAN_FOLDERS = ["src/words/de", "dsl/diagnostics/de"];
const sources = filesBelow("sidebar").filter(
  (path) => /\.tsx?$/.test(path) && !path.startsWith("sidebar/texts/"),
);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;
const childrenOf = (node: Node): Node[] =>
  Object.entries(node).flatMap(([key, value]) =>
    key === "key" ? [] : [value].flat().filter(isNode),
  );

/** Attributes whose value a person hears or reads. */
const SPOKEN = /^(aria-(label|description|roledescription|valuetext)|title|placeholder|alt|label)$/;
const LETTERS = /[A-Za-zÄÖÜäöüß]{2}/;
/** A word that begins a sentence, or two words. */
const PROSE = /^\s*[A-ZÄÖÜ][a-zäöüß]+(\s|$|[.,:…!?])|[A-Za-zäöüß]{2,}[.,]? [a-zäöüß]{2,}/;
/** What looks like prose and is none: names that the engine, CodeMirror and style sheets are spoken to with. */
const NAMES =
  /^(on pace|at risk|no goal|no data|goal reset|asked for|typed over|in force|what if|year starts|weeks|owner of the goal|Rules|Tab|\(prefers-.*\)|toast up|Escape|Enter|Home|End)$/;
const UNREAD =
  /^(ImportDeclaration|ExportAllDeclaration|TSTypeAliasDeclaration|TSInterfaceDeclaration|TSTypeAnnotation|TSTypeParameterInstantiation)$/;

function textOf(node: Node): string | null {
  if (node.type === "JSXText") return String(node.value);
  if (node.type === "TemplateElement") return (node.value as { cooked: string }).cooked;
  return node.type === "Literal" && typeof node.value === "string" ? node.value : null;
}

/** Literals below a node that a person would read; `shown` where any letters would be. */
function prose(node: Node, shown = false): string[] {
  if (UNREAD.test(node.type)) return [];
  if (node.type === "JSXAttribute") {
    const spoken = SPOKEN.test(String((node.name as Node).name));
    // Classes and ids are no prose, but what a handler says is.
    if (!isNode(node.value) || (!spoken && node.value.type === "Literal")) return [];
    return prose(node.value, spoken).filter((text) => spoken || /^\W*[A-Z]/.test(text));
  }
  const text = textOf(node);
  if (text !== null) {
    if (/^[.#[]/.test(text)) return [];
    const found = shown || node.type === "JSXText" ? LETTERS : PROSE;
    return found.test(text) && !NAMES.test(text.trim()) ? [text] : [];
  }
  const stays = shown && node.type !== "JSXElement";
  return childrenOf(node).flatMap((child) => prose(child, stays));
}
const proseIn = (source: string): string[] =>
  prose(parseAst(source, { lang: "tsx" }) as unknown as Node);

describe("the sidebar's words", () => {
  test.each(sources)("%s holds none", (path) => {
    const said = proseIn(readFileSync(path, "utf8"));
    expect(said).toEqual([]);
  });

  test("a word in markup, in an attribute that is read out, and in a sentence is found", () => {
    const source = `const a = <b class="sec line" title="why">Go {n ? "Not found" : "it is left"}</b>;`;
    expect(proseIn(source)).toEqual(["why", "Go ", "Not found", "it is left"]);
  });

  const keysOf = (value: object, above = ""): string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "object" ? keysOf(inner, `${above}${key}.`) : [`${above}${key}`],
    );
  const at = (value: object, path: string): unknown =>
    path.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);

  test("German addresses nobody: neither du nor Sie, so that no team reads the wrong one", () => {
    const texts = [
      "sidebar/texts/de.ts",
      "dsl/service/de.ts",
      ...GERMAN_FOLDERS.flatMap(filesBelow),
    ].map((path) => readFileSync(path, "utf8"));
    // A verb before Sie asks somebody to do something; Sie that opens a sentence is a table or a function.
    const address = /(?:\b(?:du|dich|dir|dein\w*|Ihre?[rmns]?|Ihnen)\b|[a-zäöüß]+n Sie\b).*/g;
    expect(texts.flatMap((text) => text.match(address) ?? [])).toEqual([]);
    expect("Legen Sie eine an".match(address)).not.toBeNull();
  });

  test("German has every key, each as it is used: a text or a sentence with figures", () => {
    expect(keysOf(de)).toEqual(keysOf(en));
    for (const key of keysOf(en)) {
      const [ours, theirs] = [at(en, key), at(de, key)];
      expect(typeof theirs, key).toBe(typeof ours);
      if (typeof ours === "string") expect(String(theirs).trim(), key).not.toBe("");
    }
  });

  test("counts take the plural and the digits of their language", () => {
    expect([1, 2, 1234].map((n) => en.common.rows(n))).toEqual(["1 row", "2 rows", "1,234 rows"]);
    expect([1, 2, 1234].map((n) => de.common.rows(n))).toEqual([
      "1 Zeile",
      "2 Zeilen",
      "1.234 Zeilen",
    ]);
    const polish = countingIn("pl").many;
    const forms = { one: "{n} wiersz", few: "{n} wiersze", other: "{n} wierszy" };
    expect([1, 3, 5, 22].map((n) => polish(n, forms))).toEqual([
      "1 wiersz",
      "3 wiersze",
      "5 wierszy",
      "22 wiersze",
    ]);
  });
});
