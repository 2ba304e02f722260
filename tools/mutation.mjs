#!/usr/bin/env node
/**
 * Mutation testing of the cascade and standing, a file at a time: `npm run mutation -- [src/cascade/exact.ts …]`.
 * Stryker is large and used by hand only, so it is installed into .cache on first use, not with the project.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensure, ROOT } from "./lib/ensure.mjs";

ensure();
/** The newest that runs on Node 20. */
const STRYKER = "9.6.1";
const HOME = join(ROOT, ".cache", "mutation");
const GOAL = 90;

const wanted = process.argv.slice(2);
const files = wanted.length > 0 ? wanted : ["src/standing", "src/cascade"].flatMap(sourcesIn);
install();
const results = files.map((file) => ({ file, ...mutate(file) }));
let all = { killed: 0, survived: 0 };
for (const { file, killed, survived } of results) {
  all = { killed: all.killed + killed, survived: all.survived + survived };
  console.log(`${share(killed, survived).padStart(6)}  ${file}  ${killed} killed, ${survived} not`);
}
if (results.length > 1) console.log(`${share(all.killed, all.survived).padStart(6)}  together`);
process.exit(all.killed * 100 < GOAL * (all.killed + all.survived) ? 1 : 0);

function share(killed, survived) {
  return killed + survived === 0 ? "–" : `${((killed * 100) / (killed + survived)).toFixed(1)}%`;
}

function sourcesIn(folder) {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`);
}

function install() {
  const made = join(HOME, "node_modules", "@stryker-mutator", "core", "package.json");
  if (existsSync(made) && JSON.parse(readFileSync(made, "utf8")).version === STRYKER) return;
  mkdirSync(HOME, { recursive: true });
  writeFileSync(join(HOME, "package.json"), '{ "private": true }\n');
  console.error(`Installing Stryker ${STRYKER} into .cache/mutation (once, 64 MB) …`);
  const names = ["core", "vitest-runner"].map((part) => `@stryker-mutator/${part}@${STRYKER}`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // Its peer Vitest is ours, found further up: no second copy.
  const args = ["install", "--legacy-peer-deps", "--no-audit", "--no-fund", "--save-exact"];
  const done = spawnSync(npm, [...args, ...names], { cwd: HOME, stdio: ["ignore", 2, 2] });
  if (done.status !== 0) {
    console.error("Stryker could not be installed: see above. Check the network, then try again.");
    process.exit(2);
  }
}

/** One file (or `file.ts:from-to`, lines); says how many mutants were killed and lists those that weren't. */
function mutate(file) {
  const report = join(HOME, `${file.replace(/\W+/g, "-")}.json`);
  const config = report.replace(/json$/, "config.json");
  const plugin = join(HOME, "node_modules", "@stryker-mutator", "vitest-runner", "dist", "src");
  writeFileSync(
    config,
    JSON.stringify({
      testRunner: "vitest",
      plugins: [join(plugin, "index.js")],
      vitest: { configFile: "tools/mutation/vitest.config.ts", related: false },
      mutate: [file],
      concurrency: 1,
      coverageAnalysis: "perTest",
      ignoreStatic: false,
      // Texts are for people: their wording is held by the golden files.
      mutator: { excludedMutations: ["StringLiteral"] },
      ignorePatterns: ["/dist", "/.cache", "/docs", ".tsbuild"],
      tempDirName: ".cache/mutation/sandbox",
      reporters: ["json", "clear-text"],
      clearTextReporter: {
        allowColor: false,
        logTests: false,
        reportTests: false,
        reportScoreTable: false,
      },
      jsonReporter: { fileName: report },
      // TypeScript 7 has no API to rewrite a tsconfig with, and Vitest reads none.
      tsconfigFile: "none",
      timeoutMS: 1500,
      allowConsoleColors: false,
    }),
  );
  const bin = join(HOME, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
  const [, folder = ""] = /^src\/(\w+)/.exec(file) ?? [];
  const run = spawnSync(process.execPath, [bin, "run", config], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, MUTATED: folder },
  });
  if (run.status !== 0 || !existsSync(report)) process.exit(run.status || 1);
  const mutants = Object.values(JSON.parse(readFileSync(report, "utf8")).files).flatMap(
    (f) => f.mutants,
  );
  const count = (...states) => mutants.filter((m) => states.includes(m.status)).length;
  return { killed: count("Killed", "Timeout"), survived: count("Survived", "NoCoverage") };
}
