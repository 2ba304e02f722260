import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { FigureId, FigureNode, KpiId, Program, StatusWord } from "../../../dsl/ir/ir.ts";
import { figuresUnder } from "../../../dsl/ir/walk.ts";
import type { Evaluator, StandingSource } from "../../evaluate/types.ts";

/** A condition is unknown where a figure or status that decides it has no data (Kleene's three values). */
export type Kleene = true | false | "unknown";

const not = (a: Kleene): Kleene => (a === "unknown" ? a : !a);
const all = (parts: readonly Kleene[]): Kleene =>
  parts.includes(false) ? false : parts.includes("unknown") ? "unknown" : true;
const any = (parts: readonly Kleene[]): Kleene => not(all(parts.map(not)));

export interface ConditionInput {
  readonly program: Program;
  readonly evaluator: Evaluator;
  readonly source: StandingSource;
}

/**
 * Judges a flag's condition for a node and period. `true` and `false` are certain; "unknown" says that
 * missing data would decide it, so that nobody answers for a figure nobody has.
 */
export function judge(
  input: ConditionInput,
  condition: FigureId,
  node: number,
  period: Period,
): Kleene {
  const { program, evaluator, source } = input;
  const figures = program.figures;
  const go = (id: FigureId): Kleene => judge(input, id, node, period);
  const plain = (id: FigureId): Kleene => evaluator.at(id, node, period).value === 1;
  const isBlank = (id: FigureId) => Number.isNaN(evaluator.at(id, node, period).value);
  const here = (ref: { readonly window: number; readonly node: { readonly who: string } }) =>
    ref.node.who === "self" && program.windows[ref.window]!.steps.length === 0;

  const cases: { [K in FigureNode["kind"]]?: (n: Extract<FigureNode, { kind: K }>) => Kleene } = {
    and: (n) => all(n.parts.map(go)),
    or: (n) => any(n.parts.map(go)),
    not: (n) => not(go(n.of)),
    status: (n) => {
      if (here(n)) return statusIs(source.status(n.kpi, node, period), n.is);
      return plain(condition);
    },
    quantified: (n) => {
      const judged = source
        .statuses(n.role, node, period)
        .map((status) => (n.not ? not(statusIs(status, n.is)) : statusIs(status, n.is)));
      if (judged.length === 0) return n.which === "no";
      if (n.which === "every") return all(judged);
      return n.which === "any" ? any(judged) : not(any(judged));
    },
    countOfStatus: (n) => {
      const judged = n.kpis.map((kpi: KpiId) => {
        const is = statusIs(source.status(kpi, node, period), n.is);
        return n.not ? not(is) : is;
      });
      return counted(judged, n.n, n.compare === "at least");
    },
    compare: (n) => {
      const number = n.by === "number";
      if (number && (isBlank(n.left) || isBlank(n.right))) return "unknown";
      return plain(condition);
    },
  };
  const shape = figures[condition]!.node;
  const own = cases[shape.kind] as ((n: FigureNode) => Kleene) | undefined;
  return own ? own(shape) : plain(condition);
}

/** A status word is certain unless the figure has no data and the question is about its standing. */
function statusIs(status: StatusWord | null, asked: StatusWord): Kleene {
  if (status === "no data" && asked !== "no data" && asked !== "no goal") return "unknown";
  return status === asked;
}

/** At least (or at most) `n` are true, whatever the unknown ones turn out to be. */
function counted(judged: readonly Kleene[], n: number, atLeast: boolean): Kleene {
  const sure = judged.filter((k) => k === true).length;
  const possible = judged.filter((k) => k !== false).length;
  if (atLeast) return sure >= n ? true : possible < n ? false : "unknown";
  return possible <= n ? true : sure > n ? false : "unknown";
}

/** KPIs whose standing a condition speaks of: those named, and for `every leading kpi …` all of the role. */
export function kpisOf(program: Program, condition: FigureId): ReadonlySet<KpiId> {
  const found = new Set<KpiId>();
  for (const id of figuresUnder(condition, (f) => program.figures[f]!.node)) {
    const { node } = program.figures[id]!;
    if (node.kind === "standing" || node.kind === "status") found.add(node.kpi);
    if (node.kind === "countOfStatus") for (const kpi of node.kpis) found.add(kpi);
    if (node.kind === "score")
      for (const part of program.scores[node.score]!.parts) found.add(part.kpi);
    if (node.kind === "quantified")
      for (const kpi of program.kpis) if (kpi.role === node.role) found.add(kpi.id);
  }
  return found;
}
