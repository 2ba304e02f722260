import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import type { Api, Method } from "../../src/app/contract.ts";
import type { Drift } from "../../src/app/drift.ts";
import { driftOf } from "../../src/app/drift.ts";
import { takeBackPlan } from "../../src/app/drift-plan.ts";
import { driftView } from "../../src/app/drift-view.ts";
import { liveRuns } from "../../src/app/live.ts";
import { publishPlan } from "../../src/app/publish.ts";
import { run } from "../../src/app/run.ts";
import { serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { excelWorkbook } from "../../src/hosts/excel/workbook.ts";
import { filesWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import { googleWorkbook } from "../../src/hosts/google/workbook.ts";
import { type MemoryWorkbook, memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook, WriteCell } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { fakeExcel } from "../hosts/fakes/excel.ts";
import { fakeGoogle } from "../hosts/fakes/google.ts";
import { workbookOf } from "../language/catalogs.ts";

const RULES = `people from Team
  name [Name]
  reports to [Boss]
table Deals from Deals
  owner [Rep]
  date [Day]
kpi revenue = sum(Deals[Amount])
  unit USD
goal revenue 2025 = 1200 for "Zoe"
cascade revenue
  evenly
flag short
  when revenue is missed
  hold person
`;
const DATA = workbookOf({
  Team: [
    ["Name", "Boss"],
    ["Ann", "Mia"],
    ["Ben", "Mia"],
    ["Mia", "Zoe"],
    ["Zoe", null],
  ],
  Deals: [
    ["Rep", "Day", "Amount"],
    ["Ann", 45_672, 100],
    ["Ben", 45_690, 250.5],
  ],
});
const runOn = (workbook: WorkbookData) =>
  run({ rules: RULES, workbook, asOf: 20_178, today: null });
const PUBLISHED = publishPlan(runOn(DATA), DATA, "2025-03-31");

type Grid = CellValue[][];
const SHEETS = ["KPI Results", "KPI Goals", "KPI Flags", "KPI Tie-out"];

async function gridOf(port: Workbook, name: string): Promise<Grid | null> {
  const [sheet] = (await port.read([name])).sheets;
  if (!sheet) return null;
  return Array.from({ length: sheet.rows }, (_, r) => sheet.columns.map((c) => c[r] ?? null));
}

/** The user's hand: the sheet is as the grid says, whatever was there. */
async function put(port: Workbook, sheet: string, grid: Grid): Promise<void> {
  const old = (await gridOf(port, sheet))!;
  const height = Math.max(old.length, grid.length);
  const width = Math.max(...[...old, ...grid].map((row) => row.length));
  const cells = Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => grid[r]?.[c] ?? null),
  );
  const step = { kind: "write" as const, sheet, top: 0, left: 0, old: null, cells, why: "by hand" };
  expect((await port.apply({ title: "by hand", steps: [step] })).ok).toBe(true);
}

const HOSTS: Record<string, () => Promise<Workbook>> = {
  memory: async () => memoryWorkbook(DATA),
  xlsx: async () => {
    const path = join(mkdtempSync(join(tmpdir(), "drift-")), "book.xlsx");
    const steps = DATA.sheets.flatMap((sheet) => [
      { kind: "addSheet" as const, sheet: sheet.name, tabColour: null },
      {
        kind: "write" as const,
        sheet: sheet.name,
        top: 0,
        left: 0,
        old: null,
        cells: Array.from({ length: sheet.rows }, (_, r) => sheet.columns.map((c) => c[r] ?? null)),
        why: "",
      },
    ]);
    await saveNewXlsx(path, { title: "", steps });
    folders.push(path);
    return filesWorkbook(path);
  },
  "Google Sheets": async () => {
    const fake = fakeGoogle(DATA);
    Object.assign(globalThis, fake.globals);
    return googleWorkbook(fake.book as unknown as GoogleAppsScript.Spreadsheet.Spreadsheet);
  },
  Excel: async () => {
    Object.assign(globalThis, fakeExcel(DATA).globals);
    return excelWorkbook({ locale: "en-US", today: () => "2025-03-31" });
  },
};
const folders: string[] = [];

