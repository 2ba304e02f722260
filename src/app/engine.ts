/** Puts a run together: model, evaluator, goals, standing, flags. Every part is worked out when first asked for. */
import type { Calendar, Period } from "../../dsl/calendar/calendar.ts";
import type { Grain, KpiId, Program, Reset } from "../../dsl/ir/ir.ts";
import type { LineMap } from "../../dsl/span.ts";
import { createEvaluator, type Facts } from "../evaluate/evaluator.ts";
import type { Elsewhere } from "../evaluate/types.ts";
import { buildModel } from "../model/build.ts";
import type { Model } from "../model/model.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { type Words, wordsOf } from "../words/index.ts";
import type { CheckPlace } from "./checks.ts";
import { type EditBook, editBook, type WhatIf } from "./edits/book.ts";
import type { Edit } from "./edits/edit.ts";
import { restsOnGoals } from "./edits/follow.ts";
import { type GoalRecord, goalRecord, publishedMonths } from "./edits/published-months.ts";
import { readEdits, type StoredEdits } from "./edits/sheet.ts";
import { type ActionsRead, readActions } from "./flags/actions.ts";
import { type FlagBook, flagBook } from "./flags/run-flags.ts";
import { type Judge, judgeOf } from "./flags/state.ts";
import { type GoalBook, goalBook } from "./goals/book.ts";
import { type CascadeEdits, NO_EDITS } from "./goals/cascade-edits.ts";
import type { CascadeBookInput, KeptSpans } from "./goals/cascade-input.ts";
import { type CascadeBook, cascadeBook } from "./goals/cascades.ts";
import { type RateBook, rateBook } from "./goals/rates.ts";
import { type ResetBook, resetBook } from "./goals/resets.ts";
import { type SaidGoals, saidGoals } from "./goals/said.ts";
import { unitsOf } from "./goals/units.ts";
import type { WhoInput } from "./goals/who.ts";
import { horizonOf, periodsIn } from "./horizon.ts";
import { type Shower, shower } from "./show.ts";
import { type StandingBook, standingBook } from "./standing-book.ts";

export interface EngineInput {
  readonly program: Program;
  readonly workbook: WorkbookData;
  readonly asOf: number | null;
  readonly today: number | null;
  /** What answers for tables whose rows a database keeps. */
  readonly elsewhere?: Elsewhere | null;
  /** Of the sentences; left out: English. */
  readonly language?: string;
}

export interface Engine {
  readonly program: Program;
  readonly model: Model;
  readonly calendar: Calendar;
  readonly evaluator: ReturnType<typeof createEvaluator>;
  readonly who: WhoInput;
  readonly said: SaidGoals;
  readonly goals: GoalBook;
  readonly cascades: CascadeBook;
  readonly rates: RateBook;
  readonly resets: ResetBook;
  readonly edits: EditBook;
  readonly standing: StandingBook;
  readonly show: Shower;
  /** What its sentences are made of. */
  readonly say: Words;
  periods(grain: Grain): readonly Period[];
  /** Where a condition stands for a node and a period: what flags and shares of reports are made of. */
  readonly judge: Judge;
  flags(): FlagBook;
  nameOf(node: number): string;
  /** The same rules and cells with other edits and resets, and questions of what if: shares the model. */
  with(other: OtherEdits): Engine;
  /** The same over cells in which only the record of edits differs. This engine is done with: figures go over to the new one. */
  recorded(workbook: WorkbookData): Engine;
  /** After edits that the evaluator took over (`evaluator.edit`): what rests on its figures is made anew. */
  edited(): Engine;
  /** The last day whose actions are on record; null: all are. */
  readonly actionsUntil: number | null;
  /** The edits that the workbook holds. */
  readonly stored: StoredEdits;
  /** Where figures of a check are taken that say neither `of` nor need a period. */
  checkPlace(lines: LineMap): CheckPlace;
}

/** All of them, not what is added. */
export interface OtherEdits {
  readonly edits: readonly Edit[];
  readonly resets: readonly Reset[];
  readonly whatIf: readonly WhatIf[];
}

export function engineOf(input: EngineInput): Engine {
  const { program, workbook } = input;
  const model = buildModel(program, workbook, { day: input.asOf, today: input.today });
  const say = wordsOf(input.language ?? "en");
  const stored = readEdits(workbook, say.goals.cells);
  const actions = readActions(workbook, program, model);
  // Where the data says the day, what was done since its last row is on record all the same.
  const actionsUntil = model.asOfFrom === "data" ? input.today : model.asOf;
  const { locale } = workbook;
  const record = goalRecord(workbook);
  const elsewhere = input.elsewhere ?? null;
  const parts = { program, model, stored, record, actions, actionsUntil, locale, say, elsewhere };
  return engineOn({ ...parts, edits: stored.edits, whatIf: [], kept: new Map(), facts: null });
}

interface EngineParts {
  readonly program: Program;
  readonly model: Model;
  readonly stored: StoredEdits;
  readonly edits: readonly Edit[];
  readonly whatIf: readonly WhatIf[];
  readonly actions: ActionsRead;
  readonly actionsUntil: number | null;
  readonly record: GoalRecord;
  readonly locale: string;
  readonly say: Words;
  readonly elsewhere: Elsewhere | null;
  /** Cascades worked out, by what else is on record beside holds. */
  readonly kept: Map<string, KeptSpans>;
  /** Figures of rows, where another engine over these cells has worked some out. */
  readonly facts: Facts | null;
}

