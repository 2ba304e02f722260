/** The Google bundle: one script, its manifest, the sidebar's page and its second script. Nothing else may lie in the folder. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { builtSidebar } from "./sidebar.mjs";

const SCOPES = [
  "https://www.googleapis.com/auth/spreadsheets.currentonly",
  "https://www.googleapis.com/auth/script.container.ui",
];
/** Apps Script knows scripts of the server and pages only: what the page brings later is a page that holds a script. */
export const FILES = ["Code.js", "appsscript.json", "rules.html", "sidebar.html"];

/** Gives the files made, from the root. The sidebar was built before. */
export async function buildGoogle(root, { GOOGLE_GLOBAL, GOOGLE_STUBS }) {
  const folder = join(root, "dist", "google");
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (!FILES.includes(file)) rmSync(join(folder, file));
  const made = await build({
    absWorkingDir: root,
    entryPoints: ["src/hosts/google/main.ts"],
    bundle: true,
    write: false,
    minifySyntax: true,
    minifyWhitespace: true,
    format: "iife",
    globalName: GOOGLE_GLOBAL,
    target: "es2019",
    charset: "ascii",
    legalComments: "none",
    loader: { ".kpi": "text" },
    // Apps Script has neither `global` nor `self`: libraries would make code from a string to find the global object.
    define: { self: "globalThis" },
    banner: { js: "/** @OnlyCurrentDoc */" },
    footer: { js: GOOGLE_STUBS },
    logLevel: "error",
  });
  writeFileSync(join(folder, "Code.js"), ascii(made.outputFiles[0].text));
  const { page, part } = builtSidebar(root);
  writeFileSync(join(folder, "sidebar.html"), page);
  writeFileSync(join(folder, "rules.html"), `<script>\n${part}</script>\n`);
  const manifest = {
    timeZone: "Etc/UTC",
    exceptionLogging: "NONE",
    runtimeVersion: "V8",
    oauthScopes: SCOPES,
  };
  writeFileSync(join(folder, "appsscript.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const clasp = join(root, ".clasp.json");
  if (!existsSync(clasp)) {
    writeFileSync(clasp, `${JSON.stringify({ scriptId: "", rootDir: "dist/google" }, null, 2)}\n`);
  }
  return FILES.map((file) => `dist/google/${file}`);
}

/** The bundler leaves signs in regular expressions as they are. */
const ascii = (js) =>
  js.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
