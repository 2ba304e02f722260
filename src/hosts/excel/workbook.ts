/** The port over `Excel.run`. */
import { foldText } from "../../../dsl/fold.ts";
import { rangeText } from "../../model/address.ts";
import { isOurs, type NamedRange, type WorkbookData } from "../../model/workbook.ts";
import { byName } from "../port/by-name.ts";
import { formulaCellsOf, sheetFormulas } from "../port/formulas.ts";
import type { ApplyResult, Workbook, WritePlan } from "../port/index.ts";
import { tooLong } from "../port/limits.ts";
import { type Before, inverseOf, refusalOf } from "../port/plan.ts";
import { hostRefused, keeping, type Refused, refused } from "../port/refused.ts";
import { takingBack } from "../port/take-back.ts";
import { GivenUp, NOBODY, type Watch } from "../port/watch.ts";
import { fromCell } from "./cells.ts";
import { namesOf, type ReadSheet, readSheets, type SheetSize, sheetIn, sizesOf } from "./read.ts";
import { performSteps, type Sheets } from "./write.ts";

/** Longest text of a cell. */
const MOST_CHARACTERS = 32_767;

export interface ExcelInfo {
  /** BCP 47, what the user's Excel speaks. */
  readonly locale: string;
  /** ISO minute on the user's machine. */
  readonly now: () => string;
  /** Told how far reads and writes are; what it throws ends them. */
  readonly watch?: Watch;
}

export function excelWorkbook({ locale, now, watch = NOBODY }: ExcelInfo): Workbook {
  return {
    host: "excel",
    describe: () =>
      Excel.run(async (context) => {
        const { workbook } = context;
        workbook.load("name");
        const sheets = await sizesOf(context);
        return {
          title: workbook.name,
          sheets: sheets.map(({ name, rows, columns }) => ({ name, rows, columns })),
          names: await namesOf(context),
          locale,
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          dateSystem: await dateSystemOf(context),
          today: now().slice(0, 10),
          now: now(),
        };
      }),
    read: (wanted) =>
      Excel.run(async (context): Promise<WorkbookData> => {
        const sheets = await readSheets(context, await sizesNamed(context, wanted), isOurs, watch);
        return {
          sheets: sheets.map(({ name, rows, columns, formulas }) => ({
            name,
            rows,
            columns,
            ...(isOurs(name) && { formulaCells: formulaCellsOf(formulas) }),
          })),
          names: await namesOf(context),
          locale,
          dateSystem: await dateSystemOf(context),
        };
      }),
    formulas: (wanted) =>
      Excel.run(async (context) => {
        const sizes = await sizesNamed(context, wanted);
        const sheets = await readSheets(context, sizes, () => true, watch);
        return sheetFormulas(
          sheets.map(({ name, formulas }) => ({ name, formulas: formulaCellsOf(formulas) })),
        );
      }),
    apply: (plan) => Excel.run((context) => applyPlan(context, plan, watch)),
    selection: () =>
      Excel.run(async (context) => {
        const range = context.workbook.getSelectedRange();
        range.load("address");
        range.worksheet.load("name");
        const first = range.getCell(0, 0);
        first.load("values");
        await context.sync();
        return {
          sheet: range.worksheet.name,
          range: range.address.replace(/^.*!/, ""),
          value: fromCell(first.values[0]?.[0]),
        };
      }),
    select: ({ sheet, range }) =>
      Excel.run(async (context) => {
        const found = context.workbook.worksheets.getItem(sheet);
        found.activate();
        found.getRange(range).select();
        await context.sync();
      }),
    subscribe: listenTo,
  };
}

async function sizesNamed(
  context: Excel.RequestContext,
  wanted: readonly string[] | undefined,
): Promise<readonly SheetSize[]> {
  const folded = wanted && new Set(wanted.map(foldText));
  const sizes = await sizesOf(context);
  return sizes.filter(({ name }) => !folded || folded.has(foldText(name)));
}

/** Old Mac files count days from 1904. No property says so; Excel's own DATE does: day 1 of one is day 1463 of the other. */
async function dateSystemOf(context: Excel.RequestContext): Promise<1900 | 1904> {
  const serial = context.workbook.functions.date(1904, 1, 2);
  serial.load("value");
  await context.sync();
  return Number(serial.value) === 1 ? 1904 : 1900;
}

