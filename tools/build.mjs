#!/usr/bin/env node
/** Builds everything that ships: dist/google, dist/excel, manifest.xml, the local page, the command line. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildCli } from "./build/cli.mjs";
import { buildExcel } from "./build/excel.mjs";
import { buildGoogle } from "./build/google.mjs";
import { buildLocal } from "./build/local.mjs";
import { buildSidebar } from "./build/sidebar.mjs";
import { load } from "./lib/bundle.mjs";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const host = process.env.ANSWERABLE_HOST ?? "https://localhost:3000";
const emitted = await load(ROOT, "src/functions/emit/index.ts");
await buildSidebar(ROOT);
await buildLocal(ROOT);
const google = await buildGoogle(ROOT, emitted);
const excel = await buildExcel(ROOT, emitted, { version, host });
await buildCli(ROOT, join(ROOT, "dist", "cli", "answerable.mjs"));
for (const file of [...google, ...excel]) {
  const kb = (statSync(join(ROOT, file)).size / 1024).toFixed(0);
  console.log(`${file}  ${kb} KB`);
}
