/**
 * A flag's condition over the cells of `KPI Live`, in three values: 1 true, 0 false, a half where nobody knows yet.
 * Then "and" is the least, "or" the most, and "not" what is left of 1 (Kleene's strong logic).
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
  StatusWord,
  WindowId,
} from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { asOne } from "./blank.ts";
import { figureFormula } from "./figures.ts";
import type { FigureName } from "./live-sheet.ts";
import { refuseForm } from "./parts.ts";
import {
  BLANK,
  call,
  type Formula,
  iff,
  letting,
  named,
  number,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

const UNKNOWN = number(0.5);
const [TRUE, FALSE] = [number(1), number(0)];
const not = (a: Formula): Formula =>
  a.kind === "number" ? number(1 - a.value) : operate(TRUE, "-", a);

/** Where a condition is asked. */
export interface ConditionPlace {
  readonly node: number;
  readonly period: Period;
}

export interface ConditionInput {
  readonly program: Program;
  /** The cell of a standing's figure, as seen from the own column; what it came to where that period has none. */
  live(what: FigureName, kpi: KpiId, place: ConditionPlace): Formula;
  /** The cell of a figure of rows in the own column. */
  part(figure: FigureId, node: number): Formula;
  /** Where another node or window leads; null: nobody is there. */
  placeOf(
    asked: { readonly window: WindowId; readonly node: NodeRef },
    from: ConditionPlace,
  ): ConditionPlace | null;
}

/** 1, 0 or a half. Throws `Refused`. One LET holds all names: LibreOffice 25.2 knows none of a second one beside it. */
export function conditionFormula(
  input: ConditionInput,
  condition: FigureId,
  place: ConditionPlace,
): Formula {
  const names: (readonly [string, Formula])[] = [];
  const name = (is: Formula): Formula => {
    const made = `n${names.length + 1}_`;
    names.push([made, is]);
    return named(made);
  };
  const give = judged({ ...input, name }, condition, place);
  return letting(names, give);
}

interface Judging extends ConditionInput {
  /** A name for a formula that is needed more than once. */
  name(is: Formula): Formula;
}

function judged(input: Judging, condition: FigureId, place: ConditionPlace): Formula {
  const { node } = input.program.figures[condition]!;
  const of = (id: FigureId): Formula => judged(input, id, place);
  const there = (
    asked: { readonly window: WindowId; readonly node: NodeRef },
    give: (at: ConditionPlace) => Formula,
  ): Formula => {
    const at = input.placeOf(asked, place);
    return at === null ? FALSE : give(at);
  };
  switch (node.kind) {
    case "and":
      return call("MIN", ...node.parts.map(of));
    case "or":
      return call("MAX", ...node.parts.map(of));
    case "not":
      return not(of(node.of));
    case "status":
      return there(node, (at) => statusIs(input, node.kpi, node.is, at));
    case "quantified":
      return there(node, (at) => quantified(input, node, at));
    case "countOfStatus":
      return there(node, (at) => counted(input, node, at));
    case "compare":
      return compared(input, node, condition, place);
    default:
      return plain(input, condition, place);
  }
}

/** Met and missed are only said of periods that are over: any word of a running one leaves them open. */
function statusIs(input: Judging, kpi: KpiId, word: StatusWord, place: ConditionPlace): Formula {
  const status = input.live("status", kpi, place);
  const is = (one: string): Formula => operate(status, "=", text(one));
  if (word === "no data" || word === "no goal") return asOne(is(word));
  if (word !== "met" && word !== "missed") return iff(is("no data"), UNKNOWN, asOne(is(word)));
  const other = word === "met" ? "missed" : "met";
  const isNone = sum(is(other), is("no goal"), is(""));
  return iff(is(word), TRUE, iff(isNone, FALSE, UNKNOWN));
}

type Quantified = Extract<FigureNode, { kind: "quantified" }>;

