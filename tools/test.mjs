#!/usr/bin/env node
/**
 * All tests on a fresh clone: packages, browser, bundles, every suite, then how quick the sidebar is, on a machine
 * with nothing else to do. Closes with `N passed, N failed`.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "./lib/chromium.mjs";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const chromium = ensureChromium();
if (!chromium) process.exit(1);
if (!process.env.ANSWERABLE_REAL_DATA) {
  console.log("The real-data suites are skipped: ANSWERABLE_REAL_DATA names no folder.");
}
/** Beside the build: neither asks anything of the other. */
const checked = new Promise((resolve) => {
  const check = spawn(process.execPath, [join(ROOT, "tools", "check.mjs"), "--beside-tests"], {
    cwd: ROOT,
    stdio: "inherit",
  });
  check.on("close", resolve);
});
if (existsSync(join(ROOT, "tools", "build.mjs"))) {
  const built = spawnSync(process.execPath, [join(ROOT, "tools", "build.mjs")], {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (built.status !== 0) process.exit(1);
}
const checkStatus = await checked;
mkdirSync(join(ROOT, ".cache"), { recursive: true });
const report = join(ROOT, ".cache", "tests.json");
const args = [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
const run = spawnSync(join(ROOT, "node_modules", ".bin", "vitest"), args, {
  cwd: ROOT,
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...process.env, CHROME_PATH: chromium },
});
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
/** Not where only some tests are asked for. */
const isWhole = process.argv.length === 2;
const quickEnough =
  !isWhole ||
  spawnSync(process.execPath, [join(ROOT, "tools", "budgets.mjs"), "--quick"], {
    cwd: ROOT,
    stdio: "inherit",
  }).status === 0;
// A worker that ended, or a fault outside any test, fails the run without failing a test.
const faulty = Math.max(numFailedTests, run.status === 0 ? 0 : 1);
const failed = faulty + (checkStatus === 0 ? 0 : 1) + (quickEnough ? 0 : 1);
console.log(`${numPassedTests} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
