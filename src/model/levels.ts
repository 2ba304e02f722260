/** Nodes below people: under each owner one for each name that the rows carry on to (account, opportunity). */
import { foldText } from "../../dsl/fold.ts";
import type { LevelId, LevelSource, Program, TableId } from "../../dsl/ir/ir.ts";
import { always, type Seat } from "./seats.ts";
import type { Table } from "./table.ts";

/** The node of a level below another node; null where there is none of that name. */
export type ItemFinder = (above: number, level: LevelId, folded: string) => number | null;

const keyOf = (above: number, level: LevelId, folded: string): string =>
  `${above} ${level} ${folded}`;

/**
 * Adds seats for every level that the program speaks of. A table keyed by the level that has an owner says
 * which nodes exist; without one, every owner and name that a row brings together is a node.
 */
export function addLevels(
  program: Program,
  tables: readonly (Table | null)[],
  seats: Seat[],
): ItemFinder {
  const byName = new Map(seats.map(({ node }) => [node.folded, node.id]));
  const items = new Map<string, number>();
  const chains = chainsOf(program);
  for (const level of program.levels) {
    for (const table of sourcesOf(level)) {
      const bound = tables[table];
      const chain = chains(table);
      const depth = chain.findIndex((step) => step.level === level.id);
      if (bound && depth >= 0) addNodes(bound, chain.slice(0, depth + 1));
    }
  }
  return (above, level, folded) => items.get(keyOf(above, level, folded)) ?? null;

  function addNodes(table: Table, chain: readonly ChainStep[]): void {
    const columns = chain.map(({ column }) => {
      const at = table.find(column);
      return at === null ? null : table.texts(at);
    });
    for (let r = 0; r < table.rows; r += 1) {
      let above: number | undefined;
      for (const [i, { level }] of chain.entries()) {
        const text = columns[i];
        const code = text?.codes[r] ?? 0;
        const folded = text?.folded[code] ?? "";
        if (folded === "") break;
        const known = level === null ? byName.get(folded) : items.get(keyOf(above!, level, folded));
        const isLast = level !== null && i === chain.length - 1;
        above = known ?? (isLast ? added(above!, level, folded, text!.shown[code]!) : undefined);
        if (above === undefined) break;
      }
    }
  }

  function added(above: number, level: LevelId, folded: string, name: string): number {
    const id = seats.length;
    items.set(keyOf(above, level, folded), id);
    const plain = { id, name, folded, unit: false, vacancy: false, rows: [] };
    seats.push({ node: { ...plain, level, above }, stays: [always(above)] });
    return id;
  }
}

/** Tables whose rows make the nodes of a level: those keyed by it that have an owner, else all that carry it. */
function sourcesOf({ columns, keyed }: LevelSource): readonly TableId[] {
  const saying = columns.filter((c) => keyed.includes(c.table)).map((c) => c.table);
  return saying.length > 0 ? saying : columns.map((c) => c.table);
}

/** One column of an owner chain: the person (level null), then the levels that the program speaks of. */
export interface ChainStep {
  readonly column: string;
  readonly level: LevelId | null;
}

/** The part of each table's `owner … then …` that the program has nodes for. */
export function chainsOf(program: Program): (table: TableId) => readonly ChainStep[] {
  return (table) => {
    const [person, ...below] = program.tables[table]!.owner;
    if (person === undefined) return [];
    const chain: ChainStep[] = [{ column: person, level: null }];
    for (const column of below) {
      const level = program.levels.find((l) =>
        l.columns.some((c) => c.table === table && foldText(c.column) === foldText(column)),
      );
      if (!level) break;
      chain.push({ column, level: level.id });
    }
    return chain;
  };
}
