import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { compile } from "../../dsl/index.ts";
import { createEvaluator } from "../../src/evaluate/evaluator.ts";
import { buildModel } from "../../src/model/build.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";

/** The engine against the plainest reading of the rules: row by row, person by person, with lists and sets. */

const RULES = `people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi total = sum(Deals[Amount])
kpi won = sum(Deals[Amount] where [Stage] = "Won")
kpi wins = count(Deals where [Stage] = "Won")
kpi filled = count(Deals[Amount])
kpi mean = average(Deals[Amount])
kpi least = min(Deals[Amount])
kpi most = max(Deals[Amount] where [Stage] <> "Lost")
kpi middle = median(Deals[Amount])
kpi accounts = distinct(Deals[Account])
kpi part = share(Deals where [Stage] = "Won")
kpi rate = wins / filled
kpi created = count(Deals on [Created])
kpi to_date = ytd(won)
kpi before = won last year
kpi alone = own(won)
kpi moving = trailing(total, 3 months)
`;

interface Deal {
  readonly owner: number;
  readonly account: string;
  readonly stage: "Won" | "Lost" | "Open";
  readonly amount: number | null;
  readonly closed: string | null;
  readonly created: string | null;
}
/** Manager of each person until the move, and after it. */
interface Drawn {
  readonly managers: readonly number[];
  readonly moves: readonly (number | null)[];
  readonly deals: readonly Deal[];
}

const MOVE = "2026-05-16";
const day = fc
  .record({
    year: fc.constantFrom(2025, 2026),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map((d) => `${d.year}-${String(d.month).padStart(2, "0")}-${String(d.day).padStart(2, "0")}`);
const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 2, max: 8 }).chain((people) =>
  fc.record({
    managers: fc.tuple(
      ...Array.from({ length: people }, (_, i) => fc.integer({ min: 0, max: Math.max(0, i - 1) })),
    ),
    moves: fc.tuple(
      ...Array.from({ length: people }, (_, i) =>
        i < 2 ? fc.constant(null) : fc.option(fc.integer({ min: 0, max: i - 1 }), { freq: 3 }),
      ),
    ),
    deals: fc.array(
      fc.record({
        owner: fc.integer({ min: 0, max: people }),
        account: fc.constantFrom("A", "a ", "B", "C", ""),
        stage: fc.constantFrom("Won" as const, "Lost" as const, "Open" as const),
        amount: fc.option(
          fc.oneof(
            fc.integer({ min: -50, max: 5_000 }),
            fc.double({ min: 0, max: 100, noNaN: true }).map((x) => Math.round(x * 100) / 100),
          ),
          { freq: 6 },
        ),
        closed: fc.option(day, { freq: 8 }),
        created: fc.option(day, { freq: 8 }),
      }),
      { maxLength: 40 },
    ),
  }),
);

const name = (n: number) => `P${n}`;
const serial = (iso: string | null): number | null => (iso === null ? null : serialOf(iso, 1900));

function workbookOf({ managers, moves, deals }: Drawn): WorkbookData {
  const team: CellValue[][] = [["Name", "Manager", "From", "Until"]];
  managers.forEach((manager, n) => {
    const up = n === 0 ? null : name(manager);
    const moved = moves[n] ?? null;
    if (moved === null) team.push([name(n), up, null, null]);
    else {
      team.push([name(n), up, null, serialOf(MOVE, 1900) - 1]);
      team.push([name(n), name(moved), serialOf(MOVE, 1900), null]);
    }
  });
  const rows = deals.map((d): CellValue[] => [
    d.owner < managers.length ? name(d.owner) : "Nobody we know",
    d.account === "" ? null : d.account,
    d.stage,
    d.amount,
    serial(d.closed),
    serial(d.created),
  ]);
  return {
    sheets: [
      sheetOf("Team", team),
      sheetOf("Deals", [["Owner", "Account", "Stage", "Amount", "Closed", "Created"], ...rows]),
    ],
    names: [],
    locale: "en-US",
    dateSystem: 1900,
  };
}

/** Everybody above a person on a day, himself first. */
function above({ managers, moves }: Drawn, person: number, on: string): number[] {
  const chain = [person];
  while (chain.at(-1) !== 0) {
    const at = chain.at(-1)!;
    const moved = moves[at] ?? null;
    chain.push(moved !== null && on >= MOVE ? moved : managers[at]!);
  }
  return chain;
}

