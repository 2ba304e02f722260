/** The sheet functions SPLIT and SPLIT2: decimal amounts in, decimal amounts out. */
import { toUnits } from "./exact.ts";
import { done, type Outcome, type Refusal, refused } from "./refusal.ts";
import { type Split, type SplitInput, split } from "./split.ts";

/** Decimal places that matter: amounts of a sheet are split in the finest unit any of them shows. */
export function perUnitOf(numbers: readonly (number | null)[]): number {
  let perUnit = 1;
  while (perUnit < 1e9 && !numbers.every((n) => isWhole((n ?? 0) * perUnit))) perUnit *= 10;
  return perUnit;
}
/** What is endless or no number has no decimal places. */
const isWhole = (n: number): boolean => !(Math.abs(n - Math.round(n)) >= 1e-6);

/** The sheet function SPLIT: decimal amounts in, decimal amounts out; bounds, holds and increment in the same unit. */
export function splitAmounts(input: SplitInput): Outcome<Split> {
  const { total, increment = 1, atLeast = [], atMost = [], held = [] } = input;
  const perUnit = perUnitOf([total, increment, ...atLeast, ...atMost, ...held]);
  const units = (list: readonly (number | null)[]) =>
    list.map((x) => (x === null ? null : toUnits(x, perUnit)));
  const outcome = split({
    ...input,
    total: toUnits(total, perUnit),
    increment: toUnits(increment, perUnit),
    atLeast: units(atLeast),
    atMost: units(atMost),
    held: units(held),
  });
  const back = (amount: number) => amount / perUnit;
  if (!outcome.ok) return refused(scaleRefusal(outcome.refusal, back));
  const { goals, odd } = outcome.value;
  return done({
    ...outcome.value,
    goals: goals.map(back),
    shares: outcome.value.shares.map(back),
    odd: odd && { ...odd, amount: back(odd.amount) },
  });
}

const INDEXES = new Set(["who", "period", "periods", "code", "kind"]);
/** A refusal with its amounts in another unit. */
export function scaleRefusal(refusal: Refusal, back: (units: number) => number): Refusal {
  const entries = Object.entries(refusal).map(([key, value]) =>
    typeof value === "number" && !INDEXES.has(key) ? [key, back(value)] : [key, value],
  );
  return Object.fromEntries(entries) as Refusal;
}
