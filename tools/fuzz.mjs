#!/usr/bin/env node
/** The nightly fuzzing: a million texts through the language, or as many as are said (`npm run fuzz -- 50000`). */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const count = process.argv[2] ?? "1000000";
const { status } = spawnSync(
  join(ROOT, "node_modules", ".bin", "vitest"),
  ["run", "test/properties/language.test.ts"],
  {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ANSWERABLE_FUZZ: count },
    shell: process.platform === "win32",
  },
);
process.exit(status ?? 1);
