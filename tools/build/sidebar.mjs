/** The sidebar as one HTML file, in a form that Google's HtmlService leaves alone. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, transform } from "esbuild";

/** The editor, the whole language with its tools, and the panels; gzipped about a quarter of it travels. */
export const BUDGET = 1024 * 1024;

/** Bundles script and style into the shell. Throws where HtmlService would damage what is inlined. */
export async function buildSidebar(root, outfile, onInputs = null) {
  const made = await build({
    absWorkingDir: root,
    entryPoints: ["sidebar/main.tsx"],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2020",
    charset: "ascii",
    legalComments: "none",
    supported: { "template-literal": false },
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
    metafile: onInputs !== null,
  });
  onInputs?.(Object.values(made.metafile.outputs)[0].inputs);
  const js = harmless(made.outputFiles[0].text);
  const style = readFileSync(join(root, "sidebar", "sidebar.css"), "utf8");
  const { code: css } = await transform(style, { loader: "css", minify: true, charset: "ascii" });
  const shell = readFileSync(join(root, "sidebar", "index.html"), "utf8");
  const html = shell.replace("/*CSS*/", () => css).replace("/*JS*/", () => js);
  check(js, html);
  mkdirSync(dirname(outfile), { recursive: true });
  writeFileSync(outfile, html);
  return html.length;
}

/** HtmlService strips what looks like a comment or a tag's end, even inside strings. */
const harmless = (js) =>
  js
    .replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/<\/script/gi, "<\\/script")
    .replace(/<!--/g, "<\\!--")
    .replace(/(["'][^"'\n]*?)\/\/([^"'\n]*?["'])/g, "$1/\\/$2");

function check(js, html) {
  const faults = [];
  if (/\/\//.test(js))
    faults.push(`"//" in the script: …${js.slice(js.indexOf("//") - 30, js.indexOf("//") + 30)}…`);
  if (/<!--/.test(js)) faults.push('"<!--" in the script');
  if (/<\/script/i.test(js)) faults.push('"</script" in the script');
  const foreign = [...js].find((sign) => sign.codePointAt(0) > 127);
  if (foreign) faults.push(`a sign that is not ASCII: ${foreign}`);
  if (html.length > BUDGET) faults.push(`${html.length} characters, over the budget of ${BUDGET}`);
  if (faults.length > 0) throw new Error(`sidebar.html: ${faults.join("; ")}`);
}
