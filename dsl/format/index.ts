/** The canonical layout of a rule text: comments kept, broken statements as they are, a second time changes nothing. */
import type { Span } from "../span.ts";
import type { Statement } from "../syntax/ast.ts";
import { type Comment, parse } from "../syntax/parse.ts";
import { statementText } from "./statement.ts";
import { wrap } from "./wrap.ts";

/** Statements that belong together stand together; other kinds are parted by a blank line. */
const ONE_LINERS = new Set(["goal", "check", "reset"]);

/** Formats a rule text. A text too long to be read, or without a statement, comes back as it is. */
export function format(source: string): string {
  const text = source.replace(/\r\n?/g, "\n");
  const { statements, comments } = parse(text);
  if (statements.length === 0) return text;
  const pieces: string[] = [];
  let end = 0;
  statements.forEach((statement, at) => {
    const next = statements[at + 1]?.span.start ?? text.length;
    const before = comments.filter(
      (c) => c.span.start >= end && c.span.start < statement.span.start,
    );
    const inside = comments.filter(
      (c) => c.span.start >= statement.span.start && c.span.start < statement.span.end,
    );
    const beside = comments.filter(
      (c) =>
        c.span.start >= statement.span.end &&
        c.span.start < next &&
        sameLine(text, statement.span, c),
    );
    const own = before.filter((c) => !isBeside(text, end, c));
    const between = linesBetween(text, end, statement.span.start, own);
    const endOfLine = Math.max(statement.span.end, ...beside.map((c) => c.span.end));
    const body =
      statement.kind === "broken"
        ? text.slice(statement.span.start, endOfLine)
        : layOut(statement, [...inside, ...beside]);
    const above = statement.kind === "broken" ? own : [...own, ...inside, ...beside];
    const gap = at === 0 ? "" : gapBefore(text, statements[at - 1]!, statement, above, end);
    pieces.push(gap + [...between, body].join("\n"));
    end = endOfLine;
  });
  const after = comments.filter((c) => c.span.start >= end);
  if (after.length > 0) pieces.push(`\n${after.map((c) => c.text.trimEnd()).join("\n")}`);
  return `${pieces
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

const sameLine = (text: string, span: Span, comment: Comment): boolean =>
  !text.slice(span.end, comment.span.start).includes("\n");
const isBeside = (text: string, end: number, comment: Comment): boolean =>
  end > 0 && !text.slice(end, comment.span.start).includes("\n");

/**
 * What stands before a statement, in its order: comments, from the margin, and words that are no statement, as they
 * are. Nothing a user typed is lost, and nothing trades places: the next time it would again.
 */
function linesBetween(
  text: string,
  from: number,
  to: number,
  comments: readonly Comment[],
): string[] {
  const lines: string[] = [];
  let at = from;
  const stray = (until: number) => {
    for (const line of text.slice(at, until).split("\n"))
      if (line.trim() !== "") lines.push(line.trimEnd());
  };
  for (const comment of comments) {
    stray(comment.span.start);
    lines.push(comment.text.trimEnd());
    at = comment.span.end;
  }
  stray(to);
  return lines;
}

function gapBefore(
  text: string,
  before: Statement,
  statement: Statement,
  comments: readonly Comment[],
  end: number,
): string {
  const together =
    before.kind === statement.kind && ONE_LINERS.has(statement.kind) && comments.length === 0;
  const apart = /\n[^\S\n]*\n/.test(text.slice(end, statement.span.start));
  return together && !apart ? "" : "\n";
}

/** The head, then the clauses; a comment inside goes above the head, where it can't break a clause. */
function layOut(
  statement: Exclude<Statement, { kind: "broken" }>,
  comments: readonly Comment[],
): string {
  const { head, clauses } = statementText(statement);
  const lines = [...wrap(head, 2), ...clauses.flatMap((clause) => wrap(`  ${clause}`, 4))];
  return [...comments.map((c) => c.text.trimEnd()), ...lines].join("\n");
}
