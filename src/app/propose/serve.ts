/** Answers the sidebar's first calls: what can be proposed, what would be written, what a reset takes away. */
import { parseIso } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import { SHEETS as FORMULA_SHEETS } from "../../formula/sheet.ts";
import type { ApplyResult, Workbook, WritePlan, WriteStep } from "../../hosts/port/index.ts";
import type { WorkbookData } from "../../model/workbook.ts";
import type { Choices, Correction } from "../../propose/index.ts";
import { type Speaking, wordsFor } from "../../words/index.ts";
import type { ApplyView } from "../contract.ts";
import type { ResetView, StartApi, StartPlanView, StartView } from "../contract-start.ts";
import { EDITS_SHEET } from "../edits/edit.ts";
import { ACTIONS_SHEET } from "../flags/actions.ts";
import { LOG_SHEET, logSteps } from "../log.ts";
import { fingerprintOf } from "../print.ts";
import {
  FLAGS_SHEET,
  GOALS_SHEET,
  HISTORY_SHEET,
  RESULTS_SHEET,
  SCORECARD_SHEET,
  TIEOUT_SHEET,
} from "../published.ts";
import { RECORD_SHEET, readRecord } from "../record.ts";
import { RULES_SHEET, readRules, saveRulesPlan } from "../rules-sheet.ts";
import { ask, type Steps } from "../steps.ts";
import { type WorkedOut, workOut } from "./first-run.ts";

type StartHandlers = {
  readonly [M in keyof StartApi]: (
    port: Workbook,
    input: StartApi[M]["in"],
    speaking: Speaking,
  ) => Steps<StartApi[M]["out"]>;
};

/** What `applied` makes of a result is the service's, as for every plan. */
type Applied = (result: ApplyResult, message: string, speaking: Speaking) => ApplyView;

export const startHandlers = (applied: Applied): StartHandlers => ({
  *"start.look"(port, { choices }): Steps<StartView> {
    const { worked } = yield* look(port, choices);
    return startView(worked);
  },

  *"start.plan"(port, { choices }): Steps<StartPlanView> {
    const { data, worked, today } = yield* look(port, choices);
    return planView(data, worked, planOf(data, worked, today, ""));
  },

  *"start.write"(port, { choices, fingerprint, by }, speaking): Steps<ApplyView> {
    const { calls } = wordsFor(speaking);
    const { data, worked, today } = yield* look(port, choices);
    if (fingerprintOf(planOf(data, worked, today, "")) !== fingerprint)
      return {
        applied: false,
        message: calls.changedSinceRead,
        todo: calls.lookAtRules,
      };
    const plan = planOf(data, worked, today, by);
    return applied(yield* ask(port.apply(plan)), calls.wroteRules, speaking);
  },

  *"start.reset.plan"(port): Steps<ResetView> {
    const outline = yield* ask(port.describe());
    const data = yield* ask(port.read());
    const plan = resetPlan(data);
    const ours = ourSheets(data);
    return {
      title: outline.title,
      sheets: ours.map(({ name, rows }) => ({ sheet: name, rows })),
      rules: readRules(data).text,
      fingerprint: resetPrint(data, plan),
    };
  },

  *"start.reset"(port, { title, fingerprint }, speaking): Steps<ApplyView> {
    const { calls } = wordsFor(speaking);
    const outline = yield* ask(port.describe());
    const data = yield* ask(port.read());
    if (foldText(title) !== foldText(outline.title))
      return {
        applied: false,
        message: calls.calledOtherwise(outline.title),
        todo: calls.writeName,
      };
    const plan = resetPlan(data);
    if (resetPrint(data, plan) !== fingerprint)
      return {
        applied: false,
        message: calls.sheetsChanged,
        todo: calls.lookAtList,
      };
    return applied(yield* ask(port.apply(plan)), calls.removed(plan.steps.length), speaking);
  },
});

function* look(port: Workbook, choices: Choices) {
  const outline = yield* ask(port.describe());
  const data = yield* ask(port.read());
  const worked = workOut(data, choices, parseIso(outline.today));
  return { data, worked, today: outline.today };
}