const withCell = (row: CellValue[], at: number, cell: CellValue): CellValue[] =>
  row.map((old, c) => (c === at ? cell : old));
function without(grid: Grid, at: number, count: number, ...instead: Grid): Grid {
  const copy = [...grid];
  copy.splice(at, count, ...instead);
  return copy;
}

/** What a hand can do to a sheet, and how many things are found. */
const DAMAGE: Record<string, { readonly kinds: string[]; hand(grid: Grid): Grid }> = {
  "a figure typed over": {
    kinds: ["typed over"],
    hand: (grid) => grid.map((row, r) => (r === 5 ? withCell(row, 6, 987_654) : row)),
  },
  "a figure deleted": {
    kinds: ["typed over"],
    hand: (grid) => grid.map((row, r) => (r === 5 ? withCell(row, 6, null) : row)),
  },
  "a row deleted": { kinds: ["row gone"], hand: (grid) => without(grid, 6, 1) },
  "a row pasted below": {
    kinds: ["row added"],
    hand: (grid) => [...grid, grid[6]!.map((cell, c) => (c < 3 ? "x" : cell))],
  },
  "a row copied in between": {
    kinds: ["row added"],
    hand: (grid) => without(grid, 8, 0, grid[6]!),
  },
  "one column sorted alone": {
    kinds: ["typed over", "typed over"],
    hand: (grid) => {
      const other = grid.findIndex((row, r) => r > 5 && row[6] !== grid[5]![6]);
      const [one, two] = [grid[5]![6]!, grid[other]![6]!];
      return grid.map((row, r) =>
        r === 5 ? withCell(row, 6, two) : r === other ? withCell(row, 6, one) : row,
      );
    },
  },
  "blank rows put between": {
    kinds: [],
    hand: (grid) => without(grid, 6, 0, [null], [null]),
  },
  "the rows sorted the other way": {
    kinds: [],
    hand: (grid) => {
      const head = grid.findIndex((row) => row.every((cell) => cell !== null));
      return [...grid.slice(0, head + 1), ...grid.slice(head + 1).reverse()];
    },
  },
  "columns swapped": {
    kinds: [],
    hand: (grid) =>
      grid.map((row) => row.map((cell, c) => (c === 4 ? row[5]! : c === 5 ? row[4]! : cell))),
  },
  "a column of one's own": { kinds: [], hand: (grid) => grid.map((row) => [...row, "mine"]) },
};

test.each(Object.keys(HOSTS))(
  "in %s every damage is found, and taken back as it was",
  async (host) => {
    const port = await HOSTS[host]!();
    expect((await port.apply(PUBLISHED)).ok).toBe(true);
    const read = async () => driftOf(await port.read());
    expect((await read()).map((d) => d.items)).toEqual((await read()).map(() => []));
    expect((await read()).length).toBeGreaterThanOrEqual(SHEETS.length);
    for (const sheet of ["KPI Results", "KPI Goals"]) {
      const published = (await gridOf(port, sheet))!;
      for (const [name, { kinds, hand }] of Object.entries(DAMAGE)) {
        await put(port, sheet, hand(published));
        const drifts = await read();
        const items = drifts.flatMap((d) => d.items);
        expect(
          items.map((i) => i.kind),
          `${sheet}: ${name}`,
        ).toEqual(kinds);
        const plan = takeBackPlan(await port.read(), drifts, new Set(items.map((i) => i.id)));
        if (kinds.length > 0) {
          expect((await port.apply(plan)).ok).toBe(true);
          expect(await gridOf(port, sheet), `${sheet}: ${name}`).toEqual(published);
        } else expect(plan.steps).toEqual([]);
        await put(port, sheet, published);
      }
    }
    // A sheet of ours that somebody deleted comes back.
    const flags = await gridOf(port, "KPI Flags");
    await port.apply({ title: "by hand", steps: [{ kind: "removeSheet", sheet: "KPI Flags" }] });
    const gone = await read();
    expect(gone.flatMap((d) => d.items).map((i) => i.kind)).toEqual(["sheet gone"]);
    await port.apply(takeBackPlan(await port.read(), gone, new Set(["KPI Flags"])));
    expect(await gridOf(port, "KPI Flags")).toEqual(flags);
    for (const path of folders.splice(0)) rmSync(join(path, ".."), { recursive: true });
  },
);

