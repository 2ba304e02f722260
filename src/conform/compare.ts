/** What was found against what must come out: every difference by its path, and by how much. */
import type { Answer, Asked, Json } from "./case.ts";

export interface Difference {
  /** `goals[2]` */
  readonly at: string;
  readonly expected: Json;
  /** undefined: there is none. */
  readonly found: Json | undefined;
  /** found − expected, where both are numbers. */
  readonly by: number | null;
}

/** Amounts are whole units, compared far below one; rates of a ratio goal to 1e-12; the rest to nine digits. */
const AMOUNTS = new Set(["split", "blend", "spread", "target", "table", "step", "tree"]);
export const tolerance = (kind: string): number =>
  AMOUNTS.has(kind) ? 1e-6 : kind === "ratio" ? 1e-12 : 1e-9;

/** The differences of an answer; none: the case agrees. Fields that the case doesn't name aren't compared. */
export function differences(one: Asked, found: Answer): readonly Difference[] {
  const [a, b] = [bodyOf(one.wanted), bodyOf(found)];
  if (a.what !== b.what) return [{ at: b.what, expected: a.body, found: b.body, by: null }];
  return [...walk("", a.body, b.body, one.within ?? tolerance(one.kind))];
}

function bodyOf(answer: Answer): { readonly what: string; readonly body: Json } {
  if ("value" in answer) return { what: "value", body: answer.value };
  if ("error" in answer) return { what: "error", body: answer.error };
  return { what: "no answer", body: answer.none };
}

function* walk(
  at: string,
  expected: Json,
  found: Json | undefined,
  slack: number,
): Generator<Difference> {
  if (typeof expected === "number" && typeof found === "number") {
    const by = found - expected;
    if (!(Math.abs(by) <= slack * (slack < 1e-6 ? Math.max(1, Math.abs(expected)) : 1)))
      yield { at, expected, found, by };
    return;
  }
  if (isList(expected) && isList(found)) {
    if (expected.length !== found.length) yield { at, expected, found, by: null };
    else if (!at.endsWith("findings"))
      for (const [i, item] of expected.entries()) yield* walk(`${at}[${i}]`, item, found[i], slack);
    return;
  }
  if (isObject(expected) && isObject(found)) {
    for (const [key, item] of Object.entries(expected))
      yield* walk(at === "" ? key : `${at}.${key}`, item, found[key], slack);
    return;
  }
  if (expected !== found) yield { at, expected, found, by: null };
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
