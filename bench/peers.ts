/** Peers that only the bench needs, installed by `npm run bench` under `.cache`: no part of a clone's own packages. */
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), ".cache", "bench-peers", "package.json"));

/** A peer's module; null where it could not be installed here. */
export function peer<T>(name: string): T | null {
  try {
    return require(name) as T;
  } catch {
    return null;
  }
}
