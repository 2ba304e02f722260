/**
 * The sidebar as two files, in a form that Google's HtmlService leaves alone: the page, everything inlined,
 * and `rules.js` with the editor and the language, which the page brings when Rules is opened (decisions/0063).
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";

/** Characters; all of them ASCII. The page stands before anything is seen; the part comes while nobody waits. */
export const BUDGET = { page: 400 * 1024, part: 800 * 1024 };
/** Where the two files are made; each host's build takes them from there. */
export const SIDEBAR_FOLDER = "dist/sidebar";
const PAGE = "sidebar.html";
const PART = "rules.js";
/** What the page can be drawn without, by path: a value taken from there would bring all of it back. */
const PART_ONLY =
  /^(node_modules\/(@codemirror|@lezer|@?chevrotain|lodash-es)|dsl\/((syntax|check|service|format)\/|(index|functions)\.ts$)|sidebar\/editor\/(?!catalog))/;
/** Of these the page has its own: a second copy would speak another language, or draw beside it. */
const PAGE_ONLY = /^(node_modules\/preact\/|sidebar\/(texts|panels|ui|frame)\/)/;

/**
 * Builds both. Throws where HtmlService would damage what is inlined, where one holds what is the other's,
 * or over a budget. Gives their sizes and what they are made of: bytes by file.
 */
export async function buildSidebar(root) {
  const part = await bundled(root, "sidebar/editor/part.ts", { globalName: "answerablePart_" });
  const id = createHash("sha256").update(part.js).digest("hex").slice(0, 12);
  const partText = `${part.js}window.answerablePart={id:"${id}",part:answerablePart_.part};\n`;
  const page = await bundled(root, "sidebar/main.tsx", { define: { PART_ID: `"${id}"` } });
  const style = readFileSync(join(root, "sidebar", "sidebar.css"), "utf8");
  const { code: css } = await transform(style, { loader: "css", minify: true, charset: "ascii" });
  const shell = readFileSync(join(root, "sidebar", "index.html"), "utf8");
  const html = shell.replace("/*CSS*/", () => css).replace("/*JS*/", () => page.js);
  check(PAGE, page, html.length, { budget: BUDGET.page, foreign: PART_ONLY });
  check(PART, part, partText.length, { budget: BUDGET.part, foreign: PAGE_ONLY });
  const folder = join(root, SIDEBAR_FOLDER);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PAGE), html);
  writeFileSync(join(folder, PART), partText);
  return {
    page: { size: html.length, inputs: page.inputs },
    part: { size: partText.length, inputs: part.inputs },
  };
}

/** The two files as they were built. */
export const builtSidebar = (root) => ({
  page: readFileSync(join(root, SIDEBAR_FOLDER, PAGE), "utf8"),
  part: readFileSync(join(root, SIDEBAR_FOLDER, PART), "utf8"),
});

async function bundled(root, entry, { define = {}, globalName } = {}) {
  const made = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    globalName,
    target: "es2020",
    charset: "ascii",
    legalComments: "none",
    supported: { "template-literal": false },
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"', ...define },
    logLevel: "error",
    metafile: true,
  });
  const [{ inputs }] = Object.values(made.metafile.outputs);
  const bytes = Object.entries(inputs).map(([file, { bytesInOutput }]) => [file, bytesInOutput]);
  return { js: harmless(made.outputFiles[0].text), inputs: new Map(bytes) };
}

/** HtmlService strips what looks like a comment or a tag's end, even inside strings. */
const harmless = (js) =>
  js
    .replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/<\/script/gi, "<\\/script")
    .replace(/<!--/g, "<\\!--")
    .replace(/(["'][^"'\n]*?)\/\/([^"'\n]*?["'])/g, "$1/\\/$2");

function check(name, { js, inputs }, size, { budget, foreign }) {
  const faults = [];
  if (/\/\//.test(js))
    faults.push(`"//" in the script: …${js.slice(js.indexOf("//") - 30, js.indexOf("//") + 30)}…`);
  if (/<!--/.test(js)) faults.push('"<!--" in the script');
  if (/<\/script/i.test(js)) faults.push('"</script" in the script');
  const sign = [...js].find((one) => one.codePointAt(0) > 127);
  if (sign) faults.push(`a sign that is not ASCII: ${sign}`);
  const strange = [...inputs].filter(([file, bytes]) => bytes > 0 && foreign.test(file));
  if (strange.length > 0)
    faults.push(`what is the other script's: ${strange.map(([file]) => file).join(", ")}`);
  if (size > budget) faults.push(`${size} characters, over the budget of ${budget}`);
  if (faults.length > 0) throw new Error(`${name}: ${faults.join("; ")}`);
}
