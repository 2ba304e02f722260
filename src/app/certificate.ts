import type { Seat } from "../cascade/tree.ts";
import { leftOverText } from "../explain/left-over.ts";
import type { Engine } from "./engine.ts";
import { startsIn } from "./goals/cascade-leaves.ts";
import type { CascadeYear } from "./goals/cascades.ts";
import { incrementOf, leftOversOf } from "./goals/left-over.ts";
import type { RateCascade, RateStep } from "./goals/rates.ts";
import { cascadeYears } from "./goals/tieout.ts";
import type { CertificateLine, CertificateRow, Person, TieoutLine, TieoutRow } from "./results.ts";

/** Amounts tie to the smallest unit, rates to 1e-12 of themselves. */
export const TOLERANCE = { amount: 1e-6, rate: 1e-12 } as const;

/** Every manager and period of every cascade: KPI by KPI, managers in tree order, months before quarters before the year. */
export function certificate(
  engine: Engine,
  tieout: readonly TieoutRow[],
  everyone: readonly Person[],
): CertificateRow[] {
  const years = new Map<string, CascadeYear>();
  for (const year of cascadeYears(engine)) years.set(`${year.kpi.id} ${year.year.start}`, year);
  const yearOf = (row: TieoutRow) => {
    const { calendar, cascades } = engine;
    return (
      years.get(`${row.kpi} ${row.period.start}`) ??
      years.get(`${row.kpi} ${calendar.periodOf(row.period.start, "year").start}`) ??
      cascades.over(row.kpi, row.period)
    );
  };
  const amounts = merged(tieout).flatMap((row) => {
    const year = yearOf(row);
    return year ? [amountRow(engine, row, year)] : [];
  });
  const order = new Map(everyone.map((person, at) => [person.node, at]));
  const at = (row: CertificateRow) => order.get(row.node) ?? Number.MAX_SAFE_INTEGER;
  return [...amounts, ...rateRows(engine)].sort((a, b) => a.kpi - b.kpi || at(a) - at(b));
}

/** A manager who moved has a seat in each place, and a line for each: the certificate has one. */
function merged(rows: readonly TieoutRow[]): readonly TieoutRow[] {
  const byPlace = new Map<string, TieoutRow>();
  for (const row of rows) {
    const key = `${row.kpi} ${row.node} ${row.period.grain}${row.period.start}`;
    const known = byPlace.get(key);
    byPlace.set(
      key,
      known
        ? {
            ...known,
            assigned: added(known.assigned, row.assigned),
            base: added(known.base, row.base),
          }
        : row,
    );
  }
  return [...byPlace.values()];
}

/** What resets took is the node's, and in both lines; what left is each seat's own. */
const added = (a: TieoutLine, b: TieoutLine): TieoutLine => ({
  goal: a.goal + b.goal,
  reserve: a.reserve + b.reserve,
  buffer: a.buffer + b.buffer,
  handedDown: a.handedDown + b.handedDown,
  held: a.held + b.held,
  odd: a.odd + b.odd,
  vacancies: a.vacancies + b.vacancies,
  open: a.open + b.left,
  left: a.left + b.left,
  difference: a.difference + b.difference,
});

// ── Amounts ────────────────────────────────────────────────────────────────────────────────────

function amountRow(engine: Engine, row: TieoutRow, year: CascadeYear): CertificateRow {
  const months = year.months.map((m) => startsIn(m, row.period));
  const isWhole = months.every(Boolean);
  const inside = (list: readonly number[]) =>
    list.reduce((sum, units, j) => sum + (months[j] ? units : 0), 0);
  const assigned = amountLine(
    row.assigned,
    owed(year, row.node, (seat) => (isWhole ? seat.year : inside(seat.months))),
  );
  const base = amountLine(
    row.base,
    owed(year, row.node, (seat) => (isWhole ? seat.baseYear : inside(seat.baseMonths))),
  );
  const { node, kpi, period } = row;
  return {
    node,
    kpi,
    period,
    of: "amount",
    assigned,
    base,
    leftOver: isWhole ? leftOver(engine, row.node, year) : "",
    ties: [assigned, base].every(ties(TOLERANCE.amount)),
  };
}

