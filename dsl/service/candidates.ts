/** From the tokens that may come next to what a person would write there. */
import { foldText } from "../fold.ts";
import { expression, name as written } from "../format/expression.ts";
import { FUNCTION_NAMES, functionNamed } from "../functions.ts";
import { CLAUSES } from "../syntax/clauses.ts";
import type { NextToken } from "../syntax/expected.ts";
import { parseTokens } from "../syntax/parse.ts";
import * as T from "../syntax/tokens.ts";
import { kw } from "../syntax/tokens.ts";
import type { Cursor } from "./cursor.ts";
import {
  type BoundSource,
  boundTo,
  peopleNames,
  type Scene,
  tableNamed,
  valuesOf,
} from "./scene.ts";
import { functionsIn, givenIn, helpOf, type KINDS, type ServiceWords } from "./words.ts";

export interface Candidate {
  readonly label: string;
  readonly insert: string;
  readonly kind: keyof typeof KINDS;
  readonly detail: string;
  /** Smaller is better, among those that match alike. */
  readonly rank: number;
}

const plain = (kind: Candidate["kind"], label: string, detail = "", rank = 2): Candidate => ({
  label,
  insert: label,
  kind,
  detail,
  rank,
});

/** A cursor, and the words in which candidates are explained. */
export interface Asked extends Cursor {
  readonly words: ServiceWords;
}

/** What can stand at the cursor, by the tokens that the grammar allows there. */
export function candidatesFor(cursor: Asked, next: readonly NextToken[]): Candidate[] {
  const { piece } = cursor;
  const fitting = next
    .flatMap(({ type, rules }): Candidate[] => {
      const rule = rules[rules.length - 1] ?? "";
      if (type === T.Word) return wordCandidates(cursor, rule, rules);
      if (type === T.ColumnName) return columnCandidates(cursor);
      if (type === T.TextLiteral) return textCandidates(cursor, rule);
      if (type === T.PeriodLike) return rule === "period" ? periodCandidates(cursor.scene) : [];
      if (type === T.OverAssign || /^Kw_/.test(type.name)) return keyword(cursor, type, rules);
      return [];
    })
    .filter((c) => !(c.kind === "clause" && piece.length < 2 && c.label === "as"));
  return cursor.inSay ? [...saidWords(cursor), ...fitting] : fitting;
}

// ── Words ──────────────────────────────────────────────────────────────────────────────────────

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const UNITS = ["USD", "EUR", "GBP", "%", "days", "count"];

function wordCandidates(cursor: Asked, rule: string, rules: readonly string[]): Candidate[] {
  const { scene, piece, words } = cursor;
  const last = piece[piece.length - 1];
  if (last?.tokenType === kw("unit")) return UNITS.map((u) => plain("unit", u));
  switch (rule) {
    case "kpiRef":
      return rules.includes("wordOperand") ? operands(cursor) : kpis(scene);
    case "tableRef":
      return tables(cursor);
    case "flagRef":
      return scene.flags.map((f) => quoted("flag", f.name.text, f.label?.value ?? ""));
    case "monthName":
      return MONTHS.map((m) => plain("value", m));
    case "dayName":
      return DAYS.map((d) => plain("value", d));
    case "source":
      return (scene.catalog?.sources ?? []).map((s) => quoted("sheet", s, words.details.sheet));
    default:
      return [];
  }
}

const quoted = (kind: Candidate["kind"], name: string, detail: string, rank = 1): Candidate => ({
  label: name,
  insert: written(name),
  kind,
  detail,
  rank,
});

const kpis = (scene: Scene): Candidate[] =>
  scene.kpis.map((k) => quoted("kpi", k.name.text, k.label?.value ?? expression(k.value)));
const tables = ({ scene, words }: Asked): Candidate[] =>
  scene.tables.map((t) => quoted("table", t.name, words.details.from(t.source.name)));

