/** Functions that answer one question: a figure, an expression, why. */
import { foldText } from "../../dsl/fold.ts";
import { type Run, run } from "../app/run.ts";
import { whySentences } from "../app/why.ts";
import { UserError } from "../model/user-error.ts";
import { AS_OF, DEALS, EXAMPLE_RULES, RULES, TABLES, TEAM } from "./answers-params.ts";
import { runOn, sheetOf } from "./answers-run.ts";
import { type AnyFunction, type Out, sheetFunction } from "./spec.ts";

const value = sheetFunction({
  id: "VALUE",
  summary: "Looks one figure up in a RESULTS range, or in the sheet KPI Results.",
  params: [
    {
      name: "results",
      type: "range",
      help: "The range of RESULTS, with its header row (KPI_Results).",
    },
    { name: "measure", type: "text", help: "actual, goal, attainment, pace, forecast, status …" },
    { name: "kpi", type: "text", help: "The KPI or score." },
    { name: "who", type: "text", help: "The person." },
    { name: "period", type: "text", help: "The period." },
  ],
  returns: "scalar",
  examples: [
    {
      args: [
        [
          ["who", "kpi", "period", "actual"],
          ["Ann", "revenue", "2026-Q1", 500],
        ],
        "actual",
        "revenue",
        "ann",
        "2026-Q1",
      ],
      result: 500,
    },
  ],
  run: (range, measure, kpi, who, period) => {
    const header = (range[0] ?? []).map((cell) => foldText(String(cell ?? "")));
    const at = (name: string) => {
      const found = header.indexOf(foldText(name));
      if (found >= 0) return found;
      throw new UserError(
        `The range has no column \`${name}\`.`,
        "results",
        "Hand over RESULTS with its header row.",
      );
    };
    const [m, k, w, p] = [at(measure), at("kpi"), at("who"), at("period")];
    const same = (cell: unknown, text: string) => foldText(String(cell ?? "")) === foldText(text);
    const row = range
      .slice(1)
      .find((r) => same(r[k], kpi) && same(r[w], who) && same(r[p], period));
    if (!row)
      throw new UserError(
        `There is no row for ${who}, ${kpi}, ${period}.`,
        "results",
        "Check the three names.",
      );
    const cell = row[m] ?? null;
    return typeof cell === "object" ? null : cell;
  },
});

const evaluate = sheetFunction({
  id: "EVAL",
  summary: "One KPI formula over one range; bare columns are the range's.",
  params: [
    {
      name: "formula",
      type: "text",
      help: 'As in the rules: sum([Amount] where [Stage] = "Won").',
    },
    { name: "table", type: "range", help: "The range with its header row." },
    { name: "from", type: "date", optional: true, help: "First day; left out: all rows." },
    { name: "to", type: "date", optional: true, help: "Last day." },
    {
      name: "date_column",
      type: "text",
      optional: true,
      help: "The header of the column of dates.",
    },
  ],
  returns: "scalar",
  examples: [{ args: ['sum([Amount] where [Stage] = "Won")', DEALS], result: 1200 }],
  run: (formula, range, from, to, dateColumn) => {
    const dated = from !== null && to !== null;
    if (dated && dateColumn === null)
      throw new UserError(
        "`from` and `to` need a column of dates.",
        "date_column",
        "Name its header.",
      );
    const rules = [
      "people from Nobody",
      "  name [Name]",
      '  reports to [Boss] then "Everyone"',
      "table Eval from Eval",
      ...(dated ? [`  date [${dateColumn}]`] : []),
      `kpi eval = ${withTable(formula)}`,
    ].join("\n");
    const workbook = {
      sheets: [
        sheetOf("Eval", range),
        sheetOf("Nobody", [
          ["Name", "Boss"],
          ["One", null],
        ]),
      ],
      names: [],
      locale: "en-US",
      dateSystem: 1900 as const,
    };
    const made = run({ rules, workbook, asOf: to, today: null });
    const fault = made.diagnostics.find((d) => d.severity === "error");
    if (fault) throw new UserError(fault.message, "formula", fault.hint ?? "");
    return evaluateOne(made, from, to);
  },
});

/** Bare aggregates get the one table there is: `sum([x])` → `sum(Eval[x])`, `count(where …)` → `count(Eval where …)`. */
const withTable = (formula: string): string =>
  formula
    .replace(/^\s*=/, "")
    .replace(/\b(sum|average|min|max|median|distinct|count|share)\s*\(\s*\[/gi, "$1(Eval[")
    .replace(/\b(count|share)\s*\(\s*(?=where\b|\))/gi, "$1(Eval ");

function evaluateOne(made: Run, from: number | null, to: number | null): Out {
  const top = made.org.tops[0] ?? 0;
  const kpi = made.program.kpis[0];
  if (!kpi) return null;
  const start = from ?? 0;
  const end = (to ?? start) + 1;
  const period = { grain: "day" as const, start, end, label: "eval" };
  const { value: found, error } = made.engine.evaluator.at(kpi.figure, top, period);
  if (error)
    throw new UserError(
      `${error.text} at ${error.address}.`,
      "table",
      "Mend that cell, or leave it out with `where`.",
    );
  return Number.isNaN(found) ? null : found;
}

const why = sheetFunction({
  id: "WHY",
  summary: "The sentences that explain a figure.",
  params: [
    RULES,
    AS_OF,
    { name: "kpi", type: "text", help: "The KPI." },
    { name: "who", type: "text", help: "The person." },
    { name: "period", type: "text", help: "The period." },
    TABLES,
  ],
  returns: "table",
  examples: [
    {
      args: [
        EXAMPLE_RULES,
        "2026-03-31",
        "revenue",
        "Ann",
        "2026-Q1",
        "Team",
        TEAM,
        "Deals",
        DEALS,
      ],
      result: [
        ["why"],
        ['revenue is sum(Deals[Amount] where [Stage] = "Won").'],
        [
          'sum(Deals[Amount] where [Stage] = "Won") adds up 1 row of Deals for Ann and everybody below, from 2026-01-01 to 2026-03-31.',
        ],
        ["The goal is 600: said in the rules."],
        ["Ann is at 83.3% of the goal: 500 of 600."],
        ["So revenue is missed as of 2026-03-31."],
      ],
    },
  ],
  run: (rules, asOf, kpi, who, period, tables) => [
    ["why"],
    ...whySentences(runOn(rules, asOf, tables), { kpi, who, period }).map((sentence) => [sentence]),
  ],
});

export const ANSWER_FIGURES: readonly AnyFunction[] = [value, evaluate, why];
