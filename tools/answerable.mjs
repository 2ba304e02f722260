#!/usr/bin/env node
/** The command line: bundled when its sources are newer than the bundle, then run. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensure, ROOT } from "./lib/ensure.mjs";
import { isStale } from "./lib/newest.mjs";

ensure();
const made = join(ROOT, "dist", "cli", "answerable.mjs");
if (isStale(ROOT, made, ["dsl", "src", "examples"])) {
  const { buildCli } = await import("./build/cli.mjs");
  await buildCli(ROOT, made);
}
await import(pathToFileURL(made).href);
