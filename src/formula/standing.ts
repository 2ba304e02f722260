/** Attainment, pace, forecast and status as formulas: the closed forms of src/standing/attainment.ts over cells. */
import type { Direction, Kpi } from "../../dsl/ir/ir.ts";
import { AHEAD_BY, MOST_BY_RATIO, SLACK } from "../standing/attainment.ts";
import type { WindowDays } from "./periods-sheet.ts";
import {
  BLANK,
  call,
  type Formula,
  iff,
  number,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

/** The cells of one KPI, person and period. A goal is a number or an empty cell, the others number or "". */
export interface StandingCells {
  readonly actual: Formula;
  readonly goal: Formula;
  /** The part of the goal that is due. */
  readonly due: Formula;
  readonly attainment: Formula;
  readonly expected: Formula;
  readonly pace: Formula;
  readonly baseline: Formula | null;
}

const zero = number(0);
const isBlank = (cell: Formula): Formula => call("ISTEXT", cell);
const noNumber = (cell: Formula): Formula => operate(number(1), "-", call("ISNUMBER", cell));

export const attainmentOf = ({ direction }: Kpi, cells: StandingCells): Formula =>
  reached(direction, cells.actual, cells.goal, cells.baseline);

function reached(
  direction: Direction,
  actual: Formula,
  goal: Formula,
  baseline: Formula | null,
): Formula {
  const figure = withBaseline(direction, actual, goal, baseline);
  return iff(operate(sum(isBlank(actual), noNumber(goal)), ">", zero), BLANK, figure);
}

function withBaseline(
  direction: Direction,
  actual: Formula,
  goal: Formula,
  baseline: Formula | null,
): Formula {
  const plain = direct(direction, actual, goal);
  if (baseline === null) return plain;
  const beyond = operate(goal, direction.better === "lower" ? "<" : ">", baseline);
  const moved = operate(operate(actual, "-", baseline), "/", operate(goal, "-", baseline));
  return iff(isBlank(baseline), BLANK, iff(beyond, moved, plain));
}

function direct(direction: Direction, actual: Formula, goal: Formula): Formula {
  const size = call("ABS", goal);
  const none = operate(goal, "=", zero);
  if (direction.better === "higher") {
    return iff(none, BLANK, sum(number(1), operate(operate(actual, "-", goal), "/", size)));
  }
  if (direction.better === "within") {
    const band = product(number(direction.tolerance), size);
    const off = call("ABS", operate(actual, "-", goal));
    const falling = operate(number(1), "-", operate(operate(off, "-", band), "/", band));
    const outside = iff(operate(band, "=", zero), zero, call("MAX", zero, falling));
    return iff(operate(off, "<=", sum(band, number(SLACK))), number(1), outside);
  }
  const less = sum(number(1), operate(operate(goal, "-", actual), "/", size));
  const most = number(MOST_BY_RATIO);
  const ratio = iff(
    operate(actual, "<=", zero),
    most,
    call("MIN", most, operate(goal, "/", actual)),
  );
  const figure = direction.byRatio ? iff(operate(goal, ">", zero), ratio, less) : less;
  return iff(none, iff(operate(actual, "<=", number(SLACK)), number(1), zero), figure);
}

const isAhead = ({ start }: WindowDays, asOf: Formula): Formula => operate(start, ">", asOf);

export function expectedOf({ nature }: Kpi, { goal, due }: StandingCells): Formula {
  const owed = nature.of === "additive" ? product(goal, due) : goal;
  return iff(call("ISNUMBER", goal), owed, BLANK);
}

export function paceOf(
  { nature, direction }: Kpi,
  { actual, due, expected, baseline }: StandingCells,
  days: WindowDays,
  asOf: Formula,
): Formula {
  const isAdditive = nature.of === "additive";
  const from = baseline !== null && isAdditive ? dueOf(baseline, due) : baseline;
  const paced = reached(direction, actual, expected, from);
  const known = isAdditive ? iff(operate(due, "<=", zero), BLANK, paced) : paced;
  return iff(isAhead(days, asOf), BLANK, known);
}

const dueOf = (baseline: Formula, due: Formula): Formula =>
  iff(isBlank(baseline), BLANK, product(baseline, due));

export function forecastOf(
  { nature }: Kpi,
  { actual, due }: StandingCells,
  days: WindowDays,
  asOf: Formula,
): Formula {
  const none =
    nature.of === "additive" ? sum(isBlank(actual), operate(due, "<=", zero)) : isBlank(actual);
  const whole = nature.of === "additive" ? operate(actual, "/", due) : actual;
  return iff(isAhead(days, asOf), BLANK, iff(none, BLANK, whole));
}

/** The first word that fits, as `status` says it. */
export function statusOf(
  { nature, direction, metAt, atRiskBelow }: Kpi,
  cells: StandingCells,
  days: WindowDays,
  asOf: Formula,
): Formula {
  const { actual, goal, due, attainment, pace, baseline } = cells;
  const least = (share: number): Formula => number(share - SLACK);
  const word = (is: string): Formula => text(is);
  const running = iff(
    isBlank(pace),
    word("on pace"),
    iff(
      operate(pace, "<", least(atRiskBelow)),
      word("at risk"),
      iff(
        operate(pace, "<", least(metAt)),
        word("behind"),
        iff(operate(pace, ">=", least(metAt + AHEAD_BY)), word("ahead"), word("on pace")),
      ),
    ),
  );
  const wrong =
    direction.better === "lower"
      ? operate(actual, ">", number(SLACK))
      : operate(actual, "<", number(-SLACK));
  const current =
    nature.of === "additive"
      ? iff(operate(due, "<=", zero), iff(wrong, word("behind"), word("on pace")), running)
      : running;
  const met = iff(operate(attainment, ">=", least(metAt)), word("met"), word("missed"));
  const isClosed = operate(days.whole, "<=", sum(asOf, number(1)));
  // An error in a cell that the actual needs is no data: a status is a word at all events.
  const noData = operate(
    product(call("ISNUMBER", actual), call("ISNUMBER", attainment)),
    "=",
    zero,
  );
  const known = iff(noData, word("no data"), iff(isClosed, met, current));
  const begun = iff(isAhead(days, asOf), BLANK, known);
  return iff(noGoal(direction, goal, baseline), word("no goal"), begun);
}

/** Without a goal, or one of 0 where higher is better, unless the baseline lies below it. */
function noGoal({ better }: Direction, goal: Formula, baseline: Formula | null): Formula {
  if (better !== "higher") return operate(noNumber(goal), ">", zero);
  const isZero = operate(goal, "=", zero);
  const above =
    baseline === null
      ? isZero
      : product(isZero, iff(isBlank(baseline), number(1), operate(baseline, ">=", zero)));
  return operate(sum(noNumber(goal), above), ">", zero);
}
