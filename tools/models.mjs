#!/usr/bin/env node
/**
 * Random models by the thousand, for a nightly run: `npm run models -- 10000 [first seed]`. Plain loops, the
 * evaluator, DuckDB and PostgreSQL must say the same of each; the first that differs is shown with its seed.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const [models = "10000", seed = String(Math.floor(Date.now() / 86_400_000) * 100_000)] =
  process.argv.slice(2);
console.log(`${models} models from seed ${seed}`);
const run = spawnSync(
  join(ROOT, "node_modules", ".bin", "vitest"),
  ["run", "test/differential/models.test.ts"],
  {
    cwd: ROOT,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ANSWERABLE_MODELS: models, ANSWERABLE_SEED: seed },
  },
);
process.exit(run.status ?? 1);
