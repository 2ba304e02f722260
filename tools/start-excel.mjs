#!/usr/bin/env node
/** Serves the Excel add-in over https with a certificate of this machine's own, and says how to sideload it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCA, createCert } from "mkcert";
import { ensure, ROOT } from "./lib/ensure.mjs";
import { serveFolder } from "./lib/serve.mjs";

const PORT = Number(process.env.PORT ?? 3000);
ensure();
process.env.ANSWERABLE_HOST ??= `https://localhost:${PORT}`;
await import("./build.mjs");

const folder = join(ROOT, ".cache", "certificate");
const files = { ca: "ca.crt", cert: "localhost.crt", key: "localhost.key" };
const at = (file) => join(folder, file);
if (!Object.values(files).every((file) => existsSync(at(file)))) {
  mkdirSync(folder, { recursive: true });
  const ca = await createCA({
    organization: "Answerable on this machine",
    countryCode: "US",
    state: "-",
    locality: "-",
    validity: 365,
  });
  const made = await createCert({ ca, domains: ["localhost", "127.0.0.1"], validity: 365 });
  writeFileSync(at(files.ca), ca.cert);
  writeFileSync(at(files.cert), made.cert);
  writeFileSync(at(files.key), made.key, { mode: 0o600 });
}
try {
  await serveFolder(join(ROOT, "dist", "excel"), PORT, {
    cert: readFileSync(at(files.cert)),
    key: readFileSync(at(files.key)),
  });
} catch (fault) {
  console.error(
    fault.code === "EADDRINUSE"
      ? `Port ${PORT} is taken. Free it, or choose another: PORT=3001 npm run start:excel`
      : `The server could not start: ${fault.message}`,
  );
  process.exit(1);
}

console.log(`
The add-in is served at https://localhost:${PORT}/taskpane.html

Trust its certificate once (made for this machine, kept in .cache/certificate):
  Windows  certutil -user -addstore Root "${at(files.ca)}"
  Mac      security add-trusted-cert -k ~/Library/Keychains/login.keychain-db "${at(files.ca)}"

Then sideload ${join(ROOT, "manifest.xml")}:
  Windows  put it in a shared folder, add that folder under File › Options › Trust Center ›
           Trusted Add-in Catalogs, then Home › Add-ins › More Add-ins › Shared Folder
  Mac      copy it to ~/Library/Containers/com.microsoft.Excel/Data/Documents/wef and restart Excel
  Web      Home › Add-ins › More Add-ins › Upload My Add-in

Ctrl-C ends it.`);
