/** Bundles a module of ours and imports it, so that tools can ask the product's own tables. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

export async function load(root, entry) {
  const outfile = join(root, ".cache", `${entry.replace(/\W+/g, "-")}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    loader: { ".kpi": "text" },
    logLevel: "error",
  });
  return import(`${pathToFileURL(outfile).href}?${Date.now()}`);
}
