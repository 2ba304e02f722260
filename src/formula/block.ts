/**
 * One spilled block for each table and kind of date: position, days, and a column for each thing that figures
 * count. Sorted by position, so that everybody below somebody is one slice of it.
 */
import type {
  AggregateBy,
  DayBasis,
  Measure,
  MeasureId,
  Program,
  TableId,
} from "../../dsl/ir/ir.ts";
import { columnsUnder } from "../evaluate/measures.ts";
import { readPlace } from "./read-column.ts";
import { rowFormulas } from "./rows.ts";
import type { Source, Sources } from "./source.ts";
import type { Dialect } from "./text/dialect.ts";
import {
  BLANK,
  call,
  type Formula,
  iff,
  letting,
  named,
  number,
  operate,
  product,
  sum,
} from "./text/formula.ts";

/** What of a measure's rows a column holds: the value, 1 for each that counts, or what to tell apart. */
export type Take = "value" | "one" | "text";
export const takeOf = (by: AggregateBy): Take =>
  by === "count" ? "one" : by === "distinct" ? "text" : "value";

export interface BlockColumn {
  readonly measure: MeasureId;
  readonly take: Take;
}
export interface Block {
  readonly table: TableId;
  readonly day: DayBasis;
  readonly owned: boolean;
  readonly columns: readonly BlockColumn[];
}

/** Columns of a block before its measures: position, then the days that its basis needs. */
export const daysIn = ({ at }: DayBasis): number => (at === "date" ? 1 : at === "alive" ? 2 : 0);

/** Where people's keys and the spans of their positions stand on our own sheet. */
export interface People {
  readonly keys: Formula;
  /** `person * 1000000 + from`, ascending, a 0 first; then the day after the span's last, and the position. */
  readonly starts: Formula;
  readonly ends: Formula;
  readonly positions: Formula;
  /** Nobody ever moved, came or left: the day of a row doesn't matter. */
  readonly undated: boolean;
  /** The keys in the program's own order, where owners are found by halving; null: they are looked for one by one. */
  readonly ordered: OrderedKeys | null;
}
export interface OrderedKeys {
  readonly keys: Formula;
  readonly numbers: Formula;
  /** The cell that says with 1 that each of them is found; 0: the order is another than look-ups think. */
  readonly fits: Formula;
}
export const DAY_SCALE = 1_000_000;
/** A row that has not ended by any day that a workbook knows (9999-12-31). */
const NEVER = 2_958_465;

export interface BlockInput {
  readonly program: Program;
  readonly sources: Sources;
  readonly people: People;
  readonly dialect: Dialect;
  /** Of tables whose owners are looked for once, for several blocks: the cells that hold them. */
  readonly owners: ReadonlyMap<TableId, Formula>;
}

type Names = (readonly [string, Formula])[];

export function blockFormula(input: BlockInput, block: Block): Formula {
  const { program, sources, dialect } = input;
  const source = sources.table(block.table)!;
  const names: Names = [];
  const days = dayNames(sources, source, block.day, names);
  names.push(["pos_", positionOf(input, block, days, names)]);
  const rows = rowFormulas(program, sources);
  const columns = block.columns.map(({ measure, take }) =>
    taken(program, program.measures[measure]!, take, rows.of),
  );
  names.push(...rows.names);
  const all = [named("pos_"), ...days, ...columns];
  return letting(names, sorted(dialect, all));
}

/** Names for the row's days; a day that is no date is blank, and then the row counts nowhere. */
function dayNames(sources: Sources, source: Source, day: DayBasis, names: Names): Formula[] {
  const read = (column: string): Formula => readPlace(sources, source.table.id, column, "day");
  if (day.at === "any") return [];
  if (day.at === "date") {
    names.push(["d_", read(day.column)]);
    return [named("d_")];
  }
  names.push(["d_", read(day.from)], ["u_", read(day.until)]);
  const until = iff(call("ISTEXT", named("u_")), number(NEVER), named("u_"));
  return [named("d_"), until];
}

