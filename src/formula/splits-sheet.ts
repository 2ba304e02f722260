/**
 * `KPI Live Splits`: cascades that are divided one way, step by step, live when a weight, a goal or a held amount
 * changes. A row for each person and step; reports of one manager stand beside each other, in the order of ties.
 */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Kpi } from "../../dsl/ir/ir.ts";
import type { Check } from "./checks-sheet.ts";
import { FIRST_PERIOD } from "./periods-sheet.ts";
import { type FormulaSheet, plain, SHEETS, type SheetCell } from "./sheet.ts";
import { handedDown, isUndivided, scaleOf, settled, shareOf, wholeOf } from "./split-cells.ts";
import {
  area,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  number,
  off,
  operate,
  product,
} from "./text/formula.ts";

export interface SplitSeat {
  readonly node: number;
  /** Places in the list of seats; -1: a top. */
  readonly parent: number;
  /** In the KPI's unit; null: free. */
  readonly held: number | null;
  readonly keepBack: number;
  readonly overAssign: number;
}

/** A cascade of one period that is divided one way. */
export interface Split {
  readonly kpi: Kpi;
  readonly period: Period;
  /** Reports of one manager beside each other, in the order of ties. */
  readonly seats: readonly SplitSeat[];
  /** Figures of the weights, tried in turn; by none evenly. */
  readonly weights: readonly FigureId[];
  readonly perUnit: number;
  readonly increment: number;
}

export interface SplitsInput {
  readonly splits: readonly Split[];
  readonly periods: readonly Period[];
  name(node: number): string;
  /** The cell of a figure in the own column. */
  part(figure: FigureId, node: number): Formula;
  /** The cell of a goal in `KPI Live`, in the own column. */
  goal(kpi: Kpi, node: number): Formula;
  /** What a goal came to; NaN: none. */
  result(kpi: Kpi, node: number, period: Period): number;
}

export interface SplitsSheet {
  readonly sheet: FormulaSheet;
  readonly checks: readonly Check[];
  /** The cell of a goal in the own column. */
  goalOf(split: Split, node: number): Formula;
}

const HEADER_ROW = 0;
type Step =
  | "held"
  | `weight ${number}`
  | "free"
  | "scale"
  | "whole"
  | "shared"
  | "undivided"
  | "floor"
  | "rest"
  | "goal";
const WORDS: Readonly<Record<string, string>> = {
  held: "held (type an amount)",
  free: "weight of who isn’t held",
  scale: "makes weights whole",
  whole: "whole weight",
  shared: "handed down to these, in increments",
  undivided: "can’t be divided",
  floor: "whole increments",
  rest: "remainder",
  goal: "goal",
};

/** Splits over the same seats share their rows: a column each. */
interface Group {
  readonly top: number;
  readonly splits: readonly Split[];
  readonly steps: readonly Step[];
}

export function splitsSheet(input: SplitsInput): SplitsSheet | null {
  if (input.splits.length === 0) return null;
  const groups = grouped(input.splits);
  const rows = groups.flatMap((group) => groupRows(input, group));
  const groupOf = (split: Split): Group => groups.find(({ splits }) => splits.includes(split))!;
  return {
    sheet: {
      name: SHEETS.splits,
      what: "how goals are divided, step by step",
      rows: [["Who", "KPI", "Step", ...input.periods.map(({ label }) => label)], ...rows],
      headerRow: HEADER_ROW,
      frozenColumns: FIRST_PERIOD,
      dayColumns: [],
      dayRows: [],
    },
    checks: groups.map((group): Check => {
      const { label } = group.splits[0]!.kpi;
      const { length } = group.splits[0]!.seats;
      const at = (seat: number) => fixed(rowOf(group, "undivided", seat));
      const last = FIRST_PERIOD + input.periods.length - 1;
      return {
        said: { of: "undivided", label },
        count: call(
          "SUM",
          area(SHEETS.splits, [at(0), at(length - 1)], [fixed(FIRST_PERIOD), fixed(last)]),
        ),
      };
    }),
    goalOf: (split, node) => {
      const seat = split.seats.findIndex((one) => one.node === node);
      return cell(SHEETS.splits, fixed(rowOf(groupOf(split), "goal", seat)), off(0));
    },
  };
}

function grouped(splits: readonly Split[]): Group[] {
  const byKey = new Map<string, Split[]>();
  for (const split of splits) {
    const seats = split.seats.map(({ node, parent }) => [node, parent]);
    const key = JSON.stringify([split.kpi.id, seats, split.weights]);
    byKey.set(key, [...(byKey.get(key) ?? []), split]);
  }
  let top = HEADER_ROW + 1;
  return [...byKey.values()].map((list): Group => {
    const [first] = list as [Split];
    const weights = first.weights.map((_, i): Step => `weight ${i}`);
    const steps: Step[] = [
      "held",
      ...weights,
      "free",
      "scale",
      "whole",
      "shared",
      "undivided",
      "floor",
      "rest",
      "goal",
    ];
    const group = { top, splits: list, steps };
    top += steps.length * first.seats.length;
    return group;
  });
}