/** A cell by the user's hand; a formula comes to what the host works out, or to `result` where it works out nothing. */
async function type(port: Workbook, sheet: string, at: [number, number], cell: WriteCell) {
  const [top, left] = at;
  const step = { kind: "write" as const, sheet, top, left, old: null, cells: [[cell]], why: "" };
  expect((await port.apply({ title: "by hand", steps: [step] })).ok).toBe(true);
}

test.each(Object.keys(HOSTS))(
  "in %s a formula frozen to its own value, and a value that became a formula, are found and taken back",
  async (host) => {
    const port = await HOSTS[host]!();
    expect((await port.apply(PUBLISHED)).ok).toBe(true);
    const read = async () => driftOf(await port.read());
    const items = async () => (await read()).flatMap((d) => d.items);
    const tieout = (await gridOf(port, "KPI Tie-out"))!;
    const goals = (await gridOf(port, "KPI Goals"))!;
    expect(await items()).toEqual([]);

    await type(port, "KPI Tie-out", [4, 13], tieout[4]![13]!);
    const frozen = await items();
    expect(frozen).toMatchObject([
      { kind: "typed over", cell: "N5", formulas: { expected: "M5+L5-G5", found: null } },
    ]);
    await port.apply(takeBackPlan(await port.read(), await read(), new Set([frozen[0]!.id])));
    expect(await items()).toEqual([]);
    expect(await gridOf(port, "KPI Tie-out")).toEqual(tieout);

    // Another formula that comes to the same.
    await type(port, "KPI Tie-out", [4, 13], { formula: "M5-G5", result: tieout[4]![13]! });
    expect(await items()).toMatchObject([
      { cell: "N5", formulas: { expected: "M5+L5-G5", found: "M5-G5" } },
    ]);
    await port.apply(takeBackPlan(await port.read(), await read(), new Set([frozen[0]!.id])));
    expect(await items()).toEqual([]);

    const goal = goals[6]![6]! as number;
    expect(goal).toBeGreaterThan(0);
    await type(port, "KPI Goals", [6, 6], { formula: `${goal - 1}+1`, result: goal });
    const live = await items();
    expect(live).toMatchObject([
      { kind: "typed over", cell: "G7", formulas: { expected: null, found: `${goal - 1}+1` } },
    ]);
    await port.apply(takeBackPlan(await port.read(), await read(), new Set([live[0]!.id])));
    expect(await items()).toEqual([]);
    expect(await gridOf(port, "KPI Goals")).toEqual(goals);
    for (const path of folders.splice(0)) rmSync(join(path, ".."), { recursive: true });
  },
);

test("a formula that its host adjusted, or writes in its own way, is the published one", () => {
  const book = published();
  const sheet = book.read(["KPI Tie-out"]).sheets[0]!;
  const [row, column] = [4, 13];
  const moved = (change: (formula: string) => string) => ({
    ...book.read(),
    sheets: book.read().sheets.map((s) =>
      s.name === sheet.name
        ? {
            ...s,
            formulaCells: Object.fromEntries(
              Object.entries(s.formulaCells!).map(([key, f]) => [
                key,
                key === `${row},${column}` ? change(f) : f,
              ]),
            ),
          }
        : s,
    ),
  });
  const items = (change: (formula: string) => string) =>
    driftOf(moved(change)).flatMap((d) => d.items);
  for (const same of ["$M$5 + $L5 - g5", "_xlfn.M5+L5-G5", "@M5+L5-G5", ""])
    expect(
      items(() => same),
      same,
    ).toEqual([]);
  expect(items(() => "M5+L5-G6")).toHaveLength(1);
  // Sorted: the row stands elsewhere, and so does what its formula speaks of.
  const swap = [4, 5];
  const at = (r: number) => (r === swap[0] ? swap[1]! : r === swap[1] ? swap[0]! : r);
  const sorted = {
    ...book.read(),
    sheets: book.read().sheets.map((s) =>
      s.name === sheet.name
        ? {
            ...s,
            columns: s.columns.map((cells) => cells.map((_, r) => cells[at(r)] ?? null)),
            formulaCells: Object.fromEntries(
              Object.entries(s.formulaCells!).map(([key, f]) => {
                const [r, c] = key.split(",").map(Number) as [number, number];
                return [`${at(r)},${c}`, f.replaceAll(`${r + 1}`, `${at(r) + 1}`)];
              }),
            ),
          }
        : s,
    ),
  };
  expect(driftOf(sorted).flatMap((d) => d.items)).toEqual([]);
});

