/** An explanation in words: a sentence for each step, with its figure, its line of the rules and its cells. */
import { isoOf } from "../../dsl/calendar/day.ts";
import { PERCENT, type Unit } from "../../dsl/types/type.ts";
import type { Words } from "../words/index.ts";
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

/** How a step is told: numbers in the workbook's locale, sentences in a language. */
export interface Telling {
  readonly show: (value: number, unit: Unit) => string;
  readonly say: Pick<Words, "why" | "status" | "show">;
}

export interface Sentence {
  readonly sentence: string;
  /** The step's own figure, shown; empty for none. */
  readonly value: string;
  readonly line: number;
  /** Rows and cells that count, and rows that were left out. */
  readonly ranges: readonly CellRange[];
  readonly left: readonly CellRange[];
}

const tell = (sentence: string, value = "", about: Partial<Sentence> = {}): Sentence => ({
  sentence,
  value,
  line: 0,
  ranges: [],
  left: [],
  ...about,
});

/** The steps of an explanation, what it is made of first. */
export function sentencesOf(explanation: Explanation, telling: Telling): Sentence[] {
  const { show, say } = telling;
  const { why } = say;
  const { made, who, period, value, unit } = explanation;
  const shown = show(value, unit);
  const at = { line: explanation.line };
  switch (made.of) {
    case "said":
      return [
        tell(why.said(shown), shown, at),
        ...(made.value.made.of === "literal" ? [] : figureSentences(made.value, telling)),
        ...made.assumed.map((a) =>
          tell(why.assumes(a.label, show(a.assumed, a.unit), show(a.came, a.unit))),
        ),
      ];
    case "part":
      return [
        ...sentencesOf(made.whole, telling),
        tell(why.part(show(made.share, PERCENT), made.whole.period, period), shown, at),
      ];
    case "together": {
      const parts = made.parts.map(({ goal }) => {
        const of = made.what === "shorter goals" ? goal.period : goal.who;
        const amount = show(goal.value, goal.unit);
        return tell(why.owes(of, amount), amount, { line: goal.line });
      });
      return [...parts, tell(why.together(shown, made.what, made.how === "mean"), shown, at)];
    }
    case "cascade":
      return cascadeSentences(explanation, made, telling);
    case "rate":
      return rateSentences(explanation, made, telling);
    case "changed": {
      const { edit, by, because } = made;
      const to = show(made.to, unit);
      const changed = why.changed(made.period, to, { edit, on: isoOf(made.on), by, because });
      return [
        ...sentencesOf(made.before, telling),
        tell(changed, to),
        tell(why.soOwes(who, shown, period), shown),
      ];
    }
    case "attainment": {
      if (Number.isNaN(value)) return [tell(why.noAttainment(who), "", at)];
      const [actual, goal] = [made.actual, made.goal].map((x) => show(x.value, x.unit));
      return [tell(why.attainment(who, shown, actual!, goal!), shown, at)];
    }
    case "share due":
      return [tell(why.shareDue(shown), shown)];
    case "expected":
      return [
        ...(made.additive ? sentencesOf(made.share, telling) : []),
        tell(why.due(shown, show(made.goal.value, unit)), shown, at),
      ];
    case "pace": {
      const isDue = !Number.isNaN(value);
      const actual = show(made.actual.value, made.actual.unit);
      return [
        ...(made.additive ? sentencesOf(made.share, telling) : []),
        tell(isDue ? why.pace(actual, shown) : why.noPace, shown, at),
      ];
    }
    case "forecast":
      return [
        ...(made.additive ? sentencesOf(made.share, telling) : []),
        tell(why.forecast(shown), shown, at),
      ];
    case "gap":
      return [tell(why.gap(shown), shown)];
    case "score":
      return scoreSentences(explanation, made, telling);
    case "status": {
      const { word } = explanation;
      const so = word ? [tell(why.so(made.actual.label, say.status[word]), say.status[word])] : [];
      return [
        ...sentencesOf(made.attainment, telling),
        ...(made.when === "current" ? sentencesOf(made.pace, telling) : []),
        ...so,
      ];
    }
    case "tie-out":
      return tieOutSentences(explanation, made, telling);
    default:
      return figureSentences(explanation, telling);
  }
}

