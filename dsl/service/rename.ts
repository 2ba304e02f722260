/** Go to definition, find uses, rename. */
import { foldText } from "../fold.ts";
import { name as written } from "../format/expression.ts";
import type { Span } from "../span.ts";
import { parse } from "../syntax/parse.ts";
import { likelyNameAt, type Occurrence, occurrenceAt, occurrences } from "./names.ts";
import { ENGLISH, type ServiceWords } from "./words.ts";

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}
export type Renaming =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  /** Why not, in the user's words. */
  | { readonly ok: false; readonly message: string };

/** The statement that declares the name under the cursor; null where it is no name of the rules. */
export function definition(text: string, offset: number): Span | null {
  const all = occurrences(parse(text).statements, text);
  const here = occurrenceAt(all, offset) ?? likelyNameAt(all, text, offset);
  return here ? (sameName(all, here).find((o) => o.defines)?.span ?? null) : null;
}

/** Every place of the name under the cursor, its declaration among them. */
export function uses(text: string, offset: number): readonly Span[] {
  const all = occurrences(parse(text).statements, text);
  const here = occurrenceAt(all, offset);
  return here ? sameName(all, here).map((o) => o.span) : [];
}

const sameName = (all: readonly Occurrence[], here: Occurrence): Occurrence[] =>
  all.filter((o) => o.kind === here.kind && o.name === here.name);

/**
 * Renames what is under the cursor everywhere, also in quotes and inside `say`. Refused where the name
 * would be another's, or where a broken statement might use it unseen.
 */
export function rename(
  text: string,
  offset: number,
  to: string,
  { rename: words }: ServiceWords = ENGLISH,
): Renaming {
  const { statements } = parse(text);
  const all = occurrences(statements, text);
  const here = occurrenceAt(all, offset);
  if (!here) return { ok: false, message: words.noName };
  const wanted = to.trim();
  if (wanted === "" || /[\n"{}]/.test(wanted)) return { ok: false, message: words.oneLine };
  const rivals = here.kind === "kpi" || here.kind === "score" ? ["kpi", "score"] : [here.kind];
  const taken = all.find((o) => rivals.includes(o.kind) && o.name === foldText(wanted));
  if (taken && foldText(wanted) !== here.name)
    return { ok: false, message: words.taken(wanted, taken.kind) };
  if (here.kind === "table" && ["people", "reports"].includes(foldText(wanted)))
    return { ok: false, message: words.meaning(wanted) };
  const broken = statements.find(
    (s) => s.kind === "broken" && mentions(text.slice(s.span.start, s.span.end), here.name),
  );
  if (broken) return { ok: false, message: words.broken };
  const edits = sameName(all, here).map(({ span }) => ({ span, text: written(wanted) }));
  return { ok: true, edits };
}

const mentions = (source: string, name: string): boolean => foldText(source).includes(name);

/** Edits applied to a text; they must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const order = [...edits].sort((a, b) => b.span.start - a.span.start);
  return order.reduce(
    (all, { span, text: put }) => all.slice(0, span.start) + put + all.slice(span.end),
    text,
  );
}
