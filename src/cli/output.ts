/** What the command line prints, and how it ends. */

import type { TidyCell, TidyTable } from "../app/tidy.ts";
import { UserError } from "../model/user-error.ts";

/** `stopped`: with Ctrl-C, as shells count it. */
export const EXIT = { ok: 0, failed: 1, wrongUse: 2, stopped: 130 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** A fault on stderr: what, where, what to do; a stack only where it is our own mistake and asked for. */
export function sayFault(fault: unknown): void {
  if (fault instanceof UserError) {
    const where = fault.where ? ` (${fault.where})` : "";
    process.stderr.write(`${fault.message}${where}\n${fault.todo ? `${fault.todo}\n` : ""}`);
    return;
  }
  const message = fault instanceof Error ? fault.message : String(fault);
  process.stderr.write(`This is a fault of Answerable's own: ${message}\n`);
  if (process.env.ANSWERABLE_DEBUG && fault instanceof Error) {
    process.stderr.write(`${fault.stack ?? ""}\n`);
  }
}

/** Numbers as plain decimals with a point (never `1e-7`), blank as nothing. */
export function plainText(cell: TidyCell): string {
  if (cell === null) return "";
  if (typeof cell !== "number") return String(cell);
  const text = String(cell);
  if (!/e/i.test(text)) return text;
  const fixed = cell.toFixed(20);
  return fixed.includes(".") ? fixed.replace(/0+$/, "").replace(/\.$/, "") : fixed;
}

export const toJson = ({ columns, rows }: TidyTable): Record<string, TidyCell>[] =>
  Array.from(rows, (row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));

/** A column is cut here, so that one long reason doesn't push the others off the screen. */
const WIDEST = 60;

/** Columns lined up for a terminal; numbers to the right. */
export function toText({ columns, rows }: TidyTable): string {
  const body = Array.from(rows, (row) => row.map(shorten));
  const lines = [[...columns], ...body];
  const widths = columns.map((_, c) => Math.max(...lines.map((line) => line[c]?.length ?? 0)));
  const numeric = columns.map((_, c) => body.every((line) => /^-?[\d.]*%?$/.test(line[c] ?? "")));
  const print = (line: readonly string[]) =>
    line
      .map((text, c) => (numeric[c] ? text.padStart(widths[c]!) : text.padEnd(widths[c]!)))
      .join("  ")
      .trimEnd();
  return `${lines.map(print).join("\n")}\n`;
}

function shorten(cell: TidyCell): string {
  const text =
    typeof cell === "number" && !Number.isInteger(cell) ? String(round(cell)) : plainText(cell);
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

/** A table is read by a person: four decimals say enough; csv and json carry all digits. */
const round = (value: number): number => Math.round(value * 1e4) / 1e4;

/** A line on stderr that is redrawn while work runs over a second, and only in a terminal. */
export function progress(): { say(text: string): void; done(): void } {
  const started = Date.now();
  let shown = false;
  return {
    say: (text) => {
      if (!process.stderr.isTTY || Date.now() - started < 1000) return;
      process.stderr.write(`\r\x1b[K${text}`);
      shown = true;
    },
    done: () => {
      if (shown) process.stderr.write("\r\x1b[K");
    },
  };
}
