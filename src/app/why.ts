/** Why a figure is what it is: the steps as data, each a sentence with its figures. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import { isoOf } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import type { FigureId, Kpi } from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { nearest } from "../../dsl/nearest.ts";
import { LineMap } from "../../dsl/span.ts";
import { rangeOf } from "../evaluate/windows.ts";
import { columnLetter } from "../model/address.ts";
import { UserError } from "../model/user-error.ts";
import type { WhyStep, WhyView } from "./contract.ts";
import type { Engine } from "./engine.ts";
import { howOf } from "./goals/how.ts";
import type { Run } from "./run.ts";

export interface WhyQuestion {
  readonly kpi: string;
  readonly who: string;
  readonly period: string;
}

/** More references than this don't help anybody to look. */
const MOST_CELLS = 20;

export function whyView(run: Run, question: WhyQuestion): WhyView {
  const { engine } = run;
  const kpi = kpiOf(run, question.kpi);
  const node = personOf(run, question.who);
  const period = periodOf(run, question.period);
  const standing = run.standing(kpi.id, node, period);
  const lines = new LineMap(run.rules);
  const line = lines.lineOf(kpi.span.start);
  const show = (x: number) => engine.show.number(x, kpi.unit);
  const name = engine.nameOf(node);
  const steps: WhyStep[] = [
    ...actualSteps(run, kpi, node, period, line),
    ...goalSteps(run, kpi, node, period, standing.goal),
  ];
  if (!Number.isNaN(standing.attainment)) {
    const percent = engine.show.number(standing.attainment, { of: "percent" });
    steps.push(
      step(
        `${name} is at ${percent} of the goal: ${show(standing.actual)} of ${show(standing.goal)}.`,
        percent,
        0,
      ),
    );
  }
  if (standing.status)
    steps.push(step(`So ${kpi.label} is ${standing.status} as of ${isoOf(run.asOf)}.`, "", 0));
  const value = standing.error
    ? `${standing.error.text} at ${standing.error.address}`
    : show(standing.actual);
  return { title: `${kpi.label}, ${name}, ${period.label}`, value, steps };
}

/** The sentences alone, for the terminal and the sheet. */
export const whySentences = (run: Run, question: WhyQuestion): string[] =>
  whyView(run, question).steps.map((s) => s.sentence);

const step = (
  sentence: string,
  value: string,
  line: number,
  cells: WhyStep["cells"] = [],
): WhyStep => ({
  sentence,
  value,
  cells,
  line,
});

function kpiOf(run: Run, name: string): Kpi {
  const found = run.program.kpis.find(
    (k) => foldText(k.name) === foldText(name) || foldText(k.label) === foldText(name),
  );
  if (found) return found;
  const [near] = nearest(
    name,
    run.program.kpis.map((k) => k.name),
  );
  throw new UserError(
    `There is no KPI \`${name}\`.`,
    "kpi",
    near ? `Did you mean ${near}?` : "Check the rules.",
  );
}

function personOf(run: Run, name: string): number {
  const found = run.org.nodeOf(name);
  if (found !== null) return found;
  const [near] = nearest(
    name,
    run.people.map((p) => p.name),
  );
  throw new UserError(
    `Nobody is called ${name}.`,
    "who",
    near ? `Did you mean ${near}?` : "Check the people's sheet.",
  );
}

function periodOf(run: Run, label: string): Period {
  const found = run.calendar.parse(label);
  if (found) return found;
  throw new UserError(
    `\`${label}\` is no period of this calendar.`,
    "period",
    "Write 2026, 2026-Q1 or 2026-03.",
  );
}

// ── The actual ─────────────────────────────────────────────────────────────────────────────────

/** The KPI's formula, then each aggregate it is made of: its value, and the rows that count. */
function actualSteps(run: Run, kpi: Kpi, node: number, period: Period, line: number): WhyStep[] {
  const { engine } = run;
  const { program } = engine;
  const at = (id: FigureId) => engine.evaluator.at(id, node, period);
  const text = (id: FigureId) => {
    const { span } = program.figures[id]!;
    return run.rules.slice(span.start, span.end).replace(/\s+/g, " ");
  };
  const whole = at(kpi.figure);
  const steps: WhyStep[] = [
    step(`${kpi.label} is ${text(kpi.figure)}.`, engine.show.number(whole.value, kpi.unit), line),
  ];
  for (const id of figuresUnder(kpi.figure, (f) => program.figures[f]!.node)) {
    const figure = program.figures[id]!;
    if (figure.node.kind !== "aggregate") continue;
    const found = rowsOf(engine, id, node, period);
    if (!found) continue;
    const value = engine.show.number(at(id).value, figure.unit);
    const left =
      found.left > 0 ? `; ${found.left} of the period are left out by the condition` : "";
    const verb =
      figure.node.by === "count"
        ? "counts"
        : figure.node.by === "sum"
          ? "adds up"
          : `takes the ${figure.node.by} of`;
    const sentence = `${text(id)} ${verb} ${found.count} ${found.count === 1 ? "row" : "rows"} of ${found.table} for ${engine.nameOf(node)} and everybody below, ${found.days}${left}.`;
    steps.push(step(sentence, value, 0, found.cells));
  }
  return steps;
}

