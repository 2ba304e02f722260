/** Google's long writes, through the pane's own wire and the script's own calls. */
import { expect, test } from "vitest";
import { connect } from "../../sidebar/rpc.ts";
import { functionActionsOf } from "../../sidebar/state/publish-function.ts";
import { createStore } from "../../sidebar/state/store.ts";
import { RpcFault, Stopped } from "../../sidebar/wire/faults.ts";
import { answerCall, answerPart } from "../../src/hosts/google/main.ts";
import { googleWorkbook } from "../../src/hosts/google/workbook.ts";
import type { Progress } from "../../src/hosts/port/index.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { CONTRACT_DATA } from "./contract.ts";
import { fakeGoogle } from "./fakes/google.ts";
import type { FakeOptions } from "./fakes/google-book.ts";
import { type LongWrites, longWritesContract, type Typed } from "./long-writes.ts";

const CELLS_A_CALL = 25_000;

function opened(data: WorkbookData, options: FakeOptions = {}) {
  const fake = fakeGoogle(data, options);
  Object.assign(globalThis, fake.globals);
  const calls: string[] = [];
  type Done = (reply: string) => void;
  const runner = (done: Done, failed: (fault: Error) => void): object => {
    const answer = (name: string, call: (text: string) => string) => (text: string) => {
      calls.push(name);
      void Promise.resolve().then(() => {
        try {
          done(call(text));
        } catch (fault) {
          failed(fault as Error);
        }
      });
    };
    return {
      withSuccessHandler: (handler: Done) => runner(handler, failed),
      withFailureHandler: (handler: (fault: Error) => void) => runner(done, handler),
      answerableCall: answer("call", answerCall),
      answerableWrite: answer("write", answerPart),
    };
  };
  const run = runner(
    () => undefined,
    () => undefined,
  );
  const rpc = connect({ google: { script: { run } } } as unknown as Window);
  const book = fake.book as unknown as GoogleAppsScript.Spreadsheet.Spreadsheet;
  return { ...fake, calls, rpc, workbook: googleWorkbook(book) };
}

function longWrites(data: WorkbookData): LongWrites {
  const { rpc, workbook, edit } = opened(data);
  let told: Progress[] = [];
  let stopAt: number | undefined;
  let typing: readonly Typed[] = [];
  rpc.onEvent((event) => {
    if (event.event !== "progress") return;
    told.push(event);
    if (told.length !== stopAt) return;
    for (const cell of typing) edit(...cell);
    rpc.stop();
  });
  return {
    workbook,
    write: async (plan, at, typed = []) => {
      told = [];
      stopAt = at;
      typing = typed;
      try {
        await rpc.call("undo", { plan });
        return { how: "written", told };
      } catch (fault) {
        if (fault instanceof Stopped) return { how: "stopped", told };
        if (fault instanceof RpcFault)
          return { how: "stopped", told, message: fault.detail.message };
        throw fault;
      }
    },
  };
}

longWritesContract("Google Sheets", CELLS_A_CALL, longWrites);

const rows = Array.from({ length: CELLS_A_CALL + 1 }, (_, r) => [r]);
const long = {
  title: "",
  steps: [
    { kind: "write" as const, sheet: "People", top: 0, left: 0, old: null, cells: rows, why: "" },
  ],
};

test("where a part fails, all that was written is taken back, and Google's words are told", async () => {
  const { rpc, workbook } = opened(CONTRACT_DATA, { failAt: 2 });
  const before = workbook.read();
  const fault = await rpc.call("undo", { plan: long }).catch((one: unknown) => one);
  expect(fault).toBeInstanceOf(RpcFault);
  expect((fault as RpcFault).detail.message).toMatch(/^Google Sheets refused: .* taken back\.$/);
  expect(workbook.read()).toEqual(before);
});

test("what another changed since is refused before the first part", async () => {
  const { rpc, calls, workbook } = opened(CONTRACT_DATA);
  const before = workbook.read();
  const plan = { ...long, steps: [{ ...long.steps[0]!, old: [["no such head"]] }] };
  expect(await rpc.call("undo", { plan })).toMatchObject({ applied: false });
  expect(calls).toEqual(["call"]);
  expect(workbook.read()).toEqual(before);
});

/** Two parts, the second below the first; between them another person writes. */
async function overtaken(
  edit: (fake: ReturnType<typeof opened>) => void,
  options: FakeOptions = {},
) {
  const fake = opened(CONTRACT_DATA, options);
  let parts = 0;
  fake.rpc.onEvent((event) => {
    if (event.event !== "progress") return;
    parts += 1;
    if (parts === 2) edit(fake);
  });
  const fault = await fake.rpc.call("undo", { plan: long }).catch((one: unknown) => one);
  return { ...fake, fault };
}

test("what another writes in between, where a later part would, ends the write: said where, and kept", async () => {
  const before = opened(CONTRACT_DATA).workbook.read();
  const { fault, workbook } = await overtaken(({ book }) => {
    const people = book.sheets.find(({ name }) => name === "People")!;
    people.insertRowsAfter(people.getMaxRows(), CELLS_A_CALL + 5 - people.getMaxRows());
    people.put(CELLS_A_CALL + 1, 1, { value: "theirs", formula: "" });
  });
  expect((fault as RpcFault).detail).toMatchObject({
    message: `People!A${CELLS_A_CALL + 1} was changed by somebody else in the middle of the write. What was begun was taken back.`,
  });
  const now = workbook.read();
  expect(now.sheets.find(({ name }) => name === "People")!.columns[0]!.at(-1)).toBe("theirs");
  const without = now.sheets.map((sheet) =>
    sheet.name === "People" ? before.sheets.find(({ name }) => name === "People") : sheet,
  );
  expect(without).toEqual(before.sheets);
});

