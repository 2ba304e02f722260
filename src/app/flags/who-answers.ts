/** Who answers for a flag, and with every span without an action the next manager up. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Flag } from "../../../dsl/ir/ir.ts";
import type { Model } from "../../model/model.ts";
import { lastDayThere } from "./state.ts";

export interface Answerer {
  /** -1: somebody by name who is not in the org. */
  readonly node: number;
  readonly name: string;
}

/**
 * The nearest first, then `level` more managers up, as the org was on the last day of the period on which
 * the person was there. A vacancy answers for nothing: the next one up does. Empty: nobody needs to.
 */
export function whoAnswers(
  model: Model,
  { hold }: Flag,
  node: number,
  period: Period,
  level: number,
): readonly Answerer[] {
  if (hold === null) return [];
  const { org } = model;
  const person = org.personOf(node);
  const day = lastDayThere(org, person, period);
  const nextUp = (of: number): number => {
    let above = org.managerOn(of, day);
    while (above >= 0 && org.nodes[above]!.vacancy) above = org.managerOn(above, day);
    return above;
  };
  const orSelf = (above: number, self: number) => (above < 0 ? self : above);
  const answerer = (of: number): Answerer => ({ node: of, name: org.nodes[of]!.name });

  let first: number;
  if (hold.who === "named") {
    const named = org.nodeOf(hold.name);
    if (named === null) return [{ node: -1, name: hold.name }];
    first = named;
  } else if (hold.who === "top") {
    return [answerer(topOf(model, person, day))];
  } else {
    // A vacancy's place is taken by its manager; so its manager's place by the next one up.
    const seat = org.nodes[person]!.vacancy ? orSelf(nextUp(person), person) : person;
    first = hold.who === "person" ? seat : orSelf(nextUp(seat), seat);
  }
  const answers = [answerer(first)];
  for (let up = 0, at = nextUp(first); up < level && at >= 0; up += 1, at = nextUp(at))
    answers.push(answerer(at));
  return answers;
}

function topOf({ org }: Model, person: number, day: number): number {
  let top = person;
  for (let at = person; at >= 0; at = org.managerOn(at, day)) top = at;
  return top;
}
