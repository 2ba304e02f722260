import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { sampleWorkbook } from "../../examples/generate.ts";
import type { Api, HostEvent, Method, RpcReply, RpcRequest } from "../../src/app/contract.ts";
import { callFunction } from "../../src/functions/call.ts";
import { FUNCTIONS } from "../../src/functions/table.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { TEAM_RULES, teamData } from "../browser/team.ts";
import { fakeExcel } from "../hosts/fakes/excel.ts";

const FOLDER = new URL("../../dist/excel/", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, FOLDER), "utf8");
const CODE = read("functions.js");

interface Host {
  stop(): void;
  call(request: RpcRequest): Promise<RpcReply>;
  subscribe(listener: (event: HostEvent) => void): void;
}

/** The task pane's script in a context that has only what a web view and Office give it. */
function pane(data: WorkbookData) {
  const fake = fakeExcel(data);
  const globals: Record<string, unknown> = {
    ...fake.globals,
    setTimeout,
    clearTimeout,
    performance: { now: () => 0 },
    Intl,
  };
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  runInContext("var window = globalThis, self = globalThis;", context);
  runInContext(CODE, context);
  const host = globals.answerableHost as Host;
  let id = 0;
  const ask = async <M extends Method>(method: M, input: Api[M]["in"]): Promise<Api[M]["out"]> => {
    id += 1;
    const reply = (await host.call({ id, method, input } as RpcRequest)) as RpcReply<M>;
    if (!reply.ok) throw new Error(`${reply.error.message} ${reply.error.todo}`);
    return reply.output;
  };
  return { ...fake, host, ask };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("the Excel bundle", () => {
  test("registers every function of functions.json, at once", () => {
    const { associated } = pane(sampleWorkbook());
    const { functions } = JSON.parse(read("functions.json")) as { functions: { id: string }[] };
    expect(functions.map((f) => f.id)).toEqual(FUNCTIONS.map((f) => f.id));
    expect([...associated.keys()]).toEqual(functions.map((f) => f.id));
  });

  test("rules saved → run → plan → written → taken back", async () => {
    const { ask, book } = pane(teamData());
    const none = await ask("rules.load", null);
    const saved = await ask("rules.save", { text: TEAM_RULES, revision: none.revision, by: "" });
    expect(saved.saved).toBe(true);
    expect((await ask("rules.load", null)).text).toBe(TEAM_RULES);
    const run = await ask("run", { asOf: "2026-09-30", rules: null });
    expect(run.asOf).toBe("2026-09-30");
    const plan = await ask("publish.plan", { asOf: null });
    const done = await ask("publish.apply", { asOf: null, fingerprint: plan.fingerprint });
    if (!done.applied) throw new Error(done.message);
    const results = book.get("KPI Results");
    expect(results.used()[0]).toBe(plan.sheets.find((s) => s.sheet === "KPI Results")!.rows);
    expect(results.rules.length).toBeGreaterThan(2);
    expect([...book.names.keys()]).toEqual(expect.arrayContaining(["KPI_Results", "KPI_Rules"]));
    const again = await ask("publish.plan", { asOf: null });
    expect(again.sheets.every((s) => s.changed === 0)).toBe(true);
    expect((await ask("undo", { plan: done.undo })).applied).toBe(true);
    expect(book.find("KPI Results")).toBeUndefined();
  });

  test("says how far a write is; given up it is taken back, and the next call is none of it", async () => {
    const { host, ask, book } = pane({ ...sampleWorkbook(), sheets: [], names: [] });
    const written: string[] = [];
    host.subscribe((event) => {
      if (event.event !== "progress" || event.doing !== "writing") return;
      written.push(event.sheet);
      if (written.length === 2) host.stop();
    });
    const stopped = await ask("sample.write", null);
    expect(stopped.applied ? "" : stopped.message).toContain("What was begun was taken back");
    expect(written).toHaveLength(2);
    expect(book.find("Opportunities")).toBeUndefined();
    expect((await ask("sample.write", null)).applied).toBe(true);
  });

  test("tells the sidebar which sheet changed", async () => {
    const { host, edit } = pane(sampleWorkbook());
    const heard: HostEvent[] = [];
    host.subscribe((event) => heard.push(event));
    await new Promise((done) => setTimeout(done, 10));
    edit("Opportunities", 1, 6, 5);
    await new Promise((done) => setTimeout(done, 10));
    expect(plain(heard)).toEqual([{ event: "changed", sheet: "Opportunities" }]);
  });
});

describe("in a cell of Excel", () => {
  const { associated } = pane(sampleWorkbook());
  /** Excel hands every argument over as a matrix, repeated ones together, and an invocation last. */
  const call = (id: string, args: readonly unknown[]): unknown => {
    const { params } = FUNCTIONS.find((f) => f.id === id)!;
    const fixed = params.filter((p) => !p.repeating).length;
    const matrix = (arg: unknown) => (Array.isArray(arg) ? arg : [[arg]]);
    const given = Array.from({ length: fixed }, (_, i) =>
      i < args.length ? matrix(args[i]) : null,
    );
    const rest = fixed < params.length ? [args.slice(fixed).map(matrix)] : [];
    return associated.get(id)!(...given, ...rest, { address: "Sheet1!A1" });
  };
  const outcome = (work: () => unknown): unknown => {
    try {
      return plain(work());
    } catch (fault) {
      const { message, todo = "" } = fault as { message: string; todo?: string };
      return { refused: `${message} ${todo}`.trim() };
    }
  };
  const asMatrix = (result: unknown): unknown =>
    (Array.isArray(result) ? result : [[result]]).map((row) => row.map((v: unknown) => v ?? ""));

  test.each(FUNCTIONS.map((f) => [f.id, f] as const))(
    "KPI.%s answers as the source does",
    (id, f) => {
      for (const { args } of f.examples) {
        expect(outcome(() => call(id, args))).toEqual(
          outcome(() => asMatrix(callFunction(id, args))),
        );
      }
    },
  );

  test("an error cell arrives as an object and is named", () => {
    const broken = { type: "Error", basicType: "Error", basicValue: "#N/A" };
    expect(outcome(() => call("SPLIT", [[[broken]], [[1], [2]]]))).toMatchObject({
      refused: expect.stringContaining("#N/A"),
    });
  });

  test("a formatted number arrives as an object and counts as its number", () => {
    const money = {
      type: "FormattedNumber",
      basicType: "Double",
      basicValue: 90,
      numberFormat: "$0",
    };
    expect(call("ATTAINMENT", [[[money]], 100])).toEqual([[0.9]]);
  });
});

describe("the task pane's page", () => {
  const page = read("taskpane.html");
  test("loads Office from Microsoft's address first, then the functions, then the sidebar", () => {
    const office = page.indexOf("https://appsforoffice.microsoft.com/lib/1/hosted/office.js");
    const functions = page.indexOf('src="functions.js"');
    expect(office).toBeGreaterThan(0);
    expect(functions).toBeGreaterThan(office);
    expect(page.indexOf("<body>")).toBeGreaterThan(functions);
  });
  test("is the very sidebar that goes to Google, the editor in a file beside it", () => {
    const sidebar = readFileSync(
      new URL("../../dist/google/sidebar.html", import.meta.url),
      "utf8",
    );
    expect(page.slice(page.indexOf("<body>"))).toBe(sidebar.slice(sidebar.indexOf("<body>")));
    const inGoogle = readFileSync(new URL("../../dist/google/rules.html", import.meta.url), "utf8");
    expect(inGoogle).toBe(`<script>\n${read("rules.js")}</script>\n`);
  });
});
