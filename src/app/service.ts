/** Answers the sidebar's calls over any workbook port. Written once, for hosts that answer now or later. */
import { isoOf, parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { compile } from "../../dsl/index.ts";
import type { ApplyResult, Workbook, WorkbookOutline, WritePlan } from "../hosts/port/index.ts";
import { type Refused, refusalIn } from "../hosts/port/refused.ts";
import { parseRange } from "../model/address.ts";
import { catalogOf } from "../model/catalog.ts";
import { finding, inWords } from "../model/findings.ts";
import { UserError } from "../model/user-error.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import { type Speaking, type Words, wordsFor, wordsOf } from "../words/index.ts";
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
import { notApplied } from "./not-applied.ts";
import { startHandlers } from "./propose/serve.ts";
import { type MakeFile, publishHandlers, type Ran } from "./publish-serve.ts";
import { AS_OF_NAME, RULES_SHEET, readRules, saveRulesPlan } from "./rules-sheet.ts";
import { type Run, run } from "./run.ts";
import { ask, type Steps } from "./steps.ts";
import { upkeepHandlers } from "./upkeep-serve.ts";
import { runView } from "./view.ts";
import { whyView } from "./why.ts";
import { workbookView } from "./workbook-view.ts";

/** What a host adds: a clock to show how long a run took, and the sample it may write. */
export interface ServiceOptions extends Speaking {
  /** Milliseconds; only differences are used. */
  readonly clock: () => number;
  readonly sample: (() => { readonly workbook: WorkbookData; readonly rules: string }) | null;
  /** Of a host that tells every changed cell: its last run, which follows them. */
  readonly live?: LiveRuns;
  /** Of a host that has sheet functions. */
  readonly functions?: FunctionDesk;
  /** Of a host that can make a file beside its workbook. */
  readonly makeFile?: MakeFile;
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
    const { language = "en" } = request;
    const output = yield* serve(port, request.method, request.input, { ...options, language });
    return { id: request.id, ok: true, output } as RpcReply;
  } catch (fault) {
    return { id: request.id, ok: false, error: errorOf(fault, request.language) };
  }
}

/** A fault in the user's words: what happened, what is safe, what to do. */
export function errorOf(fault: unknown, language = "en"): RpcError {
  const { calls } = wordsOf(language);
  const { safe } = calls;
  if (fault instanceof UserError) return { message: fault.message, safe, todo: fault.todo };
  const said = fault instanceof Error ? fault.message : String(fault);
  return {
    message: calls.wrong(said),
    safe,
    todo: calls.report,
  };
}

