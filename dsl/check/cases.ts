/** The cases that flags decide: leading KPIs met or missed, results met or missed. */
import type { FigureId, Flag, StatusWord } from "../ir/ir.ts";
import { figuresUnder } from "../ir/walk.ts";
import type { Context } from "./context.ts";
import type { FlagFacts, Kleene } from "./facts.ts";

interface Case {
  readonly leading: "met" | "missed";
  readonly lagging: "met" | "missed";
  /** Condition and holder of a flag that decides it. */
  readonly when: string;
  readonly hold: string;
}

/** Every case but the happy one, and a flag that would decide it. */
export const CASES: readonly Case[] = [
  {
    leading: "missed",
    lagging: "missed",
    when: "any leading kpi is missed",
    hold: "person",
  },
  {
    leading: "met",
    lagging: "missed",
    when: "every leading kpi is met and any lagging kpi is missed",
    hold: "manager",
  },
  {
    leading: "missed",
    lagging: "met",
    when: "any leading kpi is missed and every lagging kpi is met",
    hold: "manager",
  },
];

export function flagFacts(context: Context, flag: Flag): FlagFacts {
  const { pools } = context;
  const asked = figuresUnder(flag.when, (f) => pools.figureNode(f)).flatMap((id) => {
    const node = pools.figureNode(id);
    const needsGoal = node.kind === "status" && !["no goal", "no data"].includes(node.is);
    return needsGoal ? [context.kpis[node.kpi]!.name] : [];
  });
  return {
    name: flag.name,
    asks: [...new Set(asked)],
    isInfo: flag.severity === "info",
    raised: CASES.map((one) => judge(context, flag.when, one)),
    at: flag.span,
  };
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
