import type { Period } from "../../../dsl/calendar/calendar.ts";
import type {
  FigureId,
  FigureNode,
  KpiId,
  NodeRef,
  Program,
  StatusWord,
  WindowId,
} from "../../../dsl/ir/ir.ts";
import { figureKids, figuresUnder } from "../../../dsl/ir/walk.ts";
import { nodeMeant } from "../../evaluate/meant.ts";
import type { Evaluator, StandingSource } from "../../evaluate/types.ts";
import { rangeOf } from "../../evaluate/windows.ts";
import type { Model } from "../../model/model.ts";

/**
 * Kleene's three values; the third says why nobody knows: "no data" (a figure that decides is blank), or
 * "too early" (met or missed is asked of a period that still runs).
 */
export type Kleene = true | false | "no data" | "too early";

const not = (a: Kleene): Kleene => (typeof a === "boolean" ? !a : a);
const all = (parts: readonly Kleene[]): Kleene => {
  if (parts.includes(false)) return false;
  return parts.find((part) => part === "no data") ?? parts.find((part) => part !== true) ?? true;
};
const any = (parts: readonly Kleene[]): Kleene => not(all(parts.map(not)));

export interface ConditionInput {
  readonly program: Program;
  readonly model: Model;
  readonly evaluator: () => Evaluator;
  readonly source: StandingSource;
}

/**
 * Judges a flag's condition for a node and period. `true` and `false` are certain; the others say that
 * what is not known would decide it, so that nobody answers for a figure nobody has.
 */
export function judge(
  input: ConditionInput,
  condition: FigureId,
  node: number,
  period: Period,
): Kleene {
  const { program, source } = input;
  const shape = program.figures[condition]!.node;
  const go = (id: FigureId): Kleene => judge(input, id, node, period);
  const plain = (): Kleene => input.evaluator().at(condition, node, period).value === 1;
  switch (shape.kind) {
    case "and":
      return all(shape.parts.map(go));
    case "or":
      return any(shape.parts.map(go));
    case "not":
      return not(go(shape.of));
    case "status":
      return statusAt(input, shape, node, period);
    case "quantified": {
      const place = placeOf(input, shape, node, period);
      if (!place) return false;
      const judged = source
        .statuses(shape.role, place.who, place.when)
        .map((status) => asked(input, shape, status, place.when));
      if (judged.length === 0) return shape.which === "no";
      if (shape.which === "every") return all(judged);
      return shape.which === "any" ? any(judged) : not(any(judged));
    }
    case "countOfStatus": {
      const place = placeOf(input, shape, node, period);
      if (!place) return false;
      const judged = shape.kpis.map((kpi) =>
        asked(input, shape, source.status(kpi, place.who, place.when), place.when),
      );
      return counted(judged, shape.n, shape.compare === "at least");
    }
    case "compare":
      if (shape.by !== "number") return plain();
      return undecided(input, [shape.left, shape.right], node, period) ?? plain();
    default:
      return plain();
  }
}

function statusAt(
  input: ConditionInput,
  shape: Extract<FigureNode, { kind: "status" }>,
  node: number,
  period: Period,
): Kleene {
  const place = placeOf(input, shape, node, period);
  if (!place) return false;
  const { who, when } = place;
  const status = input.source.status(shape.kpi, who, when);
  return statusIs(status, shape.is, when.end - 1 > input.model.asOf);
}

/** A status may be asked of another node or time: `revenue of manager is missed`; null where nobody is there. */
function placeOf(
  { program, model }: ConditionInput,
  shape: { readonly window: WindowId; readonly node: NodeRef },
  node: number,
  period: Period,
): { readonly who: number; readonly when: Period } | null {
  const window = program.windows[shape.window]!;
  const when =
    window.steps.length === 0 ? period : rangeOf(model.calendar, window, period, model.asOf).period;
  const who = nodeMeant(model.org, shape.node, node, when.end - 1);
  return who < 0 ? null : { who, when };
}