function leftOver({ nameOf, show, say }: Engine, manager: number, year: CascadeYear): string {
  const list = year.seats.flatMap(({ node }, at) =>
    node === manager ? leftOversOf(year, at, nameOf) : [],
  );
  return leftOverText(list, incrementOf(year), (x) => show.number(x, year.kpi.unit), say.why);
}

/** The direct reports' goals together, in the KPI's unit: added up in whole units, so without loss. */
function owed(year: CascadeYear, manager: number, goal: (seat: Seat) => number): number {
  const { nodes, seats, result, perUnit } = year;
  let units = 0;
  nodes.forEach(({ parent }, at) => {
    const seat = result.seats[at];
    if (parent >= 0 && seats[parent]!.node === manager && seat) units += goal(seat);
  });
  return units / perUnit;
}

/** Resets leave the tree's own goals alone: what they took off a report is open with the manager, as is what left. */
function amountLine(line: TieoutLine, cascaded: number): CertificateLine {
  const { goal, buffer, reserve, handedDown, held, odd, vacancies, open, left } = line;
  const reports = cascaded - (open - left);
  return {
    goal,
    buffer,
    reserve,
    handedDown,
    held,
    free: handedDown - held,
    odd,
    vacancies,
    open,
    reports,
    difference: cleared(reports + open - handedDown, TOLERANCE.amount),
  };
}

const ties =
  (tolerance: number) =>
  ({ goal, buffer, reserve, handedDown, difference }: CertificateLine): boolean =>
    Math.abs(difference) <= tolerance &&
    Math.abs(goal + buffer - reserve - handedDown) <= tolerance * Math.max(1, Math.abs(goal));

/** Doubles differ in their last digits where whole cents don't: below the tolerance it is nothing. */
const cleared = (difference: number, tolerance: number): number =>
  Math.abs(difference) <= tolerance ? 0 : difference;

// ── Rates ──────────────────────────────────────────────────────────────────────────────────────

function rateRows(engine: Engine): CertificateRow[] {
  return engine.program.cascades.flatMap(({ kpi }) =>
    engine.rates
      .spans(kpi, engine.periods("year"))
      .flatMap((rates) => rates.steps.map((step) => rateRow(rates, step))),
  );
}

function rateRow(rates: RateCascade, step: RateStep): CertificateRow {
  const own = rates.goals.get(step.node)!;
  const assigned = rateLine(rates, step, "goal", own.goal);
  const base = rateLine(rates, step, "base", own.base);
  return {
    node: step.node,
    kpi: rates.kpi.id,
    period: rates.period,
    of: "rate",
    assigned,
    base,
    leftOver: "",
    ties: [assigned, base].every(ties(TOLERANCE.rate)),
  };
}

function rateLine(
  { goals }: RateCascade,
  step: RateStep,
  layer: "goal" | "base",
  goal: number,
): CertificateLine {
  const { target, list } = layer === "goal" ? step.assigned : step.base;
  const rates = step.reports.map((r) => goals.get(r)![layer]);
  const weights = list.map((report) => report.denominator);
  const reports = weightedMean(rates, weights);
  const held = weightedMean(rates, weights, (i) => list[i]!.held !== null);
  const reserve = layer === "goal" ? goal * step.keepBack : Math.max(0, goal - target);
  return {
    goal,
    buffer: target - goal + reserve,
    reserve,
    handedDown: target,
    held,
    free: target - held,
    odd: 0,
    vacancies: 0,
    open: 0,
    reports,
    difference: cleared(reports - target, TOLERANCE.rate),
  };
}

/** Σ d·r / Σ d, of some of the reports over the denominators of all; where nobody has a denominator the plain mean. */
function weightedMean(
  rates: readonly number[],
  denominators: readonly number[],
  counts: (i: number) => boolean = () => true,
): number {
  const all = denominators.reduce((sum, d) => sum + d, 0);
  return rates.reduce((sum, rate, i) => {
    const weight = all > 0 ? denominators[i]! / all : 1 / rates.length;
    return sum + (counts(i) ? rate * weight : 0);
  }, 0);
}
