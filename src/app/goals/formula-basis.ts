/** What native formulas know of goals: how each comes about, and what those rest on that stay as published. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { FigureId, Grain, Kpi, Weight } from "../../../dsl/ir/ir.ts";
import { figuresUnder } from "../../../dsl/ir/walk.ts";
import { columnsUnder } from "../../evaluate/measures.ts";
import type { GoalFrom, GoalGround, GoalsBasis } from "../../formula/goal-cells.ts";
import { isConstant } from "../../formula/goal-cells.ts";
import type { Engine } from "../engine.ts";
import type { GoalOrigin } from "./book.ts";
import { howOfReports, longerGoal, reportsOf, shorterGoals } from "./follows.ts";
import { followsOf, MOST_RATES, reportsWhoMayOwe, weightsOf } from "./follows-basis.ts";
import { originsOf } from "./origins.ts";
import { splitsOf, whyNoSplit } from "./split-basis.ts";

export function goalsBasis(engine: Engine): GoalsBasis {
  const splits = splitsOf(engine);
  return {
    asOf: isoOf(engine.model.asOf),
    from: (kpi, node, period) => fromOf(engine, splits, kpi, node, period),
    why: (kpi) => whyNoSplit(engine, kpi),
    rests: (kpi) => groundOf(engine, kpi),
  };
}

function fromOf(
  engine: Engine,
  splits: ReturnType<typeof splitsOf>,
  kpi: Kpi,
  node: number,
  period: Period,
): GoalFrom {
  const { from } = engine.goals.goal(kpi.id, node, period);
  const follows = FOLLOWING.has(from) ? followsOf(engine, kpi, node, period) : null;
  if (follows) return follows;
  const ground = { calendar: engine.calendar, said: engine.said };
  switch (from) {
    case "cascade":
      return fromCascade(engine, splits, kpi, node, period);
    case "shorter": {
      const { how, parts } = shorterGoals(ground, kpi, node, period)!;
      const knownOf = (all: readonly Period[]) =>
        all.map((part) => constantOf(engine, kpi, node, part));
      if (how === "last") {
        const last = parts.slice(-1);
        return { of: "shorter", parts: last, weights: null, known: knownOf(last) };
      }
      const weights =
        how === "mean"
          ? weightsOf(
              engine,
              kpi,
              parts.map((at) => [node, at]),
            )
          : null;
      return { of: "shorter", parts, weights, known: knownOf(parts) };
    }
    case "longer": {
      const { whole, share } = longerGoal(ground, kpi, node, period)!;
      const isKnown = constantOf(engine, kpi, node, whole) !== null;
      return { of: "longer", whole, share, isKnown };
    }
    case "reports":
      return fromReports(engine, kpi, node, period);
    case "said":
    case "none":
      return fromStatements(engine, kpi, node, period, from === "said");
    default:
      return { of: "value", why: { of: "changed" } };
  }
}

/** What nobody says of the period itself. */
const FOLLOWING: ReadonlySet<GoalOrigin> = new Set(["none", "longer", "shorter", "reports"]);
/** As published, for the cascade's own reasons. */
const STAYS: GoalFrom = { of: "value", why: null };

const statedFigures = ({ said }: Engine, kpi: Kpi, node: number, period: Period): FigureId[] =>
  said.candidates(kpi.id, node, period).map(({ value }) => value.figure);

/** What the rules say as a constant; null: nothing, or something that is worked out. */
function constantOf(engine: Engine, kpi: Kpi, node: number, period: Period): number | null {
  const [first] = statedFigures(engine, kpi, node, period);
  if (first === undefined || !isConstant(engine.program, first)) return null;
  return engine.said.find(kpi.id, node, period)?.value ?? null;
}

/** The top of a tree over its own period is worked out by statements; all else is split. */
function fromCascade(
  engine: Engine,
  splits: ReturnType<typeof splitsOf>,
  kpi: Kpi,
  node: number,
  period: Period,
): GoalFrom {
  const split = splits(kpi, period);
  const seat = split?.seats.find((one) => one.node === node);
  if (!split || !seat) return STAYS;
  const isOwn = split.period.grain === period.grain && split.period.start === period.start;
  if (seat.parent >= 0 || !isOwn) return { of: "split", split };
  const figures = statedFigures(engine, kpi, node, period);
  if (figures[0] === undefined) return STAYS;
  return isConstant(engine.program, figures[0])
    ? { of: "typed" }
    : { of: "worked out", figures, reports: [], weights: null };
}

/** Statements that gave no goal may give one, once cells change. */
function fromStatements(
  engine: Engine,
  kpi: Kpi,
  node: number,
  period: Period,
  isSaid: boolean,
): GoalFrom {
  const figures = statedFigures(engine, kpi, node, period);
  if (isSaid && isConstant(engine.program, figures[0]!)) return { of: "typed" };
  const reports = reportsWhoMayOwe(engine, kpi, node, period);
  if (figures.length === 0 && reports.length === 0) return { of: "typed" };
  const at = reports.map((one) => [one, period] as const);
  const weights = howOfReports(kpi) === "mean" ? weightsOf(engine, kpi, at) : null;
  return { of: "worked out", figures, reports, weights };
}

function fromReports(engine: Engine, kpi: Kpi, node: number, period: Period): GoalFrom {
  const { org } = engine.model;
  const figures = statedFigures(engine, kpi, node, period);
  const reports = reportsOf(org, node, period);
  if (figures.length === 0 && reports.length === 0) return { of: "typed" };
  // Accounts and the like have no rows on these sheets.
  if (reports.some((at) => org.nodes[at]!.level !== null))
    return { of: "value", why: { of: "items" } };
  if (howOfReports(kpi) === "sum") return { of: "worked out", figures, reports, weights: null };
  if (reports.length > MOST_RATES)
    return { of: "value", why: { of: "many", reports: reports.length } };
  const weights = weightsOf(
    engine,
    kpi,
    reports.map((at) => [at, period]),
  );
  return { of: "worked out", figures, reports, weights };
}

