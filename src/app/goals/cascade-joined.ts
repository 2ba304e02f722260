/** The trees of one cascade as one list of seats. */
import type { CascadeNode, CascadeResult, Handed, Seat } from "../../cascade/tree.ts";
import type { SeatOf } from "./cascade-input.ts";

export interface Part {
  readonly seats: readonly SeatOf[];
  readonly nodes: readonly CascadeNode[];
  readonly result: CascadeResult;
}

/** Trees side by side as one; a rep that carries on stays where its manager's tree has it. */
export function joined(parts: readonly Part[]): Part {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const seats: SeatOf[] = [];
  const nodes: CascadeNode[] = [];
  const all = {
    seats: [] as (Seat | null)[],
    handed: [] as Handed[],
    refusals: [] as CascadeResult["refusals"][number][],
    frozen: parts.some(({ result }) => result.frozen),
  };
  const atOf = new Map<number, number>();
  for (const part of parts) {
    const places = part.seats.map((seat, i) => {
      const known = i === 0 ? atOf.get(seat.position) : undefined;
      if (known !== undefined) return known;
      const at = seats.push(seat) - 1;
      atOf.set(seat.position, at);
      const node = part.nodes[i]!;
      nodes.push(node);
      all.seats.push(part.result.seats[i] ?? null);
      return at;
    });
    part.nodes.forEach((node, i) => {
      if (node.parent >= 0) nodes[places[i]!] = { ...node, parent: places[node.parent]! };
    });
    for (const handed of part.result.handed)
      all.handed.push({
        ...handed,
        node: places[handed.node]!,
        negativeWeights: handed.negativeWeights.map((i) => places[i]!),
        alabama: handed.alabama.map((i) => places[i]!),
        yearMoved: handed.yearMoved.map((i) => places[i]!),
        gaps: handed.gaps.map((i) => places[i]!),
      });
    for (const { node, refusal } of part.result.refusals)
      all.refusals.push({ node: places[node]!, refusal });
  }
  return { seats, nodes, result: all };
}
