/** The local page (spreadsheet and sidebar) and its server. The sidebar was built before. */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { withPolicy } from "./policy.mjs";
import { builtSidebar } from "./sidebar.mjs";

export async function buildLocal(root) {
  const folder = join(root, "dist", "local");
  mkdirSync(folder, { recursive: true });
  const { page, part } = builtSidebar(root);
  writeFileSync(join(folder, "sidebar.html"), withPolicy(page));
  writeFileSync(join(folder, "rules.js"), part);
  copyFileSync(
    join(root, "src", "hosts", "local", "page", "index.html"),
    join(folder, "index.html"),
  );
  await build({
    absWorkingDir: root,
    entryPoints: ["src/hosts/local/page/main.ts"],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: "es2022",
    loader: { ".kpi": "text" },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  await build({
    absWorkingDir: root,
    entryPoints: ["src/hosts/local/server.ts"],
    outfile: join(root, "dist", "server", "server.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    loader: { ".kpi": "text" },
    logLevel: "error",
  });
  return folder;
}
