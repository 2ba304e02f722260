/** Goals that are worked out from one another must not come back to where they began. */
import { foldText } from "../fold.ts";
import type { Span } from "../span.ts";
import type { GoalFacts } from "./facts.ts";

interface Ring {
  readonly names: readonly string[];
  /** The need that closes it. */
  readonly at: Span;
}

export class Rings {
  private readonly needs = new Map<string, string[]>();

  /** Takes a goal in; gives the ring it would close, and then leaves it out. */
  add(goal: GoalFacts): Ring | null {
    for (const { kpi, at } of goal.needs) {
      const path = this.pathTo(goal.kpi, kpi, new Set());
      if (path) return { names: [goal.kpi, ...path], at };
    }
    const key = foldText(goal.kpi);
    const before = this.needs.get(key) ?? [];
    for (const { kpi } of goal.needs) if (!before.includes(kpi)) before.push(kpi);
    this.needs.set(key, before);
    return null;
  }

  /** The names from one KPI to another through what goals need, both included. */
  private pathTo(to: string, from: string, seen: Set<string>): string[] | null {
    const key = foldText(from);
    if (key === foldText(to)) return [from];
    if (seen.has(key)) return null;
    seen.add(key);
    for (const next of this.needs.get(key) ?? []) {
      const path = this.pathTo(to, next, seen);
      if (path) return [from, ...path];
    }
    return null;
  }
}