const rowOf = ({ top, steps, splits }: Group, step: Step, seat: number): number =>
  top + steps.indexOf(step) * splits[0]!.seats.length + seat;

function groupRows(input: SplitsInput, group: Group): SheetCell[][] {
  const [{ kpi, seats }] = group.splits as [Split];
  const split = input.periods.map(
    ({ grain, start }) =>
      group.splits.find(({ period }) => period.grain === grain && period.start === start) ?? null,
  );
  return group.steps.flatMap((step) =>
    seats.map((seat, at): SheetCell[] => [
      input.name(seat.node),
      kpi.label,
      WORDS[step] ?? `by ${step}`,
      ...split.map((own) => (own === null ? null : stepCell(input, group, own, step, at))),
    ]),
  );
}

function stepCell(
  input: SplitsInput,
  group: Group,
  split: Split,
  step: Step,
  at: number,
): SheetCell {
  const { seats, kpi, perUnit, increment } = split;
  const seat = seats[at]!;
  const one = (of: Step, who = at): Formula => cell(null, fixed(rowOf(group, of, who)), off(0));
  const range = (of: Step, [first, last]: Places): Formula =>
    area(null, [fixed(rowOf(group, of, first)), fixed(rowOf(group, of, last))], [off(0), off(0)]);
  const below = placesBelow(seats, at);
  const beside = seat.parent < 0 ? null : placesBelow(seats, seat.parent)!;
  if (step === "held") return seat.parent < 0 ? null : seat.held;
  if (step === "scale") return below && plain(scaleOf(range("free", below)), null);
  if (step === "shared") {
    if (!below) return null;
    const { keepBack, overAssign } = seat;
    const lowerIsBetter = kpi.direction.better === "lower";
    const goal = input.goal(kpi, seat.node);
    const held = range("held", below);
    return plain(
      handedDown({ goal, held, perUnit, increment, keepBack, overAssign, lowerIsBetter }),
      null,
    );
  }
  if (step === "undivided")
    return below && plain(isUndivided(one("shared"), range("whole", below)), 0);
  if (beside === null) return null;
  if (step.startsWith("weight")) {
    if (below) return plain(call("SUM", range(step, below)), null);
    const part = input.part(split.weights[Number(step.slice(7))]!, seat.node);
    return plain(iff(call("ISNUMBER", part), call("MAX", number(0), part), number(0)), null);
  }
  const share = {
    shared: one("shared", seat.parent),
    undivided: one("undivided", seat.parent),
    weight: one("whole"),
    weights: range("whole", beside),
  };
  switch (step) {
    case "free":
      return plain(
        freeWeight(split, one, (of) => range(of, beside)),
        null,
      );
    case "whole":
      return plain(wholeOf(one("free"), range("free", beside), one("scale", seat.parent)), null);
    case "floor":
    case "rest":
      return plain(shareOf(share, step), null);
    default: {
      const result = input.result(kpi, seat.node, split.period);
      const goal = settled({
        held: one("held"),
        shared: share.shared,
        floor: one("floor"),
        floors: range("floor", beside),
        rest: one("rest"),
        rests: range("rest", beside),
        restsAbove: range("rest", [beside[0], at]),
        perUnit,
        increment,
      });
      return plain(goal, Number.isNaN(result) ? "" : result);
    }
  }
}

/** The first weights that aren't all zero for those who aren't held; by none evenly. */
function freeWeight(
  { weights }: Split,
  one: (of: Step) => Formula,
  beside: (of: Step) => Formula,
): Formula {
  const isFree = (held: Formula): Formula => operate(number(1), "-", call("ISNUMBER", held));
  const by = weights.reduceRight<Formula>((none, _, i) => {
    const some = call("SUMPRODUCT", product(isFree(beside("held")), beside(`weight ${i}`)));
    return iff(operate(some, ">", number(0)), one(`weight ${i}`), none);
  }, number(1));
  return iff(call("ISNUMBER", one("held")), number(0), by);
}

/** First and last place. */
type Places = readonly [first: number, last: number];

function placesBelow(seats: readonly SplitSeat[], at: number): Places | null {
  const first = seats.findIndex(({ parent }) => parent === at);
  if (first < 0) return null;
  let last = first;
  while (seats[last + 1]?.parent === at) last += 1;
  return [first, last];
}
