/** Why a figure is what it is, for the views: the steps of its explanation, each a sentence with its figures. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import { isoOf } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import type { Kpi } from "../../dsl/ir/ir.ts";
import { nearest } from "../../dsl/nearest.ts";
import { PERCENT } from "../../dsl/types/type.ts";
import { withoutHolds } from "../explain/counterfactual.ts";
import type { CellRange, Explanation } from "../explain/explanation.ts";
import { type Sentence, sentencesOf, type Telling } from "../explain/sentences.ts";
import { UserError } from "../model/user-error.ts";
import type { Words } from "../words/index.ts";
import type { WhyStep, WhyView, WhyWhat } from "./contract.ts";
import type { Run } from "./run.ts";
import { type Explaining, explaining } from "./why/explain.ts";
import { flagStory } from "./why/flag-story.ts";

export interface WhyQuestion {
  /** A KPI, a score or a flag. */
  readonly kpi: string;
  readonly who: string;
  readonly period: string;
  /** Left out: the figure with its goal, attainment and status. */
  readonly what?: WhyWhat | undefined;
}

/** More references than this don't help anybody to look. */
const MOST_CELLS = 20;

export function whyView(run: Run, question: WhyQuestion): WhyView {
  const subject = subjectOf(run, question.kpi);
  const node = personOf(run, question.who);
  const period = periodOf(run, question.period);
  const why = explaining(run);
  if (subject.of === "score") return scoreView(run, why.score(subject.at, node, period));
  if (subject.of === "flag") {
    const flag = run.program.flags[subject.at]!;
    const story = flagStory(run, flag, node, period);
    return flagView(run, why.flag(subject.at, node, period), story);
  }
  const kpi = run.program.kpis[subject.at]!;
  if (question.what === "tie-out") return tieOutView(run, why, kpi, node, period);
  return question.what
    ? figureView(run, kpi, why.figure(question.what, kpi.id, node, period), question.what)
    : wholeView(run, why, kpi, node, period);
}

/** The sentences alone, for the terminal and the sheet. */
export const whySentences = (run: Run, question: WhyQuestion): string[] =>
  whyView(run, question).steps.map((s) => s.sentence);

// ── Views ──────────────────────────────────────────────────────────────────────────────────────

/** The figure, its goal, how far it is, and what that makes it. */
function wholeView(run: Run, why: Explaining, kpi: Kpi, node: number, period: Period): WhyView {
  const { show, nameOf, say } = run.engine;
  const actual = why.figure("actual", kpi.id, node, period);
  const goal = why.figure("goal", kpi.id, node, period);
  const attainment = why.figure("attainment", kpi.id, node, period);
  const { status, error } = run.standing(kpi.id, node, period);
  const steps = stepsOf(run, [
    ...sentencesOf(actual, tellingOf(run)),
    ...goalSentences(run, goal, kpi),
    ...(Number.isNaN(attainment.value) ? [] : sentencesOf(attainment, tellingOf(run))),
  ]);
  if (status) steps.push(plainStep(say.why.soAsOf(kpi.label, say.status[status], isoOf(run.asOf))));
  return {
    title: `${kpi.label}, ${nameOf(node)}, ${period.label}`,
    value: error ? say.calls.at(error.text, error.address) : show.number(actual.value, kpi.unit),
    steps,
    without: withoutOf(run, goal),
  };
}

function figureView(run: Run, kpi: Kpi, explanation: Explanation, what: WhyWhat): WhyView {
  const { show, say } = run.engine;
  const { who, period, made, word, value, unit } = explanation;
  const name = what === "actual" ? kpi.label : say.why.titles[what](kpi.label);
  const isGoal = what === "goal" || what === "base goal";
  const steps = isGoal
    ? goalSentences(run, explanation, kpi)
    : sentencesOf(explanation, tellingOf(run));
  return {
    title: `${name}, ${who}, ${period}`,
    value:
      made.of === "status" ? (word ? say.status[word] : say.why.noneYet) : show.number(value, unit),
    steps: stepsOf(run, steps),
    without: withoutOf(run, explanation),
  };
}

/** How the steps of a run are told. */
const tellingOf = ({ engine }: Run): Telling => ({ show: engine.show.number, say: engine.say });

function goalSentences(run: Run, goal: Explanation, kpi: Kpi): Sentence[] {
  if (!Number.isNaN(goal.value)) return sentencesOf(goal, tellingOf(run));
  const sentence = run.engine.say.why.owesNone(goal.who, kpi.label, goal.period);
  return [{ sentence, value: "", line: 0, ranges: [], left: [] }];
}

const scoreView = (run: Run, score: Explanation): WhyView => ({
  title: `${score.label}, ${score.who}, ${score.period}`,
  value: run.engine.show.number(score.value, PERCENT),
  steps: stepsOf(run, sentencesOf(score, tellingOf(run))),
  without: null,
});

