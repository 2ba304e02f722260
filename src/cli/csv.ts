import type { TidyTable } from "../app/tidy.ts";
import { writeCsv } from "../hosts/files/index.ts";
import { plainText } from "./output.ts";

/** A tidy table as CSV: plain decimals, blank as nothing, texts that look like formulas made harmless. */
export const toCsv = ({ columns, rows }: TidyTable): string =>
  writeCsv([
    [...columns],
    ...Array.from(rows, (row) =>
      row.map((cell) => {
        if (typeof cell === "boolean") return String(cell);
        return typeof cell === "number" ? plainText(cell) : cell;
      }),
    ),
  ]);
