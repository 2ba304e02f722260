/** The port over `SpreadsheetApp`: answers at once, writes a plan as one block under the document's lock. */
import { foldText } from "../../../dsl/fold.ts";
import { parseRange, rangeText } from "../../model/address.ts";
import {
  isOurs,
  type NamedRange,
  type SheetData,
  type WorkbookData,
} from "../../model/workbook.ts";
import { byName } from "../port/by-name.ts";
import { formulaCellsOf, sheetFormulas } from "../port/formulas.ts";
import type {
  ApplyResult,
  RowsSeen,
  Selection,
  SheetFormulas,
  Target,
  Workbook,
  WorkbookOutline,
  WritePart,
  WritePlan,
  WriteStep,
} from "../port/index.ts";
import { tooLong } from "../port/limits.ts";
import { partsOf } from "../port/parts.ts";
import { type Before, inverseOf, refusalOf } from "../port/plan.ts";
import { hostRefused, keeping, type Refused, refused } from "../port/refused.ts";
import { changedSince, rowsSeenBy } from "../port/rows-seen.ts";
import { type Now, takingBack } from "../port/take-back.ts";
import { type Clock, clockOf, fromCell, isDate } from "./cells.ts";
import { protectedBy } from "./protected.ts";
import { growTo, performStep } from "./write.ts";

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Longest text of a cell. */
const MOST_CHARACTERS = 50_000;
const LOCK_MS = 10_000;

export interface GoogleWorkbook extends Workbook {
  describe(): WorkbookOutline;
  read(sheets?: readonly string[]): WorkbookData;
  formulas(sheets?: readonly string[]): readonly SheetFormulas[];
  apply(plan: WritePlan): ApplyResult;
  selection(): Selection | null;
  select(target: Target): void;
}

/** Takes a long plan over, in parts that need no looking at any more, with what takes all of them back. */
export type Taking = (parts: readonly WritePart[], inverse: WritePlan) => void;

/** Cells written in one call of the page: a few seconds of a script that may run for six minutes. */
const CELLS_A_CALL = 25_000;

/**
 * The spreadsheet that the script was opened in. With `taking`, a long plan is looked through and handed
 * over instead of written: the page has it written part by part.
 */
export function googleWorkbook(book: Spreadsheet, taking?: Taking): GoogleWorkbook {
  const timeZone = book.getSpreadsheetTimeZone();
  const clock = clockOf(timeZone);
  const locale = book.getSpreadsheetLocale().replace("_", "-");
  const names = () => book.getNamedRanges().map(namedRange);
  const sheetsNamed = (wanted: readonly string[] | undefined): Sheet[] => {
    const folded = wanted?.map(foldText);
    return book
      .getSheets()
      .filter((sheet) => !folded || folded.indexOf(foldText(sheet.getName())) >= 0);
  };
  return {
    host: "google",
    describe: () => {
      const now = clock(new Date());
      return {
        title: book.getName(),
        sheets: book.getSheets().map((sheet) => ({
          name: sheet.getName(),
          rows: sheet.getLastRow(),
          columns: sheet.getLastColumn(),
        })),
        names: names(),
        locale,
        timeZone,
        dateSystem: 1900,
        today: now.slice(0, 10),
        now: now.slice(0, 16).replace(" ", "T"),
      };
    },
    read: (wanted) => ({
      sheets: sheetsNamed(wanted).map((sheet) => sheetData(sheet, clock)),
      names: names(),
      locale,
      dateSystem: 1900,
    }),
    formulas: (wanted) =>
      sheetFormulas(
        sheetsNamed(wanted).map((sheet) => {
          const [rows, columns] = [sheet.getLastRow(), sheet.getLastColumn()];
          const isEmpty = rows === 0 || columns === 0;
          const texts = isEmpty ? [] : sheet.getRange(1, 1, rows, columns).getFormulas();
          return { name: sheet.getName(), formulas: formulaCellsOf(texts) };
        }),
      ),
    apply: (plan) => underLock(() => applyPlan(book, plan, clock, taking)),
    selection: () => {
      const range = book.getActiveRange();
      if (!range) return null;
      const value = fromCell(range.getValue(), clock);
      return { sheet: range.getSheet().getName(), range: range.getA1Notation(), value };
    },
    select: ({ sheet, range, grow }) => {
      const found = sheetNamed(book, sheet);
      if (!found) return;
      const region = grow ? parseRange(range) : null;
      if (region) growTo(found, region.bottom ?? 0, region.right ?? 0);
      book.setActiveRange(found.getRange(range));
    },
    subscribe: null,
  };
}

const sheetNamed = (book: Spreadsheet, name: string): Sheet | null =>
  book.getSheets().filter((sheet) => foldText(sheet.getName()) === foldText(name))[0] ?? null;

