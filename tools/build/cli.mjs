import { build } from "esbuild";

/** Packages of many small modules take longer to open than to run: these go into the file. */
const INSIDE = /^(@?chevrotain|lodash-es|hucre)/;
const insideOnly = {
  name: "inside-only",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || INSIDE.test(path) ? null : { path, external: true },
    ),
};

/** The command line as one file; other packages stay where npm put them. */
export const buildCli = (root, outfile) =>
  build({
    absWorkingDir: root,
    entryPoints: ["src/cli/answerable.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    plugins: [insideOnly],
    loader: { ".kpi": "text" },
    logLevel: "error",
  });
