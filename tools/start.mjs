#!/usr/bin/env node
/** Opens a live workbook with the sidebar docked beside it: the sample, an .xlsx file, or a folder of CSVs. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensure, ROOT } from "./lib/ensure.mjs";
import { isStale } from "./lib/newest.mjs";

const path = process.argv[2] ?? null;
if (path === "--help" || path === "-h") {
  console.log(
    "npm start                 the sample workbook\nnpm start -- FILE.xlsx    your own workbook\nnpm start -- FOLDER       a folder of CSV files",
  );
  process.exit(0);
}
if (path !== null && !existsSync(path)) {
  console.error(`There is no file or folder ${path}.`);
  process.exit(2);
}
ensure();
const folder = join(ROOT, "dist", "local");
const server = join(ROOT, "dist", "server", "server.mjs");
if (isStale(ROOT, server, ["dsl", "src", "sidebar", "examples"])) {
  console.error("Building …");
  const { buildSidebar } = await import("./build/sidebar.mjs");
  const { buildLocal } = await import("./build/local.mjs");
  await buildSidebar(ROOT);
  await buildLocal(ROOT);
}
const { startServer } = await import(pathToFileURL(server).href);
const { address } = await startServer({ folder, path, port: Number(process.env.PORT ?? 0) });
console.log(`Answerable is open at ${address}`);
console.log("Ctrl-C ends it.");
const desktop =
  !process.env.CI &&
  (process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
if (desktop) {
  const { default: open } = await import("open");
  await open(address).catch(() => {});
}
