import type { CalendarSpec, Grain } from "../ir/ir.ts";
import type { Day } from "./day.ts";

/** Half-open `[start, end)` on calendar days; `label` is how the language writes it (`2017`, `2017-Q1`, `2017-03`). */
export interface Period {
  readonly grain: Grain;
  readonly start: Day;
  readonly end: Day;
  readonly label: string;
}

/** Calendar arithmetic of one rule book. The only place that knows when a fiscal period starts. */
export interface Calendar {
  readonly spec: CalendarSpec;
  periodOf(day: Day, grain: Grain): Period;
  /** A label of the language, or null where the calendar has no such period. A ten-character date is a period of grain `day`. */
  parse(label: string): Period | null;
  /** The period `by` places later (negative: earlier) of the same grain. */
  shift(period: Period, by: number): Period;
  /** The same period of the year before; a 53rd week takes the week 52 weeks earlier. */
  lastYear(period: Period): Period;
  /** The parts of a period at a finer grain, in order. Parts that only overlap (weeks of a month) are those that start inside. */
  parts(period: Period, grain: Grain): readonly Period[];
  /** Periods of a grain from the one that holds `from` to the one that holds `to`, both included. */
  between(from: Day, to: Day, grain: Grain): readonly Period[];
  /** Working days in `[start, end)`: the work week less holidays; all days where the calendar says none. */
  workdays(start: Day, end: Day): number;
}

export interface CalendarInput {
  readonly spec: CalendarSpec;
  readonly holidays: readonly Day[];
}
