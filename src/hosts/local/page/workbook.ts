/** The port over Univer: reads a snapshot, writes a plan as one block, tells of changes and selections. */
import {
  BooleanNumber,
  CommandType,
  type ICellData,
  type IObjectMatrixPrimitiveType,
  type IWorksheetData,
  type Nullable,
} from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import { CFValueType } from "@univerjs/preset-sheets-conditional-formatting";
import {
  type ISetRangeValuesMutationParams,
  SCOPE_WORKBOOK_VALUE_DEFINED_NAME,
  SetRangeValuesMutation,
} from "@univerjs/preset-sheets-core";
import type { FWorkbook } from "@univerjs/sheets/facade";
import "@univerjs/sheets/facade";
import "@univerjs/sheets-ui/facade";
import "@univerjs/sheets-numfmt/facade";
import "@univerjs/sheets-conditional-formatting/facade";
import { foldText } from "../../../../dsl/fold.ts";
import { parseRange, rangeText } from "../../../model/address.ts";
import type { CellEdit } from "../../../model/edit.ts";
import { isOurs, type NamedRange, type WorkbookData } from "../../../model/workbook.ts";
import { byName } from "../../port/by-name.ts";
import { sheetFormulas } from "../../port/formulas.ts";
import type {
  ApplyResult,
  RowLook,
  SheetFormat,
  Workbook,
  WritePlan,
  WriteStep,
} from "../../port/index.ts";
import {
  type Before,
  heightOf,
  inverseOf,
  isFormula,
  refusalOf,
  sameCell,
} from "../../port/plan.ts";
import type { SavedBook } from "../saving.ts";
import {
  type Filled,
  formulaCells,
  fromCell,
  patternsOf,
  type ReadSheet,
  readSheet,
  toCell,
} from "./cells.ts";

export interface LocalInfo {
  readonly title: string;
  readonly locale: string;
  readonly today: string;
  readonly dateSystem: 1900 | 1904;
  /** What the formulas of a sheet fill beside their own cells. */
  readonly filled: (workbook: string, sheet: string) => Filled;
}

const ROOM = 200;
type Write = Extract<WriteStep, { kind: "write" }>;
type Named = { readonly name: string; readonly sheet: string; readonly range: string };
type Sheet = ReturnType<FWorkbook["getSheets"]>[number];

/** A block as Univer's matrix, number formats and all. */
function matrixOfWrite(
  step: Write,
  look: SheetFormat | undefined,
): IObjectMatrixPrimitiveType<ICellData> {
  const matrix: IObjectMatrixPrimitiveType<ICellData> = {};
  for (const [r, row] of step.cells.entries()) {
    const made: Record<number, ICellData> = {};
    for (const [c, cell] of row.entries()) {
      const looks = rowLookAt(look, step.top + r);
      if (cell !== null || looks?.fill)
        made[step.left + c] = toCell(cell, patternAt(look, step.top + r, step.left + c), looks);
    }
    matrix[step.top + r] = made;
  }
  return matrix;
}

/** The port, and what only the local page asks of its spreadsheet. */
export interface LocalWorkbook extends Workbook {
  /** Everything that Save needs. */
  book(): SavedBook;
  addName(name: NamedRange): void;
  /** Every change of content, by whomever, as it happens. */
  watch(listener: Watcher): () => void;
  /** Another cell is selected. */
  onSelect(listener: () => void): () => void;
}

export interface Watcher {
  cell(edit: CellEdit): void;
  /** Anything but cells: rows, sheets, names; or more cells than are worth following. */
  other(): void;
}

