import type { CellValue } from "../cell.ts";
import type { SourceRef } from "../ir/ir.ts";

/**
 * What the language may know of the workbook: names, headers, and, where there are rows, a column's values.
 * The language never reads a sheet; whoever has one hands this in.
 */
export interface Catalog {
  /** Sheets, Excel tables and named ranges, as the user sees them. */
  readonly sources: readonly string[];
  /** Headers in order (null: blank header); null where there is no such source. */
  headers(source: SourceRef): readonly (string | null)[] | null;
  /**
   * A column's values, header not included; null where the rows are not known, so that names of people
   * are not checked. `column` is a header as `headers` gives it, or `$D` for the column D.
   */
  values(source: SourceRef, column: string): readonly CellValue[] | null;
  /** `values` of different columns stand row by row, blanks among them; else they are just those there are. */
  readonly byRow: boolean;
}

/** A host that gives distinct values gives at most so many: then there may be more. */
export const MOST_DISTINCT = 500;

/** Whether `values` are all there are, so that a name not among them is unknown. */
export const isWhole = ({ byRow }: Catalog, values: readonly CellValue[]): boolean =>
  byRow || values.length < MOST_DISTINCT;
