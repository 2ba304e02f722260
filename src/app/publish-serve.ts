/** Answers the calls about Publish: what there is, what would be written, and its writing. */
import { isoOf } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import { DIALECTS, type Dialect } from "../formula/text/dialect.ts";
import type {
  ApplyResult,
  Workbook,
  WorkbookOutline,
  WriteCell,
  WritePlan,
} from "../hosts/port/index.ts";
import { UserError } from "../model/user-error.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { type Speaking, type Words, wordsFor } from "../words/index.ts";
import { PARTS, type Part, PROGRAMS, type PublishChoice, USUAL_CHOICE } from "./choice.ts";
import type { Api, ApplyView, PlanView } from "./contract.ts";
import type { FileView, LiveView, PublishPartsView } from "./contract-publish.ts";
import { driftView } from "./drift-view.ts";
import { type FunctionDesk, type Grid, gridNamed } from "./functions-serve.ts";
import { styleOf } from "./kpi-calls.ts";
import { fingerprintOf } from "./print.ts";
import { changedCells, FROZEN_ONCE, publishPlan } from "./publish.ts";
import { fileName, filePlan } from "./publish-file.ts";
import { formulaPublication } from "./publish-formulas.ts";
import { functionSheets, settled } from "./publish-functions.ts";
import { CHART_SHEET, GOALS_SHEET, publishedSheets } from "./published.ts";
import { type Publication, publications, RECORD_SHEET } from "./record.ts";
import { asOfStep, RULES_NAME } from "./rules-sheet.ts";
import type { Run } from "./run.ts";
import { type Bars, usualPeriod } from "./scorecard-sheet.ts";
import { ask, type Steps } from "./steps.ts";

/** Makes the bytes of an .xlsx file that a plan alone fills, as base64. */
export type MakeFile = (plan: WritePlan) => Promise<string>;
type Desk = Speaking & { readonly functions?: FunctionDesk; readonly makeFile?: MakeFile };
type PublishMethod = "publish.parts" | "publish.plan" | "publish.apply" | "publish.file";
type Handlers = {
  readonly [M in PublishMethod]: (
    port: Workbook,
    input: Api[M]["in"],
    desk: Desk,
  ) => Steps<Api[M]["out"]>;
};

/** The workbook read once and run over, as the service does for every call. */
export interface Ran {
  readonly data: WorkbookData;
  readonly outline: WorkbookOutline;
  readonly results: Run;
}
type Read = (port: Workbook, asOf: string | null) => Steps<Ran>;
type Applied = (result: ApplyResult, message: string, speaking: Speaking) => ApplyView;

export const publishHandlers = (read: Read, applied: Applied): Handlers => ({
  *"publish.parts"(port, { asOf }, { makeFile }): Steps<PublishPartsView> {
    return { ...partsView(yield* read(port, asOf)), makesFiles: makeFile !== undefined };
  },

  *"publish.file"(port, { asOf, choice = USUAL_CHOICE }, desk): Steps<FileView> {
    const { calls } = wordsFor(desk);
    if (!desk.makeFile) throw new UserError(calls.noFile, "", calls.saveItself);
    const { data, outline, results } = yield* read(port, asOf);
    const on = outline.today < NO_TODAY ? outline.today : "";
    const plan = filePlan(results, data, choice, on);
    return {
      name: fileName(outline.title, results, on),
      base64: yield* ask(desk.makeFile(plan)),
      sheets: sheetsOf(plan).length,
    };
  },

  *"publish.plan"(port, request, desk): Steps<PlanView> {
    const ran = yield* read(port, request.asOf);
    return planView(planOf(port, ran, request, desk), ran, wordsFor(desk));
  },

  *"publish.apply"(port, request, desk): Steps<ApplyView> {
    const { calls } = wordsFor(desk);
    const ran = yield* read(port, request.asOf);
    const { plan } = planOf(port, ran, request, desk);
    if (fingerprintOf(plan) !== request.fingerprint) {
      return {
        applied: false,
        message: calls.changed,
        todo: calls.lookAgain,
      };
    }
    const sheets = sheetsOf(plan).filter((name) => name !== RECORD_SHEET).length;
    return applied(yield* ask(port.apply(plan)), calls.wroteSheets(sheets), desk);
  },
});

