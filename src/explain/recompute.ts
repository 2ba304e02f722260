/** The figure of an explanation, worked out again from nothing but the explanation. */
import type { StatusWord } from "../../dsl/ir/ir.ts";
import { splitRate } from "../cascade/ratio.ts";
import { type CascadeInput, type CascadeResult, cascadeTree, type Seat } from "../cascade/tree.ts";
import { numberFunction } from "../evaluate/number-functions.ts";
import { power, sumOf } from "../evaluate/numbers.ts";
import { attainment, forecast, pace, shareDue, status } from "../standing/attainment.ts";
import { score } from "../standing/score.ts";
import type {
  CascadeMaking,
  ChangeMaking,
  Explanation,
  FormulaOp,
  Making,
  RateMaking,
  RowsMaking,
  TieOutMaking,
} from "./explanation.ts";

const BLANK = Number.NaN;

/** Explanations share their parts, and are never changed: each is worked out once. */
const known = new WeakMap<Explanation, number>();

/** NaN is blank, or an error cell; of a status 0: ask `recomputeStatus`. */
export function recompute(explanation: Explanation): number {
  const before = known.get(explanation);
  if (before !== undefined) return before;
  const value = workOut(explanation);
  known.set(explanation, value);
  return value;
}

function workOut(explanation: Explanation): number {
  const { made } = explanation;
  switch (made.of) {
    case "literal":
    case "cell":
      return explanation.value;
    case "blank":
    case "error":
      return BLANK;
    case "rows":
      return ofRows(made);
    case "formula":
      return ofFormula(made.op, made.parts);
    case "people": {
      const known = made.cells.filter((cell) => !Number.isNaN(cell.value));
      return known.length === 0 ? BLANK : known.reduce((sum, cell) => sum + cell.value, 0);
    }
    case "persons":
      return made.list.reduce((sum, { n }) => sum + n, 0);
    case "today":
      return Math.min(made.asOf, made.last);
    case "reports": {
      const kept = made.judged.filter((one) => recompute(one) === 1).length;
      if (made.give === "count") return kept;
      return made.judged.length === 0 ? BLANK : kept / made.judged.length;
    }
    case "tie-out":
      return ofTieOut(made);
    case "said":
    case "part":
    case "together":
    case "cascade":
    case "rate":
    case "changed":
      return ofGoal(made);
    default:
      return ofStanding(made);
  }
}

/** The word of a status, from the figures beneath it. */
export function recomputeStatus({ made }: Explanation): StatusWord | null {
  if (made.of !== "status") return null;
  const { additive, when, metAt, atRiskBelow, better } = made;
  return status({
    actual: recompute(made.actual),
    goal: recompute(made.goal),
    attainment: recompute(made.attainment),
    pace: recompute(made.pace),
    share: recompute(made.share),
    additive,
    when,
    metAt,
    atRiskBelow,
    better,
    ...(made.baseline && { baseline: recompute(made.baseline) }),
  });
}

// ── Actuals ────────────────────────────────────────────────────────────────────────────────────

function ofRows({ by, counted, empty }: RowsMaking): number {
  if (by === "count") return counted.length;
  if (by === "distinct") return new Set(counted.map(({ value }) => value)).size;
  const numbers = counted.map(({ value }) => Number(value));
  if (by === "sum") return numbers.length === 0 && empty === "blank" ? BLANK : sumOf(numbers);
  if (numbers.length === 0) return BLANK;
  numbers.sort((a, b) => a - b);
  if (by === "min") return numbers[0]!;
  if (by === "max") return numbers[numbers.length - 1]!;
  const half = numbers.length >> 1;
  return numbers.length % 2 === 1 ? numbers[half]! : (numbers[half - 1]! + numbers[half]!) / 2;
}

function ofFormula(op: FormulaOp, parts: readonly Explanation[]): number {
  switch (op.kind) {
    case "or else": {
      const first = recompute(parts[0]!);
      return Number.isNaN(first) ? recompute(parts[1]!) : first;
    }
    case "if":
      return recompute(parts[recompute(parts[0]!) === 1 ? 1 : 2]!);
    case "is blank":
      return Number.isNaN(recompute(parts[0]!)) ? 1 : 0;
    case "not":
      return recompute(parts[0]!) === 1 ? 0 : 1;
    case "and":
      return parts.every((part) => recompute(part) === 1) ? 1 : 0;
    case "or":
      return parts.some((part) => recompute(part) === 1) ? 1 : 0;
    case "call":
      return numberFunction(op.fn, parts.map(recompute));
    case "compare":
      return compare(op.sign, recompute(parts[0]!), recompute(parts[1]!)) ? 1 : 0;
    case "arithmetic":
      return arithmetic(op.sign, recompute(parts[0]!), recompute(parts[1]!));
  }
}

type Sign<Kind> = Extract<FormulaOp, { kind: Kind }> extends { readonly sign: infer S } ? S : never;

function arithmetic(sign: Sign<"arithmetic">, a: number, b: number): number {
  if (sign === "/") return b === 0 ? BLANK : a / b;
  if (sign === "^") return power(a, b);
  return sign === "+" ? a + b : sign === "-" ? a - b : a * b;
}

