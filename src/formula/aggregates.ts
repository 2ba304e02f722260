/** An aggregate of one person and period, over the slices of a block that are that person's. */

import type { CellValue } from "../../dsl/cell.ts";
import type { Measure } from "../../dsl/ir/ir.ts";
import type { OrgSheet } from "./org-sheet.ts";
import type { Aggregate } from "./parts.ts";
import type { PeopleSheet, Place } from "./people-sheet.ts";
import type { PeriodsSheet } from "./periods-sheet.ts";
import type { PlacedBlock } from "./rows-sheet.ts";
import { type FormulaCell, inOneCell, plain } from "./sheet.ts";
import {
  BLANK,
  between,
  call,
  type Formula,
  iff,
  number,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

export interface AggregateInput {
  readonly aggregate: Aggregate;
  readonly measure: Measure;
  readonly placed: PlacedBlock;
  /** Of the measure inside the block. */
  readonly column: number;
  readonly block: number;
  /** The person's places, in time order. */
  readonly places: readonly Place[];
  readonly org: OrgSheet;
  readonly periods: PeriodsSheet;
  /** The person's number where the org doesn't hold it all the time; null: always there. */
  readonly away: number | null;
  readonly people: PeopleSheet["ranges"];
  /** The cell that counts the rows, where a figure without rows is blank. */
  readonly count: Formula | null;
  readonly result: CellValue;
}

interface Slice {
  readonly first: Formula;
  readonly last: Formula;
}

export function aggregateCell(input: AggregateInput): FormulaCell {
  const { aggregate, measure, periods, result } = input;
  const { start, end } = periods.days(aggregate.window);
  const isSum = aggregate.by === "sum" || aggregate.by === "count";
  const figure = unlessNone(input, isSum ? added(input) : ofArray(input));
  const ahead = measure.day.at === "any" ? null : operate(end, "<=", start);
  const tests = [ahead, gone(input)].filter((test) => test !== null);
  const formula = tests.reduceRight<Formula>((at, test) => iff(test, BLANK, at), figure);
  return isSum ? plain(formula, result) : inOneCell(formula, result);
}

/** Nobody of that number in the org at any time of the window. */
function gone({ away, people, periods, aggregate }: AggregateInput): Formula | null {
  if (away === null) return null;
  const { start, whole } = periods.days(aggregate.window);
  const spans = call(
    "COUNTIFS",
    ...[people.numbers, number(away)],
    ...[people.froms, operate(text("<"), "&", whole)],
    ...[people.ends, operate(text(">"), "&", start)],
  );
  return operate(spans, "=", number(0));
}

function unlessNone({ count, aggregate }: AggregateInput, figure: Formula): Formula {
  if (count === null) return figure;
  const none = operate(count, "=", number(0));
  return iff(none, aggregate.empty === "zero" ? number(0) : BLANK, figure);
}

const slicesOf = ({ places, org, block, aggregate }: AggregateInput): readonly Slice[] =>
  places.map((place) => org.slice(place, block, aggregate.scope));

const cut = (column: Formula, { first, last }: Slice): Formula =>
  between(call("INDEX", column, first), call("INDEX", column, last));

/** Sums of numeric criteria over slices: whole days, so that no criterion holds a fraction. */
function added(input: AggregateInput): Formula {
  const { placed, column, measure } = input;
  const values = placed.column(column);
  const terms = slicesOf(input).map((slice) => {
    const cells = cut(values, slice);
    const criteria = criteriaOf(input, slice);
    const figure =
      measure.day.at === "any" ? call("SUM", cells) : call("SUMIFS", cells, ...criteria);
    return iff(operate(slice.first, ">", slice.last), number(0), figure);
  });
  return terms.length === 0 ? number(0) : sum(terms[0]!, ...terms.slice(1));
}

function criteriaOf({ placed, measure, aggregate, periods }: AggregateInput, slice: Slice) {
  const { start, end } = periods.days(aggregate.window);
  const day = cut(placed.column(1), slice);
  const before = operate(text("<"), "&", end);
  if (measure.day.at === "date") return [day, operate(text(">="), "&", start), day, before];
  const until = cut(placed.column(2), slice);
  const alive = operate(text(">="), "&", operate(end, "-", number(1)));
  return [day, before, until, alive];
}

/**
 * Smallest, largest, middle, different ones: of the rows in the window, as an array. The values are touched only
 * inside the condition, so that an error in a row of another period stays there.
 */
function ofArray(input: AggregateInput): Formula {
  const { placed, column, aggregate } = input;
  const slices = slicesOf(input);
  const [only] = slices;
  const over = (at: number): Formula =>
    slices.length === 1 ? cut(placed.column(at), only!) : placed.column(at);
  const tests = [...daysTest(input, over), ...(slices.length === 1 ? [] : [placesTest(input)])];
  const counts = tests.length === 0 ? null : product(tests[0]!, ...tests.slice(1));
  const values = over(column);
  if (aggregate.by === "distinct") {
    const isOne = operate(values, "<>", BLANK);
    const kept = counts === null ? isOne : iff(counts, isOne, { kind: "truth", value: false });
    const different = call("ROWS", call("UNIQUE", call("FILTER", values, kept)));
    // LibreOffice takes a range of one cell for no array: FILTER refuses it.
    const count = input.count!;
    const found = iff(operate(count, "=", number(1)), number(1), different);
    // To the local workbook an error is a row as any other.
    return iff(call("ISERROR", count), count, found);
  }
  const of = counts === null ? values : iff(counts, values, BLANK);
  return call(aggregate.by === "min" ? "MIN" : aggregate.by === "max" ? "MAX" : "MEDIAN", of);
}

function daysTest({ measure, aggregate, periods }: AggregateInput, over: (at: number) => Formula) {
  const { start, end } = periods.days(aggregate.window);
  if (measure.day.at === "any") return [];
  const before = operate(over(1), "<", end);
  return measure.day.at === "date"
    ? [operate(over(1), ">=", start), before]
    : [before, operate(over(2), ">=", operate(end, "-", number(1)))];
}

/** Of somebody who moved: rows at any of the places, each an interval. */
function placesTest({ placed, places, org, aggregate }: AggregateInput): Formula {
  const at = placed.column(0);
  const tests = places.map((place) => {
    const { low, high } = org.interval(place, aggregate.scope);
    return product(operate(at, ">=", low), operate(at, "<=", high));
  });
  return tests.length === 0
    ? { kind: "truth", value: false }
    : operate(sum(tests[0]!, ...tests.slice(1)), ">", number(0));
}
