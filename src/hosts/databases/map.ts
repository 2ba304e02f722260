/** Which relation and columns stand for which table of the rules: a JSON file, checked by a schema. */
import Ajv, { type ValidateFunction } from "ajv";
import { foldText } from "../../../dsl/fold.ts";
import { UserError } from "../../model/user-error.ts";
import type { ColumnType } from "../../sql/index.ts";

export interface SqlMap {
  /** Where a day begins, for columns that hold instants. */
  readonly timeZone: string;
  readonly searchPath: readonly string[];
  readonly tables: Readonly<Record<string, MappedTable>>;
}
export interface MappedTable {
  /** `sales.deals`, or a list where a name holds a point. Left out: the table's own name. */
  readonly relation?: string | readonly string[];
  readonly columns?: Readonly<Record<string, string | MappedColumn>>;
}
export interface MappedColumn {
  readonly name: string;
  /** Only for `answerable sql`, which asks no catalogue; left out: as the rules use it. */
  readonly type?: Exclude<ColumnType, "other">;
}

export const EMPTY_MAP: SqlMap = { timeZone: "UTC", searchPath: [], tables: {} };

const NAME = { type: "string", minLength: 1 } as const;
export const MAP_SCHEMA = {
  type: "object",
  additionalProperties: false,
  properties: {
    timeZone: NAME,
    searchPath: { type: "array", items: NAME },
    tables: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: {
          relation: { anyOf: [NAME, { type: "array", items: NAME, minItems: 1, maxItems: 3 }] },
          columns: {
            type: "object",
            additionalProperties: {
              anyOf: [
                NAME,
                {
                  type: "object",
                  required: ["name"],
                  additionalProperties: false,
                  properties: {
                    name: NAME,
                    type: {
                      enum: [
                        "whole",
                        "decimal",
                        "float",
                        "text",
                        "truth",
                        "date",
                        "timestamp",
                        "instant",
                      ],
                    },
                  },
                },
              ],
            },
          },
        },
      },
    },
  },
} as const;

/** Made when first asked for: it takes longer than many a command. */
let mapCheck: ValidateFunction | null = null;
function checkOfMap(): ValidateFunction {
  mapCheck ??= new Ajv({ allErrors: false, allowUnionTypes: true }).compile(MAP_SCHEMA);
  return mapCheck;
}

/** A map from its file's text; a `UserError` says where it is wrong. */
export function readMap(text: string, path: string): SqlMap {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new UserError(`${path} is no JSON: ${why}.`, path, SHAPE);
  }
  const isMap = checkOfMap();
  if (!isMap(value)) {
    const [error] = isMap.errors ?? [];
    const where = error?.instancePath ? `${path}, ${error.instancePath.slice(1)}` : path;
    const extra = error?.params.additionalProperty
      ? `: ${String(error.params.additionalProperty)}`
      : "";
    throw new UserError(`The map ${error?.message ?? "is wrong"}${extra}.`, where, SHAPE);
  }
  const map = { ...EMPTY_MAP, ...(value as Partial<SqlMap>) };
  if (!isZone(map.timeZone))
    throw new UserError(
      `\`${map.timeZone}\` is no time zone.`,
      `${path}, timeZone`,
      "Write it as Europe/Berlin.",
    );
  return map;
}

const SHAPE =
  'Write {"tables": {"Deals": {"relation": "sales.deals", "columns": {"Close Date": "close_date"}}}}.';

/** `+02:00` is east of Greenwich here, and west of it in PostgreSQL. */
function isZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What the map says of a table, by its name in the rules or its source's. */
export function mapped(map: SqlMap, names: readonly string[]): MappedTable | null {
  const folded = names.map(foldText);
  const found = Object.entries(map.tables).find(([name]) => folded.includes(foldText(name)));
  return found?.[1] ?? null;
}

/** The parts of a relation's name. */
export const pathOf = (relation: string | readonly string[]): readonly string[] =>
  typeof relation === "string" ? relation.split(".") : relation;

/** What the map says of a column, by the name that the rules use. */
export function mappedColumn(table: MappedTable | null, header: string): MappedColumn | null {
  const found = Object.entries(table?.columns ?? {}).find(
    ([name]) => foldText(name) === foldText(header),
  );
  if (!found) return null;
  return typeof found[1] === "string" ? { name: found[1] } : found[1];
}
