/** What every host must do with a write that takes long: say how far it is, and end it with nothing half written. */
import { describe, expect, test } from "vitest";
import type { Progress, Workbook, WritePlan, WriteStep } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { CONTRACT_DATA } from "./contract.ts";

export interface LongWrites {
  readonly workbook: Workbook;
  /** Writes; given up as soon as the n-th thing is told of writing. Right then somebody types into `typed`. */
  write(plan: WritePlan, stopAt?: number, typed?: readonly Typed[]): Promise<Ended>;
}
/** By hand: sheet, row and column from zero, text. */
export type Typed = readonly [sheet: string, row: number, column: number, text: string];

export interface Ended {
  readonly how: "written" | "stopped";
  /** Where it was stopped and something is to be told of that. */
  readonly message?: string;
  /** Of writing. */
  readonly told: readonly Progress[];
}

const WIDTH = 20;
/** A sheet that is made, longer than the host writes at a time, and one that is there. */
function longPlan(cellsAPart: number): WritePlan {
  const block = (rows: number) =>
    Array.from({ length: rows }, (_, r) => Array.from({ length: WIDTH }, () => r));
  const write = (sheet: string, rows: number): WriteStep => ({
    ...{ kind: "write", sheet, top: 0, left: 0, old: null },
    ...{ cells: block(rows), why: "a test" },
  });
  return {
    title: "A long one",
    steps: [
      { kind: "addSheet", sheet: "KPI Long", tabColour: null },
      write("KPI Long", cellsAPart / WIDTH + 5),
      write("People", 5),
    ],
  };
}

export function longWritesContract(
  name: string,
  cellsAPart: number,
  make: (data: WorkbookData) => LongWrites | Promise<LongWrites>,
): void {
  describe(`a long write in ${name}`, () => {
    const plan = longPlan(cellsAPart);
    const rows = cellsAPart / WIDTH + 10;

    test("is told by rows, and stands there whole", async () => {
      const { workbook, write } = await make(CONTRACT_DATA);
      const { how, told } = await write(plan);
      expect(how).toBe("written");
      expect(told.length).toBeGreaterThan(1);
      expect(new Set(told.map(({ of }) => of))).toEqual(new Set([rows]));
      expect(told.map((p) => p.done)).toEqual(told.map((p) => p.done).sort((a, b) => a - b));
      const { sheets } = await workbook.read(["KPI Long", "People"]);
      const last = sheets.map(({ columns }) => columns[WIDTH - 1]?.at(-1));
      expect(new Set(last)).toEqual(new Set([cellsAPart / WIDTH + 4, 4]));
    });

    test("given up in between leaves the workbook as it was, and the next write its own", async () => {
      const { workbook, write } = await make(CONTRACT_DATA);
      const before = await workbook.read();
      expect((await write(plan, 1)).how).toBe("stopped");
      expect(await workbook.read()).toEqual(before);
      const short = { title: "", steps: [{ ...plan.steps[2]!, cells: [["x"]] } as WriteStep] };
      expect((await write(short)).how).toBe("written");
      expect((await workbook.read(["People"])).sheets[0]?.columns[0]?.[0]).toBe("x");
    });

    test("given up leaves what was typed over it meanwhile, and names it", async () => {
      const { workbook, write } = await make(CONTRACT_DATA);
      const before = await workbook.read();
      const [added, long, people] = plan.steps as [WriteStep, WriteStep, WriteStep];
      const first = { ...plan, steps: [people, added, long] };
      const typed: Typed[] = [
        ["People", 1, 0, "Ann-Marie Lee"],
        ["KPI Long", 0, WIDTH + 2, "a note"],
      ];
      const { how, message } = await write(first, 2, typed);
      expect(how).toBe("stopped");
      expect(message).toMatch(/ What was typed meanwhile stays: KPI Long!W1, People!A2\.$/);
      const now = await workbook.read();
      const sheetOf = (name: string, { sheets } = now) => sheets.find((s) => s.name === name)!;
      const was = sheetOf("People", before);
      expect(sheetOf("People").columns).toEqual(
        was.columns.map((column, c) =>
          c === 0 ? column.map((cell, r) => (r === 1 ? "Ann-Marie Lee" : cell)) : column,
        ),
      );
      const left = sheetOf("KPI Long").columns.flatMap((column) =>
        column.filter((c) => c !== null),
      );
      expect(left).toEqual(["a note"]);
      expect(now.sheets.filter(({ name }) => !/People|KPI Long/.test(name))).toEqual(
        before.sheets.filter(({ name }) => name !== "People"),
      );
    });
  });
}
