import type { Program } from "../../dsl/ir/ir.ts";
import { nearest } from "../../dsl/nearest.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import type { Org } from "./org.ts";
import { columnPlace, type Table } from "./table.ts";

/** More unknown names than this are told in one line: the list itself would be the noise. */
const MOST_NAMES = 20;

/** A name in an owner column that nobody in the org bears. */
export interface UnknownOwner {
  /** As first written. */
  readonly name: string;
  /** Table rows, in order. */
  readonly rows: readonly number[];
  readonly nearest: string | null;
}

/** Who owns the rows of a table. */
export interface Owners {
  /** The node of each row, -1 for nobody. */
  readonly nodes: Int32Array;
  readonly unknown: readonly UnknownOwner[];
}

/** Owners by name in matching form, each distinct name resolved once; a table without owner has none. */
export function ownersOf(program: Program, table: Table, org: Org, findings: Finding[]): Owners {
  const nodes = new Int32Array(table.rows).fill(-1);
  const column = program.tables[table.id]!.owner[0];
  const at = column === undefined ? null : table.find(column);
  if (at === null) return { nodes, unknown: [] };
  const { codes, folded, shown } = table.texts(at);
  const nodeOf = Int32Array.from(folded, (name) => (name === "" ? -1 : (org.nodeOf(name) ?? -1)));
  const strays = new Map<number, number[]>();
  for (let r = 0; r < table.rows; r += 1) {
    const code = codes[r]!;
    const node = nodeOf[code]!;
    nodes[r] = node;
    if (node >= 0) continue;
    const rows = strays.get(code);
    if (rows) rows.push(r);
    else strays.set(code, [r]);
  }
  const blank = strays.get(0)?.length ?? 0;
  strays.delete(0);
  const names = org.nodes.map((node) => node.name);
  const unknown = [...strays].map(([code, rows], i) => ({
    name: shown[code]!,
    rows,
    nearest: i < MOST_NAMES ? (nearest(shown[code]!, names)[0] ?? null) : null,
  }));
  report(table, at, blank, unknown, findings);
  return { nodes, unknown };
}

function report(
  table: Table,
  column: number,
  blank: number,
  unknown: readonly UnknownOwner[],
  findings: Finding[],
): void {
  const place = columnPlace(table, column);
  if (blank > 0) findings.push(finding("DATA31", place, { count: blank, table: table.name }));
  for (const { name, rows, nearest: near } of unknown.slice(0, MOST_NAMES)) {
    const cell = table.address(column, rows[0]!);
    const params = { name, count: rows.length, table: table.name, nearest: near };
    findings.push(finding("DATA30", cell, params));
  }
  const rest = unknown.slice(MOST_NAMES);
  if (rest.length === 0) return;
  const count = rest.reduce((sum, { rows }) => sum + rows.length, 0);
  findings.push(finding("DATA35", place, { names: rest.length, count, table: table.name }));
}
