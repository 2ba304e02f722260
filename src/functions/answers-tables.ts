/** Functions that spill a table of the run: results, cards, goals, flags, evidence, tie-out. */
import { type TableName, table } from "../app/rows.ts";
import type { Run } from "../app/run.ts";
import type { TidyCell } from "../app/tidy.ts";
import { UserError } from "../model/user-error.ts";
import {
  AS_OF,
  DEALS,
  EXAMPLE,
  EXAMPLE_RULES,
  LEADING,
  RULES,
  TABLES,
  TEAM,
} from "./answers-params.ts";
import { runOn } from "./answers-run.ts";
import { type AnyFunction, type Out, type OutTable, sheetFunction } from "./spec.ts";

const asTable = (made: Run, name: TableName): OutTable => {
  const { columns, rows } = table(made, name);
  return [[...columns], ...Array.from(rows, (row) => row.map(out))];
};
const out = (cell: TidyCell): Out => cell;

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

const evidence = sheetFunction({
  id: "EVIDENCE",
  summary:
    "Whether the leading KPIs tell of the lagging ones: for each pair and manager how often both were met, one of them, neither, over closed periods.",
  params: [RULES, AS_OF, TABLES],
  returns: "table",
  examples: [
    {
      args: [[...EXAMPLE_RULES, ...LEADING], "2026-03-31", "Team", TEAM, "Deals", DEALS],
      result: [
        [
          "who",
          "of",
          "leading",
          "lagging",
          "grain",
          "met_met",
          "met_missed",
          "missed_met",
          "missed_missed",
          "n",
          "says",
        ],
        [
          "everybody",
          "tree",
          "calls",
          "revenue",
          "quarter",
          1,
          1,
          0,
          0,
          2,
          "revenue was met in 1 of 2 person-quarters with calls met. Too few to say whether calls leads.",
        ],
        [
          "Cy",
          "tree",
          "calls",
          "revenue",
          "quarter",
          1,
          1,
          0,
          0,
          2,
          "revenue was met in 1 of 2 person-quarters with calls met. Too few to say whether calls leads.",
        ],
        [
          "Cy",
          "own",
          "calls",
          "revenue",
          "quarter",
          1,
          0,
          0,
          0,
          1,
          "revenue was met in 1 of 1 quarters with calls met. Too few to say whether calls leads.",
        ],
        [
          "Ann",
          "tree",
          "calls",
          "revenue",
          "quarter",
          0,
          1,
          0,
          0,
          1,
          "revenue was met in 0 of 1 person-quarters with calls met. Too few to say whether calls leads.",
        ],
        [
          "Bo",
          "tree",
          "calls",
          "revenue",
          "quarter",
          1,
          0,
          0,
          0,
          1,
          "revenue was met in 1 of 1 person-quarters with calls met. Too few to say whether calls leads.",
        ],
      ],
    },
  ],
  run: (rules, asOf, tables) => asTable(runOn(rules, asOf, tables), "evidence"),
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

export const ANSWER_TABLES: readonly AnyFunction[] = [
  results,
  scorecard,
  goals,
  flags,
  tieout,
  evidence,
];
