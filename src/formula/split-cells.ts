/**
 * A one-way split in cells: whole increments by largest remainder, each step a cell of its own. The closed forms of
 * src/cascade/split.ts where nobody is bound and nothing ties along time, exact for shares up to 2^39 increments.
 */
import {
  BLANK,
  call,
  type Formula,
  iff,
  letting,
  named,
  number,
  operate,
  product,
  sum,
} from "./text/formula.ts";

const [ZERO, ONE] = [number(0), number(1)];
const minus = (a: Formula, b: Formula): Formula => operate(a, "-", b);
const over = (a: Formula, b: Formula): Formula => operate(a, "/", b);
const is = (cell: Formula): Formula => call("ISNUMBER", cell);

/** The powers of ten by which weights may become whole, the first that does it; else parts of the largest. */
const SCALES = [1, 10, 100, 1e3, 1e4, 1e6, 1e9] as const;
const MOST_WHOLE = 2 ** 50;
/** What the whole weights of one manager's reports may come to, for their products to be exact. */
export const MOST_WEIGHT = 2 ** 40;
const FINE = 2 ** 30;

/** By what the free weights become whole numbers; 0: as parts of the largest. */
export function scaleOf(weights: Formula): Formula {
  const most = call("MAX", weights);
  return SCALES.reduceRight<Formula>((none, scale) => {
    const scaled = product(weights, number(scale));
    // Whole in 15 digits, as a sum of cents is.
    const isPart = operate(
      call("ABS", minus(scaled, call("ROUND", scaled, ZERO))),
      ">",
      product(scaled, number(1e-14)),
    );
    const isWhole = operate(call("SUMPRODUCT", product(isPart, ONE)), "=", ZERO);
    const isSmall = operate(product(most, number(scale)), "<=", number(MOST_WHOLE));
    return iff(product(isWhole, isSmall), number(scale), none);
  }, ZERO);
}

/** A weight as a whole number. */
export function wholeOf(weight: Formula, weights: Formula, scale: Formula): Formula {
  const part = product(over(weight, call("MAX", weights)), number(FINE));
  const whole = iff(operate(scale, "=", ZERO), part, product(weight, scale));
  return call("ROUND", whole, ZERO);
}

export interface HandDown {
  /** The manager's goal in the KPI's unit. */
  readonly goal: Formula;
  /** Goals held of the reports; empty where free. */
  readonly held: Formula;
  /** Units in one of the KPI's unit, and in an increment. */
  readonly perUnit: number;
  readonly increment: number;
  readonly keepBack: number;
  readonly overAssign: number;
  readonly lowerIsBetter: boolean;
}

/** What a manager hands down to those who aren't held, in increments; "" without a goal. */
export function handedDown(step: HandDown): Formula {
  const { goal, held, perUnit, increment } = step;
  const units = (cell: Formula): Formula => call("ROUND", product(cell, number(perUnit)), ZERO);
  const target = targetOf(units(goal), step);
  const left = minus(target, call("SUMPRODUCT", units(held)));
  return iff(is(goal), over(left, number(increment)), BLANK);
}

/** `T = G·(1 − k)·(1 ± o)` to the nearest increment; a buffer never ends below what it is added to. */
function targetOf(goal: Formula, step: HandDown): Formula {
  const { keepBack, overAssign, lowerIsBetter } = step;
  if (keepBack === 0 && overAssign === 0) return goal;
  const q = number(step.increment);
  const less = product(goal, number(1 - keepBack));
  const buffer = product(number(lowerIsBetter ? -overAssign : overAssign), call("ABS", less));
  // The last digits of a product of decimals decide no half.
  const exactly = (value: Formula): Formula => call("ROUND", over(value, q), number(4));
  const nearest = call("ROUND", exactly(sum(less, buffer)), ZERO);
  if (overAssign === 0) return product(nearest, q);
  const bound = exactly(less);
  const beyond = lowerIsBetter ? call("INT", bound) : minus(ZERO, call("INT", minus(ZERO, bound)));
  return product(call(lowerIsBetter ? "MIN" : "MAX", nearest, beyond), q);
}

