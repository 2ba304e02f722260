/** A5: what a step hands down, and what bounds need going up. Whole units. */

export interface Step {
  /** Share that the manager holds and does not hand down. */
  readonly keepBack: number;
  readonly overAssign: number;
  readonly lowerIsBetter: boolean;
}
export const PLAIN_STEP: Step = { keepBack: 0, overAssign: 0, lowerIsBetter: false };

export const isPlain = (step: Step): boolean => step.keepBack === 0 && step.overAssign === 0;
/** Shares are decimals: their product with whole units is taken at 15 digits. */
const exactly = (value: number): number => Number(value.toPrecision(15));

/** `T = G·(1 − k)·(1 + o)` to the nearest increment; a buffer never ends below what it is added to. */
export function target(goal: number, step: Step, q: number): number {
  if (isPlain(step)) return goal;
  const less = exactly(goal * (1 - step.keepBack));
  const buffer = exactly(step.overAssign * Math.abs(less)) * (step.lowerIsBetter ? -1 : 1);
  const rounded = nearest(exactly(less + buffer), q);
  const isEasier = step.lowerIsBetter ? rounded > less : rounded < less;
  if (step.overAssign <= 0 || !isEasier) return rounded;
  return (step.lowerIsBetter ? Math.floor(less / q) : Math.ceil(less / q)) * q || 0;
}

/** The reserve and the buffer of a step, whose sum is what is handed down less the goal. */
export function layersOf(
  goal: number,
  handedDown: number,
  step: Step,
): { reserve: number; buffer: number } {
  if (isPlain(step)) return { reserve: 0, buffer: 0 };
  if (step.overAssign === 0) return { reserve: goal - handedDown, buffer: 0 };
  const reserve = Math.round(exactly(goal * step.keepBack));
  return { reserve, buffer: handedDown - (goal - reserve) };
}

/** Half away from zero; never -0, which would be shown. */
export function nearest(value: number, q: number): number {
  return Math.sign(value) * Math.floor(exactly(Math.abs(value) / q) + 0.5) * q || 0;
}

/** The least whole-increment goal whose hand-down is at least `floors`. */
export function floorUp(floors: number, step: Step, q: number): number {
  if (floors <= 0) return 0;
  if (isPlain(step)) return Math.ceil(floors / q) * q;
  let goal = Math.max(0, Math.floor(floors / factorOf(step) / q) - 1) * q;
  while (target(goal, step, q) < floors) goal += q;
  return goal;
}

/** The largest whole-increment goal whose hand-down is at most `caps`. */
export function capUp(caps: number, step: Step, q: number): number {
  if (!Number.isFinite(caps)) return caps;
  if (isPlain(step)) return Math.floor(caps / q) * q;
  let goal = (Math.floor(caps / factorOf(step) / q) + 1) * q;
  while (goal > 0 && target(goal, step, q) > caps) goal -= q;
  return goal;
}

const factorOf = (step: Step): number =>
  (1 - step.keepBack) * (1 + (step.lowerIsBetter ? -step.overAssign : step.overAssign));
