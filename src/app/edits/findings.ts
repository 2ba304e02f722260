/** What a run tells of its edits: cells that can't be read, edits that no longer apply. */
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import type { Engine } from "../engine.ts";
import type { Edit } from "./edit.ts";
import { editOutcomes } from "./outcomes.ts";

export const editFindings = (engine: Engine): Finding[] => [
  ...engine.stored.findings,
  ...editOutcomes(engine).flatMap(({ edit, state, reason }) =>
    state === "not applied"
      ? [finding("EDIT02", edit.place, { n: edit.n, what: whatOf(engine, edit), reason })]
      : [],
  ),
];

/** `hold revenue 2026 for Ana Duarte`. */
export const whatOf = ({ say }: Engine, { kind, kpi, period, who }: Edit): string =>
  say.goals.edit(kind, kpi, period, who);
