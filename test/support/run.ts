/**
 * What test files of one worker share and none of them ends: it lies in a folder of the run, and the run's own process
 * ends it. A worker is stopped from outside, and does no more than stop.
 */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FOLDER = "ANSWERABLE_TEST_RUN";

/** Vitest calls it before the first worker; what it returns, after the last. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "answerable-"));
  // A server of another user lives in it.
  chmodSync(folder, 0o711);
  process.env[FOLDER] = folder;
  return () => {
    for (const inside of readdirSync(folder)) ended(join(folder, inside));
    ended(folder);
  };
}

/** A folder that lasts as long as the run; outside of one, as long as this process. */
export function runFolder(name: string): string {
  const run = process.env[FOLDER];
  if (run) return mkdtempSync(join(run, `${name}-`));
  const folder = mkdtempSync(join(tmpdir(), `answerable-${name}-`));
  process.once("exit", () => ended(folder));
  return folder;
}

/** Gone, with the server that may run in it: PostgreSQL writes the number of its process first, SIGQUIT ends it at once. */
export function ended(folder: string): void {
  const path = join(folder, "data", "postmaster.pid");
  if (existsSync(path)) quit(Number(readFileSync(path, "utf8").split("\n")[0]));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** A server that crashed leaves its number behind. */
function quit(pid: number): void {
  try {
    process.kill(pid, "SIGQUIT");
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== "ESRCH") throw fault;
  }
}