function sheetData(sheet: Sheet, clock: Clock): SheetData {
  const name = sheet.getName();
  const rows = sheet.getLastRow();
  const width = sheet.getLastColumn();
  if (rows === 0 || width === 0) return { name, rows: 0, columns: [] };
  const range = sheet.getRange(1, 1, rows, width);
  const values = range.getValues();
  const columns = Array.from({ length: width }, (_, c) =>
    values.map((row) => fromCell(row[c], clock)),
  );
  if (!isOurs(name)) return { name, rows, columns };
  // Asked for only where somebody looks: a call about goals reads these sheets too, and has no use for them.
  let formulas: SheetData["formulaCells"] | null = null;
  return {
    name,
    rows,
    columns,
    get formulaCells() {
      formulas ??= formulaCellsOf(range.getFormulas());
      return formulas;
    },
  };
}

function namedRange(named: GoogleAppsScript.Spreadsheet.NamedRange): NamedRange {
  const range = named.getRange();
  return {
    name: named.getName(),
    sheet: range.getSheet().getName(),
    top: range.getRow() - 1,
    left: range.getColumn() - 1,
    bottom: range.getLastRow(),
    right: range.getLastColumn(),
  };
}

/** Two people who press Write at once write one after the other. */
function underLock<T>(work: () => T): T | Refused {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(LOCK_MS)) {
    return refused("failed", "locked", {});
  }
  try {
    return work();
  } finally {
    lock.releaseLock();
  }
}

function applyPlan(
  book: Spreadsheet,
  plan: WritePlan,
  clock: Clock,
  taking: Taking | undefined,
): ApplyResult {
  const before = beforeOf(book, plan, clock);
  const refusal =
    refusalOf(plan, before) ?? tooLong(plan, MOST_CHARACTERS) ?? protectedBy(book, plan);
  if (refusal) return refusal;
  const parts = taking ? partsOf(plan.steps, CELLS_A_CALL) : [];
  if (taking && parts.length > 1) {
    const { title } = plan;
    const inverses = parts.map((steps) => inverseOf({ title, steps }, before));
    const steps = [...inverses].reverse().flatMap((part) => part.steps);
    const inverse = { ...inverses[0]!, steps };
    const seen = rowsSeenBy(parts, before);
    taking(
      parts.map((part, i) => ({
        steps: lean(part),
        undone: inverses[i]!.steps.length,
        seen: seen[i]!,
      })),
      inverse,
    );
    return { ok: true, inverse };
  }
  const inverse = inverseOf(plan, before);
  const fault = performed(book, plan.steps);
  if (fault === null) return { ok: true, inverse };
  return keeping(hostRefused("google", fault), takeBack(book, inverse.steps, plan.steps));
}

/** What was compared with the sheets once needn't be sent to and fro: marks of the rows are. */
const lean = (steps: readonly WriteStep[]): WriteStep[] =>
  steps.map((step) => (step.kind === "write" ? { ...step, old: null } : step));

/**
 * Writes one part of a plan that was looked through before. Where somebody changed since what it replaces, it isn't
 * begun, and says where. A part that fails is for the page to take back.
 */
export const writePart = (
  book: Spreadsheet,
  steps: readonly WriteStep[],
  seen: readonly RowsSeen[],
): ApplyResult =>
  underLock((): ApplyResult => {
    const place = changedIn(book, seen);
    if (place !== null) return refused("changed", "rowsChanged", { place });
    const fault = performed(book, steps);
    return fault === null ? { ok: true, inverse: NOTHING } : hostRefused("google", fault);
  });

/** Where cells are others than they were seen; sheets that are made by the write itself aren't there yet. */
function changedIn(book: Spreadsheet, seen: readonly RowsSeen[]): string | null {
  const clock = clockOf(book.getSpreadsheetTimeZone());
  for (const one of seen) {
    const sheet = sheetNamed(book, one.sheet);
    const height = Math.min(one.marks.length, (sheet?.getMaxRows() ?? 0) - one.top);
    const width = Math.min(Math.max(...one.widths), (sheet?.getMaxColumns() ?? 0) - one.left);
    const isThere = sheet !== null && height > 0 && width > 0;
    if (!isThere && one.marks.every((mark) => mark === "")) continue;
    const range = isThere ? sheet.getRange(one.top + 1, one.left + 1, height, width) : null;
    const [values, formulas] = [range?.getValues() ?? [], range?.getFormulas() ?? []];
    const place = changedSince(one, {
      value: (_, r, c) => fromCell(values[r - one.top]?.[c - one.left], clock),
      formula: (_, r, c) => formulas[r - one.top]?.[c - one.left]?.replace(/^=/, "") || null,
    });
    if (place !== null) return place;
  }
  return null;
}

/**
 * Takes a part back, whatever became of it; `written`: its steps. What somebody typed over it meanwhile stays: gives
 * the ranges of that.
 */
