/**
 * Figures that ask for the standing of another KPI, over the cells of `KPI Live`: what is owed, what is reached of it, and
 * the status as it is now. A flag's condition asks in three values instead (condition.ts).
 */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type {
  FigureId,
  FigureNode,
  Kpi,
  KpiId,
  NodeRef,
  Program,
  StandingOf,
  WindowId,
} from "../../dsl/ir/ir.ts";
import { figureKids, figuresUnder } from "../../dsl/ir/walk.ts";
import { asOne } from "./blank.ts";
import type { FigureName } from "./live-sheet.ts";
import {
  BLANK,
  call,
  type Formula,
  iff,
  number,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

/** Where something is asked. */
export interface AskedPlace {
  readonly node: number;
  readonly period: Period;
}

export interface StandingRead {
  readonly program: Program;
  /** The cell of a standing's figure, as seen from the own column; what it came to where that period has none. */
  live(what: FigureName, kpi: KpiId, place: AskedPlace): Formula;
  /** Where another node or window leads; null: nobody is there. */
  placeOf(
    asked: { readonly window: WindowId; readonly node: NodeRef },
    from: AskedPlace,
  ): AskedPlace | null;
}

export type StandingNode = Extract<
  FigureNode,
  { readonly kind: "standing" | "status" | "quantified" | "countOfStatus" }
>;
type Standing = Extract<FigureNode, { readonly kind: "standing" }>;
export type Quantified = Extract<FigureNode, { readonly kind: "quantified" }>;

const KINDS: ReadonlySet<FigureNode["kind"]> = new Set<StandingNode["kind"]>([
  "standing",
  "status",
  "quantified",
  "countOfStatus",
]);
const isStanding = (node: FigureNode): node is StandingNode => KINDS.has(node.kind);

/** The KPIs whose standing a figure rests on. */
export function kpisAsked(program: Program, figure: FigureId): readonly KpiId[] {
  const nodeOf = (id: FigureId) => program.figures[id]!.node;
  return figuresUnder(figure, nodeOf).flatMap((id): readonly KpiId[] => {
    const node = nodeOf(id);
    if (!isStanding(node)) return [];
    if (node.kind === "quantified")
      return program.kpis.flatMap((kpi) => (kpi.role === node.role ? [kpi.id] : []));
    return node.kind === "countOfStatus" ? node.kpis : [node.kpi];
  });
}

/** Whether a figure asks for a standing itself, not of reports: these have cells of their own. */
export function holdsStanding(program: Program, id: FigureId): boolean {
  const { node } = program.figures[id]!;
  if (node.kind === "reports") return false;
  return node.kind === "standing" || figureKids(node).some((kid) => holdsStanding(program, kid));
}

/** A number or blank; of a status 1 or 0, 0 too where nobody is there. */
export function standingFigure(input: StandingRead, node: StandingNode, from: AskedPlace): Formula {
  const at = input.placeOf(node, from);
  if (at === null) return node.kind === "standing" ? BLANK : number(0);
  if (node.kind === "standing") return standingAt(input, node, at);
  const status = (kpi: KpiId): Formula => input.live("status", kpi, at);
  const is = (kpi: KpiId): Formula => asOne(operate(status(kpi), "=", text(node.is)));
  if (node.kind === "status") return is(node.kpi);
  const asked = (kpi: KpiId): Formula => (node.not ? operate(number(1), "-", is(kpi)) : is(kpi));
  if (node.kind === "quantified") return quantified(input.program, node, status, asked);
  const [first, ...more] = node.kpis.map(asked);
  const so = first ? sum(first, ...more) : number(0);
  return asOne(operate(so, node.compare === "at least" ? ">=" : "<=", number(node.n)));
}

/** Over the KPIs of a role that have a goal; of none every "no" holds, and nothing else. `asked`: 0 to 1. */
export function quantified(
  program: Program,
  node: Quantified,
  status: (kpi: KpiId) => Formula,
  asked: (kpi: KpiId) => Formula,
): Formula {
  const kpis = program.kpis.filter(({ role }) => role === node.role);
  const [none, all] = [number(0), number(1)];
  if (kpis.length === 0) return node.which === "no" ? all : none;
  const owes = ({ id }: Kpi): Formula => operate(status(id), "<>", text("no goal"));
  const askedOf = (otherwise: Formula): Formula[] =>
    kpis.map((kpi) => iff(owes(kpi), asked(kpi.id), otherwise));
  if (node.which === "every") {
    const some = kpis.map((kpi) => asOne(owes(kpi)));
    const every = call("MIN", ...askedOf(all));
    return iff(operate(sum(some[0]!, ...some.slice(1)), "=", none), none, every);
  }
  const any = call("MAX", ...askedOf(none));
  return node.which === "any" ? any : operate(all, "-", any);
}

const FIGURE: Readonly<Record<Exclude<StandingOf, "gap">, FigureName>> = {
  goal: "goal",
  attainment: "attainment",
  expected: "expected",
  pace: "pace",
  forecast: "forecast",
};

/** A goal's empty cell is a blank as any other; so is what an error in a cell of rows leaves. */
export function standingAt(input: StandingRead, node: Standing, at: AskedPlace): Formula {
  if (node.what !== "gap") {
    const cell = input.live(FIGURE[node.what], node.kpi, at);
    return iff(call("ISNUMBER", cell), cell, BLANK);
  }
  const goal = input.live("goal", node.kpi, at);
  const actual = input.live("actual", node.kpi, at);
  const both = product(call("ISNUMBER", goal), call("ISNUMBER", actual));
  return iff(both, operate(goal, "-", actual), BLANK);
}
