/** Rows that are alike in everything but their id: perhaps one thing entered twice, perhaps two. */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { Table } from "./table.ts";

interface TwinInput {
  /** The key's column: the one that may differ. */
  readonly key: number;
  /** By row: who, when, how much. */
  readonly owners: Int32Array;
  readonly days: Int32Array;
  readonly amounts: Float64Array;
}

/** The second and later rows of each set of twins, in order. Linear: a hash of three numbers parts the rows first. */
export function twinsOf(
  table: Table,
  { key, owners, days, amounts }: TwinInput,
): readonly number[] {
  const size = 1 << Math.ceil(Math.log2(Math.max(2, table.rows * 2)));
  const heads = new Int32Array(size).fill(-1);
  const before = new Int32Array(table.rows).fill(-1);
  const twins: number[] = [];
  for (let r = 0; r < table.rows; r += 1) {
    const amount = amounts[r]!;
    if (owners[r]! < 0 || Number.isNaN(amount) || amount === 0) continue;
    const slot = hash(owners[r]!, days[r]!, amount) & (size - 1);
    let other = heads[slot]!;
    while (other >= 0) {
      const same =
        owners[other] === owners[r] && days[other] === days[r] && amounts[other] === amount;
      if (same && alike(table, key, other, r)) break;
      other = before[other]!;
    }
    if (other >= 0) twins.push(r);
    before[r] = heads[slot]!;
    heads[slot] = r;
  }
  return twins;
}

function hash(owner: number, day: number, amount: number): number {
  const whole = Math.floor(amount);
  let mixed = Math.imul(owner + 1, 0x9e3779b1) ^ Math.imul(day, 0x85ebca6b);
  mixed ^= Math.imul(whole | 0, 0xc2b2ae35) ^ Math.round((amount - whole) * 1e6);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x2c1b3c6d) ^ (mixed >>> 12);
}

function alike(table: Table, key: number, a: number, b: number): boolean {
  for (let c = 0; c < table.headers.length; c += 1) {
    if (c !== key && plain(table.cell(c, a)) !== plain(table.cell(c, b))) return false;
  }
  return true;
}

const plain = (cell: CellValue): CellValue => {
  if (typeof cell === "string") return foldText(cell);
  return isCellError(cell) ? cell.error : cell;
};
