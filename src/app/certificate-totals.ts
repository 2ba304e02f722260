/** The certificate in one line for each KPI and period: what stands at the top, what people owe, what ties. */
import type { CertificateRow, Results } from "./results.ts";
import { rowsCertified } from "./rows-proof.ts";
import type { RowFilter, TidyCell, TidyTable } from "./tidy.ts";

const COLUMNS = [
  "kpi",
  "period",
  "lines",
  "tie",
  "top_goal",
  "buffer",
  "reserve",
  "odd",
  "open",
  "owed_below",
  "over_assigned",
] as const;

interface Sums {
  readonly rows: CertificateRow[];
  /** Paths of the managers that have a line here: who stands below one of them is no top. */
  readonly paths: Set<string>;
}

/**
 * A row for each KPI and period of the lines that the filter keeps. `owed_below` is what those owe who hand nothing
 * further down, `over_assigned` how much more that is than the goal at the top, as a fraction of it: buffers, less
 * reserves and what is open. Both are of the whole tree, and of amounts: blank for rates, and where lines are left out.
 */
export function certificateTotals(results: Results, filter: RowFilter = {}): TidyTable {
  const groups = new Map<string, Sums>();
  for (const row of rowsCertified(results, filter)) {
    const key = `${row.kpi} ${row.period.label}`;
    const group = groups.get(key) ?? { rows: [], paths: new Set<string>() };
    groups.set(key, group);
    group.rows.push(row);
    group.paths.add(pathOf(results, row));
  }
  const isWhole = !filter.who?.length;
  return {
    columns: COLUMNS,
    rows: [...groups.values()].map((group) => totalOf(results, group, isWhole)),
  };
}

const pathOf = (results: Results, { node, period }: CertificateRow): string =>
  JSON.stringify(results.personAt(node, period).path);

function totalOf(results: Results, { rows, paths }: Sums, isWhole: boolean): TidyCell[] {
  const [first] = rows;
  const sum = (of: (line: CertificateRow["assigned"]) => number) =>
    rows.reduce((all, { assigned }) => all + of(assigned), 0);
  const head = [
    results.program.kpis[first!.kpi]!.name,
    first!.period.label,
    rows.length,
    rows.filter((row) => row.ties).length,
  ];
  if (first!.of === "rate" || !isWhole)
    return [...head, ...COLUMNS.slice(head.length).map(() => null)];
  const tops = rows.filter((row) => {
    const above = results.personAt(row.node, row.period).path.slice(0, -1);
    return !paths.has(JSON.stringify(above));
  });
  const top = tops.reduce((all, { assigned }) => all + assigned.goal, 0);
  // A manager below owes what is among the reports' goals of the one above: what is left is owed by nobody's manager.
  const owed = sum((line) => line.reports) - (sum((line) => line.goal) - top);
  return [
    ...head,
    top,
    sum((line) => line.buffer),
    sum((line) => line.reserve),
    sum((line) => line.odd),
    sum((line) => line.open),
    owed,
    top === 0 ? null : (owed - top) / Math.abs(top),
  ];
}
