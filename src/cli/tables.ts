/** How a tidy table is printed: for a person, as CSV, as JSON. */
import { Option } from "commander";
import type { TidyTable } from "../app/tidy.ts";
import { toCsv } from "./csv.ts";
import { toJson, toText } from "./output.ts";

const FORMATS = ["table", "csv", "json"] as const;
export type TableFormat = (typeof FORMATS)[number];

/** `--format` of a command that prints tables. */
export const tableFormat = (): Option =>
  new Option("--format <format>", "how it is printed").choices(FORMATS).default("table");

export const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A table's whole text, its last line ended. */
export function printed(table: TidyTable, format: TableFormat): string {
  if (format === "json") return asJson(toJson(table));
  return format === "csv" ? toCsv(table) : toText(table);
}
