/** Arguments as any host delivers them → what functions take. One normaliser for all hosts. */
import { type Day, NO_DAY, parseIso } from "../../dsl/calendar/day.ts";
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { readNumberText } from "../model/cells/number.ts";
import { dayOfSerial, serialOf } from "../model/serial.ts";
import { UserError } from "../model/user-error.ts";
import type { Grid, Param } from "./spec.ts";

/** A range, a cell or a value as a grid; "" and undefined are blank, JavaScript dates are their calendar day. */
export function gridOf(value: unknown): Grid {
  if (!Array.isArray(value)) return [[cellOf(value)]];
  return value.map((row) => (Array.isArray(row) ? row.map(cellOf) : [cellOf(row)]));
}

function cellOf(value: unknown): CellValue {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string" && /^#[A-Z0-9/!?]+[!?A-Z]$/.test(value)) return { error: value };
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean")
    return value;
  if (value instanceof Date) return serialOf(isoOfDate(value), 1900);
  return isCellError(value) ? value : String(value);
}

const two = (n: number): string => String(n).padStart(2, "0");
const isoOfDate = (date: Date): string =>
  `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;

/** One argument by its parameter's type; null where an optional one is left out. */
export function readArgument(param: Param, value: unknown): unknown {
  const grid = gridOf(value);
  if (param.type === "range" || param.type === "any")
    return isLeftOut(value) && param.optional ? null : grid;
  const cell = grid[0]?.[0] ?? null;
  if (cell === null) {
    if (param.optional) return null;
    throw wrong(param, "is empty", "Give it a value.");
  }
  if (isCellError(cell)) throw wrong(param, `is ${cell.error}`, "Mend that cell.");
  if (param.type === "text") return String(cell);
  if (param.type === "date") return readDay(param, cell);
  const number = typeof cell === "number" ? cell : typeof cell === "string" ? numberIn(cell) : null;
  if (number === null)
    throw wrong(param, `is \`${String(cell)}\`, which is no number`, "Give it a number.");
  return number;
}

const isLeftOut = (value: unknown): boolean =>
  value === undefined || value === null || value === "";

function readDay(param: Param, cell: number | string | boolean): Day {
  const day =
    typeof cell === "number"
      ? dayOfSerial(cell, 1900)
      : (parseIso(String(cell).slice(0, 10)) ?? NO_DAY);
  if (day === NO_DAY)
    throw wrong(param, `is \`${String(cell)}\`, which is no day`, "Give it a date cell.");
  return day;
}

const wrong = (param: Param, what: string, todo: string) =>
  new UserError(`The argument \`${param.name}\` ${what}.`, param.name, todo);

/** A number typed as a text, in the way formulas are written: with a point. */
function numberIn(text: string): number | null {
  const reading = readNumberText(text, ".");
  return reading.as === "number" ? reading.value : null;
}

/** The numbers of a grid in reading order; blanks as null. */
export const numbersOf = (grid: Grid): (number | null)[] =>
  grid.flat().map((cell) => {
    if (typeof cell === "number") return cell;
    return typeof cell === "string" ? numberIn(cell) : null;
  });

/** Values in reading order back into the shape of a grid. */
export function shaped<T>(like: Grid, values: readonly T[]): T[][] {
  let at = 0;
  return like.map((row) => row.map(() => values[at++]!));
}