test("a frozen formula needs taking back though the figure is right, and the preview counts it", () => {
  const book = published();
  const value = book.read(["KPI Tie-out"]).sheets[0]!.columns[13]![4]!;
  book.edit("KPI Tie-out", 4, 13, value);
  const { items } = driftView(runOn(book.read()), book.read());
  expect(items).toMatchObject([{ settled: false, accept: null, expected: value, found: value }]);
  expect(items[0]!.sentence).toContain(
    "`=M5+L5-G5` (0) was published on 2025-03-31, the plain value 0 is there.",
  );
});

test("a goal that became a formula of another figure can be accepted as an override to that figure", () => {
  const book = published();
  const was = book.read(["KPI Goals"]).sheets[0]!.columns[6]![6]! as number;
  const cells = [[{ formula: `${was}*2`, result: was * 2 }]];
  const step = { kind: "write" as const, sheet: "KPI Goals", top: 6, left: 6, old: null, cells };
  book.apply({ title: "by hand", steps: [{ ...step, why: "" }] });
  const [item] = driftView(runOn(book.read()), book.read()).items;
  expect(item).toMatchObject({ found: was * 2, accept: { kind: "override", to: was * 2 } });
  expect(item!.sentence).toContain(`the plain value ${was} was published`);
});

test("a difference of the certificate that was typed over is written as a formula again", () => {
  const book = published();
  book.edit("KPI Tie-out", 4, 13, 12);
  const drifts = driftOf(book.read());
  const items = drifts.flatMap((d) => d.items);
  expect(items).toMatchObject([
    { kind: "typed over", cell: "N5", column: "Difference", found: 12 },
  ]);
  book.apply(takeBackPlan(book.read(), drifts, new Set([items[0]!.id])));
  expect(book.formulaAt("KPI Tie-out", 4, 13)).toBe("M5+L5-G5");
});

function published(): MemoryWorkbook {
  const book = memoryWorkbook(DATA);
  expect(book.apply(PUBLISHED).ok).toBe(true);
  return book;
}

test("new data is no drift; what is there and today's run agree on needs no taking back", () => {
  const book = published();
  book.edit("Deals", 1, 2, 175);
  const view = () => driftView(runOn(book.read()), book.read());
  expect(view().items).toEqual([]);
  expect(view().sheets.find((s) => s.sheet === "KPI Results")!.outdated).toBeGreaterThan(0);
  const results = book.read(["KPI Results"]).sheets[0]!;
  const actual = results.columns.findIndex((column) => column[0] === "actual");
  const row = results.columns[actual]!.indexOf(100);
  book.edit("KPI Results", row, actual, 175);
  expect(view().items).toMatchObject([{ expected: 100, found: 175, now: 175, settled: true }]);
});

test("a goal typed over can be accepted: the command names whose it is", () => {
  const book = published();
  const goals = book.read(["KPI Goals"]).sheets[0]!;
  const [who, period, goal] = ["who", "period", "goal"].map((name) =>
    goals.columns.findIndex((column) => column[0] === name),
  ) as [number, number, number];
  const row = goals.columns[who]!.findIndex(
    (cell, r) => cell === "Ann" && goals.columns[period]![r] === "2025",
  );
  book.edit("KPI Goals", row, goal, 555);
  const { items } = driftView(runOn(book.read()), book.read());
  expect(items).toHaveLength(1);
  expect(items[0]!.accept).toEqual({
    kind: "override",
    who: "Ann",
    kpi: "revenue",
    period: "2025",
    to: 555,
  });
  expect(items[0]!.sentence).toMatch(
    /goal of Ann, revenue, 2025.*600 was published on 2025-03-31, 555/,
  );
});

