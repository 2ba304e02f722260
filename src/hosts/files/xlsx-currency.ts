/** Columns of an .xlsx sheet whose number formats are of several currencies. */
import { strFromU8, unzipSync } from "fflate";
import type { Sheet } from "hucre/xlsx";
import { currencyOfFormat } from "../../model/cells/number.ts";
import type { SheetData } from "../../model/workbook.ts";

const STYLES = "xl/styles.xml";

/** Whether the file's formats name more than one currency: only then the cells' own formats are worth reading. */
export function hasCurrencies(bytes: Uint8Array): boolean {
  const styles = unzipSync(bytes, { filter: ({ name }) => name === STYLES })[STYLES];
  if (!styles) return false;
  const signs = new Set<string>();
  for (const [, code] of strFromU8(styles).matchAll(/formatCode="([^"]*)"/g)) {
    const sign = currencyOfFormat(code!.replace(/&quot;/g, '"').replace(/&amp;/g, "&"));
    if (sign !== null) signs.add(sign);
  }
  return signs.size > 1;
}

/** By column, for those with several: the sign of each row's format, null for none. */
export function currenciesOf(sheet: Sheet): SheetData["currencies"] {
  const byColumn = new Map<number, (string | null)[]>();
  const known = new Map<string, string | null>();
  for (const [key, { style }] of sheet.cells ?? []) {
    const format = style?.numFmt;
    if (!format) continue;
    if (!known.has(format)) known.set(format, currencyOfFormat(format));
    const sign = known.get(format)!;
    if (sign === null) continue;
    const [row, column] = key.split(",").map(Number) as [number, number];
    const signs = byColumn.get(column) ?? new Array<string | null>(sheet.rows.length).fill(null);
    signs[row] = sign;
    byColumn.set(column, signs);
  }
  const several = [...byColumn].filter(
    ([, signs]) => new Set(signs.filter((sign) => sign !== null)).size > 1,
  );
  return several.length > 0 ? Object.fromEntries(several) : undefined;
}
