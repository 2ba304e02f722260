/** Why a rate's cascade gives somebody the rate it does: the chain of rates from the top. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import type { Making, RateMaking } from "../../explain/explanation.ts";
import type { RateCascade } from "../goals/rates.ts";
import type { Asking } from "./asking.ts";

export function rateMaking(
  { engine }: Asking,
  kpi: Kpi,
  node: number,
  period: Period,
  layer: "assigned" | "base",
): Making {
  const rates = engine.rates.over(kpi.id, period);
  const steps: RateMaking["steps"][number][] = [];
  let at = node;
  while (rates && !rates.tops.includes(at)) {
    const step = stepTo(rates, at, layer, engine.nameOf);
    if (!step) break;
    steps.unshift(step.step);
    at = step.manager;
  }
  const top = rates?.goals.get(at);
  if (!top) return { of: "blank", because: engine.say.why.because.startsNowhere };
  return { of: "rate", layer, top: layer === "base" ? top.base : top.goal, steps };
}

function stepTo(
  { steps, goals }: RateCascade,
  node: number,
  layer: "assigned" | "base",
  nameOf: (node: number) => string,
) {
  const found = steps.find((s) => s.reports.includes(node));
  const own = found && goals.get(found.node);
  if (!found || !own) return null;
  const { target, list } = layer === "base" ? found.base : found.assigned;
  const from = layer === "base" ? own.base : own.goal;
  const rate = goals.get(node)!;
  return {
    manager: found.node,
    step: {
      manager: nameOf(found.node),
      who: nameOf(node),
      factor: from === 0 ? 1 : target / from,
      method: found.method,
      lowerIsBetter: found.lowerIsBetter,
      list,
      at: found.reports.indexOf(node),
      rate: layer === "base" ? rate.base : rate.goal,
    },
  };
}
