/** Where a goal comes from, in one sentence. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import { YEAR_PARTS } from "../../../dsl/ir/ids.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import { leftOverText } from "../../explain/left-over.ts";
import type { Engine } from "../engine.ts";
import type { GoalValue } from "./book.ts";
import type { CascadeYear } from "./cascades.ts";
import { incrementOf, tookOf } from "./left-over.ts";

const PERCENT = { of: "percent" } as const;

export function howOf(
  engine: Engine,
  kpi: Kpi,
  node: number,
  period: Period,
  goal: GoalValue,
): string {
  const { how } = engine.say.why;
  switch (goal.from) {
    case "said":
      return how.said;
    case "longer":
      return how.longer;
    case "shorter":
      return how.shorter;
    case "reports":
      return how.reports;
    case "cascade":
      return cascadeHow(engine, kpi, node, period);
    case "reset":
    case "override": {
      const last = lastReset(engine, kpi, node, period);
      if (!last) return how.reset;
      const [from, to] = [last.from, last.to].map((x) => engine.show.number(x, kpi.unit));
      const { period: when, by, because, edit = null } = last;
      const reached = { period: when, from: from!, to: to!, on: isoOf(last.on), by, because, edit };
      return edit === null ? how.resetTo(reached) : how.accepted(reached);
    }
    case "none":
      return "";
  }
}

function cascadeHow(engine: Engine, kpi: Kpi, node: number, period: Period): string {
  const { model, say } = engine;
  const { how } = say.why;
  const cascade = engine.cascades.over(kpi.id, period);
  if (!cascade) return rateHow(engine, kpi, node, period);
  const at = cascade.seats.findIndex((s) => s.node === node);
  const seat = cascade.result.seats[at];
  if (at < 0 || !seat) return "";
  const { parent } = cascade.nodes[at]!;
  if (parent < 0) return how.fromHere;
  const manager = cascade.seats[parent]!.node;
  const handed = cascade.handed(manager);
  const amount = handed
    ? engine.show.number(handed.year.handedDown / cascade.perUnit, kpi.unit)
    : "";
  const share = engine.show.number(seat.share, PERCENT);
  const name = model.org.nodes[manager]!.name;
  const parts = [how.handed(share, amount, name, cascade.year.label)];
  const own = tookOf(cascade, at, engine.nameOf);
  const left = leftOverText(
    own,
    incrementOf(cascade),
    (x) => engine.show.number(x, kpi.unit),
    say.why,
  );
  if (left) parts.push(left);
  if (seat.held) parts.push(heldHow(engine, kpi, node, period));
  if (seat.bound) parts.push(how.bound(seat.bound));
  if (isPart(cascade, node, period)) parts.push(how.partOfYear);
  return parts.join(", ");
}

/** A hold by an edit says whose and since when; one in the rules only that it is one. */
function heldHow(engine: Engine, kpi: Kpi, node: number, period: Period): string {
  const year = engine.calendar.periodOf(period.end - 1, "year");
  const spans = YEAR_PARTS.flatMap((grain) => engine.calendar.parts(year, grain)).filter(
    (span) => span.start < period.end && span.end > period.start,
  );
  const edits = [year, ...spans].flatMap((at) => engine.edits.heldBy(kpi.id, node, at) ?? []);
  const edit = edits[edits.length - 1];
  const { how } = engine.say.why;
  if (!edit) return how.held;
  return how.heldBy(edit.kind === "move", edit.by, isoOf(edit.on), edit.n, edit.note);
}

/** The latest reset whose period has days in common with the one asked for. */
const lastReset = ({ resets, calendar }: Engine, kpi: Kpi, node: number, period: Period) =>
  resets
    .of(kpi.id, node)
    .filter((reset) => {
      const span = calendar.parse(reset.period);
      return span !== null && span.start < period.end && span.end > period.start;
    })
    .pop();

/** A rate by the cascade's method: the reports' rates together make the manager's. */
function rateHow(engine: Engine, kpi: Kpi, node: number, period: Period): string {
  const rates = engine.rates.over(kpi.id, period);
  if (!rates) return "";
  const { how } = engine.say.why;
  if (rates.tops.includes(node)) return how.fromHere;
  const manager = engine.model.org.managerOn(node, rates.period.end - 1);
  const above = rates.goals.get(manager);
  const method = rates.cascade.by.find((w) => w.of === "ratio");
  const whole = above ? engine.show.number(above.goal, kpi.unit) : "";
  const by = method?.of === "ratio" ? method.method : null;
  const held = rates.goals.get(node)?.held ? `, ${how.held}` : "";
  return `${how.rate(whole, engine.nameOf(manager), by)}${held}`;
}

const isPart = (cascade: CascadeYear, node: number, period: Period): boolean =>
  period.grain === "year" &&
  cascade.seats.some((s, i) => s.node === node && cascade.nodes[i]!.presence.some((p) => p < 1));
