/** The language's tokens: the one source of parser, highlighting and completion. */
import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";

/** What a lexed token is to the rest of the language: an image, a place, a kind. */
export type Token = IToken;
export type TokenKind = TokenType;

/** How an editor paints a token. */
export type Paint =
  | "statement"
  | "keyword"
  | "name"
  | "column"
  | "text"
  | "number"
  | "operator"
  | "comment"
  | "wrong";

export const paintOf = new Map<TokenType, Paint>();
const vocabulary: TokenType[] = [];

type Match = (text: string, offset: number) => RegExpExecArray | null;

/** chevrotain drops the `u` flag of a pattern; a matcher of our own keeps it. */
function sticky(source: string, flags = "u"): Match {
  const regexp = new RegExp(source, `${flags}y`);
  return (text, offset) => {
    regexp.lastIndex = offset;
    return regexp.exec(text);
  };
}

function token(
  name: string,
  paint: Paint | null,
  match: Match,
  label: string,
  group?: string,
): TokenType {
  const type = createToken({
    name,
    label,
    pattern: { exec: match as (text: string, offset: number) => RegExpExecArray | null },
    line_breaks: name === "Blank",
    ...(group !== undefined && { group }),
  });
  if (paint) paintOf.set(type, paint);
  vocabulary.push(type);
  return type;
}

const WORD = "[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_]*";
const QUOTED = "'(?:[^'\\n]|'')*'|[‘’](?:[^‘’'\\n])*[’‘']";
const NUMBER = "(?:\\d+(?:\\.\\d+)?|\\.\\d+)";

token(
  "Blank",
  null,
  sticky("[\\s\\u00a0\\u200b-\\u200d\\u2060\\ufeff]+"),
  "a blank",
  Lexer.SKIPPED,
);
export const Comment = token("Comment", "comment", sticky("#[^\\n]*"), "a comment", "comments");

/** A corner of a range, whole: not the first letters of a word. */
const A1 = "\\$?[A-Za-z]{1,3}\\$?\\d*(?![\\p{L}\\p{Nd}_])";
export const CellRef = token(
  "CellRef",
  "column",
  sticky(`(?:${WORD}|'(?:[^'\\n]|'')*')!${A1}(?::${A1})?`),
  "a cell",
);

/** A word, or a name in single quotes. Keywords are told apart after lexing (`keywordOf`). */
export const Word = createToken({ name: "Word", label: "a name", pattern: Lexer.NA });
paintOf.set(Word, "name");

const hyphenated = (word: string): TokenType =>
  token(
    `Kw_${word}`,
    "keyword",
    sticky(`${word.replace("-", "[-‐‑]")}(?![\\p{L}\\p{Nd}_])`, "iu"),
    word,
  );
export const OverAssign = hyphenated("over-assign");
export const HalfYearly = hyphenated("half-yearly");

const RawWord = token("RawWord", "name", sticky(WORD), "a name");
const QuotedName = token("QuotedName", "name", sticky(QUOTED), "a name");
export const TextLiteral = token(
  "TextLiteral",
  "text",
  sticky('"(?:[^"\\n]|"")*"|[“”„＂][^“”„＂"\\n]*[“”"＂]'),
  '"text"',
);
export const UnclosedText = token("UnclosedText", "wrong", sticky('["“”„＂][^\\n]*'), "a text");
export const UnclosedName = token("UnclosedName", "wrong", sticky("['‘’][^\\n]*"), "a name");

export const ColumnName = token("ColumnName", "column", matchColumn, "[column]");
export const UnclosedColumn = token(
  "UnclosedColumn",
  "wrong",
  sticky("[\\[［][^\\n]*"),
  "a column",
);

/** `[…]` on one line; brackets inside come in pairs. */
function matchColumn(text: string, offset: number): RegExpExecArray | null {
  if (text[offset] !== "[" && text[offset] !== "［") return null;
  let depth = 0;
  for (let at = offset; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === "\n") return null;
    if (sign === "[" || sign === "［") depth += 1;
    if (sign === "]" || sign === "］") {
      depth -= 1;
      if (depth === 0) return [text.slice(offset, at + 1)] as unknown as RegExpExecArray;
    }
  }
  return null;
}

export const PeriodLike = token(
  "PeriodLike",
  "number",
  sticky("(?:19|20|21)\\d\\d[-‐‑](?:\\d+(?:[-‐‑]\\d+)?|\\p{L}\\d+)(?![\\p{L}\\p{Nd}_])"),
  "a period",
);
export const Grouped = token(
  "Grouped",
  "number",
  sticky(`\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?![\\p{L}\\p{Nd}_]|,\\d)`),
  "a number",
);
export const Percent = token(
  "Percent",
  "number",
  sticky(`${NUMBER}[ \\u00a0]?[%％]`),
  "a percentage",
);
export const NumberToken = token(
  "Number",
  "number",
  sticky(`${NUMBER}[kKmMbB]?(?![\\p{L}\\p{M}\\p{Nd}_]|\\.\\d)`),
  "a number",
);
export const BadNumber = token(
  "BadNumber",
  "wrong",
  sticky("\\d[\\p{L}\\p{M}\\p{Nd}_.]*"),
  "a number",
);

