/** The tie-out certificate: per manager and period, what adds up to what, in both layers. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { YEAR_PARTS } from "../../../dsl/ir/ids.ts";
import { refusalText } from "../../cascade/refusal.ts";
import type { Handed, Line } from "../../cascade/tree.ts";
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import type { Engine } from "../engine.ts";
import type { TieoutLine, TieoutRow } from "../results.ts";
import { startsIn } from "./cascade-leaves.ts";
import { cascadeNotes, finerThanLeaves, listed } from "./cascade-notes.ts";
import type { CascadeYear } from "./cascades.ts";
import { refusedText } from "./refused.ts";

/** Fiscal years for which a cascade has something to hand down. */
export function cascadeYears(engine: Engine): CascadeYear[] {
  return engine.program.cascades.flatMap(({ kpi }) =>
    engine.cascades.spans(kpi, engine.periods("year")),
  );
}

/** A manager's lines, the parts of the year fine to coarse, then the year: years and months tie at once. */
export function tieoutRowsOf(engine: Engine): TieoutRow[] {
  return cascadeYears(engine).flatMap((cascade) =>
    cascade.result.handed.flatMap((handed) => {
      const { node } = cascade.seats[handed.node]!;
      const row = (period: Period, assigned: Line, base: Line, exact: boolean): TieoutRow => ({
        node,
        kpi: cascade.kpi.id,
        period,
        assigned: amounts(assigned, cascade.perUnit, openOf(engine, cascade.kpi.id, node, period)),
        base: amounts(base, cascade.perUnit, 0),
        exact,
      });
      const year = row(cascade.year, handed.year, handed.baseYear, true);
      const rows = grainsOf(engine, cascade).flatMap((grain) =>
        engine.calendar.parts(cascade.year, grain).map((period) => {
          const inside = cascade.months.map((m) => startsIn(m, period));
          return row(
            period,
            together(handed.months, inside),
            together(handed.baseMonths, inside),
            true,
          );
        }),
      );
      return [...rows, year];
    }),
  );
}

/** Short to long. */
const PARTS = [...YEAR_PARTS].reverse();

/** The parts of a year that have lines, fine to coarse: those published, because they are tracked, and those said. */
function grainsOf({ program, said }: Engine, { kpi, months }: CascadeYear) {
  if (kpi.nature.of !== "additive") return [];
  const wanted = new Set([...program.calendar.track, ...said.grainsOf(kpi.id)]);
  return PARTS.filter(
    (grain) => wanted.has(grain) && (grain !== "week" || months[0]!.grain === "week"),
  );
}

const FIELDS = [
  "goal",
  "reserve",
  "buffer",
  "handedDown",
  "held",
  "odd",
  "vacancies",
  "free",
  "open",
  "difference",
] as const;

function together(lines: Handed["months"], inside: readonly boolean[]): Line {
  const total = (field: (typeof FIELDS)[number]) =>
    lines.reduce((sum, line, j) => sum + (inside[j] ? line[field] : 0), 0);
  return Object.fromEntries(FIELDS.map((field) => [field, total(field)])) as unknown as Line;
}

/** What resets took off the reports' goals, or added: it stays with the manager until someone cascades again. */
function openOf(engine: Engine, kpi: number, manager: number, period: Period): number {
  if (!engine.resets.any) return 0;
  const { org } = engine.model;
  return org.reportsOn(manager, period.end - 1).reduce((open, report) => {
    if (engine.resets.of(kpi, report).length === 0) return open;
    const { goals } = engine;
    return open + goals.plain(kpi, report, period).goal - goals.goal(kpi, report, period).goal;
  }, 0);
}

const amounts = (line: Line, perUnit: number, open: number): TieoutLine => ({
  goal: line.goal / perUnit,
  reserve: line.reserve / perUnit,
  buffer: line.buffer / perUnit,
  handedDown: line.handedDown / perUnit,
  held: line.held / perUnit,
  odd: line.odd / perUnit,
  vacancies: line.vacancies / perUnit,
  open: open + line.open / perUnit,
  left: line.open / perUnit,
  difference: line.difference / perUnit,
});

/** What a cascade could not do, and what it did for want of weights. */
export function cascadeFindings(engine: Engine): Finding[] {
  const say = engine.say.goals.notes;
  return cascadeYears(engine).flatMap((cascade) => {
    const { kpi, result, seats, year } = cascade;
    const name = (at: number) => engine.nameOf(seats[at]!.node);
    const refused = result.refusals.map((told) => {
      const { node } = told;
      const message = refusedText(cascade, told, engine.nameOf, engine.show, engine.say.refusals);
      return finding("GOAL02", `${name(node)}, ${kpi.name} ${year.label}`, { message });
    });
    const evenly = result.handed.flatMap((handed) => {
      if (handed.alternative >= 0 || cascade.cascade.by.some((w) => w.of === "evenly")) return [];
      const message = say.evenly(name(handed.node), kpi.name, handed.year.handedDown === 0);
      return [finding("GOAL03", `${name(handed.node)}, ${kpi.name} ${year.label}`, { message })];
    });
    const negative = result.handed.flatMap((handed) =>
      handed.negativeWeights.map((at) => {
        const message = say.negative(name(at), kpi.name);
        return finding("GOAL03", `${name(at)}, ${kpi.name} ${year.label}`, { message });
      }),
    );
    return [
      ...refused,
      ...evenly,
      ...negative,
      ...finerThanLeaves(engine, cascade),
      ...cascadeNotes(cascade, engine.nameOf, engine.say.goals),
    ];
  });
}

/** What a cascade of rates could not do, whose rate weighs nothing, and who would have to get worse. */
export function rateFindings(engine: Engine): Finding[] {
  const say = engine.say.goals.notes;
  return engine.program.cascades.flatMap(({ kpi: id }) =>
    engine.rates.spans(id, engine.periods("year")).flatMap((rates) => {
      const { kpi, period, refusals, worse, weightless, before } = rates;
      const refused = refusals.map(({ node, reports, refusal }) => {
        const wording = {
          amount: (x: number) => engine.show.number(x, kpi.unit),
          person: (i: number) => engine.nameOf(reports[i] ?? -1),
          period: () => period.label,
        };
        const message = refusalText(refusal, engine.nameOf(node), wording, engine.say.refusals);
        return finding("GOAL02", `${engine.nameOf(node)}, ${kpi.name} ${period.label}`, {
          message,
        });
      });
      const down = worse.map((node) => {
        const message = say.worse(engine.nameOf(node), kpi.name, period.label);
        return finding("GOAL03", `${engine.nameOf(node)}, ${kpi.name} ${period.label}`, {
          message,
        });
      });
      const names = listed(weightless.map(engine.nameOf), engine.say.goals);
      const nothing = say.weightless(kpi.name, before.label, names);
      const weighs =
        weightless.length === 0
          ? []
          : [finding("GOAL03", `${kpi.name} ${period.label}`, { message: nothing })];
      return [...refused, ...weighs, ...down];
    }),
  );
}
