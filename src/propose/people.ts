/** Which sheet lists the people, who reports to whom, since and until when. */
import { type Candidate, type Guesses, reason } from "./guess.ts";
import type { Column, FoundTable } from "./sheets.ts";
import { matching, mayName, shareIn, type Value, valuesOf } from "./values.ts";
import { type Language, says } from "./words.ts";

export interface FoundPeople {
  readonly table: FoundTable;
  readonly name: Column;
  /** The manager's column, or units from the finest up. */
  readonly reportsTo: readonly Column[];
  /** A top above all; empty where one person is the top already. */
  readonly top: string;
  /** Whoever has no one above them in the sheet. */
  readonly roots: readonly string[];
  readonly since: Column | null;
  readonly until: Column | null;
  readonly email: Column | null;
  readonly potential: readonly Column[];
  readonly names: ReadonlyMap<string, Value>;
}

/** A name stands in as many rows as there are assignments of it. */
const LEAST_UNIQUE = 0.4;
const LEAST_MATCH = 0.5;

interface Name {
  readonly table: FoundTable;
  readonly column: Column;
}

export function findPeople(
  tables: readonly FoundTable[],
  guesses: Guesses,
  language: Language,
): FoundPeople | null {
  const candidates = tables.flatMap((table) => nameCandidates(table, tables));
  const bySheet = tables.flatMap((table): Candidate<FoundTable>[] => {
    const own = candidates.filter((c) => c.of.table === table);
    const best = own.reduce<Candidate<Name> | null>(
      (a, b) => (a && a.points >= b.points ? a : b),
      null,
    );
    const { name } = table.sheet;
    return best
      ? [{ value: name, label: name, of: table, points: best.points, reasons: best.reasons }]
      : [];
  });
  const at = { part: "people", sheet: "" } as const;
  const table = guesses.pick({ ...at, id: "people.sheet", what: "sheet" }, bySheet);
  if (!table) return null;
  const sheet = table.sheet.name;
  const name = guesses.pick(
    { ...at, sheet, id: "people.name", what: "name" },
    candidates.filter((c) => c.of.table === table),
  );
  if (!name) return null;
  const names = valuesOf(table, name.column);
  const reportsTo = guesses.pick(
    { ...at, sheet, id: "people.manager", what: "reports to" },
    linesOf(table, name.column, names),
  );
  // A tree needs a column to grow along.
  if (!reportsTo) return null;
  const roots = rootsOf(table, name.column, reportsTo, names);
  const top =
    roots.length > 1
      ? guesses.text(
          { ...at, sheet, id: "people.top", what: "top" },
          language === "de" ? "Unternehmen" : "Company",
          [reason("one above", roots.slice(0, 3).join(", "), roots.length)],
          0.5,
        )
      : "";
  const days = table.columns.filter(({ profile }) => profile.holds === "days");
  const since = guesses.pick(
    { ...at, sheet, id: "people.since", what: "since", optional: true },
    byHeader(days, "since"),
  );
  const until = guesses.pick(
    { ...at, sheet, id: "people.until", what: "until", optional: true },
    byHeader(
      days.filter((column) => column !== since),
      "until",
    ),
  );
  const email = table.columns.find(({ header }) => says(header, "email")) ?? null;
  const potential = table.columns.filter(
    ({ header, profile }) => profile.holds === "numbers" && says(header, "potential"),
  );
  return { table, name: name.column, reportsTo, top, roots, since, until, email, potential, names };
}

/** Columns that may hold the people's names: nearly all different, and found again as owners elsewhere. */
function nameCandidates(table: FoundTable, tables: readonly FoundTable[]): Candidate<Name>[] {
  return table.columns.filter(mayName).flatMap((column): Candidate<Name>[] => {
    const { header } = column;
    if (says(header, "email") || says(header, "manager")) return [];
    const values = valuesOf(table, column);
    if (values.size < 2 || values.size < table.rows * LEAST_UNIQUE) return [];
    const owned = tables.flatMap((other) => {
      if (other === table) return [];
      const best = other.columns
        .filter(mayName)
        .map((c) => ({ c, share: shareIn(valuesOf(other, c), values) }))
        .filter(({ c, share }) => share >= LEAST_MATCH && valuesOf(other, c).size > 1)
        .sort((a, b) => b.share - a.share)[0];
      return best ? [{ sheet: other.sheet.name, ...best }] : [];
    });
    const manager = managerIn(table, column, values);
    if (owned.length === 0 && manager.length === 0) return [];
    const asOwner = owned.some(({ c }) => says(c.header, "owner") || says(c.header, "second"));
    const points =
      owned.reduce((sum, { share }) => sum + share, 0) +
      (manager.length > 0 ? 3 : 0) +
      (asOwner ? 1 : 0) +
      (says(header, "person") ? 1 : 0) -
      (says(header, "account") ? 2 : 0) +
      (table.columns.some((c) => says(c.header, "email")) ? 0.5 : 0);
    const reasons = [
      ...(says(header, "person") ? [reason("header", header ?? "")] : []),
      ...owned.slice(0, 2).map(({ sheet, share }) => reason("found in", sheet, share)),
    ];
    const { name } = column;
    return [{ value: name, label: name, of: { table, column }, points, reasons }];
  });
}

