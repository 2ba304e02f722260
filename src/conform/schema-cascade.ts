/** The kinds of cases of a cascade: docs/conformance.md has each with an example. */
import type { KindSchema } from "./schema.ts";
import {
  BLANKABLES,
  DAY,
  list,
  NUMBERS,
  number,
  object,
  POSITION,
  POSITIONS,
  refusal,
  text,
  truth,
} from "./schema-words.ts";

const INCREMENT = number("The smallest step; 1 if absent.");
const ROUNDING = { enum: ["remainder", "first", "largest", "webster"] };
const TOTALS = ["holds", "all held", "floors", "caps", "no increment", "odd"];
const STEPS = [...TOTALS, "cells over year", "periods", "nobody"];
const GOALS = object({ goals: NUMBERS });

const split: KindSchema = {
  about: "A total over weights.",
  input: object(
    {
      total: number("What is split."),
      weights: BLANKABLES,
      else: { ...BLANKABLES, description: "The weights where all others are 0 or blank." },
      increment: INCREMENT,
      at_least: BLANKABLES,
      at_most: BLANKABLES,
      held: BLANKABLES,
      rounding: ROUNDING,
    },
    ["total", "weights"],
  ),
  expected: object(
    {
      goals: NUMBERS,
      odd: object({ who: POSITION, amount: number("What is no whole increment.") }),
      findings: list({ type: "string" }, "Only their number is compared."),
    },
    ["goals"],
  ),
  error: refusal(TOTALS),
};

const blend: KindSchema = {
  about: "A total over a blend of weights: each part is a share before it is mixed.",
  input: object(
    {
      total: number("What is split."),
      parts: list(object({ share: number("Of the blend."), values: BLANKABLES })),
      increment: INCREMENT,
    },
    ["total", "parts"],
  ),
  expected: GOALS,
};

const spread: KindSchema = {
  about: "A goal along time: twelve months by halves and quarters, any other list flat.",
  input: object(
    {
      total: number("The year."),
      weights: BLANKABLES,
      increment: INCREMENT,
      held: { type: "object", additionalProperties: { type: "number" } },
    },
    ["total", "weights"],
  ),
  expected: GOALS,
  error: refusal(TOTALS),
};

const target: KindSchema = {
  about: "What a step hands down of a goal.",
  input: object(
    {
      goal: number("The manager's."),
      over_assign: number("A fraction: 0.05 is 5 %."),
      keep_back: number("A fraction."),
      lower_is_better: truth("The buffer then lowers."),
      increment: INCREMENT,
    },
    ["goal"],
  ),
  expected: object({ target: number("What is handed down.") }),
};

const table: KindSchema = {
  about: "Whole cells whose rows and columns are given.",
  input: object({ rows: NUMBERS, columns: NUMBERS, weights: list(NUMBERS), increment: INCREMENT }, [
    "rows",
    "columns",
  ]),
  expected: object({ table: list(NUMBERS) }),
  error: refusal(["totals differ", "no table", "not whole increments"]),
};

const report = object(
  {
    name: text("Of the report; they stand in the order of their names."),
    weight: number("Its weight."),
    presence: { ...NUMBERS, description: "Part of each period it is there; 1 if absent." },
    ramp: { ...NUMBERS, description: "Part of the full goal in each period." },
    season: { ...NUMBERS, description: "Its own curve." },
    at_least: number("Of a full year."),
    at_most: number("Of a full year."),
    held: number("Its year."),
    cells: { type: "object", additionalProperties: { type: "number" } },
  },
  ["name", "weight"],
);

const step: KindSchema = {
  about: "One manager: reports by periods, both ways.",
  input: object(
    {
      periods: { ...NUMBERS, description: "What the reports owe together in each." },
      reports: list(report),
      increment: INCREMENT,
      published: list(NUMBERS, "Goals as published, by report and period."),
      closed: { ...POSITIONS, description: "Periods that are closed." },
    },
    ["periods", "reports"],
  ),
  expected: object(
    {
      goals: list(NUMBERS),
      year: NUMBERS,
      frozen: truth("Closed periods were kept as published."),
    },
    ["goals"],
  ),
  error: refusal(STEPS),
};

const tree: KindSchema = {
  about: "A whole organisation, in both layers.",
  input: object(
    {
      goal: number("The top's."),
      increment: INCREMENT,
      unit: number("The smallest unit of the KPI; 1 if absent."),
      periods: object({ count: { type: "integer", minimum: 1 }, weights: NUMBERS }),
      rules: list(
        object(
          {
            below: text("The node; absent: every step."),
            over_assign: number("A fraction."),
            keep_back: number("A fraction."),
          },
          [],
        ),
      ),
      nodes: list(
        object(
          {
            name: text("Of the node."),
            parent: text("Absent: the top."),
            weight: number("Of a node without reports."),
            held: number("Its year."),
            at_least: number("Of a full year."),
            at_most: number("Of a full year."),
          },
          ["name"],
        ),
      ),
    },
    ["goal", "increment", "nodes"],
  ),
  expected: object(
    {
      nodes: {
        type: "object",
        additionalProperties: object(
          { base: number("Without buffers."), assigned: number("With them."), periods: NUMBERS },
          [],
        ),
      },
      steps: list(
        object(
          {
            at: text("The manager."),
            goal: number("Assigned."),
            handed_down: number("To the reports."),
            base: number("Of the manager."),
            buffer_added: number("0 if absent."),
            reserve: number("0 if absent."),
          },
          ["at"],
        ),
      ),
    },
    [],
  ),
  error: refusal(STEPS),
};

const ratio: KindSchema = {
  about: "A rate whose mean by denominators is given.",
  input: object(
    {
      rate: number("The manager's."),
      by: { enum: ["same rate", "same points", "same share of gap"] },
      at_least: number("0 if absent."),
      at_most: number("1 if absent."),
      reports: list(
        object({
          denominator: number("Its weight in the mean."),
          baseline: { type: ["number", "null"] },
        }),
      ),
    },
    ["rate", "by", "reports"],
  ),
  expected: object({ rates: NUMBERS, down: POSITIONS, no_denominator: POSITIONS }, ["rates"]),
  error: refusal(["rate caps", "rate floors"]),
};

const factors: KindSchema = {
  about: "The part of each month that a person owes for.",
  input: object(
    { since: DAY, until: DAY, start: DAY, ramp: NUMBERS, months: list(text("2026-03")) },
    ["since", "months"],
  ),
  expected: object({ factors: NUMBERS }),
};

export const CASCADE_KINDS: Readonly<Record<string, KindSchema>> = {
  split,
  blend,
  spread,
  target,
  table,
  step,
  tree,
  ratio,
  factors,
};
