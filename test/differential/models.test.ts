import * as duck from "@duckdb/node-api";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { duckDbEngine } from "../../src/hosts/databases/duckdb.ts";
import type { Engine } from "../../src/hosts/databases/engine.ts";
import { hasSomePostgres, type Postgres, somePostgres } from "../databases/postgres.ts";
import {
  evaluatorDiffers,
  isPrinted,
  prepared,
  sqlDiffers,
  statementDiffers,
  type Wanted,
  wantedOf,
} from "./models/compare.ts";
import { drawModel } from "./models/draw.ts";
import { fixedModel } from "./models/fixed.ts";
import { DUCKDB_LOAD, POSTGRES_LOAD, tablesIn } from "./models/load.ts";
import type { DrawnModel } from "./models/model.ts";

/** Plain loops = evaluator = SQL. `ANSWERABLE_MODELS` and `ANSWERABLE_SEED` draw others (tools/models.mjs). */
const MODELS = Number(process.env.ANSWERABLE_MODELS ?? 200);
const FIRST = Number(process.env.ANSWERABLE_SEED ?? 1);
function* models(): Generator<DrawnModel> {
  yield fixedModel();
  for (let i = 0; i < MODELS; i += 1) yield drawModel(FIRST + i);
}
/** As many differences are shown as a person would look at. */
const SHOWN = 3;
const HOUR = 3_600_000;

async function agrees(model: DrawnModel, wanted: Wanted, engine: Engine): Promise<void> {
  const ready = await prepared(model, wanted, engine, model.seed % 2 === 1);
  for (const ask of isPrinted(model) ? [sqlDiffers, statementDiffers] : [sqlDiffers]) {
    const { differences, text } = await ask(ready, engine);
    if (differences.length === 0) continue;
    const where = `seed ${model.seed}\n${model.rules}\n${text()}`;
    expect(differences.slice(0, SHOWN), where).toEqual([]);
  }
}

describe("random models", () => {
  let connection: duck.DuckDBConnection;
  let engine: Engine;
  beforeAll(async () => {
    connection = await (await duck.DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    engine = duckDbEngine(duck, connection, "duckdb", null, () => {});
  });
  afterAll(() => connection.closeSync());

  test(
    "the evaluator and DuckDB read them as plainly written loops do",
    async () => {
      for (const model of models()) {
        const wanted = wantedOf(model);
        const ours = evaluatorDiffers(model, wanted);
        expect(ours.slice(0, SHOWN), `seed ${model.seed}\n${model.rules}`).toEqual([]);
        for (const statement of tablesIn(model, DUCKDB_LOAD)) await connection.run(statement);
        await agrees(model, wanted, engine);
      }
    },
    HOUR,
  );
});

describe.skipIf(!hasSomePostgres())("random models in PostgreSQL", () => {
  let postgres: Postgres;
  let loader: Client;
  beforeAll(async () => {
    postgres = await somePostgres();
    loader = await postgres.client();
  });
  afterAll(async () => {
    await loader.end();
    await postgres.stop();
  });

  test(
    "say what plainly written loops do",
    async () => {
      for (const model of models()) {
        await loader.query(tablesIn(model, POSTGRES_LOAD).join(";\n"));
        const engine = await postgres.engine();
        await agrees(model, wantedOf(model), engine).finally(() => engine.close());
      }
    },
    HOUR,
  );
});
