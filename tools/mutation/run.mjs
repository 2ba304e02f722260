/** Mutants of one file, each against the tests that reach it, in this process. */
import { createRequire } from "node:module";
import vm from "node:vm";
import { begin, collect, Enough, fc, vitest } from "./suite.mjs";

const require = createRequire(import.meta.url);
const STRYKER = "__stryker__";
/** A test that takes so long runs in circles: in milliseconds, and by what it takes otherwise. */
const LEAST_TIME = 8_000;
const SLOWER = 25;
/** A mutant that is come by so much more often than without it runs in circles. */
const MORE_HITS = 50;

globalThis.MUTATION = { vitest, fc };
const once = new vm.Script("globalThis.MUTATION.test()");

/** Runs one test; says whether it passed. Endless loops are cut off. */
async function passes({ run }, timeout) {
  try {
    globalThis.MUTATION.test = run;
    await once.runInThisContext({ timeout });
    return true;
  } catch (fault) {
    return fault instanceof Enough;
  }
}

/** A file's tests, with modules of their own; the switch of mutants is what is given. */
function evaluate(script, stryker) {
  globalThis[STRYKER] = stryker;
  return collect(() => script.run.runInThisContext()(require, { exports: {} }, {}));
}

/** Runs all tests once without a mutant: how long each takes, and which mutants it comes by how often. */
async function measure(scripts) {
  const reached = [];
  for (const script of scripts) {
    const stryker = { mutantCoverage: { static: {}, perTest: {} } };
    const begun = performance.now();
    const tests = evaluate(script, stryker);
    const loading = performance.now() - begun;
    for (const [at, test] of tests.entries()) {
      begin(script.path, test.name);
      stryker.currentTestId = `${at}`;
      const start = performance.now();
      if (!(await passes(test, 600_000)))
        throw new Error(`${script.path}: "${test.name}" fails without any mutant.`);
      const time = performance.now() - start;
      reached.push({ script, at, loading, time, kills: 0, hits: {} });
      stryker.currentTestId = undefined;
    }
    const { static: always, perTest } = stryker.mutantCoverage;
    const counts = tests.map((_, at) => ({ ...always, ...perTest[at] }));
    for (const one of reached) if (one.script === script) one.hits = counts[one.at];
  }
  return reached;
}

const costOf = ({ loading, time, kills }) => (loading + time) / (1 + kills);

/** The tests of all scripts against each mutant: `killed`, `survived`, or `unreached` by any of them. */
export async function runMutants(scripts, ids, report) {
  const tests = await measure(scripts);
  for (const id of ids) {
    // Cheap ones first, and those that have killed before.
    const own = tests.filter(({ hits }) => hits[id] > 0).sort((a, b) => costOf(a) - costOf(b));
    const killer = await killerOf(id, own);
    if (killer) killer.kills += 1;
    report(id, killer ? "killed" : own.length > 0 ? "survived" : "unreached");
  }
}

async function killerOf(id, tests) {
  const evaluated = new Map();
  for (const test of tests) {
    if (!evaluated.has(test.script)) {
      const stryker = { activeMutant: id };
      try {
        evaluated.set(test.script, { stryker, tests: evaluate(test.script, stryker) });
      } catch {
        return test;
      }
    }
    const { stryker, tests: own } = evaluated.get(test.script);
    stryker.hitCount = 0;
    stryker.hitLimit = test.hits[id] * MORE_HITS + 1_000;
    const run = own[test.at];
    begin(test.script.path, run?.name);
    if (!run || !(await passes(run, Math.max(LEAST_TIME, Math.round(test.time * SLOWER)))))
      return test;
  }
  return null;
}
