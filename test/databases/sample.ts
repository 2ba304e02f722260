/** The sample's sheets as tables of a database, each column of one type: what is of another is left out. */
import { isoOf } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { sampleWorkbook } from "../../examples/generate.ts";
import { dayOfSerial } from "../../src/model/serial.ts";
import type { SheetData } from "../../src/model/workbook.ts";
import type { Cell, DrawnTable, Kind } from "../differential/models/model.ts";

const DATES = ["Created", "Closed", "Due", "From", "Until", "Hired"];

export const sampleTables = (): readonly DrawnTable[] => sampleWorkbook().sheets.map(tableOf);

function tableOf({ name, rows, columns }: SheetData): DrawnTable {
  const kinds = columns.map(kindOf);
  return {
    name,
    columns: columns.map(([header], c) => ({ name: String(header), kind: kinds[c]! })),
    rows: Array.from({ length: rows - 1 }, (_, r) =>
      columns.map((column, c) => cellOf(column[r + 1] ?? null, kinds[c]!)),
    ).filter((row) => row.some((cell) => cell !== null)),
  };
}

function kindOf([header, ...cells]: readonly CellValue[]): Kind {
  if (DATES.includes(String(header))) return "date";
  const numbers = cells.filter((cell) => typeof cell === "number").length;
  return numbers * 2 > cells.filter((cell) => cell !== null).length ? "decimal" : "text";
}

function cellOf(cell: CellValue, kind: Kind): Cell {
  if (kind === "date") return typeof cell === "number" ? isoOf(dayOfSerial(cell, 1900)) : null;
  if (kind === "decimal") return typeof cell === "number" ? cell : null;
  return typeof cell === "string" || typeof cell === "number" ? String(cell) : null;
}