/** In an expression: KPIs, functions, given figures; in an aggregate's first place tables. */
function operands(cursor: Asked): Candidate[] {
  const { scene, piece, words } = cursor;
  const call = openCall(piece);
  const isRows = call !== null && functionNamed(call.name)?.group === "rows";
  if (isRows && call.argument === 0 && piece[piece.length - 1]?.tokenType === T.Open) {
    const reports = ["count", "share"].includes(foldText(call.name))
      ? [plain("keyword", "reports", words.details.reports, 3)]
      : [];
    return [...tables(cursor), ...reports];
  }
  if (call !== null && foldText(call.name) === "score")
    return scene.scores.map((s) => quoted("score", s.name.text, s.label?.value ?? ""));
  const functions = functionsIn(words).map((fn) => ({
    ...plain("function", fn.name, fn.summary, isRows ? 3 : 2),
    insert: `${fn.name}(`,
  }));
  if (isRows)
    return [
      ...tables(cursor),
      ...functions.filter((fn) => functionNamed(fn.label)?.group === "numbers"),
      plain("function", "today"),
    ];
  const given = givenIn(words).map((g) => plain("function", g.name, g.summary, 3));
  return [...kpis(scene), ...functions, ...given];
}

/** The innermost call that is open at the end of the tokens. */
function openCall(
  piece: readonly T.Token[],
): { name: string; argument: number; at: number } | null {
  const open: { name: string; argument: number; at: number }[] = [];
  piece.forEach((token, i) => {
    if (token.tokenType === T.Open)
      open.push({ name: piece[i - 1]?.image ?? "", argument: 0, at: i });
    if (token.tokenType === T.Close) open.pop();
    const last = open[open.length - 1];
    if (token.tokenType === T.Comma && last) last.argument += 1;
  });
  return open.reverse().find((o) => FUNCTION_NAMES.includes(foldText(o.name))) ?? null;
}

// ── Keywords ───────────────────────────────────────────────────────────────────────────────────

const STATUSES: Readonly<Record<string, readonly string[]>> = {
  on: ["on pace"],
  at: ["at risk"],
  without: ["without goal", "without data"],
};

function keyword(
  { piece, words }: Asked,
  type: NextToken["type"],
  rules: readonly string[],
): Candidate[] {
  const word = type.LABEL ?? type.name;
  const statement = piece[0]!.image.toLowerCase();
  const rule = rules[rules.length - 1] ?? "";
  if (rule === "status")
    return (STATUSES[word] ?? [word]).map((s) => plain("keyword", s, words.details.status, 1));
  const clauses = (CLAUSES[statement] ?? []).filter((c) => c.word.split(" ")[0] === word);
  if (clauses.length > 0 && !/^(?:expr|orElse|comparison|figure|selector|operand)/.test(rule)) {
    const used = usedClauses(piece);
    const fitting = clauses.filter(
      (c) =>
        c.often === "any" ||
        !used.some((u) => u.kind === c.kind || (c.group && u.group === c.group)),
    );
    if (fitting.length > 0)
      return fitting.map((c) =>
        plain(
          "clause",
          c.word.replace(" … ", " "),
          helpOf(words.clauses, `${statement} ${c.word}`),
          3,
        ),
      );
    if (isClauseStart(rules)) return [];
  }
  // Whom a goal is for, and who answers, is more often said by a word than by name.
  const isWho = rule === "who" || piece[piece.length - 1]?.tokenType === kw("hold");
  return [plain("keyword", word, "", isWho ? 0 : 4)];
}

const isClauseStart = (rules: readonly string[]): boolean =>
  rules.length <= 3 && !rules.includes("expr");

/** The clauses that a statement has so far; nothing where it isn't whole yet. */
function usedClauses(piece: readonly T.Token[]) {
  const { statement } = parseTokens(piece);
  if (!statement || !("clauses" in statement)) return [];
  const rules = CLAUSES[statement.kind] ?? [];
  return statement.clauses.flatMap((c) => rules.filter((r) => r.kind === c.kind));
}

// ── Columns, texts, periods ────────────────────────────────────────────────────────────────────

function columnCandidates({ scene, piece }: Cursor): Candidate[] {
  const table = tableAt(scene, piece);
  if (!table) return [];
  return table.columns.map((column) => ({
    label: column,
    insert: `[${column}]`,
    kind: "column" as const,
    detail: table.name,
    rank: 1,
  }));
}

