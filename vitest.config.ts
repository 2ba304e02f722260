import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Tests of the core: no browser, no server, no process of their own. */
const PURE = [
  "test/{bad-input,cascade,conformance,language,properties,propose,standing}/**/*.test.ts",
];

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
    // One more than the least machine has: browser tests wait for Chromium half of their time.
    maxWorkers: 3,
    // A page draws a moment after it was asked: browser tests poll what they read.
    expect: { poll: { timeout: 15_000, interval: 40 } },
    // A real browser on a busy machine may draw a moment late: CI asks once more before it says so.
    retry: process.env.CI ? 1 : 0,
    server: { deps: { inline: [/@univerjs/, /opentype/] } },
  },
});
