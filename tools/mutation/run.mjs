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
/** What the tests may take without a mutant. */
const LONGEST = 600_000;

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

/** A file's tests, with modules of their own, and the switch by which its mutants go. Some files work on load: loops there are cut off too. */
function evaluate(script, stryker, timeout) {
  globalThis[STRYKER] = stryker;
  globalThis.MUTATION.test = () =>
    collect(() => script.run.runInThisContext()(require, { exports: {} }, {}));
  return { stryker, tests: once.runInThisContext({ timeout }) };
}

/** How often a mutant may be come by that is come by `hits` times without it. */
const limitOf = (hits = 0) => hits * MORE_HITS + 1_000;

/** Runs all tests once without a mutant: how long each takes, and which mutants it comes by how often. */
async function measure(scripts) {
  const reached = [];
  for (const script of scripts) {
    const { stryker, tests } = evaluate(
      script,
      { mutantCoverage: { static: {}, perTest: {} } },
      LONGEST,
    );
    const { static: always, perTest } = stryker.mutantCoverage;
    for (const [at, test] of tests.entries()) {
      begin(script.path, test.name);
      stryker.currentTestId = `${at}`;
      const start = performance.now();
      if (!(await passes(test, LONGEST)))
        throw new Error(`${script.path}: "${test.name}" fails without any mutant.`);
      const time = performance.now() - start;
      const hits = { ...always, ...perTest[at] };
      reached.push({ script, at, name: test.name, time, kills: 0, hits, onLoad: { ...always } });
      stryker.currentTestId = undefined;
    }
  }
  return reached;
}

const costOf = ({ time, kills }) => time / (1 + kills);

/** The tests of all scripts against each mutant: `killed`, `survived`, or `unreached` by any of them. */
export async function runMutants(scripts, ids, report) {
  const tests = await measure(scripts);
  const warm = new Map();
  for (const id of ids) {
    // Cheap ones first, and those that have killed before.
    const own = tests.filter(({ hits }) => hits[id] > 0).sort((a, b) => costOf(a) - costOf(b));
    const killer = await killerOf(id, own, warm);
    if (killer) killer.kills += 1;
    report(id, killer ? "killed" : own.length > 0 ? "survived" : "unreached");
  }
}

/**
 * The first test that a mutant fails. Modules that no mutant has failed in yet are warm and are used again; a
 * failure counts only if modules of its own fail too, since another mutant may have left its marks in scratch.
 */
async function killerOf(id, tests, warm) {
  for (const test of tests) {
    const isWarm = warm.has(test.script) && !(id in test.onLoad);
    if (isWarm && (await stands(id, test, warm.get(test.script)))) continue;
    warm.delete(test.script);
    try {
      const switched = { activeMutant: id, hitCount: 0, hitLimit: limitOf(test.onLoad[id]) };
      const fresh = evaluate(test.script, switched, LEAST_TIME);
      if (!(await stands(id, test, fresh))) return test;
      if (!(id in test.onLoad)) warm.set(test.script, fresh);
    } catch {
      return test;
    }
  }
  return null;
}

async function stands(id, { script, at, name, hits, time }, { stryker, tests }) {
  begin(script.path, name);
  stryker.activeMutant = id;
  stryker.hitCount = 0;
  stryker.hitLimit = limitOf(hits[id]);
  return at in tests && passes(tests[at], Math.max(LEAST_TIME, Math.round(time * SLOWER)));
}
