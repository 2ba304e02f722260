/** What test files import in place of Vitest and fast-check: tests are collected, not run; properties draw the same in every run. */
import fastCheck from "fast-check";
import { expect } from "vitest";

let collected = [];
let path = [];

/** The tests of a file: what `evaluate` registers when it is run. */
export function collect(evaluate) {
  collected = [];
  path = [];
  evaluate();
  return collected;
}

const test = (name, run) => collected.push({ name: [...path, name].join(" › "), run });
function describe(name, body) {
  path = [...path, name];
  body();
  path = path.slice(0, -1);
}
/** The same for each row of a table, under the first of its values. */
const forEach = (one) => (rows) => (name, run) => {
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row];
    one(`${name} ${values[0]}`, () => run(...values));
  }
};
test.each = forEach(test);
describe.each = forEach(describe);

/** Ends a test whose property was drawn for less often than it asks: what it counts afterwards would lack. */
export class Enough extends Error {}

/** Milliseconds of the processor for one property: a mutant that lives is drawn for by every one there is. */
const BUDGET = 30;
/** For those that hold one kernel to every answer there is. */
const KERNEL = {
  files: /(cascade-table|shares-fit|split-exact|cascade-months)\.test/,
  budget: 120,
};
const LEAST = 4;
const runs = new Map();

/** How often a property is drawn for, found when it first comes, without a mutant: the same for each mutant then. */
function runsOf(property, given) {
  const whole = given.numRuns ?? 100;
  const key = `${current.file} ${current.name}`;
  if (!runs.has(key)) {
    const before = process.cpuUsage().user;
    fastCheck.check(property, { ...given, numRuns: Math.min(LEAST, whole), ...SAME });
    const each = (process.cpuUsage().user - before) / 1_000 / LEAST;
    runs.set(
      key,
      Math.min(
        whole,
        Math.max(
          LEAST,
          Math.round((KERNEL.files.test(current.file) ? KERNEL.budget : BUDGET) / each),
        ),
      ),
    );
  }
  return runs.get(key);
}

/** A mutant must not live or die by the draw: every run of the properties takes the same cases. */
const SAME = { seed: 20260331, endOnFailure: true };
let current = { file: "", name: "" };
/** Says which test is about to run. */
export function begin(file, name) {
  current = { file, name };
}

function assert(property, given = {}) {
  const numRuns = runsOf(property, given);
  fastCheck.assert(property, { ...given, numRuns, ...SAME });
  if (numRuns < (given.numRuns ?? 100)) throw new Enough();
}

export const vitest = { describe, expect, test, it: test };
export const fc = { ...fastCheck, assert };
