/** The engines' types as rules know them. */
import type { ColumnType, DialectName } from "../../sql/index.ts";
import type { ColumnInfo } from "./engine.ts";

type Kind = readonly [pattern: RegExp, type: ColumnType, cast?: "type"];

const DUCKDB: readonly Kind[] = [
  [/^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/, "whole"],
  [/^DECIMAL/, "decimal"],
  [/^(?:DOUBLE|FLOAT|REAL)$/, "float"],
  [/^VARCHAR$/, "text"],
  [/^(?:ENUM|UUID)/, "text", "type"],
  [/^BOOLEAN$/, "truth"],
  [/^DATE$/, "date"],
  [/^TIMESTAMP WITH TIME ZONE$/, "instant"],
  [/^TIMESTAMP/, "timestamp"],
];
const POSTGRES: readonly Kind[] = [
  [/^(?:smallint|integer|bigint)$/, "whole"],
  [/^numeric$/, "decimal"],
  [/^(?:double precision|real)$/, "float"],
  [/^(?:text|character varying)$/, "text"],
  [/^(?:character|uuid|name|USER-DEFINED)$/, "text", "type"],
  [/^boolean$/, "truth"],
  [/^date$/, "date"],
  [/^timestamp with time zone$/, "instant"],
  [/^timestamp without time zone$/, "timestamp"],
];
const KINDS: Readonly<Record<Exclude<DialectName, "bigquery">, readonly Kind[]>> = {
  duckdb: DUCKDB,
  postgres: POSTGRES,
};

/** A column by what its engine calls its type. */
export function columnInfo(engine: keyof typeof KINDS, name: string, typeName: string): ColumnInfo {
  const [, type, cast] = KINDS[engine].find(([pattern]) => pattern.test(typeName)) ?? [
    null,
    "other" as const,
  ];
  return { name, type, cast: cast ?? null, typeName };
}