export function univerWorkbook(api: FUniver, info: LocalInfo): LocalWorkbook {
  const book = (): FWorkbook => {
    const found = api.getActiveWorkbook();
    if (!found) throw new Error("no workbook is open");
    return found;
  };
  /** The workbook's own cells: `save` would copy them all, which takes a second a hundred thousand. */
  const cells = () => book().getWorkbook().getSnapshot();
  const snapshot = (): ReadSheet[] => {
    const { sheetOrder, sheets } = cells();
    const unit = book().getId();
    return sheetOrder.map((id) => readSheet(sheets[id] ?? {}, info.filled(unit, id)));
  };
  const sheetsNamed = (wanted: readonly string[] | undefined): ReadSheet[] => {
    const folded = wanted && new Set(wanted.map(foldText));
    return snapshot().filter(({ name }) => !folded || folded.has(foldText(name)));
  };
  const sheetNamed = (name: string) =>
    book()
      .getSheets()
      .find((s) => foldText(s.getSheetName()) === foldText(name)) ?? null;
  const names = (): NamedRange[] =>
    book()
      .getDefinedNames()
      .flatMap((d) => namedRange(d.getName(), d.getFormulaOrRefString()));
  const formats = new Map<string, SheetFormat>();

  const before = (sheets: readonly ReadSheet[], known: readonly NamedRange[]): Before => {
    const find = byName(sheets, (sheet) => sheet.name);
    const named = byName(known, (name) => name.name);
    return {
      sheet: (name) => {
        const found = find(name);
        return found ? { rows: found.rows, columns: found.columns.length, tabColour: null } : null;
      },
      value: (name, row, column) => find(name)?.columns[column]?.[row] ?? null,
      formula: (name, row, column) => find(name)?.formulas.get(`${row},${column}`) ?? null,
      name: (name) => {
        const found = named(name);
        return found ? { sheet: found.sheet, range: rangeText(found) } : null;
      },
      format: (name) => formats.get(foldText(name)) ?? null,
    };
  };

  const perform = (step: WriteStep, plan: WritePlan, was: Before): void => {
    switch (step.kind) {
      case "addSheet":
        addSheet(step.sheet, plan);
        return;
      case "removeSheet": {
        const found = sheetNamed(step.sheet);
        if (found) book().deleteSheet(found);
        return;
      }
      case "name":
        nameRange(step);
        return;
      default:
        onSheet(step, plan, was);
    }
  };

  /** By the mutation itself: the facade refuses names that differ from a function's only by their case. */
  const nameRange = ({ name, sheet, range }: Named): void => {
    const reference = `'${sheet.replace(/'/g, "''")}'!${absolute(range)}`;
    book().insertDefinedNameBuilder({
      unitId: book().getId(),
      id: `name ${foldText(name)}`,
      name,
      formulaOrRefString: reference,
      localSheetId: SCOPE_WORKBOOK_VALUE_DEFINED_NAME,
    });
  };

  /** A new sheet is made with its cells at once: writing them one change at a time is what takes long. */
  const addSheet = (name: string, plan: WritePlan): void => {
    const same = (step: WriteStep) => foldText(step.sheet) === foldText(name);
    const write = plan.steps.find((s): s is Write => s.kind === "write" && same(s));
    const look = plan.steps.find((s) => s.kind === "format" && same(s));
    if (look?.kind === "format") formats.set(foldText(name), look.format);
    const height = write ? write.top + heightOf(write.cells) : 0;
    const width = write?.cells.reduce((most, row) => Math.max(most, row.length), 0) ?? 0;
    const cellData = write ? matrixOfWrite(write, formats.get(foldText(name))) : {};
    const looks = look?.kind === "format" ? sheetLook(look.format) : {};
    book().create(name, height + ROOM, Math.max(26, width), { sheet: { ...looks, cellData } });
    const wrapped = formats.get(foldText(name))?.rowLooks?.filter((row) => row.wrap) ?? [];
    for (const { row } of wrapped) sheetNamed(name)?.autoResizeRows(row, 1);
  };

  const onSheet = (
    step: Extract<WriteStep, { kind: "write" | "clear" | "format" }>,
    plan: WritePlan,
    was: Before,
  ): void => {
    const sheet = sheetNamed(step.sheet);
    if (!sheet) return;
    if (step.kind === "format") {
      formats.set(foldText(step.sheet), step.format);
      if (!isNew(step.sheet, plan)) reshape(sheet, step.format);
      return;
    }
    if (step.kind === "clear") {
      sheet.getRange(step.top, step.left, step.rows, step.columns).clearContent();
      return;
    }
    const look = formats.get(foldText(step.sheet));
    if (!isNew(step.sheet, plan)) writeChanged(sheet, step, look, was);
    if (look) colour(sheet, look, step.cells.length);
  };

  /** Only what is another: after each width the spreadsheet measures every row's height anew. */
  const reshape = (sheet: Sheet, { frozenRows, frozenColumns, widths }: SheetFormat): void => {
    const rows = sheet.getFrozenRows();
    const columns = sheet.getFrozenColumns();
    if (frozenRows > 0 && frozenRows !== rows) sheet.setFrozenRows(frozenRows);
    if (frozenColumns > 0 && frozenColumns !== columns) sheet.setFrozenColumns(frozenColumns);
    for (const { column, pixels } of widths) {
      if (sheet.getColumnWidth(column) !== pixels) sheet.setColumnWidth(column, pixels);
    }
  };

  /** Only rows that differ are written: a sheet of results is mostly what it was. */
  const writeChanged = (
    sheet: Sheet,
    step: Write,
    look: SheetFormat | undefined,
    was: Before,
  ): void => {
    const height = step.cells.length;
    const width = step.cells.reduce((most, row) => Math.max(most, row.length), 0);
    if (height === 0 || width === 0) return;
    const bottom = step.top + heightOf(step.cells);
    if (sheet.getMaxRows() < bottom) sheet.setRowCount(bottom + ROOM);
    if (sheet.getMaxColumns() < step.left + width) sheet.setColumnCount(step.left + width + 4);
    const differs = (row: (typeof step.cells)[number], r: number) =>
      row.some((cell, c) => {
        if (isFormula(cell) || was.formula(step.sheet, step.top + r, step.left + c) !== null)
          return true;
        return !sameCell(cell, was.value(step.sheet, step.top + r, step.left + c));
      });
    const matrix: IObjectMatrixPrimitiveType<ICellData> = {};
    for (const [r, row] of step.cells.entries()) {
      if (!differs(row, r)) continue;
      const at = step.top + r;
      matrix[at] = Object.fromEntries(
        Array.from({ length: width }, (_, c) => {
          const pattern = patternAt(look, at, step.left + c);
          return [step.left + c, toCell(row[c] ?? null, pattern, rowLookAt(look, at))];
        }),
      );
    }
    // One change for all, by the mutation: a command each would read the whole workbook and measure rows anew.
    api.syncExecuteCommand(SetRangeValuesMutation.id, {
      unitId: book().getId(),
      subUnitId: sheet.getSheetId(),
      cellValue: matrix,
    } satisfies ISetRangeValuesMutationParams);
  };

  const colour = (sheet: Sheet, look: SheetFormat, rows: number): void => {
    for (const rule of look.colours) {
      const range = sheet.getRange(rule.fromRow, rule.column, Math.max(1, rows - rule.fromRow), 1);
      let builder = sheet
        .newConditionalFormattingRule()
        .whenTextEqualTo(rule.text)
        .setRanges([range.getRange()]);
      builder = builder.setFontColor(rule.colour).setBold(rule.bold);
      if (rule.fill) builder = builder.setBackground(rule.fill);
      sheet.addConditionalFormattingRule(builder.build());
    }
    for (const { column, fromRow, rows: count, below, colour } of look.lows ?? []) {
      const range = sheet.getRange(fromRow, column, count, 1).getRange();
      const rule = sheet.newConditionalFormattingRule().whenNumberLessThan(below);
      const built = rule.setRanges([range]).setFontColor(colour).setBold(true).build();
      sheet.addConditionalFormattingRule(built);
    }
    for (const { column, fromRow, rows: count, full, colour } of look.bars ?? []) {
      const rule = sheet
        .newConditionalFormattingRule()
        .setDataBar({
          min: { type: CFValueType.num, value: 0 },
          max: { type: CFValueType.num, value: full },
          positiveColor: colour,
          nativeColor: colour,
          isShowValue: false,
        })
        .setRanges([sheet.getRange(fromRow, column, count, 1).getRange()])
        .build();
      sheet.addConditionalFormattingRule(rule);
    }
  };

  /** After a refusal in the middle of a plan: what was already done is undone, what wasn't is skipped. */
  const takeBack = (inverse: WritePlan): void => {
    const now = before(snapshot(), names());
    for (const step of inverse.steps) {
      if (step.kind !== "addSheet" && !sheetNamed(step.sheet)) continue;
      perform(step, inverse, now);
    }
  };

  return {
    host: "local",
    book: () => {
      const saved = cells();
      const sheets = saved.sheetOrder.map((id) => {
        const sheet = saved.sheets[id] ?? {};
        const read = readSheet(sheet);
        const patterns = patternsOf(sheet, saved.styles);
        return { ...read, patterns, format: formats.get(foldText(read.name)) ?? null };
      });
      return { sheets, names: names() };
    },
    addName: (name) => nameRange({ name: name.name, sheet: name.sheet, range: rangeText(name) }),
    describe: () => ({
      title: info.title,
      sheets: snapshot().map(({ name, rows, columns }) => ({
        name,
        rows,
        columns: columns.length,
      })),
      names: names(),
      locale: info.locale,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      dateSystem: info.dateSystem,
      today: info.today,
    }),
    read: (wanted): WorkbookData => {
      const sheets = sheetsNamed(wanted).map(({ name, rows, columns, formulas }) => ({
        name,
        rows,
        columns,
        ...(isOurs(name) && { formulaCells: formulaCells(formulas) }),
      }));
      return { sheets, names: names(), locale: info.locale, dateSystem: info.dateSystem };
    },
    formulas: (wanted) =>
      sheetFormulas(
        sheetsNamed(wanted).map(({ name, formulas }) => ({
          name,
          formulas: formulaCells(formulas),
        })),
      ),
    apply: (plan: WritePlan): ApplyResult => {
      const was = before(snapshot(), names());
      const refusal = refusalOf(plan, was);
      if (refusal) return refusal;
      const inverse = inverseOf(plan, was);
      try {
        for (const step of plan.steps) perform(step, plan, was);
      } catch (fault) {
        takeBack(inverse);
        const said = fault instanceof Error ? fault.message : String(fault);
        return {
          ok: false,
          reason: "failed",
          message: `The spreadsheet refused: ${said}. Nothing was written.`,
        };
      }
      return { ok: true, inverse };
    },
    selection: () => {
      const range = book().getActiveRange();
      if (!range) return null;
      return {
        sheet: book().getActiveSheet().getSheetName(),
        range: range.getA1Notation(),
        value: fromCell(range.getCellData()),
      };
    },
    select: ({ sheet, range }) => {
      const found = sheetNamed(sheet);
      if (!found) return;
      book().setActiveSheet(found);
      const target = found.getRange(range);
      found.setActiveSelection(target);
      found.scrollToCell(target.getRow(), target.getColumn());
    },
    watch: (listener) => {
      const handle = api.addEvent(api.Event.CommandExecuted, ({ id, type, params }) => {
        if (type !== CommandType.MUTATION || isLook(id)) return;
        const cells = id === SetRangeValuesMutation.id ? cellsSet(params) : null;
        const sheet = cells && book().getSheetBySheetId(cells.sheet);
        if (!cells || !sheet) {
          listener.other();
          return;
        }
        for (const [row, column] of cells.cells) {
          const value = fromCell(sheet.getRange(row, column).getCellData());
          listener.cell({ sheet: sheet.getSheetName(), row, column, value });
        }
      });
      return () => handle.dispose();
    },
    onSelect: (listener) => {
      const handle = api.addEvent(api.Event.SelectionChanged, listener);
      return () => handle.dispose();
    },
    subscribe: (listener) => {
      const handle = api.addEvent(api.Event.SheetValueChanged, ({ effectedRanges }) => {
        const byHand = effectedRanges.filter((range) => !isCalculated(range));
        const sheets = new Set(byHand.map((range) => range.getSheetName()));
        for (const sheet of sheets) listener({ sheet });
      });
      return () => handle.dispose();
    },
  };
}

