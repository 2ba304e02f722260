#!/usr/bin/env node
/** Writes the sample workbook (.xlsx) and its rules, so that the command line has something to run on. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ensure, ROOT } from "./lib/ensure.mjs";

const USAGE = "Usage: npm run sample -- [sample.xlsx]";

/** The file to write, said before anything is built. */
function asked() {
  try {
    const options = { help: { type: "boolean", short: "h" } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (!values.help && positionals.length <= 1) return positionals[0] ?? "sample.xlsx";
    console.log(USAGE);
    process.exit(values.help ? 0 : 2);
  } catch (error) {
    const [first] = error.message.split(". ");
    console.error(`${first}.\n${USAGE}`);
    process.exit(2);
  }
}
const path = asked();

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
await writeSample(path);
console.log(`Wrote ${path}. Its rules are examples/sample.kpi.`);
