/** Whether periods and bounds can meet at all: a maximum flow, whose cut names who and when. */
import type { Refusal } from "./refusal.ts";

export interface FlowInput {
  /** What is to be shared in each period. */
  readonly columns: readonly number[];
  readonly floors: readonly number[];
  readonly caps: readonly number[];
  /** Whether a report can owe in a period. */
  readonly isThere: (report: number, period: number) => boolean;
}

/** Null where shares within the bounds exist. */
export function unable({ columns, floors, caps, isThere }: FlowInput): Refusal | null {
  const total = columns.reduce((sum, c) => sum + c, 0);
  const slack = 1e-6 * Math.max(1, total);
  const up = maxFlow(columns, caps, (j, i) => isThere(i, j));
  if (up.flow < total - slack) {
    const periods = up.left;
    const who = caps.flatMap((_, i) => (periods.some((j) => isThere(i, j)) ? [i] : []));
    const owed = periods.reduce((sum, j) => sum + columns[j]!, 0);
    const can = who.reduce((sum, i) => sum + caps[i]!, 0);
    return { code: "periods", kind: "caps", periods, who, owed, can, short: owed - can };
  }
  const needed = floors.reduce((sum, f) => sum + f, 0);
  const down = maxFlow(floors, columns, isThere);
  if (down.flow >= needed - slack) return null;
  const who = down.left;
  const periods = columns.flatMap((_, j) => (who.some((i) => isThere(i, j)) ? [j] : []));
  const owed = who.reduce((sum, i) => sum + floors[i]!, 0);
  const can = periods.reduce((sum, j) => sum + columns[j]!, 0);
  return { code: "periods", kind: "floors", periods, who, owed, can, short: owed - can };
}

/**
 * Which cells some table within the bounds fills; expects that there is one. Where bounds take all there is,
 * others can't owe at all, and shares come near to that 0 for ever without reaching it.
 */
export function owable(input: FlowInput): (report: number, period: number) => boolean {
  const { columns, floors, caps, isThere } = input;
  const least = maxFlow(floors, columns, isThere);
  // Nobody can owe more than there is; an endless room would have no rest to compare with.
  const total = columns.reduce((sum, c) => sum + c, 0);
  const room = caps.map((cap, i) => Math.min(cap, total) - floors[i]!);
  const { table, rest } = maxFlow(room, least.room, isThere, least.table);
  const reached = columns.map((_, j) => reachedFrom(j, table, room, rest, isThere));
  return (i, j) => reached[j]!.has(i);
}

/** Who owes in a period, or could if others owed less of it: by a chain of such changes. */
function reachedFrom(
  period: number,
  table: readonly (readonly number[])[],
  room: readonly number[],
  rest: readonly number[],
  isThere: FlowInput["isThere"],
): Set<number> {
  const reached = new Set<number>();
  const add = (test: (report: number) => boolean): void => {
    for (let i = 0; i < table.length; i += 1) if (test(i)) reached.add(i);
  };
  const seen = new Set([period]);
  for (let size = -1; size !== reached.size + seen.size; ) {
    size = reached.size + seen.size;
    for (const j of seen) add((i) => table[i]![j]! > TINY);
    // Somebody above his floor can owe less in all, so somebody below his cap can owe more.
    if ([...reached].some((i) => room[i]! - rest[i]! > TINY)) add((i) => rest[i]! > TINY);
    for (const i of reached)
      for (let j = 0; j < table[i]!.length; j += 1) if (isThere(i, j)) seen.add(j);
  }
  return reached;
}

const TINY = 1e-9;

interface Flow {
  readonly table: number[][];
  readonly flow: number;
  /** The sources still reachable when no path is left. */
  readonly left: number[];
  /** What sources have left, and what sinks could take. */
  readonly rest: number[];
  readonly room: number[];
}

/** Augmenting paths on a two-sided network; on top of a flow there is, of which no source then gives less. */
function maxFlow(
  sources: readonly number[],
  sinks: readonly number[],
  linked: (source: number, sink: number) => boolean,
  start: readonly (readonly number[])[] | null = null,
): Flow {
  const rest = [...sources];
  const room = [...sinks];
  const flow = sources.map((_, s) => sinks.map((_, t) => start?.[s]?.[t] ?? 0));
  for (;;) {
    const cameFrom = new Map<string, string>();
    const queue: string[] = [];
    rest.forEach((r, s) => {
      if (r > TINY) {
        cameFrom.set(`s${s}`, "");
        queue.push(`s${s}`);
      }
    });
    let end = "";
    for (const at of queue) {
      const index = Number(at.slice(1));
      if (at.startsWith("t") && room[index]! > TINY) {
        end = at;
        break;
      }
      const next = at.startsWith("s")
        ? sinks.flatMap((_, t) => (linked(index, t) ? [`t${t}`] : []))
        : sources.flatMap((_, s) => (flow[s]![index]! > TINY ? [`s${s}`] : []));
      for (const node of next) {
        if (cameFrom.has(node)) continue;
        cameFrom.set(node, at);
        queue.push(node);
      }
    }
    if (end === "") {
      const left = sources.flatMap((_, s) => (cameFrom.has(`s${s}`) ? [s] : []));
      const all = flow.flat().reduce((sum, x) => sum + x, 0);
      return { table: flow, flow: all, left, rest, room };
    }
    augment(end, cameFrom, rest, room, flow);
  }
}

function augment(
  end: string,
  cameFrom: ReadonlyMap<string, string>,
  rest: number[],
  room: number[],
  flow: number[][],
): void {
  const path = [end];
  while (cameFrom.get(path[0]!) !== "") path.unshift(cameFrom.get(path[0]!)!);
  const index = (node: string) => Number(node.slice(1));
  let amount = Math.min(rest[index(path[0]!)]!, room[index(end)]!);
  for (let k = 1; k + 1 < path.length; k += 2)
    amount = Math.min(amount, flow[index(path[k + 1]!)]![index(path[k]!)]!);
  rest[index(path[0]!)]! -= amount;
  room[index(end)]! -= amount;
  for (let k = 0; k + 1 < path.length; k += 1) {
    const [a, b] = [path[k]!, path[k + 1]!];
    if (a.startsWith("s")) flow[index(a)]![index(b)]! += amount;
    else flow[index(b)]![index(a)]! -= amount;
  }
}
