/** Names that own rows and are nobody, and the cells that one word would mend. */
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { columnLetter } from "../model/address.ts";
import { suggester } from "../model/suggest.ts";
import { isTotalsLabel } from "../model/totals.ts";
import type { WorkbookData } from "../model/workbook.ts";
import type { DataTable } from "./data.ts";
import type { FoundPeople } from "./people.ts";
import type { Choices, Stranger } from "./proposal.ts";
import type { Column } from "./sheets.ts";
import { matching, valuesOf } from "./values.ts";

export const strangerId = (name: string): string => `stranger.${name}`;

/** Everybody whose rows would be in nobody's total, those with most rows first. */
export function strangersIn(
  tables: readonly DataTable[],
  people: FoundPeople,
  choices: Choices,
): readonly Stranger[] {
  const above = people.reportsTo.flatMap((column) => [...valuesOf(people.table, column).keys()]);
  const known = new Set([...people.names.keys(), ...above, matching(people.top)]);
  const nearest = suggester([...people.names.values()].map(({ shown }) => shown));
  const found = new Map<string, Stranger>();
  const look = ({ table }: DataTable, column: Column) => {
    for (const [key, { shown, rows }] of valuesOf(table, column)) {
      if (known.has(key) || isTotalsLabel(shown, true)) continue;
      const before = found.get(key);
      found.set(key, {
        name: before?.name ?? shown,
        rows: (before?.rows ?? 0) + rows,
        sheet: before?.sheet ?? table.sheet.name,
        column: before?.column ?? columnLetter(column.at),
        nearest: before ? before.nearest : nearest(shown),
        decided: choices[strangerId(before?.name ?? shown)] ?? null,
      });
    }
  };
  for (const data of tables) for (const column of [data.owner, ...data.seconds]) look(data, column);
  return [...found.values()].sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1));
}

/** Cells of a sheet to write another name into, one under the other. Zero-based. */
export interface Correction {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly from: CellValue;
  readonly to: string;
}

/** The cells that name a stranger who was decided to be somebody. */
export function correctionsOf(
  workbook: WorkbookData,
  strangers: readonly Stranger[],
  owners: readonly { readonly sheet: string; readonly columns: readonly number[] }[],
): readonly Correction[] {
  const to = new Map(
    strangers.flatMap(({ name, decided }) => (decided ? [[foldText(name), decided] as const] : [])),
  );
  if (to.size === 0) return [];
  return owners.flatMap(({ sheet: name, columns }) => {
    const sheet = workbook.sheets.find((s) => s.name === name);
    return columns.flatMap((column) =>
      (sheet?.columns[column] ?? []).flatMap((cell, row): Correction[] => {
        const person = typeof cell === "string" ? to.get(foldText(cell)) : undefined;
        return person === undefined ? [] : [{ sheet: name, row, column, from: cell, to: person }];
      }),
    );
  });
}

/** The workbook as it is with the corrections made. */
export function corrected(workbook: WorkbookData, cells: readonly Correction[]): WorkbookData {
  if (cells.length === 0) return workbook;
  const sheets = workbook.sheets.map((sheet) => {
    const own = cells.filter((cell) => cell.sheet === sheet.name);
    if (own.length === 0) return sheet;
    const columns = sheet.columns.map((column, at) => {
      const here = own.filter((cell) => cell.column === at);
      if (here.length === 0) return column;
      const copy = [...column];
      for (const { row, to } of here) copy[row] = to;
      return copy;
    });
    return { ...sheet, columns };
  });
  return { ...workbook, sheets };
}