export const takeBackPart = (
  book: Spreadsheet,
  steps: readonly WriteStep[],
  written: readonly WriteStep[],
): Refused | { readonly ok: true; readonly kept: readonly string[] } =>
  underLock(() => ({ ok: true as const, kept: takeBack(book, steps, written) }));

const NOTHING: WritePlan = { title: "", steps: [] };

const finder =
  (book: Spreadsheet) =>
  (name: string): Sheet => {
    const found = sheetNamed(book, name);
    if (!found) throw new Error(`There is no sheet ${name}`);
    return found;
  };

/** Carries steps out; gives back what Google said where it refused. */
function performed(book: Spreadsheet, steps: readonly WriteStep[]): string | null {
  try {
    for (const step of steps) performStep(book, step, finder(book));
    SpreadsheetApp.flush();
    return null;
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

/** Of what was begun, only what is there is taken back, and no sheet comes back twice. What others typed meanwhile stays: gives its ranges. */
function takeBack(
  book: Spreadsheet,
  inverse: readonly WriteStep[],
  written: readonly WriteStep[],
): readonly string[] {
  const { steps, kept } = takingBack(inverse, written, nowOf(book, inverse));
  for (const step of steps) {
    const isThere = sheetNamed(book, step.sheet) !== null;
    if (isThere !== (step.kind === "addSheet")) performStep(book, step, finder(book));
  }
  SpreadsheetApp.flush();
  return kept;
}

/** The cells that steps would replace, as they are now: their rows only, but of a sheet that would go all. */
function nowOf(book: Spreadsheet, steps: readonly WriteStep[]): Now {
  const clock = clockOf(book.getSpreadsheetTimeZone());
  const names = steps
    .map(({ sheet }) => sheet)
    .filter((name, at, all) => all.findIndex((one) => foldText(one) === foldText(name)) === at);
  const read = names.flatMap((name) => {
    const sheet = sheetNamed(book, name);
    if (!sheet) return [];
    const [first, end] = rowsIn(steps.filter((step) => foldText(step.sheet) === foldText(name)));
    const [bottom, columns] = [Math.min(end, sheet.getLastRow()), sheet.getLastColumn()];
    const range =
      bottom > first && columns > 0 ? sheet.getRange(first + 1, 1, bottom - first, columns) : null;
    const [values, formulas] = [range?.getValues() ?? [], range?.getFormulas() ?? []];
    return [{ name, first, rows: bottom, columns, values, formulas }];
  });
  const find = byName(read, ({ name }) => name);
  return {
    sheet: (name) => {
      const found = find(name);
      return found ? { rows: found.rows, columns: found.columns, tabColour: null } : null;
    },
    value: (name, row, column) => {
      const found = find(name);
      return fromCell(found?.values[row - found.first]?.[column], clock);
    },
    formula: (name, row, column) => {
      const found = find(name);
      return found?.formulas[row - found.first]?.[column]?.replace(/^=/, "") || null;
    },
    isTime: (name, row, column) => {
      const found = find(name);
      return isDate(found?.values[row - found.first]?.[column]);
    },
  };
}

/** The rows that steps on a sheet reach, from the first to the last, exclusive. */
function rowsIn(steps: readonly WriteStep[]): [first: number, end: number] {
  let [first, end] = [Number.POSITIVE_INFINITY, 0];
  for (const step of steps) {
    if (step.kind === "removeSheet") return [0, Number.POSITIVE_INFINITY];
    if (step.kind !== "write") continue;
    first = Math.min(first, step.top);
    end = Math.max(end, step.top + step.cells.length);
  }
  return [first, end];
}

/** The sheets of a plan as they are now: their values and formulas are read once each. */
function beforeOf(book: Spreadsheet, plan: WritePlan, clock: Clock): Before {
  const known = new Map<string, { sheet: Sheet; data: SheetData; formulas: string[][] }>();
  for (const { sheet: name } of plan.steps) {
    const sheet = sheetNamed(book, name);
    if (!sheet || known.has(foldText(name))) continue;
    const data = sheetData(sheet, clock);
    const empty = data.rows === 0;
    const formulas = empty
      ? []
      : sheet.getRange(1, 1, data.rows, data.columns.length).getFormulas();
    known.set(foldText(name), { sheet, data, formulas });
  }
  const find = byName([...known.values()], ({ data }) => data.name);
  const named = byName(book.getNamedRanges().map(namedRange), (one) => one.name);
  return {
    sheet: (name) => {
      const found = find(name);
      if (!found) return null;
      const { rows, columns } = found.data;
      return { rows, columns: columns.length, tabColour: found.sheet.getTabColor() };
    },
    value: (name, row, column) => find(name)?.data.columns[column]?.[row] ?? null,
    formula: (name, row, column) => find(name)?.formulas[row]?.[column]?.replace(/^=/, "") || null,
    name: (name) => {
      const found = named(name);
      return found ? { sheet: found.sheet, range: rangeText(found) } : null;
    },
    format: () => null,
  };
}
