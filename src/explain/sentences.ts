/** An explanation in words: a sentence for each step, with its figure, its line of the rules and its cells. */
import { isoOf } from "../../dsl/calendar/day.ts";
import { PERCENT, type Unit } from "../../dsl/types/type.ts";
import type {
  CascadeMaking,
  CellRange,
  ChainStep,
  Explanation,
  Making,
  RateMaking,
  RowsMaking,
} from "./explanation.ts";

import { leftOverText } from "./left-over.ts";

/** Numbers in the workbook's locale. */
export type Show = (value: number, unit: Unit) => string;

export interface Sentence {
  readonly sentence: string;
  /** The step's own figure, shown; empty for none. */
  readonly value: string;
  readonly line: number;
  /** Rows and cells that count, and rows that were left out. */
  readonly ranges: readonly CellRange[];
  readonly left: readonly CellRange[];
}

const say = (sentence: string, value = "", about: Partial<Sentence> = {}): Sentence => ({
  sentence,
  value,
  line: 0,
  ranges: [],
  left: [],
  ...about,
});

/** The steps of an explanation, what it is made of first. */
export function sentencesOf(explanation: Explanation, show: Show): Sentence[] {
  const { made, label, who, value, unit } = explanation;
  const shown = show(value, unit);
  const at = { line: explanation.line };
  switch (made.of) {
    case "said":
      return [
        say(`The goal is ${shown}: said in the rules.`, shown, at),
        ...(made.value.made.of === "literal" ? [] : figureSentences(made.value, show)),
        ...made.assumed.map((a) =>
          say(
            `The goal assumes ${a.label} of ${show(a.assumed, a.unit)}; it was ${show(a.came, a.unit)}.`,
          ),
        ),
      ];
    case "part":
      return [
        ...sentencesOf(made.whole, show),
        say(
          `${show(made.share, PERCENT)} of the goal of ${made.whole.period} falls on ${explanation.period}.`,
          shown,
          at,
        ),
      ];
    case "together": {
      const how = made.how === "mean" ? "weighed by what they are a part of" : "together";
      const parts = made.parts.map(({ goal }) =>
        say(
          `${made.what === "shorter goals" ? goal.period : goal.who} owes ${show(goal.value, goal.unit)}.`,
          show(goal.value, goal.unit),
          { line: goal.line },
        ),
      );
      return [...parts, say(`The goal is ${shown}: the ${made.what} ${how}.`, shown, at)];
    }
    case "cascade":
      return cascadeSentences(explanation, made, show);
    case "rate":
      return rateSentences(explanation, made, show);
    case "changed": {
      const by = made.by ? ` by ${made.by}` : "";
      const verb = made.edit === null ? "reset" : `accepted (edit ${made.edit})`;
      const why = made.because ? `: ${made.because}` : "";
      const to = show(made.to, unit);
      const sentence = `The goal of ${made.period} was ${verb} to ${to} on ${isoOf(made.on)}${by}${why}.`;
      const owed = `So ${who} owes ${shown} in ${explanation.period}.`;
      return [...sentencesOf(made.before, show), say(sentence, to), say(owed, shown)];
    }
    case "attainment":
      return Number.isNaN(value)
        ? [say(`${who} has no attainment: there is no goal, or no figure.`, "", at)]
        : [
            say(
              `${who} is at ${shown} of the goal: ${show(made.actual.value, made.actual.unit)} of ${show(made.goal.value, made.goal.unit)}.`,
              shown,
              at,
            ),
          ];
    case "share due":
      return [say(`${shown} of the goal is due by now.`, shown)];
    case "expected":
      return [
        ...(made.additive ? sentencesOf(made.share, show) : []),
        say(`${shown} of ${show(made.goal.value, unit)} is due by now.`, shown, at),
      ];
    case "pace":
      return [
        ...(made.additive ? sentencesOf(made.share, show) : []),
        say(
          Number.isNaN(value)
            ? "Nothing is due yet, so there is no pace."
            : `Against what is due by now, ${show(made.actual.value, made.actual.unit)} is ${shown}.`,
          shown,
          at,
        ),
      ];
    case "forecast":
      return [
        ...(made.additive ? sentencesOf(made.share, show) : []),
        say(`If it goes on so, the period ends at ${shown}.`, shown, at),
      ];
    case "gap":
      return [say(`${shown} is missing to the goal.`, shown)];
    case "score":
      return scoreSentences(explanation, made, show);
    case "status":
      return [
        ...sentencesOf(made.attainment, show),
        ...(made.when === "current" ? sentencesOf(made.pace, show) : []),
        ...(explanation.word
          ? [say(`So ${made.actual.label} is ${explanation.word}.`, explanation.word)]
          : []),
      ];
    case "tie-out":
      return tieOutSentences(explanation, made, show);
    default:
      return figureSentences(explanation, show);
  }
}

// ── Figures ────────────────────────────────────────────────────────────────────────────────────

