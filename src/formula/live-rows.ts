/** Which rows a KPI has on `KPI Live`, where each stands, and how it is read from another sheet with the same columns. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Kpi, KpiId, Program } from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { nodeMeant } from "../evaluate/meant.ts";
import { rangeOf } from "../evaluate/windows.ts";
import type { Model } from "../model/model.ts";
import type { Chosen } from "./chosen.ts";
import type { GoalPlan } from "./goals.ts";
import {
  FIGURES,
  type FigureName,
  type LiveCell,
  liveCells,
  type Standing,
  UNOWED,
} from "./live-sheet.ts";
import type { AskedPlace, StandingRead } from "./standing-figures.ts";
import { BLANK, type Formula, number, text } from "./text/formula.ts";

export interface LiveRows {
  /** The rows that a KPI has. */
  rows(kpi: Kpi): readonly FigureName[];
  readonly cell: LiveCell;
  /** How a formula in a period's column reads standings, its own and others. */
  from(period: Period): StandingRead;
}

export interface LiveRowsInput {
  readonly program: Program;
  readonly model: Model;
  readonly periods: readonly Period[];
  /** Of the sheet that reads: the same from the left, and maybe more. */
  readonly columns: readonly Period[];
  readonly people: readonly { readonly node: number; readonly name: string }[];
  readonly goals: GoalPlan;
  readonly found: Chosen;
  standing(kpi: Kpi, node: number, period: Period): Standing;
}

export function liveRows(input: LiveRowsInput): LiveRows {
  const { program, people, periods, columns } = input;
  const { kpis } = program;
  const whole = new Set(kpis.filter((kpi) => isOwed(input, kpi)));
  const forecast = forecastsAsked(input);
  const rows = (kpi: Kpi): readonly FigureName[] =>
    whole.has(kpi) || forecast.has(kpi.id) ? FIGURES : UNOWED;
  const cell = liveCells({ kpis, people, rows });
  const isThere = new Set(people.map(({ node }) => node));
  const read = (
    what: FigureName,
    id: KpiId,
    { node, period }: AskedPlace,
    own: number,
  ): Formula => {
    const kpi = kpis[id]!;
    const at = columnOf(periods, period);
    if (at >= 0 && isThere.has(node) && rows(kpi).includes(what))
      return cell(what, id, node, at - own);
    return known(input.standing(kpi, node, period)[what]);
  };
  return {
    rows,
    cell,
    from: (own) => {
      const column = columnOf(columns, own);
      return {
        program,
        live: (what, kpi, place) => read(what, kpi, place, column),
        placeOf: placeIn(input),
      };
    },
  };
}

export const columnOf = (periods: readonly Period[], { grain, start }: Period): number =>
  periods.findIndex((p) => p.grain === grain && p.start === start);

/** What a figure came to that has no row, or in a period that has no column: before the first, say. */
function known(value: number | string | null): Formula {
  const isBlank = value === null || Number.isNaN(value);
  return isBlank ? BLANK : typeof value === "string" ? text(value) : number(value);
}

export const placeIn =
  ({ program, model }: Pick<LiveRowsInput, "program" | "model">): StandingRead["placeOf"] =>
  (asked, { node, period }) => {
    const window = program.windows[asked.window]!;
    const { steps } = window;
    const when =
      steps.length === 0 ? period : rangeOf(model.calendar, window, period, model.asOf).period;
    const who = nodeMeant(model.org, asked.node, node, when.end - 1);
    return who < 0 ? null : { node: who, period: when };
  };

/** Whether anybody has a goal, or a formula that may come to one. */
const isOwed = ({ periods, standing, goals, people }: LiveRowsInput, kpi: Kpi): boolean =>
  people.some(({ node }) =>
    periods.some(
      (period) =>
        goals.from(kpi, node, period).of !== "typed" ||
        !Number.isNaN(standing(kpi, node, period).goal),
    ),
  );

/** KPIs whose forecast a flag or a figure asks for: there is one without a goal too. */
function forecastsAsked({ program, found }: LiveRowsInput): ReadonlySet<KpiId> {
  const nodeOf = (id: FigureId) => program.figures[id]!.node;
  const parts = found.parts.flatMap((part) =>
    part.of === "figure" ? figuresUnder(part.figure, nodeOf) : [],
  );
  const conditions = found.flags.live.flatMap(({ flag }) => figuresUnder(flag.when, nodeOf));
  return new Set(
    [...parts, ...conditions].flatMap((id) => {
      const node = nodeOf(id);
      return node.kind === "standing" && node.what === "forecast" ? [node.kpi] : [];
    }),
  );
}
