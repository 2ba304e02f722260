/**
 * Cells that a formula would read otherwise than we do. A text that stands for a number, a date or another text is
 * noted as a reading; what no reading can mend (rows that count nowhere, keys that stand twice) refuses the figure.
 */

import { NO_DAY } from "../../dsl/calendar/day.ts";
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { DayBasis, LinkStep, Measure, Program, RowId, TableId } from "../../dsl/ir/ir.ts";
import type { Representation } from "../../dsl/types/type.ts";
import { columnsUnder } from "../evaluate/measures.ts";
import { rowKids } from "../evaluate/row-walk.ts";
import type { Model } from "../model/model.ts";
import { dayOfSerial, serialOfDay } from "../model/serial.ts";
import type { Table } from "../model/table.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { foldsAlike } from "./fold.ts";
import { note, type ReadingKind, type Readings } from "./readings.ts";
import { refuse } from "./refusal.ts";

export interface CleanInput {
  readonly program: Program;
  readonly model: Model;
  readonly workbook: WorkbookData;
  readonly readings: Readings;
}

export interface Cleaner {
  measure(measure: Measure): void;
  /** Of the people's own rows: an error in a cell of a condition is no answer, and a formula may take it for one. */
  person(row: RowId, of: "value" | "condition"): void;
}

/** Refuses what rests on such cells. What was found clean is remembered. */
export function cleaner(input: CleanInput): Cleaner {
  const { program, model } = input;
  const clean = new Set<string>();
  const once = (key: string, look: () => void): void => {
    if (clean.has(key)) return;
    look();
    clean.add(key);
  };
  const column = (table: TableId, name: string, as: Representation): void =>
    once(`${table} ${as} ${name}`, () => checkColumn(input, table, name, as));
  const link = (step: LinkStep): void =>
    once(`link ${step.table} ${step.column} ${step.to}`, () => {
      column(step.table, step.column, "text");
      checkLink(program, model, step);
    });
  const row = (id: RowId): void =>
    once(`row ${id}`, () => {
      const node = program.rows[id]!;
      if (node.kind !== "column") {
        for (const kid of rowKids(node)) row(kid);
        return;
      }
      node.via.forEach(link);
      column(node.table, node.column, node.as);
    });
  return {
    measure: ({ table, day, owned, of, where }) => {
      for (const name of dayColumns(day)) column(table, name, "day");
      if (owned) once(`owner ${table}`, () => checkOwners(input, table));
      once(`aside ${table} ${JSON.stringify(day)}`, () => checkAside(input, table, day));
      for (const id of [of, where]) if (id !== null) row(id);
    },
    person: (id, of) => {
      row(id);
      if (of === "condition") once(`errors ${id}`, () => refuseErrors(input, id));
    },
  };
}

function refuseErrors({ program, model }: CleanInput, id: RowId): void {
  for (const { table: owner, column } of columnsUnder(program, id)) {
    const table = model.tables[owner];
    const at = table?.find(column) ?? null;
    if (table && at !== null) refuseCells(table, at, column, (r) => isCellError(table.cell(at, r)));
  }
}

const dayColumns = (day: DayBasis): readonly string[] =>
  day.at === "date" ? [day.column] : day.at === "alive" ? [day.from, day.until] : [];

function checkColumn(input: CleanInput, id: TableId, name: string, as: Representation): void {
  const table = input.model.tables[id];
  const at = table?.find(name) ?? null;
  if (!table || at === null) return;
  const isFine = reader(input, table, at, as);
  refuseCells(table, at, name, (r) => !isCellError(table.cell(at, r)) && !isFine(r));
}

function refuseCells(
  table: Table,
  at: number,
  name: string,
  isWrong: (row: number) => boolean,
): void {
  const rows = Array.from({ length: table.rows }, (_, r) => r).filter(isWrong);
  const [first] = rows;
  if (first === undefined) return;
  const column = `${table.name}[${name}]`;
  refuse({ of: "cells", column, count: rows.length, example: table.address(at, first) });
}

