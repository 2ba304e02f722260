/** A proposal that rests on figures: its rules run without goals, then goals follow from what they came to. */
import type { Day } from "../../../dsl/calendar/day.ts";
import { compile } from "../../../dsl/index.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import { catalogOf } from "../../model/catalog.ts";
import type { WorkbookData } from "../../model/workbook.ts";
import {
  type Choices,
  type Correction,
  corrected,
  correctionsOf,
  type FirstRun,
  GOAL_YEAR,
  type Known,
  type Proposed,
  propose,
} from "../../propose/index.ts";
import { type Engine, engineOf } from "../engine.ts";

export interface WorkedOut {
  readonly proposal: Proposed;
  readonly first: FirstRun | null;
  readonly corrections: readonly Correction[];
  /** The workbook with the corrections made, as the rules are meant to run on it. */
  readonly workbook: WorkbookData;
  readonly asOf: Day | null;
  /** Whoever stands at the top, and how many levels are below. */
  readonly levels: number;
  readonly units: ReadonlyMap<string, Kpi["unit"]>;
}

export function workOut(workbook: WorkbookData, choices: Choices, today: Day | null): WorkedOut {
  const plain = propose({ workbook, choices, first: null });
  const corrections = correctionsOf(workbook, plain.strangers, plain.owners);
  const mended = corrected(workbook, corrections);
  if (plain.rules === "") {
    const none = { first: null, corrections, workbook, asOf: null, levels: 0, units: new Map() };
    return { ...none, proposal: plain };
  }
  const { program } = compile(everyKpi(mended, choices, plain), catalogOf(mended));
  const engine = engineOf({ program, workbook: mended, asOf: null, today });
  const first = firstRun(engine, choices[GOAL_YEAR] ?? null);
  const units = new Map(program.kpis.map((kpi) => [kpi.name, kpi.unit]));
  return {
    // A corrected name is no stranger any more, and still a decision that can be taken back.
    proposal: { ...propose({ workbook: mended, choices, first }), strangers: plain.strangers },
    first,
    corrections,
    workbook: mended,
    asOf: engine.model.asOf,
    levels: engine.model.org.positions.reduce((most, { depth }) => Math.max(most, depth + 1), 0),
    units,
  };
}

/** The rules with every KPI in them, so that each has its figure beside it whether it is taken or not. */
function everyKpi(workbook: WorkbookData, choices: Choices, plain: Proposed): string {
  const all = Object.fromEntries(plain.kpis.map(({ name }) => [`kpi.${name}`, "yes"]));
  return propose({ workbook, choices: { ...choices, ...all }, first: null }).rules;
}

/** `asked`: the year that the goal is for; without one the running year. */
function firstRun({ evaluator, model, program, calendar }: Engine, asked: string | null): FirstRun {
  const { org, asOf } = model;
  const running = calendar.periodOf(asOf, "year");
  const years = [running, calendar.shift(running, -1)];
  const year = years.find(({ label }) => label === asked) ?? running;
  const before = calendar.shift(year, -1);
  const current = calendar.periodOf(asOf, "quarter");
  const quarter = asOf + 1 >= current.end ? current : calendar.shift(current, -1);
  const [top] = org.tops;
  const at = (figure: Kpi["figure"], period: typeof year): number | null =>
    top === undefined ? null : evaluator.at(figure, top, period).value;
  const kpis = program.kpis.map(({ name, figure }): [string, Known] => [
    name,
    { lastYear: at(figure, before) || null, lastQuarter: at(figure, quarter) },
  ]);
  return {
    year: year.label,
    before: before.label,
    quarter: quarter.label,
    years: years.map(({ label }) => label),
    kpis: Object.fromEntries(kpis),
    tops: org.tops.map((node) => org.nodes[node]!.name),
  };
}
