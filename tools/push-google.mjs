#!/usr/bin/env node
/** Builds, checks what would ship, then hands over to clasp (fetched by npx at a fixed version: too heavy to install by default). */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { FILES } from "./build/google.mjs";
import { ensure, ROOT } from "./lib/ensure.mjs";

const CLASP = "@google/clasp@3.4.1";
const SCOPES = ["spreadsheets.currentonly", "script.container.ui"];

ensure();
await import("./build.mjs");
const folder = join(ROOT, "dist", "google");
const faults = [];
const found = readdirSync(folder).sort();
if (found.join() !== FILES.join())
  faults.push(`dist/google holds ${found.join(", ")}, not just ${FILES.join(", ")}.`);
const { oauthScopes } = JSON.parse(readFileSync(join(folder, "appsscript.json"), "utf8"));
const scopes = oauthScopes.map((scope) => scope.replace(/^.*\/auth\//, ""));
if (scopes.join() !== SCOPES.join()) faults.push(`appsscript.json asks for ${scopes.join(", ")}.`);
const clasp = join(ROOT, ".clasp.json");
const { scriptId = "" } = existsSync(clasp) ? JSON.parse(readFileSync(clasp, "utf8")) : {};
if (scriptId === "") {
  faults.push(
    ".clasp.json names no script: copy the ID from Extensions › Apps Script › Project settings of your spreadsheet into scriptId.",
  );
}
for (const file of found)
  console.log(`${file}  ${(statSync(join(folder, file)).size / 1024).toFixed(0)} KB`);
if (faults.length > 0) {
  for (const fault of faults) console.error(fault);
  console.error("Nothing was pushed.");
  process.exit(1);
}
const pushed = spawnSync("npx", ["--yes", CLASP, "push", "--force", ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (pushed.status !== 0) {
  console.error(`clasp did not push. If it asks for credentials: npx ${CLASP} login`);
}
process.exit(pushed.status ?? 1);