function startView({ proposal, first, levels, units }: WorkedOut): StartView {
  const { people, kpis, owners: _, ...rest } = proposal;
  return {
    ...rest,
    people: people && { ...people, levels, tops: first?.tops ?? [] },
    quarter: first?.quarter ?? "",
    kpis: kpis.map((kpi) => ({
      ...kpi,
      unit: units.get(kpi.name) ?? { of: "plain" },
      lastQuarter: first?.kpis[kpi.name]?.lastQuarter ?? null,
      lastYear: first?.kpis[kpi.name]?.lastYear ?? null,
    })),
  };
}

function planOf(data: WorkbookData, worked: WorkedOut, today: string, by: string): WritePlan {
  const { proposal, corrections } = worked;
  const before = readRules(data);
  const replaced = before.text.trim() !== "" && before.text !== proposal.rules;
  const log = replaced
    ? logSteps(data, [{ by, what: "replaced", statement: "all rules", text: before.text }], today)
    : [];
  return {
    title: "Write the rules",
    steps: [
      ...correctionSteps(corrections),
      ...log,
      ...saveRulesPlan(data, proposal.rules, null, { by, on: today }).steps,
    ],
  };
}

function planView(data: WorkbookData, worked: WorkedOut, plan: WritePlan): StartPlanView {
  const { rules } = worked.proposal;
  const heads = (word: string) => rules.match(new RegExp(`^${word} `, "gm"))?.length ?? 0;
  const counts = new Map<string, StartPlanView["corrections"][number]>();
  for (const { sheet, from, to } of worked.corrections) {
    const key = JSON.stringify([sheet, from, to]);
    const cells = (counts.get(key)?.cells ?? 0) + 1;
    counts.set(key, { sheet, from: String(from), to, cells });
  }
  return {
    rules,
    fingerprint: fingerprintOf(plan),
    lines: rules.split("\n").length,
    kpis: heads("kpi"),
    goals: heads("goal"),
    flags: heads("flag"),
    corrections: [...counts.values()],
    replaces: readRules(data).text.trim() !== "",
  };
}

/** Neighbouring cells of a column in one write each. */
function correctionSteps(cells: readonly Correction[]): WriteStep[] {
  const steps: Extract<WriteStep, { kind: "write" }>[] = [];
  for (const { sheet, row, column, from, to } of cells) {
    const last = steps[steps.length - 1];
    const follows =
      last && last.sheet === sheet && last.left === column && last.top + last.cells.length === row;
    if (follows) {
      steps[steps.length - 1] = {
        ...last,
        old: [...last.old!, [from]],
        cells: [...last.cells, [to]],
      };
      continue;
    }
    steps.push({
      kind: "write",
      sheet,
      top: row,
      left: column,
      old: [[from]],
      cells: [[to]],
      why: `the name ${to}`,
    });
  }
  return steps;
}

const OURS = [
  RULES_SHEET,
  RESULTS_SHEET,
  GOALS_SHEET,
  FLAGS_SHEET,
  HISTORY_SHEET,
  TIEOUT_SHEET,
  SCORECARD_SHEET,
  RECORD_SHEET,
  EDITS_SHEET,
  ACTIONS_SHEET,
  LOG_SHEET,
  ...Object.values(FORMULA_SHEETS),
].map(foldText);

/** Sheets that this product writes or that its record names; a sheet of the user's that happens to begin with `KPI` is none. */
function ourSheets(data: WorkbookData) {
  const recorded = readRecord(data).map(({ sheet }) => foldText(sheet));
  const ours = new Set([...OURS, ...recorded]);
  return data.sheets.filter((sheet) => ours.has(foldText(sheet.name)));
}

const resetPlan = (data: WorkbookData): WritePlan => ({
  title: "Remove Answerable's sheets",
  steps: ourSheets(data).map(({ name }) => ({ kind: "removeSheet", sheet: name })),
});

/** A removal carries no cells, so the rules and the sheets' sizes stand for what was shown. */
const resetPrint = (data: WorkbookData, plan: WritePlan): string =>
  fingerprintOf({
    ...plan,
    title: JSON.stringify([ourSheets(data).map(({ rows }) => rows), readRules(data).text]),
  });