const managerIn = (table: FoundTable, name: Column, names: ReadonlyMap<string, Value>) =>
  table.columns.filter((column) => {
    if (column === name || !mayName(column)) return false;
    const values = valuesOf(table, column);
    return values.size < names.size && values.size > 0 && shareIn(values, names) >= LEAST_MATCH;
  });

/** Lines of reporting: a column of managers, or units nested in each other; each unit alone as another way. */
function linesOf(
  table: FoundTable,
  name: Column,
  names: ReadonlyMap<string, Value>,
): Candidate<readonly Column[]>[] {
  const managers = managerIn(table, name, names).map((column): Candidate<readonly Column[]> => {
    const share = shareIn(valuesOf(table, column), names);
    const said = says(column.header, "manager");
    return {
      value: column.name,
      label: `[${column.name}]`,
      of: [column],
      points: 2 * share + (said ? 2 : 0),
      reasons: [
        ...(said ? [reason("header", column.header ?? "")] : []),
        reason("names in it", column.name, share),
      ],
    };
  });
  const groups = table.columns
    .filter(
      (c) => c !== name && c.profile.holds === "texts" && !managers.some((m) => m.of[0] === c),
    )
    .map((column) => ({ column, size: valuesOf(table, column).size }))
    .filter(({ size }) => size > 0 && size < names.size)
    .sort((a, b) => b.size - a.size)
    .map(({ column }) => column);
  const units = groups.filter(({ header }) => says(header, "unit"));
  const chain: Column[] = [];
  for (const unit of units) {
    const below = chain[chain.length - 1];
    if (!below || isNested(table, below, unit)) chain.push(unit);
  }
  const lines = [chain, ...groups.map((group) => [group])].filter((line) => line.length > 0);
  const different = new Map(lines.map((line) => [line.map((c) => c.name).join(" > "), line]));
  return [
    ...managers,
    ...[...different].map(
      ([value, line]): Candidate<readonly Column[]> => ({
        value,
        label: line.map((c) => `[${c.name}]`).join(" › "),
        of: line,
        points: (says(line[0]!.header, "unit") ? 0.2 : 0.01) + line.length / 4,
        reasons: [reason(line.length > 1 ? "nested" : "header", value)],
      }),
    ),
  ];
}

/** Whether each value of the finer column stands with one of the coarser only. */
function isNested(table: FoundTable, fine: Column, coarse: Column): boolean {
  const above = new Map<string, string>();
  const [inner, outer] = [table.cells(fine), table.cells(coarse)];
  return inner.every((cell, row) => {
    const over = outer[row] ?? null;
    if (cell === null || over === null) return true;
    const key = matching(String(cell));
    const known = above.get(key) ?? matching(String(over));
    above.set(key, known);
    return known === matching(String(over));
  });
}

/** Who or what stands highest: people without a manager, managers who are no person, units of the last column. */
function rootsOf(
  table: FoundTable,
  name: Column,
  reportsTo: readonly Column[],
  names: ReadonlyMap<string, Value>,
): readonly string[] {
  const last = reportsTo[reportsTo.length - 1]!;
  const above = valuesOf(table, last);
  if (reportsTo.length > 1 || shareIn(above, names) < LEAST_MATCH)
    return [...above.values()].map(({ shown }) => shown);
  const managers = table.cells(last);
  const without = table
    .cells(name)
    .filter((cell, row) => cell !== null && (managers[row] ?? null) === null);
  const outside = [...above].flatMap(([key, { shown }]) => (names.has(key) ? [] : [shown]));
  return [...new Set([...without.map(String), ...outside])];
}

function byHeader(columns: readonly Column[], meaning: "since" | "until"): Candidate<Column>[] {
  return columns.map((column) => {
    const said = says(column.header, meaning);
    return {
      value: column.name,
      label: column.name,
      of: column,
      points: said ? 1 : 0,
      reasons: said ? [reason("header", column.header ?? "")] : [],
    };
  });
}
