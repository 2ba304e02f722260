/** Functions that answer from the rules: results, cards, goals, flags, tie-out, why. Everything comes as arguments. */
import { ANSWER_FIGURES } from "./answers-figures.ts";
import { ANSWER_TABLES } from "./answers-tables.ts";
import type { AnyFunction } from "./spec.ts";

export const ANSWERS: readonly AnyFunction[] = [...ANSWER_TABLES, ...ANSWER_FIGURES];
