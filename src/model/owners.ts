import type { Program } from "../../dsl/ir/ir.ts";
import { nearest } from "../../dsl/nearest.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import type { Org } from "./org.ts";
import type { Table } from "./table.ts";

/** More unknown names than this are told in one line: the list itself would be the noise. */
const MOST_NAMES = 20;

/** The node that owns each row, -1 for nobody. Names are resolved once per distinct name. */
export function ownerNodes(
  program: Program,
  table: Table,
  org: Org,
  findings: Finding[],
): Int32Array {
  const nodes = new Int32Array(table.rows).fill(-1);
  const column = program.tables[table.id]!.owner[0];
  const at = column === undefined ? null : table.find(column);
  if (at === null) return nodes;
  const { codes, folded, shown } = table.texts(at);
  const nodeOf = Int32Array.from(folded, (name) => (name === "" ? -1 : (org.nodeOf(name) ?? -1)));
  const counts = new Uint32Array(folded.length);
  for (let r = 0; r < table.rows; r += 1) {
    const code = codes[r]!;
    nodes[r] = nodeOf[code]!;
    if (nodeOf[code] === -1) counts[code] = counts[code]! + 1;
  }
  report(table, at, counts, shown, org, findings);
  return nodes;
}

function report(
  table: Table,
  column: number,
  counts: Uint32Array,
  shown: readonly string[],
  org: Org,
  findings: Finding[],
): void {
  const place = table.address(column, -1).replace(/\d+$/, "");
  if (counts[0]! > 0) {
    findings.push(finding("DATA31", place, { count: counts[0]!, table: table.name }));
  }
  const names = org.nodes.map((node) => node.name);
  let told = 0;
  for (let code = 1; code < counts.length && told < MOST_NAMES; code += 1) {
    if (counts[code] === 0) continue;
    told += 1;
    const name = shown[code]!;
    const [near = null] = nearest(name, names);
    const params = { name, count: counts[code]!, table: table.name, nearest: near };
    findings.push(finding("DATA30", place, params));
  }
}
