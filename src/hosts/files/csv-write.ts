import type { CellValue } from "../../../dsl/cell.ts";

/** A spreadsheet that opens the file would run these as formulas, or strip them. */
const FORMULA_LIKE = /^[=+\-@\t\r]/;
/** A negative number printed as text is no formula. */
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * Rows as CSV: comma, `\n`, quotes where needed, blanks as nothing, numbers with a point. A text that a
 * spreadsheet would take for a formula is led by an apostrophe.
 */
export const writeCsv = (rows: Iterable<readonly CellValue[]>): string => {
  const lines: string[] = [];
  for (const row of rows) lines.push(`${row.map(field).join(",")}\n`);
  return lines.join("");
};

function field(cell: CellValue): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "object") return cell.error;
  const safe = FORMULA_LIKE.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replace(/"/g, '""')}"` : safe;
}
