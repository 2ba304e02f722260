/** A rule book over a database: small tables become sheets, of large ones only what says who owns their rows. */
import type { CellValue } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { LinkStep, Program, TableId } from "../../../dsl/ir/ir.ts";
import { PERCENT_HEADER } from "../../model/columns/numbers.ts";
import { chainsOf } from "../../model/levels.ts";
import { looseMatches } from "../../model/loose-ids.ts";
import type { Model } from "../../model/model.ts";
import { UserError } from "../../model/user-error.ts";
import type { RowsElsewhere, SheetData, WorkbookData } from "../../model/workbook.ts";
import type { Binding, BoundColumn, BoundTable, KnownTexts } from "../../sql/index.ts";
import { ownersAt } from "../../sql/index.ts";
import { name, sql } from "../../sql/text.ts";
import {
  cellsOf,
  countRows,
  type DaysKnown,
  daysIn,
  doubledKey,
  MOST_SENT,
  ownersIn,
  relationName,
  textsIn,
} from "./asking.ts";
import type { ColumnInfo, Engine } from "./engine.ts";
import type { SqlMap } from "./map.ts";
import { type Named, named } from "./names.ts";

/** Tables up to this many rows are read whole: they may hold anything a sheet may. */
export const SMALL_ROWS = 20_000;

export interface Bound {
  readonly workbook: WorkbookData;
  /** Names of the tables whose rows stay where they are. */
  readonly kept: readonly string[];
  /** Whether a table's rows stay in the database. */
  isKept(program: Program, table: TableId): boolean;
  /** Everything that a statement needs to know, once the org is built. */
  binding(program: Program, model: Model): Binding;
}

export interface BindInput {
  readonly engine: Engine;
  readonly program: Program;
  readonly map: SqlMap;
  /** Sheets that stand beside the database: what they hold is not looked for there. */
  readonly sheets: readonly SheetData[];
  /** Tables up to so many rows are read whole. */
  readonly smallRows: number;
  readonly say: (what: string) => void;
}

interface Facts extends Named {
  readonly rows: number;
  readonly texts: ReadonlyMap<string, KnownTexts>;
  readonly owners: { readonly keys: readonly (readonly (string | null)[])[] } | null;
  readonly sheet: SheetData;
  readonly kept: boolean;
}

export async function bind(input: BindInput): Promise<Bound> {
  const { engine, program, map, say } = input;
  const catalogue = { relations: await engine.relations(), hidden: () => engine.hidden() };
  const facts: Facts[] = [];
  const sheets = new Set(input.sheets.map((sheet) => foldText(sheet.name)));
  for (const source of program.tables) {
    if (sheets.has(foldText(source.source.name))) continue;
    const found = await named(program, source, catalogue, map);
    const { range, headerRow } = source.source;
    if (range !== null || headerRow !== 1) {
      throw new UserError(
        `${source.name} names a range or a header row, which only a sheet has.`,
        source.name,
        "Take it out of the rules, or make a view of the part that is meant.",
      );
    }
    say(`Looking at ${source.name} …`);
    facts.push(await factsOf(input, found));
  }
  const byName = new Map(facts.map((each) => [foldText(each.source.name), each]));
  const factsFor = (inner: Program, id: TableId) =>
    byName.get(foldText(inner.tables[id]!.name)) ?? null;
  return {
    workbook: { sheets: facts.map(({ sheet }) => sheet), names: [], locale: "", dateSystem: 1900 },
    kept: facts.filter(({ kept }) => kept).map(({ source }) => source.name),
    isKept: (inner, id) => factsFor(inner, id)?.kept ?? false,
    binding: (inner, model) => ({
      dialect: engine.dialect,
      zone: map.timeZone,
      table: once((id) => {
        const of = factsFor(inner, id);
        return of && boundTable(inner, model, id, of);
      }),
      aliases: (step) => aliasesOf(inner, step, factsFor),
    }),
  };
}

/** Who owns the rows of a large table is worked out once, however often it is asked. */
function once<T>(made: (id: TableId) => T): (id: TableId) => T {
  const known = new Map<TableId, T>();
  return (id) => {
    const found = known.has(id) ? known.get(id)! : made(id);
    known.set(id, found);
    return found;
  };
}

/** The people, what says the calendar, and tables whose rows pick who is meant are always read. */
function mustBeRead(program: Program, id: TableId): boolean {
  if (program.people?.table === id) return true;
  if (program.calendar.holidays.some(({ table }) => table === id)) return true;
  const picks = [
    ...program.goals.map(({ where }) => where),
    ...program.cascades.flatMap((c) => [...c.atLeast, ...c.atMost].map(({ where }) => where)),
  ];
  return picks.some(({ level }) => level?.table === id);
}

