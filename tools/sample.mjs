#!/usr/bin/env node
/** Writes the sample workbook (.xlsx) and its rules, so that the command line has something to run on. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const { build } = await import("esbuild");
const made = join(ROOT, "dist", "sample", "write.mjs");
mkdirSync(join(ROOT, "dist", "sample"), { recursive: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: ["examples/write.ts"],
  outfile: made,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  loader: { ".kpi": "text" },
  logLevel: "error",
});
const { writeSample } = await import(pathToFileURL(made).href);
const path = process.argv[2] ?? "sample.xlsx";
await writeSample(path);
console.log(`Wrote ${path}. Its rules are examples/sample.kpi.`);
