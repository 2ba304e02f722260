/** One comparison, as it is told. */
import type { Compared } from "./paired.ts";

export interface Row {
  readonly name: string;
  readonly ours_ms: number;
  readonly peer: string;
  readonly peer_ms: number;
  /** Ours over the peer's: below 1 is faster. */
  readonly ratio: number;
  readonly goal: number;
  readonly met: boolean;
}

export const ROUNDS = 7;
export const round = (value: number, places: number): number => Number(value.toFixed(places));

export const row = (name: string, peer: string, goal: number, paired: Compared): Row => ({
  name,
  ours_ms: round(paired.ours, paired.ours < 1 ? 4 : 1),
  peer,
  peer_ms: round(paired.peer, 1),
  ratio: round(paired.ratio, paired.ratio < 0.1 ? 4 : 2),
  goal,
  met: paired.ratio <= goal,
});

export function agree(what: string, count: number): void {
  if (count > 0) throw new Error(`${what}: ${count} cells differ`);
}
