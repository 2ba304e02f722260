import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { Program } from "../../dsl/ir/ir.ts";
import { codeOf } from "./columns/edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import { chainsOf } from "./levels.ts";
import { looseMatches } from "./loose-ids.ts";
import type { Org } from "./org.ts";
import { severalIn, suggester } from "./suggest.ts";
import { columnPlace, errorCells, type Table } from "./table.ts";

/** More unknown names than this are told in one line: the list itself would be the noise. */
const MOST_NAMES = 20;

/** A name in an owner column that nobody in the org bears. */
export interface UnknownOwner {
  /** As first written. */
  readonly name: string;
  /** Table rows, in order. */
  readonly rows: readonly number[];
  readonly nearest: string | null;
  /** The people that the one cell names, where it names several. */
  readonly several: readonly string[];
}

/** Who owns the rows of a table. */
export interface Owners {
  /** The node of each row, -1 for nobody. */
  readonly nodes: Int32Array;
  readonly unknown: readonly UnknownOwner[];
  /** Node of each code in the owner column that names it to the letter, -1 for the rest. */
  readonly byCode: Int32Array;
}

const peopleById = (org: Org): ReadonlyMap<string, number> =>
  new Map(org.nodes.flatMap((n) => (n.level === null ? [[n.folded, n.id] as const] : [])));

/** The deepest node of a row below its person, as far as the levels have one; null where the table carries none. */
function itemFinder(
  program: Program,
  table: Table,
  org: Org,
): ((person: number, row: number) => number) | null {
  const chain = chainsOf(program)(table.id).slice(1);
  if (chain.length === 0) return null;
  const steps = chain.map(({ column, level }) => {
    const at = table.find(column);
    return { level: level!, text: at === null ? null : table.texts(at) };
  });
  return (person, row) => {
    let node = person;
    for (const { level, text } of steps) {
      const folded = text?.folded[text.codes[row]!] ?? "";
      const next = folded === "" ? null : org.itemOf(node, level, folded);
      if (next === null) break;
      node = next;
    }
    return node;
  };
}

/** Owners by name in matching form, each distinct name resolved once; a table without owner has none. */
export function ownersOf(program: Program, table: Table, org: Org, findings: Finding[]): Owners {
  const nodes = new Int32Array(table.rows).fill(-1);
  const column = program.tables[table.id]!.owner[0];
  const at = column === undefined ? null : table.find(column);
  if (at === null) return { nodes, unknown: [], byCode: new Int32Array(0) };
  const { codes, folded, shown, errors } = table.texts(at);
  const people = Int32Array.from(folded, (name) => (name === "" ? -1 : (org.nodeOf(name) ?? -1)));
  const nodeOf = people.map((node) => (node < 0 || org.nodes[node]!.level !== null ? -1 : node));
  const byCode = nodeOf.slice();
  const loose = folded.some((name, code) => nodeOf[code] === -1 && /^\d+$/.test(name))
    ? looseMatches(folded, nodeOf, peopleById(org))
    : new Map<number, number>();
  for (const [code, node] of loose) nodeOf[code] = node;
  const strays = new Map<number, number[]>();
  let mended = 0;
  const item = itemFinder(program, table, org);
  for (let r = 0; r < table.rows; r += 1) {
    const code = codes[r]!;
    const node = nodeOf[code]!;
    nodes[r] = item && node >= 0 ? item(node, r) : node;
    if (loose.size > 0 && loose.has(code)) mended += 1;
    if (node >= 0) continue;
    const rows = strays.get(code);
    if (rows) rows.push(r);
    else strays.set(code, [r]);
  }
  const blank = (strays.get(0) ?? []).filter((r) => errors === null || errors[r] === 0);
  const weigh = rowCounter(table);
  strays.delete(0);
  const names = org.nodes.filter((node) => node.level === null).map((node) => node.name);
  const suggest = suggester(names);
  const known = (name: string): boolean => {
    const node = org.nodeOf(name);
    return node !== null && org.nodes[node]!.level === null;
  };
  const unknown = [...strays].map(([code, rows], i) => ({
    name: shown[code]!,
    rows,
    nearest: i < MOST_NAMES ? suggest(shown[code]!) : null,
    several: severalIn(shown[code]!, known),
  }));
  errorCells(table, at, errors, findings);
  const [first] = loose;
  if (first) {
    const example = `${shown[first[0]]} for ${org.nodes[first[1]]!.name}`;
    const params = { count: mended, table: table.name, to: "people", example };
    findings.push(finding("DATA34", columnPlace(table, at), params));
  }
  report(
    table,
    at,
    {
      blank: weigh(blank) + (table.elsewhere?.ownerless ?? 0),
      weigh,
      unknown,
      labels: areLabels(codes, blank),
    },
    findings,
  );
  return { nodes, unknown, byCode };
}

/** What gives a row to the owner that its edited cell names; null where the old or the new one isn't plainly a person. */
export function ownerEdit(
  program: Program,
  table: Table,
  { nodes, byCode }: Owners,
  row: number,
  cell: CellValue,
): (() => void) | null {
  const at = table.find(program.tables[table.id]!.owner[0] ?? "");
  if (at === null || typeof cell !== "string") return null;
  const texts = table.texts(at);
  const node = byCode[codeOf(texts, foldText(cell))] ?? -1;
  if (node < 0 || (byCode[texts.codes[row]!] ?? -1) < 0) return null;
  return () => {
    nodes[row] = node;
  };
}

/** Whether the blanks look like cells below a label: the first row has one, and most rows below don't. */
const areLabels = (codes: Uint32Array, blank: readonly number[]): boolean =>
  codes.length > 2 && codes[0] !== 0 && blank.length * 2 >= codes.length;

/** How many rows some of the table's stand for: themselves, where they are here. */
function rowCounter({ elsewhere, sheetRow }: Table): (rows: readonly number[]) => number {
  if (!elsewhere) return (rows) => rows.length;
  return (rows) => rows.reduce((sum, r) => sum + (elsewhere.counts[sheetRow[r]! - 2] ?? 0), 0);
}

interface Strays {
  /** How many rows have no owner. */
  readonly blank: number;
  readonly weigh: (rows: readonly number[]) => number;
  readonly unknown: readonly UnknownOwner[];
  readonly labels: boolean;
}

function report(
  table: Table,
  column: number,
  { blank, weigh, unknown, labels }: Strays,
  findings: Finding[],
): void {
  const place = columnPlace(table, column);
  if (blank > 0) {
    const params = { count: blank, table: table.name, labels };
    findings.push(finding("DATA31", place, params));
  }
  for (const { name, rows, nearest: near, several } of unknown.slice(0, MOST_NAMES)) {
    const cell = table.address(column, rows[0]!);
    const counted = { count: weigh(rows), table: table.name };
    findings.push(
      several.length > 0
        ? finding("DATA37", cell, { ...counted, names: name, people: several.join(", ") })
        : finding("DATA30", cell, { ...counted, name, nearest: near }),
    );
  }
  const rest = unknown.slice(MOST_NAMES);
  if (rest.length === 0) return;
  const count = rest.reduce((sum, { rows }) => sum + weigh(rows), 0);
  findings.push(finding("DATA35", place, { names: rest.length, count, table: table.name }));
}
