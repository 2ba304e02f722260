/** Damage to published sheets in every host: found by name, and taken back to the last cell. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CellValue } from "../../../dsl/cell.ts";
import { driftOf } from "../../../src/app/drift.ts";
import { takeBackPlan } from "../../../src/app/drift-plan.ts";
import { excelWorkbook } from "../../../src/hosts/excel/workbook.ts";
import { filesWorkbook, saveNewXlsx } from "../../../src/hosts/files/index.ts";
import { googleWorkbook } from "../../../src/hosts/google/workbook.ts";
import { memoryWorkbook } from "../../../src/hosts/memory/index.ts";
import type { Workbook, WriteCell } from "../../../src/hosts/port/index.ts";
import { fakeExcel } from "../../hosts/fakes/excel.ts";
import { fakeGoogle } from "../../hosts/fakes/google.ts";
import { DATA, type Grid, PUBLISHED, SHEETS } from "./book.ts";

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
    return excelWorkbook({ locale: "en-US", now: () => "2025-03-31T14:02" });
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
    // What a sheet is damaged by is the same in every host: two sheets in the quickest, one in the others.
    for (const sheet of host === "memory" ? ["KPI Results", "KPI Goals"] : ["KPI Goals"]) {
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
