import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { duckDbEngine } from "../../src/hosts/databases/duckdb.ts";
import type { Engine } from "../../src/hosts/databases/engine.ts";
import { DIALECTS } from "../../src/sql/index.ts";
import { listed, number, sql } from "../../src/sql/text.ts";

/** What DuckDB makes of a column of floating numbers. */
describe("a sum of floating numbers in DuckDB", () => {
  let engine: Engine;
  beforeAll(async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const duck = await import("@duckdb/node-api");
    engine = duckDbEngine(duck, connection, "duckdb", null, () => connection.closeSync());
  });
  afterAll(() => engine.close());

  const { parts, together } = DIALECTS.duckdb.sum(sql`x`, "float");
  const summed = async (values: readonly (number | null)[]): Promise<number> => {
    const rows = values.map((value) => sql`(${value === null ? sql`NULL` : number(value)})`);
    const [column] = await engine.numbers(
      sql`SELECT ${together(parts)} FROM (VALUES ${listed(rows, ", ")}) AS t(x)`,
    );
    return column![0]!;
  };

  test.each([
    ["cents", [0.1, 0.2, 0.3], 0.6],
    ["a small one between large ones", [1e15, 0.5, -1e15], 0.5],
    ["nothing but blanks", [null, null], Number.NaN],
    ["blanks beside a number", [null, 7], 7],
    ["larger than any currency", [1e33, 2.5e33], 1e33 + 2.5e33],
    ["one of each kind", [4e40, 1], 4e40],
    ["only a huge one", [-3e300, null], -3e300],
    ["smaller than any currency", [4.5e-30, 0.5e-30], 5e-30],
    ["only a tiny one", [3e-300, null], 3e-300],
    ["a tiny one beside an amount", [1e-20, 0, 12.5], 12.5],
  ])("%s", async (_, values, wanted) => {
    expect(await summed(values)).toBe(wanted);
    expect(await summed([...values].reverse())).toBe(wanted);
  });
});