/** 1 where a manager's goal can't be divided like this: too little for what is held, no whole increments, too large. */
export function isUndivided(shared: Formula, weights: Formula): Formula {
  const all = call("SUM", weights);
  const faults = sum(
    product(operate(shared, "<", ZERO), ONE),
    product(operate(shared, "<>", call("INT", shared)), ONE),
    product(operate(all, "=", ZERO), operate(shared, "<>", ZERO)),
    product(operate(shared, ">=", number(2 ** 39)), ONE),
    product(operate(all, ">=", number(MOST_WEIGHT)), ONE),
  );
  return iff(is(shared), product(operate(faults, ">", ZERO), ONE), ZERO);
}

export interface ShareInput {
  readonly shared: Formula;
  readonly undivided: Formula;
  readonly weight: Formula;
  readonly weights: Formula;
}

/**
 * `⌊a·b/t⌋` and its remainder, 13 bits of `a` at a time so that no product passes 2^53. A quotient is put right by
 * comparing: programs take one that is nearly whole for whole.
 */
export function shareOf(input: ShareInput, give: "floor" | "rest"): Formula {
  const { shared, undivided, weight, weights } = input;
  const [a, b, t] = [named("a_"), named("b_"), named("t_")];
  const LOW = number(2 ** 13);
  const names: (readonly [string, Formula])[] = [
    ["a_", shared],
    ["b_", weight],
    ["t_", call("SUM", weights)],
    ["high_", call("INT", over(a, number(2 ** 26)))],
    ["below_", minus(a, product(named("high_"), number(2 ** 26)))],
    ["middle_", call("INT", over(named("below_"), LOW))],
    ["low_", minus(named("below_"), product(named("middle_"), LOW))],
  ];
  const divided = (at: string, value: Formula): void => {
    const [x, p, q] = [named(`x${at}_`), named(`p${at}_`), named(`q${at}_`)];
    names.push(
      [`x${at}_`, value],
      [`p${at}_`, call("INT", over(x, t))],
      [
        `q${at}_`,
        sum(
          minus(p, product(operate(x, "<", product(p, t)), ONE)),
          product(operate(x, ">=", product(sum(p, ONE), t)), ONE),
        ),
      ],
      [`s${at}_`, minus(x, product(q, t))],
    );
  };
  divided("one", product(named("high_"), b));
  divided("two", sum(product(named("sone_"), LOW), product(named("middle_"), b)));
  divided("three", sum(product(named("stwo_"), LOW), product(named("low_"), b)));
  const floor = sum(
    product(named("qone_"), number(2 ** 26)),
    product(named("qtwo_"), LOW),
    named("qthree_"),
  );
  const share = letting(names, give === "floor" ? floor : named("sthree_"));
  const none = operate(call("SUM", weights), "=", ZERO);
  return iff(is(shared), iff(undivided, BLANK, iff(none, ZERO, share)), BLANK);
}

export interface SettleInput {
  readonly held: Formula;
  readonly shared: Formula;
  readonly floor: Formula;
  readonly floors: Formula;
  readonly rest: Formula;
  readonly rests: Formula;
  /** Remainders down to the own one: of equal ones the first comes first. */
  readonly restsAbove: Formula;
  readonly perUnit: number;
  readonly increment: number;
}

/** The goal in the KPI's unit: what is held, else whole increments and perhaps one of those left over. */
export function settled(input: SettleInput): Formula {
  const { held, shared, floor, floors, rest, rests, restsAbove } = input;
  const rank = sum(
    call("SUMPRODUCT", product(operate(rests, ">", rest), ONE)),
    call("SUMPRODUCT", product(operate(restsAbove, "=", rest), ONE)),
  );
  const left = minus(shared, call("SUM", floors));
  const one = product(operate(rest, ">", ZERO), operate(rank, "<=", left));
  const increments = product(sum(floor, one), number(input.increment));
  return iff(is(held), held, iff(is(floor), over(increments, number(input.perUnit)), BLANK));
}
