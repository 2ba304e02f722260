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
  let text = source.replace(/\r\n?/g, "\n");
  // Stray words may become a statement's own once it stands at the margin, and are laid out with it then.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const made = formatOnce(text);
    if (!made.hasStray || made.text === text) return made.text;
    text = made.text;
  }
  return text;
}
const MOST_ROUNDS = 4;

interface Formatted {
  readonly text: string;
  /** Whether there are words that belong to no statement. */
  readonly hasStray: boolean;
}

function formatOnce(text: string): Formatted {
  const { statements, comments } = parse(text);
  if (statements.length === 0) return { text, hasStray: false };
  const pieces: string[] = [];
  let hasStray = false;
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
    const { below, above: over } = parted(between);
    hasStray ||= below.length > 0;
    pieces.push(...below, gap + [...over, body].join("\n"));
    end = endOfLine;
  });
  const { below, above } = parted(
    linesBetween(
      text,
      end,
      text.length,
      comments.filter((c) => c.span.start >= end),
    ),
  );
  pieces.push(...below);
  if (above.length > 0) pieces.push(`\n${above.join("\n")}`);
  const laidOut = pieces
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return { text: `${laidOut}\n`, hasStray: hasStray || below.length > 0 };
}

const sameLine = (text: string, span: Span, comment: Comment): boolean =>
  !text.slice(span.end, comment.span.start).includes("\n");
const isBeside = (text: string, end: number, comment: Comment): boolean =>
  end > 0 && !text.slice(end, comment.span.start).includes("\n");

interface Line {
  readonly text: string;
  readonly isStray: boolean;
}

/**
 * What stands before a statement, in its order: comments, from the margin, and words that are no statement, as they
 * are. Nothing a user typed is lost, and nothing trades places: the next time it would again.
 */
function linesBetween(
  text: string,
  from: number,
  to: number,
  comments: readonly Comment[],
): Line[] {
  const lines: Line[] = [];
  let at = from;
  const stray = (until: number) => {
    for (const line of text.slice(at, until).split("\n"))
      if (line.trim() !== "") lines.push({ text: line.trimEnd(), isStray: true });
  };
  for (const comment of comments) {
    stray(comment.span.start);
    lines.push({ text: comment.text.trimEnd(), isStray: false });
    at = comment.span.end;
  }
  stray(to);
  return lines;
}

/** Stray words stay below the statement before them, where a clause would stand; comments go with the next. */
function parted(lines: readonly Line[]): { below: string[]; above: string[] } {
  const last = lines.map((line) => line.isStray).lastIndexOf(true) + 1;
  const texts = lines.map((line) => line.text);
  return { below: texts.slice(0, last), above: texts.slice(last) };
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
