/** A whole cascade: one KPI, one year, manager by manager, top first, in both layers. */
import { type Bound, boundsUp } from "./bounds.ts";
import { handDown } from "./manager.ts";
import type { CascadeInput, CascadeNode, CascadeResult, Handed, Seat } from "./node.ts";
import type { Refusal } from "./refusal.ts";
import { type Below, sumUp } from "./seeds.ts";
import { type SaidPart, spread } from "./spread.ts";

export type { CascadeInput, CascadeNode, CascadeResult, Handed, Line, Seat } from "./node.ts";

/**
 * Cascades a goal down the tree. What can't be met is refused at the highest manager where it shows; what
 * is not below it still runs. After publishing (A11) closed months stay: if they come out as published,
 * nothing is frozen; else each manager's closed months are held as published and the open ones shared.
 */
export function cascadeTree(input: CascadeInput): CascadeResult {
  const children = childrenOf(input.nodes);
  const below = sumUp(input, children);
  const plain = run(input, below, false);
  const isPublished = input.closed.length > 0 && input.nodes.some((n) => n.published !== null);
  return isPublished && !isAsPublished(input, plain) ? run(input, below, true) : plain;
}

/** Reports in the order of ties: by name, then as they stand. */
function childrenOf(nodes: readonly CascadeNode[]): number[][] {
  const children = nodes.map((): number[] => []);
  nodes.forEach(({ parent }, child) => {
    children[parent]?.push(child);
  });
  for (const list of children)
    list.sort((a, b) => compare(nodes[a]!.name, nodes[b]!.name) || a - b);
  return children;
}

/** By code points, as the matching form has them: what lies beyond the first plane comes last. */
function compare(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [left, right] = [isSurrogate(x), isSurrogate(y)];
    return left === right ? x - y : left ? 1 : -1;
  }
  return a.length - b.length;
}
const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

const isAsPublished = (
  { nodes, closed }: CascadeInput,
  { seats, refusals }: CascadeResult,
): boolean =>
  refusals.length === 0 &&
  nodes.every(
    ({ published }, at) =>
      (at === 0 && published === null) ||
      closed.every((j) => (seats[at]?.months[j] ?? 0) === (published?.[j] ?? 0)),
  );

function run(input: CascadeInput, below: Below, frozen: boolean): CascadeResult {
  const { nodes } = input;
  const seats: (Seat | null)[] = nodes.map(() => null);
  const handed: Handed[] = [];
  const refusals: { node: number; refusal: Refusal }[] = [];
  const top = input.top ?? topSeat(input, frozen);
  if ("code" in top) return { seats, handed, refusals: [{ node: 0, refusal: top }], frozen };
  seats[0] = top;
  const bounds: readonly Bound[] = boundsUp(input, below, top.months);
  const sign = top.year < 0 ? -1 : 1;
  nodes.forEach((_, at) => {
    const own = seats[at];
    const reports = below.children[at]!;
    if (!own || reports.length === 0) return;
    const result = handDown({ input, at, reports, own, bounds, below, sign, frozen });
    if ("refusal" in result) {
      refusals.push({ node: at, refusal: result.refusal });
      return;
    }
    handed.push(result.handed);
    reports.forEach((report, i) => {
      seats[report] = result.seats[i]!;
    });
  });
  return { seats, handed, refusals, frozen };
}

/** The top's months: what is said of its parts stays, and of closed months what was published. */
function topSeat(input: CascadeInput, frozen: boolean): Seat | Refusal {
  const { nodes, months: count, group, increment, goal, closed } = input;
  const { season, published } = nodes[0]!;
  const weights = season ?? new Array<number>(count).fill(1);
  const kept: SaidPart[] =
    frozen && published ? closed.map((j) => ({ indexes: [j], amount: published[j]! })) : [];
  const said = [...kept, ...input.said.filter((s) => !s.indexes.every((j) => closedIn(kept, j)))];
  const months = spread({ total: goal, weights, group, said, increment });
  if (!months.ok) return months.refusal;
  return {
    year: goal,
    months: months.value,
    baseYear: goal,
    baseMonths: months.value,
    held: input.said.length > 0,
    share: 1,
    exact: goal,
    odd: 0,
    took: 0,
    bound: null,
  };
}

const closedIn = (kept: readonly SaidPart[], j: number): boolean =>
  kept.some((part) => part.indexes.includes(j));
