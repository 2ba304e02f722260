/** Flags against a plain reading of the rule: raised, open, closed by an action, armed again, ended; who answers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeCalendar } from "../../dsl/calendar/calendar.ts";
import { type Day, dayOf } from "../../dsl/calendar/day.ts";
import type { Flag } from "../../dsl/ir/ir.ts";
import { spanEnd, spansPassed } from "../../src/app/flags/spans.ts";
import { whoAnswers } from "../../src/app/flags/who-answers.ts";
import { run } from "../../src/app/run.ts";
import { serialOf } from "../../src/model/serial.ts";
import { type FlagState, followFlag, type State } from "../../src/standing/flags.ts";
import { programOf } from "../conformance/workbooks.ts";
import { workbookOf } from "../language/catalogs.ts";

const STATES = [true, false, "no data", "too early", "ramping", "no goal", "absent"] as const;
const state: fc.Arbitrary<State> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(true as const) },
  { weight: 2, arbitrary: fc.constant(false as const) },
  { weight: 3, arbitrary: fc.constantFrom(...STATES) },
);
/** The last day of the month `at` months after January 2024. */
const monthEnd = (at: number): Day =>
  dayOf(2024 + Math.floor((at + 1) / 12), ((at + 1) % 12) + 1, 1) - 1;

/** Raise by raise: where a run is full, what ends it, from where the next may begin. */
function reference(
  states: readonly State[],
  needed: number,
  span: number | null,
  actions: readonly Day[],
): FlagState[] {
  const out = states.map((): FlagState => ({ open: false, event: null, since: -1, level: 0 }));
  const isSilent = (s: State) => s === "no data" || s === "too early";
  const runBack = (at: number, from: number): number[] => {
    const run: number[] = [];
    for (let i = at; i >= from; i -= 1) {
      if (states[i] === true) run.unshift(i);
      else if (!isSilent(states[i]!)) break;
    }
    return run;
  };
  for (let from = 0; from < states.length; ) {
    const raised = states.findIndex(
      (s, at) => at >= from && s === true && runBack(at, from).length === needed,
    );
    if (raised < 0) break;
    const [since] = runBack(raised, from) as [number];
    out[raised] = { open: true, event: "raised", since, level: 0 };
    let next = states.length;
    for (let at = raised + 1; at < states.length; at += 1) {
      if (states[at] !== true && !isSilent(states[at]!)) {
        out[at] = { ...out[at]!, event: "ended" };
        next = at + 1;
        break;
      }
      if (actions.some((day) => day >= monthEnd(raised) && day <= monthEnd(at))) {
        out[at] = { ...out[at]!, event: "closed" };
        const quiet = states.findIndex((s, i) => i > at && s === false);
        if (quiet > 0) out[quiet] = { ...out[quiet]!, event: "armed" };
        next = quiet < 0 ? states.length : quiet + 1;
        break;
      }
      const level = span === null ? 0 : Math.floor((at - raised) / span);
      out[at] = { open: true, event: null, since, level };
    }
    from = next;
  }
  return out;
}

describe("the history of a flag", () => {
  test("is the plain reading's, whatever the states, the actions, the run and the span", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(state, { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 1, max: 4 }),
        fc.option(fc.integer({ min: 1, max: 4 })),
        fc.array(fc.integer({ min: monthEnd(0) - 20, max: monthEnd(14) }), { maxLength: 3 }),
        (states, needed, span, actions) => {
          const periods = states.map((s, at) => ({ last: monthEnd(at), state: s }));
          const found = followFlag({ for: needed, escalateMonths: span }, periods, (raised, at) =>
            actions.some((day) => day >= periods[raised]!.last && day <= periods[at]!.last),
          );
          for (const { event, level } of found) seen.add(`${event} ${level > 1}`);
          expect(found).toEqual(reference(states, needed, span, actions));
        },
      ),
      { numRuns: 3000 },
    );
    // The drawing reaches every event and second escalations: else the property says little.
    expect([...seen].sort()).toEqual(
      [
        "armed false",
        "closed false",
        "ended false",
        "null false",
        "null true",
        "raised false",
      ].sort(),
    );
  });

  test("a running period counts an escalation only when its day has come", () => {
    const periods = [
      { last: monthEnd(2), state: true as const },
      { last: monthEnd(5), state: "too early" as const, seen: monthEnd(4) },
    ];
    const never = () => false;
    expect(followFlag({ for: 1, escalateMonths: 3 }, periods, never)[1]!.level).toBe(0);
    const closed = periods.map(({ last, state: s }) => ({ last, state: s }));
    expect(followFlag({ for: 1, escalateMonths: 3 }, closed, never)[1]!.level).toBe(1);
  });
});

