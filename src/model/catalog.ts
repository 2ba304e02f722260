import type { Catalog } from "../../dsl/check/catalog.ts";
import { foldText } from "../../dsl/fold.ts";
import { columnsNamed, findSource } from "./source.ts";
import type { WorkbookData } from "./workbook.ts";

/** What the checker may know of a workbook. */
export const catalogOf = (workbook: WorkbookData): Catalog => ({
  byRow: true,
  sources: [...workbook.sheets.map((s) => s.name), ...workbook.names.map((n) => n.name)],
  headers: (source) => findSource(workbook, source)?.headers ?? null,
  values: (source, column) => {
    const found = findSource(workbook, source);
    if (!found) return null;
    const at = columnsNamed(found.headers, found.left, column)[0];
    if (at === undefined) return null;
    const { elsewhere } = found.sheet;
    if (elsewhere) return elsewhere.values.get(foldText(found.headers[at] ?? "")) ?? null;
    return (found.sheet.columns[found.left + at] ?? []).slice(found.firstRow, found.endRow);
  },
});
