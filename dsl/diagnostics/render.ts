import { LineMap } from "../span.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** Of a longer line only the part around the mistake is shown. */
const WIDEST = 160;

/** A diagnostic as a terminal shows it: place, line with a caret, what is wrong, what to write. */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  text: string,
  { file, lines = new LineMap(text) }: { readonly file: string; readonly lines?: LineMap },
): string {
  const { line, column } = lines.placeOf(diagnostic.span);
  const start = lines.startOf(line);
  const end = text.indexOf("\n", start);
  const whole = text.slice(start, end < 0 ? text.length : end);
  const from = whole.length > WIDEST ? Math.max(0, column - 1 - WIDEST / 2) : 0;
  const source = whole.slice(from, from + WIDEST);
  const place = column - from;
  const gutter = String(line);
  const blank = " ".repeat(gutter.length);
  const length = Math.max(
    1,
    Math.min(diagnostic.span.end - diagnostic.span.start, source.length - place + 1),
  );
  const before = source.slice(0, place - 1).replace(/[^\t]/g, " ");
  const out = [
    `${file}:${line}:${column}: ${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`,
    `${gutter} | ${source}`,
    `${blank} | ${before}${"^".repeat(length)}`,
  ];
  if (diagnostic.hint) out.push(`${blank} = ${diagnostic.hint}`);
  for (const related of diagnostic.related) {
    out.push(`${blank} = line ${lines.lineOf(related.span.start)}: ${related.message}`);
  }
  return out.join("\n");
}