function asked(
  { model }: ConditionInput,
  question: { readonly is: StatusWord; readonly not: boolean },
  status: StatusWord | null,
  period: Period,
): Kleene {
  const is = statusIs(status, question.is, period.end - 1 > model.asOf);
  return question.not ? not(is) : is;
}

/** A status word is certain, unless the figure has no data or the period is not over and the word is for closed ones. */
function statusIs(status: StatusWord | null, word: StatusWord, running: boolean): Kleene {
  if (word === "no data" || word === "no goal") return status === word;
  if (status === "no data") return "no data";
  const isOpen = running && status !== null && status !== "no goal";
  if (isOpen && (word === "met" || word === "missed")) return "too early";
  return status === word;
}

/**
 * Why a comparison can't be decided, or null. A blank side leaves it open; but the share of reports of whom
 * none can be judged decides: false, once the period is over.
 */
function undecided(
  input: ConditionInput,
  sides: readonly FigureId[],
  node: number,
  period: Period,
): "no data" | "too early" | null {
  const { figures } = input.program;
  const isBlank = (id: FigureId) => Number.isNaN(input.evaluator().at(id, node, period).value);
  const ofNone = (side: FigureId) =>
    figuresUnder(side, (f) => figures[f]!.node).some(
      (f) => figures[f]!.node.kind === "reports" && isBlank(f),
    );
  const blank = sides.filter(isBlank);
  if (blank.length === 0) return null;
  if (!blank.every(ofNone)) return "no data";
  return period.end - 1 > input.model.asOf ? "too early" : null;
}

/** At least (or at most) `n` are true, whatever the unknown ones turn out to be. */
function counted(judged: readonly Kleene[], n: number, atLeast: boolean): Kleene {
  const sure = judged.filter((k) => k === true).length;
  const possible = judged.filter((k) => k !== false).length;
  const unknown = judged.find((k) => k === "no data") ?? "too early";
  if (atLeast) return sure >= n ? true : possible < n ? false : unknown;
  return possible <= n ? true : sure > n ? false : unknown;
}

/** KPIs whose standing a condition speaks of: those named, and for `every leading kpi …` all of the role. */
export function kpisOf(program: Program, condition: FigureId): ReadonlySet<KpiId> {
  const found = new Set<KpiId>();
  for (const id of figuresUnder(condition, (f) => program.figures[f]!.node))
    for (const kpi of kpisIn(program, program.figures[id]!.node)) found.add(kpi);
  return found;
}

/** Those of them that are asked of the node itself: not of its reports, its manager or somebody by name. */
export function ownKpis(program: Program, condition: FigureId): ReadonlySet<KpiId> {
  const found = new Set<KpiId>();
  const visit = (id: FigureId): void => {
    const { node } = program.figures[id]!;
    if (node.kind === "reports") return;
    const elsewhere = "node" in node && node.node.who !== "self";
    if (!elsewhere) for (const kpi of kpisIn(program, node)) found.add(kpi);
    figureKids(node).forEach(visit);
  };
  visit(condition);
  return found;
}

/** Whether a condition asks for the missing goal itself. */
export const asksForNoGoal = (program: Program, condition: FigureId): boolean =>
  figuresUnder(condition, (f) => program.figures[f]!.node).some((id) => {
    const { node } = program.figures[id]!;
    return "is" in node && node.is === "no goal";
  });

function kpisIn(program: Program, node: FigureNode): readonly KpiId[] {
  switch (node.kind) {
    case "standing":
    case "status":
      return [node.kpi];
    case "countOfStatus":
      return node.kpis;
    case "score":
      return program.scores[node.score]!.parts.map((part) => part.kpi);
    case "quantified":
      return program.kpis.flatMap((kpi) => (kpi.role === node.role ? [kpi.id] : []));
    default:
      return [];
  }
}
