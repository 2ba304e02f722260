/** Functions that answer from the rules: results, cards, goals, flags, tie-out, why. Everything comes as arguments. */
import { foldText } from "../../dsl/fold.ts";
import { compile } from "../../dsl/index.ts";
import { type TableName, type TidyCell, table } from "../app/rows.ts";
import { textOf } from "../app/rules-sheet.ts";
import { type Run, run } from "../app/run.ts";
import { whySentences } from "../app/why.ts";
import { UserError } from "../model/user-error.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import { evidence } from "./calculators.ts";
import { type AnyFunction, type Grid, type Out, type OutTable, sheetFunction } from "./spec.ts";

const RULES = {
  name: "rules",
  type: "range",
  help: "The cells that hold the rules (KPI_Rules).",
} as const;
const AS_OF = {
  name: "as_of",
  type: "date",
  help: "The day the figures are taken (KPI_AsOf); a cell, not TODAY().",
} as const;
const TABLES = {
  name: "tables",
  type: "any",
  repeating: true,
  help: "Pairs: a table's name in the rules (or its sheet's), then its range with the header row.",
} as const;

/** The last few runs: several functions of one sheet ask for the same one. */
const recent: { key: string; run: Run }[] = [];
const MOST_RUNS = 4;

/** Runs the rules on the tables that a formula hands over. */
export function runOn(rules: Grid, asOf: number, tables: readonly Grid[]): Run {
  const text = textOf(rules.map((row) => row[0] ?? null));
  if (text.trim() === "")
    throw new UserError("The rules are empty.", "rules", "Hand over the range KPI_Rules.");
  const workbook = workbookOf(text, tables);
  const key = keyOf([text, asOf, workbook.sheets]);
  const known = recent.find((r) => r.key === key);
  if (known) return known.run;
  const made = run({ rules: text, workbook, asOf, today: null });
  recent.unshift({ key, run: made });
  recent.length = Math.min(recent.length, MOST_RUNS);
  return made;
}