test("an edited record says so: it proves nothing then", () => {
  const book = published();
  const record = book.read(["KPI Published"]).sheets[0]!;
  const row = record.columns[0]!.findIndex(
    (cell, r) => cell === "KPI Goals" && record.columns[1]![r] === 4,
  );
  book.edit("KPI Published", row, 3, "[1,2,3]");
  expect(
    driftOf(book.read())
      .flatMap((d) => d.items)
      .map((i) => i.kind),
  ).toEqual(["record"]);
});

// ── Anything a hand can do, in any order ─────────────────────────────────────────────────────

interface Hand {
  readonly cells: readonly { readonly row: number; readonly column: number; readonly to: number }[];
  readonly deleted: readonly number[];
  readonly added: number;
  readonly order: number;
  readonly sheet: number;
  readonly own: boolean;
}
const hand: fc.Arbitrary<Hand> = fc.record({
  cells: fc.array(
    fc.record({ row: fc.nat(200), column: fc.nat(20), to: fc.integer({ min: 1e6, max: 2e6 }) }),
    { maxLength: 5 },
  ),
  deleted: fc.array(fc.nat(200), { maxLength: 3 }),
  added: fc.nat(2),
  order: fc.nat(1_000),
  sheet: fc.nat(3),
  own: fc.boolean(),
});

test("random damage is found exactly, and taken back to the last cell", () => {
  fc.assert(
    fc.property(hand, (drawn) => {
      const book = published();
      const name = SHEETS[drawn.sheet]!;
      const before = book.read();
      const recorded = driftOf(before).find((d) => d.recorded.sheet === name)!.recorded;
      const grid = gridIn(before, name);
      const head = recorded.headerRow;
      const keys = recorded.keys.map((key) => grid[head]!.indexOf(key));
      const body = grid.length - head - 1;
      const rowOf = (n: number) => head + 1 + (n % body);
      const deleted = new Set(drawn.deleted.map(rowOf));
      const changed = new Map<string, [number, number, number]>();
      for (const { row, column, to } of drawn.cells) {
        const [r, c] = [rowOf(row), column % grid[0]!.length];
        if (!keys.includes(c) && !deleted.has(r)) changed.set(`${r} ${c}`, [r, c, to]);
      }
      const kept = grid.map((row, r) =>
        row.map((cell, c): WriteCell => {
          const formula = book.formulaAt(name, r, c);
          const typed = changed.get(`${r} ${c}`)?.[2];
          return typed ?? (formula === null ? cell : { formula, result: cell });
        }),
      );
      const rows = kept.slice(head + 1).filter((_, i) => !deleted.has(head + 1 + i));
      for (let i = 0; i < drawn.added; i += 1) rows.push(grid[0]!.map((_, c) => `new ${i} ${c}`));
      const turned = rows.map((_, i) => rows[(i * 7 + drawn.order) % rows.length]!);
      const isOrder = new Set(turned).size === rows.length;
      const own = (row: WriteCell[]) => (drawn.own ? [...row, "mine"] : row);
      const after = [...kept.slice(0, head + 1), ...(isOrder ? turned : rows)].map(own);
      write(book, name, after);

      const drifts = driftOf(book.read());
      const items: Drift[] = drifts.flatMap((d) => [...d.items]);
      const of = (kind: string) => items.filter((i) => i.kind === kind);
      expect(
        of("typed over")
          .map((i) => i.id)
          .sort(),
      ).toEqual([...changed.values()].map(([r, c]) => `${name} ${r} ${c}`).sort());
      expect(
        of("row gone")
          .map((i) => i.id)
          .sort(),
      ).toEqual([...deleted].map((r) => `${name} ${r}`).sort());
      expect(of("row added")).toHaveLength(drawn.added);
      expect(items.length).toBe(changed.size + deleted.size + drawn.added);

      const plan = takeBackPlan(book.read(), drifts, new Set(items.map((i) => i.id)));
      expect(book.apply(plan).ok).toBe(true);
      expect(driftOf(book.read()).flatMap((d) => d.items)).toEqual([]);
      const mustMove = deleted.size + drawn.added > 0;
      if (mustMove && !drawn.own) expect(gridIn(book.read(), name)).toEqual(grid);
      // What is the user's own stands where it stood.
      if (drawn.own)
        expect(
          gridIn(book.read(), name)
            .slice(0, after.length)
            .map((row) => row[grid[0]!.length]),
        ).toEqual(after.map((row) => row[grid[0]!.length]));
    }),
    { numRuns: 100 },
  );
});

