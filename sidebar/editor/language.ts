/** CodeMirror's language made from the one lexer: no second grammar. */
import {
  defineLanguageFacet,
  HighlightStyle,
  Language,
  LanguageSupport,
  languageDataProp,
  syntaxHighlighting,
} from "@codemirror/language";
import { type Input, NodeSet, NodeType, Parser, type PartialParse, Tree } from "@lezer/common";
import { styleTags, tags } from "@lezer/highlight";
import { highlight, PAINTS } from "../../dsl/service/highlight.ts";

const TAGS = {
  kpi: tags.variableName,
  score: tags.variableName,
  flag: tags.variableName,
  table: tags.className,
  function: tags.function(tags.variableName),
  statement: tags.definitionKeyword,
  keyword: tags.keyword,
  name: tags.variableName,
  column: tags.propertyName,
  text: tags.string,
  number: tags.number,
  operator: tags.operator,
  comment: tags.lineComment,
  wrong: tags.invalid,
} as const;

const facet = defineLanguageFacet({
  commentTokens: { line: "#" },
  closeBrackets: { brackets: ["(", "[", '"'] },
});
const top = NodeType.define({ id: 0, name: "Rules", top: true });
const types = [top, ...PAINTS.map((name, i) => NodeType.define({ id: i + 1, name }))];
const nodes = new NodeSet(types).extend(languageDataProp.add({ Rules: facet }), styleTags(TAGS));

/** The whole text is lexed at once: rule books are small, and a lexer never fails. */
class TokenTree extends Parser {
  createParse(input: Input): PartialParse {
    return {
      parsedPos: 0,
      stoppedAt: null,
      stopAt: () => undefined,
      advance: () => {
        const found = highlight(input.read(0, input.length), true);
        const buffer = found.flatMap(({ paint, start, end }) => [
          PAINTS.indexOf(paint) + 1,
          start,
          end,
          4,
        ]);
        buffer.push(0, 0, input.length, 4 + found.length * 4);
        return Tree.build({ buffer, nodeSet: nodes, topID: 0, length: input.length });
      },
    };
  }
}

const colours = HighlightStyle.define([
  { tag: tags.definitionKeyword, color: "var(--k-word)", fontWeight: "600" },
  { tag: tags.keyword, color: "var(--k-clause)" },
  { tag: tags.propertyName, color: "var(--k-column)" },
  { tag: tags.variableName, color: "var(--k-name)" },
  { tag: tags.className, color: "var(--k-table)" },
  { tag: tags.function(tags.variableName), color: "var(--k-function)" },
  { tag: tags.string, color: "var(--k-text)" },
  { tag: tags.number, color: "var(--k-number)" },
  { tag: tags.lineComment, color: "var(--k-note)", fontStyle: "italic" },
  { tag: tags.invalid, color: "var(--bad)" },
]);

export const rulesLanguage = () => [
  new LanguageSupport(new Language(facet, new TokenTree(), [], "rules")),
  syntaxHighlighting(colours),
];
