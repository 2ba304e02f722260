/** Small trees for tests by hand: what isn't said is plain. */
import { groupOf } from "../../src/cascade/spread.ts";
import { PLAIN_STEP, type Step } from "../../src/cascade/target.ts";
import {
  type CascadeInput,
  type CascadeNode,
  type CascadeResult,
  cascadeTree,
  type Seat,
} from "../../src/cascade/tree.ts";

export type Someone = Partial<Omit<CascadeNode, "step">> & {
  readonly weight?: number;
  readonly step?: Partial<Step>;
};

/** A top of whom nothing is said, there in all months. */
export const plainNode = (months: number): CascadeNode => ({
  parent: -1,
  name: "",
  vacancy: false,
  presence: new Array<number>(months).fill(1),
  weights: [[0]],
  season: null,
  heldYear: null,
  heldParts: [],
  published: null,
  atLeast: null,
  atMost: null,
  step: PLAIN_STEP,
});

/** The first is the top; the others report to him, or to `parent`. */
export function teamOf(
  people: readonly Someone[],
  over: Partial<CascadeInput> & Pick<CascadeInput, "goal">,
): CascadeInput {
  const months = over.months ?? 1;
  return {
    nodes: people.map(({ weight = 1, step, ...own }, i) => ({
      ...plainNode(months),
      parent: i === 0 ? -1 : 0,
      name: `p${String(i).padStart(2, "0")}`,
      weights: [[weight]],
      step: { ...PLAIN_STEP, ...step },
      ...own,
    })),
    alternatives: [[1]],
    months,
    group: groupOf(months),
    increment: 1,
    rounding: "remainder",
    said: [],
    closed: [],
    ...over,
  };
}

export const yearsOf = ({ seats }: CascadeResult): (number | null)[] =>
  seats.map((seat) => seat?.year ?? null);
export const monthsOf = ({ seats }: CascadeResult) => seats.map((seat) => seat?.months ?? null);
export const cascade = (...asked: Parameters<typeof teamOf>): CascadeResult =>
  cascadeTree(teamOf(...asked));

/** A result with every seat written out: months that are made when asked for stand beside those that are there. */
export const inFull = (result: CascadeResult): CascadeResult => ({
  ...result,
  seats: result.seats.map((seat) => seat && seatInFull(seat)),
});
export const seatInFull = (seat: Seat): Seat => ({
  year: seat.year,
  months: seat.months,
  baseYear: seat.baseYear,
  baseMonths: seat.baseMonths,
  held: seat.held,
  share: seat.share,
  exact: seat.exact,
  odd: seat.odd,
  took: seat.took,
  bound: seat.bound,
});
