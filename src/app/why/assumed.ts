/** What a goal's formula took for granted, beside what came: that tells coaching from resetting. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { FigureId, FigureNode, Goal, Program } from "../../../dsl/ir/ir.ts";
import { figureKids, figuresUnder } from "../../../dsl/ir/walk.ts";
import type { Assumed } from "../../explain/explanation.ts";
import type { Asking } from "./asking.ts";

/**
 * Parts of a goal's formula that are a KPI of another time (`average_deal last year`), or a goal of another
 * KPI: each with that KPI's own figure of the goal's period. A period that hasn't begun has none.
 */
export function assumedOf(
  { engine }: Asking,
  goal: Goal,
  node: number,
  period: Period,
): readonly Assumed[] {
  const { program, evaluator, model } = engine;
  if (goal.value.of === "table" || period.start > model.asOf) return [];
  const found: Assumed[] = [];
  const inside = new Set<FigureId>();
  const whole = [...figuresUnder(goal.value.figure, (id) => program.figures[id]!.node)].reverse();
  for (const id of whole) {
    const kpi = inside.has(id) ? null : kpiAt(program, id);
    if (!kpi) continue;
    for (const part of figuresUnder(id, (f) => program.figures[f]!.node)) inside.add(part);
    const assumed = evaluator.at(id, node, period).value;
    const came = evaluator.at(kpi.figure, node, period).value;
    if (Number.isNaN(assumed) || Number.isNaN(came)) continue;
    found.push({ label: kpi.label, assumed, came, unit: kpi.unit });
  }
  return found;
}

function kpiAt(program: Program, id: FigureId) {
  const { node } = program.figures[id]!;
  if (node.kind === "standing" && node.what === "goal") return program.kpis[node.kpi] ?? null;
  return program.kpis.find((kpi) => isShifted(program, id, kpi.figure)) ?? null;
}

/** Whether a figure is another one asked for at some other time. */
function isShifted(program: Program, a: FigureId, b: FigureId): boolean {
  return a !== b && sameButWhen(program, a, b);
}

function sameButWhen(program: Program, a: FigureId, b: FigureId): boolean {
  if (a === b) return true;
  const [one, two] = [program.figures[a]!.node, program.figures[b]!.node];
  if (one.kind !== two.kind || plain(one) !== plain(two)) return false;
  const [kids, others] = [figureKids(one), figureKids(two)];
  return (
    kids.length === others.length && kids.every((kid, i) => sameButWhen(program, kid, others[i]!))
  );
}

const LINKS = [
  "left",
  "right",
  "args",
  "first",
  "second",
  "test",
  "whenTrue",
  "whenFalse",
  "of",
  "parts",
  "where",
  "window",
];

/** A figure's own part: neither its children nor its time. */
const plain = (node: FigureNode): string =>
  JSON.stringify(Object.entries(node).filter(([key]) => !LINKS.includes(key)));
