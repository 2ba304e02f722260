/** Where a goal comes from, in one sentence. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import type { Engine } from "../engine.ts";
import type { GoalValue } from "./book.ts";
import type { CascadeYear } from "./cascades.ts";

const PERCENT = { of: "percent" } as const;

export function howOf(
  engine: Engine,
  kpi: Kpi,
  node: number,
  period: Period,
  goal: GoalValue,
): string {
  switch (goal.from) {
    case "said":
      return "said in the rules";
    case "longer":
      return "its part of the longer goal that is said";
    case "shorter":
      return "its shorter goals together";
    case "reports":
      return "the reports' goals together";
    case "cascade":
      return cascadeHow(engine, kpi, node, period);
    case "none":
      return "";
  }
}

function cascadeHow(engine: Engine, kpi: Kpi, node: number, period: Period): string {
  const { calendar, model } = engine;
  const year = calendar.periodOf(period.start, "year");
  const cascade = engine.cascades.year(kpi.id, year);
  if (!cascade) return "";
  const at = cascade.seats.findIndex((s) => s.node === node);
  const seat = cascade.result.seats[at];
  if (at < 0 || !seat) return "";
  if (at === 0) return "said in the rules, and cascaded from here";
  const parent = cascade.nodes[at]!.parent;
  const manager = cascade.seats[parent]!.node;
  const handed = cascade.handed(manager);
  const amount = handed
    ? engine.show.number(handed.year.handedDown / cascade.perUnit, kpi.unit)
    : "";
  const share = engine.show.number(seat.share, PERCENT);
  const name = model.org.nodes[manager]!.name;
  const parts = [`${share} of the ${amount} that ${name} hands down in ${year.label}`];
  if (seat.held) parts.push("held");
  if (seat.bound) parts.push(`at its bound (\`${seat.bound}\`)`);
  if (isPart(cascade, node, period)) parts.push("there for part of the year");
  return parts.join(", ");
}

const isPart = (cascade: CascadeYear, node: number, period: Period): boolean =>
  period.grain === "year" &&
  cascade.seats.some((s, i) => s.node === node && cascade.nodes[i]!.presence.some((p) => p < 1));
