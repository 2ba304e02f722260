#!/usr/bin/env node
/** Pictures of every view and state in three themes, under docs/images/sidebar. Look at them before committing them. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureChromium } from "./lib/chromium.mjs";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const chromium = ensureChromium();
if (!chromium) process.exit(1);
const built = spawnSync(process.execPath, [join(ROOT, "tools", "build.mjs")], {
  cwd: ROOT,
  stdio: "inherit",
});
if (built.status !== 0) process.exit(1);
const run = spawnSync(
  join(ROOT, "node_modules", ".bin", "vitest"),
  ["run", "test/browser/states.test.ts", ...process.argv.slice(2)],
  {
    cwd: ROOT,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, CHROME_PATH: chromium, ANSWERABLE_SHOTS: "1" },
  },
);
process.exit(run.status ?? 1);
