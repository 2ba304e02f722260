import { build } from "esbuild";

/** The command line as one file; packages stay where npm put them. */
export const buildCli = (root, outfile) =>
  build({
    absWorkingDir: root,
    entryPoints: ["src/cli/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    loader: { ".kpi": "text" },
    logLevel: "error",
  });
