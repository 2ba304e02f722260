/** Two texts that came from one, joined statement by statement: only what both changed has to be decided. */
import type { Statement } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { outline } from "./outline.ts";

/** A statement with the comments above it, as it stands in its text. */
export interface RulePiece {
  /** What it is, the same in all texts: `goal revenue 2026 for "Ana"`. */
  readonly key: string;
  /** From the end of the piece before to its own end: blank lines and comments first. */
  readonly text: string;
}

export interface RuleConflict {
  readonly key: string;
  /** Null: taken out there. */
  readonly mine: string | null;
  readonly theirs: string | null;
}
export interface Joined {
  readonly key: string;
  readonly by: "mine" | "theirs";
  readonly how: "changed" | "added" | "taken out";
  readonly before: string | null;
  readonly after: string | null;
}
export interface Merge {
  /** What both changed, and not to the same. */
  readonly conflicts: readonly RuleConflict[];
  /** What one changed. */
  readonly joined: readonly Joined[];
  /** The joined text, by whose statement each conflict keeps; mine where nothing is said. */
  text(keep: Readonly<Record<string, "mine" | "theirs">>): string;
}

/** The text in pieces; all of them together are the text. */
export function piecesOf(text: string): readonly RulePiece[] {
  const { statements } = parse(text);
  const entries = outline(text);
  const pieces: RulePiece[] = [];
  const seen = new Map<string, number>();
  let from = 0;
  statements.forEach((statement, at) => {
    const base = keyOf(statement, entries[at]!, text);
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    // A remark behind the statement belongs to it.
    const rest = /^[^\S\n]*(?:#[^\n]*)?/.exec(text.slice(statement.span.end))?.[0] ?? "";
    const end = statement.span.end + rest.length;
    pieces.push({ key: count === 1 ? base : `${base} (${count})`, text: text.slice(from, end) });
    from = end;
  });
  if (from < text.length) pieces.push({ key: END, text: text.slice(from) });
  return pieces;
}
/** What stands below the last statement. */
const END = "";

function keyOf(
  statement: Statement,
  entry: { readonly kind: string; readonly name: string },
  text: string,
): string {
  const { start, end } = statement.span;
  const plain = (part: string) => part.replace(/\s+/g, " ").trim();
  // Goals and resets of one KPI are told apart by period and by whom they are for, not by their amount.
  if (statement.kind === "goal") {
    const whole = plain(text.slice(start, end));
    const [head, rest = ""] = whole.split(/ = (.*)/s);
    const who = /\bfor (.*)$/s.exec(rest)?.[0] ?? "";
    return plain(`${head} ${who}`);
  }
  if (statement.kind === "reset") {
    const { kpi, period } = statement;
    const who = /\bfor\s+"[^"]*"/.exec(text.slice(start, end))?.[0] ?? "";
    return plain(`reset ${kpi.text} ${period.label} ${who}`);
  }
  return plain(entry.kind === entry.name ? entry.kind : `${entry.kind} ${entry.name}`);
}

const bare = (text: string | null): string | null =>
  text === null ? null : text.replace(/[^\S\n]+$/gm, "").trim();

/** Joins two texts that both came from `base`. */
export function mergeRules(base: string, mine: string, theirs: string): Merge {
  const [was, ours, other] = [base, mine, theirs].map(piecesOf) as [Pieces, Pieces, Pieces];
  const textIn = (pieces: Pieces, key: string) =>
    pieces.find((piece) => piece.key === key)?.text ?? null;
  const conflicts: RuleConflict[] = [];
  const joined: Joined[] = [];
  const decided = new Map<string, string | null>();
  for (const key of new Set([...other, ...ours, ...was].map((piece) => piece.key))) {
    const [b, m, t] = [textIn(was, key), textIn(ours, key), textIn(other, key)];
    if (bare(m) === bare(t)) decided.set(key, t);
    else if (bare(m) === bare(b) || bare(t) === bare(b)) {
      const by = bare(m) === bare(b) ? "theirs" : "mine";
      const after = by === "theirs" ? t : m;
      decided.set(key, after);
      if (key !== END)
        joined.push({ key, by, how: howOf(b, after), before: bare(b), after: bare(after) });
    } else if (key === END) decided.set(key, t);
    else conflicts.push({ key, mine: bare(m), theirs: bare(t) });
  }
  return {
    conflicts,
    joined,
    text: (keep) => {
      const take = (key: string) =>
        decided.has(key) ? decided.get(key)! : textIn(keep[key] === "theirs" ? other : ours, key);
      return written(orderOf(ours, other), take);
    },
  };
}
type Pieces = readonly RulePiece[];

const howOf = (before: string | null, after: string | null): Joined["how"] =>
  before === null ? "added" : after === null ? "taken out" : "changed";

/** Theirs in their order; what only mine has after the piece that it follows in mine. */
function orderOf(ours: Pieces, other: Pieces): readonly string[] {
  const order = other.map(({ key }) => key);
  ours.forEach(({ key }, at) => {
    if (order.includes(key)) return;
    const before = ours[at - 1]?.key;
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  });
  // What stands below all statements stays there.
  return [...order.filter((key) => key !== END), ...order.filter((key) => key === END)];
}

function written(keys: readonly string[], take: (key: string) => string | null): string {
  let out = "";
  for (const key of keys) {
    const text = take(key);
    if (text === null) continue;
    if (out === "") out = text.replace(/^\n+/, "");
    else out += key === END || /^\s*\n/.test(text) ? text : `\n\n${text}`;
  }
  return out;
}
