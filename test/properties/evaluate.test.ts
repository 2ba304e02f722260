import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Period } from "../../dsl/calendar/calendar.ts";
import { compile } from "../../dsl/index.ts";
import { createEvaluator } from "../../src/evaluate/evaluator.ts";
import { buildModel } from "../../src/model/build.ts";
import {
  type Deal,
  type Drawn,
  drawn,
  END_OF_2026,
  MOVE,
  NO_STANDING,
  name,
  workbookOf,
} from "./deals.ts";

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
        const model = buildModel(program, workbookOf(data), { day: END_OF_2026, today: null });
        const first = model.calendar.parse("2026-01")!;
        const months: Period[] = Array.from({ length: 12 }, (_, i) =>
          model.calendar.shift(first, i),
        );
        const evaluator = createEvaluator({
          program,
          model,
          periods: () => months,
          source: NO_STANDING,
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
