/** Every code the language can say, in one map: the reference page and the tests are made from it. */
import type { Span } from "../span.ts";
import { CHECKS } from "./catalogue-check.ts";
import { SYNTAX } from "./catalogue-syntax.ts";
import type { Diagnostic, Fix, Related } from "./diagnostic.ts";
import type { Entry } from "./entry.ts";

export const CATALOGUE = { ...SYNTAX, ...CHECKS };
export type Code = keyof typeof CATALOGUE;

/** What a code's wording needs: its message's parameters and its hint's. */
export type Params<C extends Code> = Parameters<(typeof CATALOGUE)[C]["message"]>[0] extends infer P
  ? unknown extends P
    ? Record<string, never>
    : P
  : never;

/** A diagnostic of the catalogue at a place; wrong or missing parameters don't compile. */
export function diagnose<C extends Code>(
  code: C,
  span: Span,
  params: Params<C>,
  more: { readonly fix?: Fix | null; readonly related?: readonly Related[] } = {},
): Diagnostic {
  const entry = CATALOGUE[code] as unknown as Entry<Params<C>>;
  return {
    code,
    severity: entry.severity,
    params,
    message: entry.message(params),
    hint: entry.hint?.(params) ?? null,
    span,
    related: more.related ?? [],
    fix: more.fix ?? null,
  };
}
