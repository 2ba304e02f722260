/** Answers the sidebar's calls over any workbook port. Written once, for hosts that answer now or later. */
import { isoOf, parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { compile } from "../../dsl/index.ts";
import type { ApplyResult, Workbook, WorkbookOutline, WritePlan } from "../hosts/port/index.ts";
import { parseRange } from "../model/address.ts";
import { catalogOf } from "../model/catalog.ts";
import { finding } from "../model/findings.ts";
import { UserError } from "../model/user-error.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import { personIn } from "./answers/names.ts";
import { actionsSheetPlan, effectOf, placeOf, recordPlan, withRow } from "./answers/record.ts";
import { answersView, evidenceView, expectationsView } from "./answers/view.ts";
import type {
  AnswersView,
  Api,
  ApplyView,
  EvidenceView,
  ExpectationsView,
  Method,
  RecordView,
  RpcError,
  RpcReply,
  RpcRequest,
  RunView,
  SaveRulesResult,
  WhyView,
} from "./contract.ts";
import { driftHandlers } from "./drift-serve.ts";
import { driftFindings } from "./drift-view.ts";
import { goalHandlers, type Opened } from "./edits/serve.ts";
import { engineOf } from "./engine.ts";
import { type FunctionDesk, functionHandlers } from "./functions-serve.ts";
import type { KeptEngines } from "./kept.ts";
import type { LiveRuns } from "./live.ts";
import { logSteps } from "./log.ts";
import { startHandlers } from "./propose/serve.ts";
import { publishHandlers, type Ran } from "./publish-serve.ts";
import type { Results } from "./results.ts";
import { AS_OF_NAME, RULES_SHEET, readRules, saveRulesPlan } from "./rules-sheet.ts";
import { type Run, run } from "./run.ts";
import { ask, type Steps } from "./steps.ts";
import { runView } from "./view.ts";
import { whyView } from "./why.ts";
import { workbookView } from "./workbook-view.ts";

/** What a host adds: a clock to show how long a run took, and the sample it may write. */
export interface ServiceOptions {
  /** Milliseconds; only differences are used. */
  readonly clock: () => number;
  readonly sample: (() => { readonly workbook: WorkbookData; readonly rules: string }) | null;
  /** Of a host that tells every changed cell: its last run, which follows them. */
  readonly live?: LiveRuns;
  /** Of a host that has sheet functions. */
  readonly functions?: FunctionDesk;
  /** Of a host that lives on between calls. */
  readonly kept?: KeptEngines;
}

export const PLAIN_SERVICE: ServiceOptions = { clock: () => 0, sample: null };

type Handlers = {
  readonly [M in Method]: (
    port: Workbook,
    input: Api[M]["in"],
    options: ServiceOptions,
  ) => Steps<Api[M]["out"]>;
};

/** Answers one call. A fault is thrown as a `UserError`, or worded by `errorOf` where it crosses a wire. */
export function serve<M extends Method>(
  port: Workbook,
  method: M,
  input: Api[M]["in"],
  options: ServiceOptions = PLAIN_SERVICE,
): Steps<Api[M]["out"]> {
  const handler = handlers[method] as Handlers[M] | undefined;
  if (!handler) throw new UserError(`There is no call "${method}".`, "", "Reload the sidebar.");
  return handler(port, input, options);
}

/** Answers a request as it came over the wire: never throws, never a stack. */
export function* reply(
  port: Workbook,
  request: RpcRequest,
  options: ServiceOptions = PLAIN_SERVICE,
): Steps<RpcReply> {
  try {
    const output = yield* serve(port, request.method, request.input, options);
    return { id: request.id, ok: true, output } as RpcReply;
  } catch (fault) {
    return { id: request.id, ok: false, error: errorOf(fault) };
  }
}

/** A fault in the user's words: what happened, what is safe, what to do. */
export function errorOf(fault: unknown): RpcError {
  const safe = "Nothing was written; your draft is kept here.";
  if (fault instanceof UserError) return { message: fault.message, safe, todo: fault.todo };
  const said = fault instanceof Error ? fault.message : String(fault);
  return {
    message: `Something went wrong here: ${said}`,
    safe,
    todo: "Try again; if it stays, export the rules and report it with this sentence.",
  };
}

const handlers: Handlers = {
  ...goalHandlers(openFor),
  ...driftHandlers(ranFor),
  ...startHandlers((result, message) => applied(result, message)),
  ...functionHandlers(ranFor, (result, message) => applied(result, message)),
  ...publishHandlers(ranFor, (result, message) => applied(result, message)),

  *"workbook.describe"(port) {
    const outline = yield* ask(port.describe());
    const data = yield* ask(port.read());
    return workbookView(port.host, outline, data);
  },

  *"rules.load"(port) {
    return readRules(yield* ask(port.read()));
  },

  *"rules.save"(port, { text, revision, notKept = [] }): Steps<SaveRulesResult> {
    const { outline, data } = yield* readAll(port);
    const theirs = readRules(data);
    if (theirs.exists && theirs.revision !== revision) return { saved: false, theirs };
    const entries = notKept.map((entry) => ({ ...entry, what: "not kept" as const }));
    const log = logSteps(data, entries, outline.today);
    const plan = saveRulesPlan(data, text, null);
    const result = yield* ask(port.apply({ ...plan, steps: [...log, ...plan.steps] }));
    if (!result.ok) throw refusal(result);
    return { saved: true, revision: theirs.revision + 1 };
  },

  *run(port, { asOf, rules }, options): Steps<RunView> {
    const before = options.clock();
    const followed = rules === null ? (options.live?.take(asOf) ?? null) : null;
    if (followed) {
      const { run, data } = followed;
      return shown(run, run.rules, data, options.clock() - before);
    }
    const { outline, data } = yield* readAll(port);
    const stored = readRules(data);
    const text = rules ?? stored.text;
    const results = runOn(data, outline, text, asOf);
    if (rules === null && !stored.changed) options.live?.keep(results, asOf, data);
    const view = shown(results, text, rules === null ? data : null, options.clock() - before);
    if (rules !== null || !stored.changed) return view;
    const how = HAPPENED[stored.changed];
    return { ...view, findings: [finding("RULES01", RULES_SHEET, { how }), ...view.findings] };
  },

  *why(port, { kpi, who, period, asOf, what }): Steps<WhyView> {
    const { outline, data } = yield* readAll(port);
    const results = runOn(data, outline, readRules(data).text, asOf);
    return whyView(results, { kpi, who, period, what });
  },

  *"answers.list"(port, { asOf, me }): Steps<AnswersView> {
    const results = yield* runStored(port, asOf);
    return answersView(results, me === null ? -1 : personIn(results, me).node);
  },

  *"answers.evidence"(port, { asOf, who }): Steps<EvidenceView> {
    const results = yield* runStored(port, asOf);
    return evidenceView(results, who === null ? null : personIn(results, who).node);
  },

  *"answers.expectations"(port, { asOf, who }): Steps<ExpectationsView> {
    const results = yield* runStored(port, asOf);
    return expectationsView(results, who === null ? null : personIn(results, who));
  },

  *"answers.record"(port, request): Steps<RecordView> {
    for (let attempt = 0; ; attempt += 1) {
      const { outline, data } = yield* readAll(port);
      const run = (workbook: WorkbookData) =>
        runOn(workbook, outline, readRules(data).text, request.asOf);
      const on = request.on ?? (outline.today < NO_TODAY ? outline.today : isoOf(run(data).asOf));
      const recorded = { ...request, on: isoDay(on, "on") };
      const plan = recordPlan(data, recorded);
      const effect = effectOf(run(withRow(data, plan)), plan, recorded);
      const view = { ...effect, applied: false, place: placeOf(plan), undo: null };
      if (!request.apply || !effect.allowed) return view;
      const made = actionsSheetPlan(data);
      const sheet = made ? yield* ask(port.apply(made)) : null;
      const result = sheet && !sheet.ok ? sheet : yield* ask(port.apply(plan));
      if (result.ok) return { ...view, applied: true, undo: result.inverse };
      // Somebody wrote at the same time: theirs stays, ours goes below it.
      if (result.reason !== "changed" || attempt >= MOST_ATTEMPTS) throw refusal(result);
    }
  },

  *undo(port, { plan }): Steps<ApplyView> {
    const done = applied(yield* ask(port.apply(plan)), "Taken back.");
    // Taking back a taking back is a run and a preview away: no need to send all cells once more.
    return done.applied ? { ...done, undo: { title: "", steps: [] } } : done;
  },

  *select(port, target) {
    yield* ask(port.select(target));
    return null;
  },

  *selection(port) {
    const selected = yield* ask(port.selection());
    if (!selected) return null;
    const data = yield* ask(port.read([selected.sheet]));
    return { ...selected, ...aroundCell(data.sheets[0], selected.range) };
  },

  *"sample.write"(port, _input, options): Steps<ApplyView> {
    const sample = options.sample?.();
    if (!sample) throw new UserError("This build carries no sample.", "", "Run `npm start`.");
    const data = yield* ask(port.read());
    const taken = sample.workbook.sheets.find((s) => data.sheets.some((d) => sameName(d, s)));
    if (taken) {
      return {
        applied: false,
        message: `This workbook already has a sheet ${taken.name}; nothing was written.`,
        todo: "Open the sample in an empty workbook.",
      };
    }
    const steps = sample.workbook.sheets.flatMap(sheetSteps);
    const rules = saveRulesPlan(data, sample.rules, null).steps;
    const plan = { title: "Write the sample", steps: [...steps, ...rules] };
    return applied(yield* ask(port.apply(plan)), "Wrote the sample workbook and its rules.");
  },
};

/** Columns of a row that are looked through for a name. */
const MOST_ACROSS = 60;

function aroundCell(
  sheet: SheetData | undefined,
  range: string,
): { row: readonly CellValue[]; header: CellValue } {
  const at = parseRange(range);
  if (!sheet || !at) return { row: [], header: null };
  const row = sheet.columns.slice(0, MOST_ACROSS).map((column) => column[at.top] ?? null);
  const above = (sheet.columns[at.left] ?? []).slice(0, at.top);
  return { row, header: above.find((cell) => cell !== null) ?? null };
}

/** How often an append gives way to others who append at the same time. */
const MOST_ATTEMPTS = 5;
/** What a host without a clock says of its day. */
const NO_TODAY = "9999";

function* ranFor(port: Workbook, asOf: string | null): Steps<Ran> {
  const { outline, data } = yield* readAll(port);
  return { data, outline, results: runOn(data, outline, readRules(data).text, asOf) };
}

function* runStored(port: Workbook, asOf: string | null): Steps<Run> {
  const { outline, data } = yield* readAll(port);
  return runOn(data, outline, readRules(data).text, asOf);
}

function isoDay(text: string, where: string): string {
  if (parseIso(text) !== null) return text;
  throw new UserError(`\`${text}\` is not a day.`, where, "Write it as 2026-03-31.");
}

/** A draft (no cells) is compared with nothing that was published. */
function shown(results: Run, rules: string, data: WorkbookData | null, took: number): RunView {
  const view = runView(results, rules, Math.round(took));
  const drift = data === null ? [] : driftFindings(results, data);
  return { ...view, findings: [...drift, ...view.findings] };
}

const HAPPENED = {
  sorted: "sorted",
  "rows added": "added to",
  "rows removed": "removed in part",
  edited: "edited by hand",
} as const;

function* readAll(port: Workbook): Steps<{ outline: WorkbookOutline; data: WorkbookData }> {
  const outline = yield* ask(port.describe());
  const data = yield* ask(port.read());
  return { outline, data };
}

/** The workbook read once for a call about goals; engines over it are made when asked for. */
function* openFor(port: Workbook, asOf: string | null, options: ServiceOptions): Steps<Opened> {
  const { outline, data } = yield* readAll(port);
  const stored = readRules(data).text;
  const day = dayAsked(asOf);
  const workbook = withoutAsOf(data);
  const today = parseIso(outline.today);
  return {
    data,
    outline,
    engine: (rules) => {
      const make = () => {
        const { program } = compile(rules ?? stored, catalogOf(workbook));
        return engineOf({ program, workbook, asOf: day, today });
      };
      if (rules !== null || !options.kept) return make();
      return options.kept.engine({ rules: stored, workbook, asOf: day, today }, make);
    },
  };
}

/**
 * A run from the sidebar takes the day it is asked for, else the last day of the data: the as-of cell is
 * what such a run fills, so reading it back would stop the clock.
 */
function runOn(
  data: WorkbookData,
  outline: WorkbookOutline,
  rules: string,
  asOf: string | null,
): Run {
  const workbook = withoutAsOf(data);
  return run({ rules, workbook, asOf: dayAsked(asOf), today: parseIso(outline.today) });
}

function dayAsked(asOf: string | null): number | null {
  const day = asOf === null ? null : parseIso(asOf);
  if (asOf !== null && day === null) {
    throw new UserError(`\`${asOf}\` is not a day.`, "as-of", "Write it as 2026-03-31.");
  }
  return day;
}

const withoutAsOf = (data: WorkbookData): WorkbookData => ({
  ...data,
  names: data.names.filter((name) => foldText(name.name) !== foldText(AS_OF_NAME)),
});

const refusal = (result: Extract<ApplyResult, { ok: false }>) =>
  new UserError(result.message, "", TODO[result.reason]);

const TODO = {
  changed: "Look at the new preview, then write again.",
  protected: "Ask the sheet's owner to let you edit it.",
  missing: "Run again.",
  failed: "Try again.",
} as const;

const applied = (result: ApplyResult, message: string): ApplyView =>
  result.ok
    ? { applied: true, message, undo: result.inverse }
    : { applied: false, message: result.message, todo: TODO[result.reason] };

const sameName = (a: SheetData, b: SheetData) => foldText(a.name) === foldText(b.name);

function sheetSteps(sheet: SheetData): WritePlan["steps"] {
  const cells = Array.from({ length: sheet.rows }, (_, r) =>
    sheet.columns.map((column): CellValue => column[r] ?? null),
  );
  return [
    { kind: "addSheet", sheet: sheet.name, tabColour: null },
    { kind: "write", sheet: sheet.name, top: 0, left: 0, old: null, cells, why: "sample data" },
  ];
}
