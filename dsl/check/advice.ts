/** Advice on the quality of goals: nothing here is wrong, but somebody will be left in doubt. */
import { foldText } from "../fold.ts";
import { CASES } from "./cases.ts";
import type { Context } from "./context.ts";
import type { BookFacts, FlagFacts, KpiFacts } from "./facts.ts";

/** Says what would make the rules better. Only of books that are whole enough: with a goal and a flag. */
export function advise(context: Context, { kpis, goals, flags }: BookFacts): void {
  const owed = new Set(goals.map((g) => foldText(g.kpi)));
  adviseOfKpis(context, kpis, owed);
  // One written number for everyone of a KPI that adds up: the manager of ten owes what each of them owes.
  for (const { isSameForAll, at, kpi } of goals)
    if (isSameForAll) context.say("KPI602", at, { kpi });
  if (flags.length > 0) {
    adviseOfFlags(context, flags, owed);
    adviseOfCases(context, kpis, flags);
  }
}

function adviseOfKpis(
  context: Context,
  kpis: readonly KpiFacts[],
  owed: ReadonlySet<string>,
): void {
  const hasLeading = kpis.some((k) => k.role === "leading");
  const led = new Set(kpis.flatMap((k) => (k.leads === null ? [] : [foldText(k.leads)])));
  for (const { name, role, isConstant, at } of kpis) {
    if (role === "helper") continue;
    const isOwed = owed.has(foldText(name));
    if (isConstant) context.say("KPI603", at, { kpi: name });
    if (owed.size > 0 && !isOwed) context.say("KPI606", at, { kpi: name });
    if (role === "lagging" && hasLeading && !led.has(foldText(name)) && isOwed)
      context.say("KPI601", at, { kpi: name });
  }
}

/** A flag that asks for the standing of KPIs without any goal waits for ever. */
function adviseOfFlags(
  context: Context,
  flags: readonly FlagFacts[],
  owed: ReadonlySet<string>,
): void {
  for (const { name, asks, at } of flags) {
    if (asks.length === 0 || asks.some((kpi) => owed.has(foldText(kpi)))) continue;
    context.say("KPI604", at, { flag: name, kpis: asks.map((k) => `\`${k}\``).join(", ") });
  }
}

/** Leading met or missed, results met or missed: who answers in each case but the happy one. */
function adviseOfCases(
  context: Context,
  kpis: readonly KpiFacts[],
  flags: readonly FlagFacts[],
): void {
  const roles = new Set(kpis.map((k) => k.role));
  if (!roles.has("leading") || !roles.has("lagging")) return;
  CASES.forEach((undecided, i) => {
    if (flags.some((flag) => !flag.isInfo && flag.raised[i] !== false)) return;
    context.say("KPI605", flags[0]!.at, undecided);
  });
}
