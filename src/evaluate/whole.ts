/** Figures over all nodes and periods at once, where they are arithmetic of such: a column at a time, not a cell at a time. */
import type { FigureId, FigureNode, Program } from "../../dsl/ir/ir.ts";
import { power } from "./numbers.ts";
import type { Matrix } from "./types.ts";

type Aggregate = Extract<FigureNode, { kind: "aggregate" }>;
type Work = (a: number, b: number) => number;

export interface WholeInput {
  readonly program: Program;
  readonly cells: number;
  /** An aggregate of the node itself over the grain's periods. */
  readonly aggregate: (node: Aggregate, id: FigureId) => Matrix;
}

/** The matrix of a figure that never looks at another node; null where it does, or asks for a standing. */
export function wholeMatrix(input: WholeInput, id: FigureId): Matrix | null {
  const { node } = input.program.figures[id]!;
  switch (node.kind) {
    case "literal": {
      const value = typeof node.value === "string" ? Number.NaN : Number(node.value);
      return { value: new Float64Array(input.cells).fill(value), error: null };
    }
    case "blank":
      return { value: new Float64Array(input.cells).fill(Number.NaN), error: null };
    case "aggregate":
      return node.node.who === "self" ? input.aggregate(node, id) : null;
    case "divide":
      return joined(input, node.left, node.right, (a, b) => (b === 0 ? Number.NaN : a / b));
    case "arithmetic":
      return joined(input, node.left, node.right, OPERATORS[node.op]);
    default:
      return null;
  }
}

const OPERATORS: Readonly<Record<Extract<FigureNode, { kind: "arithmetic" }>["op"], Work>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "^": power,
};

function joined(input: WholeInput, left: FigureId, right: FigureId, work: Work): Matrix | null {
  const a = wholeMatrix(input, left);
  const b = a && wholeMatrix(input, right);
  if (!a || !b) return null;
  const value = new Float64Array(input.cells);
  for (let i = 0; i < value.length; i += 1) value[i] = work(a.value[i]!, b.value[i]!);
  if (!a.error && !b.error) return { value, error: null };
  const error = new Uint16Array(input.cells);
  for (let i = 0; i < error.length; i += 1) {
    error[i] = a.error?.[i] || b.error?.[i] || 0;
    if (error[i]! > 0) value[i] = Number.NaN;
  }
  return { value, error };
}
