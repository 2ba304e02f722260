#!/usr/bin/env node
/** Writes the pages that are made from the code: docs/functions.md, docs/errors.md, docs/grammar.md and the like. `--check` only says whether they are up to date. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load } from "./lib/bundle.mjs";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const { PAGES } = await load(ROOT, "tools/docs/pages.ts");
let stale = 0;
for (const [file, text] of Object.entries(PAGES)) {
  const path = join(ROOT, file);
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  stale += 1;
  if (process.argv.includes("--check")) console.error(`${file} is out of date: npm run docs`);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`Wrote ${file}.`);
  }
}
process.exit(process.argv.includes("--check") && stale > 0 ? 1 : 0);
