/** What a column of figures is on its way: values of rows, parts that add up, one double. */
import type { Program } from "../../dsl/ir/ir.ts";
import type { Dialect } from "./dialect.ts";
import type { PlannedColumn } from "./plan.ts";
import { isNumeric, type rowLowering } from "./rows.ts";
import { type Sql, sql, whole } from "./text.ts";

export interface Stages {
  readonly value: Sql;
  /** Aggregates over values; merged by `merge`, put together by `together`. */
  readonly parts: readonly Sql[];
  readonly merge: (part: Sql) => Sql;
  readonly together: (parts: readonly Sql[]) => Sql;
}

const SUM = (part: Sql): Sql => sql`SUM(${part})`;
const MIN = (part: Sql): Sql => sql`MIN(${part})`;
const MAX = (part: Sql): Sql => sql`MAX(${part})`;

/** `m` is what the column's values are called once the rows are read. */
export function stagesOf(
  program: Program,
  dialect: Dialect,
  rows: ReturnType<typeof rowLowering>,
  { measure, by }: PlannedColumn,
  m: Sql,
): Stages {
  const { of, where } = program.measures[measure]!;
  const kept = (value: Sql): Sql =>
    where === null ? value : sql`CASE WHEN ${rows.truth(where)} THEN ${value} END`;
  const read = of === null ? null : rows.lower(of);
  const one = (part: (of: Sql) => Sql, merge: (part: Sql) => Sql, value: Sql): Stages => ({
    value,
    parts: [part(m)],
    merge,
    together: ([all]) => sql`CAST(${all!} AS ${dialect.types.double})`,
  });
  switch (by) {
    case "count": {
      const counted =
        read === null || read.as === "truth"
          ? whole(1)
          : read.as === "text"
            ? read.identity()
            : read.sql;
      return one((each) => sql`COUNT(${each})`, SUM, kept(counted));
    }
    case "distinct": {
      const isNumber =
        read?.as === "number" || (read?.as === "text" && isNumeric(read.column?.bound.type));
      const told =
        read?.as === "text" ? read.identity() : read?.as === "truth" ? read.sql : rows.num(of!);
      const value = isNumber ? dialect.partedBy(told) : told;
      return one((each) => sql`COUNT(DISTINCT ${each})`, SUM, kept(value));
    }
    case "sum": {
      const exact = read?.as === "number" && read.exact;
      const value = exact ? read.sql : rows.num(of!);
      const { parts, together } = dialect.sum(m, exact ? "exact" : "float");
      return { value: kept(value), parts, merge: SUM, together };
    }
    case "median":
      return one(dialect.median, SUM, kept(rows.num(of!)));
    case "min":
      return one(MIN, MIN, kept(rows.num(of!)));
    case "max":
      return one(MAX, MAX, kept(rows.num(of!)));
  }
}
