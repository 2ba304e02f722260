/** A run as native formulas want it. */
import type { BookInput } from "../formula/book.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { wordsOf } from "../words/index.ts";
import type { Engine } from "./engine.ts";
import { basisOf, flagBases, judgedFrom } from "./flags/formula-basis.ts";
import { goalsBasis } from "./goals/formula-basis.ts";

/** All that the sheets of formulas are made of but the words of a program. */
export const formulaInput = (
  engine: Engine,
  workbook: WorkbookData,
  rules: string,
): Omit<BookInput, "dialect"> => ({
  program: engine.program,
  model: engine.model,
  workbook,
  evaluator: engine.evaluator,
  periods: engine.program.calendar.track.flatMap((grain) => engine.periods(grain)),
  words: ({ start, end }) => rules.slice(start, end),
  say: engine.say.notices,
  // What is written stays where many read it: it speaks the workbook's language, whoever publishes.
  checks: wordsOf(workbook.locale).checks,
  standing: (kpi, node, period) => ({
    ...engine.standing.of(kpi.id, node, period),
    due: engine.standing.shareDue(kpi.id, node, period),
  }),
  // A goal that is typed where there is none falls evenly on the parts.
  dueShares: (kpi, node, period) => {
    const { goal } = engine.goals.goal(kpi.id, node, period);
    const parts = engine.standing.parts(kpi.id, node, period);
    const isOwed = !Number.isNaN(goal) && goal !== 0;
    return parts.map(({ weight }) => (isOwed ? weight / goal : 1 / parts.length));
  },
  goals: goalsBasis(engine),
  flags: flagBases(engine),
  condition: (condition) => basisOf(engine, condition),
  judgedFrom: (period) => judgedFrom(engine, period),
});
