/** Flags of a run: who answers, why, since when. */
import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import type { Flag, Grain, KpiId } from "../../../dsl/ir/ir.ts";
import type { Model } from "../../model/model.ts";
import { flagHistory, type State } from "../../standing/flags.ts";
import { isAtLevel } from "../goals/who.ts";
import type { FlagRow } from "../results.ts";
import { type ConditionInput, judge, kpisOf } from "./condition.ts";
import type { FlagInput } from "./input.ts";
import { lastDayThere, reasonOf } from "./reason.ts";

const MONTHS: Readonly<Record<Grain, number>> = {
  day: 1 / 30,
  week: 7 / 30,
  month: 1,
  quarter: 3,
  half: 6,
  year: 12,
};
/** Before this part of a running period has gone, nobody answers for it. */
const EARLY = 0.2;

/** Every open flag of every node and period: a row for each who answers. */
export function runFlags(input: FlagInput): FlagRow[] {
  const { program, model } = input;
  return program.flags.flatMap((flag) =>
    model.org.nodes.flatMap(({ id }) =>
      model.org.positionsOf(id).length > 0 ? flagsOf(input, flag, id) : [],
    ),
  );
}

function flagsOf(input: FlagInput, flag: Flag, node: number): FlagRow[] {
  const { program, model } = input;
  const grain = flag.for?.grain ?? program.calendar.track[0] ?? "month";
  const begun = input.periods(grain).filter((p) => p.start <= model.asOf);
  if (begun.length === 0) return [];
  const kpis = kpisOf(program, flag.when);
  const states = begun.map((period) => ({
    last: period.end - 1,
    state: stateOf(input, flag, kpis, node, period),
  }));
  if (!states.some((s) => s.state === true)) return [];
  const escalate = flag.escalateAfter;
  const history = flagHistory(
    {
      for: flag.for?.n ?? 1,
      escalateMonths: escalate === null ? null : escalate.n * MONTHS[escalate.grain],
    },
    states,
    [],
  );
  return history.flatMap((state, at) => {
    if (!state.open) return [];
    const period = begun[at]!;
    const answers = whoAnswers(model, flag, node, period, state.level);
    const reason = reasonOf(input, flag, kpis, node, period);
    return answers.map((name) => ({
      flag: flag.name,
      label: flag.label,
      severity: flag.severity,
      node,
      period,
      answers: name,
      reason,
      since: begun[state.since]!.start,
      open: true,
      escalated: state.level,
    }));
  });
}

/** The honest outcomes come first: absent, no goal, ramping, too early; then what the condition says. */
function stateOf(
  input: FlagInput,
  flag: Flag,
  kpis: ReadonlySet<KpiId>,
  node: number,
  period: Period,
): State {
  const { model, standing, cascades } = input;
  const { org, calendar } = model;
  if (!org.existsIn(node, period.start, period.end)) return "absent";
  if (!isAtLevel(flag.at, node, period.end - 1, input.who)) return "absent";
  if ([...kpis].some((kpi) => cascades.over(kpi, period)?.isRamping(node, period)))
    return "ramping";
  const statuses = [...kpis].map((kpi) => standing.of(kpi, node, period).status);
  if (kpis.size > 0 && statuses.every((s) => s === "no goal")) return "no goal";
  if (isTooEarly(calendar, input.program.calendar.track, period, model.asOf)) return "too early";
  const conditions: ConditionInput = {
    program: input.program,
    evaluator: input.evaluator,
    source: standing,
  };
  const judged = judge(conditions, flag.when, node, period);
  return judged === "unknown" ? "no data" : judged;
}

/** A running period of which no tracked sub-period is closed or, without any, less than a fifth of the days gone. */
export function isTooEarly(
  calendar: Calendar,
  track: readonly Grain[],
  period: Period,
  asOf: number,
): boolean {
  if (period.end - 1 <= asOf) return false;
  const finer = track.find((g) => MONTHS[g] < MONTHS[period.grain]);
  if (finer) return !calendar.parts(period, finer).some((part) => part.end - 1 <= asOf);
  const gone = calendar.workdays(period.start, asOf + 1);
  return gone < EARLY * calendar.workdays(period.start, period.end);
}

/** Who answers, and with every escalation the next manager up. */
function whoAnswers(
  model: Model,
  flag: Flag,
  node: number,
  period: Period,
  level: number,
): string[] {
  const { org } = model;
  // An account answers for nothing: who owns it does.
  const person = org.personOf(node);
  const day = lastDayThere(model, person, period);
  const managerOf = (of: number) => org.managerOn(of, lastDayThere(model, of, period));
  const name = (of: number) => org.nodes[of]!.name;
  if (flag.hold === null) return [""];
  if (flag.hold.who === "named") return [flag.hold.name];
  const top = org.tops[0] ?? person;
  if (flag.hold.who === "top") return [name(top)];
  const manager = org.managerOn(person, day);
  let first = flag.hold.who === "person" ? person : manager < 0 ? person : manager;
  // A vacancy answers for nothing: its manager does.
  if (org.nodes[first]!.vacancy || (flag.hold.who === "manager" && org.nodes[person]!.vacancy)) {
    const above = managerOf(first);
    first = above < 0 ? first : above;
  }
  const answers = [first];
  for (let up = 0; up < level; up += 1) {
    const above = managerOf(answers[answers.length - 1]!);
    if (above < 0) break;
    answers.push(above);
  }
  return answers.map(name);
}
