import { defineConfig } from "vitest/config";

/** The suites that hold each folder to account, with draws that are the same in every run. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  standing: ["test/standing/**/*.test.ts", "test/conformance/standing-cases.test.ts"],
  cascade: [
    "test/cascade/**/*.test.ts",
    "test/conformance/cascade-*.test.ts",
    "test/properties/cascade*.test.ts",
    "test/properties/split*.test.ts",
  ],
};

export default defineConfig({
  test: {
    include: [...(SUITES[process.env.MUTATED ?? ""] ?? Object.values(SUITES).flat())],
    setupFiles: ["tools/mutation/setup.ts"],
    testTimeout: 20_000,
    pool: "forks",
    maxWorkers: 1,
  },
});