// ── Figures ────────────────────────────────────────────────────────────────────────────────────

function figureSentences(explanation: Explanation, telling: Telling): Sentence[] {
  const { label, text, value, unit, line, made, as } = explanation;
  const { show, say } = telling;
  const isTruth = as === "truth";
  const shown = isTruth ? say.show.truth(value === 1) : show(value, unit);
  const is = isTruth ? say.why.asks(text, shown) : say.why.is(label === text ? null : label, text);
  const own = text === "" ? [] : [tell(is, shown, { line })];
  return [
    ...own,
    ...leavesOf(explanation).flatMap((leaf) => leafSentence(leaf, telling)),
    ...badOf(made, telling),
  ];
}

const badOf = (made: Making, { say }: Telling): Sentence[] =>
  made.of === "error" ? [tell(say.why.spoilt(made.text, made.address))] : [];

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

function leafSentence(leaf: Explanation, telling: Telling): Sentence[] {
  const { made, text, label, who, value, unit, line } = leaf;
  const { show, say } = telling;
  const { why } = say;
  const name = text || label;
  const shown = show(value, unit);
  switch (made.of) {
    case "rows": {
      const left = made.left?.ranges ?? [];
      return [tell(why.rows(rowsSaid(name, who, made)), shown, { ranges: made.ranges, left })];
    }
    case "people": {
      const ranges = made.cells.map(({ sheet, cell }) => ({ sheet, range: cell, rows: 1 }));
      return [tell(why.fromPeople(name, shown, ranges.length), shown, { ranges })];
    }
    case "persons":
      return [tell(why.persons(name, who, shown, made.list.length), shown)];
    case "cell": {
      const ranges = [{ sheet: made.sheet, range: made.cell, rows: 1 }];
      return [tell(why.holds(`${made.sheet}!${made.cell}`, shown), shown, { ranges })];
    }
    case "today":
      return [tell(why.isDay(name, isoOf(value)))];
    case "blank":
      return [tell(why.blank(name, made.because))];
    case "error":
      return badOf(made, telling);
    case "status": {
      const word = leaf.word === null ? "" : say.status[leaf.word];
      return [tell(why.status(label, who, word || why.noneYet), word, { line })];
    }
    default:
      return [tell(why.figure(name, who, leaf.period, shown), shown, { line })];
  }
}

const rowsSaid = (name: string, who: string, made: RowsMaking) => {
  const { days, left } = made;
  const last = days && Math.max(days.start, days.end - 1);
  return {
    ...made,
    name,
    who: made.everyones ? null : who,
    counted: made.counted.length,
    days: days && ([isoOf(days.start), isoOf(last!)] as const),
    left: left && { rows: left.rows, condition: left.condition },
  };
};

// ── Goals ──────────────────────────────────────────────────────────────────────────────────────

function cascadeSentences(
  explanation: Explanation,
  made: CascadeMaking,
  telling: Telling,
): Sentence[] {
  const { show, say } = telling;
  const { why } = say;
  const { unit, line, who, period, value } = explanation;
  const own = show(value, unit);
  const [first] = made.chain;
  const steps = made.chain.map((step) => chainSentence(step, made, telling, { unit, line }));
  if (!first) return [tell(why.cascadedFrom(who, own, period), own, { line })];
  const top = show(first.managerGoal, unit);
  return [
    tell(why.topOwes(first.manager, top, made.year), top, { line }),
    ...steps,
    ...(made.months === null ? [] : [tell(why.fallsOn(made.year, own, period), own, { line })]),
    ...(made.layer === "base" ? [tell(why.withoutBuffers(own), own)] : []),
  ];
}