function compare(sign: Sign<"compare">, a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return sign === "=" && Number.isNaN(a) && Number.isNaN(b);
  if (sign === "=") return a === b;
  if (sign === "<") return a < b;
  if (sign === "<=") return a <= b;
  return sign === ">" ? a > b : a >= b;
}

// ── Standing ───────────────────────────────────────────────────────────────────────────────────

type Judged = Extract<
  Making,
  {
    of:
      | "attainment"
      | "share due"
      | "expected"
      | "pace"
      | "forecast"
      | "status"
      | "gap"
      | "score"
      | "status is"
      | "statuses";
  }
>;

function ofStanding(made: Judged): number {
  const baseline = (of: Explanation | null) => (of === null ? undefined : recompute(of));
  switch (made.of) {
    case "gap":
      return recompute(made.goal) - recompute(made.actual);
    case "attainment":
      return attainment(
        recompute(made.actual),
        recompute(made.goal),
        made.better,
        baseline(made.baseline),
      );
    case "share due":
      return shareDue(recompute(made.goal), made.parts);
    case "expected": {
      const goal = recompute(made.goal);
      return made.additive ? goal * recompute(made.share) : goal;
    }
    case "pace": {
      if (made.future) return BLANK;
      const figures = [made.actual, made.goal, made.share].map(recompute);
      const [actual, goal, share] = figures as [number, number, number];
      return pace(actual, goal, share, made.additive, made.better, baseline(made.baseline));
    }
    case "forecast":
      return made.future
        ? BLANK
        : forecast(recompute(made.actual), recompute(made.share), made.additive);
    case "score": {
      const parts = made.parts.map((p) => ({
        weight: p.share,
        attainment: recompute(p.attainment),
      }));
      return score(parts, made.cap, made.floor).score;
    }
    case "status":
      return 0;
    case "status is":
      return (recomputeStatus(made.status) === made.is) !== made.not ? 1 : 0;
    case "statuses":
      return ofStatuses(made) ? 1 : 0;
  }
}

function ofStatuses(made: Extract<Making, { of: "statuses" }>): boolean {
  const judged = made.list.map((one) => (recomputeStatus(one) === made.is) !== made.not);
  const count = judged.filter(Boolean).length;
  switch (made.which) {
    case "every":
      return judged.length > 0 && count === judged.length;
    case "any":
      return count > 0;
    case "no":
      return count === 0;
    case "at least":
      return count >= made.n;
    case "at most":
      return count <= made.n;
  }
}

// ── Goals ──────────────────────────────────────────────────────────────────────────────────────

function ofGoal(
  made: Extract<Making, { of: "said" | "part" | "together" | "cascade" | "rate" | "changed" }>,
): number {
  switch (made.of) {
    case "said":
      return recompute(made.value);
    case "part":
      return recompute(made.whole) * made.share;
    case "together": {
      const goals = made.parts.map((part) => recompute(part.goal));
      if (made.how === "last") return goals[goals.length - 1]!;
      return goals.reduce((sum, goal, i) => sum + goal * made.parts[i]!.weight, 0);
    }
    case "cascade":
      return ofCascade(made);
    case "rate":
      return ofRate(made);
    case "changed":
      return ofChange(made);
  }
}

/** Each tree is handed down anew; a tree that goes on below a person starts with that person's goal of the first. */
function ofCascade({ trees: list, layer, perUnit, months }: CascadeMaking): number {
  const results: CascadeResult[] = [];
  for (const { input, from } of list) {
    const top = from && results[from.tree]!.seats[from.at];
    results.push(top ? cascadeTree({ ...input, top }) : handedDown(input));
  }
  const of = (seat: Seat): number => {
    const [whole, parts] =
      layer === "base" ? [seat.baseYear, seat.baseMonths] : [seat.year, seat.months];
    return months === null ? whole : parts.reduce((sum, x, j) => sum + x * months[j]!, 0);
  };
  const seats = list.flatMap(({ at }, t) => at.map((i) => results[t]!.seats[i]!));
  return seats.reduce((sum, seat) => sum + of(seat), 0) / perUnit;
}

const trees = new WeakMap<CascadeInput, CascadeResult>();

/** A tree is the same for everybody in it. */
function handedDown(input: CascadeInput): CascadeResult {
  const result = trees.get(input) ?? cascadeTree(input);
  trees.set(input, result);
  return result;
}

function ofRate({ top, steps }: RateMaking): number {
  return steps.reduce((rate, { factor, method, list, lowerIsBetter, at }) => {
    const split = splitRate(rate * factor, method, list, lowerIsBetter);
    return split.ok ? split.value.rates[at]! : BLANK;
  }, top);
}

function ofChange({ how, to, before }: ChangeMaking): number {
  if (how.kind === "to") return to;
  const whole = recompute(how.whole);
  const was = recompute(before);
  if (how.kind === "around") return (was || 0) + to - (whole || 0);
  return whole ? was * (to / whole) : to * how.days;
}

/** What the reports owe, and what is open, less what was handed down. */
function ofTieOut({ reports, open, handedDown, add }: TieOutMaking): number {
  const all = reports.reduce((sum, { weight }) => sum + weight, 0);
  const owed = reports.reduce(
    (sum, { goal, weight }) => sum + (add === "sum" ? goal : goal * (weight / all)),
    0,
  );
  return owed + open - handedDown;
}
