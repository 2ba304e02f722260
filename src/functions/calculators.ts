/** Functions that need no rules: splits, attainment, pace, periods. */
import { PERIODS } from "./periods.ts";
import type { AnyFunction } from "./spec.ts";
import { SPLITS } from "./splits.ts";
import { STANDING } from "./standing.ts";

export const CALCULATORS: readonly AnyFunction[] = [...SPLITS, ...STANDING, ...PERIODS];