/** FNV-1a over everything a run depends on: equal arguments, one run. */
function keyOf(value: unknown): string {
  const text = JSON.stringify(value);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${hash >>> 0} ${text.length}`;
}

/** Tables by their name in the rules or their sheet's; `people` may go by its sheet too. */
function workbookOf(rules: string, tables: readonly Grid[]): WorkbookData {
  if (tables.length % 2 === 1) {
    throw new UserError(
      "A table's range is missing its name, or a name its range.",
      "tables",
      'Write pairs: "Deals", Deals!A:H.',
    );
  }
  const { tables: sources } = compile(rules, null).program;
  const sheets: SheetData[] = [];
  for (let i = 0; i < tables.length; i += 2) {
    const name = String(tables[i]?.[0]?.[0] ?? "");
    const source = sources.find((s) => foldText(s.name) === foldText(name));
    sheets.push(sheetOf(source?.source.name ?? name, tables[i + 1]!));
  }
  return { sheets, names: [], locale: "en-US", dateSystem: 1900 };
}

function sheetOf(name: string, grid: Grid): SheetData {
  const width = Math.max(0, ...grid.map((row) => row.length));
  return {
    name,
    rows: grid.length,
    columns: Array.from({ length: width }, (_, c) => grid.map((row) => row[c] ?? null)),
  };
}

const asTable = (made: Run, name: TableName): OutTable => {
  const { columns, rows } = table(made, name);
  return [[...columns], ...Array.from(rows, (row) => row.map(out))];
};
const out = (cell: TidyCell): Out => cell;

const DEALS = [
  ["Owner", "Stage", "Closed", "Amount"],
  ["Ann", "Won", "2026-02-01", 500],
  ["Bo", "Won", "2026-02-03", 700],
];
const TEAM = [
  ["Name", "Boss"],
  ["Ann", "Cy"],
  ["Bo", "Cy"],
  ["Cy", null],
];
const EXAMPLE_RULES = [
  ["calendar"],
  ["  year starts January"],
  ["  track quarterly"],
  ["people from Team"],
  ["  name [Name]"],
  ["  reports to [Boss]"],
  ["table Deals from Deals"],
  ["  owner [Owner]"],
  ["  date [Closed]"],
  ['kpi revenue = sum(Deals[Amount] where [Stage] = "Won")'],
  ["  lagging"],
  ["goal revenue 2026-Q1 = 600 for reps"],
  ["flag short"],
  ["  when revenue is missed"],
  ["  hold person"],
];
const EXAMPLE = [EXAMPLE_RULES, "2026-03-31", "Team", TEAM, "Deals", DEALS] as const;

const results = sheetFunction({
  id: "RESULTS",
  summary: "Every person's standing, a row for each KPI and tracked period.",
  params: [RULES, AS_OF, TABLES],
  returns: "table",
  examples: [
    {
      args: EXAMPLE,
      result: [
        [
          "level",
          "who",
          "path",
          "kpi",
          "period",
          "actual",
          "goal",
          "base_goal",
          "attainment",
          "expected",
          "pace",
          "forecast",
          "status",
        ],
        [0, "Cy", "Cy", "revenue", "2026-Q1", 1200, 1200, 1200, 1, 1200, 1, 1200, "met"],
        [
          1,
          "Ann",
          "Cy / Ann",
          "revenue",
          "2026-Q1",
          500,
          600,
          600,
          0.8333333333333334,
          600,
          0.8333333333333334,
          500,
          "missed",
        ],
        [
          1,
          "Bo",
          "Cy / Bo",
          "revenue",
          "2026-Q1",
          700,
          600,
          600,
          1.1666666666666667,
          600,
          1.1666666666666667,
          700,
          "met",
        ],
      ],
    },
  ],
  run: (rules, asOf, tables) => asTable(runOn(rules, asOf, tables), "results"),
});

const scorecard = sheetFunction({
  id: "SCORECARD",
  summary: "One person's card for a period.",
  params: [
    { name: "who", type: "text", help: "The person." },
    { name: "period", type: "text", help: "The period, 2026-Q1." },
    RULES,
    AS_OF,
    TABLES,
  ],
  returns: "table",
  examples: [
    {
      args: ["Ann", "2026-Q1", ...EXAMPLE],
      result: [
        ["kpi", "actual", "goal", "attainment", "expected", "pace", "forecast", "status"],
        ["revenue", 500, 600, 0.8333333333333334, 600, 0.8333333333333334, 500, "missed"],
      ],
    },
  ],
  run: (who, period, rules, asOf, tables) => {
    const made = runOn(rules, asOf, tables);
    if (made.org.nodeOf(who) === null)
      throw new UserError(`Nobody is called ${who}.`, "who", "Check the people's sheet.");
    const { columns, rows } = table(made, "results", { who: [who], period: [period] });
    const wanted = [
      "kpi",
      "actual",
      "goal",
      "attainment",
      "expected",
      "pace",
      "forecast",
      "status",
    ];
    const at = wanted.map((name) => columns.indexOf(name));
    return [wanted, ...Array.from(rows, (row) => at.map((i) => out(row[i] ?? null)))];
  },
});

const goals = sheetFunction({
  id: "GOALS",
  summary: "Every goal: base and assigned, held or not, and where it comes from.",
  params: [RULES, AS_OF, TABLES],
  returns: "table",
  examples: [
    {
      args: EXAMPLE,
      result: [
        ["level", "who", "path", "kpi", "period", "base_goal", "goal", "held", "how"],
        [0, "Cy", "Cy", "revenue", "2026-Q1", 1200, 1200, false, "the reports' goals together"],
        [1, "Ann", "Cy / Ann", "revenue", "2026-Q1", 600, 600, false, "said in the rules"],
        [1, "Bo", "Cy / Bo", "revenue", "2026-Q1", 600, 600, false, "said in the rules"],
      ],
    },
  ],
  run: (rules, asOf, tables) => asTable(runOn(rules, asOf, tables), "goals"),
});

const flags = sheetFunction({
  id: "FLAGS",
  summary: "Who answers, for what, and since when.",
  params: [RULES, AS_OF, TABLES],
  returns: "table",
  examples: [
    {
      args: EXAMPLE,
      result: [
        ["level", "who", "path", "period", "flag", "answers", "reason", "since"],
        [
          1,
          "Ann",
          "Cy / Ann",
          "2026-Q1",
          "short",
          "Ann",
          "Ann: revenue missed (500 of 600)",
          "2026-01-01",
        ],
      ],
    },
  ],
  run: (rules, asOf, tables) => asTable(runOn(rules, asOf, tables), "flags"),
});

const tieout = sheetFunction({
  id: "TIEOUT",
  summary:
    "The certificate: per manager and period what adds up to what. Years tie exactly; months may differ by rounding, and the difference is shown.",
  params: [RULES, AS_OF, TABLES],
  returns: "table",
  examples: [
    {
      args: EXAMPLE,
      result: [
        [...table({ certificate: [], program: { kpis: [] } } as unknown as Run, "tieout").columns],
      ],
    },
  ],
  run: (rules, asOf, tables) => asTable(runOn(rules, asOf, tables), "tieout"),
});

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

export const ANSWERS: readonly AnyFunction[] = [
  results,
  scorecard,
  goals,
  flags,
  tieout,
  value,
  evaluate,
  evidence,
  why,
];
