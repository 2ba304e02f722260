import type { FigureId, FigureNode, Nature } from "../ir/ir.ts";
import type { Context } from "./context.ts";

/**
 * How a figure behaves over tree and time. A constant more or times keeps a ratio a ratio; what is
 * neither a sum, a ratio nor a stock has no parts that could be handed down.
 */
export function natureOf(context: Context, id: FigureId): Nature {
  const known = context.natures.get(id);
  if (known) return known;
  const nature = readNature(context, id);
  context.natures.set(id, nature);
  return nature;
}

type Arithmetic = Extract<FigureNode, { kind: "arithmetic" }>;

/** Each figure once: those of a chain of KPIs share their parts. */
function readNature(context: Context, id: FigureId): Nature {
  const { pools } = context;
  const node = pools.figureNode(id);
  switch (node.kind) {
    case "aggregate": {
      if (node.by !== "sum" && node.by !== "count") return { of: "other" };
      return { of: pools.measureAt(node.measure).day.at === "date" ? "additive" : "stock" };
    }
    case "arithmetic":
      return ofArithmetic(context, node);
    case "divide": {
      if (isConstant(context, node.right)) return natureOf(context, node.left);
      return { of: "ratio", numerator: node.left, denominator: node.right };
    }
    case "orElse":
      return isConstant(context, node.second) ? natureOf(context, node.first) : { of: "other" };
    case "call":
      return node.fn === "round" || node.fn === "abs"
        ? natureOf(context, node.args[0]!)
        : { of: "other" };
    default:
      return { of: "other" };
  }
}

function ofArithmetic(context: Context, node: Arithmetic): Nature {
  const [left, right] = [natureOf(context, node.left), natureOf(context, node.right)];
  const leftFixed = isConstant(context, node.left);
  const rightFixed = isConstant(context, node.right);
  if (node.op === "*" && leftFixed) return right;
  if (node.op === "*" && rightFixed) return left;
  if (node.op === "+" || node.op === "-") {
    if (left.of === right.of && (left.of === "additive" || left.of === "stock")) return left;
    if (left.of === "ratio" && rightFixed) return left;
    if (right.of === "ratio" && leftFixed) return right;
  }
  return { of: "other" };
}

const isConstant = (context: Context, id: FigureId): boolean => {
  const { kind } = context.pools.figureNode(id);
  return kind === "literal";
};
