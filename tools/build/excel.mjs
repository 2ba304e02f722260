/** The Excel add-in: task pane page with its second script, functions' script and metadata, icons, and the stamped manifest. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ICON_SIZES, iconPng } from "./icon.mjs";
import { withPolicy } from "./policy.mjs";
import { builtSidebar } from "./sidebar.mjs";

const OFFICE = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

/** Office.js loads parts of itself from its own address and tells Microsoft's services how it fares. */
const POLICY = {
  scripts: ["https://appsforoffice.microsoft.com", "https://ajax.aspnetcdn.com"],
  connect: ["'self'", "https://*.office.net", "https://*.office.com", "https://*.microsoft.com"],
};

/** Gives the files made, from the root. */
export async function buildExcel(root, { EXCEL_METADATA }, { version, host }) {
  const folder = join(root, "dist", "excel");
  mkdirSync(join(folder, "assets"), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ["src/hosts/excel/main.ts"],
    outfile: join(folder, "functions.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2019",
    charset: "ascii",
    legalComments: "none",
    loader: { ".kpi": "text" },
    logLevel: "error",
  });
  const { page, part } = builtSidebar(root);
  const scripts = `<script src="${OFFICE}"></script>\n<script src="functions.js"></script>\n</head>`;
  writeFileSync(
    join(folder, "taskpane.html"),
    withPolicy(page, POLICY).replace("</head>", () => scripts),
  );
  writeFileSync(join(folder, "rules.js"), part);
  writeFileSync(join(folder, "functions.json"), `${JSON.stringify(EXCEL_METADATA, null, 2)}\n`);
  for (const size of ICON_SIZES) {
    writeFileSync(join(folder, "assets", `icon-${size}.png`), iconPng(size));
  }
  const template = readFileSync(join(root, "tools", "build", "manifest.template.xml"), "utf8");
  writeFileSync(join(root, "manifest.xml"), stamped(template, version, host));
  return ["taskpane.html", "rules.js", "functions.js", "functions.json"]
    .map((file) => `dist/excel/${file}`)
    .concat("manifest.xml");
}

/** Office wants four numbers for a version, and https. */
function stamped(template, version, host) {
  const address = new URL(host);
  if (address.protocol !== "https:") throw new Error(`ANSWERABLE_HOST must be https: ${host}`);
  const base = address.href.replace(/\/$/, "");
  return template
    .replaceAll("{{VERSION}}", `${version}.0`)
    .replaceAll("{{HOST}}", base)
    .replaceAll("{{ORIGIN}}", address.origin);
}
