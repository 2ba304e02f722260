/** A whole cascade: one KPI, one year, manager by manager, top first, in both layers. */
import { type Bound, boundsUp } from "./bounds.ts";
import { facingOf, type ManagerInput } from "./manager.ts";
import type { CascadeInput, CascadeNode, CascadeResult, Handed, Seat } from "./node.ts";
import type { Refusal } from "./refusal.ts";
import { type Below, sumUp } from "./seeds.ts";
import { type SaidPart, spread } from "./spread.ts";
import { handDown } from "./years-first.ts";

export type { CascadeInput, CascadeNode, CascadeResult, Handed, Line, Seat } from "./node.ts";

/**
 * Cascades a goal down the tree. What can't be met is refused at the highest manager where it shows; what
 * is not below it still runs. After publishing (A11) closed months stay: if they come out as published,
 * nothing is frozen; else each manager's closed months are held as published and the open ones shared.
 */
export const cascadeTree = (input: CascadeInput): CascadeResult => workTree(input).result;

/** A tree worked out, with what the next one of the same people can take from it. */
export interface WorkedTree {
  readonly result: CascadeResult;
  readonly below: Below;
  readonly plain: Pass;
  readonly frozen: Pass | null;
}

/**
 * The same, beside a tree worked out before that differs in nothing but the top's goal and what its nodes hold:
 * a manager whose goal, reports and bounds are what they were hands down what he handed down. A seat that
 * comes out as before is that very object.
 */
export function workTree(input: CascadeInput, before: WorkedTree | null = null): WorkedTree {
  const below = before?.below ?? sumUp(input, childrenOf(input.nodes));
  const plain = pass(input, below, false, before?.plain ?? null);
  const isPublished = input.closed.length > 0 && input.nodes.some((n) => n.published !== null);
  const frozen =
    isPublished && !isAsPublished(input, plain.result)
      ? pass(input, below, true, before?.frozen ?? null)
      : null;
  return { result: (frozen ?? plain).result, below, plain, frozen };
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

type Step = ReturnType<typeof handDown>;

/** One way down the tree, and each manager's step in it. */
interface Pass {
  readonly nodes: readonly CascadeNode[];
  readonly sign: number;
  /** By the direction of what is handed down; `zerosOwe`: with those who weigh nothing beside held reports. */
  readonly bounds: (facing: number, zerosOwe?: boolean) => readonly Bound[];
  readonly steps: readonly (Step | undefined)[];
  readonly result: CascadeResult;
}

function pass(input: CascadeInput, below: Below, frozen: boolean, before: Pass | null): Pass {
  const { nodes } = input;
  const seats: (Seat | null)[] = nodes.map(() => null);
  const handed: Handed[] = [];
  const refusals: { node: number; refusal: Refusal }[] = [];
  const steps: (Step | undefined)[] = [];
  const result = { seats, handed, refusals, frozen };
  const top = input.top ?? topSeat(input, frozen);
  if ("code" in top) {
    refusals.push({ node: 0, refusal: top });
    return { nodes, sign: 1, bounds: () => [], steps, result };
  }
  const was = before?.result.seats ?? [];
  seats[0] = asBefore(top, was[0]);
  const bounds = boundsOf(input, below, top.months);
  const sign = top.year < 0 ? -1 : 1;
  const taken = before?.sign === sign ? before : null;
  nodes.forEach((_, at) => {
    const own = seats[at];
    const reports = below.children[at]!;
    if (!own || reports.length === 0) return;
    const facing = facingOf(own, nodes[at]!.step, input.increment, sign);
    const place = { input, at, reports, own, facing, bounds: bounds(facing) };
    const known = taken?.steps[at] && isAsItWas(taken, place) ? taken : null;
    let step = known?.steps[at] ?? handDown({ ...place, below, frozen });
    if ("refusal" in step)
      // What nobody else can owe is owed by those who weigh nothing beside the held. Seldom: not kept for the next tree.
      step = handDown({ ...place, bounds: bounds(facing, true), below, frozen });
    else steps[at] = step;
    if ("refusal" in step) {
      refusals.push({ node: at, refusal: step.refusal });
      return;
    }
    handed.push(step.handed);
    reports.forEach((report, i) => {
      seats[report] = known ? was[report]! : asBefore(step.seats[i]!, was[report]);
    });
  });
  return { nodes, sign, bounds, steps, result };
}

/** Bounds in each direction that a manager hands down in: seldom more than the top's. */
function boundsOf(input: CascadeInput, below: Below, months: readonly number[]): Pass["bounds"] {
  const known = new Map<string, readonly Bound[]>();
  return (facing, zerosOwe = false) => {
    const key = `${facing} ${zerosOwe}`;
    const found = known.get(key) ?? boundsUp(input, below, months, facing, zerosOwe);
    known.set(key, found);
    return found;
  };
}

type Place = Omit<ManagerInput, "below" | "frozen">;

/** Whether all that a manager's step is made of stands as it stood. */
function isAsItWas(before: Pass, { input, bounds, own, at, reports, facing }: Place): boolean {
  const { nodes } = input;
  const isSameNode = (node: number) => before.nodes[node] === nodes[node];
  if (before.result.seats[at] !== own || !isSameNode(at)) return false;
  const were = before.bounds(facing);
  return reports.every((r) => isSameNode(r) && isSameBound(were[r]!, bounds[r]!));
}

/** Of the same node: what was said makes floor and cap. */
const isSameBound = (a: Bound, b: Bound): boolean =>
  a === b ||
  (a.said.floor === b.said.floor &&
    a.said.cap === b.said.cap &&
    a.below?.floor === b.below?.floor &&
    a.below?.cap === b.below?.cap);

/** The seat from before, where the new one is no other. */
function asBefore(seat: Seat, before: Seat | null | undefined): Seat {
  if (!before || before === seat) return seat;
  const same = (a: readonly number[], b: readonly number[]) => a.every((x, j) => x === b[j]);
  const isSame =
    seat.year === before.year &&
    seat.baseYear === before.baseYear &&
    seat.held === before.held &&
    seat.share === before.share &&
    seat.exact === before.exact &&
    seat.odd === before.odd &&
    seat.took === before.took &&
    seat.bound === before.bound &&
    same(seat.months, before.months) &&
    same(seat.baseMonths, before.baseMonths);
  return isSame ? before : seat;
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