describe("spans", () => {
  const months = makeCalendar({ spec: programOf().calendar, holidays: [] });
  test("of months end with a month where they begin after one; of weeks and days they are counted", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 6 }),
        (at, n, count) => {
          const from = monthEnd(at);
          const grains = { month: 1, quarter: 3, half: 6, year: 12 } as const;
          for (const [grain, size] of Object.entries(grains) as [keyof typeof grains, number][]) {
            const end = spanEnd(months, { n, grain }, from, count);
            expect(end).toBe(monthEnd(at + n * size * count));
            expect(spansPassed(months, { n, grain }, from, end)).toBe(count);
            expect(spansPassed(months, { n, grain }, from, end - 1)).toBe(count - 1);
          }
          expect(spanEnd(months, { n, grain: "week" }, from, count)).toBe(from + 7 * n * count);
          expect(spanEnd(months, { n, grain: "day" }, from, count)).toBe(from + n * count);
        },
      ),
    );
  });
  test("of a calendar of weeks they are its own periods: a quarter is 13 weeks", () => {
    const weeks = { pattern: "4-4-5", ending: "last", weekday: 6, month: 1 } as const;
    const retail = makeCalendar({ spec: { ...programOf().calendar, weeks }, holidays: [] });
    for (let q = 0, at = retail.periodOf(dayOf(2024, 5, 1), "quarter"); q < 12; q += 1) {
      const next = retail.shift(at, 1);
      expect(spanEnd(retail, { n: 1, grain: "quarter" }, at.end - 1, 1)).toBe(next.end - 1);
      expect(spansPassed(retail, { n: 1, grain: "quarter" }, at.end - 1, next.end - 1)).toBe(1);
      at = next;
    }
  });
});

const RULES = `calendar
  track monthly
people from Team
  name [Name]
  reports to [Boss]
  since [From]
  until [Until]
table Facts from Facts
  owner [Rep]
  date [Day]
kpi a "Calls" = sum(Facts[A])
  lagging
goal a each month = 10 for everyone
`;
const YEAR = [dayOf(2025, 1, 1), dayOf(2025, 12, 31)] as const;

interface Someone {
  readonly boss: number;
  readonly vacant: boolean;
  readonly move: { readonly day: Day; readonly to: number } | null;
}
const day = fc.integer({ min: YEAR[0] + 1, max: YEAR[1] });
const someone: fc.Arbitrary<Someone> = fc.record({
  boss: fc.nat(),
  vacant: fc.boolean(),
  move: fc.option(fc.record({ day, to: fc.nat() }), { freq: 2 }),
});

describe("who answers", () => {
  const flagOf = (hold: Flag["hold"]): Flag => ({
    name: "f",
    label: "F",
    at: { of: "people" },
    when: 0,
    for: null,
    hold,
    say: [],
    severity: "warn",
    escalateAfter: null,
    span: { start: 0, end: 0 },
  });
  test("vacancies are passed over, movers answer to whom they report that day, at the top the top", () => {
    fc.assert(
      fc.property(
        fc.array(someone, { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 4 }),
        (people, month, level) => {
          const name = (i: number) => `${people[i]!.vacant && i > 0 ? "Vacant" : "Person"} ${i}`;
          const iso = (d: Day) => new Date(d * 86_400_000).toISOString().slice(0, 10);
          const cell = (d: Day) => serialOf(iso(d), 1900);
          const team: unknown[][] = [["Name", "Boss", "From", "Until"]];
          people.forEach(({ boss, move, vacant }, i) => {
            const to = (n: number) => (i === 0 ? null : name(n % i));
            // A vacancy is a seat, not somebody who moves: each of its rows is one of its own.
            if (i === 0 || vacant || !move) team.push([name(i), to(boss), cell(YEAR[0]), null]);
            else {
              team.push([name(i), to(boss), cell(YEAR[0]), cell(move.day - 1)]);
              team.push([name(i), to(move.to), cell(move.day), null]);
            }
          });
          const facts = [
            ["Rep", "Day", "A"],
            [name(0), cell(YEAR[1]), 1],
          ];
          const workbook = workbookOf({ Team: team as never, Facts: facts as never });
          const { engine } = run({ rules: RULES, workbook, asOf: YEAR[1], today: null });
          const period = engine.calendar.parse(`2025-${String(month).padStart(2, "0")}`)!;
          const last = period.end - 1;
          const bossOf = (i: number): number => {
            const { boss, move, vacant } = people[i]!;
            return (move && !vacant && move.day <= last ? move.to : boss) % i;
          };
          people.forEach((_, i) => {
            const seats: number[] = [];
            for (let at = i; ; at = bossOf(at)) {
              if (!people[at]!.vacant || at === 0) seats.push(at);
              if (at === 0) break;
            }
            const expected = (first: number) => {
              const at = Math.min(first, seats.length - 1);
              return seats.slice(at, at + 1 + level).map(name);
            };
            const node = engine.model.org.nodeOf(name(i))!;
            const asked = (hold: Flag["hold"]) =>
              whoAnswers(engine.model, flagOf(hold), node, period, level).map((a) => a.name);
            expect(asked({ who: "person" })).toEqual(expected(0));
            expect(asked({ who: "manager" })).toEqual(expected(1));
            expect(asked({ who: "top" })).toEqual([name(0)]);
            expect(asked({ who: "named", name: "Mr Nobody" })).toEqual(["Mr Nobody"]);
            expect(asked(null)).toEqual([]);
          });
        },
      ),
      { numRuns: 120 },
    );
  });
});