/** A name for everybody's number beside the rows of a table that are theirs; blank where a row is nobody's. */
export function ownerNames(
  { program, sources, people }: Pick<BlockInput, "program" | "sources" | "people">,
  table: TableId,
): Names {
  const key = named("k_");
  const isNone = operate(key, "=", BLANK);
  // Free rows below the last would be compared with everybody: they stop at the first.
  const asked = iff(isNone, call("INDEX", people.keys, number(1)), sources.sought(key));
  const found = call("IFNA", call("XMATCH", asked, people.keys), BLANK);
  const oneByOne = iff(isNone, BLANK, found);
  return [
    ["k_", readPlace(sources, table, program.tables[table]!.owner[0]!, "text")],
    [OWNER, people.ordered ? byHalving(people.ordered, key, oneByOne) : oneByOne],
  ];
}

/** A text that is nobody's lands beside somebody, and is told by not being that key. */
function byHalving(
  { keys, numbers, fits }: OrderedKeys,
  key: Formula,
  otherwise: Formula,
): Formula {
  const nearest = call("IFNA", call("LOOKUP", key, keys, keys), BLANK);
  const isSomebody = product(call("EXACT", nearest, key), operate(key, "<>", BLANK));
  const found = iff(isSomebody, call("LOOKUP", key, keys, numbers), BLANK);
  return iff(operate(fits, "=", number(1)), found, otherwise);
}
const OWNER = "p_";

/** The same as a formula of its own. */
export const ownersFormula = (input: BlockInput, table: TableId): Formula =>
  letting(ownerNames(input, table), named(OWNER));

function positionOf(
  { program, sources, people, owners }: BlockInput,
  { table, owned, day }: Block,
  days: readonly Formula[],
  names: Names,
): Formula {
  const dated = day.at === "any" ? number(0) : call("ISTEXT", days[0]!);
  // Of a table without owner all rows stand at one place; at any time, all that hold something.
  if (!owned) {
    if (day.at !== "any") return iff(dated, BLANK, number(1));
    return iff(operate(sources.table(table)!.filled(), "=", number(1)), number(1), BLANK);
  }
  const known = owners.get(table);
  names.push(
    ...(known ? [[OWNER, known] as const] : ownerNames({ program, sources, people }, table)),
  );
  const nobody = sum(call("ISTEXT", named(OWNER)), dated);
  const on = people.undated ? number(DAY_SCALE - 1) : days[0]!;
  const asked = sum(product(named(OWNER), number(DAY_SCALE)), on);
  names.push(["q_", iff(operate(nobody, ">", number(0)), number(0), asked)]);
  const looked = (column: Formula): Formula => call("LOOKUP", named("q_"), people.starts, column);
  if (people.undated) {
    return iff(operate(named("q_"), ">", number(0)), looked(people.positions), BLANK);
  }
  // The span found may be another person's, or over: then nobody owns the row that day.
  const owner_ = call("INT", operate(looked(people.starts), "/", number(DAY_SCALE)));
  const holds = product(
    operate(named("q_"), ">", number(0)),
    operate(owner_, "=", call("INT", operate(named("q_"), "/", number(DAY_SCALE)))),
    operate(looked(people.ends), ">", days[0]!),
  );
  return iff(holds, looked(people.positions), BLANK);
}

function taken(
  program: Program,
  measure: Measure,
  take: Take,
  of: (id: number) => Formula,
): Formula {
  const isConstant = measure.of === null || columnsUnder(program, measure.of).length === 0;
  const value = measure.of === null ? null : of(measure.of);
  const counted =
    take !== "one"
      ? (value ?? number(1))
      : value === null
        ? number(1)
        : iff(call("ISERROR", value), value, iff(operate(value, "=", BLANK), BLANK, number(1)));
  // What no column says is as high as the positions: of a single cell HSTACK makes errors below the first row.
  const everywhere = isConstant ? iff(call("ISTEXT", named("pos_")), BLANK, counted) : counted;
  return measure.where === null ? everywhere : iff(of(measure.where), counted, BLANK);
}

/** Beyond every place. */
const NOWHERE = 1_000_000;

/** Columns side by side, by the first; rows without position come last. */
function sorted({ stacks, sortsBlanks }: Dialect, columns: readonly Formula[]): Formula {
  const [position, ...more] = columns as [Formula, ...Formula[]];
  if (stacks === "hstack") {
    const first =
      sortsBlanks === "last" ? position : iff(call("ISTEXT", position), number(NOWHERE), position);
    const stacked = call("HSTACK", first, ...more);
    return call("SORT", stacked, number(1));
  }
  const index: Formula = { kind: "row", values: columns.map((_, i) => i + 1) };
  return call("SORTBY", call("CHOOSE", index, ...columns), position);
}
