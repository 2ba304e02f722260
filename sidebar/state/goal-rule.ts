/** The rule that says a top's goal, and the rule text with another amount in it. */
import { foldText } from "../../dsl/fold.ts";
import { name, text as quoted } from "../../dsl/format/expression.ts";
import type { Expr, GoalStatement, NumberLiteral } from "../../dsl/syntax/ast.ts";
import { parse } from "../../dsl/syntax/parse.ts";

export interface TopGoal {
  readonly kpi: string;
  readonly who: string;
  readonly period: string;
}

/** `written`: the text with the amount in place. `line`: the statement that says it otherwise than by a figure. `none`: no statement is of this goal. */
export type RuleOf =
  | { readonly of: "written"; readonly text: string; readonly line: number }
  | { readonly of: "line"; readonly line: number }
  | { readonly of: "none" };

/** Puts an amount where the rules say the goal as a figure of its own. */
export function withTopGoal(text: string, goal: TopGoal, amount: number): RuleOf {
  const own = parse(text).statements.flatMap((one) =>
    one.kind === "goal" && isOf(one, goal) ? [one] : [],
  );
  const [statement] = own;
  if (!statement) return { of: "none" };
  const line = text.slice(0, statement.span.start).split("\n").length;
  const { value } = statement;
  if (own.length > 1 || value.kind !== "value" || value.value.kind !== "number")
    return { of: "line", line };
  const { span, percent } = value.value;
  const figure = percent ? `${plain(amount * 100)}%` : plain(amount);
  return {
    of: "written",
    text: text.slice(0, span.start) + figure + text.slice(span.end),
    line,
  };
}

/** A buffer of a KPI's cascade: what is kept back, or handed down on top, below a person or on a level. */
export interface Buffer {
  readonly kind: "keepBack" | "overAssign";
  /** A name or a column of levels; empty: below everybody who hands down. */
  readonly below: string;
  /** Of the goal: 0.04 is 4 %. */
  readonly share: number;
}

const buffersIn = (text: string, kpi: string) =>
  parse(text).statements.flatMap((one) =>
    one.kind === "cascade" && foldText(one.kpi.text) === foldText(kpi)
      ? one.clauses.flatMap((clause) =>
          clause.kind === "keepBack" || clause.kind === "overAssign" ? [clause] : [],
        )
      : [],
  );

/** The buffers that the rules say for a KPI, in their order. */
export const buffersOf = (text: string, kpi: string): readonly Buffer[] =>
  buffersIn(text, kpi).map(({ kind, share, below }) => ({
    kind,
    share: share.value,
    below: below === null ? "" : below.kind === "person" ? below.name.value : below.column.name,
  }));

/** The rules with other shares for a KPI's buffers, by their order; each keeps its line. */
export const withBuffers = (text: string, kpi: string, shares: readonly number[]): string =>
  withNumbers(
    text,
    buffersIn(text, kpi).map(({ share }) => share),
    shares,
  );

/** The text with others in the place of some of its numbers, by their order; what was in percent stays so. */
const withNumbers = (
  text: string,
  numbers: readonly NumberLiteral[],
  others: readonly number[],
): string =>
  // From the end, so that what stands before keeps its place.
  numbers.reduceRight((rules, { span, percent }, at) => {
    const other = others[at]!;
    const written = percent ? `${plain(other * 100)}%` : plain(other);
    return rules.slice(0, span.start) + written + rules.slice(span.end);
  }, text);

/** A goal that the rules say as a figure: `goal win_rate each quarter = 28% for reps`. */
export interface FigureGoal {
  readonly kpi: string;
  /** When and for whom, as the rules say it. */
  readonly when: string;
  /** 28 % is 0.28. */
  readonly value: number;
  /** Of `each quarter`; null where it is of one period. */
  readonly grain: string | null;
  /** A goal that is another goal divided by this one, `goal(revenue) / goal(size)`: at another size it brings as much more or less. */
  readonly divides: { readonly goal: string; readonly into: string } | null;
}

/** The names of all KPIs whose goals an expression asks for. */
function goalsAskedBy(expr: unknown): readonly string[] {
  if (typeof expr !== "object" || expr === null) return [];
  const { kind, fn, args } = expr as { kind?: unknown; fn?: { text?: unknown }; args?: unknown };
  const below = Object.values(expr).flatMap(goalsAskedBy);
  if (kind !== "call" || fn?.text !== "goal" || !Array.isArray(args)) return below;
  return [...below, ...namesIn(args[0])];
}
const namesIn = (expr: unknown): readonly string[] => {
  if (typeof expr !== "object" || expr === null) return [];
  const { kind, name } = expr as { kind?: unknown; name?: unknown };
  if (kind === "name" && typeof name === "string") return [foldText(name)];
  return Object.values(expr).flatMap(namesIn);
};

