/** The tie-out certificate: per manager and period, what adds up to what, in both layers. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { refusalText } from "../../cascade/refusal.ts";
import { scaleRefusal } from "../../cascade/split.ts";
import type { Handed, Line } from "../../cascade/tree.ts";
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import type { Engine } from "../engine.ts";
import type { TieoutLine, TieoutRow } from "../results.ts";
import type { CascadeYear } from "./cascades.ts";

/** Fiscal years for which a cascade has something to hand down. */
export function cascadeYears(engine: Engine): CascadeYear[] {
  return engine.program.cascades.flatMap((cascade) =>
    engine.periods("year").flatMap((year) => {
      const found = engine.cascades.year(cascade.kpi, year);
      return found ? [found] : [];
    }),
  );
}

/** Years tie exactly; the months of different people may differ by rounding until both tie at once. */
export function tieoutRowsOf(engine: Engine): TieoutRow[] {
  return cascadeYears(engine).flatMap((cascade) =>
    cascade.result.handed.flatMap((handed) => {
      const { node } = cascade.seats[handed.node]!;
      const row = (period: Period, assigned: Line, base: Line, exact: boolean): TieoutRow => ({
        node,
        kpi: cascade.kpi.id,
        period,
        assigned: amounts(assigned, cascade.perUnit),
        base: amounts(base, cascade.perUnit),
        exact,
      });
      const year = row(cascade.year, handed.year, handed.baseYear, true);
      const rows = engine.program.calendar.track.flatMap((grain) => {
        if (grain === "year" || grain === "week" || grain === "day") return [];
        return engine.calendar.parts(cascade.year, grain).map((period) => {
          const inside = cascade.months.map((m) => m.start >= period.start && m.end <= period.end);
          return row(
            period,
            together(handed.months, inside),
            together(handed.baseMonths, inside),
            false,
          );
        });
      });
      return [...rows, year];
    }),
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
  "difference",
] as const;

function together(lines: Handed["months"], inside: readonly boolean[]): Line {
  const total = (field: (typeof FIELDS)[number]) =>
    lines.reduce((sum, line, j) => sum + (inside[j] ? line[field] : 0), 0);
  return Object.fromEntries(FIELDS.map((field) => [field, total(field)])) as unknown as Line;
}

/** `open` is what leavers and resets leave after publishing: nothing before the first re-cascade. */
const amounts = (line: Line, perUnit: number): TieoutLine => ({
  goal: line.goal / perUnit,
  reserve: line.reserve / perUnit,
  buffer: line.buffer / perUnit,
  handedDown: line.handedDown / perUnit,
  held: line.held / perUnit,
  odd: line.odd / perUnit,
  vacancies: line.vacancies / perUnit,
  open: 0,
  difference: line.difference / perUnit,
});

/** What a cascade could not do, and what it did for want of weights. */
export function cascadeFindings(engine: Engine): Finding[] {
  return cascadeYears(engine).flatMap((cascade) => {
    const { kpi, result, seats, perUnit, nodes, months, year } = cascade;
    const name = (at: number) => engine.nameOf(seats[at]!.node);
    const reportsOf = (at: number) => nodes.flatMap((n, i) => (n.parent === at ? [i] : []));
    const refused = result.refusals.map(({ node, refusal }) => {
      const reports = reportsOf(node).sort((a, b) => (nodes[a]!.name < nodes[b]!.name ? -1 : 1));
      const message = refusalText(
        scaleRefusal(refusal, (u) => u / perUnit),
        name(node),
        {
          amount: (x) => engine.show.number(x, kpi.unit),
          person: (i) => (reports[i] === undefined ? "" : name(reports[i])),
          period: (j) => months[j]!.label,
        },
      );
      return finding("GOAL02", `${name(node)}, ${kpi.name} ${year.label}`, { message });
    });
    const evenly = result.handed.flatMap((handed) => {
      if (handed.alternative >= 0 || cascade.cascade.by.some((w) => w.of === "evenly")) return [];
      const message = `All reports of ${name(handed.node)} have weights of 0 or blank for \`${kpi.name}\`, so they share evenly; say \`else evenly\` if that is meant.`;
      return [finding("GOAL03", `${name(handed.node)}, ${kpi.name} ${year.label}`, { message })];
    });
    const negative = result.handed.flatMap((handed) =>
      handed.negativeWeights.map((at) => {
        const message = `The weight of ${name(at)} for \`${kpi.name}\` is negative and counts as 0.`;
        return finding("GOAL03", `${name(at)}, ${kpi.name} ${year.label}`, { message });
      }),
    );
    return [...refused, ...evenly, ...negative];
  });
}
