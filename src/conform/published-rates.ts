/** Published examples of ratio goals. */
import type { Example, Part, Translation } from "./published.ts";
import { plain } from "./published-parts.ts";

interface RateInputs {
  readonly target: number;
  readonly denominators: readonly number[];
  readonly baseline: readonly number[];
  readonly ceiling?: number;
}
const rates = (
  i: RateInputs,
  by: string,
  list: readonly number[],
  more: Partial<Part> & { readonly most?: number },
): Part => {
  const { most, ...part } = more;
  return {
    about: `${plain(i.target * 100)} % by ${by}`,
    kind: "ratio",
    input: {
      rate: i.target,
      by,
      ...(most !== undefined && { at_most: most }),
      reports: i.denominators.map((denominator, at) => ({ denominator, baseline: i.baseline[at] })),
    },
    wanted: { rates: list },
    option: `by ${by}`,
    ...part,
  };
};

export const RATES: Readonly<Record<string, Translation>> = {
  "ratio-goal-capped": ({
    inputs: i,
    expected,
  }: Example<RateInputs, { uncapped: number[]; rates: number[] }>) => [
    rates(i, "same points", expected.rates, { name: "capped", most: i.ceiling ?? 1 }),
    rates(i, "same points", expected.uncapped, {
      name: "uncapped",
      most: 2,
      option: "at most 200%",
    }),
  ],
  "ratio-goal-same-rate": ({ inputs: i, expected }: Example<RateInputs, { rates: number[] }>) => [
    rates(i, "same rate", expected.rates, {}),
  ],
  "ratio-of-sums-vs-average": ({
    inputs: i,
    expected,
  }: Example<{ num: number[]; den: number[] }, { ratio_of_sums: number }>) => {
    const baseline = i.num.map((n, at) => plain(n / i.den[at]!));
    const input = { target: expected.ratio_of_sums, denominators: i.den, baseline };
    return [
      rates(input, "same points", baseline, {
        about: "a manager's rate is the ratio of the sums: his reports' own rates make it",
      }),
    ];
  },
};
