/** Our answers to the cases of standing and answerability. */
import { type Day, parseIso } from "../../dsl/calendar/day.ts";
import { UserError } from "../model/user-error.ts";
import {
  attainment,
  type Better,
  expectedToDate,
  forecast,
  pace,
  shareDue,
  status,
} from "../standing/attainment.ts";
import { flagHistory, shareOf } from "../standing/flags.ts";
import { score } from "../standing/score.ts";
import type { Answer } from "./case.ts";
import type { Inputs } from "./inputs.ts";

type Kinds =
  | "attainment"
  | "expected"
  | "pace"
  | "forecast"
  | "status"
  | "score"
  | "flags"
  | "share";
export type Answers<K extends keyof Inputs> = {
  readonly [kind in K]: (input: Inputs[kind]) => Answer;
};

const figure = (value: number | null): number => value ?? Number.NaN;
const shown = (value: number): number | null => (Number.isNaN(value) ? null : value);

function better(direction: Inputs["attainment"]["direction"] = "higher"): Better {
  if (typeof direction === "object") return { better: "within", tolerance: direction.within };
  if (direction === "higher") return { better: "higher" };
  return { better: "lower", byRatio: direction === "lower by ratio" };
}
/** Absent: the KPI has no baseline. */
const baselineOf = ({ baseline }: Inputs["attainment"]): number | undefined =>
  baseline === undefined ? undefined : figure(baseline);

export function dayOf(text: string): Day {
  const day = parseIso(text);
  if (day === null) throw new UserError(`\`${text}\` is no day.`, "", "Write it as 2026-03-31.");
  return day;
}

export const STANDING: Answers<Kinds> = {
  attainment: (i) => ({
    value: {
      attainment: shown(
        attainment(figure(i.actual), figure(i.goal), better(i.direction), baselineOf(i)),
      ),
    },
  }),
  expected: ({ goal, parts }) => ({
    value: { expected: expectedToDate(parts), share: shareDue(figure(goal), parts) },
  }),
  pace: (i) => ({ value: { pace: shown(paceOf(i)) } }),
  forecast: ({ actual, share, additive = true }) => ({
    value: { forecast: shown(forecast(figure(actual), share, additive)) },
  }),
  status: statusOf,
  score: ({ parts, cap, floor }) => {
    const list = parts.map((p) => ({ weight: p.weight, attainment: figure(p.attainment) }));
    const made = score(list, cap ?? null, floor ?? null);
    const left = made.leftOut.map((at) => parts[at]!.kpi);
    return { value: { score: shown(made.score), counted: made.counted, left_out: left } };
  },
  flags: flagsOf,
  share: ({ states }) => ({ value: { share: shown(shareOf(states)) } }),
};

const paceOf = (i: Inputs["pace"]): number =>
  pace(
    figure(i.actual),
    figure(i.goal),
    i.share,
    i.additive ?? true,
    better(i.direction),
    baselineOf(i),
  );

function statusOf(i: Inputs["status"]): Answer {
  const [actual, goal, direction] = [figure(i.actual), figure(i.goal), better(i.direction)];
  const baseline = baselineOf(i);
  const share = i.share ?? 1;
  const said = status({
    actual,
    goal,
    attainment: attainment(actual, goal, direction, baseline),
    pace: paceOf({ ...i, share }),
    share,
    additive: i.additive ?? true,
    when: i.when,
    metAt: i.met_at ?? 1,
    atRiskBelow: i.at_risk_below ?? 0.8,
    better: direction,
    ...(baseline !== undefined && { baseline }),
  });
  return { value: { status: said } };
}

function flagsOf({ periods, actions = [], escalate_months, ...rule }: Inputs["flags"]): Answer {
  const history = flagHistory(
    { for: rule.for, escalateMonths: escalate_months ?? null },
    periods.map(({ end, state }) => ({ last: dayOf(end), state })),
    actions.map(dayOf),
  );
  const list = history.map((h, at) => ({
    period: periods[at]!.name,
    open: h.open,
    event: h.event,
    since: h.since < 0 ? null : periods[h.since]!.name,
    level: h.level,
  }));
  return { value: { periods: list } };
}
