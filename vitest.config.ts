import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests of the core and of hosts' fakes: no browser, no server, no process of their own. */
const PURE = [
  "test/{bad-input,cascade,conformance,hosts,language,properties,propose,real,standing}/**/*.test.ts",
];

/** What takes longest, first: begun last, one worker would end long after the other. */
const LONG = [
  "browser/states",
  "cli/cli",
  "formula/faults",
  "browser/local",
  "browser/local-contract",
  "browser/goals",
  "formula/local",
  "differential/faults",
  "differential/models",
  "browser/sidebar",
  "browser/editor",
  "browser/hostile",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at < 0 ? LONG.length : at;
    };
    return others.sort((a, b) => place(a) - place(b));
  }
}

/** One runner for every kind of test; rule books are imported as text, as in the bundles. */
export default defineConfig({
  plugins: [
    {
      name: "rule-books-as-text",
      enforce: "pre",
      load: (id) =>
        id.endsWith(".kpi") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))};` : null,
    },
  ],
  test: {
    projects: [
      // Pure tests share their modules from file to file: loading them took a seventh of the whole run.
      { extends: true, test: { name: "core", include: PURE, isolate: false } },
      { extends: true, test: { name: "rim", include: ["test/**/*.test.{ts,tsx}"], exclude: PURE } },
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    // A page draws a moment after it was asked: browser tests poll what they read.
    expect: { poll: { timeout: 15_000, interval: 40 } },
    // A real browser on a busy machine may draw a moment late: CI asks once more before it says so.
    retry: process.env.CI ? 1 : 0,
    server: { deps: { inline: [/@univerjs/, /opentype/] } },
  },
});
