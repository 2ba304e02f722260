import type { Engine } from "../engine.ts";
import type { EditOutcome } from "./edit.ts";

/** What became of each edit of a run, in order; an override of a goal that nobody owes is not applied. */
export const editOutcomes = (engine: Engine): readonly EditOutcome[] =>
  engine.edits.outcomes().map((outcome) => {
    const { edit, state } = outcome;
    if (edit.kind !== "override" || state !== "in force") return outcome;
    const override = engine.edits.overrides.find((o) => o.edit === edit.n);
    const node = engine.model.org.nodeOf(edit.who);
    const period = engine.calendar.parse(edit.period);
    if (!override || node === null || !period) return outcome;
    if (!Number.isNaN(engine.goals.plain(override.kpi, node, period).goal)) return outcome;
    const reason = engine.say.goals.owesNone(edit.who, edit.kpi, edit.period);
    return { edit, state: "not applied", reason };
  });
