/** Texts that a column is compared with and that no row of it holds: nearly always a slip. */
import { foldText } from "../fold.ts";
import { nearest } from "../nearest.ts";
import type { Span } from "../span.ts";
import { isWhole } from "./catalog.ts";
import { type Context, fixTo, type TableInfo } from "./context.ts";

/** With fewer rows than this a value may simply not have come up yet; then only a near miss is told. */
const FEW = 20;
const MOST_SHOWN = 4;

/** Warns where no row has any of the texts; the nearest value is proposed. Without the workbook's rows nothing is said. */
export function warnOfValues(
  context: Context,
  table: TableInfo,
  column: string,
  texts: readonly { readonly value: string; readonly span: Span }[],
): void {
  const values = context.catalog?.values(table.source, column) ?? null;
  if (!values || !isWhole(context.catalog!, values)) return;
  const shown = new Map<string, string>();
  for (const value of values) {
    if (value === null || typeof value === "object") continue;
    const text = String(value).trim();
    if (text !== "" && !shown.has(foldText(text))) shown.set(foldText(text), text);
  }
  if (shown.size === 0) return;
  // One text of a list that is there says that the list is meant so: the others are its spare spellings.
  const missing = texts.filter((t) => t.value.trim() !== "" && !shown.has(foldText(t.value)));
  if (missing.length < texts.length) return;
  for (const { value, span } of missing) {
    const candidates = nearest(value, shown.values());
    if (candidates.length === 0 && values.length < FEW) continue;
    const there = [...shown.values()].slice(0, MOST_SHOWN).join(", ");
    const params = { table: table.name, column, value, candidates, there };
    const text = candidates[0] === undefined ? undefined : `"${candidates[0].replace(/"/g, '""')}"`;
    context.say("KPI500", span, params, fixTo(span, text));
  }
}
