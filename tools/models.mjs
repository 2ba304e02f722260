#!/usr/bin/env node
/**
 * Random models by the thousand, for a nightly run: `npm run models -- 10000 [first seed]`. Plain loops, the
 * evaluator, DuckDB, PostgreSQL and, where LibreOffice is, the native formulas must say the same of each; the first
 * that differs is shown with its seed; the cookbook's chapters are published over workbooks grown out of their rows; and
 * the whole sample is worked out by the local workbook's engine. `sql`, `formulas`, `cookbook` or `local` as a third word
 * asks only these.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const FILES = {
  sql: "test/differential/models.test.ts",
  formulas: "test/formula/models.test.ts",
  cookbook: "test/formula/cookbook.test.ts",
  local: "test/formula/local.test.ts",
};
const [models = "10000", seed = String(Math.floor(Date.now() / 86_400_000) * 100_000), which] =
  process.argv.slice(2);
if (which !== undefined && !(which in FILES)) {
  console.error(`${which} is none of sql, formulas, cookbook and local.`);
  process.exit(2);
}
console.log(`${models} models from seed ${seed}`);
const run = spawnSync(
  join(ROOT, "node_modules", ".bin", "vitest"),
  ["run", ...(which === undefined ? Object.values(FILES) : [FILES[which]])],
  {
    cwd: ROOT,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: {
      ...process.env,
      ANSWERABLE_MODELS: models,
      ANSWERABLE_FORMULA_MODELS: models,
      ANSWERABLE_SEED: seed,
      ANSWERABLE_WHOLE_SAMPLE: "yes",
      ANSWERABLE_CHAPTERS: "3",
    },
  },
);
process.exit(run.status ?? 1);
