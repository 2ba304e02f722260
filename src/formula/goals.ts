/** Which goals are formulas, and what the others rest on. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Kpi, Program } from "../../dsl/ir/ir.ts";
import {
  figuresOfGoal,
  type GoalFrom,
  type GoalGround,
  type GoalsBasis,
  hasFormula,
  isConstant,
} from "./goal-cells.ts";
import type { Watched } from "./goals-sheet.ts";
import type { WhyKept } from "./notices.ts";
import type { Split } from "./splits-sheet.ts";

export interface GoalPlan {
  /** By KPI, figures that formulas of its goals ask for. */
  readonly figures: readonly (readonly FigureId[])[];
  /** Figures that goals rest on which stay as published. */
  readonly watched: readonly FigureId[];
  /** Periods in which they are asked for and that aren't tracked. */
  readonly extra: readonly Period[];
  /** Columns of the people's sheet that they rest on. */
  readonly columns: readonly string[];
  from(kpi: Kpi, node: number, period: Period): GoalFrom;
  /** KPIs some of whose goals stay as published, and why. */
  kept(live: ReadonlySet<Kpi>): readonly { readonly kpi: Kpi; readonly why: WhyKept }[];
  /** Cascades that are formulas, where so many KPIs' goals are. */
  splits(live: ReadonlySet<Kpi>): readonly Split[];
  /** What goals that stay as published rest on and no cell shows, where so many KPIs' goals are formulas and so many figures have cells. */
  unwatched(
    live: ReadonlySet<Kpi>,
    cells: ReadonlySet<FigureId>,
  ): readonly { readonly kpi: Kpi; readonly figures: readonly FigureId[] }[];
  /** All that is watched, where so many KPIs' goals are formulas and so many figures have cells. */
  watch(
    live: ReadonlySet<Kpi>,
    cells: ReadonlySet<FigureId>,
    words: (figure: FigureId) => string,
  ): readonly Watched[];
}

/** Whether a statement says more than a constant. */
const isWorkedOut = (program: Program, { id }: Kpi): boolean =>
  program.goals.some(({ kpi, value }) => kpi === id && !isConstant(program, value.figure));

export function goalPlan(
  program: Program,
  goals: GoalsBasis,
  nodes: readonly number[],
  periods: readonly Period[],
): GoalPlan {
  const known = new Map<string, GoalFrom>();
  const key = (kpi: Kpi, node: number, { grain, start }: Period) =>
    `${kpi.id} ${node} ${grain}${start}`;
  for (const kpi of program.kpis)
    for (const node of nodes)
      for (const period of periods)
        known.set(key(kpi, node, period), goals.from(kpi, node, period));
  const from = (kpi: Kpi, node: number, period: Period): GoalFrom =>
    known.get(key(kpi, node, period)) ?? { of: "typed" };
  const all = (kpi: Kpi): GoalFrom[] =>
    nodes.flatMap((node) => periods.map((period) => from(kpi, node, period)));
  const tracked = new Set(periods.map(({ grain, start }) => `${grain}${start}`));
  const isColumn = ({ grain, start }: Period) => tracked.has(`${grain}${start}`);
  const figures = program.kpis.map((kpi) => [
    ...new Set(all(kpi).flatMap((one) => figuresOfGoal(program, one))),
  ]);
  const keptOf = (kpi: Kpi, live: ReadonlySet<Kpi> | null): GoalFrom[] =>
    all(kpi).filter(
      (one) => one.of !== "typed" && !(live?.has(kpi) === true && hasFormula(one, isColumn)),
    );
  const isKept = (kpi: Kpi, live: ReadonlySet<Kpi> | null): boolean => keptOf(kpi, live).length > 0;
  const whyKept = (kpi: Kpi, kept: readonly GoalFrom[]): WhyKept => {
    const whys = kept.map((one) => (one.of === "value" ? one.why : ({ of: "untracked" } as const)));
    const [own = null] = whys.filter((why) => why !== null);
    return whys.includes(null) || own === null ? goals.why(kpi) : own;
  };
  // Whether goals have formulas is known later: what any KPI with goals rests on may have to be watched.
  const grounds = program.kpis.flatMap((kpi) => {
    if (!isKept(kpi, null) && !isWorkedOut(program, kpi)) return [];
    const { figures: asked, weights, origins, columns } = goals.rests(kpi);
    return [{ kpi, asked, weights, origins, all: [...asked, ...weights, ...origins], columns }];
  });
  const extra = new Map<string, Period>();
  for (const { all: asked } of grounds)
    for (const period of asked.flatMap((one) => one.periods)) {
      const at = `${period.grain}${period.start}`;
      if (!tracked.has(at)) extra.set(at, period);
    }
  return {
    figures,
    watched: [...new Set(grounds.flatMap((g) => g.all.map(({ figure }) => figure)))],
    extra: [...extra.values()],
    columns: [...new Set(grounds.flatMap((g) => g.columns))],
    from,
    kept: (live) =>
      program.kpis.flatMap((kpi) => {
        const kept = keptOf(kpi, live);
        return kept.length === 0 ? [] : [{ kpi, why: whyKept(kpi, kept) }];
      }),
    splits: (live) => [
      ...new Set(
        program.kpis
          .filter((kpi) => live.has(kpi))
          .flatMap(all)
          .flatMap((one) => (one.of === "split" ? [one.split] : [])),
      ),
    ],
    unwatched: (live, cells) =>
      grounds.flatMap(({ kpi, asked, weights, origins }) => {
        const rests = isKept(kpi, live) ? [...asked, ...weights] : [...weights, ...origins];
        const missing = rests.map(({ figure }) => figure).filter((figure) => !cells.has(figure));
        return missing.length > 0 ? [{ kpi, figures: missing }] : [];
      }),
    watch: (live, cells, words) => {
      const watched = (
        { kpi, about }: Pick<Watched, "kpi" | "about">,
        asked: GoalGround["figures"],
      ): Watched[] => {
        const figures = new Map<FigureId, Set<string>>();
        for (const { figure, periods: at } of asked) {
          if (!cells.has(figure)) continue;
          const days = figures.get(figure) ?? new Set();
          for (const { grain, start } of at) days.add(`${grain}${start}`);
          figures.set(figure, days);
        }
        return [...figures].map(([figure, at]) => ({
          kpi,
          about,
          what: words(figure),
          figure,
          isAsked: (_: number, { grain, start }: Period) => at.has(`${grain}${start}`),
        }));
      };
      return grounds.flatMap(({ kpi, asked, weights, origins }): Watched[] => {
        if (!isKept(kpi, live))
          return [
            ...watched({ kpi, about: "weights changed" }, weights),
            ...origins
              .filter(({ figure }) => cells.has(figure))
              .map(({ figure, isAsked }): Watched => {
                return { kpi, about: "origins changed", what: words(figure), figure, isAsked };
              }),
          ];
        const isGoalAsked = (node: number, period: Period): boolean => {
          const { of } = from(kpi, node, period);
          return known.has(key(kpi, node, period)) && of === "typed";
        };
        const goal = { what: `goal(${kpi.name})`, figure: null, isAsked: isGoalAsked } as const;
        return [
          { kpi, about: "goals changed", ...goal },
          ...watched({ kpi, about: "goals changed" }, [...asked, ...weights]),
        ];
      });
    },
  };
}
