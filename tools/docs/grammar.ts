/** The grammar as the parser has it: a railroad diagram and a line of EBNF for every rule. */
import {
  Choice,
  type Component,
  Diagram,
  defaultCSS,
  NonTerminal,
  OneOrMore,
  Optional,
  Sequence,
  Skip,
  Terminal,
  ZeroOrMore,
} from "@prantlf/railroad-diagrams";
import { rulesParser } from "../../dsl/syntax/parser.ts";

/** What the parser library says of a rule, as plain data. */
interface Production {
  readonly type: string;
  readonly name?: string;
  readonly label?: string;
  readonly definition?: readonly Production[];
  readonly separator?: Production;
}

const HEADINGS: readonly (readonly [string, readonly string[]])[] = [
  ["Statements", ["statement"]],
  [
    "Where figures come from",
    ["calendar", "calendarClause", "people", "table", "source", "headerRow"],
  ],
  ["What is measured", ["kpi", "kpiClause", "level"]],
  [
    "What is owed",
    [
      "goal",
      "who",
      "cascade",
      "cascadeClause",
      "stepShare",
      "weights",
      "ratioWeight",
      "weight",
      "place",
    ],
  ],
  ["Who answers", ["scoreStatement", "flag", "flagClause"]],
  [
    "What must tie",
    ["check", "test", "given", "row", "cell", "expectation", "expectFlag", "resetStatement"],
  ],
  [
    "Expressions, loosest first",
    [
      "expr",
      "andExpr",
      "notExpr",
      "comparison",
      "comparisonOp",
      "membership",
      "status",
      "orElse",
      "sum",
      "product",
      "power",
      "unary",
      "figure",
      "selector",
      "operand",
      "wordOperand",
      "statementCall",
      "args",
      "arg",
      "grainArg",
      "quantified",
      "countOf",
    ],
  ],
  ["Small parts", ["number", "signed", "duration", "grain", "period"]],
];

const productions = new Map(
  (rulesParser().getSerializedGastProductions() as unknown as Production[]).map((p) => [
    p.name!,
    p,
  ]),
);

const sequence = (items: readonly Production[] = []): Component =>
  items.length === 1 ? drawn(items[0]!) : new Sequence(...items.map(drawn));

function drawn(p: Production): Component {
  switch (p.type) {
    case "NonTerminal":
      return new NonTerminal(p.name!);
    case "Terminal":
      return new Terminal(p.label ?? p.name ?? "");
    case "Alternation":
      return new Choice(0, ...(p.definition ?? []).map(drawn));
    case "Option":
      return new Optional(sequence(p.definition));
    case "Repetition":
      return new ZeroOrMore(sequence(p.definition));
    case "RepetitionMandatory":
      return new OneOrMore(sequence(p.definition));
    case "RepetitionWithSeparator":
      return new ZeroOrMore(sequence(p.definition), drawn(p.separator!));
    case "RepetitionMandatoryWithSeparator":
      return new OneOrMore(sequence(p.definition), drawn(p.separator!));
    default:
      return p.definition?.length ? sequence(p.definition) : new Skip();
  }
}

function written(p: Production): string {
  const all = (items: readonly Production[] = []) => items.map(written).join(" ");
  const separated = () => `${all(p.definition)} { ${written(p.separator!)} ${all(p.definition)} }`;
  switch (p.type) {
    case "NonTerminal":
      return p.name!;
    case "Terminal": {
      const label = p.label ?? p.name ?? "";
      return /^(?:a |an )/.test(label) ? label.replace(/^an? /, "").toUpperCase() : `'${label}'`;
    }
    case "Alternation":
      return `( ${(p.definition ?? []).map(written).join(" | ")} )`;
    case "Option":
      return `[ ${all(p.definition)} ]`;
    case "Repetition":
      return `{ ${all(p.definition)} }`;
    case "RepetitionMandatory":
      return `${all(p.definition)} { ${all(p.definition)} }`;
    case "RepetitionWithSeparator":
      return `[ ${separated()} ]`;
    case "RepetitionMandatoryWithSeparator":
      return separated();
    default:
      return all(p.definition);
  }
}

const picture = (name: string): string => `images/grammar/${name}.svg`;

function svg(rule: Production): string {
  const style = `<style>${defaultCSS.replace(/\s+/g, " ")}</style>`;
  return `${String(new Diagram(sequence(rule.definition)))
    .replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace(/(<svg[^>]*>)/, `$1${style}`)}\n`;
}

const listed = new Set(HEADINGS.flatMap(([, names]) => names));
const others = [...productions.keys()].filter((name) => !listed.has(name));
const named = [...HEADINGS, ["More parts", others] as const].map(
  ([title, names]) => [title, names.filter((n) => productions.has(n))] as const,
);

/** `docs/grammar.md` and the pictures in it, by path. */
export const GRAMMAR_PAGES: Readonly<Record<string, string>> = {
  "docs/grammar.md": [
    "# The grammar",
    "",
    "Made from the parser's own rules (`npm run docs`), so it is what is read, to the word. [language.md](language.md) says what it means. A word in quotes is a word of the language in any case; `NAME`, `TEXT`, `NUMBER` and the like are tokens; `[ … ]` may be left out, `{ … }` may come any number of times. The text is cut into statements before it is parsed: each begins with its word, first on its line.",
    "",
    ...named.flatMap(([title, names]) => [
      `## ${title}`,
      "",
      ...names.flatMap((name) => [
        `### ${name}`,
        "",
        `![${name}](${picture(name)})`,
        "",
        "```ebnf",
        `${name} = ${(productions.get(name)?.definition ?? []).map(written).join(" ")}`,
        "```",
        "",
      ]),
    ]),
  ].join("\n"),
  ...Object.fromEntries(
    named.flatMap(([, names]) =>
      names.map((name) => [`docs/${picture(name)}`, svg(productions.get(name)!)]),
    ),
  ),
};