function figureSentences(explanation: Explanation, show: Show): Sentence[] {
  const { label, text, value, unit, line, made, as } = explanation;
  const shown = as === "truth" ? (value === 1 ? "true" : "false") : show(value, unit);
  const is =
    as === "truth"
      ? `It asks whether ${text}: ${shown}.`
      : `${label === text ? "It" : label} is ${text}.`;
  const own = text === "" ? [] : [say(is, shown, { line })];
  return [
    ...own,
    ...leavesOf(explanation).flatMap((leaf) => leafSentence(leaf, show)),
    ...badOf(made),
  ];
}

const badOf = (made: Making): Sentence[] =>
  made.of === "error" ? [say(`${made.text} at ${made.address} spoils it.`)] : [];

/** What a formula comes down to, each once. */
function leavesOf(explanation: Explanation): Explanation[] {
  const found = new Set<Explanation>();
  const visit = (one: Explanation): void => {
    const { made } = one;
    if (made.of === "formula") made.parts.forEach(visit);
    else if (made.of === "reports") made.judged.forEach(visit);
    else if (made.of === "statuses") for (const status of made.list) found.add(status);
    else if (made.of === "status is") found.add(made.status);
    else if (made.of !== "literal") found.add(one);
  };
  visit(explanation);
  return [...found];
}

function leafSentence(leaf: Explanation, show: Show): Sentence[] {
  const { made, text, label, who, value, unit, line } = leaf;
  const name = text || label;
  const shown = show(value, unit);
  switch (made.of) {
    case "rows":
      return [
        say(rowsSentence(name, who, made), shown, {
          ranges: made.ranges,
          left: made.left?.ranges ?? [],
        }),
      ];
    case "people": {
      const cells = made.cells.map(({ sheet, cell }) => ({ sheet, range: cell, rows: 1 }));
      const many = `${made.cells.length} ${made.cells.length === 1 ? "cell" : "cells"}`;
      return [
        say(`${name} is ${shown}, from ${many} of the people’s sheet.`, shown, { ranges: cells }),
      ];
    }
    case "persons":
      return [say(`${name} of ${who} is ${shown}: ${made.list.length} people.`, shown)];
    case "cell": {
      const ranges = [{ sheet: made.sheet, range: made.cell, rows: 1 }];
      return [say(`${made.sheet}!${made.cell} holds ${shown}.`, shown, { ranges })];
    }
    case "today":
      return [say(`${name} is ${isoOf(value)}.`)];
    case "blank":
      return [say(`${name} is blank: ${made.because}.`)];
    case "error":
      return badOf(made);
    case "status":
      return [say(`${label}, ${who}: ${leaf.word ?? "none yet"}.`, leaf.word ?? "", { line })];
    default:
      return [say(`${name}, ${who}, ${leaf.period}: ${shown}.`, shown, { line })];
  }
}

const VERBS = {
  count: "counts",
  sum: "adds up",
  distinct: "counts the different ones in",
  min: "takes the least of",
  max: "takes the most of",
  median: "takes the middle of",
} as const;

function rowsSentence(name: string, who: string, made: RowsMaking): string {
  const { counted, left, blanks, unlinked, days, everyones } = made;
  const rows = (n: number) => `${n} ${n === 1 ? "row" : "rows"}`;
  const whose = everyones ? "whoever they are of" : `for ${who} and everybody below`;
  const when = days
    ? `from ${isoOf(days.start)} to ${isoOf(Math.max(days.start, days.end - 1))}`
    : "at any time";
  const notes = [
    left && left.rows > 0 ? `${rows(left.rows)} left out, where not ${left.condition}` : "",
    blanks > 0 ? `${rows(blanks)} hold nothing` : "",
    unlinked > 0 ? `the link of ${rows(unlinked)} finds nothing` : "",
  ].filter(Boolean);
  const rest = notes.map((note) => `; ${note}`).join("");
  return `${name} ${VERBS[made.by]} ${rows(counted.length)} of ${made.table} ${whose}, ${when}${rest}.`;
}

// ── Goals ──────────────────────────────────────────────────────────────────────────────────────

function cascadeSentences(explanation: Explanation, made: CascadeMaking, show: Show): Sentence[] {
  const { unit, line, who, period, value } = explanation;
  const amount = (x: number) => show(x, unit);
  const [first] = made.chain;
  const top = first
    ? say(
        `${first.manager} owes ${amount(first.managerGoal)} in ${made.year}.`,
        amount(first.managerGoal),
        { line },
      )
    : say(
        `${who} owes ${amount(value)} in ${period}, said in the rules and cascaded from here.`,
        amount(value),
        { line },
      );
  const steps = made.chain.flatMap((step) => chainSentences(step, made, show, unit, line));
  const inside =
    made.months === null
      ? []
      : [
          say(`Of the goal of ${made.year} ${amount(value)} falls on ${period}.`, amount(value), {
            line,
          }),
        ];
  const base =
    made.layer === "base" && made.chain.length > 0
      ? [say(`Without the buffers of the steps above it is ${amount(value)}.`, amount(value))]
      : [];
  return [top, ...steps, ...(first ? inside : []), ...base];
}