const isNew = (sheet: string, plan: WritePlan): boolean =>
  plan.steps.some((s) => s.kind === "addSheet" && foldText(s.sheet) === foldText(sheet));

/** Widths and frozen panes as a new sheet is made with them. */
const sheetLook = ({
  frozenRows,
  frozenColumns,
  widths,
}: SheetFormat): Partial<IWorksheetData> => ({
  columnData: Object.fromEntries(
    widths.map(({ column, pixels }) => [column, { w: pixels, hd: BooleanNumber.FALSE }]),
  ),
  freeze: {
    xSplit: frozenColumns,
    ySplit: frozenRows,
    startRow: frozenRows || -1,
    startColumn: frozenColumns || -1,
  },
});

/** A pasted table is quicker read anew. */
const MOST_CELLS = 200;

/** What a mutation of values names; null where it is too much to follow. */
function cellsSet(
  params: unknown,
): { readonly sheet: string; readonly cells: [number, number][] } | null {
  const { subUnitId = "", cellValue } = (params ?? {}) as Partial<ISetRangeValuesMutationParams>;
  const cells: [number, number][] = [];
  for (const [row, columns] of Object.entries(cellValue ?? {})) {
    for (const column of Object.keys(columns ?? {})) {
      if (cells.length === MOST_CELLS) return null;
      cells.push([Number(row), Number(column)]);
    }
  }
  return { sheet: subUnitId, cells };
}

