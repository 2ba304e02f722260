import type { Period } from "../../dsl/calendar/calendar.ts";
import { isoOf } from "../../dsl/calendar/day.ts";
import type { Check, Condition, FigureId, Program } from "../../dsl/ir/ir.ts";
import type { LineMap } from "../../dsl/span.ts";
import type { Evaluator } from "../evaluate/types.ts";
import type { CheckRow } from "./results.ts";

/** Figures are compared in favour of the rule book: doubles differ in their last digits. */
const TOLERANCE = 1e-9;

export interface CheckPlace {
  readonly program: Program;
  readonly evaluator: Evaluator;
  /** The figures of a check say their own period and person; these stand in where a figure needs neither. */
  readonly node: number;
  readonly period: Period;
  readonly lines: LineMap;
}

/** Works a check (or an expectation of a test) out: both sides, and whether it holds. */
export function checkRow(place: CheckPlace, check: Check): CheckRow {
  const { condition } = check;
  const line = place.lines.lineOf(check.span.start);
  if (condition.of === "holds") {
    const passed = place.evaluator.at(condition.figure, place.node, place.period).value === 1;
    return { line, expression: check.text, actual: passed, expected: true, passed };
  }
  const left = sideOf(place, condition.left);
  const right = sideOf(place, condition.right);
  return {
    line,
    expression: check.text,
    actual: left.shown,
    expected: right.shown,
    passed:
      left.error === null && right.error === null && compares(condition, left, right, check.within),
  };
}

interface Side {
  readonly shown: string | number | boolean | null;
  /** Numbers, days and truths; NaN for texts and blanks. */
  readonly value: number;
  readonly error: string | null;
}

function sideOf(place: CheckPlace, id: FigureId): Side {
  const figure = place.program.figures[id]!;
  if (figure.node.kind === "literal" && typeof figure.node.value === "string") {
    return { shown: figure.node.value, value: Number.NaN, error: null };
  }
  const { value, error } = place.evaluator.at(id, place.node, place.period);
  if (error)
    return { shown: `${error.text} at ${error.address}`, value: Number.NaN, error: error.text };
  if (Number.isNaN(value)) return { shown: null, value, error: null };
  const shown = figure.as === "day" ? isoOf(value) : figure.as === "truth" ? value === 1 : value;
  return { shown, value, error: null };
}

/** Two blanks are equal; a blank is neither more nor less than anything. */
function compares(
  condition: Extract<Condition, { of: "compare" }>,
  left: Side,
  right: Side,
  within: number | null,
): boolean {
  if (left.shown === null || right.shown === null) {
    const same = left.shown === right.shown;
    return condition.op === "=" ? same : condition.op === "<>" ? !same : false;
  }
  const difference = left.value - right.value;
  const scale = Math.max(1, Math.abs(left.value), Math.abs(right.value));
  const slack = Math.max(within ?? 0, TOLERANCE * scale);
  switch (condition.op) {
    case "=":
      return Math.abs(difference) <= slack + TOLERANCE * scale;
    case "<>":
      return Math.abs(difference) > slack;
    case "<":
      return difference < -TOLERANCE * scale;
    case "<=":
      return difference <= slack;
    case ">":
      return difference > TOLERANCE * scale;
    case ">=":
      return difference >= -slack;
  }
}
