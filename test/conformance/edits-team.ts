/** A small team whose revenue goal cascades, and rows of `KPI Edits`: what the tests of edits try. */
import { serialOf } from "../../src/model/serial.ts";

export type Cell = string | number | null | { error: string };
export const RULES = `calendar
  year starts January
  track monthly, quarterly, yearly

people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue "Revenue" = sum(Deals[Amount])
  lagging
  unit EUR

kpi deals = count(Deals)
  leads revenue

kpi size = revenue / deals
  unit EUR

kpi calls = count(Deals where [Amount] > 0)

goal revenue 2026 = 1200 for "Mia"
goal deals each quarter = max(1, round(goal(revenue) / goal(size))) for everyone
goal size each quarter = 50 for everyone
goal calls each month = 3 for everyone

cascade revenue
  by people[Size]
`;
export const day = (iso: string) => serialOf(iso, 1900);
export const TEAM: Cell[][] = [
  ["Name", "Manager", "Size", "From", "Until"],
  ["Mia", null, null, null, null],
  ["Ann", "Mia", null, null, null],
  ["Ben", "Mia", null, null, null],
  ["Cid", "Ann", 1, null, null],
  ["Dee", "Ann", 2, null, null],
  ["Eve", "Ben", 1, null, null],
  ["Fay", "Ben", 1, null, null],
  ["Gus", "Ben", 1, null, null],
];
export const DEALS: Cell[][] = [
  ["Owner", "Amount", "Closed"],
  ["Cid", 100, day("2026-01-10")],
];
/** n, kind, who, kpi, period, from, to, by, on, note. */
export const edit = (
  n: number | string | null,
  kind: string,
  who: string,
  period: Cell,
  from: Cell,
  to: Cell,
  more: { on?: Cell; note?: string; kpi?: string } = {},
): Cell[] => [
  n,
  kind,
  who,
  more.kpi ?? "revenue",
  period,
  from,
  to,
  "Mia",
  more.on === undefined ? day("2026-01-02") : more.on,
  more.note ?? null,
];
