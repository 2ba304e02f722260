/** A drawn model in a database, column types as a team's warehouse would have them. */
import type { Cell, DrawnModel, DrawnTable, Kind } from "./model.ts";

export interface LoadDialect {
  readonly types: Readonly<Record<Kind, string>>;
  text(value: string): string;
}
export const DUCKDB_LOAD: LoadDialect = {
  types: {
    text: "VARCHAR",
    float: "DOUBLE",
    decimal: "DECIMAL(18, 2)",
    whole: "INTEGER",
    date: "DATE",
    timestamp: "TIMESTAMP",
    truth: "BOOLEAN",
  },
  text: (value) => `'${value.replaceAll("'", "''")}'`,
};
export const POSTGRES_LOAD: LoadDialect = {
  ...DUCKDB_LOAD,
  types: {
    ...DUCKDB_LOAD.types,
    text: "text",
    float: "double precision",
    decimal: "numeric(18, 2)",
  },
};

/** Statements that make the tables anew, people aside: those are read from the sheet. */
export function tablesIn(model: DrawnModel, dialect: LoadDialect): string[] {
  const people: DrawnTable = {
    name: "Team",
    columns: [
      { name: "Name", kind: "text" },
      { name: "Manager", kind: "text" },
      { name: "From", kind: "date" },
      { name: "Until", kind: "date" },
    ],
    rows: model.stays.map(({ person, manager, from, to }) => [
      person,
      manager,
      from,
      to === null ? null : before(to),
    ]),
  };
  return [people, ...model.tables].flatMap((table) => tableIn(table, dialect));
}

function before(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

export function tableIn(
  { name, columns, rows }: DrawnTable,
  { types, text }: LoadDialect,
): string[] {
  const cell = (value: Cell): string => {
    if (value === null) return "NULL";
    if (typeof value === "string") return text(value);
    if (typeof value === "number" && !Number.isFinite(value))
      return `'${String(value).replace("Infinity", "infinity")}'`;
    return Object.is(value, -0) ? "'-0'" : typeof value === "number" ? `'${value}'` : String(value);
  };
  const made = columns.map((column) => `"${column.name}" ${types[column.kind]}`).join(", ");
  const list = rows.map((row) => `(${row.map(cell).join(", ")})`).join(", ");
  return [
    `DROP TABLE IF EXISTS "${name}"`,
    `CREATE TABLE "${name}" (${made})`,
    ...(rows.length > 0 ? [`INSERT INTO "${name}" VALUES ${list}`] : []),
  ];
}
