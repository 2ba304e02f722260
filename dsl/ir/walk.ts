import { foldNode } from "./fold.ts";
import type { FigureId, FigureNode } from "./ir.ts";

/** The figures a figure is made of, one step down. */
export const figureKids = (node: FigureNode): readonly FigureId[] =>
  foldNode<FigureNode, readonly FigureId[]>(node, {
    literal: () => [],
    blank: () => [],
    aggregate: () => [],
    arithmetic: (n) => [n.left, n.right],
    divide: (n) => [n.left, n.right],
    call: (n) => n.args,
    orElse: (n) => [n.first, n.second],
    choose: (n) => [n.test, n.whenTrue, n.whenFalse],
    compare: (n) => [n.left, n.right],
    isBlank: (n) => [n.of],
    and: (n) => n.parts,
    or: (n) => n.parts,
    not: (n) => [n.of],
    standing: () => [],
    score: () => [],
    status: () => [],
    quantified: () => [],
    countOfStatus: () => [],
    reports: (n) => (n.where === null ? [] : [n.where]),
    given: () => [],
    attribute: () => [],
    person: () => [],
    cell: () => [],
  });

/** A figure and everything it is made of, each once, parts before wholes. */
export function figuresUnder(
  root: FigureId,
  nodeOf: (id: FigureId) => FigureNode,
): readonly FigureId[] {
  const seen = new Set<FigureId>();
  const order: FigureId[] = [];
  const visit = (id: FigureId): void => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const kid of figureKids(nodeOf(id))) visit(kid);
    order.push(id);
  };
  visit(root);
  return order;
}
