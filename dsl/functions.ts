/** The functions of expressions: the one table that checker, completion, hover, signature help and the reference page read. */

export interface RuleFunction {
  readonly name: string;
  readonly group: "rows" | "time and tree" | "standing" | "numbers";
  /** One or more ways to call it; `[…]` marks what may be left out. */
  readonly signatures: readonly string[];
  /** One sentence. */
  readonly summary: string;
}

const f = <N extends string>(
  group: RuleFunction["group"],
  name: N,
  signatures: readonly string[],
  summary: string,
): RuleFunction & { readonly name: N } => ({ name, group, signatures, summary });

/** What may follow inside the brackets of an aggregate, in any order. */
export const ROW_WORDS = "where …, on [date], active [from] to [until], at any time";
const rows = <N extends string>(name: N, summary: string, extra: readonly string[] = []) =>
  f("rows", name, [`${name}(Table[column])`, `${name}(Table, expression)`, ...extra], summary);

const FUNCTIONS = [
  rows("sum", "The sum over the rows that count; 0 over none."),
  rows("count", "How many rows there are, or how many hold something in the column; 0 over none.", [
    "count(Table)",
    "count(reports [where condition on figures])",
  ]),
  rows("average", "The mean over the rows that hold a number; blank over none."),
  rows("min", "The smallest over the rows, or of two or more figures; blank over none.", [
    "min(a, b, …)",
  ]),
  rows("max", "The largest over the rows, or of two or more figures; blank over none.", [
    "max(a, b, …)",
  ]),
  rows(
    "median",
    "The value in the middle, of an even number the mean of the two; blank over none.",
  ),
  rows(
    "distinct",
    "How many different values the column holds over the whole tree below; 0 over none.",
  ),
  f(
    "rows",
    "share",
    ["share(Table where condition)", "share(reports where condition on figures)"],
    "The part of the rows, or of the direct reports, that the condition keeps; blank of none.",
  ),
  f(
    "time and tree",
    "own",
    ["own(figure)"],
    "The figure over a node's own rows, without those of the people below.",
  ),
  f(
    "time and tree",
    "ytd",
    ["ytd(figure)"],
    "From the fiscal year's start to the end of the period.",
  ),
  f("time and tree", "qtd", ["qtd(figure)"], "From the quarter's start to the end of the period."),
  f("time and tree", "mtd", ["mtd(figure)"], "From the month's start to the end of the period."),
  f(
    "time and tree",
    "trailing",
    ["trailing(figure, 3 months)"],
    "Over whole units of time that end with the period; a rate over the whole window.",
  ),
  f(
    "time and tree",
    "growth",
    ["growth(figure)", "growth(figure, year)"],
    "The change against the period before, or the year before, as a share of it; blank where that was 0 or less.",
  ),
  f("standing", "actual", ["actual(kpi)"], "What the KPI came to; the bare name says the same."),
  f("standing", "goal", ["goal(kpi)"], "What is owed."),
  f(
    "standing",
    "attainment",
    ["attainment(kpi)"],
    "How much of the goal is reached, by the KPI's own direction.",
  ),
  f("standing", "pace", ["pace(kpi)"], "The attainment of what was due by the as-of day."),
  f("standing", "forecast", ["forecast(kpi)"], "Where the period ends if it goes on as it went."),
  f("standing", "gap", ["gap(kpi)"], "The goal less the actual."),
  f("standing", "score", ["score(name)"], "The weighted attainment of a score's parts."),
  f(
    "numbers",
    "if",
    ["if(condition, then, else)"],
    "One figure where the condition holds, else the other.",
  ),
  f("numbers", "abs", ["abs(number)"], "The size without the sign."),
  f(
    "numbers",
    "round",
    ["round(number, [digits])"],
    "Rounded half away from zero, as in a spreadsheet.",
  ),
  f(
    "numbers",
    "floor",
    ["floor(number, [digits])"],
    "The next one below, whole or with so many digits.",
  ),
  f(
    "numbers",
    "ceiling",
    ["ceiling(number, [digits])"],
    "The next one above, whole or with so many digits.",
  ),
  f("numbers", "sqrt", ["sqrt(number)"], "The square root; blank of a negative number."),
];
export const RULE_FUNCTIONS: readonly RuleFunction[] = FUNCTIONS;
export type FunctionName = (typeof FUNCTIONS)[number]["name"];
/** What a language says of a function. */
export type FunctionHelp = Pick<RuleFunction, "signatures" | "summary">;

/** Figures that are given, without brackets. */
export const GIVEN_FIGURES = [
  { name: "today", summary: "The as-of day, or the period's last day if that is earlier." },
  { name: "workdays", summary: "Working days of the period so far, while in the org." },
  { name: "headcount", summary: "Reps on the period's last day; vacancies don't count." },
] as const;
export type GivenName = (typeof GIVEN_FIGURES)[number]["name"];

const byName = new Map(RULE_FUNCTIONS.map((fn) => [fn.name, fn]));

/** A function by its name in any case; null where there is none. */
export const functionNamed = (name: string): RuleFunction | null =>
  byName.get(name.toLowerCase()) ?? null;
export const FUNCTION_NAMES: readonly string[] = RULE_FUNCTIONS.map((fn) => fn.name);

/** How many arguments the ways to call a function allow. */
export function arityOf({ signatures }: RuleFunction): {
  readonly least: number;
  readonly most: number;
} {
  const counts = signatures.map((signature) => {
    const args = signature.slice(signature.indexOf("(") + 1, -1).split(", ");
    const most = args.includes("…") ? Number.POSITIVE_INFINITY : args.length;
    return { least: args.filter((arg) => arg !== "…" && !arg.startsWith("[")).length, most };
  });
  return {
    least: Math.min(...counts.map((c) => c.least)),
    most: Math.max(...counts.map((c) => c.most)),
  };
}
