/**
 * Where all reports of a manager are there alike, free and unbound, their years need no months: a question to the
 * top moves every year, and few look at the months. These and the lines are worked out when first asked for.
 */
import { baseYearsOf } from "./base.ts";
import type { Bound } from "./bounds.ts";
import { handDownInMonths, type ManagerInput, type ManagerResult } from "./manager.ts";
import type { CascadeNode, Seat } from "./node.ts";
import { once } from "./once.ts";
import type { Refusal } from "./refusal.ts";
import { type Seeds, seedsAt } from "./seeds.ts";
import { splitPlain } from "./split.ts";
import { target as handedDown, isPlain } from "./target.ts";

/** Hands a manager's goal down to the reports, or says what can't be met. */
export const handDown = (manager: ManagerInput): ManagerResult | { refusal: Refusal } =>
  yearsFirst(manager) ?? handDownInMonths(manager);

type Scalars = Pick<Seat, "year" | "baseYear" | "share" | "exact" | "took">;

/** A seat whose months are made when asked for: none of them faces the other way. */
class LaterSeat implements Seat {
  readonly held = false;
  readonly odd = 0;
  readonly bound = null;
  readonly year: number;
  readonly baseYear: number;
  readonly share: number;
  readonly exact: number;
  readonly took: number;
  /** No step so far had a buffer or a reserve. */
  readonly isBase: boolean;
  private readonly whole: () => ManagerResult;
  private readonly row: number;

  constructor(of: Scalars, isBase: boolean, whole: () => ManagerResult, row: number) {
    this.year = of.year;
    this.baseYear = of.baseYear;
    this.share = of.share;
    this.exact = of.exact;
    this.took = of.took;
    this.isBase = isBase;
    this.whole = whole;
    this.row = row;
  }

  get months(): readonly number[] {
    return this.whole().seats[this.row]!.months;
  }

  get baseMonths(): readonly number[] {
    return this.whole().seats[this.row]!.baseMonths;
  }
}

/** Null where only months can tell. */
function yearsFirst(manager: ManagerInput): ManagerResult | null {
  const { input, at, reports, own, facing, bounds, below, frozen } = manager;
  const { nodes, increment: q, rounding } = input;
  const node = nodes[at]!;
  const target = handedDown(own.year, node.step, q);
  if (frozen || rounding !== "remainder" || target % q !== 0 || !isFacing(own, facing)) return null;
  if (!reports.every((r) => isFree(nodes[r]!, bounds[r]!, node))) return null;
  const seeds = seedsAt(input, below, at, () => false);
  if (!seeds.weights?.some((w) => w > 0) || !isThereAlways(seeds, input.months)) return null;
  const { goals, shares } = splitPlain(facing * target || 0, seeds.weights, q);
  const years = goals.map((goal) => facing * goal || 0);
  const isBase = isPlain(node.step) && isItsBase(own);
  const base = isBase ? years : baseYearsOf({ own, target, step: node.step, years }).years;
  const whole = once(() => wholeOf(manager));
  const seats = reports.map((_, i) => {
    const exact = shares[i]!;
    const of = {
      year: years[i]!,
      baseYear: base[i]!,
      share: target === 0 ? 0 : exact / Math.abs(target),
      exact: facing * exact || 0,
      took: Math.round(goals[i]! / q) - Math.floor(exact / q + 1e-9),
    };
    return new LaterSeat(of, isBase, whole, i);
  });
  return { seats, handed: handedLater(manager, seeds, () => whole().handed) };
}

const isFacing = (own: Seat, facing: number): boolean =>
  own instanceof LaterSeat || own.months.every((m) => facing * m >= 0);

const isItsBase = (own: Seat): boolean =>
  own instanceof LaterSeat ? own.isBase : own.baseMonths === own.months;

const isFree = (report: CascadeNode, bound: Bound, manager: CascadeNode): boolean =>
  report.heldYear === null &&
  report.heldParts.length === 0 &&
  !report.left &&
  (report.season === null || report.season === manager.season) &&
  bound.floor === 0 &&
  bound.cap === Number.POSITIVE_INFINITY;

/** Of reports who are there alike. */
function isThereAlways({ days }: Seeds, months: number): boolean {
  for (let j = 0; j < months; j += 1) if (!(days[j]! > 0)) return false;
  return true;
}

function wholeOf(manager: ManagerInput): ManagerResult {
  const made = handDownInMonths(manager);
  if ("refusal" in made) throw new Error("years that stand have months");
  return made;
}

function handedLater(
  { at, reports, below }: ManagerInput,
  { alternative, droppedParts }: Seeds,
  whole: () => ManagerResult["handed"],
): ManagerResult["handed"] {
  return {
    node: at,
    get year() {
      return whole().year;
    },
    get baseYear() {
      return whole().baseYear;
    },
    get months() {
      return whole().months;
    },
    get baseMonths() {
      return whole().baseMonths;
    },
    alternative,
    droppedParts,
    negativeWeights: reports.filter((r) => below.negative[r] === 1),
    get alabama() {
      return whole().alabama;
    },
    get atOnce() {
      return whole().atOnce;
    },
    yearMoved: [],
    get inUnits() {
      return whole().inUnits;
    },
    gaps: [],
  };
}
