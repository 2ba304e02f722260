/** Functions of spreadsheets and of SQL that the rules don't have: what stands in their place. */
import { type Instead as Saying, write } from "../diagnostics/phrases.ts";
import { foldText } from "../fold.ts";
import { FUNCTION_NAMES } from "../functions.ts";
import { nearest } from "../nearest.ts";
import type { Expr } from "../syntax/ast.ts";
import { type Context, fixTo, type TableInfo } from "./context.ts";
import { insteadOfLookup, isLookup } from "./lookups.ts";

type Call = Extract<Expr, { kind: "call" }>;
type Arguments = readonly string[];

interface Instead {
  /** Goes on with the sentence that there is no such function. */
  readonly says: Saying;
  /** In the words of the rules; null where the arguments don't say how. */
  readonly write: (args: Arguments, name: string) => string | null;
}

const one = (write: (arg: string) => string) => (args: Arguments) =>
  args.length === 1 ? write(args[0]!) : null;
const two = (write: (a: string, b: string) => string) => (args: Arguments) =>
  args.length === 2 ? write(args[0]!, args[1]!) : null;
const nothing = () => null;
const as = (word: string): Instead => ({
  says: { key: "write", text: word },
  write: (args) => (args.length > 0 ? `${word}(${args.join(", ")})` : null),
});
const CONDITIONS: Instead = { says: "where", write: whereInstead };
const OTHERWISE: Instead = {
  says: "else",
  write: (args) => (args.length > 1 ? `(${args.join(" else ")})` : null),
};
const TEXTS: Instead = {
  says: "texts",
  write: nothing,
};
const DATES: Instead = {
  says: "dates",
  write: nothing,
};
const given = (word: string): Instead => ({
  says: { key: "no brackets", text: word },
  write: (args) => (args.length === 0 ? word : null),
});
const SEVERAL: Instead = {
  says: "if within if",
  write: (args) => (args.length === 3 ? `if(${args.join(", ")})` : null),
};
const IS_BLANK: Instead = { says: write("is blank"), write: one((x) => `${x} is blank`) };
const DISTINCT = as("distinct");
const FLOOR = as("floor");

const INSTEAD: Readonly<Record<string, Instead>> = {
  sumif: CONDITIONS,
  sumifs: CONDITIONS,
  countif: CONDITIONS,
  countifs: CONDITIONS,
  averageif: CONDITIONS,
  averageifs: CONDITIONS,
  minifs: CONDITIONS,
  maxifs: CONDITIONS,
  filter: CONDITIONS,
  iferror: OTHERWISE,
  ifna: OTHERWISE,
  ifnull: OTHERWISE,
  nvl: OTHERWISE,
  coalesce: OTHERWISE,
  isblank: IS_BLANK,
  isnull: IS_BLANK,
  counta: as("count"),
  countblank: { says: "is blank", write: one(countBlank) },
  unique: DISTINCT,
  countunique: DISTINCT,
  countd: DISTINCT,
  count_distinct: DISTINCT,
  countdistinct: DISTINCT,
  avg: as("average"),
  mean: as("average"),
  total: as("sum"),
  sumproduct: {
    says: "product",
    write: two((a, b) => `sum(${a} * ${b})`),
  },
  roundup: as("ceiling"),
  rounddown: FLOOR,
  int: FLOOR,
  trunc: FLOOR,
  power: { says: write("^"), write: two((a, b) => `${a} ^ ${b}`) },
  divide: { says: write("/"), write: two((a, b) => `${a} / ${b}`) },
  safe_divide: { says: "by zero", write: two((a, b) => `${a} / ${b}`) },
  days: { says: "difference", write: two((a, b) => `${a} - ${b}`) },
  datediff: { says: "difference of columns", write: nothing },
  datedif: { says: "difference of columns", write: nothing },
  today: given("today"),
  now: given("today"),
  current_date: given("today"),
  headcount: given("headcount"),
  workdays: given("workdays"),
  target: as("goal"),
  quota: as("goal"),
  nullif: { says: "by zero itself", write: (args) => args[0] ?? null },
  networkdays: { says: "workdays", write: nothing },
  iff: SEVERAL,
  ifs: SEVERAL,
  switch: SEVERAL,
  case: SEVERAL,
  left: TEXTS,
  right: TEXTS,
  mid: TEXTS,
  find: TEXTS,
  search: TEXTS,
  upper: TEXTS,
  lower: TEXTS,
  trim: TEXTS,
  len: TEXTS,
  exact: TEXTS,
  year: DATES,
  month: DATES,
  quarter: DATES,
  weeknum: DATES,
  date: DATES,
  datevalue: DATES,
  edate: DATES,
  eomonth: DATES,
  date_trunc: DATES,
};

/** Tells that there is no such function, and what stands in its place; `rows`: the table of whose rows it was asked. */
export function refuseFunction(context: Context, expr: Call, rows: TableInfo | null): never {
  const name = expr.fn.text;
  if (isLookup(expr)) return insteadOfLookup(context, expr, rows);
  const known = INSTEAD[foldText(name)];
  const args = expr.args.map((arg) => context.source(arg.span));
  const text = (!expr.words.where && known?.write(args, foldText(name))) || "";
  const candidates = known ? [] : nearest(name, FUNCTION_NAMES);
  const fix = text ? fixTo(expr.span, text) : fixTo(expr.fn.span, candidates[0]);
  const says = known?.says ?? "unknown";
  const hint = text ? write(text) : "none";
  return context.stop("KPI207", expr.fn.span, { name, says, hint, candidates }, fix);
}

/** `SUMIFS(T[a], T[b], "x")` and its kin; null where the arguments don't say how. */
function whereInstead(args: Arguments, name: string): string | null {
  const [, fn, many] = /^(sum|count|average)if(s?)$/.exec(name) ?? [];
  if (!fn) return null;
  // SUMIFS has what is added first, SUMIF last, COUNTIF not at all.
  const first = many && fn !== "count" ? 1 : 0;
  const pairs = args.slice(first, many ? args.length : 2);
  const columns = pairs.filter((_, i) => i % 2 === 0);
  const table = columns[0]?.slice(0, columns[0].indexOf("[")) ?? "";
  const areColumns = columns.every((c) => c.startsWith(`${table}[`) && c.endsWith("]"));
  if (table === "" || !areColumns || pairs.length % 2 > 0) return null;
  const of = fn === "count" ? table : first === 1 ? args[0] : (args[2] ?? columns[0]);
  const conditions = columns.map((column, i) => condition(column, pairs[2 * i + 1]!));
  return `${fn}(${of} where ${conditions.join(" and ")})`;
}

/** `">5"` is a comparison, all else is equality. */
function condition(column: string, criterion: string): string {
  const compared = /^"(<>|<=|>=|<|>|=)(.*)"$/.exec(criterion);
  if (!compared) return `${column} = ${criterion}`;
  const [, op, value] = compared;
  return `${column} ${op} ${/^\d+(?:\.\d+)?%?$/.test(value!) ? value : `"${value}"`}`;
}

function countBlank(column: string): string {
  const table = column.slice(0, Math.max(0, column.indexOf("[")));
  return table === "" ? "" : `count(${table} where ${column} is blank)`;
}
