#!/usr/bin/env node
/** Writes the workbook of probes that a person opens once per release in Excel and Google Sheets. */
import { parseArgs } from "node:util";
import { load } from "./lib/bundle.mjs";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
const { positionals } = parseArgs({ allowPositionals: true });
const [path = "probes.xlsx", dialect = "excel365"] = positionals;
const { writeProbes } = await load(ROOT, "tools/probes/write.ts");
await writeProbes(path, dialect);
console.log(`Wrote ${path} for ${dialect}. Cell B1 of the first sheet must say yes.`);
