/** Which flags have formulas, and their conditions as cells of the other sheets. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Program } from "../../dsl/ir/ir.ts";
import { type ConditionInput, conditionFormula } from "./condition.ts";
import type { FlagBasis } from "./flags-sheet.ts";
import type { LiveRows } from "./live-rows.ts";
import type { PartsSheet } from "./parts-sheet.ts";
import type { PeriodsSheet } from "./periods-sheet.ts";
import { attempt, refuse } from "./refusal.ts";
import { SHEETS } from "./sheet.ts";
import { cell, type Formula, fixed, number, operate, sum } from "./text/formula.ts";
import { LONGEST_FORMULA, printed } from "./text/print.ts";

export interface FlagGround {
  readonly program: Program;
  readonly periods: readonly Period[];
}

/** The figures of rows that a flag's condition asks for, or why it has no formula. */
export const figuresOfFlag = (
  ground: FlagGround,
  basis: FlagBasis,
): ReturnType<typeof attempt<readonly FigureId[]>> => attempt(() => figuresFor(ground, basis));

/** What is asked for is the same everywhere, but for who is there: one place tells it. */
function figuresFor(ground: FlagGround, { flag, grain }: FlagBasis): FigureId[] {
  if (flag.at.of === "level") refuse({ of: "flag form", form: "below people" });
  const period =
    ground.periods.find((p) => p.grain === grain) ??
    refuse({ of: "flag form", form: { key: "untracked", grain } });
  return conditionFigures(ground.program, flag.when, period);
}

/** The figures of rows that a condition asks for. Throws `Refused` where it is too long for one formula, too. */
export function conditionFigures(
  program: Program,
  condition: FigureId,
  period: Period,
): FigureId[] {
  const found = new Set<FigureId>();
  const input: ConditionInput = {
    program,
    live: () => LONG_CELL,
    part: (id) => {
      found.add(id);
      return LONG_CELL;
    },
    placeOf: (_, from) => from,
    isOver: operate(LONG_CELL, "<=", LONG_CELL),
  };
  const made = conditionFormula(input, condition, { node: 0, period });
  const signs = printed(made, { at: { row: 0, column: 0 }, inFile: true }).length;
  if (signs > MOST_SIGNS) refuse({ of: "form", form: "too long" });
  return [...found];
}
/** As long as any: a reference to the far end of a sheet. */
const LONG_CELL = cell(SHEETS.flags, fixed(999_998), fixed(16_000));
/** Beside the condition a state asks for goals and days. */
const MOST_SIGNS = LONGEST_FORMULA - 2_500;

/** A condition in the column of a period, or what is made of it. */
export type ConditionAt = (
  condition: FigureId,
  node: number,
  period: Period,
  known?: (holds: Formula) => Formula,
) => Formula;

/** Conditions over the cells of the other sheets. */
export const conditionIn =
  (program: Program, live: LiveRows, parts: PartsSheet, { own, asOf }: PeriodsSheet): ConditionAt =>
  (condition, node, period, known) =>
    conditionFormula(
      {
        ...live.from(period),
        program,
        part: (id, who) => parts.cellOf(id, who),
        isOver: operate(own.whole, "<=", sum(asOf, number(1))),
      },
      condition,
      { node, period },
      known,
    );
