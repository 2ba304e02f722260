/** Answers the calls about drift. */
import type { Workbook, WritePlan } from "../hosts/port/index.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { type Speaking, wordsFor } from "../words/index.ts";
import type { Api, ApplyView, PlanView } from "./contract.ts";
import type { DriftView, TakeBackAsk } from "./contract-drift.ts";
import { driftOf } from "./drift.ts";
import { takeBackPlan } from "./drift-plan.ts";
import { driftView, publishingOf } from "./drift-view.ts";
import { notApplied } from "./not-applied.ts";
import { printOf } from "./print.ts";
import { changedCells } from "./publish.ts";
import { publishedSheets } from "./published.ts";
import type { Results } from "./results.ts";
import { ask, type Steps } from "./steps.ts";

type Read = (
  port: Workbook,
  asOf: string | null,
) => Steps<{ readonly data: WorkbookData; readonly results: Results }>;
type Handlers = {
  readonly [M in "drift.list" | "drift.plan" | "drift.takeBack"]: (
    port: Workbook,
    input: Api[M]["in"],
    speaking: Speaking,
  ) => Steps<Api[M]["out"]>;
};

export const driftHandlers = (read: Read): Handlers => ({
  *"drift.list"(port, { asOf }, speaking): Steps<DriftView> {
    const { data, results } = yield* read(port, asOf);
    return driftView(results, data, wordsFor(speaking));
  },

  *"drift.plan"(port, request, speaking): Steps<PlanView> {
    const { data, results } = yield* read(port, request.asOf);
    const plan = planOf(results, data, request);
    return {
      title: plan.title,
      fingerprint: printOf(JSON.stringify(plan)),
      sheets: sheetsOf(plan),
      goals: { changed: 0, first: [] },
      problems: plan.steps.length === 0 ? [wordsFor(speaking).calls.nothingToTakeBack] : [],
    };
  },

  *"drift.takeBack"(port, request, speaking): Steps<ApplyView> {
    const { calls, writes } = wordsFor(speaking);
    const { data, results } = yield* read(port, request.asOf);
    const plan = planOf(results, data, request);
    if (plan.steps.length === 0 || printOf(JSON.stringify(plan)) !== request.fingerprint) {
      return {
        applied: false,
        message: calls.changed,
        todo: calls.lookAgain,
      };
    }
    const result = yield* ask(port.apply(plan));
    return result.ok
      ? { applied: true, message: calls.takenBack, undo: result.inverse }
      : notApplied(result, writes, calls.lookAgain);
  },
});

/** The plan of what is asked for; without a list, of all that is not settled. */
export function planOf(
  results: Results,
  data: WorkbookData,
  { ids }: Pick<TakeBackAsk, "ids">,
): WritePlan {
  const wanted =
    ids ?? driftView(results, data).items.flatMap(({ id, settled }) => (settled ? [] : [id]));
  const drifts = driftOf(data);
  const sheets = publishedSheets(results, data, publishingOf(drifts));
  const formats = new Map(sheets.map((s) => [s.sheet, s.format]));
  return takeBackPlan(data, drifts, new Set(wanted), formats);
}

function sheetsOf(plan: WritePlan): PlanView["sheets"] {
  const sheets = new Map<string, PlanView["sheets"][number]>();
  for (const step of plan.steps) {
    if (step.kind !== "write") continue;
    const known = sheets.get(step.sheet);
    sheets.set(step.sheet, {
      sheet: step.sheet,
      what: step.why,
      isNew: plan.steps.some((s) => s.kind === "addSheet" && s.sheet === step.sheet),
      rows: Math.max(known?.rows ?? 0, step.cells.length),
      cells: (known?.cells ?? 0) + step.cells.flat().length,
      // One cell alone is written because it is to change, be it only back to a formula of the same figure.
      changed: (known?.changed ?? 0) + (step.cells.flat().length === 1 ? 1 : changedCells(step)),
      since: "",
    });
  }
  return [...sheets.values()];
}