const gridIn = (data: WorkbookData, name: string): Grid => {
  const sheet = data.sheets.find((s) => s.name === name)!;
  return Array.from({ length: sheet.rows }, (_, r) => sheet.columns.map((c) => c[r] ?? null));
};

/** A formula of ours speaks of its own row: a spreadsheet turns it with the row it goes to. */
const at = (row: number, cell: WriteCell): WriteCell =>
  cell !== null && typeof cell === "object" && "formula" in cell
    ? { ...cell, formula: cell.formula.replace(/([A-Z])\d+/g, `$1${row + 1}`) }
    : cell;

function write(book: MemoryWorkbook, sheet: string, grid: WriteCell[][]): void {
  const old = gridIn(book.read(), sheet);
  const width = Math.max(...[...old, ...grid].map((row) => row.length));
  const cells = Array.from({ length: Math.max(old.length, grid.length) }, (_, r) =>
    Array.from({ length: width }, (_, c) => at(r, grid[r]?.[c] ?? null)),
  );
  const step = { kind: "write" as const, sheet, top: 0, left: 0, old: null, cells, why: "by hand" };
  expect(book.apply({ title: "by hand", steps: [step] }).ok).toBe(true);
}

test("the sidebar lists drift, shows what taking back writes, and writes just that", () => {
  const book = memoryWorkbook(DATA);
  const call = <M extends Method>(method: M, input: Api[M]["in"]): Api[M]["out"] =>
    runNow(serve(book, method, input));
  call("rules.save", { text: RULES, revision: 0, by: "" });
  const asOf = "2025-03-31";
  const { fingerprint } = call("publish.plan", { asOf });
  expect(call("publish.apply", { asOf, fingerprint }).applied).toBe(true);
  expect(call("drift.list", { asOf })).toMatchObject({ recorded: true, items: [] });
  book.edit("KPI Goals", 6, 6, 1);
  expect(call("drift.list", { asOf }).items).toHaveLength(1);
  const { findings } = call("run", { asOf, rules: null });
  expect(findings[0]).toMatchObject({ code: "DRIFT01", place: "KPI Goals!G7" });
  const plan = call("drift.plan", { asOf, ids: null });
  expect(plan.sheets).toMatchObject([{ sheet: "KPI Goals", changed: 1 }]);
  book.edit("KPI Goals", 7, 6, 2);
  const stale = call("drift.takeBack", { asOf, ids: null, fingerprint: plan.fingerprint });
  expect(stale.applied).toBe(false);
  const anew = call("drift.plan", { asOf, ids: null });
  expect(call("drift.takeBack", { asOf, ids: null, ...anew }).applied).toBe(true);
  expect(call("drift.list", { asOf }).items).toEqual([]);
});

test("a workbook that is followed edit by edit finds a goal typed over too", () => {
  const book = memoryWorkbook(DATA);
  const live = liveRuns();
  const options = { clock: () => 0, sample: null, live };
  const call = <M extends Method>(method: M, input: Api[M]["in"]): Api[M]["out"] =>
    runNow(serve(book, method, input, options));
  call("rules.save", { text: RULES, revision: 0, by: "" });
  const asOf = "2025-03-31";
  const { fingerprint } = call("publish.plan", { asOf });
  call("publish.apply", { asOf, fingerprint });
  expect(call("run", { asOf, rules: null }).findings).toEqual([]);
  book.edit("KPI Goals", 6, 6, 1);
  live.edited({ sheet: "KPI Goals", row: 6, column: 6, value: 1 });
  const { findings } = call("run", { asOf, rules: null });
  expect(findings[0]).toMatchObject({ code: "DRIFT01", place: "KPI Goals!G7" });
});
