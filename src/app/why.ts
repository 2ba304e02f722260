/** Why a figure is what it is, for the views: the steps of its explanation, each a sentence with its figures. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import { isoOf } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import type { Kpi } from "../../dsl/ir/ir.ts";
import { nearest } from "../../dsl/nearest.ts";
import { PERCENT } from "../../dsl/types/type.ts";
import { withoutHolds } from "../explain/counterfactual.ts";
import type { CellRange, Explanation } from "../explain/explanation.ts";
import { type Sentence, sentencesOf } from "../explain/sentences.ts";
import { UserError } from "../model/user-error.ts";
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
  const { show, nameOf } = run.engine;
  const actual = why.figure("actual", kpi.id, node, period);
  const goal = why.figure("goal", kpi.id, node, period);
  const attainment = why.figure("attainment", kpi.id, node, period);
  const { status, error } = run.standing(kpi.id, node, period);
  const steps = [
    ...sentencesOf(actual, show.number),
    ...goalSentences(run, goal),
    ...(Number.isNaN(attainment.value) ? [] : sentencesOf(attainment, show.number)),
  ].map(stepOf);
  if (status) steps.push(plainStep(`So ${kpi.label} is ${status} as of ${isoOf(run.asOf)}.`));
  return {
    title: `${kpi.label}, ${nameOf(node)}, ${period.label}`,
    value: error ? `${error.text} at ${error.address}` : show.number(actual.value, kpi.unit),
    steps,
    without: withoutOf(run, goal),
  };
}

function figureView(run: Run, kpi: Kpi, explanation: Explanation, what: WhyWhat): WhyView {
  const { show } = run.engine;
  const { who, period, made, word, value, unit } = explanation;
  const name = what === "actual" ? kpi.label : `${kpi.label}, ${what}`;
  const isGoal = what === "goal" || what === "base goal";
  const steps = isGoal ? goalSentences(run, explanation) : sentencesOf(explanation, show.number);
  return {
    title: `${name}, ${who}, ${period}`,
    value: made.of === "status" ? (word ?? "none yet") : show.number(value, unit),
    steps: steps.map(stepOf),
    without: withoutOf(run, explanation),
  };
}

function goalSentences({ engine, program }: Run, goal: Explanation): Sentence[] {
  if (!Number.isNaN(goal.value)) return sentencesOf(goal, engine.show.number);
  const kpi = program.kpis.find(({ label }) => goal.label.endsWith(` of ${label}`));
  const sentence = `${goal.who} owes no goal for ${kpi?.label ?? goal.label} in ${goal.period}.`;
  return [{ sentence, value: "", line: 0, ranges: [], left: [] }];
}

const scoreView = ({ engine }: Run, score: Explanation): WhyView => ({
  title: `${score.label}, ${score.who}, ${score.period}`,
  value: engine.show.number(score.value, PERCENT),
  steps: sentencesOf(score, engine.show.number).map(stepOf),
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
  const open = rows.map((row) => {
    const answers = row.answers || "Nobody";
    return plainStep(`${answers} answers, since ${isoOf(row.since)}: ${row.reason}.`);
  });
  return {
    title: `${flag.label}, ${flag.who}, ${flag.period}`,
    value: rows.length > 0 ? "open" : "not open",
    steps: [
      ...sentencesOf(flag, run.engine.show.number).map(stepOf),
      ...story.map(plainStep),
      ...(open.length > 0 ? open : [plainStep("So the flag is not open.")]),
    ],
    without: null,
  };
}

/** Both layers of a manager's line of the certificate. */
function tieOutView(run: Run, why: Explaining, kpi: Kpi, node: number, period: Period): WhyView {
  const { nameOf, show } = run.engine;
  const [assigned, base] = (["assigned", "base"] as const).map((layer) =>
    why.tieOut(kpi.id, node, period, layer),
  );
  if (!assigned || !base) {
    throw new UserError(
      `${nameOf(node)} hands nothing of ${kpi.label} down in ${period.label}.`,
      "who",
      "Ask for a manager whose goal is cascaded.",
    );
  }
  const isTied = assigned.value === 0 && base.value === 0;
  return {
    title: `Tie-out of ${kpi.label}, ${nameOf(node)}, ${period.label}`,
    value: isTied ? "ties" : show.number(assigned.value || base.value, kpi.unit),
    steps: [
      ...sentencesOf(assigned, show.number).map(stepOf),
      plainStep("The same without the buffers of the steps above:"),
      ...sentencesOf(base, show.number).map(stepOf),
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
  const way =
    change === 0 ? "the same" : `${amount(Math.abs(change))} ${change < 0 ? "less" : "more"}`;
  return `Without the hold on ${found.held.join(" and ")} ${who} would owe ${amount(found.goal)} for ${made.year}, ${way}.`;
}

// ── Steps ──────────────────────────────────────────────────────────────────────────────────────

const stepOf = ({ sentence, value, line, ranges, left }: Sentence): WhyStep => ({
  sentence,
  value,
  line,
  cells: cellsOf(ranges),
  left: cellsOf(left),
});
const plainStep = (sentence: string): WhyStep =>
  stepOf({ sentence, value: "", line: 0, ranges: [], left: [] });

const cellsOf = (ranges: readonly CellRange[]): WhyStep["cells"] =>
  ranges.slice(0, MOST_CELLS).map(({ sheet, range, rows }) => {
    const numbers = range.match(/\d+/g) ?? [];
    const label =
      !range.includes(":") || numbers.length === 0
        ? range
        : rows === 1
          ? `Row ${numbers[0]}`
          : `Rows ${numbers[0]}–${numbers[1]}`;
    return { label, sheet, range };
  });

// ── What is asked for ──────────────────────────────────────────────────────────────────────────

interface Subject {
  readonly of: "kpi" | "score" | "flag";
  readonly at: number;
}

function subjectOf({ program }: Run, name: string): Subject {
  const isCalled = (thing: { readonly name: string; readonly label: string }) =>
    foldText(thing.name) === foldText(name) || foldText(thing.label) === foldText(name);
  const lists = { kpi: program.kpis, score: program.scores, flag: program.flags } as const;
  for (const of of ["kpi", "score", "flag"] as const) {
    const at = lists[of].findIndex(isCalled);
    if (at >= 0) return { of, at };
  }
  const names = [...program.kpis, ...program.scores, ...program.flags].map((k) => k.name);
  const [near] = nearest(name, names);
  throw new UserError(
    `There is no KPI \`${name}\`.`,
    "kpi",
    near ? `Did you mean ${near}?` : "Check the rules.",
  );
}

function personOf(run: Run, name: string): number {
  const found = run.org.nodeOf(name);
  if (found !== null) return found;
  const [near] = nearest(
    name,
    run.people.map((p) => p.name),
  );
  throw new UserError(
    `Nobody is called ${name}.`,
    "who",
    near ? `Did you mean ${near}?` : "Check the people's sheet.",
  );
}

function periodOf(run: Run, label: string): Period {
  const found = run.calendar.parse(label);
  if (found) return found;
  throw new UserError(
    `\`${label}\` is no period of this calendar.`,
    "period",
    "Write 2026, 2026-Q1 or 2026-03.",
  );
}
