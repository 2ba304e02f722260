#!/usr/bin/env node
/**
 * The nightly fuzzing: a million texts through the language, or as many as are said (`npm run fuzz -- 50000`), and
 * every property with draws that no run before it had.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const count = process.argv[2] ?? "1000000";
const seed = process.env.ANSWERABLE_PROPERTY_SEED ?? String(Date.now() % 2 ** 31);
console.log(`The same draws again: ANSWERABLE_PROPERTY_SEED=${seed}`);
const { status } = spawnSync(
  join(ROOT, "node_modules", ".bin", "vitest"),
  ["run", "test/properties"],
  {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ANSWERABLE_FUZZ: count, ANSWERABLE_PROPERTY_SEED: seed },
    shell: process.platform === "win32",
  },
);
process.exit(status ?? 1);
