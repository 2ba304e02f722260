/** Published examples of whole units over ratios, by the method each names. */
import type { Example, Not, Part, Translation } from "./published.ts";

interface Ratios {
  readonly units?: number | readonly number[];
  readonly minor_units?: number;
  readonly ratios: readonly number[];
}
type Methods = Readonly<Record<string, readonly number[]>>;

/** A published method's name, and what it is called here; null: it is none of ours. */
const METHODS: Readonly<
  Record<string, { readonly rounding?: string; readonly about: string } | null>
> = {
  largest_remainder: { about: "by largest remainder" },
  seats: { about: "by largest remainder" },
  expected_by_user: { about: "as its user expects" },
  floor_to_first: { rounding: "first", about: "what is left over in order" },
  library_gave: { rounding: "first", about: "as the library gives it: in order" },
  remainder_in_order: { rounding: "first", about: "what is left over in order" },
  floor_to_largest_ratio: { rounding: "largest", about: "what is left over to the largest" },
  largest_ratio_rule: { rounding: "largest", about: "what is left over to the largest" },
  webster: { rounding: "webster", about: "by Webster's divisors" },
  dhondt: null,
  hill: null,
  adams: null,
};

const part = (
  total: number,
  weights: readonly number[],
  goals: readonly number[],
  more: { readonly name?: string; readonly rounding?: string; readonly about: string },
): Part => ({
  about: `${total} ${more.about}`,
  kind: "split",
  input: { total, weights, ...(more.rounding && { rounding: more.rounding }) },
  wanted: { goals },
  ...(more.name !== undefined && { name: more.name }),
  ...(more.rounding && { option: `rounding ${more.rounding}` }),
});

function rounding({
  inputs,
  expected,
}: Example<Ratios, readonly number[] | Methods>): (Part | Not)[] {
  const { ratios } = inputs;
  const total = inputs.units ?? inputs.minor_units ?? Number.NaN;
  const plain = { about: "by largest remainder" };
  if (isList(expected)) return [part(Number(total), ratios, expected, plain)];
  return Object.entries(expected)
    .filter(([name]) => name !== "quotas")
    .map(([name, goals]): Part | Not => {
      if (/^\d+$/.test(name)) return part(Number(name), ratios, goals, { ...plain, name });
      const method = METHODS[name];
      if (!method) return { name, why: `The divisors of ${name} are not offered; webster's are.` };
      return part(Number(total), ratios, goals, { ...method, name });
    });
}
const isList = (value: readonly number[] | Methods): value is readonly number[] =>
  Array.isArray(value);

const twoWay = ({
  inputs,
  expected,
}: Example<
  { weights_rows: number[][]; row_totals: number[]; col_totals: number[] },
  number[][] | { error: string }
>): Part[] => {
  const input = {
    rows: inputs.row_totals,
    columns: inputs.col_totals,
    weights: inputs.weights_rows,
  };
  return "error" in expected
    ? [
        {
          about: "rows that owe nothing else",
          kind: "table",
          input,
          wanted: { code: "no table" },
          refused: true,
        },
      ]
    : [{ about: "rows and columns given", kind: "table", input, wanted: { table: expected } }];
};

const byQuarter = ({
  inputs,
  expected,
}: Example<
  { annual_by_rep: number[]; season: number[]; team_quarters: number[] },
  { each_rep_alone: number[][]; two_way: number[][] }
>): Part[] => [
  {
    name: "two-way",
    about: "years and quarters both tie",
    kind: "table",
    input: { rows: inputs.annual_by_rep, columns: inputs.team_quarters },
    wanted: { table: expected.two_way },
  },
  ...inputs.annual_by_rep.map((total, i) => ({
    name: `alone-${i + 1}`,
    about: "a year over quarters by itself",
    kind: "spread",
    input: { total, weights: inputs.season },
    wanted: { goals: expected.each_rep_alone[i] },
  })),
];

const TOPICS = [
  "rounding",
  "rounding/negative",
  "rounding/zero-weight",
  "rounding/order-dependence",
  "rounding/algorithm-choice",
  "rounding/apportionment",
  "rounding/monotonicity",
  "rounding/law",
  "rounding/ties",
];
export const ROUNDINGS: Readonly<Record<string, Translation>> = {
  ...Object.fromEntries(TOPICS.map((topic) => [topic, rounding])),
  "two-way-3x3": twoWay,
  "two-way-infeasible": twoWay,
  "two-way-reps-by-quarter": byQuarter,
};
