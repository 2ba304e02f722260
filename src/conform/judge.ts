/** Runs cases through an implementation and says of each whether it agrees. */
import { type Asked, type Case, type Implementation, isApart } from "./case.ts";
import { type Difference, differences } from "./compare.ts";

export interface Verdict {
  readonly one: Case;
  readonly outcome: "passed" | "failed" | "does not apply";
  readonly differences: readonly Difference[];
}

export interface Wanted {
  readonly ids: readonly string[];
  readonly kinds: readonly string[];
}

/** The cases that `--only` and `--kind` leave; an id stands for all of an example's (`brick-1` for `brick-1/first`). */
export const chosen = (cases: readonly Case[], { ids, kinds }: Wanted): readonly Case[] =>
  cases.filter(
    (one) =>
      (ids.length === 0 || ids.some((id) => one.id === id || one.id.startsWith(`${id}/`))) &&
      (kinds.length === 0 || (!isApart(one) && kinds.includes(one.kind))),
  );

/** A verdict for each case, in their order. Nothing is left out: who has no answer fails. */
export async function judge(
  cases: readonly Case[],
  implementation: Implementation,
): Promise<readonly Verdict[]> {
  const asked = cases.filter((one): one is Asked => !isApart(one));
  const answers = await implementation(asked);
  const byCase = new Map(asked.map((one, i) => [one, answers[i]]));
  return cases.map((one): Verdict => {
    if (isApart(one)) return { one, outcome: "does not apply", differences: [] };
    const found = byCase.get(one) ?? { none: "no answer" };
    const list = differences(one, found);
    return { one, outcome: list.length === 0 ? "passed" : "failed", differences: list };
  });
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly apart: number;
}

export function countOf(verdicts: readonly Verdict[]): Counts {
  const of = (outcome: Verdict["outcome"]) => verdicts.filter((v) => v.outcome === outcome).length;
  return { passed: of("passed"), failed: of("failed"), apart: of("does not apply") };
}
