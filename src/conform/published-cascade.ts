/** Published examples of goals that come down: spreading, holds, over-assignment, ramps, moves, rates. */
import type { Translation } from "./published.ts";
import { HOLDS } from "./published-holds.ts";
import { PEOPLE } from "./published-people.ts";
import { RATES } from "./published-rates.ts";
import { SPREADING } from "./published-spreading.ts";

export const CASCADES: Readonly<Record<string, Translation>> = {
  ...SPREADING,
  ...HOLDS,
  ...PEOPLE,
  ...RATES,
};
