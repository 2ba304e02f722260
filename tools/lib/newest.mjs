import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const SKIP = new Set(["node_modules", "dist", ".git", ".cache", ".tsbuild"]);

/** The time of the newest file below some folders. */
export function newestOf(root, folders) {
  let newest = 0;
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (SKIP.has(entry.name)) continue;
      const full = join(path, entry.name);
      if (entry.isDirectory()) visit(full);
      else newest = Math.max(newest, statSync(full).mtimeMs);
    }
  };
  for (const folder of folders) if (existsSync(join(root, folder))) visit(join(root, folder));
  return newest;
}

/** Whether a made file is missing or older than what it is made from. */
export const isStale = (root, made, folders) =>
  !existsSync(made) || statSync(made).mtimeMs < newestOf(root, folders);
