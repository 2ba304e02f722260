/** What the language may know of the workbook, from its outline. */
import type { Catalog } from "../../dsl/check/catalog.ts";
import { foldText } from "../../dsl/fold.ts";
import type { SourceRef } from "../../dsl/ir/ir.ts";
import type { WorkbookView } from "../../src/app/contract.ts";

/** Headers, and values where all of them are known; of a range that is new in the draft nothing is known, so nothing is refused. */
export function catalogOf(workbook: WorkbookView | null): Catalog | null {
  if (!workbook) return null;
  const { sheets, names, bound } = workbook;
  const is = (name: string) => (s: { readonly name: string }) =>
    foldText(s.name) === foldText(name);
  const find = (source: SourceRef) => {
    const whole = source.range === null && source.headerRow === 1;
    const sheet = whole ? sheets.find(is(source.name)) : undefined;
    return (
      sheet ??
      bound.find(
        (b) => is(source.name)(b) && b.range === source.range && b.headerRow === source.headerRow,
      )
    );
  };
  const sources = [...sheets.map((s) => s.name), ...names];
  return {
    byRow: false,
    sources,
    headers: (source) =>
      find(source)?.headers ??
      (sources.some((name) => foldText(name) === foldText(source.name)) ? [] : null),
    values: (source, column) => {
      const found = find(source);
      const at =
        found?.headers.findIndex((h) => h !== null && foldText(h) === foldText(column)) ?? -1;
      return found?.values[at] ?? null;
    },
  };
}