/** Figures of statements, weights, bounds and curves, each where it is asked for, and the people's columns. */
function groundOf(engine: Engine, kpi: Kpi): GoalGround {
  const { program, calendar } = engine;
  const cascades = program.cascades.filter((c) => c.kpi === kpi.id);
  const years = yearsOf(engine);
  const asked: { figure: FigureId; periods: readonly Period[] }[] = [];
  for (const { value, period } of program.goals.filter((goal) => goal.kpi === kpi.id)) {
    if (isConstant(program, value.figure)) continue;
    const fixed = period.of === "fixed" ? calendar.parse(period.period) : null;
    const periods = period.of === "each" ? engine.periods(period.grain) : fixed ? [fixed] : [];
    asked.push({ figure: value.figure, periods });
  }
  for (const cascade of cascades) {
    const figures = [
      ...cascade.by.flatMap(figuresOfWeight),
      ...[...cascade.atLeast, ...cascade.atMost].map((bound) => bound.figure),
    ];
    for (const figure of figures) asked.push({ figure, periods: years });
    const curve = cascade.spread !== null && !("shares" in cascade.spread) ? cascade.spread : [];
    for (const figure of curve.flatMap(figuresOfWeight))
      asked.push({ figure, periods: engine.periods(finest(program.calendar.track)) });
  }
  const isFigure = ({ figure }: AskedIn) => !isConstant(program, figure);
  const { weights, handed } = weighed(engine, kpi);
  const live = [...asked, ...handed].filter(isFigure);
  return {
    figures: live,
    weights: weights.filter(isFigure),
    origins: originsOf(engine, kpi),
    columns: [
      ...cascades.flatMap(({ ramp }) => (ramp ? [ramp.from] : [])),
      ...live.flatMap(({ figure }) => peopleColumns(engine, figure)),
    ],
  };
}

interface AskedIn {
  readonly figure: FigureId;
  readonly periods: readonly Period[];
}

/**
 * Rates are weighed by denominators of a year before; those handed down go from what they were then.
 * `weights`: of means, which are formulas; `handed`: of what is handed down, which stays as published.
 */
function weighed(
  engine: Engine,
  kpi: Kpi,
): { readonly weights: readonly AskedIn[]; readonly handed: readonly AskedIn[] } {
  const { program, rates } = engine;
  if (kpi.nature.of !== "ratio") return { weights: [], handed: [] };
  const tracked = program.calendar.track.flatMap((grain) => engine.periods(grain));
  const made = tracked.flatMap((period) => rates.over(kpi.id, period) ?? []);
  const bounds = made.flatMap(({ cascade, period }) =>
    [...cascade.atLeast, ...cascade.atMost].map(({ figure }) => ({ figure, periods: [period] })),
  );
  const before = [...new Set(made.map((rate) => rate.before))];
  const { denominator } = kpi.nature;
  const means = { figure: denominator, periods: weighedIn(engine, kpi, tracked) };
  const isAsked = ({ periods }: AskedIn) => periods.length > 0;
  const started = [denominator, kpi.figure].map((figure) => ({ figure, periods: before }));
  return { weights: [means].filter(isAsked), handed: [...started, ...bounds].filter(isAsked) };
}

/** The periods whose denominators weigh means of reports' and of shorter goals. */
function weighedIn(engine: Engine, kpi: Kpi, tracked: readonly Period[]): readonly Period[] {
  const { calendar, model, goals, said } = engine;
  return tracked.flatMap((period) => {
    const all = model.org.nodes.map(({ id }) => ({ id, ...goals.goal(kpi.id, id, period) }));
    const parts = all.flatMap(({ id, from }) =>
      from === "shorter" ? (shorterGoals({ calendar, said }, kpi, id, period)?.parts ?? []) : [],
    );
    const follow = all.flatMap(({ id, from }) =>
      FOLLOWING.has(from) ? (followsOf(engine, kpi, id, period) ?? []) : [],
    );
    const ofThem = follow.flatMap(({ said: others }) => others.map((one) => one.period));
    const isOfReports =
      follow.some((one) => one.reports.length > 0) ||
      all.some(
        ({ id, from }) =>
          from === "reports" ||
          ((from === "none" || from === "said") &&
            reportsWhoMayOwe(engine, kpi, id, period).length > 0),
      );
    return [...parts, ...ofThem, ...(isOfReports ? [period] : [])].map((at) =>
      calendar.lastYear(at),
    );
  });
}

const yearsOf = ({ periods }: Engine): readonly Period[] => periods("year");

const ORDER: readonly Grain[] = ["month", "quarter", "half", "year"];
const finest = (track: readonly Grain[]): Grain =>
  ORDER.find((grain) => track.includes(grain)) ?? "year";

const figuresOfWeight = (weight: Weight): FigureId[] =>
  weight.of === "figure"
    ? [weight.figure]
    : weight.of === "blend"
      ? weight.parts.map((part) => part.figure)
      : [];

function peopleColumns({ program }: Engine, figure: FigureId): string[] {
  return figuresUnder(figure, (id) => program.figures[id]!.node).flatMap((id) => {
    const { node } = program.figures[id]!;
    const row = node.kind === "attribute" ? node.row : node.kind === "person" ? node.where : null;
    if (row === null) return [];
    return columnsUnder(program, row)
      .filter(({ table }) => table === program.people?.table)
      .map(({ column }) => column);
  });
}
