/** What is in nobody's total, for want of an owner in the org: told with every run, KPI by KPI. */
import type { Finding } from "../model/finding.ts";
import { finding } from "../model/findings.ts";
import { isNobodys, kpiAccounts } from "./account.ts";
import type { Engine } from "./engine.ts";

/** More KPIs than these are in the table of rows. */
const MOST_KPIS = 6;

/** One finding a table: how many rows and how much of each KPI nobody has. Only tables with such rows are counted. */
export function nobodysFindings(engine: Engine, rules: string): Finding[] {
  const { program, model, show } = engine;
  const doubtful = new Set(
    program.tables.flatMap(({ id, name, owner }) => {
      const table = model.tables[id];
      const strays = owner.length > 0 && table && program.people?.table !== id;
      return strays && model.owners(table).includes(-1) ? [name] : [];
    }),
  );
  if (doubtful.size === 0) return [];
  const amounts = new Map<string, string[]>();
  for (const kpi of program.kpis) {
    for (const account of kpiAccounts(engine, rules, kpi)) {
      if (!doubtful.has(account.table)) continue;
      const lines = account.aside.filter(({ why }) => isNobodys(why));
      const rows = lines.reduce((sum, line) => sum + line.rows, 0);
      if (rows === 0) continue;
      const amount = lines.reduce((sum, line) => sum + (line.amount ?? 0), 0);
      const { node } = program.figures[kpi.figure]!;
      const adds = node.kind === "aggregate" && node.by === "sum";
      const counted = rows === 1 ? "1 row" : `${rows} rows`;
      const text = adds
        ? `${kpi.name} ${show.number(amount, kpi.unit)} in ${counted}`
        : `${kpi.name} ${counted}`;
      amounts.set(account.table, [...(amounts.get(account.table) ?? []), text]);
    }
  }
  return [...amounts].map(([table, list]) => {
    const rest = list.length - MOST_KPIS;
    const shown = list.slice(0, MOST_KPIS).join(", ") + (rest > 0 ? `, and ${rest} more` : "");
    return finding("DATA36", table, { table, amounts: shown });
  });
}