async function factsOf(input: BindInput, found: Named): Promise<Facts> {
  const { engine, program, map, smallRows } = input;
  const { source, relation } = found;
  const rows = await countRows(engine, relation);
  const kept = rows > smallRows && !mustBeRead(program, source.id);
  const isLinked = program.tables.some(({ links }) => links.some(({ to }) => to === source.id));
  const texts = kept || isLinked ? await textsOf(engine, program, found) : new Map();
  if (kept || isLinked) await refuseDoubled(engine, found, texts);
  if (!kept) {
    const cells = await cellsOf(engine, relation, map.timeZone);
    const columns = headers(found).map((header, c) => [header, ...cells[c]!]);
    return {
      ...found,
      rows,
      texts,
      owners: null,
      kept,
      sheet: { name: source.source.name, table: source.name, rows: rows + 1, columns },
    };
  }
  await refuseMixedPercents(engine, program, found);
  const chain = ownerColumns(program, found);
  const owners = chain.length > 0 ? await ownersIn(engine, relation, chain) : null;
  if (owners && owners.counts.length > MOST_SENT) {
    throw new UserError(
      `${source.name} has more than ${MOST_SENT.toLocaleString("en-US")} different owners.`,
      source.name,
      "Leave out what stands below people, or make a view without it.",
    );
  }
  const days = await daysIn(engine, relation, dayColumns(program, found), map.timeZone);
  const sheet = skeleton(program, found, { rows, texts, owners, days });
  return { ...found, rows, texts, owners, kept, sheet };
}

/** Headers as the rules write them, else as the database does. */
const headers = ({ relation, written }: Named): readonly string[] =>
  relation.columns.map(({ name }) => written.get(name) ?? name);

const columnOf = ({ columns }: Named, header: string | null): ColumnInfo | null =>
  header === null ? null : (columns.get(foldText(header)) ?? null);

function ownerColumns(program: Program, found: Named): readonly ColumnInfo[] {
  const columns = chainsOf(program)(found.source.id).map(({ column }) => columnOf(found, column));
  const missing = columns.indexOf(null);
  return (missing < 0 ? columns : columns.slice(0, missing)) as ColumnInfo[];
}

function dayColumns(program: Program, found: Named): readonly ColumnInfo[] {
  const dated = program.measures.flatMap(({ table, day }) =>
    table === found.source.id && day.at === "date" ? [day.column] : [],
  );
  const columns = [found.source.date, ...dated].map((header) => columnOf(found, header));
  return [...new Set(columns)].filter(
    (column): column is ColumnInfo =>
      column !== null && /^(?:date|timestamp|instant)$/.test(column.type),
  );
}

/** Texts of every column that some rule reads as a text, by column of the relation. */
async function textsOf(
  engine: Engine,
  program: Program,
  found: Named,
): Promise<ReadonlyMap<string, KnownTexts>> {
  const { source } = found;
  const read = program.rows.flatMap((row) =>
    row.kind === "column" && row.table === source.id && row.as === "text" ? [row.column] : [],
  );
  const wanted = [...read, source.key, ...source.links.map(({ column }) => column)];
  const columns = new Set(wanted.map((header) => columnOf(found, header)));
  const texts = new Map<string, KnownTexts>();
  for (const column of columns) {
    if (column?.type === "text")
      texts.set(column.name, await textsIn(engine, found.relation, column));
  }
  return texts;
}

async function refuseDoubled(
  engine: Engine,
  found: Named,
  texts: ReadonlyMap<string, KnownTexts>,
): Promise<void> {
  const { source, relation } = found;
  const key = columnOf(found, source.key);
  const shared = source.owner
    .slice(1)
    .some((level) => foldText(level) === foldText(source.key ?? ""));
  if (!key || shared) return;
  const twice = await doubledKey(engine, relation, key, texts.get(key.name) ?? null);
  if (twice === null) return;
  throw new UserError(
    `\`${twice}\` stands more than once in [${source.key}] of ${source.name}: a key stands once.`,
    relation.path.join("."),
    "Take the doubled rows out, or make a view that says which one counts.",
  );
}

/** A column of percentages that holds 0.95 and 95: which is meant, a person should say. */
async function refuseMixedPercents(engine: Engine, program: Program, found: Named): Promise<void> {
  const read = program.rows.flatMap((row) =>
    row.kind === "column" && row.table === found.source.id && row.as === "number"
      ? [row.column]
      : [],
  );
  for (const header of new Set(read)) {
    const column = columnOf(found, header);
    const isNumber = column && /^(?:whole|decimal|float)$/.test(column.type);
    if (!isNumber || !PERCENT_HEADER.test(header)) continue;
    const raw = sql`CAST(${name(column.name)} AS ${engine.dialect.types.double})`;
    const x = sql`CASE WHEN ${engine.dialect.isFinite(raw)} THEN ${raw} END`;
    const [small, large] = await engine.query(
      sql`SELECT COUNT(CASE WHEN abs(${x}) <= 1.5 AND ${x} <> 0 THEN 1 END), COUNT(CASE WHEN abs(${x}) > 1.5 THEN 1 END) FROM ${relationName(found.relation)}`,
    );
    if (Number(small![0]) === 0 || Number(large![0]) === 0) continue;
    throw new UserError(
      `[${header}] of ${found.source.name} holds fractions and points: 0.95 and 95 can't both be percentages.`,
      found.relation.path.join("."),
      "Make a view that writes them in one way.",
    );
  }
}

