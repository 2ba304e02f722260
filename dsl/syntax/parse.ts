/** Text in, statements and diagnostics out. Never throws; one statement's mistake cannot hide another statement. */
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../span.ts";
import type { Name, Statement } from "./ast.ts";
import { checkClauses } from "./clauses.ts";
import { nextTokens } from "./expected.ts";
import { explainMisfit } from "./explain.ts";
import { rulesParser } from "./parser.ts";
import { movedTo, type ParseMemory, type Piece } from "./remember.ts";
import { foreignDays, lookAlikes, misplacedNumbers, pointedThousands } from "./signs.ts";
import {
  Close,
  ColumnName,
  Divide,
  endOf,
  kw,
  lex,
  Minus,
  nameText,
  Open,
  Plus,
  Power,
  STATEMENT_WORDS,
  spanOf,
  Times,
  type Token,
  Word,
} from "./tokens.ts";

export interface Comment {
  readonly span: Span;
  readonly text: string;
}
export interface Parsed {
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
  readonly comments: readonly Comment[];
}

/** A rule book of a whole company is a tenth of this; what is larger is another file. */
export const MOST_SIGNS = 4_000_000;
const MOST_BRACKETS = 64;
const MOST_OPERATORS = 1_000;
const OPERATORS = new Set([
  Plus,
  Minus,
  Times,
  Divide,
  Power,
  kw("and"),
  kw("or"),
  kw("else"),
  kw("of"),
]);
const HEADS = new Set(STATEMENT_WORDS.map(kw));

/**
 * Parses a rule text: every statement alone, broken ones as `broken` with at most one diagnostic each.
 * With a memory, statements that stand as they stood in the text before are not parsed again.
 */
export function parse(text: string, memory: ParseMemory | null = null): Parsed {
  if (text.length > MOST_SIGNS) {
    const span = { start: 0, end: 0 };
    const params = { signs: text.length, most: MOST_SIGNS };
    return { statements: [], diagnostics: [diagnose("KPI110", span, params)], comments: [] };
  }
  const { tokens, comments } = lex(text);
  const statements: Statement[] = [];
  const diagnostics: Diagnostic[] = [];
  const kept = new Map<string, Piece>();
  for (const piece of pieces(tokens, text)) {
    const made = memory ? remembered(piece, text, memory, kept) : fresh(piece, text);
    statements.push(...made.statements);
    diagnostics.push(...made.diagnostics);
  }
  if (memory) memory.pieces = kept;
  return {
    statements,
    diagnostics,
    comments: comments.map((c) => ({ span: spanOf(c), text: c.image })),
  };
}

function fresh(piece: readonly Token[], text: string): Piece {
  const statements: Statement[] = [];
  const diagnostics: Diagnostic[] = [];
  parsePiece(piece, text, statements, diagnostics);
  return { start: piece[0]!.startOffset, statements, diagnostics };
}

/** The indentation before a piece is part of what it is: where a statement is cut off depends on it. */
function remembered(
  piece: readonly Token[],
  text: string,
  { pieces: before }: ParseMemory,
  kept: Map<string, Piece>,
): Piece {
  const start = piece[0]!.startOffset;
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const source = text.slice(line, endOf(piece[piece.length - 1]!));
  const known = kept.get(source) ?? before.get(source);
  const made = known ? movedTo(known, start) : fresh(piece, text);
  kept.set(source, made);
  return made;
}

/** Cuts the tokens before every statement word that is first on its line (docs/language.md, "Statements are cut first"). */
export function pieces(tokens: readonly Token[], text: string): Token[][] {
  const found: Token[][] = [];
  let piece: Token[] = [];
  tokens.forEach((token, at) => {
    if (isHead(tokens, at, text) && piece.length > 0) {
      found.push(piece);
      piece = [];
    }
    piece.push(token);
  });
  if (piece.length > 0) found.push(piece);
  return found;
}

function isHead(tokens: readonly Token[], at: number, text: string): boolean {
  const token = tokens[at]!;
  if (!HEADS.has(token.tokenType) || !firstOnLine(text, token.startOffset)) return false;
  const next = tokens[at + 1]?.tokenType;
  if (token.tokenType === kw("goal") || token.tokenType === kw("score")) return next !== Open;
  if (token.tokenType === kw("kpi")) return next !== kw("is");
  return token.tokenType !== kw("people") || next !== ColumnName;
}

