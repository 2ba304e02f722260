import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilOf, dayOf, isoOf, makeCalendar, parseIso } from "../../dsl/calendar/index.ts";
import type { CalendarSpec, Grain } from "../../dsl/ir/ir.ts";

const spec = (over: Partial<CalendarSpec> = {}): CalendarSpec => ({
  yearStarts: 1,
  namedBy: "end",
  weeks: null,
  track: ["month"],
  workWeek: null,
  holidays: [],
  ...over,
});
const calendar = (over: Partial<CalendarSpec> = {}, holidays: number[] = []) =>
  makeCalendar({ spec: spec(over), holidays });

const anyDay = fc.integer({ min: dayOf(1950, 1, 1), max: dayOf(2150, 1, 1) });
const anyGrain = fc.constantFrom<Grain>("day", "week", "month", "quarter", "half", "year");
const anySpec = fc.oneof(
  fc.record({
    yearStarts: fc.integer({ min: 1, max: 12 }),
    namedBy: fc.constantFrom("start", "end"),
  }),
  fc.record({
    weeks: fc.record({
      pattern: fc.constantFrom("4-4-5", "4-5-4", "5-4-4"),
      ending: fc.constantFrom("last", "nearest"),
      weekday: fc.integer({ min: 1, max: 7 }),
      month: fc.integer({ min: 1, max: 12 }),
    }),
    namedBy: fc.constantFrom("start", "end"),
  }),
) as fc.Arbitrary<Partial<CalendarSpec>>;

describe("days", () => {
  test("civil dates and day numbers are inverse", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { year, month, day: d } = civilOf(day);
        expect(dayOf(year, month, d)).toBe(day);
        expect(parseIso(isoOf(day))).toBe(day);
      }),
    );
  });
  test("a date that isn't one is null", () => {
    for (const text of ["2017-02-30", "2017-13-01", "2017-2-3", "x"])
      expect(parseIso(text)).toBeNull();
  });
});

describe("periods", () => {
  test("hold their day, tile without gap, read back from their label", () => {
    fc.assert(
      fc.property(anySpec, anyDay, anyGrain, (over, day, grain) => {
        const c = calendar(over);
        const period = c.periodOf(day, grain);
        expect(period.start).toBeLessThanOrEqual(day);
        expect(period.end).toBeGreaterThan(day);
        expect(c.shift(period, 1).start).toBe(period.end);
        expect(c.shift(c.shift(period, 3), -3)).toEqual(period);
        expect(c.parse(period.label)).toEqual(period);
      }),
    );
  });
  test("parts of a year, half or quarter tile it", () => {
    fc.assert(
      fc.property(anySpec, anyDay, (over, day) => {
        const c = calendar(over);
        for (const [whole, part, count] of [
          ["year", "half", 2],
          ["year", "quarter", 4],
          ["year", "month", 12],
          ["half", "quarter", 2],
          ["quarter", "month", 3],
        ] as const) {
          const outer = c.periodOf(day, whole);
          const parts = c.parts(outer, part);
          expect(parts.length).toBe(count);
          expect(parts[0]!.start).toBe(outer.start);
          expect(parts[count - 1]!.end).toBe(outer.end);
        }
      }),
    );
  });
  test("equal periods are one object, however they are come by", () => {
    fc.assert(
      fc.property(anySpec, anyDay, anyGrain, (over, day, grain) => {
        const c = calendar(over);
        const period = c.periodOf(day, grain);
        expect(c.parse(period.label)).toBe(period);
        expect(c.periodOf(period.end - 1, grain)).toBe(period);
        expect(c.shift(c.shift(period, -1), 1)).toBe(period);
        expect(c.lastYear(c.shift(period, 1))).toBe(c.lastYear(c.shift(period, 1)));
      }),
    );
  });
  test("the year before is one year back", () => {
    fc.assert(
      fc.property(anySpec, anyDay, (over, day) => {
        const c = calendar(over);
        const year = c.periodOf(day, "year");
        expect(c.lastYear(year)).toEqual(c.shift(year, -1));
        const quarter = c.periodOf(day, "quarter");
        expect(c.lastYear(quarter)).toEqual(c.shift(quarter, -4));
      }),
    );
  });
});

describe("by hand", () => {
  test("a year from February named by its end", () => {
    const c = calendar({ yearStarts: 2, namedBy: "end" });
    expect(c.periodOf(dayOf(2025, 2, 1), "year").label).toBe("2026");
    expect(c.periodOf(dayOf(2025, 4, 30), "quarter").label).toBe("2026-Q1");
    expect(isoOf(c.parse("2026-H2")!.start)).toBe("2025-08-01");
    expect(c.parse("2025-03")!.start).toBe(dayOf(2025, 3, 1));
  });
  test("labels that no calendar of months has", () => {
    for (const label of ["2025-Q5", "2025-5", "2025-P02", "2025-13", "2025-W54", "2025-Q01"]) {
      expect(calendar().parse(label)).toBeNull();
    }
  });
  test("the retail year 2023 of the NRF has 53 weeks and ends on 3 February 2024", () => {
    const c = calendar({
      namedBy: "start",
      weeks: { pattern: "4-5-4", ending: "nearest", weekday: 6, month: 1 },
    });
    const year = c.parse("2023")!;
    expect([isoOf(year.start), isoOf(year.end - 1)]).toEqual(["2023-01-29", "2024-02-03"]);
    expect(c.parts(year, "week").length).toBe(53);
    expect(c.parts(c.parse("2023-P12")!, "week").length).toBe(5);
    expect(c.parse("2022-W53")).toBeNull();
  });
  test("ISO weeks take the ISO year", () => {
    expect(calendar().periodOf(dayOf(2021, 1, 1), "week").label).toBe("2020-W53");
  });
  test("working days leave out weekends and holidays", () => {
    const c = calendar({ workWeek: { from: 1, to: 5 } }, [dayOf(2026, 1, 1), dayOf(2026, 1, 3)]);
    expect(c.workdays(dayOf(2026, 1, 1), dayOf(2026, 2, 1))).toBe(21);
    const gulf = calendar({ workWeek: { from: 7, to: 4 } });
    expect(gulf.workdays(dayOf(2026, 1, 4), dayOf(2026, 1, 11))).toBe(5);
  });
});