/** Cascades of KPIs whose weights rest on cells alone are the same to all engines over these cells. */
function keptBy({ program, kept }: EngineParts, beside: () => string): CascadeBookInput["kept"] {
  const rests = new Map<KpiId, boolean>();
  let own: KeptSpans | null = null;
  return (kpi) => {
    const isMoved = rests.get(kpi) ?? restsOnGoals(program, kpi);
    rests.set(kpi, isMoved);
    if (isMoved) return null;
    if (own === null) {
      const key = beside();
      own = kept.get(key) ?? new Map();
      kept.set(key, own);
    }
    return own;
  };
}

/** `following`: an evaluator that has taken edits over, kept for what it knows. */
function engineOn(parts: EngineParts, following: Engine["evaluator"] | null = null): Engine {
  const { program, model } = parts;
  const { calendar, org } = model;
  const horizon = horizonOf(program, model);
  const byGrain = new Map<Grain, readonly Period[]>();
  const periods = (grain: Grain): readonly Period[] => {
    const known = byGrain.get(grain) ?? periodsIn(calendar, horizon, grain);
    byGrain.set(grain, known);
    return known;
  };
  // Goals need figures and figures goals: each asks the other only when a value is wanted.
  const later: { evaluator: ReturnType<typeof createEvaluator> | null } = { evaluator: null };
  const evaluatorNow = () => {
    if (!later.evaluator) throw new Error("the evaluator is asked before it is made");
    return later.evaluator;
  };
  const who: WhoInput = {
    org,
    holds: ({ people, level }, node, period) =>
      (people === null || evaluatorNow().personTruth(people, node, period)) &&
      (level === null || evaluatorNow().levelTruth(level.table, level.row, node)),
    isUnit: unitsOf(program, model),
  };
  const said = saidGoals({
    goals: program.goals,
    calendar,
    who,
    value: (goal, node, period) => evaluatorNow().at(goal.value.figure, node, period).value,
  });
  const published = publishedMonths({
    program,
    model,
    record: parts.record,
    changes: (kpi, node, day) =>
      resets.known(kpi, node).filter((c) => c.on <= day && (edits.adoptedOn(c) ?? day + 1) > day),
  });
  const before: CascadeEdits = {
    ...NO_EDITS,
    published: published.find,
    closedOn: published.asOf === null ? null : model.asOf,
  };
  const kept = keptBy(parts, () =>
    published.asOf === null ? "" : `${edits.beside} ${JSON.stringify(program.resets)}`,
  );
  const plain = { program, model, said, who, edits: before, evaluator: evaluatorNow, kept };
  const { edits: list, whatIf, say } = parts;
  const show = shower(parts.locale || "en-US", say.show);
  const edits = editBook({ cascading: plain, edits: list, whatIf, show, say });
  const cascading = { ...plain, edits: edits.over };
  const cascades = cascadeBook(
    cascading,
    (kpi, period) => edits.books(kpi, period)?.cascades ?? null,
  );
  const rates = rateBook(cascading);
  const resets = resetBook(program, model, edits.overrides, edits.adopted);
  const goals = goalBook({ ...cascading, cascades, rates, resets });
  const standingNow = (): StandingBook => standing;
  const judge = judgeOf({
    program,
    model,
    who,
    evaluator: evaluatorNow,
    standing: standingNow,
    cascades,
  });
  const standing = standingBook({ program, model, goals, evaluator: evaluatorNow, judge });
  const { elsewhere, facts } = parts;
  const evaluator =
    following ?? createEvaluator({ program, model, periods, source: standing, elsewhere, facts });
  evaluator.answerTo(standing);
  later.evaluator = evaluator;
  let flags: FlagBook | null = null;
  return {
    program,
    model,
    calendar,
    evaluator,
    who,
    said,
    goals,
    cascades,
    rates,
    resets,
    edits,
    stored: parts.stored,
    actionsUntil: parts.actionsUntil,
    with: ({ resets, ...other }) =>
      engineOn({
        ...parts,
        ...other,
        program: { ...program, resets },
        facts: evaluator.facts,
      }),
    recorded: (workbook) => {
      const stored = readEdits(workbook, say.goals.cells);
      return engineOn({ ...parts, stored, edits: stored.edits, whatIf: [] }, evaluator);
    },
    edited: () => engineOn({ ...parts, kept: new Map() }, evaluator),
    standing,
    judge,
    show,
    say,
    periods,
    flags: () => {
      flags ??= flagBook({
        program,
        model,
        evaluator,
        standing,
        judge,
        periods,
        show,
        say,
        actions: parts.actions,
        actionsUntil: parts.actionsUntil,
      });
      return flags;
    },
    nameOf: (node) => org.nodes[node]?.name ?? "",
    checkPlace: (lines) => ({
      program,
      evaluator,
      node: org.tops[0] ?? 0,
      period: calendar.periodOf(model.asOf, program.calendar.track[0] ?? "month"),
      lines,
    }),
  };
}
