/** What to say of the token that doesn't fit: a sentence of its own where the mistake is a known one. */
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Hint } from "../diagnostics/phrases.ts";
import { nearest } from "../nearest.ts";
import { CLAUSES } from "./clauses.ts";
import { expectedWords, isKeyword as isKeywordType, wordOf } from "./expected.ts";
import type { Misfit } from "./misfit.ts";
import { knownMistake } from "./mistakes.ts";
import { endOf, isReserved, kw, STATEMENT_WORDS, spanOf, type Token, Word } from "./tokens.ts";

/** One diagnostic for one misfit, in the user's words. */
export function explainMisfit(misfit: Misfit): Diagnostic {
  const known = knownMistake(misfit);
  if (known) return known;
  const { piece, at } = misfit;
  const token = piece[at];
  if (!token) return endsTooEarly(misfit);
  const head = piece[0]!;
  if (at === 0) return noStatement(token);
  const statement = head.image.toLowerCase();
  return (
    (beginsLine(misfit) && wrongClause(token, piece, at, statement)) || plainMisfit(misfit, token)
  );
}

function endsTooEarly({ piece, expected }: Misfit): Diagnostic {
  const last = piece[piece.length - 1]!;
  const span = { start: endOf(last), end: endOf(last) };
  const words = expectedWords(expected);
  return diagnose("KPI101", span, { statement: piece[0]!.image.toLowerCase(), expected: words });
}

function noStatement(token: Token): Diagnostic {
  const span = spanOf(token);
  if (token.tokenType !== Word && !isKeyword(token)) return diagnose("KPI108", span, {});
  const candidates = nearest(token.image, STATEMENT_WORDS, 1);
  const fix = candidates[0] ? { span, text: candidates[0] } : null;
  return diagnose("KPI102", span, { word: token.image, candidates }, { fix });
}

const isKeyword = (token: Token): boolean => /^Kw_/.test(token.tokenType.name);
const beginsLine = ({ text, piece, at }: Misfit): boolean =>
  /\n[^\S\n]*$/.test(text.slice(0, piece[at]!.startOffset)) || piece[at]!.startOffset === 0;

/** Words a clause can start with, by statement. */
const clauseStarts = (statement: string): string[] =>
  (CLAUSES[statement] ?? []).map(({ word }) => word.split(" ")[0]!);

const HOMES: readonly {
  word: string;
  clause: string;
  home: string;
  instead: Hint;
  as: Record<string, string>;
}[] = [
  {
    word: "round",
    clause: "round to",
    home: "cascade",
    instead: "round under cascade",
    as: {},
  },
  {
    word: "cap",
    clause: "cap",
    home: "score",
    instead: "goal at most",
    as: { cascade: "at most" },
  },
  {
    word: "floor",
    clause: "floor",
    home: "score",
    instead: "goal at least",
    as: { cascade: "at least" },
  },
];

function wrongClause(
  token: Token,
  piece: readonly Token[],
  at: number,
  statement: string,
): Diagnostic | null {
  const span = spanOf(token);
  const word = token.image.toLowerCase();
  const home = HOMES.find((h) => h.word === word && h.home !== statement);
  if (home) {
    const instead = home.as[statement];
    const { clause, home: where, instead: hint } = home;
    const fix = instead === undefined ? null : { span, text: instead };
    return diagnose("KPI104", span, { clause, home: where, statement, instead: hint }, { fix });
  }
  const foreign = Object.entries(CLAUSES).find(
    ([name, rules]) => name !== statement && rules.some((r) => r.word.split(" ")[0] === word),
  );
  if (foreign && !clauseStarts(statement).includes(word)) {
    const [home] = foreign;
    const instead = { key: "under", statement: home } as const;
    return diagnose("KPI104", span, { clause: word, home, statement, instead });
  }
  if (token.tokenType !== Word && !isKeyword(token)) return null;
  if (clauseStarts(statement).includes(word) && piece[at - 1]) return null;
  const candidates = nearest(word, clauseStarts(statement), 1);
  const fix = candidates[0] ? { span, text: candidates[0] } : null;
  const clauses = (CLAUSES[statement] ?? []).map((c) => `\`${c.word}\``);
  const params = { word: token.image, statement, candidates, clauses };
  return diagnose("KPI103", span, params, { fix });
}

function plainMisfit({ piece, at, expected }: Misfit, token: Token): Diagnostic {
  const head = piece[0]!;
  const namesSource = at > 0 && [kw("from"), kw("to")].includes(piece[at - 1]!.tokenType);
  const nextIsNew =
    at === 1 &&
    isKeyword(token) &&
    [kw("kpi"), kw("table"), kw("flag"), kw("score")].includes(head.tokenType);
  if (nextIsNew || (namesSource && isReserved(token.image))) {
    const span = spanOf(token);
    const fix = { span, text: `'${token.image}'` };
    return diagnose("KPI127", span, { word: token.image }, { fix });
  }
  const span = spanOf(token);
  const words = [...new Set(expected.map((n) => n.type))].filter(isKeywordType).map(wordOf);
  const [meant] =
    token.tokenType === Word && /^[\p{L}-]{3,}$/u.test(token.image)
      ? nearest(token.image, words)
      : [];
  if (meant !== undefined && meant !== token.image.toLowerCase())
    return diagnose("KPI146", span, { word: token.image, meant }, { fix: { span, text: meant } });
  return diagnose("KPI100", span, { word: token.image, expected: expectedWords(expected) });
}
