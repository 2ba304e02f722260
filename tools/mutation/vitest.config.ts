import { defineConfig } from "vitest/config";

/** The suites that hold the cascade and standing to account, with draws that are the same in every run. */
export default defineConfig({
  test: {
    include: [
      "test/cascade/**/*.test.ts",
      "test/standing/**/*.test.ts",
      "test/conformance/*-cases.test.ts",
      "test/properties/cascade*.test.ts",
      "test/properties/split*.test.ts",
    ],
    setupFiles: ["tools/mutation/setup.ts"],
    testTimeout: 20_000,
    pool: "forks",
    maxWorkers: 1,
  },
});
