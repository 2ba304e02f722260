import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, first: begun last, one worker would end long after the other. */
const LONG = [
  "browser/states",
  "formula/faults",
  "browser/hosts-states",
  "differential/models",
  "formula/local",
  "browser/local",
  "formula/models",
  "formula/sample",
  "browser/editor",
  "differential/faults",
  "browser/thousands",
  "browser/goals-edits",
  "browser/goals",
  "browser/start",
  "browser/hostile",
  "cli/cli",
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
    globalSetup: "test/support/run.ts",
    setupFiles: "test/support/seed.ts",
    include: ["test/**/*.test.{ts,tsx}"],
    // Files share a worker's modules: loading them, and running them cold, took a fifth of the whole run.
    // A test leaves nothing behind in its process: no global, no folder changed, no server; the browser that all share stays.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    // A page draws a moment after it was asked: browser tests poll what they read.
    expect: { poll: { timeout: 15_000, interval: 40 } },
    server: { deps: { inline: [/@univerjs/, /opentype/] } },
  },
});
