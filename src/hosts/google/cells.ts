/** Cells between Apps Script's form and ours: blanks are "", dates are `Date`s in the workbook's time zone. */
import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import { serialOf } from "../../model/serial.ts";
import type { WriteCell } from "../port/index.ts";
import { isFormula } from "../port/plan.ts";

const ERROR = /^#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|ERROR!)$/;
const SECONDS_A_DAY = 86_400;

/** Tells the calendar day and time of a date in one workbook's time zone; getters of `Date` use the script's. */
export type Clock = (date: Date) => string;

/** `2026-03-31 14:30:00` by the workbook's time zone. */
export const clockOf =
  (timeZone: string): Clock =>
  (date) =>
    Utilities.formatDate(date, timeZone, "yyyy-MM-dd HH:mm:ss");

/** A cell as Apps Script reads it. */
export function fromCell(value: unknown, clock: Clock): CellValue {
  if (value === "" || value === null || value === undefined) return null;
  if (isDate(value)) return serialOfDate(clock(value));
  if (typeof value === "string") return ERROR.test(value) ? { error: value } : value;
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

/** A date made in another context of the script engine is no `instanceof Date` here. */
export const isDate = (value: unknown): value is Date =>
  Object.prototype.toString.call(value) === "[object Date]";

function serialOfDate(text: string): number {
  const [hours, minutes, seconds] = text.slice(11).split(":").map(Number) as [
    number,
    number,
    number,
  ];
  const time = (hours * 3600 + minutes * 60 + seconds) / SECONDS_A_DAY;
  return serialOf(text.slice(0, 10), 1900) + time;
}

/** What `setValues` takes; a blank clears. */
export function toCell(cell: WriteCell): string | number | boolean {
  if (cell === null) return "";
  if (isFormula(cell)) return `=${cell.formula.replace(/^=/, "")}`;
  return isCellError(cell) ? cell.error : cell;
}

/** A text that Sheets would take for a formula, whatever the cell's format. */
export const looksLikeFormula = (cell: WriteCell): cell is string =>
  typeof cell === "string" && /^[=+]/.test(cell);