function rowsOf(engine: Engine, id: FigureId, node: number, period: Period) {
  const { program, model } = engine;
  const shape = program.figures[id]!.node;
  if (shape.kind !== "aggregate") return null;
  const measure = program.measures[shape.measure]!;
  const table = model.tables[measure.table];
  if (!table) return null;
  const range = rangeOf(model.calendar, program.windows[shape.window]!, period, model.asOf);
  const { rows, positions } = engine.evaluator.rowsOf.placement(measure, table).inRange(range);
  const keep =
    measure.where === null
      ? null
      : engine.evaluator.rowsOf.rowsOf(measure.table).truths(measure.where).values;
  const inside = (position: number): boolean => {
    if (!measure.owned) return true;
    for (let at = position; at >= 0; at = model.org.positions[at]!.parent) {
      if (model.org.positions[at]!.node === node) return true;
    }
    return false;
  };
  const cells: { label: string; sheet: string; range: string }[] = [];
  let count = 0;
  let left = 0;
  rows.forEach((row) => {
    if (!inside(positions[row]!)) return;
    if (keep !== null && keep[row] === 0) {
      left += 1;
      return;
    }
    count += 1;
    if (cells.length < MOST_CELLS) {
      const sheetRow = table.sheetRow[row]!;
      cells.push({
        label: `Row ${sheetRow}`,
        sheet: table.sheet,
        range: `A${sheetRow}:${columnLetter(table.headers.length - 1)}${sheetRow}`,
      });
    }
  });
  const days =
    measure.day.at === "any"
      ? "at any time"
      : `from ${isoOf(range.start)} to ${isoOf(Math.max(range.start, range.end) - 1)}`;
  return { table: table.name, count, left, cells, days };
}

// ── The goal ───────────────────────────────────────────────────────────────────────────────────

/** The chain from the top: each step's share, what was handed down, reserve and buffer, bounds and holds. */
function goalSteps(run: Run, kpi: Kpi, node: number, period: Period, goal: number): WhyStep[] {
  const { engine } = run;
  const show = (x: number) => engine.show.number(x, kpi.unit);
  if (Number.isNaN(goal))
    return [
      step(`${engine.nameOf(node)} owes no goal for ${kpi.label} in ${period.label}.`, "", 0),
    ];
  const cascade = engine.cascades.over(kpi.id, period);
  const own = engine.goals.goal(kpi.id, node, period);
  if (!cascade || own.from !== "cascade") {
    const statement = engine.said.find(kpi.id, node, period)?.goal ?? null;
    const line = statement ? new LineMap(run.rules).lineOf(statement.span.start) : 0;
    return [
      step(
        `The goal is ${show(goal)}: ${howOf(engine, kpi, node, period, own)}.`,
        show(goal),
        line,
      ),
    ];
  }
  const at = cascade.seats.findIndex((s) => s.node === node);
  const chain: number[] = [];
  for (let up = at; up >= 0; up = cascade.nodes[up]!.parent) chain.unshift(up);
  const amount = (units: number) => show(units / cascade.perUnit);
  const line = new LineMap(run.rules).lineOf(cascade.cascade.span.start);
  const steps = chain.flatMap((seatAt, depth): WhyStep[] => {
    const seat = cascade.result.seats[seatAt];
    const who = engine.nameOf(cascade.seats[seatAt]!.node);
    if (!seat) return [];
    if (depth === 0)
      return [
        step(`${who} owes ${amount(seat.year)} in ${cascade.year.label}.`, amount(seat.year), line),
      ];
    const manager = cascade.seats[chain[depth - 1]!]!.node;
    const handed = cascade.handed(manager);
    if (!handed) return [];
    const layers = [
      handed.year.reserve !== 0 ? `keeps back ${amount(handed.year.reserve)}` : "",
      handed.year.buffer !== 0 ? `over-assigns ${amount(handed.year.buffer)}` : "",
    ].filter(Boolean);
    const before =
      layers.length > 0
        ? `${engine.nameOf(manager)} ${layers.join(" and ")}, so hands down ${amount(handed.year.handedDown)}. `
        : "";
    const share = engine.show.number(seat.share, { of: "percent" });
    const bound = seat.bound ? `, at its bound (${seat.bound})` : "";
    const held = seat.held ? ", held" : "";
    const sentence = `${before}${who} takes ${share} of ${amount(handed.year.handedDown)}: ${amount(seat.year)}${bound}${held}.`;
    return [step(sentence, amount(seat.year), line)];
  });
  if (period.grain !== cascade.year.grain && kpi.nature.of === "additive") {
    steps.push(
      step(`Of the year's goal ${show(goal)} falls on ${period.label}.`, show(goal), line),
    );
  }
  return steps;
}
