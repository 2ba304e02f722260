/**
 * PGlite (Apache-2.0): PostgreSQL itself, compiled to run inside this process, for machines where no server can be
 * installed. Fetched into `.cache/pglite` when a test first needs it; no part of a clone's packages.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ClientConfig } from "pg";

const VERSION = "0.5.17";
const FOLDER = fileURLToPath(new URL("../../.cache/pglite", import.meta.url));
const HOME = join(FOLDER, "node_modules", "@electric-sql", "pglite", "dist");

/** Whether it is there, or could be fetched. */
export function hasPglite(): boolean {
  if (existsSync(HOME)) return true;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "package.json"), '{ "private": true }\n');
  const wanted = `@electric-sql/pglite@${VERSION}`;
  const args = ["install", "--save-exact", "--no-audit", "--no-fund", "--prefix", FOLDER, wanted];
  spawnSync("npm", args, { stdio: "ignore", shell: process.platform === "win32" });
  return existsSync(HOME);
}

export interface Pglite {
  /** How one more client of `pg` reaches it; all share one session. */
  config(): ClientConfig;
  stop(): Promise<void>;
}

export async function startPglite(): Promise<Pglite> {
  const from = (file: string) => import(/* @vite-ignore */ pathToFileURL(join(HOME, file)).href);
  const { PGlite } = await from("index.js");
  const { createPgConfig } = await from("node-postgres/index.js");
  const database = await PGlite.create();
  return { config: () => createPgConfig(database), stop: () => database.close() };
}