/** What the condition comes down to, how it came so, then who answers and since when, if it is open. */
function flagView(run: Run, flag: Explanation, story: readonly string[]): WhyView {
  const rows = run.flags.filter(
    (row) =>
      row.label === flag.label &&
      row.period.label === flag.period &&
      run.engine.nameOf(row.node) === flag.who &&
      row.open,
  );
  const { why } = run.engine.say;
  const open = rows.map((row) => plainStep(why.answers(row.answers, isoOf(row.since), row.reason)));
  return {
    title: `${flag.label}, ${flag.who}, ${flag.period}`,
    value: rows.length > 0 ? why.flagOpen : why.notOpen,
    steps: [
      ...stepsOf(run, sentencesOf(flag, tellingOf(run))),
      ...story.map(plainStep),
      ...(open.length > 0 ? open : [plainStep(why.soNotOpen)]),
    ],
    without: null,
  };
}

/** Both layers of a manager's line of the certificate. */
function tieOutView(run: Run, why: Explaining, kpi: Kpi, node: number, period: Period): WhyView {
  const { nameOf, show, say } = run.engine;
  const [assigned, base] = (["assigned", "base"] as const).map((layer) =>
    why.tieOut(kpi.id, node, period, layer),
  );
  if (!assigned || !base) {
    throw new UserError(
      say.calls.handsNothing(nameOf(node), kpi.label, period.label),
      "who",
      say.calls.askManager,
    );
  }
  const isTied = assigned.value === 0 && base.value === 0;
  return {
    title: say.why.tieOutOf(kpi.label, nameOf(node), period.label),
    value: isTied ? say.why.tied : show.number(assigned.value || base.value, kpi.unit),
    steps: [
      ...stepsOf(run, sentencesOf(assigned, tellingOf(run))),
      plainStep(say.why.sameWithoutBuffers),
      ...stepsOf(run, sentencesOf(base, tellingOf(run))),
    ],
    without: null,
  };
}

/** What the person would owe if the siblings weren't held. */
function withoutOf({ engine }: Run, { made, unit, who }: Explanation): string | null {
  if (made.of !== "cascade" || made.layer === "base") return null;
  const found = withoutHolds(made);
  if (!found) return null;
  const amount = (x: number) => engine.show.number(x, unit);
  const change = found.goal - found.instead;
  return engine.say.why.withoutHold(found.held, who, {
    goal: amount(found.goal),
    year: made.year,
    change: change === 0 ? "" : amount(Math.abs(change)),
    less: change < 0,
  });
}

// ── Steps ──────────────────────────────────────────────────────────────────────────────────────

const stepsOf = ({ engine }: Run, sentences: readonly Sentence[]): WhyStep[] =>
  sentences.map(({ sentence, value, line, ranges, left }) => ({
    sentence,
    value,
    line,
    cells: cellsOf(ranges, engine.say),
    left: cellsOf(left, engine.say),
  }));
const plainStep = (sentence: string): WhyStep => ({
  sentence,
  value: "",
  line: 0,
  cells: [],
  left: [],
});

const cellsOf = (ranges: readonly CellRange[], { why }: Words): WhyStep["cells"] =>
  ranges.slice(0, MOST_CELLS).map(({ sheet, range, rows }) => {
    const numbers = range.match(/\d+/g) ?? [];
    const label =
      !range.includes(":") || numbers.length === 0
        ? range
        : rows === 1
          ? why.row(numbers[0]!)
          : why.rowsFrom(numbers[0]!, numbers[1]!);
    return { label, sheet, range };
  });

// ── What is asked for ──────────────────────────────────────────────────────────────────────────

interface Subject {
  readonly of: "kpi" | "score" | "flag";
  readonly at: number;
}

function subjectOf({ program, engine }: Run, name: string): Subject {
  const { calls } = engine.say;
  const isCalled = (thing: { readonly name: string; readonly label: string }) =>
    foldText(thing.name) === foldText(name) || foldText(thing.label) === foldText(name);
  const lists = { kpi: program.kpis, score: program.scores, flag: program.flags } as const;
  for (const of of ["kpi", "score", "flag"] as const) {
    const at = lists[of].findIndex(isCalled);
    if (at >= 0) return { of, at };
  }
  const names = [...program.kpis, ...program.scores, ...program.flags].map((k) => k.name);
  const [near] = nearest(name, names);
  throw new UserError(calls.noKpi(name), "kpi", near ? calls.didYouMean(near) : calls.checkRules);
}

function personOf(run: Run, name: string): number {
  const found = run.org.nodeOf(name);
  if (found !== null) return found;
  const [near] = nearest(
    name,
    run.people.map((p) => p.name),
  );
  const { calls } = run.engine.say;
  const todo = near ? calls.didYouMean(near) : calls.checkPeople;
  throw new UserError(calls.nobody(name), "who", todo);
}

function periodOf(run: Run, label: string): Period {
  const found = run.calendar.parse(label);
  if (found) return found;
  const { calls } = run.engine.say;
  throw new UserError(calls.noPeriod(label), "period", calls.writePeriod);
}
