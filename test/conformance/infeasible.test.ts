/** What can't be met: an error that names the manager, the sums and the total that would do; the rest still runs. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { run } from "../../src/app/run.ts";
import { workbookOf } from "../language/catalogs.ts";

const TEAM = [
  ["Name", "Boss", "Size", "Role"],
  ["Zoe", null, null, "VP"],
  ["Mia", "Zoe", null, "Manager"],
  ["Noa", "Zoe", null, "Manager"],
  ["Ann", "Mia", 1, "Rep"],
  ["Ben", "Mia", 1, "Rep"],
  ["Cem", "Noa", 2, "Rep"],
  ["Dee", "Noa", 2, "Rep"],
];

const made = (goal: number, lines: string, more = "") =>
  run({
    rules: `people from Team
  name [Name]
  reports to [Boss]
table Deals from Deals
  owner [Rep]
  date [Day]
kpi revenue = sum(Deals[Amount])
  unit EUR
kpi calls = count(Deals)
goal revenue 2025 = ${goal} for "Zoe"
${more}goal calls 2025 = 80 for "Zoe"
cascade revenue
  by people[Size]
${lines}cascade calls
  evenly
`,
    workbook: workbookOf({
      Team: TEAM,
      Deals: [
        ["Rep", "Day", "Amount"],
        ["Ann", 45_672, 100],
      ],
    } as never),
    asOf: 20_178,
    today: null,
  });
type Made = ReturnType<typeof made>;
const goals = (of: Made, kpi: string, ...who: string[]) =>
  who.map((name) => {
    const { id } = of.program.kpis.find((k) => k.name === kpi)!;
    return of.standing(id, of.org.nodeOf(name)!, of.calendar.parse("2025")!).goal;
  });
const refusals = (of: Made) => of.findings.filter((f) => f.code === "GOAL02");

describe("a goal that can't be handed down", () => {
  test("is refused at its manager; teams beside it and other KPIs have their goals and tie", () => {
    // Mia owes 400 of 1,200 by a hold; her reports must have 300 each.
    const floors = made(1200, "  at least 300\n", 'goal revenue 2025 = 400 for "Mia"\n');
    expect(refusals(floors)).toHaveLength(1);
    const { message, place } = refusals(floors)[0]!;
    expect(`${place} ${message}`).toContain("Mia");
    expect(message).toMatch(/€600.*€400.*€200 too little.*€600 would do/);
    expect(goals(floors, "revenue", "Zoe", "Mia", "Noa", "Cem", "Dee")).toEqual([
      1200, 400, 800, 400, 400,
    ]);
    expect(goals(floors, "revenue", "Ann", "Ben")).toEqual([Number.NaN, Number.NaN]);
    expect(goals(floors, "calls", "Ann", "Ben", "Cem", "Dee")).toEqual([20, 20, 20, 20]);
    const lines = floors.certificate.map((row) => [
      floors.program.kpis[row.kpi]!.name,
      floors.org.nodes[row.node]!.name,
      row.ties,
    ]);
    expect(lines.every(([, , ties]) => ties)).toBe(true);
    expect(lines.some(([kpi, who]) => kpi === "revenue" && who === "Noa")).toBe(true);
    expect(lines.some(([kpi, who]) => kpi === "revenue" && who === "Mia")).toBe(false);
  });

  test("names the nearest total: that one goes down, an increment short of it doesn't", () => {
    let seen = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 90 }),
        fc.constantFrom("at least", "at most"),
        fc.integer({ min: 1, max: 399 }),
        (each, bound, total) => {
          const lines = `  ${bound} ${each}\n  round to 1\n`;
          const isTooFar = bound === "at least" ? total < 4 * each : total > 4 * each;
          const asked = made(total, lines);
          expect(refusals(asked).length > 0).toBe(isTooFar);
          if (!isTooFar) return;
          seen += 1;
          const { message } = refusals(asked)[0]!;
          const nearest = Number(/€([\d,]+) would do/.exec(message)![1]!.replace(/,/g, ""));
          expect(nearest).toBe(4 * each);
          expect(refusals(made(nearest, lines))).toEqual([]);
          const short = bound === "at least" ? nearest - 1 : nearest + 1;
          expect(refusals(made(short, lines)).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 25, seed: 3 },
    );
    expect(seen).toBeGreaterThan(5);
  });
});

describe("a rate that can't be handed down", () => {
  const rated = (bound: string, percent: number) =>
    run({
      rules: `people from Team
  name [Name]
  reports to [Boss]
table Calls from Calls
  owner [Rep]
  date [Day]
kpi rate = count(Calls where [Won] = true) / count(Calls)
  unit %
goal rate 2025 = 60% for "Zoe"
goal rate 2025 = ${percent}% for "Mia"
cascade rate
  by same points
  ${bound}
`,
      workbook: workbookOf({
        Team: TEAM,
        Calls: [
          ["Rep", "Day", "Won"],
          ...["Ann", "Ben", "Cem", "Dee"].flatMap((rep) => [
            [rep, 45_400, true],
            [rep, 45_401, false],
          ]),
        ],
      } as never),
      asOf: 20_178,
      today: null,
    });
  test("is refused at its manager with the most, or the least, that can be had; beside it goals stand", () => {
    for (const [bound, percent, says] of [
      ["at most 80%", 90, /reports of Mia can reach 80% at most, and 90% is owed: 10/],
      ["at least 40%", 30, /reports of Mia can't go below 40%, and 30% is owed: 10/],
    ] as const) {
      const off = rated(bound, percent);
      expect(refusals(off)).toHaveLength(1);
      expect(refusals(off)[0]!.message).toMatch(says);
      expect(goals(off, "rate", "Ann", "Ben")).toEqual([Number.NaN, Number.NaN]);
      for (const goal of goals(off, "rate", "Cem", "Dee"))
        expect(goal).toBeCloseTo(1.2 - percent / 100, 9);
    }
    expect(refusals(rated("at most 80%", 80))).toEqual([]);
  });
});
