import { readdirSync, readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { sampleWorkbook } from "../../examples/generate.ts";
import type { Api, Method, RpcReply, RpcRequest } from "../../src/app/contract.ts";
import { callFunction } from "../../src/functions/call.ts";
import { FUNCTIONS } from "../../src/functions/table.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { TEAM_RULES, teamData } from "../browser/team.ts";
import { fakeGoogle } from "../hosts/fakes/google.ts";
import type { FakeOptions } from "../hosts/fakes/google-book.ts";

const FOLDER = new URL("../../dist/google/", import.meta.url);
const CODE = readFileSync(new URL("Code.js", FOLDER), "utf8");
/** Things of newer engines that Apps Script may lack: gone before the script is read. */
const TAKE_AWAY = `
  delete Array.prototype.at; delete String.prototype.at; delete Object.groupBy; delete Object.hasOwn;
  delete Map.groupBy; delete Array.prototype.toSorted; delete Array.prototype.findLast;
  delete globalThis.structuredClone; delete globalThis.WebAssembly;`;

const page = (name: string): string => readFileSync(new URL(`${name}.html`, FOLDER), "utf8");
const PAGES = { sidebar: page("sidebar"), rules: page("rules") };

function script(data: WorkbookData, options: FakeOptions = { pages: PAGES }) {
  const fake = fakeGoogle(data, options);
  const context = createContext(
    { ...fake.globals },
    { codeGeneration: { strings: false, wasm: false } },
  );
  runInContext(TAKE_AWAY, context);
  runInContext(CODE, context);
  const call = <T>(name: string, ...args: unknown[]): T => {
    Object.assign(context, { given: args });
    return runInContext(`${name}(...given)`, context) as T;
  };
  let id = 0;
  const ask = <M extends Method>(method: M, input: Api[M]["in"]): Api[M]["out"] => {
    id += 1;
    const request: RpcRequest<M> = { id, method, input };
    const reply = JSON.parse(
      call<string>("answerableCall", JSON.stringify(request)),
    ) as RpcReply<M>;
    if (!reply.ok) throw new Error(reply.error.message);
    for (const { steps } of reply.parts ?? [])
      expect(
        JSON.parse(call("answerableWrite", JSON.stringify({ language: "en", write: steps }))),
      ).toMatchObject({ fault: null });
    return reply.output;
  };
  return { ...fake, context, call, ask };
}

/** A result or a refusal, as plain data: errors of the other context are no errors of this one. */
function outcome(work: () => unknown): unknown {
  try {
    return plain(work());
  } catch (fault) {
    const { message, todo = "" } = fault as { message: string; todo?: string };
    return { refused: `${message} ${todo}`.trim() };
  }
}

/** What crosses from the other context, as plain data of this one. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Months too: a cell that is written before its format makes a day of `2025-01`. */
const MONTHLY = TEAM_RULES.replace("track quarterly", "track monthly, quarterly");

describe("what is pushed to Google", () => {
  test("just the four files, and the two scopes", () => {
    expect(readdirSync(FOLDER).sort()).toEqual([
      "Code.js",
      "appsscript.json",
      "rules.html",
      "sidebar.html",
    ]);
    const manifest = JSON.parse(readFileSync(new URL("appsscript.json", FOLDER), "utf8"));
    expect(manifest.oauthScopes).toEqual([
      "https://www.googleapis.com/auth/spreadsheets.currentonly",
      "https://www.googleapis.com/auth/script.container.ui",
    ]);
    expect(manifest.runtimeVersion).toBe("V8");
  });

  test("the script reads in a bare context and does nothing by being read", () => {
    const { book, shown } = script(sampleWorkbook());
    expect(book.writes).toBe(0);
    expect(shown).toEqual({ menu: [], sidebar: null });
    expect(CODE).toMatch(/@OnlyCurrentDoc/);
    expect([...CODE].every((sign) => sign.charCodeAt(0) < 128)).toBe(true);
  });

  test("every sheet function is declared at top level, with its help and arguments in order", () => {
    for (const { id, summary, params } of FUNCTIONS) {
      const names = params.map((p) => p.name).join(", ");
      const at = CODE.indexOf(`function KPI_${id}(${names}) {`);
      expect(at, id).toBeGreaterThan(0);
      const comment = CODE.slice(CODE.lastIndexOf("/**", at), at);
      expect(comment).toContain("@customfunction");
      expect(comment).toContain(summary.slice(0, 20));
    }
  });

  test("only the menu's and the sidebar's functions stand beside them", () => {
    const declared = [...CODE.matchAll(/^function (\w+)\(/gm)].map((m) => m[1]!);
    expect(declared.filter((name) => !name.startsWith("KPI_"))).toEqual([
      "onOpen",
      "onInstall",
      "answerableSidebar",
      "answerableCall",
      "answerableWrite",
      "answerablePart",
    ]);
  });
});

describe("in a spreadsheet", () => {
  let data: WorkbookData;
  beforeAll(() => {
    data = sampleWorkbook();
  });

  test("menu → sidebar", () => {
    const { call, shown } = script(data);
    call("onInstall");
    expect(shown.menu).toEqual([["Open the sidebar", "answerableSidebar"]]);
    call(shown.menu[0]![1]);
    expect(shown.sidebar).toBe("sidebar");
  });

  test("the page's second script comes as the text that the build made", () => {
    const { call, book } = script(data);
    const given = call<string>("answerablePart");
    expect(PAGES.rules).toBe(`<script>${given}</script>\n`);
    expect(given).toMatch(/window\.answerablePart=\{id:"[0-9a-f]{12}"/);
    expect(PAGES.sidebar).toContain(/id:"([0-9a-f]{12})"/.exec(given)![1]!);
    expect(book.writes).toBe(0);
  });

  test("functions of Excel's are repaired here, and taken back", () => {
    const mine = { name: "Mine", rows: 1, columns: [["x"]] };
    const { ask, book } = script({ ...data, sheets: [mine] });
    const range = book.sheets[0]!.getRange(2, 1, 1, 1);
    range.setValues([["=KPI.ATTAINMENT(B2,0.5)"]]);
    expect(ask("freeze.plan", { sheets: null }).sheets).toEqual([]);
    const { fingerprint, first } = ask("repair.plan", null);
    expect(plain(first)).toMatchObject([{ place: "Mine!A2" }]);
    const done = ask("repair.apply", { fingerprint });
    expect(range.getFormulas()).toEqual([["=KPI_ATTAINMENT(B2;0.5)"]]);
    if (!done.applied) throw new Error(done.message);
    ask("undo", { plan: done.undo });
    expect(range.getFormulas()).toEqual([["=KPI.ATTAINMENT(B2,0.5)"]]);
  });

  test("rules saved → read → run → plan → written with formats and colours → taken back", () => {
    const { ask, book } = script(teamData());
    const none = ask("rules.load", null);
    expect(none.exists).toBe(false);
    const saved = ask("rules.save", { text: MONTHLY, revision: none.revision, by: "" });
    expect(saved.saved).toBe(true);
    expect(ask("rules.load", null).text).toBe(MONTHLY);

    const run = ask("run", { asOf: "2026-09-30", rules: null });
    expect(run.asOf).toBe("2026-09-30");
    expect(run.diagnostics).toEqual([]);

    const plan = ask("publish.plan", { asOf: null });
    expect(plan.sheets.filter((s) => s.isNew).map((s) => s.sheet)).toEqual([
      "KPI Results",
      "KPI Goals",
      "KPI Flags",
      "KPI History",
      "KPI Scorecard",
      "KPI Tie-out",
      "KPI Published",
    ]);
    const done = ask("publish.apply", { asOf: null, fingerprint: plan.fingerprint });
    if (!done.applied) throw new Error(done.message);
    const results = book.sheets.find((s) => s.name === "KPI Results")!;
    expect(results.getLastRow()).toBe(plan.sheets.find((s) => s.sheet === "KPI Results")!.rows);
    expect(results.rules.length).toBeGreaterThan(2);
    expect(results.frozenRows).toBe(1);
    const header = results.getRange(1, 1, 1, 13).getValues()[0]!;
    const attainment = results.at(8, header.indexOf("attainment") + 1);
    expect(attainment.format).toMatch(/%/);
    const periods = results.getRange(2, header.indexOf("period") + 1, 400, 1).getValues();
    expect(periods.flat()).toEqual(expect.arrayContaining(["2025-01", "2025-Q1", "2025"]));
    expect([...book.names.keys()]).toEqual(expect.arrayContaining(["KPI_Results", "KPI_Rules"]));

    const again = ask("publish.plan", { asOf: null });
    expect(again.sheets.map((s) => s.changed)).toEqual(again.sheets.map(() => 0));
    const undone = ask("undo", { plan: done.undo });
    expect(undone.applied).toBe(true);
    expect(book.sheets.map((s) => s.name)).not.toContain("KPI Results");
  });

  test("a fault comes back in words, never as a stack", () => {
    const { call } = script(data);
    const reply = JSON.parse(call<string>("answerableCall", "{")) as RpcReply;
    expect(reply.ok).toBe(false);
    expect(JSON.stringify(reply)).not.toMatch(/\bat \w+ \(|\.js:/);
    const missing = JSON.parse(
      call<string>("answerableCall", JSON.stringify({ id: 1, method: "nothing", input: null })),
    ) as RpcReply;
    expect(missing.ok ? "" : missing.error.todo).toBe("Reload the sidebar.");
  });
});

describe("in a cell", () => {
  const { call } = script(sampleWorkbook());
  test.each(FUNCTIONS.map((f) => [f.id, f] as const))(
    "KPI_%s answers as the source does",
    (id, f) => {
      for (const { args } of f.examples) {
        // Sheets hands blanks over as "".
        const given = JSON.parse(JSON.stringify(args, (_, v) => (v === null ? "" : v)));
        expect(outcome(() => call(`KPI_${id}`, ...given))).toEqual(
          outcome(() => callFunction(id, args)),
        );
      }
    },
  );

  test("dates arrive as dates of the spreadsheet's time zone", () => {
    const west = script(sampleWorkbook(), { timeZone: "America/Los_Angeles" });
    const evening = new Date(Date.UTC(2026, 2, 31, 6, 59, 59));
    expect(west.call("KPI_PERIOD", evening, "month")).toBe("2026-03");
    const midnight = new Date(Date.UTC(2026, 3, 1, 7, 0, 0));
    expect(west.call("KPI_PERIOD", midnight, "month")).toBe("2026-04");
  });

  test("a fault is a message for the cell's note: what, and what to do", () => {
    expect(outcome(() => call("KPI_SPLIT", "many", [[1], [2]]))).toEqual({
      refused: "The argument `total` is `many`, which is no number. Give it a number.",
    });
  });
});