/** Rows of a person and everybody below in days `[from, to)`, each at its own day. */
function rowsOf(
  data: Drawn,
  person: number,
  from: string,
  to: string,
  by: "closed" | "created",
  own = false,
): Deal[] {
  return data.deals.filter((d) => {
    const on = d[by];
    if (on === null || on < from || on >= to || d.owner >= data.managers.length) return false;
    return own ? d.owner === person : above(data, d.owner, on).includes(person);
  });
}

const add = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
const isWon = (d: Deal): boolean => d.stage === "Won";
const amounts = (deals: readonly Deal[]): number[] =>
  deals.flatMap((d) => (d.amount === null ? [] : [d.amount]));
function middleOf(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
const orBlank = (list: readonly number[], of: (list: readonly number[]) => number): number =>
  list.length === 0 ? Number.NaN : of(list);

/** What each KPI says, in one line each. */
function reference(data: Drawn, person: number, month: string): Record<string, number> {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const monthAt = (shift: number): string => {
    const index = year * 12 + number - 1 + shift;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
  };
  const between = (from: string, to: string) => rowsOf(data, person, from, to, "closed");
  const rows = between(month, monthAt(1));
  const won = rows.filter(isWon);
  const wins = won.length;
  const filled = amounts(rows).length;
  return {
    total: add(amounts(rows)),
    won: add(amounts(won)),
    wins,
    filled,
    mean: orBlank(amounts(rows), (l) => add(l) / l.length),
    least: orBlank(amounts(rows), (l) => Math.min(...l)),
    most: orBlank(amounts(rows.filter((d) => d.stage !== "Lost")), (l) => Math.max(...l)),
    middle: middleOf(amounts(rows)),
    accounts: new Set(rows.map((d) => d.account.trim().toLowerCase()).filter((a) => a !== "")).size,
    part: rows.length === 0 ? Number.NaN : wins / rows.length,
    rate: filled === 0 ? Number.NaN : wins / filled,
    created: rowsOf(data, person, month, monthAt(1), "created").length,
    to_date: add(amounts(between(`${year}-01`, monthAt(1)).filter(isWon))),
    before: add(amounts(between(monthAt(-12), monthAt(-11)).filter(isWon))),
    alone: add(amounts(rowsOf(data, person, month, monthAt(1), "closed", true).filter(isWon))),
    moving: add(amounts(between(monthAt(-2), monthAt(1)))),
  };
}

const { program, diagnostics } = compile(RULES, null);

describe("the engine agrees with the plainest reading of the rules", () => {
  test("the rules are sound", () => {
    expect(diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  });

  test("every KPI, person and month, movers, blanks and strangers among them", () => {
    fc.assert(
      fc.property(drawn, (data) => {
        const model = buildModel(program, workbookOf(data), { day: model2026(), today: null });
        const first = model.calendar.parse("2026-01")!;
        const months: Period[] = Array.from({ length: 12 }, (_, i) =>
          model.calendar.shift(first, i),
        );
        const evaluator = createEvaluator({
          program,
          model,
          periods: () => months,
          source: {
            standing: () => Number.NaN,
            score: () => Number.NaN,
            status: () => null,
            statuses: () => [],
            judgedReports: () => [],
          },
        });
        for (const kpi of program.kpis) {
          const whole = evaluator.matrix(kpi.figure, "month").value;
          months.forEach((month, m) => {
            data.managers.forEach((_, person) => {
              const node = model.org.nodeOf(name(person).toLowerCase())!;
              const wanted = reference(data, person, month.label)[kpi.name]!;
              const got = evaluator.at(kpi.figure, node, month).value;
              const where = `${kpi.name} of ${name(person)} in ${month.label}`;
              if (Number.isNaN(wanted)) expect(got, where).toBeNaN();
              else expect(got, where).toBeCloseTo(wanted, 6);
              expect(whole[m * model.org.nodes.length + node], where).toBe(got);
            });
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** After all data: nothing lies ahead. */
function model2026() {
  return (serialOf("2026-12-31", 1900) - 25_569) as ReturnType<typeof buildModel>["asOf"];
}
