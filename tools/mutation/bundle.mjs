/** Test files as scripts that can be run again and again in one process, each time with modules of their own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { build } from "esbuild";

/** Vitest and fast-check are the process's own: they are read once, not for each mutant. */
const FROM_PROCESS = {
  vitest:
    "const { describe, expect, test, it } = globalThis.MUTATION.vitest; export { describe, expect, test, it };",
  "fast-check": "export default globalThis.MUTATION.fc;",
};

/** One script for each test file; `mutated` has its text where the file it names is imported. */
export async function scriptsOf(root, testFiles, mutated) {
  const made = await build({
    absWorkingDir: root,
    entryPoints: testFiles,
    outdir: "out",
    write: false,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "error",
    logOverride: { "empty-import-meta": "silent" },
    plugins: [
      {
        name: "mutation",
        setup(on) {
          on.onResolve({ filter: /^(vitest|fast-check)$/ }, ({ path }) => ({
            path,
            namespace: "process",
          }));
          on.onLoad({ filter: /.*/, namespace: "process" }, ({ path }) => ({
            contents: FROM_PROCESS[path],
          }));
          on.onLoad({ filter: /\.kpi$/ }, ({ path }) => ({
            contents: readFileSync(path, "utf8"),
            loader: "text",
          }));
          on.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === join(root, mutated.path) ? { contents: mutated.text, loader: "ts" } : null,
          );
        },
      },
    ],
  });
  return made.outputFiles.map(({ path, text }) => ({
    path,
    run: new vm.Script(`(function (require, module, exports) {${text}\n})`, { filename: path }),
  }));
}