export const firstOnLine = (text: string, at: number): boolean =>
  /^[^\S\n]*$/.test(text.slice(text.lastIndexOf("\n", at - 1) + 1, at));

const indentOf = (text: string, at: number): number => at - (text.lastIndexOf("\n", at - 1) + 1);

function parsePiece(
  piece: readonly Token[],
  text: string,
  statements: Statement[],
  diagnostics: Diagnostic[],
): void {
  const head = piece[0]!;
  if (!HEADS.has(head.tokenType)) {
    diagnostics.push(explainMisfit({ text, piece, at: 0, expected: [] }));
    return;
  }
  const deep = tooDeep(piece);
  const misplaced = deep ? null : (misplacedNumbers(piece) ?? foreignDays(piece, text));
  if (deep || misplaced) {
    diagnostics.push(deep ?? misplaced!);
    statements.push(broken(piece));
    return;
  }
  const { statement, misfit } = parseTokens(piece);
  if (statement && misfit < 0) {
    const clauseFault = checkClauses(statement);
    if (clauseFault) diagnostics.push(clauseFault);
    else diagnostics.push(...lookAlikes(piece), ...pointedThousands(piece));
    statements.push(clauseFault ? broken(piece) : statement);
    return;
  }
  // What stands before a misfit that begins a line may be whole: a misspelt statement must not break its neighbour.
  const stray = piece[misfit];
  if (
    stray &&
    firstOnLine(text, stray.startOffset) &&
    indentOf(text, stray.startOffset) <= indentOf(text, head.startOffset)
  ) {
    const before = parseTokens(piece.slice(0, misfit));
    if (before.statement && before.misfit < 0 && !checkClauses(before.statement)) {
      statements.push(before.statement);
      const rest = piece.slice(misfit);
      diagnostics.push(explainMisfit({ text, piece: rest, at: 0, expected: [] }));
      return;
    }
  }
  const expected = nextTokens(piece.slice(0, misfit));
  diagnostics.push(explainMisfit({ text, piece, at: misfit, expected }));
  statements.push(broken(piece));
}

/** `misfit` is the index of the token that doesn't fit, the length if the text ends too early, -1 if all is well. */
export function parseTokens(tokens: readonly Token[]): {
  statement: Statement | null;
  misfit: number;
} {
  const rules = rulesParser();
  rules.input = [...tokens];
  const statement = rules.statement() as Statement | undefined;
  const fault = rules.errors[0];
  if (!fault) return { statement: statement ?? null, misfit: -1 };
  const at = tokens.indexOf(fault.token);
  return { statement: null, misfit: at < 0 ? tokens.length : at };
}

/** Brackets and prefixes nest a reader; operators in a row nest the tree. Both have a limit that is told. */
function tooDeep(piece: readonly Token[]): Diagnostic | null {
  let depth = 0;
  let prefixes = 0;
  let operators = 0;
  const isTest = piece[0]!.tokenType === kw("test");
  for (const token of piece) {
    const type = token.tokenType;
    if (type === Open) depth += 1;
    if (type === Close) depth -= 1;
    prefixes = type === Minus || type === kw("not") ? prefixes + 1 : 0;
    // A test's rows may hold any number of negative numbers.
    if (OPERATORS.has(type) && !isTest) operators += 1;
    if (depth > MOST_BRACKETS || prefixes > MOST_BRACKETS)
      return diagnose("KPI109", spanOf(token), { depth: MOST_BRACKETS });
    if (operators > MOST_OPERATORS)
      return diagnose("KPI147", spanOf(token), { most: MOST_OPERATORS });
  }
  return null;
}

function broken(piece: readonly Token[]): Statement {
  const head = piece[0]!;
  const second = piece[1];
  const name: Name | null =
    second && second.tokenType === Word
      ? { text: nameText(second.image), span: spanOf(second) }
      : null;
  const span = { start: head.startOffset, end: endOf(piece[piece.length - 1]!) };
  return { kind: "broken", keyword: head.image.toLowerCase(), name, span };
}
