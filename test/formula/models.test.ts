/**
 * Random rule books as native formulas, worked out by LibreOffice: every actual is the evaluator's, which plain loops
 * hold to account. `ANSWERABLE_FORMULA_MODELS` and `ANSWERABLE_SEED` draw more and others.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Engine } from "../../src/app/engine.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { readWorkbook } from "../../src/hosts/files/index.ts";
import { drawModel } from "../differential/models/draw.ts";
import { lowered, saved } from "./drawn.ts";
import { libreOfficeVersion, recalculated } from "./libreoffice.ts";
import { differences } from "./live.ts";

const MODELS = Number(process.env.ANSWERABLE_FORMULA_MODELS ?? 8);
const FIRST = Number(process.env.ANSWERABLE_SEED ?? 1);
/** Files opened in one start of the program. */
const BATCH = 25;
const folder = mkdtempSync(join(tmpdir(), "formula-models-"));
const dialect = DIALECTS.libreoffice;

interface Written {
  readonly seed: number;
  readonly path: string;
  readonly engine: Engine;
  readonly refused: readonly string[];
}

async function written(seed: number): Promise<Written> {
  const drawn = drawModel(seed);
  const { engine, book } = lowered(drawn, dialect);
  const path = await saved(join(folder, `${seed}.xlsx`), drawn.workbook, book, dialect);
  return { seed, path, engine, refused: book.refused.map(({ sentence }) => sentence) };
}

describe.skipIf(libreOfficeVersion() < 24.8)("random models in LibreOffice", () => {
  test("every figure", async () => {
    const refusals = new Map<string, number>();
    for (let first = FIRST; first < FIRST + MODELS; first += BATCH) {
      const count = Math.min(BATCH, FIRST + MODELS - first);
      const batch = await Promise.all(Array.from({ length: count }, (_, i) => written(first + i)));
      const opened = recalculated(batch.map(({ path }) => path));
      for (const [i, { seed, engine, refused }] of batch.entries()) {
        const wrong = differences(engine, await readWorkbook(opened[i]!));
        expect(wrong.slice(0, 4), `seed ${seed}\n${drawModel(seed).rules}`).toEqual([]);
        for (const sentence of refused) refusals.set(sentence, (refusals.get(sentence) ?? 0) + 1);
      }
    }
    if (process.env.ANSWERABLE_SHOW_REFUSALS) console.log(refusals);
  }, 3_600_000);
});
