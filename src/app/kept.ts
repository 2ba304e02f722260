/** Engines kept between calls: whoever asks again about the same cells and rules finds all that was worked out. */
import { isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { NamedRange, SheetData, WorkbookData } from "../model/workbook.ts";
import { EDITS_SHEET } from "./edits/edit.ts";
import type { Engine } from "./engine.ts";

export interface Kept {
  readonly rules: string;
  readonly workbook: WorkbookData;
  readonly asOf: number | null;
  readonly today: number | null;
  readonly language: string;
}

export interface KeptEngines {
  /**
   * The engine of the last call, if nothing differs; where only edits on record do, the same with those; else one
   * that is made. Cells are compared one by one, so that it holds in every host, whatever it tells of changes.
   */
  engine(of: Kept, make: () => Engine): Engine;
}

const RECORD = foldText(EDITS_SHEET);

export function keptEngines(): KeptEngines {
  let last: (Kept & { readonly engine: Engine }) | null = null;
  return {
    engine: (of, make) => {
      const differing = last && differs(last, of);
      if (last && differing?.length === 0) return last.engine;
      const isRecord =
        differing?.every((sheet) => foldText(sheet) === RECORD) &&
        // Rules may read any sheet, even that one.
        !foldText(of.rules).includes(RECORD);
      const engine = last && isRecord ? last.engine.recorded(of.workbook) : make();
      last = { ...of, engine };
      return engine;
    },
  };
}

/** Names of the sheets that differ; null where more than cells does. */
function differs(a: Kept, b: Kept): readonly string[] | null {
  const [x, y] = [a.workbook, b.workbook];
  const isSame =
    a.rules === b.rules &&
    a.asOf === b.asOf &&
    a.today === b.today &&
    a.language === b.language &&
    x.locale === y.locale &&
    x.dateSystem === y.dateSystem &&
    sameNames(x.names, y.names);
  if (!isSame) return null;
  const sheets = new Map(y.sheets.map((sheet) => [sheet.name, sheet]));
  const known = new Set(x.sheets.map((sheet) => sheet.name));
  return [
    ...x.sheets.flatMap((sheet) => {
      const other = sheets.get(sheet.name);
      return other && sameSheet(sheet, other) ? [] : [sheet.name];
    }),
    ...y.sheets.flatMap(({ name }) => (known.has(name) ? [] : [name])),
  ];
}

const sameNames = (a: readonly NamedRange[], b: readonly NamedRange[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function sameSheet(a: SheetData, b: SheetData): boolean {
  return (
    a.rows === b.rows &&
    a.columns.length === b.columns.length &&
    JSON.stringify(a.currencies) === JSON.stringify(b.currencies) &&
    a.columns.every((column, c) => sameColumn(column, b.columns[c]!))
  );
}

function sameColumn(a: SheetData["columns"][number], b: SheetData["columns"][number]): boolean {
  if (a === b) return true;
  const rows = Math.max(a.length, b.length);
  for (let r = 0; r < rows; r += 1) {
    const [x, y] = [a[r] ?? null, b[r] ?? null];
    if (x === y) continue;
    if (!isCellError(x) || !isCellError(y) || x.error !== y.error) return false;
  }
  return true;
}
