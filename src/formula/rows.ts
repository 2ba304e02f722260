/**
 * Row expressions as array formulas: one name of a LET for each node of the pool, so that a shared node is worked
 * out once. Numbers and days are numbers or "" for blank; texts are folded; truths are 1 and 0. Errors pass.
 */
import { civilOf, type Day } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import type { CompareOp, Program, RowId, RowNode } from "../../dsl/ir/ir.ts";
import { anyBlank, asOne } from "./blank.ts";
import { linkedColumn, readColumn } from "./read-column.ts";
import { refuse } from "./refusal.ts";
import type { Sources } from "./source.ts";
import {
  BLANK,
  call,
  type Formula,
  iff,
  named,
  number,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

export interface RowFormulas {
  /** The name that stands for a row expression; what it needs is put into `names` before it. */
  of(id: RowId): Formula;
  readonly names: readonly (readonly [name: string, is: Formula])[];
}

type Column = Extract<RowNode, { kind: "column" }>;

/** Blank where any part is. */
const unlessBlank = (parts: readonly Formula[], give: Formula): Formula =>
  iff(anyBlank(parts), BLANK, give);

export function rowFormulas(program: Program, sources: Sources): RowFormulas {
  const names: (readonly [string, Formula])[] = [];
  const known = new Map<RowId, Formula>();
  const of = (id: RowId): Formula => {
    const before = known.get(id);
    if (before) return before;
    const node = program.rows[id]!;
    const made = node.kind === "literal" ? literal(node) : lowered(node);
    const isPlain = node.kind === "literal" || node.kind === "blank";
    const name = named(`r${id}_`);
    if (!isPlain) names.push([`r${id}_`, made]);
    known.set(id, isPlain ? made : name);
    return known.get(id)!;
  };

  const asText = (id: RowId): Formula => {
    const node = program.rows[id]!;
    if (node.kind === "literal") return text(foldText(String(node.value)));
    return node.kind === "blank" ? BLANK : of(id);
  };

  const column = (node: Column): Formula =>
    node.via.length === 0
      ? readColumn(sources, node.table, node.column, node.as)
      : linkedColumn(program, sources, node);

  const lowered = (node: RowNode): Formula => {
    switch (node.kind) {
      case "column":
        return column(node);
      case "literal":
        return literal(node);
      case "blank":
        return BLANK;
      case "today":
        return refuse({ of: "form", form: "today" });
      case "arithmetic":
        return two(node.left, node.right, (a, b) =>
          node.op === "^" ? powerOf(a, b) : operate(a, node.op, b),
        );
      case "dayDifference":
        return two(node.left, node.right, (a, b) => operate(a, "-", b));
      case "dayShift":
        return two(node.day, node.days, (a, b) => operate(a, "+", b));
      case "divide":
        return two(node.left, node.right, (a, b) =>
          iff(operate(b, "=", number(0)), BLANK, operate(a, "/", b)),
        );
      case "call":
        return numberCall(node.fn, node.args.map(of));
      case "orElse":
        return iff(anyBlank([of(node.first)]), of(node.second), of(node.first));
      case "choose":
        return iff(of(node.test), of(node.whenTrue), of(node.whenFalse));
      case "compare":
        return compared(node);
      case "textIn":
        return anyOf(node.values.map((v) => call("EXACT", asText(node.of), text(foldText(v)))));
      case "numberIn":
        return iff(
          anyBlank([of(node.of)]),
          number(0),
          anyOf(node.values.map((v) => operate(of(node.of), "=", number(v)))),
        );
      case "contains":
        return searched(node.of, node.text, (a, b) => call("ISNUMBER", call("FIND", b, a)));
      case "startsWith":
        return searched(node.of, node.text, (a, b) =>
          call("EXACT", call("LEFT", a, call("LEN", b)), b),
        );
      case "isBlank":
        return asOne(
          isTextNode(node.of) ? call("EXACT", asText(node.of), BLANK) : anyBlank([of(node.of)]),
        );
      case "and":
        return asOne(product(of(node.parts[0]!), ...node.parts.slice(1).map(of)));
      case "or":
        return anyOf(node.parts.map(of));
      case "not":
        return operate(number(1), "-", of(node.of));
    }
  };

  const two = (left: RowId, right: RowId, give: (a: Formula, b: Formula) => Formula): Formula =>
    unlessBlank([of(left), of(right)], give(of(left), of(right)));

  const anyOf = (tests: readonly Formula[]): Formula =>
    tests.length === 0
      ? number(0)
      : asOne(operate(sum(tests[0]!, ...tests.slice(1)), ">", number(0)));

  const isTextNode = (id: RowId): boolean => {
    const node = program.rows[id]!;
    return node.kind === "column"
      ? node.as === "text"
      : node.kind === "literal" && node.as === "text";
  };

  const compared = ({ op, by, left, right }: Extract<RowNode, { kind: "compare" }>): Formula => {
    if (by === "text") return asOne(call("EXACT", asText(left), asText(right)));
    const [a, b] = [of(left), of(right)];
    if (by === "truth") return asOne(operate(a, "=", b));
    const isKnown = [left, right].some((id) => program.rows[id]!.kind === "literal");
    return iff(anyBlank([a, b]), bothBlank(op, isKnown, a, b), asOne(operate(a, op, b)));
  };

  const searched = (
    ofId: RowId,
    textId: RowId,
    test: (a: Formula, b: Formula) => Formula,
  ): Formula => {
    const [a, b] = [asText(ofId), asText(textId)];
    return product(operate(a, "<>", BLANK), operate(b, "<>", BLANK), test(a, b));
  };

  return { of, names };
}

function literal({ value, as }: Extract<RowNode, { kind: "literal" }>): Formula {
  if (typeof value === "string") return text(foldText(value));
  return as === "day" ? dayLiteral(Number(value)) : number(Number(value));
}

/** A day by its parts: its number differs between workbooks that count from 1900 and from 1904. */
export function dayLiteral(day: Day): Formula {
  const { year, month, day: date } = civilOf(day);
  return call("DATE", number(year), number(month), number(date));
}

/** Two blanks are equal; neither is on any side of a number. */
const bothBlank = (op: CompareOp, isKnown: boolean, a: Formula, b: Formula): Formula =>
  op === "=" && !isKnown ? product(call("ISTEXT", a), call("ISTEXT", b)) : number(0);

/**
 * A power that isn't a real number is blank. Programs disagree about 0 to the power of 0, and about roots of numbers
 * below 0: neither is asked of them.
 */
export function powerOf(base: Formula, exponent: Formula): Formula {
  const [zero, one] = [number(0), number(1)];
  const is = (of: Formula): Formula => operate(of, "=", zero);
  const raised = operate(base, "^", exponent);
  const isRoot = product(operate(base, "<", zero), operate(exponent, "<>", call("INT", exponent)));
  // Too large for a number is blank as well; an error of a part is that error.
  const both = sum(base, exponent);
  const none = iff(call("ISERROR", both), both, BLANK);
  const known = iff(operate(isRoot, ">", zero), BLANK, iff(call("ISERROR", raised), none, raised));
  const ofZero = iff(is(exponent), one, iff(operate(exponent, "<", zero), BLANK, zero));
  return iff(is(base), ofZero, iff(is(exponent), one, known));
}

/** What a number may lie beside the one that it is rounded to and still be it: 15 digits are the same. */
const SAME = 1e-15;

/** The next one below, or above, with so many digits: the nearest, or the one beside it. */
function nextOf(fn: "floor" | "ceiling", of: Formula, digits: Formula): Formula {
  const nearest = call("ROUND", of, digits);
  const step = operate(number(10), "^", operate(number(0), "-", digits));
  const [beyond, beside] =
    fn === "floor"
      ? [operate(nearest, "-", of), operate(nearest, "-", step)]
      : [operate(of, "-", nearest), sum(nearest, step)];
  const isBeyond = operate(beyond, ">", product(call("ABS", of), number(SAME)));
  return iff(isBeyond, call("ROUND", beside, digits), nearest);
}

export function numberCall(
  fn: Extract<RowNode, { kind: "call" }>["fn"],
  args: readonly Formula[],
): Formula {
  const [a, b] = args as [Formula, Formula | undefined];
  const digits = b === undefined || (b.kind === "number" && b.value === 0);
  switch (fn) {
    case "abs":
      return unlessBlank([a], call("ABS", a));
    case "round":
      return unlessBlank(args, call("ROUND", a, b ?? number(0)));
    case "floor":
    case "ceiling":
      if (!digits) return unlessBlank([a], nextOf(fn, a, b!));
      return unlessBlank(
        [a],
        fn === "floor"
          ? call("INT", a)
          : operate(number(0), "-", call("INT", operate(number(0), "-", a))),
      );
    case "sqrt":
      return unlessBlank([a], iff(operate(a, "<", number(0)), BLANK, call("SQRT", a)));
    case "min":
    case "max":
      return unlessBlank(
        args,
        args.reduce((x, y) => iff(operate(x, fn === "min" ? "<" : ">", y), x, y)),
      );
  }
}
