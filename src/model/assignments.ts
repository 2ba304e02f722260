/** People's rows → assignments: who reports to whom, from when to when. */
import { type Day, isoOf, NO_DAY } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import type { PeopleSource } from "../../dsl/ir/ir.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import { OPEN_DAY } from "./serial.ts";
import type { Table } from "./table.ts";

/** Days outside every calendar: an assignment without dates holds always. */
export const ALWAYS_FROM: Day = -1_000_000;
export const ALWAYS_TO: Day = 10_000_000;

export interface Assignment {
  readonly name: string;
  readonly folded: string;
  readonly vacancy: boolean;
  /** The row's cells of the `reports to` columns, nearest first; blanks left out. */
  readonly path: readonly string[];
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  readonly row: number;
}

/** What the name of a seat that nobody has begins with, in matching form. */
export const VACANCY_WORDS = ["vacant", "vacancy", "tbh", "tbd"] as const;
const VACANT = new RegExp(`^(?:${VACANCY_WORDS.join("|")})\\b`, "i");

/** What the sheet says of one person. */
export interface PersonRows {
  readonly rows: readonly Assignment[];
  /** In time order and disjoint; empty where the rows contradict each other (a finding says so). */
  readonly assignments: readonly Assignment[];
}

/** All persons by their names in matching form, in the order of the sheet. */
export function assignmentsOf(
  people: PeopleSource,
  table: Table,
  findings: Finding[],
): ReadonlyMap<string, PersonRows> {
  const rows = readRows(people, table, findings);
  const byName = new Map<string, Assignment[]>();
  for (const row of rows) {
    const list = byName.get(row.folded) ?? [];
    list.push(row);
    byName.set(row.folded, list);
  }
  const nameColumn = table.find(people.name) ?? 0;
  const place = (row: number) => table.address(nameColumn, row);
  return new Map(
    [...byName].map(([folded, list]) => [
      folded,
      { rows: list, assignments: settle(list, table.sameRow, place, findings) },
    ]),
  );
}

function readRows(people: PeopleSource, table: Table, findings: Finding[]): Assignment[] {
  const text = (column: string | null) => {
    const at = column === null ? null : table.find(column);
    if (at === null) return () => "";
    const { codes, shown } = table.texts(at);
    return (row: number) => shown[codes[row]!]!;
  };
  const day = (column: string | null) => {
    const at = column === null ? null : table.find(column);
    if (at === null) return () => NO_DAY;
    const { values } = table.days(at);
    return (row: number) => values[row]!;
  };
  const name = text(people.name);
  const path = people.reportsTo.map(text);
  const since = day(people.since);
  const until = day(people.until);
  const rows: Assignment[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    const written = name(row);
    const vacancy = written === "" || VACANT.test(written);
    const shown = written === "" ? `Vacant (row ${table.sheetRow[row]})` : written;
    if (vacancy)
      findings.push(
        finding("ORG06", table.address(table.find(people.name) ?? 0, row), { name: shown }),
      );
    const last = until(row);
    rows.push({
      name: shown,
      // Several vacancies of one name stay distinct: each is a seat of its own.
      folded: vacancy && written !== "" ? vacancyKey(rows, foldText(shown), row) : foldText(shown),
      vacancy,
      path: path.map((cell) => cell(row)).filter((cell) => cell !== ""),
      from: since(row) === NO_DAY ? ALWAYS_FROM : since(row),
      to: last === NO_DAY || last === OPEN_DAY ? ALWAYS_TO : last + 1,
      row,
    });
  }
  return rows;
}

const vacancyKey = (rows: readonly Assignment[], folded: string, row: number): string =>
  rows.some((other) => other.folded === folded) ? `${folded} #${row}` : folded;

/** Time order; a shared boundary day goes to the newer one; a doubled row is kept once; contradictions stop the person. */
function settle(
  list: readonly Assignment[],
  alike: (row: number, other: number) => boolean,
  place: (row: number) => string,
  findings: Finding[],
): readonly Assignment[] {
  const sorted = [...list].sort((a, b) => a.from - b.from || a.row - b.row);
  const kept: Assignment[] = [];
  for (const next of sorted) {
    if (next.to <= next.from) {
      const params = { name: next.name, place: place(next.row) };
      findings.push(finding("ORG10", params.place, params));
      continue;
    }
    const before = kept[kept.length - 1];
    if (!before) {
      kept.push(next);
      continue;
    }
    const places = `${place(before.row)}, ${place(next.row)}`;
    if (alike(before.row, next.row)) {
      findings.push(finding("ORG03", place(next.row), { name: next.name, places }));
      continue;
    }
    if (before.to === next.from + 1) kept[kept.length - 1] = { ...before, to: next.from };
    else if (before.to > next.from) {
      const dated = next.from !== ALWAYS_FROM;
      const code = dated ? "ORG07" : "ORG02";
      findings.push(finding(code, place(next.row), { name: next.name, places }));
      return [];
    }
    kept.push(next);
  }
  return kept;
}

/** For messages: `from 2026-03-15 to 2026-06-30`. */
export const daysText = (from: Day, to: Day): string =>
  `${from === ALWAYS_FROM ? "always" : isoOf(from)} to ${to === ALWAYS_TO ? "now" : isoOf(to - 1)}`;
