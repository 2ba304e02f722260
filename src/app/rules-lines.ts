/** Rules as lines in cells: what a cell can't hold, and what became of the lines since they were saved. */
import { lex, STATEMENT_WORDS } from "../../dsl/syntax/tokens.ts";

/** Below what every host's cell takes (Excel 32,767), with room for what a host puts around it. */
export const LONGEST_LINE = 30_000;

/**
 * A text none of whose lines is longer than a cell takes: a long one is broken before a word or sign, where
 * a line break means nothing. A single text or name that is too long stays; the host refuses it with its place.
 */
export function foldLongLines(text: string, most: number = LONGEST_LINE): string {
  return text
    .split("\n")
    .map((line) => (line.length <= most ? line : folded(line, most)))
    .join("\n");
}

function folded(line: string, most: number): string {
  const { tokens, comments } = lex(line);
  const lines: string[] = [];
  let start = 0;
  let last = 0;
  for (const token of tokens) {
    const at = token.startOffset;
    // A statement's word first on a line would begin a statement.
    const mayBreak = at > start && !STATEMENT_WORDS.includes(token.image.toLowerCase());
    if (at + token.image.length - start > most && last > start) {
      lines.push(line.slice(start, last).trimEnd());
      start = last;
    }
    if (mayBreak) last = at;
  }
  const comment = comments[0];
  lines.push(line.slice(start, comment?.startOffset).trimEnd());
  for (let at = comment?.startOffset ?? line.length; at < line.length; at += most - 2) {
    const part = line.slice(at, at + most - 2);
    lines.push(part.startsWith("#") ? part : `# ${part}`);
  }
  return lines.filter((l) => l !== "").join("\n  ");
}

/** FNV-1a, 32 bits: enough to notice, in a form that no spreadsheet takes for a number. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value ^= text.charCodeAt(i);
    value = Math.imul(value, 0x01000193) >>> 0;
  }
  return value;
}

const hex = (value: number): string => value.toString(16).padStart(8, "0");
/** What a round trip through other programs may do to a line without changing it: blanks at its end, odd blanks. */
const plainLines = (text: string): string[] =>
  text
    .replace(/[\u00a0\u2007\u202f\t]/g, " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");

/** The mark kept beside the rules: how many lines, their text in order, and in any order. */
export function markOf(text: string): string {
  const lines = plainLines(text);
  const anyOrder = lines.reduce((sum, line) => (sum + hash(line)) >>> 0, 0);
  return `L${lines.length}-${hex(hash(lines.join("\n")))}-${hex(anyOrder)}`;
}

/** What happened to the rules' rows since they were saved from the sidebar; null: nothing. */
export type RowsChange = "sorted" | "rows added" | "rows removed" | "edited";

export function changeSince(mark: string, text: string): RowsChange | null {
  const now = markOf(text);
  if (now === mark || !/^L\d+-[0-9a-f]{8}-[0-9a-f]{8}$/.test(mark)) return null;
  const [before, , beforeAny] = mark.split("-") as [string, string, string];
  const [after, , afterAny] = now.split("-") as [string, string, string];
  const difference = Number(after.slice(1)) - Number(before.slice(1));
  if (difference > 0) return "rows added";
  if (difference < 0) return "rows removed";
  return beforeAny === afterAny ? "sorted" : "edited";
}