function chainSentences(
  step: ChainStep,
  made: CascadeMaking,
  show: Show,
  unit: Unit,
  line: number,
): Sentence[] {
  const amount = (x: number) => show(x, unit);
  const percent = (x: number) => show(x, PERCENT);
  const layers = [
    step.reserve !== 0 ? `keeps back ${amount(step.reserve)}` : "",
    step.buffer !== 0 ? `over-assigns ${amount(step.buffer)}` : "",
  ].filter(Boolean);
  const before = layers.length
    ? `${step.manager} ${layers.join(" and ")}, so hands down ${amount(step.handedDown)}. `
    : "";
  const holds = step.heldSiblings.map((h) => `${h.who} is held at ${amount(h.goal)}`).join(", ");
  const held = holds ? `${holds}. ` : "";
  const share = percent(step.share);
  const notes = [
    step.bound && !step.held ? `at its bound (${step.bound})` : "",
    step.held ? `held ${step.held}` : "",
    step.presence < 1 ? `there for ${percent(step.presence)} of the time, ramp included` : "",
  ].filter(Boolean);
  const rest = notes.map((note) => `, ${note}`).join("");
  const exact = step.share * step.handedDown;
  const left = leftOverText(step.leftOver, made.increment, amount);
  const rounded =
    Math.abs(exact - step.goal) > 1e-9 * Math.max(1, Math.abs(exact)) && !step.held
      ? ` Rounded to ${amount(made.increment)}s${left ? `: ${left}` : ""}.`
      : "";
  const sentence = `${before}${held}${step.who} takes ${share} of ${amount(step.handedDown)}: ${amount(step.goal)}${rest}.${rounded}`;
  return [say(sentence, amount(step.goal), { line })];
}

function rateSentences(explanation: Explanation, made: RateMaking, show: Show): Sentence[] {
  const { unit, line } = explanation;
  const [first] = made.steps;
  const top = `${first?.manager ?? explanation.who} owes ${show(made.top, unit)}.`;
  return [
    say(top, show(made.top, unit), { line }),
    ...made.steps.map((step) => {
      const by = step.method === "same rate" ? "the same rate for all" : `by ${step.method}`;
      const layer =
        step.factor === 1 ? "" : `, times ${Number(step.factor.toPrecision(6))} for the step,`;
      return say(
        `${step.who} takes part in the rate of ${step.manager}${layer} ${by}: ${show(step.rate, unit)}.`,
        show(step.rate, unit),
        { line },
      );
    }),
  ];
}

// ── Scores and totals ──────────────────────────────────────────────────────────────────────────

function scoreSentences(
  explanation: Explanation,
  made: Extract<Making, { of: "score" }>,
  show: Show,
): Sentence[] {
  const percent = (x: number) => show(x, PERCENT);
  const counted = made.parts.filter((p) => !Number.isNaN(p.attainment.value));
  const all = made.parts.reduce((sum, p) => sum + p.share, 0);
  const weights = counted.reduce((sum, p) => sum + p.share, 0);
  const parts = made.parts.map(({ share, attainment }) => {
    const { value, label, line } = attainment;
    if (Number.isNaN(value))
      return say(`${label} has no figure, so it counts for nothing.`, "", { line });
    const capped = made.cap !== null && value > made.cap ? `, counted as ${percent(made.cap)}` : "";
    const floored =
      made.floor !== null && value < made.floor ? `, counted as ${percent(made.floor)}` : "";
    return say(
      `${label} is ${percent(value)}${capped}${floored}; it weighs ${percent(share / weights)}.`,
      percent(value),
      { line },
    );
  });
  const part = weights < all ? ` ${percent(weights / all)} of the weights counted.` : "";
  const shown = percent(explanation.value);
  return [
    ...parts,
    say(`${explanation.label} is ${shown}.${part}`, shown, { line: explanation.line }),
  ];
}

function tieOutSentences(
  explanation: Explanation,
  made: Extract<Making, { of: "tie-out" }>,
  show: Show,
): Sentence[] {
  const amount = (x: number) => show(x, explanation.unit);
  const layers = [
    made.reserve !== 0 ? `keeps back ${amount(made.reserve)}` : "",
    made.buffer !== 0 ? `over-assigns ${amount(made.buffer)}` : "",
  ].filter(Boolean);
  const between = layers.length ? `, ${layers.join(", ")}` : "";
  const ties = explanation.value === 0;
  return [
    say(
      `${explanation.who} owes ${amount(made.goal)} in ${explanation.period}${between} and hands down ${amount(made.handedDown)}.`,
      amount(made.handedDown),
    ),
    ...made.reports.map(({ who, goal }) => say(`${who}: ${amount(goal)}.`, amount(goal))),
    ...(made.open !== 0
      ? [say(`${amount(made.open)} is open with ${explanation.who}.`, amount(made.open))]
      : []),
    say(
      ties ? "That adds up: it ties." : `That is off by ${amount(explanation.value)}.`,
      ties ? "ties" : amount(explanation.value),
    ),
  ];
}
