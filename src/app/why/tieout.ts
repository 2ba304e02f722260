/** Why a line of the certificate ties, or doesn't: who owes what of it. */

import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { KpiId } from "../../../dsl/ir/ir.ts";
import type { Explanation, TieOutMaking } from "../../explain/explanation.ts";
import { TOLERANCE } from "../certificate.ts";
import { startsIn } from "../goals/cascade-leaves.ts";
import type { CertificateRow } from "../results.ts";
import type { Run } from "../run.ts";

export function explainTieOut(
  run: Run,
  kpi: KpiId,
  node: number,
  period: Period,
  layer: "assigned" | "base",
): Explanation | null {
  const row = run.certificate.find(
    (line) =>
      line.kpi === kpi &&
      line.node === node &&
      line.period.start === period.start &&
      line.period.end === period.end,
  );
  if (!row) return null;
  const { goal, reserve, buffer, handedDown, open, difference } = row[layer];
  const rule = run.program.kpis[kpi]!;
  return {
    label: run.engine.say.why.labels.tieOut(rule.label),
    who: run.engine.nameOf(node),
    period: period.label,
    value: difference,
    word: null,
    as: "number",
    unit: rule.unit,
    line: 0,
    text: "",
    made: {
      of: "tie-out",
      goal,
      reserve,
      buffer,
      handedDown,
      open,
      reports: row.of === "rate" ? ratesOf(run, row, layer) : amountsOf(run, row, layer),
      add: row.of === "rate" ? "mean" : "sum",
    },
  };
}

type Reports = TieOutMaking["reports"];

function amountsOf(run: Run, row: CertificateRow, layer: "assigned" | "base"): Reports {
  const { engine } = run;
  const year = engine.cascades.over(row.kpi, row.period)!;
  const { nodes, seats, result, months, perUnit } = year;
  const isWhole = months.every((m) => startsIn(m, row.period));
  const owed = nodes.flatMap(({ parent }, at) => {
    const seat = result.seats[at];
    if (parent < 0 || seats[parent]!.node !== row.node || !seat) return [];
    const [whole, parts] =
      layer === "base" ? [seat.baseYear, seat.baseMonths] : [seat.year, seat.months];
    const units = isWhole
      ? whole
      : parts.reduce((sum, x, j) => (startsIn(months[j]!, row.period) ? sum + x : sum), 0);
    return [{ who: engine.nameOf(seats[at]!.node), goal: units / perUnit, weight: 1 }];
  });
  // What resets took off the reports: their own goals are less by it.
  const since = row[layer].reports - owed.reduce((sum, { goal }) => sum + goal, 0);
  const isReset = Math.abs(since) > TOLERANCE.amount;
  return isReset ? [...owed, { who: engine.say.why.sinceReset, goal: since, weight: 1 }] : owed;
}

function ratesOf({ engine }: Run, row: CertificateRow, layer: "assigned" | "base"): Reports {
  const rates = engine.rates.over(row.kpi, row.period)!;
  const step = rates.steps.find((s) => s.node === row.node)!;
  const { list } = layer === "base" ? step.base : step.assigned;
  const all = list.reduce((sum, { denominator }) => sum + denominator, 0);
  return step.reports.map((report, i) => ({
    who: engine.nameOf(report),
    goal: rates.goals.get(report)![layer === "base" ? "base" : "goal"],
    weight: all > 0 ? list[i]!.denominator : 1,
  }));
}
