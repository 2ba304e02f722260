/**
 * Figures of people: how many there are, and their working days together. Where the tree is live they are counted in it;
 * else they are those of whom the tree held when it was published, and only the as-of day moves them.
 */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { Program } from "../../dsl/ir/ir.ts";
import { nodeMeant } from "../evaluate/meant.ts";
import { peopleCounted, repsBelow } from "../evaluate/people.ts";
import { rangeOf } from "../evaluate/windows.ts";
import type { Model } from "../model/model.ts";
import type { Given } from "./figures.ts";
import type { PeopleSheet } from "./people-sheet.ts";
import type { PeriodsSheet } from "./periods-sheet.ts";
import { type Formula, number, operate, product, sum } from "./text/formula.ts";

export interface CountedInput {
  readonly program: Program;
  readonly model: Model;
  readonly days: PeriodsSheet;
  readonly people: PeopleSheet;
}

/** Null where the node that is meant isn't there. */
export function givenFormula(
  input: CountedInput,
  given: Given,
  node: number,
  period: Period,
): Formula | null {
  const { program, model, days, people } = input;
  const { calendar, org, asOf } = model;
  const range = rangeOf(calendar, program.windows[given.window]!, period, asOf);
  const who = nodeMeant(org, given.node, node, range.period.end - 1);
  if (who < 0) return null;
  // The last day that may be known.
  if (given.what === "today") return operate(days.days(given.window).end, "-", number(1));
  const when: Period = { ...range.period, start: range.start };
  if (given.what === "workdays") return workdaysFormula(input, given, who, when);
  if (people.live) return people.live.heads(who);
  return number((peopleCounted(model, given, who, when) ?? []).length);
}

/** Those who are there all the time together; of others each span by itself. */
function workdaysFormula(
  { model, days, people }: CountedInput,
  given: Given,
  who: number,
  when: Period,
): Formula {
  const { calendar, org } = model;
  const whole = given.days === "gone" ? days.worked(given.window) : null;
  const worked = (from: number, to: number): Formula => {
    if (given.days !== "gone") return number(calendar.workdays(from, to));
    return from === when.start && to === when.end ? whole! : days.workdays.gone(from, to);
  };
  if (people.live) return times(people.live.ends(who), worked(when.start, when.end));
  const spans = new Map<string, { readonly from: number; readonly to: number; n: number }>();
  for (const rep of repsBelow(org, who, when.end - 1)) {
    const positions = given.days === "everybody's" ? [when] : stays(model, rep, when);
    for (const { start: from, end: to } of positions) {
      const key = `${from} ${to}`;
      const known = spans.get(key) ?? { from, to, n: 0 };
      known.n += 1;
      spans.set(key, known);
    }
  }
  const terms = [...spans.values()].map(({ from, to, n }) => times(number(n), worked(from, to)));
  const known = terms.reduce((all, term) => all + (term.kind === "number" ? term.value : 0), 0);
  const [first, ...more] = terms.filter(({ kind }) => kind !== "number");
  if (!first) return number(known);
  return known === 0 ? sum(first, ...more) : sum(first, ...more, number(known));
}

const times = (count: Formula, days: Formula): Formula => {
  if (count.kind === "number" && days.kind === "number") return number(count.value * days.value);
  return count.kind === "number" && count.value === 1 ? days : product(count, days);
};

/** When somebody was there in a period. */
const stays = (
  { org }: Model,
  node: number,
  { start, end }: Period,
): { readonly start: number; readonly end: number }[] =>
  org.positionsOf(node).flatMap((at) => {
    const { from, to } = org.positions[at]!;
    const span = { start: Math.max(from, start), end: Math.min(to, end) };
    return span.end > span.start ? [span] : [];
  });
