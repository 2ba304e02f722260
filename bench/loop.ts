/** The peer nobody would write twice: one hand-made loop over typed arrays for exactly these six KPIs. */
import type { Size } from "./workload.ts";

/** Columns as codes and days, the tree as parents that stand before their children. */
export interface Encoded {
  readonly size: Size;
  readonly parent: Int32Array;
  readonly owner: Int32Array;
  readonly account: Int32Array;
  /** 1 won, 2 lost, 3 open. */
  readonly stage: Uint8Array;
  /** 1 new, else another. */
  readonly type: Uint8Array;
  readonly amount: Float64Array;
  readonly created: Int32Array;
  readonly closed: Int32Array;
  /** Month of a day counted from `firstDay`. */
  readonly monthOf: Uint8Array;
  readonly firstDay: number;
}

/** `[kpi][month * people + person]`: won, won new, wins, new deals, win rate, accounts. */
export function loop(data: Encoded): Float64Array[] {
  const { size, parent, owner, stage, type, amount, created, closed, monthOf, firstDay } = data;
  const { people, months, rows } = size;
  const cells = people * months;
  const won = new Float64Array(cells);
  const wonNew = new Float64Array(cells);
  const wins = new Float64Array(cells);
  const newDeals = new Float64Array(cells);
  const decided = new Float64Array(cells);
  for (let r = 0; r < rows; r += 1) {
    const who = owner[r]!;
    newDeals[monthOf[created[r]! - firstDay]! * people + who]! += 1;
    const is = stage[r]!;
    if (is === 3) continue;
    const cell = monthOf[closed[r]! - firstDay]! * people + who;
    decided[cell]! += 1;
    if (is !== 1) continue;
    wins[cell]! += 1;
    won[cell]! += amount[r]!;
    if (type[r] === 1) wonNew[cell]! += amount[r]!;
  }
  for (let base = 0; base < cells; base += people) {
    for (let n = people - 1; n > 0; n -= 1) {
      const up = base + parent[n]!;
      const at = base + n;
      won[up]! += won[at]!;
      wonNew[up]! += wonNew[at]!;
      wins[up]! += wins[at]!;
      newDeals[up]! += newDeals[at]!;
      decided[up]! += decided[at]!;
    }
  }
  const rate = new Float64Array(cells);
  for (let i = 0; i < cells; i += 1)
    rate[i] = decided[i] === 0 ? Number.NaN : wins[i]! / decided[i]!;
  return [won, wonNew, wins, newDeals, rate, distinctAccounts(data)];
}

/** Won rows chained by month and account; each chain stamps ancestors until it meets its own stamp. */
function distinctAccounts(data: Encoded): Float64Array {
  const { size, parent, owner, account, stage, closed, monthOf, firstDay } = data;
  const { people, months, rows, accounts } = size;
  const heads = new Int32Array(months * accounts).fill(-1);
  const next = new Int32Array(rows);
  for (let r = 0; r < rows; r += 1) {
    if (stage[r] !== 1) continue;
    const key = monthOf[closed[r]! - firstDay]! * accounts + account[r]!;
    next[r] = heads[key]!;
    heads[key] = r;
  }
  const out = new Float64Array(people * months);
  const stamp = new Int32Array(people).fill(-1);
  for (let key = 0; key < heads.length; key += 1) {
    const base = Math.floor(key / accounts) * people;
    for (let r = heads[key]!; r >= 0; r = next[r]!) {
      for (let at = owner[r]!; at >= 0 && stamp[at] !== key; at = parent[at]!) {
        stamp[at] = key;
        out[base + at]! += 1;
      }
    }
  }
  return out;
}
