/** `KPI Rows`: the blocks side by side, one formula each; and where their columns are, for whoever reads them. */
import type { Program, TableId } from "../../dsl/ir/ir.ts";
import {
  type Block,
  type BlockColumn,
  type BlockInput,
  blockFormula,
  daysIn,
  ownersFormula,
  takeOf,
} from "./block.ts";
import { columnAt, needOf, type Part, type RowsPart } from "./parts.ts";
import { refuse } from "./refusal.ts";
import { type FormulaCell, type FormulaSheet, SHEETS, type SheetCell } from "./sheet.ts";
import type { Sources } from "./source.ts";
import { area, type Formula, fixed } from "./text/formula.ts";
import { LONGEST_FORMULA, printed } from "./text/print.ts";

/** A block as it stands in the sheet. */
export interface PlacedBlock {
  readonly block: Block;
  readonly left: number;
  readonly rows: number | null;
  readonly formula: Formula;
  /** Position, days, and a column for each measure: the cells of one. */
  column(at: number): Formula;
}

export interface RowsSheet {
  readonly sheet: FormulaSheet;
  readonly blocks: readonly PlacedBlock[];
  /** The block of an aggregate and its column there. */
  find(part: RowsPart): { readonly block: number; readonly column: number };
}

/** The blocks that parts need; one whose formula would be too long is cut into several. */
export function blocksFor(program: Program, parts: readonly Part[], input: BlockInput): Block[] {
  const byKey = new Map<string, { block: Block; columns: Map<string, BlockColumn> }>();
  for (const part of parts) {
    if (!("aggregate" in part)) continue;
    const { measure, by } = part.aggregate;
    const { table, day, owned } = program.measures[measure]!;
    const need = needOf(program, part.aggregate);
    const known = byKey.get(need.block) ?? {
      block: { table, day, owned, columns: [] },
      columns: new Map(),
    };
    known.columns.set(need.column, { measure, take: takeOf(by) });
    byKey.set(need.block, known);
  }
  return [...byKey.values()].flatMap(({ block, columns }) =>
    inLength(input, { ...block, columns: [...columns.values()] }),
  );
}

/** Room for prefixes of newer functions in a file. */
const MOST_SIGNS = LONGEST_FORMULA - 800;

function inLength(input: BlockInput, block: Block): Block[] {
  // Made for every program: what no formula follows is refused here, before any sheet is laid out.
  const formula = blockFormula(input, block);
  if (!input.dialect.isShort) return [block];
  const text = printed(formula, { at: { row: 1, column: 0 }, inFile: true });
  if (text.length <= MOST_SIGNS) return [block];
  const { columns } = block;
  if (columns.length < 2) refuse({ of: "form", form: "too long" });
  const half = columns.length >> 1;
  return [columns.slice(0, half), columns.slice(half)].flatMap((some) =>
    inLength(input, { ...block, columns: some }),
  );
}

export function rowsSheet(
  program: Program,
  blocks: readonly Block[],
  sources: Sources,
  input: BlockInput,
): RowsSheet {
  const owners = placedOwners(blocks, sources, input);
  let left = owners.length === 0 ? 0 : owners.length + 1;
  const shared = { ...input, owners: new Map(owners.map(({ table, cells }) => [table, cells])) };
  const placed = blocks.map((block): PlacedBlock => {
    const rows = heightOf(sources, block.table);
    const own = left;
    left += columnAt(block.day, block.columns.length) + 1;
    return {
      block,
      left: own,
      rows,
      formula: blockFormula(shared, block),
      column: (at) => columnCells(rows, own + at),
    };
  });
  const ownerCells = owners.map(({ formula, rows }): FormulaCell => {
    return { formula, result: null, fills: { rows: rows ?? 1, columns: 1 } };
  });
  const gap = owners.length === 0 ? [] : [null];
  const header: SheetCell[] = [
    ...owners.map(({ table }) => `${program.tables[table]!.name}: owner`),
    ...gap,
    ...placed.flatMap(({ block }) => [...headers(program, block), null]),
  ];
  const ofBlocks: SheetCell[] = placed.flatMap(({ block, formula, rows }) => {
    const columns = columnAt(block.day, block.columns.length);
    const cell: FormulaCell = { formula, result: null, fills: { rows: rows ?? 1, columns } };
    return [cell, ...Array.from({ length: columns }, () => null)];
  });
  return {
    sheet: {
      name: SHEETS.rows,
      what: "the rows that count, sorted by who owns them",
      rows: [header, [...ownerCells, ...gap, ...ofBlocks]],
      headerRow: 0,
      frozenColumns: 0,
      dayColumns: placed.flatMap(({ block, left: at }) =>
        Array.from({ length: daysIn(block.day) }, (_, i) => at + 1 + i),
      ),
      dayRows: [],
    },
    blocks: placed,
    find: ({ aggregate }) => {
      const need = needOf(program, aggregate);
      for (const [at, { block }] of placed.entries()) {
        const { table, day, owned } = block;
        if (JSON.stringify([table, day, owned]) !== need.block) continue;
        const n = block.columns.findIndex((c) => `${c.measure} ${c.take}` === need.column);
        if (n >= 0) return { block: at, column: columnAt(day, n) };
      }
      throw new Error(`no block holds ${need.column}`);
    },
  };
}

const heightOf = (sources: Sources, table: TableId): number | null => {
  const { first, last } = sources.table(table)!;
  return last === null ? null : last - first + 1;
};

const columnCells = (rows: number | null, column: number): Formula =>
  area(SHEETS.rows, [fixed(1), rows === null ? null : fixed(rows)], [fixed(column), fixed(column)]);

interface PlacedOwners {
  readonly table: TableId;
  readonly rows: number | null;
  readonly formula: Formula;
  readonly cells: Formula;
}

/**
 * A column of owners for each table that has several blocks: most of a block's time goes by looking for them. Not over
 * open ranges, which are as high as their sheets and so don't fit each other.
 */
function placedOwners(
  blocks: readonly Block[],
  sources: Sources,
  input: BlockInput,
): readonly PlacedOwners[] {
  if (input.dialect.openRanges) return [];
  const owned = blocks.filter((block) => block.owned).map(({ table }) => table);
  const several = [...new Set(owned.filter((table, i) => owned.indexOf(table) !== i))];
  return several.map((table, column): PlacedOwners => {
    const rows = heightOf(sources, table);
    const formula = ownersFormula(input, table);
    return { table, rows, formula, cells: columnCells(rows, column) };
  });
}

function headers(program: Program, { table, day, columns }: Block): string[] {
  const days = day.at === "date" ? [day.column] : day.at === "alive" ? [day.from, day.until] : [];
  const { name } = program.tables[table]!;
  return [
    `${name}: place`,
    ...days.map((column) => `[${column}]`),
    ...columns.map(({ measure, take }) => `${take} ${measure + 1}`),
  ];
}
