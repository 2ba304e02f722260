/** A cascade's refusal in a sentence, with the names and amounts of its tree. */

import { scaleRefusal } from "../../cascade/amounts.ts";
import { type Refusal, type RefusalWords, refusalText } from "../../cascade/refusal.ts";
import type { Shower } from "../show.ts";
import type { CascadeYear } from "./cascades.ts";

export interface Refused {
  readonly node: number;
  readonly refusal: Refusal;
}

export function refusedText(
  cascade: CascadeYear,
  { node, refusal }: Refused,
  nameOf: (node: number) => string,
  show: Shower,
  words: RefusalWords,
): string {
  const { kpi, seats, perUnit, nodes, months } = cascade;
  const name = (at: number) => nameOf(seats[at]!.node);
  const reports = nodes
    .flatMap((n, i) => (n.parent === node ? [i] : []))
    .sort((a, b) => (nodes[a]!.name < nodes[b]!.name ? -1 : 1));
  return refusalText(
    scaleRefusal(refusal, (u) => u / perUnit),
    name(node),
    {
      amount: (x) => show.number(x, kpi.unit),
      person: (i) => (reports[i] === undefined ? "" : name(reports[i])),
      period: (j) => months[j]!.label,
    },
    words,
  );
}
