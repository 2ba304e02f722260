/** A6: shares with bounds over time. */
import { wholeWeights } from "./exact.ts";
import { waterLevel } from "./level.ts";
import { done, type Outcome, refused } from "./refusal.ts";

export interface ShareInput {
  /** `seeds[i][j]`: weight × days × ramp of report i in period j. */
  readonly seeds: readonly (readonly number[])[];
  /** What the reports owe together in each period, held periods off. */
  readonly columns: readonly number[];
  /** Bounds of each report's year, held periods off; a held year is both. */
  readonly floors: readonly number[];
  readonly caps: readonly number[];
}

const MOST_ROUNDS = 10_000;
const STILL = 1e-13;

/**
 * The share table of least relative entropy with the given columns and bounded rows: without bounds in
 * the way `C[j]·s[i][j]/Σs`; with the same days for all the water level; else iterative proportional
 * fitting with inequality rows (Deming and Stephan 1940; Bregman 1967; Dykstra).
 */
export function sharesOverTime(input: ShareInput): Outcome<number[][]> {
  const { seeds, columns, floors, caps } = input;
  const open = columns.findIndex((c, j) => c > 0 && seeds.every((row) => row[j] === 0));
  if (open >= 0)
    return refused({ code: "nobody", period: open, target: columns[open]!, open: columns[open]! });
  const sums = columns.map((_, j) => seeds.reduce((sum, row) => sum + row[j]!, 0));
  const plain = seeds.map((row) =>
    row.map((s, j) => (sums[j] === 0 ? 0 : (columns[j]! * s) / sums[j]!)),
  );
  const years = plain.map((row) => row.reduce((sum, x) => sum + x, 0));
  const fits = years.every((y, i) => y >= floors[i]! - 1e-6 && y <= caps[i]! + 1e-6);
  if (fits) return done(plain);
  if (sameShape(seeds)) return done(byLevel(input, years));
  const unable = feasibility(input);
  return unable ? refused(unable) : done(fitted(input));
}

/** All reports are there in the same way: rows are multiples of one another. */
function sameShape(seeds: readonly (readonly number[])[]): boolean {
  const base = seeds.find((row) => row.some((s) => s > 0));
  if (!base) return true;
  const at = base.findIndex((s) => s > 0);
  return seeds.every((row) =>
    row.every(
      (s, j) =>
        Math.abs(s * base[at]! - base[j]! * row[at]!) <=
        1e-9 * Math.abs(base[at]! * (s + row[at]!)),
    ),
  );
}

function byLevel(
  { seeds, columns, floors, caps }: ShareInput,
  years: readonly number[],
): number[][] {
  const total = columns.reduce((sum, c) => sum + c, 0);
  const weights = wholeWeights(years);
  const level = waterLevel(total, weights, floors, caps);
  return seeds.map((_, i) => {
    const year =
      level.clamped[i] ?? (level.weight === 0 ? 0 : (level.rest * weights[i]!) / level.weight);
    return columns.map((c) => (total === 0 ? 0 : (year * c) / total));
  });
}

/** A floor of somebody without weight is met over the days there are. */
const withFloors = ({ seeds, floors }: ShareInput): number[][] =>
  seeds.map((row, i) =>
    floors[i]! > 0 && row.every((s) => s === 0) ? row.map(() => 1) : [...row],
  );

function fitted(input: ShareInput): number[][] {
  const { columns, floors, caps } = input;
  const seeds = withFloors(input);
  const alpha = seeds.map(() => 1);
  const beta = columns.map(() => 0);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    columns.forEach((column, j) => {
      const sum = seeds.reduce((all, row, i) => all + alpha[i]! * row[j]!, 0);
      beta[j] = sum === 0 ? 0 : column / sum;
    });
    let moved = 0;
    seeds.forEach((row, i) => {
      const year = row.reduce((all, s, j) => all + beta[j]! * s, 0);
      const next = year === 0 ? 1 : Math.min(Math.max(1, floors[i]! / year), caps[i]! / year);
      moved = Math.max(moved, Math.abs(next - alpha[i]!));
      alpha[i] = next;
    });
    if (moved < STILL) break;
  }
  return seeds.map((row, i) => row.map((s, j) => alpha[i]! * beta[j]! * s));
}

/** A maximum flow says whether the periods and the bounds can meet; its cut names who and when. */
function feasibility({ seeds, columns, floors, caps }: ShareInput) {
  const there = seeds.map((row) => row.map((s) => s > 0));
  const total = columns.reduce((sum, c) => sum + c, 0);
  const slack = 1e-6 * Math.max(1, total);
  const up = maxFlow(columns, caps, (j, i) => there[i]![j]!);
  if (up.flow < total - slack) {
    const periods = up.left;
    const who = seeds.flatMap((_, i) => (periods.some((j) => there[i]![j]) ? [i] : []));
    const owed = periods.reduce((sum, j) => sum + columns[j]!, 0);
    const can = who.reduce((sum, i) => sum + caps[i]!, 0);
    return { code: "periods", kind: "caps", periods, who, owed, can, short: owed - can } as const;
  }
  const needed = floors.reduce((sum, f) => sum + f, 0);
  const down = maxFlow(floors, columns, (i, j) => there[i]![j]! || seeds[i]!.every((s) => s === 0));
  if (down.flow >= needed - slack) return null;
  const who = down.left;
  const periods = columns.flatMap((_, j) => (who.some((i) => there[i]![j]) ? [j] : []));
  const owed = who.reduce((sum, i) => sum + floors[i]!, 0);
  const can = periods.reduce((sum, j) => sum + columns[j]!, 0);
  return { code: "periods", kind: "floors", periods, who, owed, can, short: owed - can } as const;
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
