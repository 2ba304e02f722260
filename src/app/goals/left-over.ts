/** Who took what a manager's goal left over, by name: the odd part, and the increments of the rule of rounding. */
import type { LeftOver } from "../../explain/left-over.ts";
import type { CascadeYear } from "./cascades.ts";

/** In the KPI's unit. */
export const incrementOf = ({ parts, perUnit }: CascadeYear): number =>
  (parts[0]?.input.increment ?? 1) / perUnit;

/** What one seat took of its manager's year (of a stock: of its period); the odd part first. */
export function tookOf(
  year: CascadeYear,
  at: number,
  nameOf: (node: number) => string,
): readonly LeftOver[] {
  const { seats, result, perUnit, cascade } = year;
  const seat = result.seats[at];
  if (!seat || (seat.odd === 0 && seat.took === 0)) return [];
  const who = nameOf(seats[at]!.node);
  const odd = { who, amount: seat.odd / perUnit, odd: true, rule: "largest" } as const;
  const amount = seat.took * incrementOf(year);
  const took = { who, amount, odd: false, rule: cascade.rounding };
  return [odd, took].filter((one) => one.amount !== 0);
}

/** The same of all reports at a manager's place in the tree. */
export function leftOversOf(
  year: CascadeYear,
  manager: number,
  nameOf: (node: number) => string,
): LeftOver[] {
  const found = year.nodes.flatMap(({ parent }, at) =>
    parent === manager ? tookOf(year, at, nameOf) : [],
  );
  return [...found.filter((one) => one.odd), ...found.filter((one) => !one.odd)];
}
