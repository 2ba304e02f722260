import { type Calendar, makeCalendar } from "../../dsl/calendar/calendar.ts";
import { type Day, NO_DAY, parseIso } from "../../dsl/calendar/day.ts";
import { foldText, sameText } from "../../dsl/fold.ts";
import type { LinkStep, Program, TableId } from "../../dsl/ir/ir.ts";
import { nearest } from "../../dsl/nearest.ts";

import { bindTable } from "./bind-table.ts";
import { buildOrg } from "./build-org.ts";
import { cellFigure } from "./cell-figure.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import { linkRows } from "./links.ts";
import type { Model } from "./model.ts";
import { type Owners, ownerEdit, ownersOf } from "./owners.ts";
import { dayOfSerial, OPEN_DAY } from "./serial.ts";
import { type FoundSource, findSource, rowWithHeader } from "./source.ts";
import { columnPlace, errorCells, type Table } from "./table.ts";
import type { WorkbookData } from "./workbook.ts";

export interface AsOf {
  /** The caller's day, or null for the workbook's own. */
  readonly day: Day | null;
  /** The last day the data may decide; null: no limit. */
  readonly today: Day | null;
}

/** Builds what the engine knows of a workbook. Faults of the data become findings; nothing is thrown. */
export function buildModel(program: Program, workbook: WorkbookData, asOf: AsOf): Model {
  const findings: Finding[] = [];
  const errors: string[] = [];
  const founds = new Map<TableId, FoundSource>();
  const bind = (id: TableId, calendar: Calendar | null): Table | null => {
    const source = program.tables[id]!;
    const found = findSource(workbook, source.source, source.name);
    if (!found) {
      const [near = null] = nearest(
        source.source.name,
        workbook.sheets.map((s) => s.name),
      );
      findings.push(
        finding("DATA01", source.source.name, { sheet: source.source.name, nearest: near }),
      );
      return null;
    }
    founds.set(id, found);
    if (found.searched) {
      const params = { sheet: found.sheet.name, row: found.headerRow + 1 };
      findings.push(finding("DATA06", found.sheet.name, params));
    }
    const people = program.people?.table === id;
    return bindTable({ source, found, people, workbook, calendar, errors, findings });
  };
  // Holidays are read before the calendar is made: they shape working days, not the names of periods.
  const plain = makeCalendar({ spec: program.calendar, holidays: [] });
  const tables = program.tables.map(({ id }) => bind(id, plain));
  const calendar = makeCalendar({ spec: program.calendar, holidays: holidaysOf(program, tables) });
  reportColumns(program, tables, founds, findings);
  const org = buildOrg(program, tables, findings);
  const span = spanOf(program, tables, findings);
  const cell = asOf.day === null ? asOfCell(workbook) : null;
  const last = span && asOf.today !== null ? Math.min(span.last, asOf.today) : (span?.last ?? null);
  const owners = new Map<TableId, Owners>();
  const ownersIn = (table: Table): Owners => {
    const known = owners.get(table.id) ?? ownersOf(program, table, org, findings);
    owners.set(table.id, known);
    return known;
  };
  const links = new Map<string, Int32Array>();
  return {
    calendar,
    tables,
    org,
    span,
    asOf: asOf.day ?? cell ?? last ?? asOf.today ?? 0,
    asOfFrom: asOf.day !== null ? "given" : cell !== null ? "cell" : "data",
    findings,
    errorTexts: errors,
    cell: (sheet, cell) => cellFigure(workbook, sheet, cell),
    owners: (table) => ownersIn(table).nodes,
    unknownOwners: (table) => ownersIn(table).unknown,
    ownerEdit: (table, row, cell) => ownerEdit(program, table, ownersIn(table), row, cell),
    link: (step: LinkStep) => {
      const key = `${step.table} ${step.to} ${foldText(step.column)}`;
      const known = links.get(key) ?? linkRows(program, step, tables, findings);
      links.set(key, known);
      return known;
    },
  };
}

