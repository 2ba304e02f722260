/** What a flag says of someone: the rule's own sentence, or the KPIs that decide and how they stand. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Flag, KpiId } from "../../../dsl/ir/ir.ts";
import type { FlagInput } from "./input.ts";
import { lastDayThere } from "./state.ts";

const PERCENT = { of: "percent" } as const;

export function reasonOf(
  input: FlagInput,
  flag: Flag,
  kpis: ReadonlySet<KpiId>,
  node: number,
  period: Period,
): string {
  if (flag.say.length === 0) return standings(input, flag, kpis, node, period);
  return flag.say.map((part) => said(input, part, node, period)).join("");
}

function standings(
  { program, model, standing, show, say }: FlagInput,
  flag: Flag,
  kpis: ReadonlySet<KpiId>,
  node: number,
  period: Period,
): string {
  const parts = [...kpis].flatMap((id) => {
    const kpi = program.kpis[id]!;
    const { status, actual, goal } = standing.of(id, node, period);
    if (status === null || status === "no goal") return [];
    const [is, owed] = [actual, goal].map((x) => show.number(x, kpi.unit));
    return [say.flags.standing(kpi.label, say.status[status], is!, owed!)];
  });
  return `${model.org.nodes[node]!.name}: ${parts.slice(0, 4).join(", ") || flag.label}`;
}

function said(
  { program, model, standing, evaluator, show, say }: FlagInput,
  part: Flag["say"][number],
  node: number,
  period: Period,
): string {
  const { org } = model;
  const labels = (wanted: string) =>
    program.kpis
      .filter((k) => k.role === "leading" && standing.of(k.id, node, period).status === wanted)
      .map((k) => k.label)
      .join(", ");
  switch (part.of) {
    case "text":
      return part.text;
    case "name":
      return org.nodes[node]!.name;
    case "manager": {
      const person = org.personOf(node);
      const manager = org.managerOn(person, lastDayThere(org, person, period));
      return org.nodes[manager < 0 ? person : manager]!.name;
    }
    case "period":
      return period.label;
    case "missed":
    case "met":
      return labels(part.of) || say.flags.nothing;
    case "figure": {
      const figure = program.figures[part.figure]!;
      const value = evaluator.at(part.figure, node, period);
      const isShare = figure.node.kind === "reports" && figure.node.give === "share";
      const unit = isShare ? PERCENT : part.unit;
      return value.error ? value.error.text : show.value(value.value, figure.as, unit);
    }
  }
}
