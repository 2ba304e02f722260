/**
 * What a cell can hold once a host's own types are gone: the one form that every adapter delivers.
 * Dates are serial day numbers in the workbook's date system (with the time of day as a fraction);
 * whether a number is a date is decided by the column's use, as in a spreadsheet.
 */
export type CellValue = number | string | boolean | null | CellError;

/** `#N/A`, `#DIV/0!` …: kept, because a figure that needs such a cell must name it. */
export interface CellError {
  readonly error: string;
}

export const isCellError = (value: unknown): value is CellError =>
  typeof value === "object" && value !== null && "error" in value;
