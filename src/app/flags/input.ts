import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Grain, Program } from "../../../dsl/ir/ir.ts";
import type { Evaluator } from "../../evaluate/types.ts";
import type { Model } from "../../model/model.ts";
import type { CascadeBook } from "../goals/cascades.ts";
import type { WhoInput } from "../goals/who.ts";
import type { Shower } from "../show.ts";
import type { StandingBook } from "../standing-book.ts";

/** All that a run knows when it comes to its flags. */
export interface FlagInput {
  readonly program: Program;
  readonly model: Model;
  readonly who: WhoInput;
  readonly evaluator: Evaluator;
  readonly standing: StandingBook;
  readonly cascades: CascadeBook;
  readonly periods: (grain: Grain) => readonly Period[];
  readonly show: Shower;
}
