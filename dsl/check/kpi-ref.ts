/** From a KPI's name to the checked KPI. */
import { foldText } from "../fold.ts";
import type { Kpi } from "../ir/ir.ts";
import { nearest } from "../nearest.ts";
import type { Span } from "../span.ts";
import type { Name } from "../syntax/ast.ts";
import { type Context, fixTo, type KpiInfo, Stop } from "./context.ts";

/** The checked KPI, made when first needed; a ring of KPIs is an error at the place that closes it. */
export function kpiOf(context: Context, info: KpiInfo, at: Span): Kpi {
  if (info.state === "done") return info.kpi!;
  if (info.state === "broken") throw new Stop();
  if (info.state === "busy") {
    const ring = [...context.kpiByName.values()]
      .filter((k) => k.state === "busy")
      .map((k) => `\`${k.name}\``);
    for (const other of context.kpiByName.values())
      if (other.state === "busy") other.state = "broken";
    return context.stop("KPI314", at, { names: ring.join(", ") });
  }
  info.state = "busy";
  try {
    info.kpi = context.makeKpi(info, info.statement!);
    info.state = "done";
    return info.kpi;
  } catch (fault) {
    info.state = "broken";
    throw fault;
  }
}

export function kpiNamed(context: Context, name: Name): Kpi {
  const info = context.kpiByName.get(foldText(name.text));
  if (info) return kpiOf(context, info, name.span);
  const candidates = nearest(
    name.text,
    [...context.kpiByName.values()].map((k) => k.name),
  );
  return context.stop(
    "KPI200",
    name.span,
    { name: name.text, candidates },
    fixTo(name.span, candidates[0]),
  );
}
