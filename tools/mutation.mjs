#!/usr/bin/env node
/**
 * Mutation testing of the cascade and standing, a file at a time: `npm run mutation -- [src/cascade/exact.ts …]`.
 * Stryker makes the mutants. It is used by hand only, so it is installed into .cache on first use, not with the
 * project. The tests run here, without a runner: docs/mutation.md says why.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensure, ROOT } from "./lib/ensure.mjs";
import { scriptsOf } from "./mutation/bundle.mjs";
import { runMutants } from "./mutation/run.mjs";

ensure();
/** The newest that runs on Node 20. */
const INSTRUMENTER = "9.6.1";
const HOME = join(ROOT, ".cache", "mutation");
const PACKAGE = join(HOME, "node_modules", "@stryker-mutator", "instrumenter");
const GOAL = 90;
/** The tests that hold each folder to account. */
const SUITES = {
  standing: [
    ["test/standing", /\.test\.ts$/],
    ["test/conformance", /^standing-cases\.test\.ts$/],
  ],
  cascade: [
    ["test/cascade", /\.test\.ts$/],
    ["test/conformance", /^cascade-(cases|refusals|trees)\.test\.ts$/],
    ["test/properties", /^(cascade|split|shares).*\.test\.ts$/],
  ],
};

const asked = process.argv.slice(2);
/** `--every 4`: only each fourth mutant, for a first look at a large file. */
const every = asked[0] === "--every" ? Number(asked[1]) : 1;
const wanted = every === 1 ? asked : asked.slice(2);
const files =
  wanted.length > 0
    ? wanted
    : ["src/standing", "src/cascade"].flatMap((folder) => filesIn(folder, /\.ts$/));
install();
const { Instrumenter } = await import(pathToFileURL(join(PACKAGE, "dist/src/index.js")).href);
let all = { killed: 0, survived: 0 };
for (const file of files) {
  const { killed, survived } = await mutate(file);
  all = { killed: all.killed + killed, survived: all.survived + survived };
  console.log(`${share(killed, survived)}  ${file}  ${killed} killed, ${survived} not\n`);
}
if (files.length > 1)
  console.log(
    `${share(all.killed, all.survived)}  together  ${all.killed} killed, ${all.survived} not`,
  );
process.exit(all.killed * 100 < GOAL * (all.killed + all.survived) ? 1 : 0);

function share(killed, survived) {
  return killed + survived === 0 ? "–" : `${((killed * 100) / (killed + survived)).toFixed(1)}%`;
}

function filesIn(folder, pattern) {
  return readdirSync(join(ROOT, folder))
    .filter((name) => pattern.test(name))
    .map((name) => `${folder}/${name}`);
}

function install() {
  const made = join(PACKAGE, "package.json");
  if (existsSync(made) && JSON.parse(readFileSync(made, "utf8")).version === INSTRUMENTER) return;
  mkdirSync(HOME, { recursive: true });
  writeFileSync(join(HOME, "package.json"), '{ "private": true }\n');
  console.error(`Installing Stryker ${INSTRUMENTER} into .cache/mutation (once) …`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const name = `@stryker-mutator/instrumenter@${INSTRUMENTER}`;
  const args = ["install", "--no-audit", "--no-fund", "--save-exact", name];
  const done = spawnSync(npm, args, {
    cwd: HOME,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) {
    console.error("Stryker could not be installed: see above. Check the network, then try again.");
    process.exit(2);
  }
}

/** One file (or `file.ts:from-to`, lines): says how many mutants were killed, and shows each that wasn't. */
async function mutate(file) {
  const [, path, folder, from, to] = /^(src\/(\w+)\/[^:]+)(?::(\d+)-(\d+))?$/.exec(file) ?? [];
  if (!SUITES[folder]) {
    console.error(`Files of src/cascade and src/standing can be mutated; ${file} is none.`);
    process.exit(2);
  }
  const source = readFileSync(join(ROOT, path), "utf8");
  const { text, mutants } = await mutantsOf(path, source);
  const isAsked = ({ location: { start } }) =>
    from === undefined || (start.line + 1 >= Number(from) && start.line + 1 <= Number(to));
  const chosen = new Map(
    mutants
      .filter(isAsked)
      .filter((_, at) => at % every === 0)
      .map((mutant) => [mutant.id, mutant]),
  );
  const suites = SUITES[folder].flatMap(([where, pattern]) => filesIn(where, pattern));
  const scripts = await scriptsOf(ROOT, suites, { path, text });
  const count = { killed: 0, survived: 0 };
  await runMutants(scripts, [...chosen.keys()], (id, state) => {
    count[state === "killed" ? "killed" : "survived"] += 1;
    if (state !== "killed") console.log(shown(path, source, chosen.get(id), state));
  });
  return count;
}

/** The file with a switch at each place, and the mutants of it. */
async function mutantsOf(path, source) {
  const quiet = { debug() {}, info() {}, isDebugEnabled: () => false };
  const made = await new Instrumenter(quiet).instrument(
    [{ name: join(ROOT, path), content: source, mutate: true }],
    // Texts are for people: their wording is held by the golden files.
    { plugins: null, ignorers: [], excludedMutations: ["StringLiteral"] },
  );
  const mutants = made.mutants.filter(({ status }) => status !== "Ignored");
  return { text: made.files[0].content, mutants };
}

function shown(path, source, { location: { start, end }, replacement, mutatorName }, state) {
  const lines = source.split("\n").slice(start.line, end.line + 1);
  const cut = [...lines];
  cut[cut.length - 1] = cut.at(-1).slice(0, end.line === start.line ? end.column : undefined);
  const was = lines.length === 1 ? cut[0].slice(start.column) : `${lines[0].trim()} …`;
  return `${path}:${start.line + 1}:${start.column + 1}  ${mutatorName}, ${state}\n  ${lines[0].trim()}\n  ${was}  →  ${replacement.replace(/\s+/g, " ").slice(0, 200)}`;
}
