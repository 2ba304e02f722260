/** Which flags have formulas, and their conditions as cells of the other sheets. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Flag, Program } from "../../dsl/ir/ir.ts";
import { type ConditionInput, conditionFormula } from "./condition.ts";
import type { FlagBasis } from "./flags-sheet.ts";
import type { LiveRows } from "./live-rows.ts";
import type { PartsSheet } from "./parts-sheet.ts";
import { attempt, refuse } from "./refusal.ts";
import { SHEETS } from "./sheet.ts";
import { cell, type Formula, fixed } from "./text/formula.ts";
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
  const found = new Set<FigureId>();
  const input: ConditionInput = {
    program: ground.program,
    live: () => LONG_CELL,
    part: (id) => {
      found.add(id);
      return LONG_CELL;
    },
    placeOf: (_, from) => from,
  };
  const made = conditionFormula(input, flag.when, { node: 0, period });
  const signs = printed(made, { at: { row: 0, column: 0 }, inFile: true }).length;
  if (signs > MOST_SIGNS) refuse({ of: "form", form: "too long" });
  return [...found];
}
/** As long as any: a reference to the far end of a sheet. */
const LONG_CELL = cell(SHEETS.flags, fixed(999_998), fixed(16_000));
/** Beside the condition a state asks for goals and days. */
const MOST_SIGNS = LONGEST_FORMULA - 2_500;

/** The condition of a flag in the column of a place. */
export const conditionIn =
  (
    program: Program,
    live: LiveRows,
    parts: PartsSheet,
  ): ((flag: Flag, node: number, period: Period) => Formula) =>
  (flag, node, period) =>
    conditionFormula(
      { ...live.from(period), program, part: (id, who) => parts.cellOf(id, who) },
      flag.when,
      { node, period },
    );
