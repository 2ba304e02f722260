/** The standing of every KPI, node and period, worked out when first asked for. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { Grain, Kpi, KpiId, Program, ScoreId, StatusWord } from "../../dsl/ir/ir.ts";
import type { Evaluator, StandingSource } from "../evaluate/types.ts";
import type { Model } from "../model/model.ts";
import {
  attainment,
  forecast,
  type Part,
  pace,
  shareDue,
  status,
  type When,
} from "../standing/attainment.ts";
import { type Scored, score } from "../standing/score.ts";
import type { Judge } from "./flags/state.ts";
import type { GoalBook } from "./goals/book.ts";
import { Memo } from "./memo.ts";
import type { Standing } from "./results.ts";

export interface StandingBook extends StandingSource {
  of(kpi: KpiId, node: number, period: Period): Standing;
  scored(id: ScoreId, node: number, period: Period): Scored;
  /** The part of a goal that is due by now, and the parts of the period that make it. */
  shareDue(kpi: KpiId, node: number, period: Period): number;
  parts(kpi: KpiId, node: number, period: Period): readonly (Part & { readonly period: string })[];
}

export interface StandingBookInput {
  readonly program: Program;
  readonly model: Model;
  readonly goals: GoalBook;
  readonly evaluator: () => Evaluator;
  readonly judge: Judge;
}

const EVERYBODY = { of: "people" } as const;
const FINER: Readonly<Record<Grain, Grain | null>> = {
  year: "month",
  half: "month",
  quarter: "month",
  month: null,
  week: null,
  day: null,
};

export function standingBook({
  program,
  model,
  goals,
  evaluator,
  judge,
}: StandingBookInput): StandingBook {
  const { calendar, org, asOf } = model;
  const memo = new Memo<Standing>(org.nodes.length);
  const ofRole = (role: Kpi["role"]) =>
    program.kpis.filter((k) => k.role === role).map((k) => k.id);
  const byRole = { leading: ofRole("leading"), lagging: ofRole("lagging") };
  const scores = new Memo<Scored>(org.nodes.length);

  const of = (kpi: KpiId, node: number, period: Period): Standing =>
    memo.peek(kpi, node, period) ??
    memo.get(kpi, node, period, () => work(program.kpis[kpi]!, node, period));

  const work = (kpi: Kpi, node: number, period: Period): Standing => {
    const { value: actual, error } = evaluator().at(kpi.figure, node, period);
    const goal = goals.goal(kpi.id, node, period);
    const baseline =
      kpi.baseline === null ? undefined : evaluator().at(kpi.baseline, node, period).value;
    const additive = kpi.nature.of === "additive";
    const share = shareDue(goal.goal, partsOf(kpi, node, period, goal.goal));
    const reached = attainment(actual, goal.goal, kpi.direction, baseline);
    const when = whenOf(period);
    const paced =
      when === "future"
        ? Number.NaN
        : pace(actual, goal.goal, share, additive, kpi.direction, baseline);
    return {
      actual,
      goal: goal.goal,
      baseGoal: goal.base,
      attainment: reached,
      expected: additive ? goal.goal * share : goal.goal,
      pace: paced,
      forecast: when === "future" ? Number.NaN : forecast(actual, share, additive),
      status: status({
        actual,
        goal: goal.goal,
        attainment: reached,
        pace: paced,
        share,
        additive,
        when,
        metAt: kpi.metAt,
        atRiskBelow: kpi.atRiskBelow,
        better: kpi.direction,
        ...(baseline !== undefined && { baseline }),
      }),
      error,
    };
  };

  const whenOf = (period: Period): When =>
    period.end - 1 <= asOf ? "closed" : period.start <= asOf ? "current" : "future";

  /** The finest goals inside a period, with the working days each has and those gone, from the person's first. */
  const partsOf = (
    kpi: Kpi,
    node: number,
    period: Period,
    whole: number,
  ): (Part & { readonly period: string })[] => {
    const finer = FINER[period.grain];
    const parts = finer === null ? [period] : calendar.parts(period, finer);
    return parts.map((part) => {
      const first = firstDay(node, part);
      const days = calendar.workdays(first, part.end);
      const gone = calendar.workdays(first, Math.min(part.end, Math.max(first, asOf + 1)));
      const weight = finer === null ? whole : goals.goal(kpi.id, node, part).goal;
      return { period: part.label, weight: Number.isNaN(weight) ? 0 : weight, days, gone };
    });
  };

  const firstDay = (node: number, part: Period): number => {
    const [position] = org.positionsOf(node);
    return position === undefined
      ? part.start
      : Math.min(part.end, Math.max(part.start, org.positions[position]!.from));
  };

  const scored = (id: ScoreId, node: number, period: Period): Scored =>
    scores.get(id, node, period, () => {
      const { parts, cap, floor } = program.scores[id]!;
      const list = parts.map((p) => ({
        weight: p.share,
        attainment: of(p.kpi, node, period).attainment,
      }));
      return score(list, cap, floor);
    });

  const goalOf = (kpi: KpiId, node: number, period: Period): number =>
    goals.goal(kpi, node, period).goal;
  const parts = (kpi: KpiId, node: number, period: Period) =>
    partsOf(program.kpis[kpi]!, node, period, goalOf(kpi, node, period));

  return {
    of,
    scored,
    parts,
    shareDue: (kpi, node, period) => shareDue(goalOf(kpi, node, period), parts(kpi, node, period)),
    standing: (what, kpi, node, period) => {
      if (what === "goal") return goals.goal(kpi, node, period).goal;
      const found = of(kpi, node, period);
      return what === "gap" ? found.goal - found.actual : found[what];
    },
    score: (id, node, period) => scored(id, node, period).score,
    status: (kpi, node, period) => of(kpi, node, period).status,
    statuses: (role, node, period): (StatusWord | null)[] => {
      const found: (StatusWord | null)[] = [];
      for (const kpi of byRole[role]) {
        const { status: word } = of(kpi, node, period);
        if (word !== "no goal") found.push(word);
      }
      return found;
    },
    judgedReports: (node, period, where) =>
      org
        .reportsOn(node, period.end - 1)
        .filter((r) => !org.nodes[r]!.vacancy)
        .filter(
          (r) => where === null || typeof judge.state(where, EVERYBODY, r, period) === "boolean",
        ),
  };
}