const foreign = (name: string, source: string) => token(name, "wrong", sticky(source), "a sign");
export const ForeignSign = foreign(
  "ForeignSign",
  "==|!=|&&|\\|\\||:=|//|/\\*|[;&!{}@$€£¥\\\\:?~|.]",
);

const sign = (name: string, source: string, label: string) =>
  token(name, "operator", sticky(source), label);
export const LessEqual = sign("LessEqual", "<=|≤|＜＝", "<=");
export const GreaterEqual = sign("GreaterEqual", ">=|≥|＞＝", ">=");
export const NotEqual = sign("NotEqual", "<>|≠|＜＞", "<>");
export const Less = sign("Less", "[<＜]", "<");
export const Greater = sign("Greater", "[>＞]", ">");
export const Equal = sign("Equal", "[=＝]", "=");
export const Plus = sign("Plus", "[+＋]", "+");
export const Minus = sign("Minus", "[-‐‑–—−－]", "-");
export const Times = sign("Times", "[*×＊]", "*");
export const Divide = sign("Divide", "[/÷／]", "/");
export const Power = sign("Power", "[\\^＾]", "^");
export const PercentSign = sign("PercentSign", "[%％]", "%");
export const Open = sign("Open", "[(（]", "(");
export const Close = sign("Close", "[)）]", ")");
export const Comma = sign("Comma", "[,，]", ",");
export const Unknown = token("Unknown", "wrong", sticky("[\\s\\S]"), "a sign");

// ── Keywords ───────────────────────────────────────────────────────────────────────────────────

const RESERVED =
  "calendar people table kpi goal cascade score flag check test reset and or not in between contains starts is are else where on at of for by to from then with within every any no last evenly true false blank";
const CONTEXTUAL =
  "year named start end weeks ending nearest track daily weekly monthly quarterly yearly work week holidays name reports since until email header row owner date key link leading lagging leads unit higher lower better ratio baseline met risk below everyone reps managers each report team same rate points share gap keep back ramp least most round rounding largest first webster spread any cap floor when hold person manager top say severity info warn high escalate after given as expect missed ahead behind pace without data day days weeks month months quarter quarters half halves years active time period because kpis then";

export const STATEMENT_WORDS =
  "calendar people table kpi goal cascade score flag check test reset".split(" ");
const keywords = new Map<string, TokenType>();
for (const word of RESERVED.split(" ")) define(word, true);
for (const word of CONTEXTUAL.split(" ")) if (!keywords.has(word)) define(word, false);

function define(word: string, reserved: boolean): void {
  const type = createToken({
    name: `Kw_${word}`,
    label: word,
    pattern: Lexer.NA,
    ...(!reserved && { categories: [Word] }),
  });
  paintOf.set(type, STATEMENT_WORDS.includes(word) ? "statement" : "keyword");
  keywords.set(word, type);
}

/** The token type of a keyword; asking for one that is not in the lists above is a mistake of ours. */
export function kw(word: string): TokenType {
  const type = keywords.get(word);
  if (!type) throw new Error(`no keyword ${word}`);
  return type;
}
export const isReserved = (word: string): boolean =>
  RESERVED.split(" ").includes(word.toLowerCase());

/** All types a parser may meet; `RawWord` and `QuotedName` become `Word` or a keyword after lexing. */
export const tokenVocabulary: readonly TokenType[] = [Word, ...vocabulary, ...keywords.values()];

let lexer: Lexer | null = null;

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
}

/** Never fails: a sign that belongs to nothing is an `Unknown` token. */
export function lex(text: string): Lexed {
  lexer ??= new Lexer([...vocabulary], {
    ensureOptimizations: false,
    positionTracking: "onlyOffset",
    skipValidations: true,
  });
  const { tokens, groups } = lexer.tokenize(text);
  for (const found of tokens) {
    const type = typeOf(found);
    if (type === found.tokenType) continue;
    found.tokenType = type;
    found.tokenTypeIdx = type.tokenTypeIdx!;
  }
  return { tokens, comments: groups.comments ?? [] };
}

function typeOf(found: IToken): TokenType {
  if (found.tokenType === QuotedName) return Word;
  if (found.tokenType !== RawWord) return found.tokenType;
  return keywords.get(found.image.toLowerCase()) ?? Word;
}

/** While chevrotain records the grammar, tokens are not real and have no image. */
export const endOf = (found: IToken): number => found.startOffset + (found.image?.length ?? 0);
export const spanOf = (found: IToken) => ({ start: found.startOffset, end: endOf(found) });

/** What a `Word` means: single quotes off, `''` for one. */
export const nameText = (image: string): string =>
  /^['‘’]/.test(image) ? image.slice(1, -1).replace(/''/g, "'").trim() : image;

/** The inside of a text literal. */
export const textValue = (image: string): string =>
  image.startsWith('"') ? image.slice(1, -1).replace(/""/g, '"') : image.slice(1, -1);

export const columnText = (image: string): string => image.slice(1, -1).replace(/\s+/g, " ").trim();
