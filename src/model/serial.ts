import { type Day, dayOf, NO_DAY, parseIso } from "../../dsl/calendar/day.ts";

/** Serial 25569 is 1970-01-01 in the 1900 system; a 1904 workbook counts from 1462 days later. */
const SERIAL_OF_EPOCH = 25569;
const OFFSET_1904 = 1462;
/** Before 1900-03-01 serials disagree between programs (serial 60 is a day that never was): no dates there. */
export const FIRST_DAY: Day = dayOf(1900, 3, 1);
export const LAST_DAY: Day = dayOf(2199, 12, 31);
/** How many systems write "open". */
export const OPEN_DAY: Day = dayOf(9999, 12, 31);

/** Whether a day can stand in a workbook: 1900-03-01 … 2199-12-31, and the open one. */
export const isDay = (day: Day): boolean =>
  (day >= FIRST_DAY && day <= LAST_DAY) || day === OPEN_DAY;

/** The calendar day of a serial; the time of day (the fraction) never moves it. `NO_DAY` where none can be. */
export function dayOfSerial(serial: number, system: 1900 | 1904): Day {
  const day = Math.floor(serial) - SERIAL_OF_EPOCH + (system === 1904 ? OFFSET_1904 : 0);
  return isDay(day) ? day : NO_DAY;
}

/** The serial that a workbook shows as the ISO day. */
export function serialOf(iso: string, system: 1900 | 1904): number {
  const day = parseIso(iso);
  if (day === null) throw new Error(`not an ISO day: ${iso}`);
  return serialOfDay(day, system);
}

/** The serial that a workbook shows as the day. */
export const serialOfDay = (day: Day, system: 1900 | 1904): number =>
  day + SERIAL_OF_EPOCH - (system === 1904 ? OFFSET_1904 : 0);
