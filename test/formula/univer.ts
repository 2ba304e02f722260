/** The local workbook's own engine without its page: the cells of a plan put into a workbook, and worked out as there. */
import {
  type ICellData,
  ICommandService,
  type IUnitRange,
  IUniverInstanceService,
  LocaleType,
  LogLevel,
  Univer,
  UniverInstanceType,
  type Workbook,
} from "@univerjs/core";
import {
  FormulaDataModel,
  SetFormulaCalculationResultMutation,
  SetFormulaCalculationStartMutation,
  UniverFormulaEnginePlugin,
} from "@univerjs/preset-sheets-core";
import { readValues, toCell } from "../../src/hosts/local/page/cells.ts";
import { cellsOf, shareFormulas } from "../../src/hosts/local/page/shared.ts";
import { keepWholeKeys } from "../../src/hosts/local/page/whole-keys.ts";
import type { WriteStep } from "../../src/hosts/port/index.ts";
import { heightOf, isFormula } from "../../src/hosts/port/plan.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";

type Cells = Record<number, Record<number, ICellData>>;
type Result = Record<string, Record<string, Cells>>;

export interface LocalBook {
  /** Works out what is new or rests on what was typed since; the cells as they stand then. */
  worked(): Promise<WorkbookData>;
  /** Types a number into a cell. */
  type(sheet: string, row: number, column: number, value: number): void;
  close(): void;
}

const ID = "book";
const NO_VALUE = { v: null, t: null };
/** Columns of a sheet: blocks fill several. */
const COLUMNS = 400;

export function localBook(steps: readonly WriteStep[]): LocalBook {
  const sheets = new Map<string, Cells>();
  const heights = new Map<string, number>();
  for (const step of steps) {
    if (step.kind !== "write") continue;
    const cells: Cells = {};
    step.cells.forEach((row, r) => {
      cells[r] = {};
      row.forEach((cell, c) => {
        // What the formula came to when it was published isn't given: all is worked out here.
        if (cell !== null) cells[r]![c] = { ...toCell(cell), ...(isFormula(cell) && NO_VALUE) };
      });
    });
    shareFormulas(cells);
    sheets.set(step.sheet, cells);
    // As high as the page makes it.
    heights.set(step.sheet, heightOf(step.cells));
  }
  keepWholeKeys();
  const univer = new Univer({ locale: LocaleType.EN_US, logLevel: LogLevel.ERROR, locales: {} });
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.createUnit(UniverInstanceType.UNIVER_SHEET, {
    id: ID,
    sheetOrder: [...sheets.keys()],
    sheets: Object.fromEntries(
      [...sheets].map(([name, cellData]) => {
        const rowCount = heights.get(name)!;
        return [name, { id: name, name, cellData, rowCount, columnCount: COLUMNS }];
      }),
    ),
  });
  const injector = univer.__getInjector();
  const commands = injector.get(ICommandService);
  const matrixOf = (sheet: string) =>
    injector
      .get(IUniverInstanceService)
      .getUnit<Workbook>(ID)!
      .getSheetBySheetId(sheet)!
      .getCellMatrix();
  // At first everything is new; then, as in the page, what rests on a typed cell.
  let changed: IUnitRange[] = [...heights].map(([sheetId, rows]) => ({
    unitId: ID,
    sheetId,
    range: { startRow: 0, startColumn: 0, endRow: rows - 1, endColumn: COLUMNS - 1 },
  }));
  return {
    worked: async () => {
      const answer = await new Promise<Result>((done) => {
        const listening = commands.onCommandExecuted(({ id, params }) => {
          if (id !== SetFormulaCalculationResultMutation.id) return;
          listening.dispose();
          done((params as { unitData: Result }).unitData);
        });
        const start = { commands: [], dirtyRanges: changed };
        void commands.executeCommand(SetFormulaCalculationStartMutation.id, start, {
          onlyLocal: true,
        });
      });
      changed = [];
      for (const [sheet, found] of Object.entries(answer[ID] ?? {})) {
        const matrix = matrixOf(sheet);
        for (const [r, c, result] of cellsOf(found))
          matrix.setValue(r, c, { ...matrix.getValue(r, c), ...result });
      }
      const filled = injector.get(FormulaDataModel).getArrayFormulaCellData()[ID] ?? {};
      const read = [...sheets.keys()].map((name) =>
        readValues({ name, cellData: matrixOf(name).getMatrix() as Cells }, filled[name] ?? {}),
      );
      return { sheets: read, names: [], locale: "en-US", dateSystem: 1900 };
    },
    type: (sheet, row, column, value) => {
      matrixOf(sheet).setValue(row, column, toCell(value));
      const range = { startRow: row, startColumn: column, endRow: row, endColumn: column };
      changed.push({ unitId: ID, sheetId: sheet, range });
    },
    close: () => univer.dispose(),
  };
}
