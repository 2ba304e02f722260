/** What rounding left over at a manager, and who took it. */

import type { WhyWords } from "../words/index.ts";
import type { LeftOverGroup } from "../words/parts.ts";

export interface LeftOver {
  readonly who: string;
  /** In the KPI's unit. */
  readonly amount: number;
  /** No whole increment; else whole increments, by the rule of rounding. */
  readonly odd: boolean;
  /** The rule by which it went there. */
  readonly rule: LeftOverGroup["rule"];
}

const MOST_NAMES = 3;

/** "$7 is no whole $100 and went to Ana: largest share; $100 each left over went to Ben, Cy: largest remainder". */
export function leftOverText(
  list: readonly LeftOver[],
  increment: number,
  amount: (x: number) => string,
  say: WhyWords,
): string {
  const groups = new Map<string, LeftOver[]>();
  for (const one of list) {
    const key = `${one.odd} ${one.amount} ${one.rule}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return say.leftOver(
    [...groups.values()].map((group) => {
      const [{ odd, rule, amount: each }] = group as [LeftOver, ...LeftOver[]];
      const names = group.map(({ who }) => who);
      return {
        who: names.slice(0, MOST_NAMES),
        more: Math.max(0, names.length - MOST_NAMES),
        each: amount(each),
        odd,
        rule,
        increment: amount(increment),
      };
    }),
  );
}
