/** Makes a fresh clone ready: Node's version, and packages when they are missing or older than the lock file. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const NEEDED = 20;

const timeOf = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Installs what is missing; ends the program with a clear word where it can't. */
export function ensure() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < NEEDED) {
    console.error(`Answerable needs Node ${NEEDED} or newer; this is ${process.versions.node}.`);
    process.exit(2);
  }
  const installed = timeOf(join(ROOT, "node_modules", ".package-lock.json"));
  if (installed > 0 && installed >= timeOf(join(ROOT, "package-lock.json")) - 1000) return;
  console.error("Installing packages (once) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const made = spawnSync(npm, ["ci", "--no-audit", "--no-fund"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (made.status !== 0) {
    console.error(
      "The packages could not be installed: see above. Check the network, then try again.",
    );
    process.exit(2);
  }
}
