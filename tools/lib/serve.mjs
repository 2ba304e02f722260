/** Files of one folder over https, for one machine. */
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
};

/** Serves GETs of files under the folder; everything else is 404. Gives the server, listening on 127.0.0.1. */
export function serveFolder(folder, port, { key, cert }) {
  const server = createServer({ key, cert }, (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "https://localhost").pathname);
    const file = normalize(join(folder, path));
    const inside = file.startsWith(normalize(folder) + sep) && extname(file) in TYPES;
    try {
      if (request.method !== "GET" || !inside) throw new Error("not here");
      const body = readFileSync(file);
      response.writeHead(200, {
        "content-type": TYPES[extname(file)],
        "cache-control": "no-store",
      });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("There is no such file.");
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