/** Mutations that change no value, name or place of a cell: widths, calculation's own notes, the cell editor's text. */
const isLook = (id: string): boolean =>
  /^(?:doc\.|formula\.mutation\.(?:set-formula-calculation|set-array-formula|set-image-formula|set-feature|set-other)|sheet\.mutation\.(?:set-worksheet-(?:col-width|row-(?:height|auto-height|is-auto-height))|set-frozen|set-tab-color|set-numfmt|[a-z-]*(?:selection|conditional|gridlines)))/.test(
    id,
  );

/** The event tells of calculated results too: those stand in cells with formulas. */
const isCalculated = (range: { getCellDataGrid(): Nullable<ICellData>[][] }): boolean =>
  range.getCellDataGrid().every((row) => row.every((cell) => cell?.f || cell?.si));

/** The number format that a look gives a cell. */
function patternAt(look: SheetFormat | undefined, row: number, column: number): string | undefined {
  if (!look) return undefined;
  const perRow = look.rowFormats.find((f) => f.column === column && row >= f.fromRow);
  if (perRow) return perRow.formats[row - perRow.fromRow];
  return look.numberFormats.find((f) => f.column === column && row >= f.fromRow)?.format;
}

/** A sheet that has rows with a look of their own has plain ones too: said so, a row forgets what it was. */
const rowLookAt = (look: SheetFormat | undefined, row: number): RowLook | undefined =>
  look?.rowLooks && (look.rowLooks.find((r) => r.row === row) ?? { ...PLAIN_ROW, row });
const PLAIN_ROW = { bold: false, colour: null, fill: null, points: null, wrap: false } as const;

const absolute = (range: string): string => range.replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");

function namedRange(name: string, reference: string): NamedRange[] {
  const match = /^=?(?:'((?:[^']|'')+)'|([^!']+))!(.+)$/.exec(reference);
  const range = match ? parseRange(match[3]!) : null;
  if (!match || !range) return [];
  return [{ name, sheet: (match[1] ?? match[2]!).replace(/''/g, "'"), ...range }];
}
