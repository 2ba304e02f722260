import type { FigureId, FigureNode, NodeRef, TimeStep } from "../ir/ir.ts";
import type { Expr } from "../syntax/ast.ts";
import { PLAIN, type Representation, type Unit } from "../types/type.ts";
import { type Context, type KpiInfo, Stop } from "./context.ts";

/** Where in time and tree a figure is taken, gathered on the way down. */
export interface FigureScope {
  readonly context: Context;
  readonly steps: readonly TimeStep[];
  readonly node: NodeRef;
  readonly own: boolean;
  /** A single cell may stand here: in `check`, `expect` and after `goal … =`. */
  readonly cells: boolean;
  /** In a goal or a cascade: `workdays` are those of the whole period, not those gone. */
  readonly inGoal: boolean;
  /** In a cascade: they are everybody's, whoever is there when. */
  readonly inCascade: boolean;
  /** The KPI whose `baseline` is being lowered: only there a KPI may name itself. */
  readonly within: KpiInfo | null;
}
const SELF: NodeRef = { who: "self" };
export const scopeOf = (
  context: Context,
  over: Partial<Pick<FigureScope, "node" | "cells" | "inGoal" | "inCascade">> = {},
): FigureScope => ({
  context,
  steps: [],
  node: SELF,
  own: false,
  cells: false,
  inGoal: false,
  inCascade: false,
  within: null,
  ...over,
});

/**
 * Where a standing of the scope is taken, as its node says it. A standing is of a whole period: `ytd` and
 * `trailing` would be left out unsaid.
 */
export function standingPlace({ context, steps, node }: FigureScope, { span }: Expr) {
  const last = steps
    .filter(({ op }) => op === "toDate" || op === "trailing" || op === "fixed")
    .pop();
  if (last?.op === "toDate" || last?.op === "trailing")
    context.stop("KPI310", context.movedAt ?? span, {
      fn: last.op === "trailing" ? "trailing" : TO_DATE_NAMES[last.of],
      takes: "figure of rows",
    });
  return { window: context.pools.window(steps), node };
}
const TO_DATE_NAMES = { year: "ytd", quarter: "qtd", month: "mtd" } as const;

export interface Typed {
  readonly id: FigureId;
  readonly as: Representation;
  readonly unit: Unit;
}

/** What reads a figure goes down it step by step; a stack has an end, in a workbook's script engine an early one. */
export const MOST_DEEP = 1_100;
/** A book of 50,000 lines has a fifth of this. */
const MOST_FIGURES = 100_000;
/** Moved in time in two ways each, a chain of KPIs doubles at every one; a chain moved in one way has as many as it is long. */
const MOST_MOVES = 2_000;

/** Told once; what comes after it has no figures, and no message of its own. */
function tooMany(context: Context, { span }: Expr, kind: "figures" | "moves"): never {
  if (context.isFull) throw new Stop();
  context.isFull = true;
  return context.stop("KPI316", context.movedAt ?? span, {
    most: kind === "figures" ? MOST_FIGURES : MOST_MOVES,
    kind,
  });
}

export function make(
  scope: FigureScope,
  expr: Expr,
  node: FigureNode,
  as: Representation,
  unit: Unit = PLAIN,
): Typed {
  const { context } = scope;
  const id = context.pools.figure({ node, as, unit, span: expr.span });
  if (context.pools.depthOf(id) > MOST_DEEP)
    context.stop("KPI315", context.movedAt ?? expr.span, { most: MOST_DEEP });
  if (context.pools.figures.length > MOST_FIGURES) tooMany(context, expr, "figures");
  if (context.pools.farWindows > MOST_MOVES) tooMany(context, expr, "moves");
  return { id, as, unit };
}