/** Whether a formula reads a row's cell as we do, by itself or by a reading noted here. */
function reader(
  { workbook, readings }: CleanInput,
  table: Table,
  at: number,
  as: Representation,
): (row: number) => boolean {
  const { dateSystem: system } = workbook;
  const cell = (row: number): CellValue => table.cell(at, row);
  const noted = (kind: ReadingKind, row: number, read: number | string): boolean => {
    const shown = cell(row);
    return typeof shown === "string" && note(readings, kind, shown, read);
  };
  if (as === "number") {
    const { values } = table.numbers(at);
    // TRUE is a number in LibreOffice and none elsewhere.
    return (r) =>
      typeof cell(r) !== "boolean" &&
      (sameNumber(numberOf(cell(r)), values[r]!) || noted("number", r, values[r]!));
  }
  if (as === "day") {
    const { values } = table.days(at);
    const day = (value: number) => (Number.isNaN(value) ? NO_DAY : dayOfSerial(value, system));
    return (r) =>
      day(numberOf(cell(r))) === values[r] || noted("day", r, serialOfDay(values[r]!, system));
  }
  if (as === "truth") {
    const { values } = table.truths(at);
    return (r) => (cell(r) === true ? 1 : 0) === values[r];
  }
  const { codes, folded } = table.texts(at);
  return (r) => {
    const text = folded[codes[r]!]!;
    return readsAlike(cell(r), text) || noted("text", r, text);
  };
}

const numberOf = (cell: CellValue): number => (typeof cell === "number" ? cell : Number.NaN);
const sameNumber = (a: number, b: number): boolean =>
  a === b || (Number.isNaN(a) && Number.isNaN(b));

/** A fraction shown as a text has the decimal sign of the place where it is shown. */
function readsAlike(cell: CellValue, folded: string): boolean {
  if (cell === null) return folded === "";
  if (typeof cell === "number") return Number.isInteger(cell) && String(cell) === folded;
  if (typeof cell === "boolean") return String(cell) === folded;
  return typeof cell === "string" && foldsAlike(cell) && foldText(cell) === folded;
}

/** An owner may be found by more than the name (an address, an id): then the cell is read as the name. */
function checkOwners({ program, model, readings }: CleanInput, id: TableId): void {
  const table = model.tables[id];
  const name = program.tables[id]!.owner[0];
  const at = table && name !== undefined ? table.find(name) : null;
  if (!table || name === undefined || at === null) return;
  const owners = model.owners(table);
  const { org } = model;
  refuseCells(table, at, name, (r) => {
    const cell = table.cell(at, r);
    if (cell === null || isCellError(cell)) return owners[r]! >= 0;
    const shown = String(cell);
    const person = owners[r]! < 0 ? null : org.nodes[org.personOf(owners[r]!)]!.folded;
    if (foldsAlike(shown)) {
      const known = foldText(shown);
      if (known === person || (person === null && org.nodeOf(known) === null)) return false;
    }
    return typeof cell !== "string" || !note(readings, "text", shown, person ?? NOBODY);
  });
}

/** A text that is nobody's key. */
const NOBODY = "?";

/** Rows of totals mostly have no owner or no day, and then no formula counts them either. */
function checkAside({ program, model, workbook }: CleanInput, id: TableId, day: DayBasis): void {
  const table = model.tables[id];
  const sheet = workbook.sheets.find(({ name }) => name === table?.sheet);
  if (!table || !sheet || table.setAside.length === 0) return;
  const columns = [...program.tables[id]!.owner.slice(0, 1), ...dayColumns(day)].flatMap((name) => {
    const at = table.find(name);
    return at === null ? [] : [sheet.columns[table.left + at] ?? []];
  });
  const sheetRows = table.setAside.flatMap((aside) => aside.sheetRows);
  const counted = sheetRows.find((row) =>
    columns.every((cells) => (cells[row - 1] ?? null) !== null),
  );
  if (counted !== undefined)
    refuse({ of: "rows", table: table.name, example: `${table.sheet}!${counted}:${counted}` });
}

/** A look-up takes the first row of a key: where we take another, or none, it would be wrong. */
function checkLink(program: Program, model: Model, step: LinkStep): void {
  const from = model.tables[step.table];
  const to = model.tables[step.to];
  if (!from || !to) return;
  const { people } = program;
  const key = people?.table === step.to ? people.name : program.tables[step.to]!.key;
  const keyAt = key === null ? null : to.find(key);
  const at = from.find(step.column);
  if (keyAt === null || at === null) return;
  const keys = to.texts(keyAt);
  const first = new Map<string, number>();
  keys.codes.forEach((code, r) => {
    const text = keys.folded[code]!;
    if (text !== "" && !first.has(text)) first.set(text, r);
  });
  const linked = model.link(step);
  const { codes, folded } = from.texts(at);
  const wrong = linked.findIndex((row, r) => row !== (first.get(folded[codes[r]!]!) ?? -1));
  if (wrong >= 0) refuse({ of: "links", table: from.name, example: from.address(at, wrong) });
}
