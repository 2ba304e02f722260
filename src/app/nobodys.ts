/** What is in nobody's total, for want of an owner in the org: told with every run, KPI by KPI. */
import { NO_DAY } from "../../dsl/calendar/day.ts";
import type { Finding } from "../model/finding.ts";
import { finding } from "../model/findings.ts";
import { isNobodys, kpiAccounts } from "./account.ts";
import type { Engine } from "./engine.ts";

/** More KPIs than these are in the table of rows. */
const MOST_KPIS = 6;

/** One finding a table: how many rows and how much of each KPI nobody has. Only tables with such rows are counted. */
export function nobodysFindings(engine: Engine, rules: string): Finding[] {
  const { program, show } = engine;
  const say = engine.say.goals.notes;
  const doubtful = tablesWithStrays(engine);
  if (doubtful.size === 0) return [];
  const amounts = new Map<string, string[]>();
  for (const kpi of program.kpis) {
    const { node } = program.figures[kpi.figure]!;
    const adds = node.kind === "aggregate" && node.by === "sum";
    const most = new Map<string, { rows: number; amount: number }>();
    for (const { table, aside } of kpiAccounts(engine, rules, kpi)) {
      if (!doubtful.has(table)) continue;
      const lines = aside.filter(({ why }) => isNobodys(why));
      const rows = lines.reduce((sum, line) => sum + line.rows, 0);
      const amount = lines.reduce((sum, line) => sum + (line.amount ?? 0), 0);
      // A formula reads a table in several parts: the widest says what is missing.
      if (rows > (most.get(table)?.rows ?? 0)) most.set(table, { rows, amount });
    }
    for (const [table, { rows, amount }] of most) {
      const sum = adds ? show.number(amount, kpi.unit) : "";
      amounts.set(table, [...(amounts.get(table) ?? []), say.nobodys(kpi.name, sum, rows)]);
    }
  }
  return [...amounts].map(([table, list]) => {
    const rest = list.length - MOST_KPIS;
    const first = list.slice(0, MOST_KPIS).join(", ");
    const shown = rest > 0 ? say.nobodysMore(first, rest) : first;
    return finding("DATA36", table, { table, amounts: shown });
  });
}

/** Tables with a row that some figure would count, were its owner in the org. */
function tablesWithStrays({ program, model, evaluator }: Engine): ReadonlySet<string> {
  const found = new Set<string>();
  for (const measure of program.measures) {
    const table = model.tables[measure.table];
    if (!table || table.elsewhere || !measure.owned || found.has(table.name)) continue;
    if (program.people?.table === measure.table) continue;
    const { days, positions } = evaluator.rowsOf.placement(measure, table);
    const stray =
      days !== null && positions !== null
        ? positions.some((position, r) => position < 0 && days[r] !== NO_DAY)
        : model.owners(table).includes(-1);
    if (stray) found.add(table.name);
  }
  return found;
}
