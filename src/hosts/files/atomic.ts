/** Writing so that there is either the old file or the new one, never half of it. */
import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";

const INTERRUPTED = 130;

/** Writes beside the target and renames: an interrupt (Ctrl-C) in between leaves what was there. Makes the folder. */
export async function writeAtomically(path: string, bytes: Uint8Array | string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  mkdirSync(dirname(path), { recursive: true });
  const remove = () => rmSync(beside, { force: true });
  const stop = () => {
    remove();
    process.exit(INTERRUPTED);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    const file = await open(beside, "w");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (fault) {
    remove();
    throw fault;
  } finally {
    process.removeListener("SIGINT", stop);
    process.removeListener("SIGTERM", stop);
  }
}

/**
 * Copies a file beside itself before it is first written, named by when it was last changed:
 * `deals (backup 2026-03-31 14.15.00).xlsx`. Gives the copy's path.
 */
export function backUp(path: string): string {
  const changed = statSync(path).mtime.toISOString();
  const stamp = `${changed.slice(0, 10)} ${changed.slice(11, 19).replace(/:/g, ".")}`;
  const kind = extname(path);
  const copy = join(dirname(path), `${basename(path, kind)} (backup ${stamp})${kind}`);
  if (!existsSync(copy)) copyFileSync(path, copy);
  return copy;
}