interface Planned {
  readonly plan: WritePlan;
  /** What a person should know before. */
  readonly notes: readonly string[];
  readonly live: LiveView | null;
  /** Sheet → what a function that fills it will show. */
  readonly shown: ReadonlyMap<string, Grid>;
}

/** Programs whose scripts can make a chart. */
const drawsCharts = ({ host }: Workbook): boolean => host === "google" || host === "excel";

const barsOn = (port: Workbook): Bars => (port.host === "google" ? "sparkline" : "data bar");

const DIALECT_OF = {
  google: DIALECTS.sheets,
  local: DIALECTS.local,
  memory: DIALECTS.local,
  files: DIALECTS.excel2021,
} as const;

/** A workbook of Excel's may be opened by an older one than this: that is a person's to say. */
const dialectOf = ({ host }: Workbook, { program = PROGRAMS[0] }: PublishChoice): Dialect =>
  host === "excel" ? DIALECTS[program] : DIALECT_OF[host];

function planOf(
  port: Workbook,
  { data, outline, results }: Ran,
  { choice = USUAL_CHOICE }: { readonly choice?: PublishChoice },
  desk: Desk,
): Planned {
  const { calls, notices } = wordsFor(desk);
  const { as, parts } = choice;
  const inFile = port.host === "files";
  const records = publications(data);
  const functions =
    as === "functions"
      ? functionSheets({
          ...{ results, workbook: data, parts, inFile },
          style: styleOf(port.host),
          desk: desk.functions ?? null,
          rules: gridNamed(data, RULES_NAME),
          speaking: desk,
        })
      : null;
  const beside = {
    live: functions?.sheets ?? [],
    leave: choice.again ? settled(data, records) : new Set<string>(),
  };
  const asked = { ...choice, bars: barsOn(port) };
  const figures = publishPlan(results, data, outline.today, asked, beside);
  const formulas =
    as === "formulas"
      ? formulaPublication(results, data, dialectOf(port, choice), inFile, notices)
      : null;
  const day = asOfStep(data, results.asOf);
  const steps = [...figures.steps, ...(formulas?.plan.steps ?? []), ...(day ? [day] : [])];
  return {
    plan: { ...figures, steps },
    notes: [
      ...(formulas?.advice ? [formulas.advice] : []),
      ...(formulas?.refusals ?? []),
      ...(functions?.notes ?? []),
      ...thawed(figures, records, calls.publish),
      ...(parts.includes("chart") && choice.looks && !drawsCharts(port)
        ? [calls.publish.noCharts(CHART_SHEET)]
        : []),
    ],
    live: formulas?.live ?? null,
    shown: functions?.shown ?? new Map(),
  };
}

/** Sheets that were frozen for good and would be written over. */
function thawed(
  plan: WritePlan,
  records: readonly Publication[],
  say: Words["calls"]["publish"],
): string[] {
  const written = new Set(sheetsOf(plan).map(foldText));
  const frozen = records.filter(
    (record) => record.frozen !== "" && written.has(foldText(record.sheet)),
  );
  const [first] = frozen;
  if (!first) return [];
  const since = first.frozen === FROZEN_ONCE ? "" : first.frozen;
  return [say.thaws(frozen.map(({ sheet }) => sheet).join(", "), since)];
}

/** A sheet written whole is given its look. */
const sheetsOf = (plan: WritePlan): readonly string[] =>
  plan.steps.flatMap((step) => (step.kind === "format" ? [step.sheet] : []));

/** Goals listed in a preview; all are counted. */
const MOST_GOALS = 20;