/** The table whose columns a bracket at the end of the tokens would name. */
function tableAt(scene: Scene, piece: readonly T.Token[]): BoundSource | null {
  const last = piece[piece.length - 1];
  const head = piece[0]!;
  if (last && (last.tokenType === T.Word || last.tokenType === kw("people")) && piece.length > 1) {
    const named = tableNamed(scene, T.nameText(last.image));
    if (named) return named;
  }
  if (head.tokenType === kw("people") || head.tokenType === kw("table")) {
    const from = piece.findIndex((t) => t.tokenType === kw("from"));
    const source = piece[from + 1];
    if (!source) return null;
    const header = piece.findIndex((t) => t.tokenType === kw("row"));
    const row = Number(piece[header + 1]?.image ?? 1);
    const [sheet = "", range = null] = source.image.split("!");
    return boundTo(head.image, T.nameText(sheet), range, header < 0 ? 1 : row, scene.catalog);
  }
  const call = openCall(piece);
  if (call) {
    const inside = piece.slice(call.at + 1);
    for (const token of inside) {
      const named = token.tokenType === T.Word ? tableNamed(scene, T.nameText(token.image)) : null;
      if (named) return named;
    }
  }
  const given = piece.map((t) => t.tokenType).lastIndexOf(kw("given"));
  if (head.tokenType === kw("test") && given >= 0) {
    const named = piece[given + 1];
    return named ? tableNamed(scene, T.nameText(named.image)) : null;
  }
  return scene.people;
}

function textCandidates(cursor: Cursor, rule: string): Candidate[] {
  const { scene, piece } = cursor;
  const asText = (kind: Candidate["kind"], value: string, detail: string): Candidate => ({
    label: value,
    insert: `"${value.replace(/"/g, '""')}"`,
    kind,
    detail,
    rank: 1,
  });
  if (rule === "personRef") return peopleNames(scene).map((p) => asText("person", p, ""));
  const compared = comparedColumn(scene, piece);
  if (!compared) return [];
  return valuesOf(scene, compared.table, compared.column).map((v) =>
    asText("value", v, `${compared.table.name}[${compared.column}]`),
  );
}

/** The column that a text at the end of the tokens would be compared with: after `=`, `<>`, `contains`, `in (`. */
function comparedColumn(
  scene: Scene,
  piece: readonly T.Token[],
): { table: BoundSource; column: string } | null {
  let at = piece.length - 1;
  while (at >= 0 && (piece[at]!.tokenType === T.TextLiteral || piece[at]!.tokenType === T.Comma))
    at -= 1;
  if (piece[at]?.tokenType === T.Open && piece[at - 1]?.tokenType === kw("in")) at -= 1;
  const compares = [T.Equal, T.NotEqual, kw("in"), kw("contains"), kw("with")];
  if (!piece[at] || !compares.includes(piece[at]!.tokenType)) return null;
  at -= 1;
  if (piece[at]?.tokenType === kw("starts")) at -= 1;
  if (piece[at]?.tokenType === kw("not")) at -= 1;
  const column = piece[at];
  if (column?.tokenType !== T.ColumnName) return null;
  const table = tableAt(scene, piece.slice(0, at));
  return table && { table, column: T.columnText(column.image) };
}

/** Years that the rules speak of, with their quarters and halves. */
function periodCandidates(scene: Scene): Candidate[] {
  const years = [...new Set(scene.text.match(/\b(?:19|20|21)\d\d(?=\b|-)/g) ?? [])]
    .sort()
    .reverse();
  return years.flatMap((year) =>
    ["", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2"].map((part) => plain("period", year + part)),
  );
}

/** What only a `say` knows: alone in its braces. */
const saidWords = ({ piece, words }: Asked): Candidate[] => {
  const last = piece[piece.length - 1];
  const begins = piece.filter((t) => t.tokenType === T.Open).length === 1;
  return begins && last?.tokenType === T.Open
    ? Object.entries(words.said).map(([word, help]) => plain("keyword", word, help, 1))
    : [];
};
