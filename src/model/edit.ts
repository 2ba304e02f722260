/** One edited cell of a workbook in terms of its model: which row it changes, or that only a new model will do. */
import type { CellValue } from "../../dsl/cell.ts";
import { sameText } from "../../dsl/fold.ts";
import type { Program } from "../../dsl/ir/ir.ts";
import type { Model } from "./model.ts";
import type { Table } from "./table.ts";
import { isOurs } from "./workbook.ts";

/** Zero-based, as the host counts. */
export interface CellEdit {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly value: CellValue;
}

export interface ModelEdit {
  readonly table: Table;
  readonly row: number;
  /** Offset from the table's left. */
  readonly column: number;
  /** Puts the value into the cell and into all that was read from it. */
  write(): void;
}

/**
 * The edit of one row; `nothing` where no rule reads the cell; null where more may follow from it than this
 * row's own figures: the org, links, keys, a row that comes or goes, a finding.
 */
export function modelEdit(
  program: Program,
  model: Model,
  edit: CellEdit,
): ModelEdit | "nothing" | null {
  const [table, other] = tablesOn(model, edit.sheet);
  if (!table) return readsSheet(program, edit.sheet) ? null : "nothing";
  if (other || !standsAlone(program, table)) return null;
  const row = rowAt(table, edit.row + 1);
  const column = edit.column - table.left;
  if (row < 0 || column < 0 || column >= table.headers.length) return null;
  const header = table.headers[column];
  const { rigid, isOwner } = kindOf(program, table, column);
  if (rigid) return null;
  // A row that reads like the header might be one.
  if (typeof edit.value === "string" && header && sameText(edit.value, header)) return null;
  const take = table.edit(column, row, edit.value, model.span);
  if (take === null) return null;
  const owner = isOwner ? model.ownerEdit(table, row, edit.value) : () => {};
  if (owner === null) return null;
  return {
    table,
    row,
    column,
    write: () => {
      take();
      owner();
    },
  };
}

const onSheet = new WeakMap<Model, Map<string, readonly Table[]>>();

function tablesOn(model: Model, sheet: string): readonly Table[] {
  const known = onSheet.get(model) ?? new Map<string, readonly Table[]>();
  onSheet.set(model, known);
  const found =
    known.get(sheet) ??
    model.tables.filter((t): t is Table => t !== null && sameText(t.sheet, sheet));
  known.set(sheet, found);
  return found;
}

/** Single cells, the as-of cell and sheets of our own are read outside tables. */
const readsSheet = (program: Program, sheet: string): boolean =>
  isOurs(sheet) ||
  program.figures.some(({ node }) => node.kind === "cell" && sameText(node.sheet, sheet));

const alone = new WeakMap<Table, boolean>();

/** A table whose rows speak for themselves only: nothing else is built from them. */
function standsAlone(program: Program, table: Table): boolean {
  const known = alone.get(table) ?? speaksForItself(program, table);
  alone.set(table, known);
  return known;
}

function speaksForItself(program: Program, { id }: Table): boolean {
  const isOrg = program.people?.table === id;
  const isLookedUp = program.tables.some(({ links }) => links.some((link) => link.to === id));
  const isHolidays = program.calendar.holidays.some((holiday) => holiday.table === id);
  return !isOrg && !isLookedUp && !isHolidays;
}

interface ColumnKind {
  readonly rigid: boolean;
  readonly isOwner: boolean;
}
const kinds = new WeakMap<Table, (ColumnKind | undefined)[]>();

function kindOf(program: Program, table: Table, column: number): ColumnKind {
  const known = kinds.get(table) ?? [];
  kinds.set(table, known);
  known[column] ??= {
    rigid: isRigid(program, table, column),
    isOwner: program.tables[table.id]!.owner.some((name) => table.find(name) === column),
  };
  return known[column];
}

/** Whether a column says more than something of its row: what it is called, what it belongs to. */
function isRigid(program: Program, table: Table, column: number): boolean {
  const { key, links, owner } = program.tables[table.id]!;
  const levels = program.levels.flatMap((level) =>
    level.columns.flatMap((c) => (c.table === table.id ? [c.column] : [])),
  );
  const names = [key, ...links.map((link) => link.column), ...levels];
  // With levels below people an owner's rows say which of their nodes exist.
  if (levels.length > 0 || owner.length > 1) names.push(...owner);
  return names.some((name) => name !== null && table.find(name) === column);
}

/** The table row of a sheet row, -1 for none. */
function rowAt({ sheetRow }: Table, wanted: number): number {
  let low = 0;
  let high = sheetRow.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sheetRow[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return sheetRow[low] === wanted ? low : -1;
}