/** The KPIs whose goals are multiplied with one another; null where anything else than goals and numbers is. */
function factorsOf(expr: Expr): readonly string[] | null {
  if (expr.kind === "number") return [];
  if (expr.kind === "brackets") return factorsOf(expr.of);
  if (expr.kind === "call" && expr.fn.text === "goal") return namesIn(expr.args[0]);
  if (expr.kind !== "binary" || expr.op !== "*") return null;
  const [left, right] = [factorsOf(expr.left), factorsOf(expr.right)];
  return left && right && [...left, ...right];
}

/** What makes whole opportunities of a quotient: it stays as good as one. */
const WHOLES = new Set(["round", "floor", "ceiling", "max"]);

/**
 * The KPI whose goal an expression divides by a figure's goal, alone or among factors, rounded or at least a number;
 * null where it is more than that: beside a summand, half the figure doesn't bring twice as much.
 */
function dividedBy(expr: Expr, figure: string): string | null {
  if (expr.kind === "brackets") return dividedBy(expr.of, figure);
  if (expr.kind === "call" && WHOLES.has(expr.fn.text)) {
    const [quotient, ...others] = expr.args.filter(({ kind }) => kind !== "number");
    if (!quotient || quotient.kind === "duration" || others.length > 0) return null;
    return dividedBy(quotient, figure);
  }
  if (expr.kind !== "binary") return null;
  const [left, right] = [factorsOf(expr.left), factorsOf(expr.right)];
  if (expr.op === "/" && right) {
    if (!left) return dividedBy(expr.left, figure);
    return left.length === 1 && right.includes(figure) ? left[0]! : null;
  }
  if (expr.op !== "*") return null;
  if (left) return dividedBy(expr.right, figure);
  return right && dividedBy(expr.left, figure);
}

/** The goal that is worked out by dividing another one by the figure's. */
function dividing(goals: readonly GoalStatement[], figure: string): FigureGoal["divides"] {
  for (const { kpi, value } of goals) {
    const into = value.kind === "value" ? dividedBy(value.value, foldText(figure)) : null;
    if (into !== null) return { goal: kpi.text, into };
  }
  return null;
}

/**
 * The figures that can be tried beside a KPI's goal: those that a formula weighs it with, such as the win rate
 * that goals of opportunities are worked out by; and its own, but for a single period's that comes down: that is
 * its top's, tried by itself.
 */
function figuresIn(text: string, kpi: string) {
  const { statements } = parse(text);
  const own = foldText(kpi);
  const cascades = statements.some(
    (one) => one.kind === "cascade" && foldText(one.kpi.text) === own,
  );
  const goals = statements.flatMap((one) => (one.kind === "goal" ? [one] : []));
  const wanted = new Set(cascades ? [] : [own]);
  for (const { value } of goals) {
    const asked = value.kind === "value" ? goalsAskedBy(value.value) : [];
    if (asked.includes(own)) for (const name of asked) if (name !== own) wanted.add(name);
  }
  const figures = goals.flatMap(({ kpi: of, when, value }) =>
    (wanted.has(foldText(of.text)) || (when.kind === "each" && foldText(of.text) === own)) &&
    value.kind === "value" &&
    value.value.kind === "number"
      ? [{ kpi: of.text, when, who: value.who.span, figure: value.value }]
      : [],
  );
  return { goals, figures };
}

/** In the order of the rules. */
export function figuresOf(text: string, kpi: string): readonly FigureGoal[] {
  const { goals, figures } = figuresIn(text, kpi);
  return figures.map(({ kpi: name, when, who, figure }) => ({
    kpi: name,
    when: [when.span, who]
      .map(({ start, end }) => text.slice(start, end).trim())
      .filter((said) => said !== "")
      .join(" for "),
    value: figure.value,
    grain: when.kind === "each" ? when.grain : null,
    divides: dividing(goals, name),
  }));
}

/** The rules with other amounts in those figures, by their order; each keeps its line. */
export const withFigures = (text: string, kpi: string, amounts: readonly number[]): string =>
  withNumbers(
    text,
    figuresIn(text, kpi).figures.map(({ figure }) => figure),
    amounts,
  );

function isOf({ kpi, when, value }: GoalStatement, goal: TopGoal): boolean {
  if (foldText(kpi.text) !== foldText(goal.kpi) || when.kind !== "fixed") return false;
  if (when.label !== goal.period) return false;
  if (value.kind === "table") return true;
  const { who } = value;
  return who.kind !== "person" || foldText(who.name?.value ?? "") === foldText(goal.who);
}

/** Never in the form `1e21`, which the language doesn't read. */
const plain = (amount: number): string =>
  Number(amount.toPrecision(15)).toLocaleString("en-US", {
    useGrouping: false,
    maximumFractionDigits: 10,
  });

/** The text with a first goal for a top at its end; `amount` is for whoever reads it to change. */
export const withNewGoal = (text: string, { kpi, who, period }: TopGoal, amount: number): string =>
  `${text.replace(/\n*$/, "\n\n")}goal ${name(kpi)} ${period} = ${plain(amount)} for ${quoted(who)}\n`;
