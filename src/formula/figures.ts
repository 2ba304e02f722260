/** Arithmetic between parts: the formula of a figure that is no aggregate, over the cells of those it reads. */
import { foldNode } from "../../dsl/ir/fold.ts";
import type { CompareOp, FigureId, FigureNode, Program } from "../../dsl/ir/ir.ts";
import { parseRange } from "../model/address.ts";
import { anyBlank, asOne } from "./blank.ts";
import { dayLiteral, numberCall, powerOf } from "./rows.ts";
import type { StandingNode } from "./standing-figures.ts";
import {
  BLANK,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  number,
  operate,
  product,
  sum,
} from "./text/formula.ts";

export type Given = Extract<FigureNode, { kind: "given" }>;

/** The cell of a figure read from here; null where there is none (nobody above). */
export type CellOf = (figure: FigureId) => Formula;

export interface FigureReads {
  readonly of: CellOf;
  /** The cell of an aggregate that another node holds. Null where no such node is, here and below. */
  seen(): Formula | null;
  /** Of the day or of people. */
  given(given: Given): Formula | null;
  reports(asked: Extract<FigureNode, { kind: "reports" }>): Formula;
  /** Of the people's sheet: a column, and whether the person's own row holds a condition. */
  attribute(asked: Extract<FigureNode, { kind: "attribute" }>): Formula;
  person(asked: Extract<FigureNode, { kind: "person" }>): Formula;
  /** Of another KPI's standing. */
  standing(asked: StandingNode): Formula;
}

export function figureFormula(
  program: Program,
  id: FigureId,
  { of, seen, given, standing, attribute, person, reports }: FigureReads,
): Formula {
  const blankIf = (parts: readonly Formula[], give: Formula): Formula =>
    iff(anyBlank(parts), BLANK, give);
  const never = (): never => {
    throw new Error(`figure ${id} was refused`);
  };
  return foldNode<FigureNode, Formula>(program.figures[id]!.node, {
    literal: (n) => literalOf(n),
    blank: () => BLANK,
    aggregate: () => seen() ?? BLANK,
    arithmetic: (n) => {
      const [a, b] = [of(n.left), of(n.right)];
      return blankIf([a, b], n.op === "^" ? powerOf(a, b) : operate(a, n.op, b));
    },
    divide: (n) => {
      const [a, b] = [of(n.left), of(n.right)];
      return blankIf([a, b], iff(operate(b, "=", number(0)), BLANK, operate(a, "/", b)));
    },
    call: (n) => numberCall(n.fn, n.args.map(of)),
    orElse: (n) => iff(call("ISTEXT", of(n.first)), passed(of(n.second)), of(n.first)),
    choose: (n) =>
      iff(operate(of(n.test), "=", number(1)), passed(of(n.whenTrue)), passed(of(n.whenFalse))),
    compare: (n) => compared(n.op, of(n.left), of(n.right)),
    isBlank: (n) => asOne(call("ISTEXT", of(n.of))),
    and: (n) => asOne(product(of(n.parts[0]!), ...n.parts.slice(1).map(of))),
    or: (n) => asOne(operate(sum(of(n.parts[0]!), ...n.parts.slice(1).map(of)), ">", number(0))),
    not: (n) => operate(number(1), "-", of(n.of)),
    cell: (n) => cellRead(n.sheet, n.cell),
    standing,
    score: never,
    status: standing,
    quantified: standing,
    countOfStatus: standing,
    reports,
    given: (n) => given(n) ?? BLANK,
    attribute: (n) => passed(attribute(n)),
    person,
  });
}

/** As it stands: what only names a cell gives 0 in some programs where that cell is blank. */
const passed = (of: Formula): Formula =>
  of.kind === "cells" ? iff(call("ISTEXT", of), BLANK, of) : of;

export function literalOf({ value, as }: Extract<FigureNode, { kind: "literal" }>): Formula {
  if (typeof value === "string") return BLANK;
  return as === "day" ? dayLiteral(Number(value)) : number(Number(value));
}

/** Two blanks are equal, and nothing else can be said of a blank. */
function compared(op: CompareOp, a: Formula, b: Formula): Formula {
  const both = op === "=" ? product(call("ISTEXT", a), call("ISTEXT", b)) : number(0);
  return iff(anyBlank([a, b]), both, asOne(operate(a, op, b)));
}

function cellRead(sheet: string, address: string): Formula {
  const region = parseRange(address);
  if (!region) return BLANK;
  const at = cell(sheet, fixed(region.top), fixed(region.left));
  return iff(sum(call("ISERROR", at), call("ISNUMBER", at)), at, BLANK);
}
