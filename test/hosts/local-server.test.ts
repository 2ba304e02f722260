import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import { type LocalServer, startServer } from "../../src/hosts/local/server.ts";
import type { WriteCell, WritePlan } from "../../src/hosts/port/index.ts";

const write = (sheet: string, cells: WriteCell[][], top = 0): WritePlan["steps"][number] => ({
  kind: "write",
  sheet,
  top,
  left: 0,
  old: null,
  cells,
  why: "",
});
const add = (sheet: string) => ({ kind: "addSheet" as const, sheet, tabColour: null });

let folder: string;
let page: string;
let file: string;
let server: LocalServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "answerable "));
  page = join(folder, "page");
  file = join(folder, "book.xlsx");
  mkdirSync(page);
  writeFileSync(join(page, "index.html"), "<!doctype html><title>page</title>");
  writeFileSync(join(folder, "secret.txt"), "secret");
  await saveNewXlsx(file, {
    title: "",
    steps: [
      add("Deals"),
      write("Deals", [
        ["Owner", "Amount"],
        ["Ann", 10],
        ["Bob", { formula: "B2*2", result: 20 }],
      ]),
      add("Notes"),
      write("Notes", [["kept"]]),
    ],
  });
  server = await startServer({ folder: page, path: file });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly status: number;
  readonly body: string;
}
/** A raw request: `fetch` would mend paths and forbid headers. */
function ask(path: string, headers: Record<string, string> = {}, body?: string): Promise<Asked> {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: body === undefined ? "GET" : "POST", headers },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
const token = () => ({ "x-answerable-token": new URL(server.address).hash.slice(1) });
const save = (plan: WritePlan) => ask("/document", token(), JSON.stringify({ plan }));

test("a file is made of a plan, and the disk stays as it is", async () => {
  const before = readdirSync(folder);
  const plan = { title: "", steps: [add("KPI Results"), write("KPI Results", [["who"], ["Ann"]])] };
  const path = "/document/file";
  expect((await ask(path, {}, JSON.stringify({ plan }))).status).toBe(403);
  const { body } = await ask(path, token(), JSON.stringify({ plan }));
  expect(readdirSync(folder)).toEqual(before);
  const made = join(folder, "made.xlsx");
  writeFileSync(made, Buffer.from((JSON.parse(body) as { file: string }).file, "base64"));
  const { sheets } = await readWorkbook(made);
  expect(sheets).toMatchObject([{ name: "KPI Results", columns: [["who", "Ann"]] }]);
});

describe("who the local server answers", () => {
  test("its own page, by address", async () => {
    expect((await ask("/")).body).toContain("<title>page</title>");
    expect(new URL(server.address).hostname).toBe("127.0.0.1");
  });
  test.each(["evil.example", "evil.example:80", "127.0.0.1"])("not a Host of %s", async (host) => {
    expect((await ask("/", { host })).status).toBe(403);
  });
  test("no other page's requests", async () => {
    const asked = await ask("/document", { ...token(), origin: "http://evil.example" });
    expect(asked.status).toBe(403);
    expect(asked.body).not.toContain("Ann");
  });
  test.each(["", "0".repeat(48)])("nobody without this start's token (%j)", async (wrong) => {
    const asked = await ask("/document", { "x-answerable-token": wrong });
    expect(asked).toEqual({ status: 403, body: "Open the address that the terminal printed." });
  });
  test.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "//etc/passwd",
    "/page/x",
  ])("no path outside its page: %s", async (path) => {
    const asked = await ask(path);
    expect(asked.status).toBe(404);
    expect(asked.body).not.toContain("secret");
  });
  test("a body that is no document is refused in words", async () => {
    const asked = await ask("/document", token(), "{");
    expect(asked.status).toBe(400);
    expect(JSON.parse(asked.body).message).toMatch(/could not be read/);
    expect(readdirSync(folder).filter((f) => f.includes("backup"))).toEqual([]);
  });
});

describe("what it saves", () => {
  test("only what changed; the rest of the file and its formulas stay, the original beside it", async () => {
    await ask("/document", token());
    const saved = await save({ title: "Save", steps: [write("Deals", [["Ann", 11]], 1)] });
    expect(saved).toEqual({ status: 200, body: JSON.stringify({ saved: file }) });
    const { sheets } = await readWorkbook(file);
    expect(sheets[0]!.columns[1]).toEqual(["Amount", 11, 20]);
    expect(sheets[1]!.columns[0]).toEqual(["kept"]);
    const copies = readdirSync(folder).filter((f) => f.includes("backup"));
    expect(copies).toHaveLength(1);
    expect((await readWorkbook(join(folder, copies[0]!))).sheets[0]!.columns[1]![1]).toBe(10);
  });

  test("nothing, where another program changed the file since it was opened", async () => {
    await ask("/document", token());
    await saveNewXlsx(file, { title: "", steps: [add("Deals"), write("Deals", [["theirs"]])] });
    const saved = await save({ title: "Save", steps: [write("Deals", [["ours"]])] });
    expect(saved.status).toBe(500);
    expect(JSON.parse(saved.body).message).toMatch(/changed by another program/);
    expect((await readWorkbook(file)).sheets[0]!.columns[0]).toEqual(["theirs"]);
  });

  test("a folder of CSVs becomes an .xlsx beside it; the CSVs stay as they are", async () => {
    await server.close();
    const csvs = join(folder, "csvs");
    mkdirSync(csvs);
    writeFileSync(join(csvs, "Deals.csv"), "Owner,Amount\nAnn,10\n");
    server = await startServer({ folder: page, path: csvs });
    const opened = JSON.parse((await ask("/document", token())).body);
    expect(opened.inPlace).toBe(false);
    expect(opened.target).toBe(`${csvs}.xlsx`);
    await save({ title: "Save", steps: [add("Deals"), write("Deals", [["Owner"], ["Zoe"]])] });
    expect((await readWorkbook(`${csvs}.xlsx`)).sheets[0]!.columns[0]).toEqual(["Owner", "Zoe"]);
    expect(readFileSync(join(csvs, "Deals.csv"), "utf8")).toBe("Owner,Amount\nAnn,10\n");
  });
});
