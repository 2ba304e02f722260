/** The port over Univer: reads a snapshot, writes a plan as one block, tells of changes and selections. */
import type { FUniver } from "@univerjs/core/facade";
import { foldText } from "../../../../dsl/fold.ts";
import { rangeText } from "../../../model/address.ts";
import { isOurs, type NamedRange, type WorkbookData } from "../../../model/workbook.ts";
import { byName } from "../../port/by-name.ts";
import { minuteHere } from "../../port/clock.ts";
import { sheetFormulas } from "../../port/formulas.ts";
import type { ApplyResult, SheetFormat, Workbook, WritePlan, WriteStep } from "../../port/index.ts";
import { partsOf, rowsOf } from "../../port/parts.ts";
import { type Before, inverseOf, refusalOf } from "../../port/plan.ts";
import { hostRefused, keeping, type Refused, refused } from "../../port/refused.ts";
import { takingBack } from "../../port/take-back.ts";
import { GivenUp, NOBODY, type Watch } from "../../port/watch.ts";
import type { SavedBook } from "../saving.ts";
import {
  type Filled,
  fromCell,
  patternsOf,
  type ReadSheet,
  readSheet,
  readValues,
} from "./cells.ts";
import { type Watcher, watchContent, watchHands, watchSelection } from "./following.ts";
import { bookOf, nameRange, namesIn } from "./names.ts";
import { formulasOf } from "./shared.ts";
import { performer, sheetIn } from "./steps.ts";

export interface LocalInfo {
  readonly title: string;
  readonly locale: string;
  readonly today: string;
  readonly dateSystem: 1900 | 1904;
  /** What the formulas of a sheet fill beside their own cells. */
  readonly filled: (workbook: string, sheet: string) => Filled;
}

/** Cells written before the page may draw and hear a Cancel: half a second, and each pause costs as much again. */
const CELLS_A_TIME = 60_000;

/** The port, and what only the local page asks of its spreadsheet. */
export interface LocalWorkbook extends Workbook {
  /** One plan after the other; what the watch throws ends one, and what was begun is taken back. */
  apply(plan: WritePlan, watch?: Watch): Promise<ApplyResult>;
  /** Everything that Save needs, once nothing is half written. */
  book(): Promise<SavedBook>;
  addName(name: NamedRange): void;
  /** Every change of content, by whomever, as it happens. */
  watch(listener: Watcher): () => void;
  /** Another cell is selected. */
  onSelect(listener: () => void): () => void;
}