test("where another's write holds the lock in between, the part isn't begun: what it wrote stays", async () => {
  let holds = 0;
  const { fault, workbook } = await overtaken(
    ({ book }) => {
      const people = book.sheets.find(({ name }) => name === "People")!;
      people.insertRowsAfter(people.getMaxRows(), CELLS_A_CALL + 5 - people.getMaxRows());
      people.put(CELLS_A_CALL + 1, 1, { value: "theirs", formula: "" });
      holds = 1;
    },
    // For the one part; what is taken back finds it free.
    { locked: () => holds-- > 0 },
  );
  expect((fault as RpcFault).detail.message).toMatch(/^Somebody else is writing/);
  expect(workbook.read(["People"]).sheets[0]!.columns[0]!.at(-1)).toBe("theirs");
});

test("what another writes beside it is nobody's loss", async () => {
  const { fault, workbook } = await overtaken(({ book }) => {
    book.sheets.find(({ name }) => name === "People")!.put(2, 5, { value: "beside", formula: "" });
  });
  expect(fault).toMatchObject({ applied: true });
  expect(workbook.read(["People"]).sheets[0]!.columns[4]![1]).toBe("beside");
});

/** A new sheet in three parts of five rows, given up before the third. */
async function givenUp(...rows: readonly number[]) {
  const fake = opened(CONTRACT_DATA);
  const cells = Array.from({ length: 5 }, () =>
    Array.from({ length: CELLS_A_CALL / 10 + 1 }, () => 1),
  );
  const sheet = "KPI Long";
  const blocks = [0, 5, 10].map((top) => ({ ...long.steps[0]!, sheet, top, cells }));
  const plan = {
    title: "",
    steps: [{ kind: "addSheet" as const, sheet, tabColour: null }, ...blocks],
  };
  let parts = 0;
  fake.rpc.onEvent((event) => {
    if (event.event !== "progress") return;
    parts += 1;
    if (parts !== 3) return;
    for (const row of rows) fake.edit("KPI Long", row, 0, "mine");
    fake.rpc.stop();
  });
  const fault = await fake.rpc.call("undo", { plan }).catch((one: unknown) => one);
  return { ...fake, detail: (fault as RpcFault).detail };
}

test("what stays on a sheet of many parts is told once, and nothing of nothing written", async () => {
  const { detail, workbook } = await givenUp(4, 5, 7);
  expect(detail).toMatchObject({
    message:
      "Stopped. What was begun was taken back. What was typed meanwhile stays: KPI Long!A5:A6, KPI Long!A8.",
    safe: "",
  });
  const [column] = workbook.read(["KPI Long"]).sheets[0]!.columns;
  expect(column?.filter((cell) => cell !== null)).toEqual(["mine", "mine", "mine"]);
  const asked = { language: "de", write: [], back: [], kept: ["KPI Long!A5:A6", "KPI Long!A6"] };
  expect(JSON.parse(answerPart(JSON.stringify(asked)))).toEqual({
    fault: null,
    kept: {
      places: ["KPI Long!A5:A6"],
      said: "Was inzwischen eingegeben wurde, bleibt: KPI Long!A5:A6.",
      stopped:
        "Abgebrochen. Was begonnen war, ist zurückgenommen. Was inzwischen eingegeben wurde, bleibt: KPI Long!A5:A6.",
    },
  });
});

test("a function whose next free cell lies below the sheet's last row is put there: the sheet grows by it", async () => {
  const { sheets } = CONTRACT_DATA;
  const used = sheetOf(
    "Mine",
    Array.from({ length: 20 }, (_, r) => [r]),
  );
  const { rpc, workbook, book } = opened({ ...CONTRACT_DATA, sheets: [...sheets, used] });
  const sheet = book.sheets.find(({ name }) => name === "Mine")!;
  sheet.maxRows = 20;
  await rpc.call("rules.save", { text: "people from People\n", revision: 0, by: "" });
  await rpc.call("select", { sheet: "Mine", range: "A1" });
  const store = createStore();
  const busy = (_word: string, work: () => Promise<void>) => work();
  const actions = functionActionsOf(store, rpc, { busy });
  await actions.propose("SPLIT", ["100", "Mine!A2:A3"]);
  expect(store.get().publish.draft?.plan).toMatchObject({ cell: "A1", free: "A21" });
  await actions.useFree();
  expect(store.get().publish.draft?.plan).toMatchObject({ cell: "A21", problems: [] });
  await actions.insert();
  const [mine] = workbook.formulas(["Mine"]);
  expect([sheet.maxRows, mine?.cells.map(({ row, column }) => [row, column])]).toEqual([
    22,
    [[20, 0]],
  ]);
  const beyond = rpc.call("select", { sheet: "Mine", range: "A50" });
  await expect(beyond).rejects.toThrow("outside the dimensions");
});

test("a short write given up while it runs is taken back as soon as it is done", async () => {
  const { rpc, workbook, calls } = opened(CONTRACT_DATA);
  const before = workbook.read();
  const asked = rpc.call("rules.save", { text: "people from People\n", revision: 0, by: "" });
  rpc.stop();
  await expect(asked).rejects.toBeInstanceOf(Stopped);
  expect(calls).toEqual(["call", "call"]);
  expect(workbook.read().sheets).toEqual(before.sheets);
});
