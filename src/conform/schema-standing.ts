/** The kinds of cases of standing and answerability: docs/conformance.md has each with an example. */
import type { KindSchema } from "./schema.ts";
import { blankable, DAY, list, number, object, text, truth } from "./schema-words.ts";

const ACTUAL = blankable("null: blank.");
const GOAL = blankable("null: no goal.");
const DIRECTION = {
  anyOf: [
    { enum: ["higher", "lower", "lower by ratio"] },
    object({ within: number("The band, a fraction of the goal.") }),
  ],
};
const BASELINE = blankable("Absent: the KPI has none; null: it is blank.");
const SHARE = number("The part of the goal that is due.");
const ADDITIVE = truth("false: a rate or a stock; true if absent.");
const STATE = {
  enum: [true, false, "no data", "too early", "ramping", "no goal", "absent"],
};

const attainment: KindSchema = {
  about: "The part of a goal that was reached.",
  input: object({ actual: ACTUAL, goal: GOAL, direction: DIRECTION, baseline: BASELINE }, [
    "actual",
    "goal",
  ]),
  expected: object({ attainment: blankable("A fraction.") }),
};

const expected: KindSchema = {
  about: "What is due by the as-of day.",
  input: object({
    goal: GOAL,
    parts: list(
      object({
        weight: number("The part's own goal."),
        days: number("Days in the org, working days where the calendar says which."),
        gone: number("Those up to and with the as-of day."),
      }),
    ),
  }),
  expected: object({ share: number("A fraction."), expected: number("In the goal's unit.") }, []),
};

const pace: KindSchema = {
  about: "The actual against what is due.",
  input: object(
    {
      actual: ACTUAL,
      goal: GOAL,
      share: SHARE,
      additive: ADDITIVE,
      direction: DIRECTION,
      baseline: BASELINE,
    },
    ["actual", "goal", "share"],
  ),
  expected: object({ pace: blankable("A fraction.") }),
};

const forecast: KindSchema = {
  about: "Where a period ends if it goes on so.",
  input: object({ actual: ACTUAL, share: SHARE, additive: ADDITIVE }, ["actual", "share"]),
  expected: object({ forecast: blankable("In the actual's unit.") }),
};

const status: KindSchema = {
  about: "The word for where somebody stands.",
  input: object(
    {
      actual: ACTUAL,
      goal: GOAL,
      when: { enum: ["closed", "current", "future"] },
      share: SHARE,
      additive: ADDITIVE,
      direction: DIRECTION,
      baseline: BASELINE,
      met_at: number("1 if absent."),
      at_risk_below: number("0.8 if absent."),
    },
    ["actual", "goal", "when"],
  ),
  expected: object({
    status: {
      enum: ["met", "missed", "ahead", "on pace", "behind", "at risk", "no goal", "no data", null],
    },
  }),
};

const score: KindSchema = {
  about: "The weighted mean of the attainments there are.",
  input: object(
    {
      cap: number("No attainment counts more."),
      floor: number("None counts less."),
      parts: list(
        object({
          kpi: text("Its name."),
          weight: number("Of the score."),
          attainment: blankable("null: blank."),
        }),
      ),
    },
    ["parts"],
  ),
  expected: object(
    {
      score: blankable("A fraction."),
      counted: number("The part of the weights that has an attainment."),
      left_out: list({ type: "string" }),
    },
    ["score"],
  ),
};

const flags: KindSchema = {
  about: "A flag's history over periods.",
  input: object(
    {
      for: { type: "integer", minimum: 1, description: "Periods in a row." },
      escalate_months: { type: "integer", minimum: 1 },
      actions: list(DAY, "Days of the actions on record."),
      periods: list(object({ name: text("Of the period."), end: DAY, state: STATE })),
    },
    ["for", "periods"],
  ),
  expected: object({
    periods: list(
      object({
        period: text("Its name."),
        open: truth("At its end."),
        event: { enum: ["raised", "ended", "closed", null] },
        since: { type: ["string", "null"], description: "The run's first period." },
        level: { type: "integer", description: "How many managers further up answer too." },
      }),
    ),
  }),
};

const share: KindSchema = {
  about: "The part of the reports that can be judged for whom a condition holds.",
  input: object({ states: list(STATE) }),
  expected: object({ share: blankable("null: of none.") }),
};

export const STANDING_KINDS: Readonly<Record<string, KindSchema>> = {
  attainment,
  expected,
  pace,
  forecast,
  status,
  score,
  flags,
  share,
};