/** Over the KPIs of a role that have a goal; of none every "no" holds, and nothing else. */
function quantified(input: Judging, node: Quantified, place: ConditionPlace): Formula {
  const kpis = input.program.kpis.filter(({ role }) => role === node.role);
  if (kpis.length === 0) return node.which === "no" ? TRUE : FALSE;
  const owes = ({ id }: Kpi): Formula =>
    operate(input.live("status", id, place), "<>", text("no goal"));
  const askedOf = (kpi: Kpi, none: Formula): Formula =>
    iff(owes(kpi), asked(input, node, kpi.id, place), none);
  if (node.which === "every") {
    const some = kpis.map((kpi) => asOne(owes(kpi)));
    const all = call("MIN", ...kpis.map((kpi) => askedOf(kpi, TRUE)));
    return iff(operate(sum(some[0]!, ...some.slice(1)), "=", FALSE), FALSE, all);
  }
  const any = call("MAX", ...kpis.map((kpi) => askedOf(kpi, FALSE)));
  return node.which === "any" ? any : not(any);
}

function asked(
  input: Judging,
  question: { readonly is: StatusWord; readonly not: boolean },
  kpi: KpiId,
  place: ConditionPlace,
): Formula {
  const is = statusIs(input, kpi, question.is, place);
  return question.not ? not(is) : is;
}

type Counted = Extract<FigureNode, { kind: "countOfStatus" }>;

/** At least, or at most, so many, whatever the unknown ones turn out to be. */
function counted(input: Judging, node: Counted, place: ConditionPlace): Formula {
  const names = node.kpis.map((kpi) => input.name(asked(input, node, kpi, place)));
  const added = (test: (name: Formula) => Formula): Formula => {
    const terms = names.map((name) => asOne(test(name)));
    return sum(terms[0] ?? FALSE, ...terms.slice(1));
  };
  const sure = added((c) => operate(c, "=", TRUE));
  const possible = added((c) => operate(c, ">", FALSE));
  const n = number(node.n);
  return node.compare === "at least"
    ? iff(operate(sure, ">=", n), TRUE, iff(operate(possible, "<", n), FALSE, UNKNOWN))
    : iff(operate(possible, "<=", n), TRUE, iff(operate(sure, ">", n), FALSE, UNKNOWN));
}

/** A blank side leaves a comparison of numbers open. */
function compared(
  input: Judging,
  node: Extract<FigureNode, { kind: "compare" }>,
  id: FigureId,
  place: ConditionPlace,
): Formula {
  if (node.by !== "number") return plain(input, id, place);
  const a = input.name(figureIn(input, node.left, place));
  const b = input.name(figureIn(input, node.right, place));
  const isBlank = operate(sum(call("ISTEXT", a), call("ISTEXT", b)), ">", FALSE);
  return iff(isBlank, UNKNOWN, asOne(operate(a, node.op, b)));
}

const plain = (input: Judging, id: FigureId, place: ConditionPlace): Formula =>
  asOne(operate(figureIn(input, id, place), "=", TRUE));

/** A figure of a condition: a cell of rows' figures, or what is made of cells of `KPI Live`. */
function figureIn(input: Judging, id: FigureId, place: ConditionPlace): Formula {
  const { program } = input;
  const { node } = program.figures[id]!;
  if (node.kind === "standing") return standingIn(input, node, place);
  const isOfRows = figuresUnder(id, (at) => program.figures[at]!.node).every(
    (at) => program.figures[at]!.node.kind !== "standing",
  );
  if (isOfRows) return input.part(id, place.node);
  refuseForm(node);
  return figureFormula(
    program,
    id,
    (kid) => figureIn(input, kid, place),
    () => null,
    () => null,
  );
}

const FIGURE: Readonly<Record<Exclude<StandingOf, "gap">, FigureName>> = {
  goal: "goal",
  attainment: "attainment",
  expected: "expected",
  pace: "pace",
  forecast: "forecast",
};

/** A goal's empty cell is a blank as any other. */
function standingIn(
  input: Judging,
  node: Extract<FigureNode, { kind: "standing" }>,
  from: ConditionPlace,
): Formula {
  const place = input.placeOf(node, from);
  if (place === null) return BLANK;
  const read = (what: FigureName): Formula => {
    const cell = input.live(what, node.kpi, place);
    return iff(call("ISNUMBER", cell), cell, BLANK);
  };
  if (node.what !== "gap") return read(FIGURE[node.what]);
  const [goal, actual] = (["goal", "actual"] as const).map((what) =>
    input.live(what, node.kpi, place),
  ) as [Formula, Formula];
  const both = product(call("ISNUMBER", goal), call("ISNUMBER", actual));
  return iff(both, operate(goal, "-", actual), BLANK);
}
