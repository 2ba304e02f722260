import type { LinkStep, Program } from "../../dsl/ir/ir.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import { looseMatches } from "./loose-ids.ts";
import { suggester } from "./suggest.ts";
import { columnPlace, type Table } from "./table.ts";

/** The row of the linked table for each row, -1 where none: many to one, by key in matching form. */
export function linkRows(
  program: Program,
  step: LinkStep,
  tables: readonly (Table | null)[],
  findings: Finding[],
): Int32Array {
  const from = tables[step.table];
  const to = tables[step.to];
  const rows = new Int32Array(from?.rows ?? 0).fill(-1);
  const key = program.tables[step.to]!.key;
  const fromColumn = from?.find(step.column) ?? null;
  const keyColumn = to && key !== null ? to.find(key) : null;
  if (!from || !to || fromColumn === null || keyColumn === null) return rows;
  const rowOf = keyRows(to, keyColumn, findings);
  const { codes, folded } = from.texts(fromColumn);
  const found = Int32Array.from(folded, (text) => (text === "" ? -1 : (rowOf.get(text) ?? -1)));
  const loose = looseMatches(folded, found, rowOf);
  let missed = 0;
  let mended = 0;
  let example = "";
  let missing = 0;
  for (let r = 0; r < rows.length; r += 1) {
    const code = codes[r]!;
    rows[r] = found[code]!;
    if (rows[r] !== -1 || code === 0) continue;
    rows[r] = loose.get(code) ?? -1;
    if (rows[r] === -1) {
      missed += 1;
      missing ||= code;
    } else {
      mended += 1;
      example ||= from.address(fromColumn, r);
    }
  }
  const place = columnPlace(from, fromColumn);
  if (mended > 0) {
    const params = { count: mended, table: from.name, to: to.name, example };
    findings.push(finding("DATA34", place, params));
  }
  if (missed > 0) {
    const name = from.texts(fromColumn).shown[missing]!;
    const near = suggester(to.texts(keyColumn).shown.slice(1))(name);
    const params = { count: missed, table: from.name, to: to.name, example: name, nearest: near };
    findings.push(finding("DATA32", place, params));
  }
  return rows;
}

/** A key that stands under several owners finds no row: which of them is meant, nobody here can say. */
function keyRows(table: Table, column: number, findings: Finding[]): Map<string, number> {
  const { codes, folded, shown } = table.texts(column);
  const rowOf = new Map<string, number>();
  const counts = new Uint32Array(folded.length);
  for (let r = 0; r < table.rows; r += 1) {
    const code = codes[r]!;
    counts[code] = counts[code]! + 1;
    rowOf.set(folded[code]!, r);
  }
  for (let code = 1; code < counts.length; code += 1) {
    if (counts[code]! < 2) continue;
    rowOf.delete(folded[code]!);
    const params = { table: table.name, key: shown[code]!, count: counts[code]! };
    findings.push(finding("DATA33", columnPlace(table, column), params));
  }
  return rowOf;
}