/** Goals that stand in `KPI Goals` and would be others. */
function goalChanges(plan: WritePlan, data: WorkbookData): PlanView["goals"] {
  const step = plan.steps.find((s) => s.kind === "write" && s.sheet === GOALS_SHEET);
  const sheet = data.sheets.find((s) => foldText(s.name) === foldText(GOALS_SHEET));
  if (step?.kind !== "write" || !sheet) return { changed: 0, first: [] };
  const header = step.cells[0] ?? [];
  const keys = ["path", "kpi", "period"].map((name) => header.indexOf(name));
  const goal = header.indexOf("goal");
  const old = step.old ?? [];
  const oldHead: readonly WriteCell[] = old[0] ?? [];
  const oldAt = (name: WriteCell) => oldHead.indexOf(name);
  const oldKeys = keys.map((c) => oldAt(header[c] ?? null));
  const oldGoal = oldAt("goal");
  const keyOf = (row: readonly WriteCell[], at: readonly number[]) =>
    at.map((c) => String(row[c] ?? "")).join(" · ");
  const before = new Map(old.slice(1).map((row) => [keyOf(row, oldKeys), row[oldGoal] ?? null]));
  const figure = (cell: WriteCell | undefined) => (typeof cell === "number" ? cell : null);
  const all = step.cells.slice(1).flatMap((row) => {
    const key = keyOf(row, keys);
    const [was, is] = [figure(before.get(key)), figure(row[goal])];
    if (!before.has(key) || was === is) return [];
    const about = [String(row[header.indexOf("who")] ?? ""), row[keys[1]!], row[keys[2]!]];
    return [{ about: about.join(", "), before: was, after: is }];
  });
  return { changed: all.length, first: all.slice(0, MOST_GOALS) };
}

function planView(
  { plan, notes, live, shown }: Planned,
  { results, data }: Ran,
  { calls }: Words,
): PlanView {
  const added = new Set(plan.steps.flatMap((s) => (s.kind === "addSheet" ? [s.sheet] : [])));
  const since = new Map(publications(data).map(({ sheet, on }) => [sheet, on]));
  const errors = results.diagnostics.filter((d) => d.severity === "error").length;
  return {
    title: plan.title,
    fingerprint: fingerprintOf(plan),
    sheets: plan.steps.flatMap((step) =>
      step.kind === "write"
        ? [
            {
              sheet: step.sheet,
              what: step.why,
              isNew: added.has(step.sheet),
              rows: step.cells.length,
              cells: step.cells.flat().filter((cell) => cell !== null).length,
              changed: changedCells(asShown(step, shown.get(step.sheet))),
              since: since.get(step.sheet) ?? "",
            },
          ]
        : [],
    ),
    goals: goalChanges(plan, data),
    problems: [...(errors > 0 ? [calls.brokenRules(errors)] : []), ...notes],
    ...(live && { live }),
  };
}

type Write = Extract<WritePlan["steps"][number], { kind: "write" }>;

/** A function's sheet is compared by what it will show. */
const asShown = (step: Write, shown: Grid | undefined): Write =>
  shown === undefined
    ? step
    : { ...step, cells: step.cells.map((row, r) => row.map((_, c) => shown[r]?.[c] ?? null)) };

function partsView({ data, outline, results }: Ran): Omit<PublishPartsView, "makesFiles"> {
  const sized = (part: Part) => {
    const sheets = publishedSheets(results, data, {
      ...USUAL_CHOICE,
      parts: [part],
      bars: "none",
      on: "",
    });
    const [first, second] = sheets.map(({ cells, headerRow }) => cells.length - headerRow - 1);
    return { part, sheets: sheets.length, rows: first ?? 0, more: second ?? 0 };
  };
  const drift = driftView(results, data);
  const { certificate } = results;
  return {
    today: outline.today < NO_TODAY ? outline.today : isoOf(results.asOf),
    since: drift.sheets.map(({ since }) => since).reduce((a, b) => (a > b ? a : b), ""),
    parts: PARTS.map(sized).filter(({ sheets }) => sheets > 0),
    ties: certificate.filter((row) => row.ties).length,
    lines: certificate.length,
    drift: drift.items.filter((item) => !item.settled).length,
    period: usualPeriod(results)?.label ?? "",
  };
}

/** What a host without a clock says of its day. */
const NO_TODAY = "9999";