export function univerWorkbook(api: FUniver, info: LocalInfo): LocalWorkbook {
  const book = () => bookOf(api);
  /** The workbook's own cells: `save` would copy them all, which takes a second a hundred thousand. */
  const cells = () => book().getWorkbook().getSnapshot();
  /** The sheets asked for as Univer has them, all without asking, with what their blocks fill. */
  const sheetsNamed = (wanted?: readonly string[]) => {
    const { sheetOrder, sheets } = cells();
    const folded = wanted && new Set(wanted.map(foldText));
    const unit = book().getId();
    return sheetOrder.flatMap((id) => {
      const sheet = sheets[id] ?? {};
      const isAsked = !folded || folded.has(foldText(sheet.name ?? ""));
      return isAsked ? [{ sheet, filled: info.filled(unit, id) }] : [];
    });
  };
  const snapshot = (): ReadSheet[] =>
    sheetsNamed().map(({ sheet, filled }) => readSheet(sheet, filled));
  const names = (): NamedRange[] => namesIn(book());
  const formats = new Map<string, SheetFormat>();
  let writing: Promise<unknown> = Promise.resolve();

  /**
   * After a refusal in the middle of a plan: what was already done is undone, what wasn't is skipped, and no sheet
   * comes back twice. What was typed meanwhile stays: gives its ranges.
   */
  const takeBack = (inverse: WritePlan, written: WritePlan): readonly string[] => {
    const now = beforeOf(snapshot(), names(), formats);
    const { steps, kept } = takingBack(inverse.steps, written.steps, now);
    const perform = performer(api, steps, now, formats);
    for (const step of steps) {
      const isThere = sheetIn(api, step.sheet) !== null;
      if (isThere !== (step.kind === "addSheet")) perform(step);
    }
    return kept;
  };

  const applyNow = async (plan: WritePlan, watch: Watch): Promise<ApplyResult> => {
    const was = beforeOf(snapshot(), names(), formats);
    const refusal = refusalOf(plan, was);
    if (refusal) return refusal;
    const inverse = inverseOf(plan, was);
    const parts = partsOf(plan.steps, CELLS_A_TIME);
    const perform = performer(api, parts.flat(), was, formats);
    const of = rowsOf(plan.steps);
    let done = 0;
    const tell = (part: readonly WriteStep[]) =>
      watch({ doing: "writing", sheet: part[part.length - 1]?.sheet ?? "", done, of });
    try {
      for (const part of parts) {
        for (const step of part) perform(step);
        if (parts.length === 1) continue;
        done += rowsOf(part);
        tell(part);
        await drawn();
        // A Cancel that came since is heard here, after the last part too.
        tell(part);
      }
    } catch (fault) {
      return keeping(failed(fault), takeBack(inverse, plan));
    }
    showFirstNew(plan);
    return { ok: true, inverse };
  };

  /** Univer shows each sheet it makes: of many the last stayed, one that others stand on. */
  const showFirstNew = ({ steps }: WritePlan): void => {
    const first = steps.find((step) => step.kind === "addSheet");
    const sheet = first && sheetIn(api, first.sheet);
    if (sheet) book().setActiveSheet(sheet);
  };

  return {
    host: "local",
    book: async () => {
      await writing;
      const saved = cells();
      const sheets = saved.sheetOrder.map((id) => {
        const sheet = saved.sheets[id] ?? {};
        const read = readSheet(sheet);
        const patterns = patternsOf(sheet, saved.styles);
        return { ...read, patterns, format: formats.get(foldText(read.name)) ?? null };
      });
      return { sheets, names: names() };
    },
    addName: (name) =>
      nameRange(book(), { name: name.name, sheet: name.sheet, range: rangeText(name) }),
    describe: () => ({
      title: info.title,
      sheets: sheetsNamed().map(({ sheet, filled }) => {
        const { name, rows, columns } = readValues(sheet, filled);
        return { name, rows, columns: columns.length };
      }),
      names: names(),
      locale: info.locale,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      dateSystem: info.dateSystem,
      today: info.today,
      now: minuteHere(),
    }),
    read: (wanted): WorkbookData => {
      const sheets = sheetsNamed(wanted).map(({ sheet, filled }) => {
        const read = readValues(sheet, filled);
        if (!isOurs(read.name)) return read;
        return { ...read, formulaCells: Object.fromEntries(formulasOf(sheet.cellData ?? {})) };
      });
      return { sheets, names: names(), locale: info.locale, dateSystem: info.dateSystem };
    },
    formulas: (wanted) =>
      sheetFormulas(
        sheetsNamed(wanted).map(({ sheet }) => ({
          name: sheet.name ?? "",
          formulas: formulasOf(sheet.cellData ?? {}),
        })),
      ),
    apply: (plan, watch = NOBODY) => {
      const applied = writing.then(() => applyNow(plan, watch));
      writing = applied.catch(() => undefined);
      return applied;
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
      const found = sheetIn(api, sheet);
      if (!found) return;
      book().setActiveSheet(found);
      const target = found.getRange(range);
      found.setActiveSelection(target);
      found.scrollToCell(target.getRow(), target.getColumn());
    },
    watch: (listener) => watchContent(api, listener),
    onSelect: (listener) => watchSelection(api, listener),
    subscribe: (listener) => watchHands(api, listener),
  };
}

/** Lets the page draw, and a Cancel on its way from the sidebar arrive. */
const drawn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, A_FRAME_MS));
const A_FRAME_MS = 20;

const failed = (fault: unknown): Refused =>
  fault instanceof GivenUp ? refused("failed", "stopped", {}) : hostRefused("local", fault);

/** The workbook as it is now. */
function beforeOf(
  sheets: readonly ReadSheet[],
  known: readonly NamedRange[],
  formats: ReadonlyMap<string, SheetFormat>,
): Before {
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
}
