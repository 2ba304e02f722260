/** Random small organisations and their deals: movers, blanks, strangers, spellings. */
import fc from "fast-check";
import type { CellValue } from "../../dsl/cell.ts";
import type { StandingSource } from "../../src/evaluate/types.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";

export interface Deal {
  readonly owner: number;
  readonly account: string;
  readonly stage: "Won" | "Lost" | "Open";
  readonly amount: number | null;
  readonly closed: string | null;
  readonly created: string | null;
}
/** Manager of each person until the move, and after it. */
export interface Drawn {
  readonly managers: readonly number[];
  readonly moves: readonly (number | null)[];
  readonly deals: readonly Deal[];
}

export const MOVE = "2026-05-16";
export const day = fc
  .record({
    year: fc.constantFrom(2025, 2026),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map((d) => `${d.year}-${String(d.month).padStart(2, "0")}-${String(d.day).padStart(2, "0")}`);
export const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 2, max: 8 }).chain((people) =>
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

export const name = (n: number) => `P${n}`;
export const serial = (iso: string | null): number | null =>
  iso === null ? null : serialOf(iso, 1900);

export function workbookOf({ managers, moves, deals }: Drawn): WorkbookData {
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

/** After all data: nothing lies ahead. */
export const END_OF_2026 = serialOf("2026-12-31", 1900) - 25_569;

/** No goals: only what was done is asked. */
export const NO_STANDING: StandingSource = {
  standing: () => Number.NaN,
  score: () => Number.NaN,
  status: () => null,
  statuses: () => [],
  judgedReports: () => [],
};
