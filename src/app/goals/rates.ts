/** Cascades of ratios: a rate goes down so that the reports' rates make it up, weighed by their denominators. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { GOAL_GRAINS } from "../../../dsl/ir/ids.ts";
import type { Cascade, Kpi, KpiId } from "../../../dsl/ir/ir.ts";
import { type RateMethod, type RateReport, splitRate } from "../../cascade/ratio.ts";
import type { Refusal } from "../../cascade/refusal.ts";
import type { Model } from "../../model/model.ts";
import type { CascadeBookInput, CascadeSpan } from "./cascade-input.ts";
import { stepShare, tightest } from "./cascade-nodes.ts";

export interface RateGoal {
  readonly goal: number;
  readonly base: number;
  readonly held: boolean;
}

/** One ratio's cascade of one period. */
export interface RateCascade {
  readonly kpi: Kpi;
  readonly cascade: Cascade;
  readonly period: Period;
  readonly tops: readonly number[];
  readonly goals: ReadonlyMap<number, RateGoal>;
  readonly refusals: readonly {
    readonly node: number;
    readonly reports: readonly number[];
    readonly refusal: Refusal;
  }[];
  /** Who would have to get worse than last year. */
  readonly worse: readonly number[];
  /** Who had no denominator in `before`: the rate is owed, and weighs nothing. Managers are told by their reports. */
  readonly weightless: readonly number[];
  /** The closed period that denominators and baselines come from. */
  readonly before: Period;
  /** What each manager handed down, and to whom: enough to work the rates out again. */
  readonly steps: readonly RateStep[];
}

/** One manager's step: the rate owed, the rate handed down, and the reports' terms, in both layers. */
export interface RateStep {
  readonly node: number;
  readonly reports: readonly number[];
  readonly method: RateMethod;
  readonly lowerIsBetter: boolean;
  readonly keepBack: number;
  readonly assigned: RateLayer;
  readonly base: RateLayer;
}
export interface RateLayer {
  readonly target: number;
  readonly list: readonly RateReport[];
}

export interface RateBook {
  /** The cascade that says a ratio's goals in a period: of the shortest span said that holds it. */
  over(kpi: KpiId, period: Period): RateCascade | null;
  /** The cascades inside some years. */
  spans(kpi: KpiId, years: readonly Period[]): readonly RateCascade[];
}