interface Asked {
  readonly rows: number;
  readonly texts: ReadonlyMap<string, KnownTexts>;
  readonly owners: {
    readonly keys: readonly (readonly (string | null)[])[];
    readonly counts: readonly number[];
  } | null;
  readonly days: readonly DaysKnown[];
}

/** A sheet with the table's headers, and a row for each owner: enough to build the org, and no figure. */
function skeleton(program: Program, found: Named, { rows, texts, owners, days }: Asked): SheetData {
  const titles = headers(found);
  const chain = ownerColumns(program, found);
  const height = owners?.counts.length ?? 0;
  const columns = found.relation.columns.map(({ name: column }, c): CellValue[] => {
    const at = chain.findIndex((each) => each.name === column);
    const cells: readonly CellValue[] = at >= 0 && owners ? owners.keys[at]! : [];
    return [titles[c]!, ...cells.map((cell) => (cell === "" ? null : cell))];
  });
  const titleOf = (column: string) =>
    foldText(titles[found.relation.columns.findIndex((c) => c.name === column)]!);
  const isBlank = (key: string | null) => key === null || foldText(key) === "";
  const ownerless = (owners?.counts ?? []).reduce(
    (sum, count, i) =>
      sum +
      (isBlank(owners!.keys[0]![i]!) && columns.every((cells) => (cells[i + 1] ?? null) === null)
        ? count
        : 0),
    0,
  );
  const elsewhere: RowsElsewhere = {
    rows,
    counts: owners?.counts ?? [],
    ownerless,
    days: new Map(
      dayColumns(program, found).map(({ name: column }, i) => [titleOf(column), days[i]!]),
    ),
    values: new Map(
      [...texts].flatMap(([column, { all }]) => (all ? [[titleOf(column), all] as const] : [])),
    ),
  };
  const { name: table, source } = found.source;
  return { name: source.name, table, rows: height + 1, columns, elsewhere };
}

function boundTable(program: Program, model: Model, id: TableId, facts: Facts): BoundTable {
  const bound = (column: ColumnInfo): BoundColumn => ({
    identifier: column.name,
    type: column.type,
    cast: column.cast,
    typeName: column.typeName,
    texts: facts.texts.get(column.name) ?? null,
  });
  return {
    relation: facts.relation.path,
    column: (header) => {
      const column = columnOf(facts, header);
      return column && bound(column);
    },
    keysApart: true,
    owners: facts.owners && ownersFrom(program, model, id, facts),
  };
}

/** Whose each owner of the skeleton is, as the model resolved it. */
function ownersFrom(program: Program, model: Model, id: TableId, facts: Facts) {
  const table = model.tables[id];
  if (!table || !facts.owners) return null;
  const nodes = model.owners(table);
  const { keys } = facts.owners;
  const depth = ownerColumns(program, facts).length;
  const owners = new Map<string, { keys: string[]; node: number }>();
  for (let r = 0; r < table.rows; r += 1) {
    const node = nodes[r]!;
    if (node < 0) continue;
    const at = table.sheetRow[r]! - 2;
    const written = keys.slice(0, depth).map((column) => column[at] ?? "");
    owners.set(JSON.stringify(written), { keys: written, node });
  }
  return ownersAt(model.org, "as written", [...owners.values()], depth);
}

/** Ids that lost their leading zeros on one side: matching form → the key's, where no two could be meant. */
function aliasesOf(
  program: Program,
  step: LinkStep,
  factsFor: (program: Program, id: TableId) => Facts | null,
): ReadonlyMap<string, string> | null {
  const [from, to] = [factsFor(program, step.table), factsFor(program, step.to)];
  const column = from && columnOf(from, step.column);
  const key = to && columnOf(to, program.tables[step.to]!.key);
  const ids = column && from.texts.get(column.name)?.all;
  const keys = key && to.texts.get(key.name)?.all;
  if (!ids || !keys) return null;
  const folded = ["", ...new Set(ids.map((id) => foldText(id ?? "")).filter((id) => id !== ""))];
  const known = [...new Set(keys.map((one) => foldText(one ?? "")))];
  const rowOf = new Map(known.map((one, i) => [one, i]));
  const found = Int32Array.from(folded, (id) => (id === "" ? -1 : (rowOf.get(id) ?? -1)));
  const loose = looseMatches(folded, found, rowOf);
  return new Map([...loose].map(([code, row]) => [folded[code]!, known[row]!]));
}
