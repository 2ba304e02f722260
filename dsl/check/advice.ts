/** Advice on the quality of goals: nothing here is wrong, but somebody will be left in doubt. */
import type { Cascade, FigureId, Flag, Goal, KpiId, StatusWord } from "../ir/ir.ts";
import { figuresUnder } from "../ir/walk.ts";
import type { Context } from "./context.ts";

export interface Checked {
  readonly goals: readonly Goal[];
  readonly cascades: readonly Cascade[];
  readonly flags: readonly Flag[];
}

/** Says what would make the rules better. Only of books that are whole enough: with a goal and a flag. */
export function advise(context: Context, { goals, flags }: Checked): void {
  const owed = new Set(goals.map((g) => g.kpi));
  adviseOfKpis(context, owed);
  adviseOfGoals(context, goals);
  if (flags.length > 0) {
    adviseOfFlags(context, flags, owed);
    adviseOfCases(context, flags);
  }
}

/** What a figure may be made of that is the same for every node and period. */
const FIXED = new Set(["literal", "arithmetic", "divide", "call", "blank"]);

function adviseOfKpis(context: Context, owed: ReadonlySet<KpiId>): void {
  const { kpis, pools } = context;
  const hasLeading = kpis.some((k) => k.role === "leading");
  for (const kpi of kpis) {
    const name = context.kpiByName.get(kpi.name.toLowerCase())?.span ?? kpi.span;
    if (kpi.role === "helper") continue;
    if (isConstant(kpi.figure)) context.say("KPI603", name, { kpi: kpi.name });
    if (owed.size > 0 && !owed.has(kpi.id)) context.say("KPI606", name, { kpi: kpi.name });
    const led = kpis.some((k) => k.leads === kpi.id);
    if (kpi.role === "lagging" && hasLeading && !led && owed.has(kpi.id))
      context.say("KPI601", name, { kpi: kpi.name });
  }
  function isConstant(root: FigureId): boolean {
    const ids = figuresUnder(root, (f) => pools.figureNode(f));
    return ids.every((id) => FIXED.has(pools.figureNode(id).kind));
  }
}

/** One written number for everyone of a KPI that adds up: the manager of ten owes what each of them owes. */
function adviseOfGoals(context: Context, goals: readonly Goal[]): void {
  for (const goal of goals) {
    const kpi = context.kpis[goal.kpi]!;
    const isWritten =
      goal.value.of === "figure" && context.pools.figureNode(goal.value.figure).kind === "literal";
    if (goal.who.of !== "everyone" || kpi.nature.of !== "additive" || !isWritten) continue;
    context.say("KPI602", goal.span, { kpi: kpi.name });
  }
}

/** A flag that asks for the standing of KPIs without any goal waits for ever. */
function adviseOfFlags(context: Context, flags: readonly Flag[], owed: ReadonlySet<KpiId>): void {
  const { pools } = context;
  for (const flag of flags) {
    const asked = figuresUnder(flag.when, (f) => pools.figureNode(f)).flatMap((id) => {
      const node = pools.figureNode(id);
      const needsGoal = node.kind === "status" && !["no goal", "no data"].includes(node.is);
      return needsGoal ? [node.kpi] : [];
    });
    if (asked.length === 0 || asked.some((kpi) => owed.has(kpi))) continue;
    const kpis = [...new Set(asked)].map((k) => `\`${context.kpis[k]!.name}\``).join(", ");
    context.say("KPI604", flag.span, { flag: flag.name, kpis });
  }
}

// ── The four cases ─────────────────────────────────────────────────────────────────────────────

type Kleene = boolean | null;
interface Case {
  readonly leading: "met" | "missed";
  readonly lagging: "met" | "missed";
  readonly write: string;
}
const CASES: readonly Case[] = [
  {
    leading: "missed",
    lagging: "missed",
    write: "Write a flag `when any leading kpi is missed`, hold person.",
  },
  {
    leading: "met",
    lagging: "missed",
    write:
      "Write a flag `when every leading kpi is met and any lagging kpi is missed`, hold manager.",
  },
  {
    leading: "missed",
    lagging: "met",
    write:
      "Write a flag `when any leading kpi is missed and every lagging kpi is met`, hold manager.",
  },
];

/** Leading met or missed, results met or missed: who answers in each case but the happy one. */
function adviseOfCases(context: Context, flags: readonly Flag[]): void {
  const { kpis } = context;
  const roles = new Set(kpis.map((k) => k.role));
  if (!roles.has("leading") || !roles.has("lagging")) return;
  for (const { leading, lagging, write } of CASES) {
    const decided = flags.some(
      (flag) =>
        flag.severity !== "info" && judge(context, flag.when, { leading, lagging }) !== false,
    );
    if (decided) continue;
    context.say("KPI605", flags[0]!.span, { leading, lagging, write });
  }
}

/** Whether a condition holds where all KPIs of a role stand alike; null where figures decide it. */
function judge(context: Context, id: FigureId, stands: Pick<Case, "leading" | "lagging">): Kleene {
  const node = context.pools.figureNode(id);
  const go = (child: FigureId) => judge(context, child, stands);
  const is = (status: "met" | "missed" | null, asked: StatusWord): Kleene => {
    if (status === null) return null;
    if (asked === "met" || asked === "missed") return status === asked;
    // The running words of the same side: who ends at "missed" was behind or at risk before.
    if (asked === "behind" || asked === "at risk") return status === "missed";
    return asked === "ahead" || asked === "on pace" ? status === "met" : false;
  };
  const negated = (value: Kleene, not: boolean): Kleene =>
    value === null ? null : not ? !value : value;
  switch (node.kind) {
    case "status": {
      const { role } = context.kpis[node.kpi]!;
      return is(role === "helper" ? null : stands[role], node.is);
    }
    case "quantified": {
      const each = negated(is(stands[node.role], node.is), node.not);
      return node.which === "no" ? negated(each, true) : each;
    }
    case "and": {
      const parts = node.parts.map(go);
      return parts.includes(false) ? false : parts.includes(null) ? null : true;
    }
    case "or": {
      const parts = node.parts.map(go);
      return parts.includes(true) ? true : parts.includes(null) ? null : false;
    }
    case "not":
      return negated(go(node.of), true);
    default:
      return null;
  }
}
