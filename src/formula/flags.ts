/** Which flags have formulas, and their conditions as cells of the other sheets. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Flag, KpiId, Program } from "../../dsl/ir/ir.ts";
import { nodeMeant } from "../evaluate/meant.ts";
import { rangeOf } from "../evaluate/windows.ts";
import type { Model } from "../model/model.ts";
import { type ConditionInput, type ConditionPlace, conditionFormula } from "./condition.ts";
import type { FlagBasis } from "./flags-sheet.ts";
import type { FigureName, LiveCell } from "./live-sheet.ts";
import type { PartsSheet } from "./parts-sheet.ts";
import { attempt, refuse } from "./refusal.ts";
import { SHEETS } from "./sheet.ts";
import { cell, type Formula, fixed } from "./text/formula.ts";
import { LONGEST_FORMULA, printed } from "./text/print.ts";

export interface FlagGround {
  readonly program: Program;
  readonly model: Model;
  readonly periods: readonly Period[];
}

/** The figures of rows that a flag's condition asks for, or why it has no formula. */
export const figuresOfFlag = (
  ground: FlagGround,
  basis: FlagBasis,
): ReturnType<typeof attempt<readonly FigureId[]>> => attempt(() => figuresFor(ground, basis));

/** What is asked for is the same everywhere, but for who is there: one place tells it. */
function figuresFor(ground: FlagGround, { flag, grain }: FlagBasis): FigureId[] {
  if (flag.at.of === "level")
    refuse({
      of: "form",
      form: "accounts or the like below people, which are not on these sheets",
    });
  const period =
    ground.periods.find((p) => p.grain === grain) ??
    refuse({ of: "form", form: `periods of a ${grain}, which are not tracked` });
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
  if (signs > MOST_SIGNS) refuse({ of: "form", form: "a condition too long for one formula" });
  return [...found];
}
/** As long as any: a reference to the far end of a sheet. */
const LONG_CELL = cell(SHEETS.flags, fixed(999_998), fixed(16_000));
/** Beside the condition a state asks for goals and days. */
const MOST_SIGNS = LONGEST_FORMULA - 2_500;

const columnOf = ({ periods }: FlagGround, { grain, start }: Period): number =>
  periods.findIndex((p) => p.grain === grain && p.start === start);

const placeIn =
  ({ program, model }: FlagGround): ConditionInput["placeOf"] =>
  (asked, { node, period }) => {
    const window = program.windows[asked.window]!;
    const { steps } = window;
    const when =
      steps.length === 0 ? period : rangeOf(model.calendar, window, period, model.asOf).period;
    const who = nodeMeant(model.org, asked.node, node, when.end - 1);
    return who < 0 ? null : { node: who, period: when };
  };

/** The condition of a flag in the column of a place. */
export function conditionIn(
  ground: FlagGround,
  cells: {
    readonly live: LiveCell;
    /** Whether a figure has rows: a KPI that nobody owes has no standing. */
    has(what: FigureName, kpi: KpiId): boolean;
    /** What a figure of `KPI Live` came to that has no row, or in a period that has no column: before the first, say. */
    known(what: FigureName, kpi: KpiId, place: ConditionPlace): Formula;
    readonly parts: PartsSheet;
  },
): (flag: Flag, node: number, period: Period) => Formula {
  return (flag, node, period) => {
    const own = columnOf(ground, period);
    const columns = (place: ConditionPlace): number => columnOf(ground, place.period) - own;
    return conditionFormula(
      {
        program: ground.program,
        live: (what, kpi, place) =>
          columnOf(ground, place.period) < 0 || !cells.has(what, kpi)
            ? cells.known(what, kpi, place)
            : cells.live(what, kpi, place.node, columns(place)),
        part: (id, who) => cells.parts.cellOf(id, who),
        placeOf: placeIn(ground),
      },
      flag.when,
      { node, period },
    );
  };
}
