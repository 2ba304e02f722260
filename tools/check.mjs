#!/usr/bin/env node
/** Types, lint and import rules, within seconds. `--beside-tests`: the import rules are among the tests. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const bin = (name) => join(ROOT, "node_modules", ".bin", name);
const steps = [
  ["types", bin("tsc"), ["-b"]],
  ["lint", bin("biome"), ["check", "--diagnostic-level=error"]],
  ["generated pages", process.execPath, [join(ROOT, "tools", "docs.mjs"), "--check"]],
];
if (!process.argv.includes("--beside-tests")) {
  steps.push([
    "import rules",
    bin("vitest"),
    ["run", "test/architecture.test.ts", "--reporter=dot"],
  ]);
}
let failed = false;
for (const [what, command, args] of steps) {
  const made = spawnSync(command, args, {
    cwd: ROOT,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (made.status !== 0) {
    failed = true;
    console.error(`${what}: failed`);
  }
}
process.exit(failed ? 1 : 0);
