/** What a goal that a formula made assumes, beside what came: that tells coaching from resetting. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { FigureId, FigureNode, Kpi, Program, TimeStep } from "../../../dsl/ir/ir.ts";
import { figureKids } from "../../../dsl/ir/walk.ts";
import type { Engine } from "../engine.ts";

/** A part of a goal's formula: a KPI as the formula took it, and as it came in the goal's period. */
export interface Assumed {
  readonly kpi: Kpi;
  readonly assumed: number;
  readonly came: number;
}

/** The parts of the statement that says a goal; none where a cascade or a plain figure says it. */
export function assumedParts(
  engine: Engine,
  kpi: Kpi,
  node: number,
  period: Period,
): readonly Assumed[] {
  const { program, evaluator, said, standing } = engine;
  const found = said.find(kpi.id, node, period);
  if (found?.goal.value.of !== "figure") return [];
  const parts: Assumed[] = [];
  const visit = (id: FigureId): void => {
    const shape = program.figures[id]!.node;
    const part = partOf(program, id);
    if (part === null) {
      figureKids(shape).forEach(visit);
      return;
    }
    if (part.id === kpi.id || parts.some((p) => p.kpi === part)) return;
    const assumed = evaluator.at(id, node, period).value;
    const came = standing.of(part.id, node, period).actual;
    if (!Number.isNaN(assumed)) parts.push({ kpi: part, assumed, came });
  };
  visit(found.goal.value.figure);
  return parts;
}

/** The KPI whose goal, or whose figure of another time, a part of a formula is; null: none. */
function partOf(program: Program, id: FigureId): Kpi | null {
  const { node } = program.figures[id]!;
  if (node.kind === "standing")
    return node.what === "goal" && node.node.who === "self" ? program.kpis[node.kpi]! : null;
  return program.kpis.find((kpi) => isShifted(program, id, kpi.figure)) ?? null;
}

/** Whether one figure is another one of an earlier time: the same shape, its windows begun with other steps. */
function isShifted(program: Program, id: FigureId, plain: FigureId): boolean {
  const steps = new Set<string>();
  return sameShape(program, id, plain, steps) && steps.size === 1 && !steps.has("[]");
}

function sameShape(program: Program, a: FigureId, b: FigureId, steps: Set<string>): boolean {
  const [x, y] = [program.figures[a]!.node, program.figures[b]!.node];
  if (x.kind !== y.kind) return false;
  if (x.kind === "aggregate" && y.kind === "aggregate") {
    const before = prefix(program.windows[x.window]!.steps, program.windows[y.window]!.steps);
    if (before === null) return false;
    steps.add(JSON.stringify(before));
  }
  const [kidsOfX, kidsOfY] = [figureKids(x), figureKids(y)];
  if (bare(x) !== bare(y) || kidsOfX.length !== kidsOfY.length) return false;
  return kidsOfX.every((kid, i) => sameShape(program, kid, kidsOfY[i]!, steps));
}

/** What stands before the plain figure's own steps; null where they are not its end. */
function prefix(steps: readonly TimeStep[], own: readonly TimeStep[]): readonly TimeStep[] | null {
  const cut = steps.length - own.length;
  if (cut < 0 || JSON.stringify(steps.slice(cut)) !== JSON.stringify(own)) return null;
  return steps.slice(0, cut);
}

const CHILDREN = ["window", "left", "right", "args", "first", "second", "test", "whenTrue"];
const MORE = ["whenFalse", "of", "parts", "where"];

/** A figure without its time and its parts. */
function bare(node: FigureNode): string {
  const left = Object.entries(node).filter(
    ([key]) => !CHILDREN.includes(key) && !MORE.includes(key),
  );
  return JSON.stringify(left);
}
