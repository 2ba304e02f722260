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

/** Augmenting paths on a two-sided network; `left`: the sources still reachable when no path is left. */
function maxFlow(
  sources: readonly number[],
  sinks: readonly number[],
  linked: (source: number, sink: number) => boolean,
): { flow: number; left: number[] } {
  const rest = [...sources];
  const room = [...sinks];
  const flow = sources.map(() => sinks.map(() => 0));
  const tiny = 1e-9;
  for (;;) {
    const cameFrom = new Map<string, string>();
    const queue: string[] = [];
    rest.forEach((r, s) => {
      if (r > tiny) {
        cameFrom.set(`s${s}`, "");
        queue.push(`s${s}`);
      }
    });
    let end = "";
    for (const at of queue) {
      const index = Number(at.slice(1));
      if (at.startsWith("t") && room[index]! > tiny) {
        end = at;
        break;
      }
      const next = at.startsWith("s")
        ? sinks.flatMap((_, t) => (linked(index, t) ? [`t${t}`] : []))
        : sources.flatMap((_, s) => (flow[s]![index]! > tiny ? [`s${s}`] : []));
      for (const node of next) {
        if (cameFrom.has(node)) continue;
        cameFrom.set(node, at);
        queue.push(node);
      }
    }
    if (end === "") {
      const left = sources.flatMap((_, s) => (cameFrom.has(`s${s}`) ? [s] : []));
      return { flow: flow.flat().reduce((sum, x) => sum + x, 0), left };
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
