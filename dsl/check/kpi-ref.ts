/** From a KPI's name to the checked KPI. */
import { foldText } from "../fold.ts";
import type { Kpi } from "../ir/ir.ts";
import { nearest } from "../nearest.ts";
import type { Span } from "../span.ts";
import type { Name } from "../syntax/ast.ts";
import { expressionsIn } from "../syntax/walk.ts";
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
  for (const below of restsOn(context, info)) make(context, below);
  if (info.state === "new") make(context, info);
  if (!info.kpi) throw new Stop();
  return info.kpi;
}

/** One KPI within another costs the stack as much as so many operators. */
const DEEP = 20;

function make(context: Context, info: KpiInfo): void {
  info.state = "busy";
  context.depth += DEEP;
  const { value, said } = context.gather(() => context.makeKpi(info, info.statement!));
  context.depth -= DEEP;
  info.said = said;
  info.kpi = value;
  info.state = value ? "done" : "broken";
}

/**
 * The KPIs not made yet that a KPI rests on, parts before wholes, so that a long chain of them is no deep
 * recursion. Nothing where they go round in a ring: that is found, and told, on the way down.
 */
function restsOn(context: Context, root: KpiInfo): readonly KpiInfo[] {
  const order: KpiInfo[] = [];
  const seen = new Set([root]);
  const open = new Set<KpiInfo>();
  const stack = [root];
  for (let info = stack[stack.length - 1]; info; info = stack[stack.length - 1]) {
    if (open.has(info)) {
      open.delete(info);
      stack.pop();
      if (info !== root) order.push(info);
      continue;
    }
    open.add(info);
    for (const other of named(context, info)) {
      if (open.has(other)) return [];
      if (other.state !== "new" || seen.has(other)) continue;
      seen.add(other);
      stack.push(other);
    }
  }
  return order;
}

/** The KPIs that a KPI's expression names, last first. */
const named = (context: Context, { statement }: KpiInfo): KpiInfo[] =>
  [...expressionsIn(statement!.value)].reverse().flatMap((expr) => {
    const info = expr.kind === "name" ? context.kpiByName.get(foldText(expr.name)) : undefined;
    return info ? [info] : [];
  });

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
