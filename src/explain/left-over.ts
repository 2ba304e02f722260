/** What rounding left over at a manager, and who took it. */

export interface LeftOver {
  readonly who: string;
  /** In the KPI's unit. */
  readonly amount: number;
  /** No whole increment; else whole increments, by the rule of rounding. */
  readonly odd: boolean;
  /** The rule by which it went there, in words. */
  readonly rule: string;
}

const MOST_NAMES = 3;

/** "$7 is no whole $100 and went to Ana: largest share; $100 each left over went to Ben, Cy: largest remainder". */
export function leftOverText(
  list: readonly LeftOver[],
  increment: number,
  amount: (x: number) => string,
): string {
  const groups = new Map<string, LeftOver[]>();
  for (const one of list) {
    const key = `${one.odd} ${one.amount} ${one.rule}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .map((group) => {
      const [{ odd, rule, amount: each }] = group as [LeftOver, ...LeftOver[]];
      const names = group.map(({ who }) => who);
      const more = names.length - MOST_NAMES;
      const who = names.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
      const what = odd
        ? `${amount(each)} is no whole ${amount(increment)} and`
        : `${amount(each)}${names.length > 1 ? " each" : ""} left over`;
      return `${what} went to ${who}: ${rule}`;
    })
    .join("; ");
}
