import fc from "fast-check";
import { expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { run } from "../../src/app/run.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { everyFigure } from "../conformance/why-every.ts";

/** Random people, deals, holds and resets: whatever comes out, its explanation gives it back. */

const RULES = `calendar
  year starts January
  track quarterly, yearly
people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]
table Deals from Deals
  owner [Owner]
  date [Closed]
kpi won = sum(Deals[Amount] where [Stage] = "Won")
  lagging
  unit USD
kpi wins = count(Deals where [Stage] = "Won")
  leads won
kpi accounts = distinct(Deals[Account])
kpi middle = median(Deals[Amount])
kpi rate = count(Deals where [Stage] = "Won") / count(Deals)
  leads won
  unit %
kpi moving = trailing(sum(Deals[Amount]), 3 months)
  unit USD
cascade won
  by actual(won) last year else evenly
  keep back 5% below "P0"
  over-assign 3% below "P0"
  round to 10
  spread by actual(won) last year else evenly
cascade rate
  by same points
goal wins each quarter = max(1, wins last year) for reps
score card = 70% won + 30% wins
  cap 120%
flag short
  when won is missed and any leading kpi is missed
  hold person
flag team
  at managers
  when share(reports where won is missed) >= 50%
  hold manager
`;

interface Drawn {
  readonly managers: readonly number[];
  readonly moved: number | null;
  readonly deals: readonly {
    readonly owner: number;
    readonly won: boolean;
    readonly amount: number | null;
    readonly month: number;
    readonly account: string;
  }[];
  readonly goal: number;
  readonly rate: number;
  readonly held: number | null;
  readonly reset: number | null;
  readonly asOf: number;
}
const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 3, max: 8 }).chain((people) =>
  fc.record({
    managers: fc.tuple(
      ...Array.from({ length: people }, (_, i) => fc.integer({ min: 0, max: Math.max(0, i - 1) })),
    ),
    moved: fc.option(fc.integer({ min: 2, max: people - 1 })),
    deals: fc.array(
      fc.record({
        owner: fc.nat(people),
        won: fc.boolean(),
        amount: fc.option(
          fc.integer({ min: -5_000, max: 900_000 }).map((x) => x / 100),
          {
            freq: 6,
          },
        ),
        month: fc.integer({ min: 1, max: 24 }),
        account: fc.constantFrom("A", "b", "C"),
      }),
      { maxLength: 40 },
    ),
    goal: fc.integer({ min: 0, max: 1_000_000 }),
    rate: fc.integer({ min: 1, max: 99 }),
    held: fc.option(fc.integer({ min: 0, max: 200_000 })),
    reset: fc.option(fc.integer({ min: 0, max: 50_000 })),
    asOf: fc.integer({ min: 20_000, max: 20_454 }),
  }),
);

/** A manager with two seats has one line in the certificate. */
const MOVED_MANAGER: Drawn = {
  managers: [0, 0, 0, 0, 0, 2],
  moved: 2,
  deals: [{ owner: 5, won: true, amount: 0.01, month: 1, account: "A" }],
  goal: 1,
  rate: 1,
  held: null,
  reset: null,
  asOf: 20_000,
};

const day = (month: number): number => {
  const [year, of] = [2024 + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1];
  return serialOf(`${year}-${String(of).padStart(2, "0")}-15`, 1900);
};

function workbookOf({ managers, moved, deals }: Drawn): WorkbookData {
  const at = serialOf("2025-05-16", 1900);
  const team = managers.flatMap((manager, n): CellValue[][] => {
    const up = n === 0 ? null : `P${manager}`;
    if (n !== moved) return [[`P${n}`, up, null, null]];
    return [
      [`P${n}`, up, null, at - 1],
      [`P${n}`, "P0", at, null],
    ];
  });
  const rows = deals.map((d): CellValue[] => [
    `P${d.owner}`,
    d.won ? "Won" : "Lost",
    d.amount,
    day(d.month),
    d.account,
  ]);
  return {
    sheets: [
      sheetOf("Team", [["Name", "Manager", "From", "Until"], ...team]),
      sheetOf("Deals", [["Owner", "Stage", "Amount", "Closed", "Account"], ...rows]),
    ],
    names: [],
    locale: "en-US",
    dateSystem: 1900,
  };
}

test("whatever the people, the rows and the goals: an explanation gives its figure back", () => {
  let asked = 0;
  fc.assert(
    fc.property(drawn, (data) => {
      const rules = [
        RULES,
        `goal won 2025 = ${data.goal} for "P0"`,
        `goal rate 2025 = ${data.rate}% for "P0"`,
        data.held === null ? "" : `goal won 2025 = ${data.held} for "P1"`,
        data.reset === null
          ? ""
          : `reset won 2025-Q3 from 0 to ${data.reset} for "P2" on 2025-06-30 by "P0" because "a test"`,
      ].join("\n");
      const workbook = workbookOf(data);
      const made = run({ rules, workbook, asOf: data.asOf, today: null });
      expect(made.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
      const result = everyFigure(made);
      asked += result.asked;
      expect(result.off).toEqual([]);
    }),
    { numRuns: 12, examples: [[MOVED_MANAGER]] },
  );
  expect(asked).toBeGreaterThan(5_000);
});
