/** How a guess is made: from candidates with points and reasons; what the user said stands. */
import type { Choices, Guess, GuessPart, GuessWhat, Option, Reason } from "./proposal.ts";

export interface Candidate<T> {
  readonly value: string;
  readonly label: string;
  readonly of: T;
  /** More is likelier; 0 or less: possible, not proposed by itself. */
  readonly points: number;
  readonly reasons: readonly Reason[];
}

export const reason = (code: Reason["code"], text = "", share: number | null = null): Reason => ({
  code,
  text,
  share,
});

export const NOTHING: Option = { value: "", label: "" };

/** All guesses of a proposal as they are made. */
export class Guesses {
  readonly list: Guess[] = [];
  private readonly choices: Choices;
  constructor(choices: Choices) {
    this.choices = choices;
  }

  /** What the user said for an id; null: nothing. */
  said(id: string): string | null {
    return this.choices[id] ?? null;
  }

  /** The likeliest candidate, or what was said; `optional`: none is a possible answer. */
  pick<T>(
    at: { id: string; part: GuessPart; sheet: string; what: GuessWhat; optional?: boolean },
    candidates: readonly Candidate<T>[],
  ): T | null {
    const { optional = false, ...where } = at;
    const sorted = [...candidates].sort((a, b) => b.points - a.points);
    const said = this.said(at.id);
    const asked = said === null ? undefined : sorted.find((c) => c.value === said);
    const none = said === "" && optional;
    const best = sorted[0] && (sorted[0].points > 0 || !optional) ? sorted[0] : undefined;
    const taken = none ? undefined : (asked ?? best);
    if (sorted.length > 0) {
      this.list.push({
        ...where,
        value: taken?.value ?? "",
        reasons: said === null ? (taken?.reasons ?? []) : [reason("you")],
        confidence: said === null ? confidenceOf(taken?.points ?? 0, sorted[1]?.points ?? 0) : 1,
        options: [
          ...(optional ? [NOTHING] : []),
          ...sorted.map(({ value, label }) => ({ value, label })),
        ],
      });
    }
    return taken?.of ?? null;
  }

  /** A text or number that may be anything. */
  text(
    at: { id: string; part: GuessPart; sheet: string; what: GuessWhat },
    value: string,
    reasons: readonly Reason[],
    confidence: number,
  ): string {
    const said = this.said(at.id);
    this.list.push({
      ...at,
      value: said ?? value,
      reasons: said === null ? reasons : [reason("you")],
      confidence: said === null ? confidence : 1,
      options: [],
    });
    return said ?? value;
  }
}

/** How far the best is ahead of the next. */
const confidenceOf = (best: number, next: number): number =>
  best <= 0 ? 0 : Math.min(1, 0.5 + (best - Math.max(0, next)) / (2 * best));
