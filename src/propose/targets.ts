/** Sheets that hold goals: a row per person and period, or a column per quarter or month. */
import { foldText } from "../../dsl/fold.ts";
import { MONTH_NAMES } from "./calendar.ts";
import type { FoundPeople } from "./people.ts";
import type { Column, FoundTable } from "./sheets.ts";
import { mayName, shareIn, type Value, valuesOf } from "./values.ts";
import { says } from "./words.ts";

export interface TargetTable {
  readonly table: FoundTable;
  readonly name: string;
  readonly owner: Column;
  readonly date: Column | null;
  /** Of a table with a row per period: the amounts, and what they are of where there are several. */
  readonly long: {
    readonly column: Column;
    readonly metric: { readonly column: Column; readonly words: readonly Value[] } | null;
    readonly grain: "week" | "month" | "quarter" | "year";
  } | null;
  /** Of a table with a column per period: `Q1` or `M07` → its column; the year its name says. */
  readonly wide: {
    readonly parts: readonly { readonly part: string; readonly column: Column }[];
    readonly year: number | null;
  } | null;
}

const LEAST_OWNED = 0.5;

export function targetTable(
  table: FoundTable,
  people: FoundPeople,
  name: string,
): TargetTable | null {
  if (table === people.table) return null;
  const owner = table.columns
    .filter(mayName)
    .map((column) => ({ column, share: shareIn(valuesOf(table, column), people.names) }))
    .filter(({ share }) => share >= LEAST_OWNED)
    .sort((a, b) => b.share - a.share)[0]?.column;
  if (!owner) return null;
  const parts = partsOf(table.columns);
  const titled = says(table.sheet.name, "target");
  const numbers = table.columns.filter((c) => c !== owner && c.profile.holds === "numbers");
  if (parts.length >= 2 && parts.length >= numbers.length - 1) {
    const wide = { parts, year: yearIn(table.sheet.name) };
    return { table, name, owner, date: null, long: null, wide };
  }
  const column =
    numbers.find(({ header }) => says(header, "target")) ??
    (titled && numbers.length === 1 ? numbers[0] : undefined);
  const date = table.columns.find(({ profile }) => profile.holds === "days");
  if (!column || !date) return null;
  const metric = table.columns.find(
    (c) => c !== owner && c.profile.holds === "texts" && says(c.header, "metric"),
  );
  const words = metric ? [...valuesOf(table, metric).values()] : [];
  return {
    table,
    name,
    owner,
    date,
    long: {
      column,
      metric: metric ? { column: metric, words } : null,
      grain: grainOf(date.profile.days),
    },
    wide: null,
  };
}

/** Columns headed by a quarter or a month. */
function partsOf(columns: readonly Column[]): { part: string; column: Column }[] {
  return columns.flatMap((column) => {
    if (column.profile.holds !== "numbers" || column.header === null) return [];
    const header = foldText(column.header);
    const quarter = /(?:^|\s)q([1-4])\b|\b([1-4])\. ?quartal/.exec(header);
    const at = quarter?.[1] ?? quarter?.[2];
    if (at) return [{ part: `Q${at}`, column }];
    const month = MONTH_NAMES.findIndex((m) => header.startsWith(m.slice(0, 3).toLowerCase()));
    return month >= 0 && header.length <= 14
      ? [{ part: String(month + 1).padStart(2, "0"), column }]
      : [];
  });
}

/** `FY26`, `2026`: the year a sheet is named by. */
function yearIn(sheet: string): number | null {
  const year = /(?:FY|GJ) ?(\d{2,4})\b/i.exec(sheet)?.[1] ?? /\b(20\d\d)\b/.exec(sheet)?.[1];
  return year === undefined ? null : Number(year.length === 2 ? `20${year}` : year);
}

/** By the usual distance of two periods' days. */
function grainOf(days: readonly number[]): "week" | "month" | "quarter" | "year" {
  const distinct = [...new Set(days)];
  const gaps = distinct
    .slice(1)
    .map((day, at) => day - distinct[at]!)
    .sort((a, b) => a - b);
  const gap = gaps[Math.floor(gaps.length / 2)] ?? 30;
  if (gap <= 8) return "week";
  if (gap <= 45) return "month";
  return gap <= 120 ? "quarter" : "year";
}