function holidaysOf(program: Program, tables: readonly (Table | null)[]): Day[] {
  return program.calendar.holidays.flatMap(({ table, column }) => {
    const at = tables[table]?.find(column) ?? null;
    return at === null ? [] : [...tables[table]!.days(at).values].filter((day) => day !== NO_DAY);
  });
}

/** Columns that the statements about tables name and the sheets don't have. */
function reportColumns(
  program: Program,
  tables: readonly (Table | null)[],
  founds: ReadonlyMap<TableId, FoundSource>,
  findings: Finding[],
): void {
  for (const source of program.tables) {
    const table = tables[source.id];
    // An empty sheet has said so already.
    if (!table || table.headers.every((header) => header === null)) continue;
    const people = program.people?.table === source.id ? program.people : null;
    const own = people ? [people.name, ...people.reportsTo, people.since, people.until] : [];
    for (const column of [...source.owner, source.date, source.key, ...own]) {
      if (column === null || table.find(column) !== null) continue;
      const headers = table.headers.filter((h): h is string => h !== null);
      // There more than once is another finding.
      if (headers.some((header) => sameText(header, column))) continue;
      const [near = null] = nearest(column, headers);
      const found = founds.get(source.id);
      const row = found ? rowWithHeader(found, column) : null;
      const params = { sheet: table.sheet, column, nearest: near, row };
      findings.push(finding("DATA03", table.sheet, params));
    }
  }
}

/** Date columns that place rows in time: each table's own, and those that a measure names with `on`. */
function spanOf(
  program: Program,
  tables: readonly (Table | null)[],
  findings: Finding[],
): Model["span"] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const seen = new Set<string>();
  const take = (id: TableId, column: string) => {
    const table = tables[id];
    const at = table?.find(column) ?? null;
    if (!table || at === null || seen.has(`${id} ${at}`)) return;
    seen.add(`${id} ${at}`);
    const days = daysOf(table, at, findings);
    first = Math.min(first, days.first);
    last = Math.max(last, days.last);
    if (days.undated === 0) return;
    const params = { table: table.name, count: days.undated, column };
    findings.push(finding("DATA21", columnPlace(table, at), params));
  };
  const holidays = new Set(program.calendar.holidays.map(({ table }) => table));
  for (const { id, date } of program.tables) if (date !== null && !holidays.has(id)) take(id, date);
  for (const { table, day } of program.measures) if (day.at === "date") take(table, day.column);
  return first <= last ? { first, last } : null;
}

interface Days {
  /** Infinity where no row has a day. */
  readonly first: number;
  readonly last: number;
  readonly undated: number;
}

/** The days of a date column, over all its rows. */
function daysOf(table: Table, at: number, findings: Finding[]): Days {
  let [first, last, undated] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  if (table.elsewhere) {
    const known = table.elsewhere.days.get(foldText(table.headers[at] ?? ""));
    return {
      first: known?.first ?? first,
      last: known?.last ?? last,
      undated: known?.undated ?? undated,
    };
  }
  const { values, errors } = table.days(at);
  errorCells(table, at, errors, findings);
  for (let r = 0; r < values.length; r += 1) {
    const day = values[r]!;
    if (day === NO_DAY) undated += 1;
    else if (day !== OPEN_DAY) {
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  return { first, last, undated };
}

/** The day in the named cell `KPI_AsOf`, or null. */
function asOfCell(workbook: WorkbookData): Day | null {
  const name = workbook.names.find((n) => foldText(n.name) === "kpi_asof");
  const sheet = name && workbook.sheets.find((s) => foldText(s.name) === foldText(name.sheet));
  const cell = name ? sheet?.columns[name.left]?.[name.top] : null;
  if (typeof cell === "string") return parseIso(cell.trim());
  const day = typeof cell === "number" ? dayOfSerial(cell, workbook.dateSystem) : NO_DAY;
  return day === NO_DAY ? null : day;
}
