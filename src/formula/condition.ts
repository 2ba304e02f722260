/**
 * A flag's condition over the cells of `KPI Live`, in three values: 1 true, 0 false, a half where nobody knows yet.
 * Then "and" is the least, "or" the most, and "not" what is left of 1 (Kleene's strong logic).
 */
import type {
  CompareOp,
  FigureId,
  FigureNode,
  KpiId,
  NodeRef,
  StatusWord,
  WindowId,
} from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { asOne } from "./blank.ts";
import { figureFormula } from "./figures.ts";
import { refuseForm } from "./parts.ts";
import {
  type AskedPlace,
  holdsStanding,
  quantified,
  type StandingRead,
  standingFigure,
} from "./standing-figures.ts";
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

export interface ConditionInput extends StandingRead {
  /** The cell of a figure of rows in the own column. */
  part(figure: FigureId, node: number): Formula;
  /** Whether the own column's period is over. */
  readonly isOver: Formula;
}

/** 1, 0 or a half, or what is made of it. Throws `Refused`. One LET holds all names: LibreOffice 25.2 knows none of a second one beside it. */
export function conditionFormula(
  input: ConditionInput,
  condition: FigureId,
  place: AskedPlace,
  known?: (holds: Formula) => Formula,
): Formula {
  const names: (readonly [string, Formula])[] = [];
  const name = (is: Formula): Formula => {
    const made = `n${names.length + 1}_`;
    names.push([made, is]);
    return named(made);
  };
  const holds = judged({ ...input, name }, condition, place);
  return letting(names, known ? known(name(holds)) : holds);
}

interface Judging extends ConditionInput {
  /** A name for a formula that is needed more than once. */
  name(is: Formula): Formula;
}

function judged(input: Judging, condition: FigureId, place: AskedPlace): Formula {
  const { node } = input.program.figures[condition]!;
  const of = (id: FigureId): Formula => judged(input, id, place);
  const there = (
    asked: { readonly window: WindowId; readonly node: NodeRef },
    give: (at: AskedPlace) => Formula,
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
      return there(node, (at) =>
        quantified(
          input.program,
          node,
          (kpi) => input.live("status", kpi, at),
          (kpi) => asked(input, node, kpi, at),
        ),
      );
    case "countOfStatus":
      return there(node, (at) => counted(input, node, at));
    case "compare":
      return compared(input, node, condition, place);
    default:
      return plain(input, condition, place);
  }
}

/** Met and missed are only said of periods that are over: any word of a running one leaves them open. */
function statusIs(input: Judging, kpi: KpiId, word: StatusWord, place: AskedPlace): Formula {
  const status = input.live("status", kpi, place);
  const is = (one: string): Formula => operate(status, "=", text(one));
  if (word === "no data" || word === "no goal") return asOne(is(word));
  if (word !== "met" && word !== "missed") return iff(is("no data"), UNKNOWN, asOne(is(word)));
  const other = word === "met" ? "missed" : "met";
  const isNone = sum(is(other), is("no goal"), is(""));
  return iff(is(word), TRUE, iff(isNone, FALSE, UNKNOWN));
}

function asked(
  input: Judging,
  question: { readonly is: StatusWord; readonly not: boolean },
  kpi: KpiId,
  place: AskedPlace,
): Formula {
  const is = statusIs(input, kpi, question.is, place);
  return question.not ? not(is) : is;
}

type Counted = Extract<FigureNode, { kind: "countOfStatus" }>;

/** At least, or at most, so many, whatever the unknown ones turn out to be. */
function counted(input: Judging, node: Counted, place: AskedPlace): Formula {
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

/** A blank side leaves a comparison of numbers open; but a share of reports of whom none can be judged is no such share. */
function compared(
  input: Judging,
  node: Extract<FigureNode, { kind: "compare" }>,
  id: FigureId,
  place: AskedPlace,
): Formula {
  if (node.by !== "number") return plain(input, id, place);
  const a = input.name(figureIn(input, node.left, place));
  const b = input.name(figureIn(input, node.right, place));
  const isBlank = operate(sum(call("ISTEXT", a), call("ISTEXT", b)), ">", FALSE);
  const open = isOfNone(input, [a, node.left], [b, node.right], place);
  const none = open === null ? UNKNOWN : iff(open, bothBlank(node.op, a, b), UNKNOWN);
  return iff(isBlank, none, asOne(operate(a, node.op, b)));
}

type Side = readonly [value: Formula, figure: FigureId];

/** Whether each blank side is blank for want of reports who can be judged, and the period is over; null: none asks for reports. */
function isOfNone(input: Judging, a: Side, b: Side, place: AskedPlace): Formula | null {
  const { program } = input;
  const nodeOf = (id: FigureId) => program.figures[id]!.node;
  const asked = [a, b].map(([value, figure]) => ({
    value,
    reports: figuresUnder(figure, nodeOf).filter((id) => nodeOf(id).kind === "reports"),
  }));
  if (asked.every(({ reports }) => reports.length === 0)) return null;
  const tests = asked.map(({ value, reports }) => {
    const none = reports.map((id) => call("ISTEXT", input.part(id, place.node)));
    return operate(sum(call("ISNUMBER", value), ...none), ">", FALSE);
  });
  return product(input.isOver, ...tests);
}

/** Two blanks are equal. */
const bothBlank = (op: CompareOp, a: Formula, b: Formula): Formula =>
  op === "=" ? product(call("ISTEXT", a), call("ISTEXT", b)) : FALSE;

const plain = (input: Judging, id: FigureId, place: AskedPlace): Formula =>
  asOne(operate(figureIn(input, id, place), "=", TRUE));

/** A figure of a condition: a cell of rows' figures, or what is made of cells of `KPI Live`. */
function figureIn(input: Judging, id: FigureId, place: AskedPlace): Formula {
  const { program } = input;
  const { node } = program.figures[id]!;
  if (node.kind === "standing") return standingFigure(input, node, place);
  if (!holdsStanding(program, id)) return input.part(id, place.node);
  refuseForm(node);
  return figureFormula(program, id, {
    of: (kid) => figureIn(input, kid, place),
    // These hold no standing, so that they are parts.
    seen: () => null,
    given: () => null,
    attribute: () => BLANK,
    reports: () => BLANK,
    person: () => BLANK,
    standing: (asks) => standingFigure(input, asks, place),
  });
}
