import * as duck from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { duckDbEngine } from "../../src/hosts/databases/duckdb.ts";
import type { Engine } from "../../src/hosts/databases/engine.ts";
import { evaluatorDiffers, sqlDiffers, wantedOf } from "./models/compare.ts";
import { drawModel } from "./models/draw.ts";
import { DUCKDB_LOAD, tablesIn } from "./models/load.ts";

/** Plain loops = evaluator = SQL. `ANSWERABLE_MODELS` and `ANSWERABLE_SEED` draw others (tools/models.mjs). */
const MODELS = Number(process.env.ANSWERABLE_MODELS ?? 60);
const FIRST = Number(process.env.ANSWERABLE_SEED ?? 1);
const seeds = Array.from({ length: MODELS }, (_, i) => FIRST + i);
/** As many differences are shown as a person would look at. */
const SHOWN = 3;

describe("random models", () => {
  let connection: duck.DuckDBConnection;
  let engine: Engine;
  beforeAll(async () => {
    connection = await (await duck.DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    engine = duckDbEngine(duck, connection, "duckdb", null, () => {});
  });
  afterAll(() => connection.closeSync());

  test("the evaluator and DuckDB read them as plainly written loops do", async () => {
    for (const seed of seeds) {
      const model = drawModel(seed);
      const wanted = wantedOf(model);
      const ours = evaluatorDiffers(model, wanted);
      expect(ours.slice(0, SHOWN), `seed ${seed}\n${model.rules}`).toEqual([]);
      for (const statement of tablesIn(model, DUCKDB_LOAD)) await connection.run(statement);
      const { differences, text } = await sqlDiffers(model, wanted, engine, seed % 2 === 0);
      if (differences.length > 0)
        expect(differences.slice(0, SHOWN), `seed ${seed}\n${model.rules}\n${text()}`).toEqual([]);
    }
  }, 3_600_000);
});