/** Edits by this user's hand; a co-author's are that author's to run. */
function listenTo(listener: (change: { readonly sheet: string }) => void): () => void {
  const added = Excel.run(async (context) => {
    const handler = context.workbook.worksheets.onChanged.add(async (event) => {
      if (event.source === Excel.EventSource.remote) return;
      await Excel.run(async (inner) => {
        const sheet = inner.workbook.worksheets.getItem(event.worksheetId);
        sheet.load("name");
        await inner.sync();
        listener({ sheet: sheet.name });
      });
    });
    await context.sync();
    return handler;
  });
  return () => {
    void added.then((handler) =>
      Excel.run(handler.context, async (context) => {
        handler.remove();
        await context.sync();
      }),
    );
  };
}

async function applyPlan(
  context: Excel.RequestContext,
  plan: WritePlan,
  watch: Watch,
): Promise<ApplyResult> {
  const sizes = await sizesOf(context);
  const touched = new Set(plan.steps.map((step) => foldText(step.sheet)));
  const mine = sizes.filter(({ name }) => touched.has(foldText(name)));
  const sheets = await readSheets(context, mine, () => true, watch);
  const before = beforeOf(sheets, await namesOf(context));
  const refusal =
    refusalOf(plan, before) ??
    tooLong(plan, MOST_CHARACTERS) ??
    (await protectedIn(
      context,
      mine.map((m) => m.sheet),
    ));
  if (refusal) return refusal;
  const inverse = inverseOf(plan, before);
  const handles: Sheets = new Map(mine.map(({ name, sheet }) => [foldText(name), sheet]));
  try {
    await performSteps(context, handles, plan.steps, watch);
    return { ok: true, inverse };
  } catch (fault) {
    const kept = await takeBack(inverse, plan);
    const isStopped = fault instanceof GivenUp;
    return keeping(
      isStopped ? refused("failed", "stopped", {}) : hostRefused("excel", fault),
      kept,
    );
  }
}

/**
 * In a context of its own: the one that failed can't be used any more. Only what is there is taken back, but for what
 * somebody typed over it meanwhile: gives the ranges of that.
 */
const takeBack = (inverse: WritePlan, written: WritePlan): Promise<readonly string[]> =>
  Excel.run(async (context) => {
    const sizes = await sizesOf(context);
    const touched = new Set(inverse.steps.map((step) => foldText(step.sheet)));
    const mine = sizes.filter(({ name }) => touched.has(foldText(name)));
    const now = beforeOf(await readSheets(context, mine, () => true, NOBODY), []);
    const { steps, kept } = takingBack(inverse.steps, written.steps, now);
    const handles: Sheets = new Map(sizes.map(({ name, sheet }) => [foldText(name), sheet]));
    const possible = steps.filter((s) => s.kind === "addSheet" || sheetIn(sizes, s.sheet));
    await performSteps(context, handles, possible);
    return kept;
  });

async function protectedIn(
  context: Excel.RequestContext,
  sheets: readonly Excel.Worksheet[],
): Promise<Refused | null> {
  for (const sheet of sheets) sheet.protection.load("protected");
  await context.sync();
  const closed = sheets.find((sheet) => sheet.protection.protected);
  if (!closed) return null;
  return refused("protected", "protectedSheet", { sheet: closed.name });
}

function beforeOf(sheets: readonly ReadSheet[], names: readonly NamedRange[]): Before {
  const find = byName(sheets, (sheet) => sheet.name);
  const named = byName(names, (one) => one.name);
  return {
    sheet: (name) => {
      const found = find(name);
      if (!found) return null;
      return { rows: found.rows, columns: found.columns.length, tabColour: found.tabColour };
    },
    value: (name, row, column) => find(name)?.columns[column]?.[row] ?? null,
    formula: (name, row, column) => find(name)?.formulas[row]?.[column]?.replace(/^=/, "") || null,
    name: (name) => {
      const found = named(name);
      return found ? { sheet: found.sheet, range: rangeText(found) } : null;
    },
    format: () => null,
  };
}
