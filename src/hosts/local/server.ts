/** The local server: one page, one document, this machine only. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../../model/user-error.ts";
import type { SavedDocument } from "./document.ts";
import { pageFile, type ServedDocument, servedDocument } from "./files.ts";

export interface LocalServerOptions {
  /** The built page. */
  readonly folder: string;
  /** An .xlsx file or a folder of CSVs; null: the sample. */
  readonly path: string | null;
  readonly port?: number;
}
export interface LocalServer {
  readonly address: string;
  close(): Promise<void>;
}

const MOST_BYTES = 200 * 1024 * 1024;
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  woff2: "font/woff2",
  svg: "image/svg+xml",
};
/** Scripts and styles of ours only; Univer styles elements inline and draws on blobs. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** The sidebar's script stands in its page, which names it by its hash: both policies count. */
const SIDEBAR_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'");

/** Starts serving on 127.0.0.1. Every call to the document needs the token of this start. */
export async function startServer(options: LocalServerOptions): Promise<LocalServer> {
  const token = randomBytes(24).toString("hex");
  const document = servedDocument(options.path);
  const server = createServer((request, response) => {
    answer({ ...options, server, token, document }, request, response).catch((fault: unknown) =>
      refuse(response, fault),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/#${token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Serving extends LocalServerOptions {
  readonly server: Server;
  readonly token: string;
  readonly document: ServedDocument;
}

async function answer(
  { server, token, folder, document }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = "", origin } = request.headers;
  if (
    !hosts.includes(host) ||
    (origin !== undefined && !hosts.includes(origin.replace(/^http:\/\//, "")))
  ) {
    response.writeHead(403).end("This server answers its own page only.");
    return;
  }
  const url = (request.url ?? "/").split("?")[0]!;
  if (url.startsWith("/document")) {
    if (request.headers["x-answerable-token"] !== token) {
      response.writeHead(403).end("Open the address that the terminal printed.");
      return;
    }
    if (request.method === "POST") {
      const saved = savedFrom(await bodyOf(request));
      if (!saved) {
        const message = "What was sent to be saved could not be read. Nothing was written.";
        json(response, { message, todo: "Reload the page and try again." }, 400);
        return;
      }
      if (url === "/document/file") json(response, { file: await document.file(saved) });
      else json(response, { saved: await document.save(saved) });
    } else json(response, await document.open());
    return;
  }
  const file = request.method === "GET" ? pageFile(folder, url) : null;
  if (!file) {
    response.writeHead(404).end("There is no such page.");
    return;
  }
  const type =
    TYPES[url === "/" ? "html" : (url.split(".").pop() ?? "")] ?? "application/octet-stream";
  response.writeHead(200, {
    "content-type": type,
    "content-security-policy": url === "/sidebar.html" ? SIDEBAR_POLICY : POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  response.end(file);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES)
      throw new UserError("This workbook is too large to save here.", "", "Save it in parts.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function savedFrom(body: string): SavedDocument | null {
  try {
    const read = JSON.parse(body) as Partial<SavedDocument>;
    return Array.isArray(read.plan?.steps) ? (read as SavedDocument) : null;
  } catch {
    return null;
  }
}

const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(value));
};

function refuse(response: ServerResponse, fault: unknown): void {
  const message = fault instanceof Error ? fault.message : String(fault);
  const todo = fault instanceof UserError ? fault.todo : "";
  response.writeHead(500, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify({ message, todo }));
}
