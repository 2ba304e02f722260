/** Answers the sidebar's calls about goals. */
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { Workbook, WorkbookOutline, WritePlan } from "../../hosts/port/index.ts";
import type { WorkbookData } from "../../model/workbook.ts";
import type { Api } from "../contract.ts";
import type { EditsView, GoalsAsk, GoalsPreviewView } from "../contract-goals.ts";
import type { Engine } from "../engine.ts";
import { notApplied } from "../not-applied.ts";
import { printOf } from "../print.ts";
import { ask as question, type Steps } from "../steps.ts";
import { commandsPlan, proposed, undoOf } from "./commands.ts";
import { editOutcomes } from "./outcomes.ts";
import { goalPeriods } from "./period-view.ts";
import { previewOf } from "./preview.ts";
import { amountsOf } from "./sheet.ts";
import { goalsTree } from "./tree-view.ts";

/** The workbook as it is, and the engine of its rules (or of others) over it. */
export interface Opened {
  readonly data: WorkbookData;
  readonly outline: WorkbookOutline;
  engine(rules: string | null): Engine;
}
/** `options`: the service's own, handed through. */
export type Open<O> = (port: Workbook, asOf: string | null, options: O) => Steps<Opened>;

type Goals = "goals.tree" | "goals.periods" | "goals.preview" | "goals.apply" | "goals.edits";
type GoalHandlers<O> = {
  readonly [M in Goals]: (port: Workbook, input: Api[M]["in"], options: O) => Steps<Api[M]["out"]>;
};

/** `open` reads the workbook for each call; an engine works out no more than what is asked of it. */
export const goalHandlers = <O>(open: Open<O>): GoalHandlers<O> => ({
  *"goals.tree"(port, ask, options) {
    const opened = yield* open(port, ask.asOf, options);
    return goalsTree(opened.engine(null), opened.data, ask);
  },

  *"goals.periods"(port, ask, options) {
    const opened = yield* open(port, ask.asOf, options);
    return goalPeriods(opened.engine(null), ask);
  },

  *"goals.preview"(port, ask, options): Steps<GoalsPreviewView> {
    const opened = yield* open(port, ask.asOf, options);
    const engine = opened.engine(null);
    const proposal = proposed(engine, opened.data, ask);
    const draft = ask.rules === null ? null : opened.engine(ask.rules);
    const view = previewOf(engine, proposal, ask, draft);
    const plan = view.problems.length > 0 ? null : commandsPlan(engine, opened.data, proposal);
    return {
      ...view,
      title: plan?.title ?? "",
      fingerprint: plan && ask.rules === null && ask.whatIf.length === 0 ? print(plan) : "",
    };
  },

  *"goals.apply"(port, ask, options) {
    const opened = yield* open(port, ask.asOf, options);
    const engine = opened.engine(null);
    const found = planOf(engine, opened.data, ask);
    if (typeof found === "string")
      return { applied: false, message: found, todo: engine.say.calls.lookAtPreview };
    if (print(found) !== ask.fingerprint) {
      return {
        applied: false,
        message: engine.say.calls.changed,
        todo: engine.say.calls.lookAgain,
      };
    }
    const result = yield* question(port.apply(found));
    if (!result.ok) return notApplied(result, engine.say.writes, engine.say.calls.lookAgain);
    return {
      applied: true,
      message: engine.say.goals.wrote(ask.commands.length),
      undo: undoOf(result.inverse, found),
    };
  },

  *"goals.edits"(port, { asOf }, options) {
    const opened = yield* open(port, asOf, options);
    return editsView(opened.engine(null));
  },
});

const print = (plan: WritePlan): string => printOf(JSON.stringify(plan));

/** The plan of commands that all can be applied, or the sentence that says why not. */
function planOf(engine: Engine, data: WorkbookData, ask: GoalsAsk): WritePlan | string {
  const proposal = proposed(engine, data, ask);
  const [problem] = proposal.problems;
  if (problem !== undefined) return problem;
  const { edits, resets } = proposal;
  const after = engine.with({
    edits: [...engine.stored.edits, ...edits],
    resets: [...engine.program.resets, ...resets],
    whatIf: [],
  });
  const refused = editOutcomes(after).find((o) => o.edit.place === "" && o.state === "not applied");
  if (refused) return refused.reason;
  return commandsPlan(engine, data, proposal) ?? engine.say.goals.nothingToWrite;
}

/** The edits on record and what became of each. */
export function editsView(engine: Engine): EditsView {
  return {
    asOf: isoOf(engine.model.asOf),
    edits: editOutcomes(engine).map(({ edit, state, reason }) => {
      const { n, kind, who, kpi, period, by, note } = edit;
      return {
        n,
        kind,
        who,
        kpi,
        period,
        ...amountsOf(edit),
        by,
        on: isoOf(edit.on),
        note,
        state,
        reason,
      };
    }),
    problems: engine.stored.findings.map(({ place, message }) => ({ place, message })),
  };
}