const handlers: Handlers = {
  ...goalHandlers(openFor),
  ...driftHandlers(ranFor),
  ...startHandlers(applied),
  ...functionHandlers(ranFor, applied),
  ...publishHandlers(ranFor, applied),
  ...upkeepHandlers(applied),

  *"workbook.describe"(port) {
    const outline = yield* ask(port.describe());
    const data = yield* ask(port.read());
    return workbookView(port.host, outline, data);
  },

  *"rules.load"(port) {
    return readRules(yield* ask(port.read()));
  },

  *"rules.save"(port, { text, revision, by, notKept = [] }, options): Steps<SaveRulesResult> {
    const { outline, data } = yield* readAll(port);
    const theirs = readRules(data);
    if (theirs.exists && theirs.revision !== revision) return { saved: false, theirs };
    const entries = notKept.map((entry) => ({ ...entry, what: "not kept" as const }));
    const log = logSteps(data, entries, outline.today);
    const plan = saveRulesPlan(data, text, null, { by, on: outline.now ?? outline.today });
    const result = yield* ask(port.apply({ ...plan, steps: [...log, ...plan.steps] }));
    if (!result.ok) throw refusal(result, wordsFor(options));
    return { saved: true, revision: theirs.revision + 1, undo: result.inverse };
  },

  *run(port, { asOf, rules }, options): Steps<RunView> {
    const before = options.clock();
    const followed =
      rules === null ? (options.live?.take(asOf, options.language ?? "en") ?? null) : null;
    if (followed) {
      const { run, data } = followed;
      return shown(run, run.rules, data, options.clock() - before);
    }
    const { outline, data } = yield* readAll(port);
    const stored = readRules(data);
    const text = rules ?? stored.text;
    const results = runOn(data, outline, text, asOf, options);
    if (rules === null && !stored.changed) options.live?.keep(results, asOf, data);
    const view = shown(results, text, rules === null ? data : null, options.clock() - before);
    if (rules !== null || !stored.changed) return view;
    const { goals, findings } = wordsFor(options);
    const changed = finding("RULES01", RULES_SHEET, { how: goals.rulesWere[stored.changed] });
    return { ...view, findings: [inWords(changed, findings), ...view.findings] };
  },

  *why(port, { kpi, who, period, asOf, what }, options): Steps<WhyView> {
    const results = yield* runStored(port, asOf, options);
    return whyView(results, { kpi, who, period, what });
  },

  *"answers.list"(port, { asOf, me }, options): Steps<AnswersView> {
    const results = yield* runStored(port, asOf, options);
    return answersView(results, me === null ? -1 : personIn(results, me).node);
  },

  *"answers.evidence"(port, { asOf, who }, options): Steps<EvidenceView> {
    const results = yield* runStored(port, asOf, options);
    return evidenceView(results, who === null ? null : personIn(results, who).node);
  },

  *"answers.expectations"(port, { asOf, who }, options): Steps<ExpectationsView> {
    const results = yield* runStored(port, asOf, options);
    return expectationsView(results, who === null ? null : personIn(results, who));
  },

  *"answers.record"(port, request, options): Steps<RecordView> {
    for (let attempt = 0; ; attempt += 1) {
      const { outline, data } = yield* readAll(port);
      const run = (workbook: WorkbookData) =>
        runOn(workbook, outline, readRules(data).text, request.asOf, options);
      const on = request.on ?? (outline.today < NO_TODAY ? outline.today : isoOf(run(data).asOf));
      const recorded = { ...request, on: isoDay(on, "on", wordsFor(options)) };
      const plan = recordPlan(data, recorded);
      const effect = effectOf(run(withRow(data, plan)), plan, recorded);
      const view = { ...effect, applied: false, place: placeOf(plan), undo: null };
      if (!request.apply || !effect.allowed) return view;
      const made = actionsSheetPlan(data);
      const sheet = made ? yield* ask(port.apply(made)) : null;
      const result = sheet && !sheet.ok ? sheet : yield* ask(port.apply(plan));
      if (result.ok) return { ...view, applied: true, undo: result.inverse };
      // Somebody wrote at the same time: theirs stays, ours goes below it.
      if (result.reason !== "changed" || attempt >= MOST_ATTEMPTS)
        throw refusal(result, wordsFor(options));
    }
  },

  *undo(port, { plan }, options): Steps<ApplyView> {
    const { takenBack } = wordsFor(options).calls;
    const done = applied(yield* ask(port.apply(plan)), takenBack, options);
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
    const { calls } = wordsFor(options);
    if (!sample) throw new UserError(calls.noSample, "", calls.runStart);
    const data = yield* ask(port.read());
    const taken = sample.workbook.sheets.find((s) => data.sheets.some((d) => sameName(d, s)));
    if (taken) {
      return {
        applied: false,
        message: calls.sheetTaken(taken.name),
        todo: calls.emptyWorkbook,
      };
    }
    const steps = sample.workbook.sheets.flatMap(sheetSteps);
    const rules = saveRulesPlan(data, sample.rules, null).steps;
    const plan = { title: "Write the sample", steps: [...steps, ...rules] };
    return applied(yield* ask(port.apply(plan)), calls.wroteSample, options);
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

/** What is published, and compared with it, is in English whoever publishes: formulas and other panes read it. */
function* ranFor(port: Workbook, asOf: string | null): Steps<Ran> {
  const { outline, data } = yield* readAll(port);
  return { data, outline, results: runOn(data, outline, readRules(data).text, asOf, {}) };
}

function* runStored(port: Workbook, asOf: string | null, options: Speaking): Steps<Run> {
  const { outline, data } = yield* readAll(port);
  return runOn(data, outline, readRules(data).text, asOf, options);
}

function isoDay(text: string, where: string, { calls }: Words): string {
  if (parseIso(text) !== null) return text;
  throw new UserError(calls.noDay(text), where, calls.writeDay);
}

/** A draft (no cells) is compared with nothing that was published. */
function shown(results: Run, rules: string, data: WorkbookData | null, took: number): RunView {
  const view = runView(results, rules, Math.round(took));
  const drift =
    data === null
      ? []
      : driftFindings(results, data, results.engine.say).map((found) =>
          inWords(found, results.engine.say.findings),
        );
  return { ...view, findings: [...drift, ...view.findings] };
}

function* readAll(port: Workbook): Steps<{ outline: WorkbookOutline; data: WorkbookData }> {
  const outline = yield* ask(port.describe());
  const data = yield* ask(port.read());
  return { outline, data };
}

/** The workbook read once for a call about goals; engines over it are made when asked for. */
function* openFor(port: Workbook, asOf: string | null, options: ServiceOptions): Steps<Opened> {
  const { outline, data } = yield* readAll(port);
  const stored = readRules(data).text;
  const { language = "en" } = options;
  const day = dayAsked(asOf, wordsFor(options));
  const workbook = withoutAsOf(data);
  const today = parseIso(outline.today);
  return {
    data,
    outline,
    engine: (rules) => {
      const make = () => {
        const { program } = compile(rules ?? stored, catalogOf(workbook));
        return engineOf({ program, workbook, asOf: day, today, language });
      };
      if (rules !== null || !options.kept) return make();
      return options.kept.engine({ rules: stored, workbook, asOf: day, today, language }, make);
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
  { language = "en" }: Speaking,
): Run {
  const workbook = withoutAsOf(data);
  const day = dayAsked(asOf, wordsOf(language));
  return run({ rules, workbook, asOf: day, today: parseIso(outline.today), language });
}

function dayAsked(asOf: string | null, { calls }: Words): number | null {
  const day = asOf === null ? null : parseIso(asOf);
  if (asOf !== null && day === null) {
    throw new UserError(calls.noDay(asOf), "as-of", calls.writeDay);
  }
  return day;
}

const withoutAsOf = (data: WorkbookData): WorkbookData => ({
  ...data,
  names: data.names.filter((name) => foldText(name.name) !== foldText(AS_OF_NAME)),
});

const refusal = (result: Refused, { calls, writes }: Words) =>
  new UserError(refusalIn(result, writes), "", calls.refused[result.reason]);

function applied(result: ApplyResult, message: string, speaking: Speaking): ApplyView {
  if (result.ok) return { applied: true, message, undo: result.inverse };
  const { calls, writes } = wordsFor(speaking);
  return notApplied(result, writes, calls.refused[result.reason]);
}

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
