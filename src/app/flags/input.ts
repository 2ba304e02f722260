import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Day } from "../../../dsl/calendar/day.ts";
import type { Grain, Program } from "../../../dsl/ir/ir.ts";
import type { Evaluator } from "../../evaluate/types.ts";
import type { Model } from "../../model/model.ts";
import type { Words } from "../../words/index.ts";
import type { Shower } from "../show.ts";
import type { StandingBook } from "../standing-book.ts";
import type { ActionsRead } from "./actions.ts";
import type { Judge } from "./state.ts";

/** All that a run knows when it comes to its flags. */
export interface FlagInput {
  readonly program: Program;
  readonly model: Model;
  readonly evaluator: Evaluator;
  readonly standing: StandingBook;
  readonly judge: Judge;
  readonly periods: (grain: Grain) => readonly Period[];
  readonly show: Shower;
  readonly say: Words;
  readonly actions: ActionsRead;
  /** Actions after this day are not known yet; null: all on record are. */
  readonly actionsUntil: Day | null;
}
