/** Goals that come from elsewhere once cells of their sheet change: the same people and targets before and after. */
import type { CellValue } from "../../../dsl/cell.ts";
import { serialOf } from "../../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../../src/model/workbook.ts";

const day = (iso: string): number => serialOf(iso, 1900);
const TEAM: CellValue[][] = [
  ["Name", "Manager"],
  ["Ann", null],
  ["Ben", "Ann"],
  ["Cem", "Ann"],
];
/** From the first month of a quarter to the last of one, so that every month of the quarters has a column. */
const DEALS: CellValue[][] = [
  ["Owner", "Amount", "Created", "Closed"],
  ["Ben", 5, day("2026-01-01"), day("2026-01-03")],
  ["Ben", 30, day("2026-01-01"), day("2026-02-03")],
  ["Cem", 65, day("2026-01-01"), day("2026-06-03")],
];

/** A manager's quarter is the reports' together, or months of a sheet, by which of them there are. */
export const MONTHLY = `calendar
  track monthly, quarterly
people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
table Targets from Targets
  owner [Name]
  date [Month]
kpi same "Same" = sum(Deals[Amount])
kpi own "Own" = sum(Deals[Amount])
kpi more "More" = sum(Deals[Amount])
kpi gone "Gone" = sum(Deals[Amount])
goal same each month from Targets[Same]
goal own each month from Targets[Own]
goal more each month from Targets[More]
goal gone each month from Targets[Gone]
kpi open "Open" = count(Deals active [Created] to [Closed])
goal open each month from Targets[Own]
`;
const monthly = (...targets: readonly CellValue[][]): WorkbookData => {
  const rows = [["Name", "Month", "Same", "Own", "More", "Gone"], ...targets];
  const sheets = [sheetOf("Team", TEAM), sheetOf("Deals", DEALS), sheetOf("Targets", rows)];
  return { sheets, names: [], locale: "en-US", dateSystem: 1900 };
};
const [JANUARY, FEBRUARY, APRIL] = ["2026-01-01", "2026-02-01", "2026-04-01"].map(day);
export const PLANNED = monthly(
  ["Ben", JANUARY!, 10, 10, 10, 10],
  ["Ben", FEBRUARY!, null, null, null, null],
  ["Cem", JANUARY!, 20, 20, 20, 20],
  ["Ann", JANUARY!, null, null, null, null],
  ["Ann", APRIL!, 50, 50, 50, 50],
);
/** Another amount, a month of a manager's own, one more month of a rep's, a manager's month that is gone. */
export const REPLANNED = monthly(
  ["Ben", JANUARY!, 11, 10, 10, 10],
  ["Ben", FEBRUARY!, null, null, 5, null],
  ["Cem", JANUARY!, 20, 20, 20, 20],
  ["Ann", JANUARY!, null, 7, null, null],
  ["Ann", APRIL!, 50, 50, 50, null],
);