export function rateBook(input: CascadeBookInput): RateBook {
  const { program, model, said } = input;
  const { calendar } = model;
  const made = new Map<string, RateCascade | null>();
  const make = (cascade: Cascade, period: Period): RateCascade | null => {
    const key = `${cascade.kpi} ${period.grain}${period.start}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    made.set(key, null);
    const found = rateCascade(input, cascade, period);
    made.set(key, found);
    return found;
  };
  const cascadeOf = (kpi: KpiId) =>
    program.kpis[kpi]!.nature.of === "ratio"
      ? program.cascades.find((c) => c.kpi === kpi)
      : undefined;
  return {
    over: (kpi, period) => {
      const cascade = cascadeOf(kpi);
      if (!cascade) return null;
      const grains = said.grainsOf(kpi);
      for (const grain of GOAL_GRAINS) {
        if (!grains.includes(grain)) continue;
        const span = calendar.periodOf(period.end - 1, grain);
        const found = span.start <= period.start ? make(cascade, span) : null;
        if (found) return found;
      }
      return null;
    },
    spans: (kpi, years) => {
      const cascade = cascadeOf(kpi);
      if (!cascade) return [];
      return GOAL_GRAINS.filter((g) => said.grainsOf(kpi).includes(g)).flatMap((grain) =>
        years
          .flatMap((year) => (grain === "year" ? [year] : calendar.parts(year, grain)))
          .flatMap((span) => make(cascade, span) ?? []),
      );
    },
  };
}

/** A node's denominator and baseline: of a manager the reports' together. */
interface Basis {
  readonly denominator: number;
  readonly baseline: number;
  readonly atLeast: number;
  readonly atMost: number;
}

function rateCascade(
  input: CascadeBookInput,
  cascade: Cascade,
  period: Period,
): RateCascade | null {
  const { program, model, said } = input;
  const { org } = model;
  const kpi = program.kpis[cascade.kpi]!;
  const day = period.end - 1;
  const goals = new Map<number, RateGoal>();
  const refusals: { node: number; reports: readonly number[]; refusal: Refusal }[] = [];
  const worse: number[] = [];
  const weightless: number[] = [];
  const tops: number[] = [];
  const steps: RateStep[] = [];
  const before = closedBefore(model, period);
  const basis = basisOf(input, cascade, kpi, period, before);
  const method = methodOf(cascade);
  const below = (node: number): readonly number[] => {
    const reports = org.reportsOn(node, day);
    const items = org.itemsOn(node, day).filter((i) => cascade.to.includes(org.nodes[i]!.level!));
    return [...reports, ...items];
  };

  const saidOf = (node: number): number | null =>
    input.edits.held(kpi.id, node, period) ?? said.find(kpi.id, node, period)?.value ?? null;

  const down = (node: number): void => {
    const own = goals.get(node)!;
    const reports = below(node);
    if (reports.length === 0) return;
    const held = reports.map(saidOf);
    const list = (rate: number): RateReport[] =>
      reports.map((r, i) => ({ ...bounded(basis(r), kpi, rate, method), held: held[i]! }));
    const target = own.goal * factorOf(input, cascade, kpi, node);
    const lower = kpi.direction.better === "lower";
    const terms = list(target);
    const assigned = splitRate(target, method, terms, lower);
    if (!assigned.ok) {
      refusals.push({ node, reports, refusal: assigned.refusal });
      return;
    }
    const same = own.goal === own.base && target === own.goal;
    const base = same ? { target, list: terms } : { target: own.base, list: list(own.base) };
    const plain = same ? assigned : splitRate(base.target, method, base.list, lower);
    steps.push({
      node,
      reports,
      method,
      lowerIsBetter: lower,
      keepBack: stepShare(input, cascade.keepBack, node),
      assigned: { target, list: terms },
      base,
    });
    worse.push(...assigned.value.worse.map((i) => reports[i]!));
    weightless.push(
      ...reports.filter((r, i) => terms[i]!.denominator === 0 && below(r).length === 0),
    );
    reports.forEach((r, i) => {
      const goal = assigned.value.rates[i]!;
      const baseRate = plain.ok ? plain.value.rates[i]! : goal;
      goals.set(r, { goal, base: baseRate, held: held[i] !== null });
      down(r);
    });
  };

  const start = (node: number): void => {
    const own = saidOf(node);
    if (own === null) {
      for (const r of org.reportsOn(node, day)) start(r);
      return;
    }
    tops.push(node);
    goals.set(node, { goal: own, base: own, held: false });
    down(node);
  };
  for (const top of org.tops) if (org.positionOn(top, day) >= 0) start(top);
  if (tops.length === 0) return null;
  return { kpi, cascade, period, tops, goals, refusals, worse, weightless, before, steps };
}

/** Without a method of ratios (`by same …`) everyone owes the same rate. */
const methodOf = ({ by }: Cascade): RateMethod =>
  by.flatMap((w) => (w.of === "ratio" ? [w.method] : []))[0] ?? "same rate";

/** A share lies between 0 and 100 %, unless the goal itself does not or a bound says otherwise. */
function bounded(basis: Basis, { unit }: Kpi, rate: number, method: RateMethod): Basis {
  const isShare = unit.of === "percent" && rate >= 0 && rate <= 1;
  const least = isShare ? 0 : Number.NEGATIVE_INFINITY;
  const most = isShare ? 1 : Number.POSITIVE_INFINITY;
  const { atLeast, atMost } = basis;
  return {
    ...basis,
    atLeast: Number.isNaN(atLeast) ? (method === "same share of gap" ? 0 : least) : atLeast,
    atMost: Number.isNaN(atMost) ? most : atMost,
  };
}

const factorOf = (input: CascadeBookInput, cascade: Cascade, kpi: Kpi, node: number): number => {
  const reserve = stepShare(input, cascade.keepBack, node);
  const buffer = stepShare(input, cascade.overAssign, node);
  return (1 - reserve) * (1 + (kpi.direction.better === "lower" ? -buffer : buffer));
};

/** The same period of the last year that is closed. */
function closedBefore({ calendar, asOf }: Model, period: Period): Period {
  let before = calendar.lastYear(period);
  for (let years = 0; years < 10 && before.end - 1 > asOf; years += 1)
    before = calendar.lastYear(before);
  return before;
}

/** Denominators and rates of a closed period; a manager's are made of those below. */
function basisOf(
  input: CascadeBookInput,
  cascade: Cascade,
  kpi: Kpi,
  period: Period,
  before: Period,
): (node: number) => Basis {
  const { org } = input.model;
  const { nature } = kpi;
  if (nature.of !== "ratio") throw new Error("the cascade of a ratio");
  const span: CascadeSpan = { cascade, kpi, year: period, months: [period], perUnit: 1 };
  const known = new Map<number, Basis>();
  const of = (node: number): Basis => {
    const made = known.get(node) ?? make(node);
    known.set(node, made);
    return made;
  };
  const make = (node: number): Basis => {
    const reports = org.reportsOn(node, period.end - 1).map(of);
    if (reports.length === 0) {
      const value = (id: number) => input.evaluator().at(id, node, before).value;
      const denominator = value(nature.denominator);
      return {
        denominator: denominator > 0 ? denominator : 0,
        baseline: value(kpi.figure),
        atLeast: tightest(input, span, cascade.atLeast, node) ?? Number.NaN,
        atMost: tightest(input, span, cascade.atMost, node) ?? Number.NaN,
      };
    }
    return {
      denominator: reports.reduce((sum, r) => sum + r.denominator, 0),
      baseline: mean(reports, (r) => r.baseline),
      atLeast: mean(reports, (r) => r.atLeast),
      atMost: mean(reports, (r) => r.atMost),
    };
  };
  return of;
}

/** By denominator, of those that have the figure; NaN where none has. */
function mean(list: readonly Basis[], of: (basis: Basis) => number): number {
  const known = list.filter((b) => !Number.isNaN(of(b)));
  const weight = known.reduce((sum, b) => sum + b.denominator, 0);
  if (known.length === 0) return Number.NaN;
  if (weight === 0) return known.reduce((sum, b) => sum + of(b), 0) / known.length;
  return known.reduce((sum, b) => sum + b.denominator * of(b), 0) / weight;
}