function chainSentence(
  step: ChainStep,
  made: CascadeMaking,
  { show, say }: Telling,
  { unit, line }: { readonly unit: Unit; readonly line: number },
): Sentence {
  const amount = (x: number) => show(x, unit);
  const some = (x: number) => (x === 0 ? "" : amount(x));
  const exact = step.share * step.handedDown;
  const isRounded = Math.abs(exact - step.goal) > 1e-9 * Math.max(1, Math.abs(exact)) && !step.held;
  const sentence = say.why.step({
    manager: step.manager,
    who: step.who,
    reserve: some(step.reserve),
    buffer: some(step.buffer),
    handedDown: amount(step.handedDown),
    share: show(step.share, PERCENT),
    goal: amount(step.goal),
    heldSiblings: step.heldSiblings.map((h) => ({ who: h.who, goal: amount(h.goal) })),
    held: step.held ?? "",
    bound: step.bound,
    presence: step.presence < 1 ? show(step.presence, PERCENT) : "",
    rounded: isRounded ? amount(made.increment) : "",
    leftOver: isRounded ? leftOverText(step.leftOver, made.increment, amount, say.why) : "",
  });
  return tell(sentence, amount(step.goal), { line });
}

function rateSentences(
  explanation: Explanation,
  made: RateMaking,
  { show, say }: Telling,
): Sentence[] {
  const { unit, line } = explanation;
  const top = show(made.top, unit);
  return [
    tell(say.why.owes(made.steps[0]?.manager ?? explanation.who, top), top, { line }),
    ...made.steps.map(({ who, manager, method, factor, rate: goal }) => {
      const times = factor === 1 ? "" : String(Number(factor.toPrecision(6)));
      const rate = show(goal, unit);
      return tell(say.why.rate(who, manager, { method, times, rate }), rate, { line });
    }),
  ];
}

// ── Scores and totals ──────────────────────────────────────────────────────────────────────────

function scoreSentences(
  explanation: Explanation,
  made: Extract<Making, { of: "score" }>,
  { show, say }: Telling,
): Sentence[] {
  const { why } = say;
  const percent = (x: number) => show(x, PERCENT);
  const counted = made.parts.filter((p) => !Number.isNaN(p.attainment.value));
  const all = made.parts.reduce((sum, p) => sum + p.share, 0);
  const weights = counted.reduce((sum, p) => sum + p.share, 0);
  const parts = made.parts.map(({ share, attainment }) => {
    const { value, label, line } = attainment;
    if (Number.isNaN(value)) return tell(why.noFigure(label), "", { line });
    const within = Math.max(made.floor ?? value, Math.min(made.cap ?? value, value));
    const countedAs = within === value ? "" : percent(within);
    const weight = percent(share / weights);
    return tell(why.weighs(label, percent(value), countedAs, weight), percent(value), { line });
  });
  const part = weights < all ? percent(weights / all) : "";
  const shown = percent(explanation.value);
  return [
    ...parts,
    tell(why.score(explanation.label, shown, part), shown, { line: explanation.line }),
  ];
}

function tieOutSentences(
  explanation: Explanation,
  made: Extract<Making, { of: "tie-out" }>,
  { show, say }: Telling,
): Sentence[] {
  const { why } = say;
  const { who, period, value } = explanation;
  const amount = (x: number) => show(x, explanation.unit);
  const some = (x: number) => (x === 0 ? "" : amount(x));
  const ties = value === 0;
  const owes = why.tieOut(
    {
      who,
      goal: amount(made.goal),
      reserve: some(made.reserve),
      buffer: some(made.buffer),
      handedDown: amount(made.handedDown),
    },
    period,
  );
  return [
    tell(owes, amount(made.handedDown)),
    ...made.reports.map((report) =>
      tell(`${report.who}: ${amount(report.goal)}.`, amount(report.goal)),
    ),
    ...(made.open !== 0 ? [tell(why.open(amount(made.open), who), amount(made.open))] : []),
    tell(ties ? why.ties : why.offBy(amount(value)), ties ? why.tied : amount(value)),
  ];
}
