import type { FigureNode, RowNode } from "./ir.ts";

/** One entry per kind: a new kind does not compile until every back end has said what it does with it. */
export type Fold<N extends { readonly kind: string }, R> = {
  readonly [K in N["kind"]]: (node: Extract<N, { readonly kind: K }>) => R;
};
export type RowFold<R> = Fold<RowNode, R>;
export type FigureFold<R> = Fold<FigureNode, R>;

/** Dispatches a node to its case; the one place where the union is opened without the compiler's help. */
export function foldNode<N extends { readonly kind: string }, R>(node: N, cases: Fold<N, R>): R {
  const run = cases[node.kind as N["kind"]] as unknown as (node: N) => R;
  return run(node);
}
