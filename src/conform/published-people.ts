/** Published examples of people: over-assignment, ramps, starts in mid-year, moves. */
import type { Example, Translation } from "./published.ts";
import {
  evenly,
  factors,
  handedDown,
  monthsFrom,
  plain,
  ramped,
  split,
} from "./published-parts.ts";

export const PEOPLE: Readonly<Record<string, Translation>> = {
  "quota-pool-115": ({
    inputs: i,
    expected,
  }: Example<
    { target: number; buffer: number; reps: number },
    { pool: number; average: number }
  >) => [
    handedDown(i.target, plain(i.buffer - 1), 1, expected.pool, "pool"),
    split(
      expected.pool,
      evenly(i.reps),
      evenly(i.reps).map(() => expected.average),
      "evenly",
      {
        name: "average",
        option: "by evenly",
      },
    ),
  ],
  "overassign-compound-3x5": ({
    inputs: i,
    expected: { levels },
  }: Example<{ plan: number; buffers: number[] }, { levels: number[] }>) =>
    i.buffers.map((over, at) =>
      handedDown(levels[at]!, over, 0.0001, levels[at + 1]!, `level-${at + 1}`),
    ),
  "ramp-salescookie": ({ inputs: i }: Example<{ months: number[]; then: number }, unknown>) => {
    const ramp = i.months.map((m) => m / i.then);
    const rest = evenly(12 - ramp.length);
    return [factors("2025-01-01", ramp, monthsFrom(2025, 12), [...ramp, ...rest])];
  },
  "ramp-flat-himodus": ({
    inputs: i,
    expected,
  }: Example<{ annual: number; ramp: number }, number>) => [
    ramped(i.annual / 4, i.ramp, expected, "a quarter at half the full goal"),
  ],
  "effective-quota-credit": ({
    inputs: i,
    expected,
  }: Example<{ quota: number; ramp: number }, { effective_quota: number }>) => [
    ramped(
      i.quota,
      i.ramp,
      expected.effective_quota,
      "a ramping goal; the credit's share is a KPI's",
    ),
  ],
  "ramp-gitlab-bdr": ({ expected }: Example<unknown, Record<string, number[]>>) => {
    const starts: readonly (readonly [string, string, string])[] = [
      ["1st Monday", "2025-01-06", "first-monday"],
      ["16th or after", "2025-01-16", "from-16th"],
      ["ramped transfer", "2025-01-01", "transfer"],
    ];
    return starts.map(([published, since, name]) => {
      const list = expected[published]!.map((percent) => percent / 100);
      const ramp = list.filter((share) => share > 0);
      return factors(since, ramp, monthsFrom(2025, list.length), list, name);
    });
  },
  "prorate-quickbase-october": ({
    inputs: i,
    expected,
  }: Example<{ annual: number; quarter_weights: number[]; start: string }, { Q4: number }>) => {
    const months = monthsFrom(Number(i.start.slice(0, 4)), 12);
    const quarters = i.quarter_weights.map((w) => plain(w * i.annual));
    return [
      {
        name: "quarters",
        about: "the full year by quarters",
        kind: "spread",
        input: { total: i.annual, weights: i.quarter_weights },
        wanted: { goals: [...quarters.slice(0, 3), expected.Q4] },
      },
      {
        name: "days",
        about: "who starts with the fourth quarter owes it whole, and nothing before",
        kind: "factors",
        input: { since: i.start, months },
        wanted: { factors: months.map((m) => (`${m}-01` >= i.start ? 1 : 0)) },
      },
    ];
  },
  "varicent-scheduled-move": ({
    inputs: i,
    expected,
  }: Example<
    { account_quota: number; move_date: string; year: string },
    { old_share_by_month: number; new_share_by_month: number }
  >) => {
    const months = monthsFrom(Number(i.year), 12);
    const isNew = months.map((m) => (`${m}-01` >= i.move_date ? 1 : 0));
    const isOld = isNew.map((x) => 1 - x);
    const month = i.account_quota / 12;
    return [
      {
        about: "an account that moves is a report of each, one after the other",
        kind: "step",
        input: {
          periods: months.map(() => month),
          reports: [
            { name: "new", weight: 1, presence: isNew },
            { name: "old", weight: 1, presence: isOld },
          ],
        },
        wanted: {
          goals: [isNew.map((x) => x * month), isOld.map((x) => x * month)],
          year: [expected.new_share_by_month, expected.old_share_by_month],
        },
      },
    ];
  },
};
