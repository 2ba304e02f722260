import * as duck from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { duckDbEngine } from "../../src/hosts/databases/duckdb.ts";
import type { Engine } from "../../src/hosts/databases/engine.ts";
import { UserError } from "../../src/model/user-error.ts";
import {
  isPrinted,
  type Prepared,
  prepared,
  sqlDiffers,
  statementDiffers,
  wantedOf,
} from "./models/compare.ts";
import { drawModel } from "./models/draw.ts";
import { FAULTS } from "./models/faults.ts";
import { fixedModel } from "./models/fixed.ts";
import { DUCKDB_LOAD, tablesIn } from "./models/load.ts";

/** Every fault must be found among so many models, or the models are too tame. */
const MODELS = 40;

/** Found by a figure, or by the engine over some row; a statement that can't be read would be no fault of a lowering. */
async function isFound(ready: Prepared, faulty: Engine): Promise<boolean> {
  try {
    if ((await sqlDiffers(ready, faulty)).differences.length > 0) return true;
    return isPrinted(ready.drawn) && (await statementDiffers(ready, faulty)).differences.length > 0;
  } catch (refusal) {
    if (!(refusal instanceof UserError) || /Parser Error|Binder Error/.test(refusal.message))
      throw refusal;
    return true;
  }
}

describe("a planted fault is found", () => {
  let connection: duck.DuckDBConnection;
  let engine: Engine;
  beforeAll(async () => {
    connection = await (await duck.DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    engine = duckDbEngine(duck, connection, "duckdb", null, () => {});
  });
  afterAll(() => connection.closeSync());

  test("each of them", async () => {
    let left = [...FAULTS];
    for (let seed = 0; seed <= MODELS && left.length > 0; seed += 1) {
      const model = seed === 0 ? fixedModel() : drawModel(seed);
      const wanted = wantedOf(model);
      for (const statement of tablesIn(model, DUCKDB_LOAD)) await connection.run(statement);
      const ready = await prepared(model, wanted, engine, seed % 2 === 1);
      const kept: typeof left = [];
      for (const fault of left) {
        if (!(await isFound(ready, fault.plant(engine)))) kept.push(fault);
      }
      left = kept;
    }
    expect(left.map(({ name }) => name)).toEqual([]);
  }, 600_000);
});
