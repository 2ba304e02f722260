import { defineConfig } from "vitest/config";

/** One runner for every kind of test; browser and bundle suites ask for a build first (see tools/test.mjs). */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
    server: { deps: { inline: [/@univerjs/, /opentype/] } },
  },
});
