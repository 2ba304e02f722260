/**
 * A rule for every form that the IR has, by what the IR calls it: a new kind does not compile until it has one here.
 * What formulas and SQL make of each is asked of the code itself (support.ts).
 */
import { parseIso } from "../../dsl/calendar/day.ts";
import type {
  AggregateBy,
  DayBasis,
  FigureNode,
  NodeRef,
  RowNode,
  TimeStep,
} from "../../dsl/ir/ir.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";

export interface Form {
  /** As a person writes it. */
  readonly said: string;
  /** Told in words instead. */
  readonly inWords?: true;
  /** Statements after the head; the KPI `x` is the one that is asked. */
  readonly rules: string;
  /** People moved: the same form may then be another thing. */
  readonly moved?: true;
  /** What is asked: the KPI's figure, the goal that it owes, or the flag `x`. */
  readonly of?: "goal" | "flag";
  /** What [Amount] holds, where it is no plain number: amounts typed as texts, or decimals of a database. */
  readonly amounts?: "text" | "decimal";
}

/** `x` as an expression. */
const kpi = (said: string, expression = said): Form => ({ said, rules: `kpi x = ${expression}` });
/** A condition on rows. */
const where = (condition: string): Form => ({
  said: condition,
  rules: `kpi x = count(Deals where ${condition})`,
});
/** A number of a row. */
const row = (expression: string): Form => ({
  said: expression,
  rules: `kpi x = sum(Deals, ${expression})`,
});
const REVENUE = "kpi revenue = sum(Deals[Amount])\n";
const OWED = `${REVENUE}  leading\ngoal revenue each quarter = 100 for everyone\n`;
/** A figure that rests on another KPI's standing. */
const standing = (expression: string): Form => ({
  said: expression,
  rules: `${OWED}kpi x = ${expression}`,
});

export const AGGREGATES: Readonly<Record<AggregateBy | "average" | "share", readonly Form[]>> = {
  sum: [kpi("sum(Deals[Amount])")],
  count: [kpi("count(Deals)"), kpi("count(Deals[Amount])")],
  average: [kpi("average(Deals[Amount])")],
  share: [kpi('share(Deals where [Stage] = "Won")')],
  min: [kpi("min(Deals[Amount])")],
  max: [kpi("max(Deals[Amount])")],
  median: [kpi("median(Deals[Amount])")],
  distinct: [kpi("distinct(Deals[Account])")],
};

export const DAYS: Readonly<Record<DayBasis["at"], readonly Form[]>> = {
  date: [
    kpi("count(Deals on [Created])"),
    {
      ...kpi("count(Deals on [Created])"),
      said: "the same, people moved",
      inWords: true,
      moved: true,
    },
  ],
  alive: [
    kpi("count(Deals active [Created] to [Until])"),
    {
      ...kpi("count(Deals active [Created] to [Until])"),
      said: "the same, people moved",
      inWords: true,
      moved: true,
    },
  ],
  any: [
    kpi("count(Deals at any time)"),
    {
      ...kpi("count(Deals at any time)"),
      said: "the same, people moved",
      inWords: true,
      moved: true,
    },
  ],
};

const timed = (said: string): Form => ({ said, rules: `${REVENUE}kpi x = ${said}` });
export const TIMES: Readonly<Record<TimeStep["op"], readonly Form[]>> = {
  lastYear: [timed("revenue last year"), timed("growth(revenue, year)")],
  lastPeriod: [timed("revenue last period")],
  toDate: [timed("ytd(revenue)"), timed("qtd(revenue)"), timed("mtd(revenue)")],
  trailing: [timed("trailing(revenue, 3 months)")],
  fixed: [timed("revenue in 2025-Q4")],
};

export const NODES: Readonly<Record<NodeRef["who"], readonly Form[]>> = {
  self: [
    timed("own(revenue)"),
    { ...timed("own(revenue)"), said: "the same, people moved", inWords: true, moved: true },
  ],
  manager: [timed("revenue of manager")],
  top: [timed("revenue of top")],
  named: [timed('revenue of "Ann"')],
};

export const ROWS: Readonly<Record<RowNode["kind"], readonly Form[]>> = {
  column: [
    row("[Amount]"),
    row("Accounts[Size]"),
    {
      ...row("[Amount]"),
      said: "a column of texts that is read as numbers",
      inWords: true,
      amounts: "text",
    },
  ],
  literal: [row("2")],
  blank: [row("if([Hot] = true, [Amount], blank)")],
  today: [row("today - [Created]")],
  arithmetic: [row("[Amount] + [Fee]"), row("[Amount] * 2"), row("[Amount] ^ 2")],
  divide: [row("[Amount] / [Fee]")],
  dayDifference: [row("[Closed] - [Created]")],
  dayShift: [where("[Created] + 30 > [Closed]")],
  call: [
    row("abs([Amount])"),
    row("round([Amount], 2)"),
    row("floor([Amount])"),
    row("floor([Amount], 1)"),
    row("ceiling([Amount])"),
    row("ceiling([Amount], 1)"),
    row("sqrt([Amount])"),
    row("min([Amount], [Fee])"),
    row("max([Amount], [Fee])"),
  ],
  orElse: [row("([Amount] else [Fee])")],
  choose: [row('if([Stage] = "Won", [Amount], [Fee])')],
  compare: [
    where('[Stage] = "Won"'),
    where("[Stage] <> [Note]"),
    where("[Amount] >= [Fee]"),
    where("[Created] <= 2026-03-31"),
    where("[Hot] = true"),
  ],
  textIn: [where('[Stage] in ("Won", "Lost")')],
  numberIn: [where("[Qty] in (1, 2, 3)")],
  contains: [
    where('[Stage] contains "on"'),
    {
      said: '[Amount] contains "5"',
      rules: 'kpi x = count(Deals where [Amount] contains "5")',
      amounts: "decimal",
    },
  ],
  startsWith: [where('[Stage] starts with "W"')],
  isBlank: [where("[Note] is blank"), where("[Amount] is not blank")],
  and: [where('[Stage] = "Won" and [Amount] > 5')],
  or: [where('[Stage] = "Won" or [Amount] > 5')],
  not: [where('not ([Stage] = "Won")')],
};

/** What a KPI owes, and how it comes to be. */
const owed = (said: string, goals: string): Form => ({
  said,
  rules: `kpi x = sum(Deals[Amount])\n${goals}`,
  of: "goal",
});

const two = (expression: string): Form => ({
  said: expression,
  rules: `${REVENUE}kpi cost = sum(Deals[Fee])\nkpi x = ${expression}`,
});
export const FIGURES: Readonly<Record<Exclude<FigureNode["kind"], "aggregate">, readonly Form[]>> =
  {
    literal: [kpi("5")],
    blank: [two("if(revenue > 0, revenue, blank)")],
    arithmetic: [two("revenue - cost"), two("revenue * 2"), two("revenue ^ 2")],
    divide: [two("revenue / cost")],
    call: [
      two("round(revenue / 7, 2)"),
      two("floor(revenue, 1)"),
      two("max(revenue, cost)"),
      two("sqrt(revenue)"),
    ],
    orElse: [two("cost else revenue")],
    choose: [two("if(revenue > cost, revenue, cost)")],
    compare: [two("if(revenue >= 100, 1, 0)")],
    isBlank: [two("if(revenue is blank, 0, 1)")],
    and: [two("if(revenue > 5 and cost > 5, 1, 0)")],
    or: [two("if(revenue > 5 or cost > 5, 1, 0)")],
    not: [two("if(not (revenue > 5), 1, 0)")],
    standing: [
      standing("goal(revenue)"),
      standing("attainment(revenue)"),
      standing("pace(revenue)"),
      standing("forecast(revenue)"),
      standing("gap(revenue)"),
    ],
    // No KPI holds a score: scores are made of KPIs.
    score: [],
    status: [standing("if(revenue is met, 1, 0)")],
    quantified: [standing("if(every leading kpi is met, 1, 0)")],
    countOfStatus: [
      {
        said: "if(at least 1 of (revenue, cost) are met, 1, 0)",
        rules: `${OWED}kpi cost = sum(Deals[Fee])\ngoal cost each quarter = 5 for everyone\nkpi x = if(at least 1 of (revenue, cost) are met, 1, 0)`,
      },
    ],
    reports: [standing("count(reports where revenue is met)"), kpi("count(reports)")],
    given: [
      {
        said: "revenue / (today - 2025-12-31)",
        rules: `${REVENUE}kpi x = revenue / (today - 2025-12-31)`,
      },
      { said: "revenue / workdays", rules: `${REVENUE}kpi x = revenue / workdays` },
      { said: "revenue / headcount", rules: `${REVENUE}kpi x = revenue / headcount` },
    ],
    attribute: [
      {
        said: "revenue / people[Potential]",
        rules: `${REVENUE}kpi x = revenue / people[Potential]`,
      },
    ],
    person: [
      {
        said: 'if(people[Region] = "East", revenue, 0)',
        rules: `${REVENUE}kpi x = if(people[Region] = "East", revenue, 0)`,
      },
    ],
    // No KPI holds a cell: goals and checks do.
    cell: [owed("goal x 2026 = Assumptions!B1 * 8", 'goal x 2026 = Assumptions!B1 * 8 for "Ann"')],
  };

const cascade = (said: string, more = "", weight = "people[Potential]"): Form => ({
  ...owed(said, `goal x 2026 = 1200 for "Ann"\ncascade x\n  by ${weight} else evenly\n${more}`),
  inWords: true,
});
const stock = (said: string, weight: string, more = ""): Form => ({
  said,
  inWords: true,
  of: "goal",
  rules: `${REVENUE}kpi x = count(Deals active [Created] to [Until])\ngoal x each quarter = 12 for "Ann"\ncascade x\n  by ${weight} else evenly\n${more}`,
});
export const GOALS: readonly Form[] = [
  owed("goal x each quarter = 100 for everyone", "goal x each quarter = 100 for everyone"),
  owed("goal x each quarter = 2 * x last year", "goal x each quarter = 2 * x last year for reps"),
  owed("goal x each quarter from Deals[Fee]", "goal x each quarter from Deals[Fee]"),
  stock("a stock’s cascade by a figure", "revenue last year"),
  stock("the same, people moved", "revenue last year", ""),
  stock("a stock’s cascade by a column of people", "people[Potential]"),
  cascade("a cascade over months", "", "x last year"),
  cascade("a cascade with bounds (`at least`, `at most`)", "  at most 500\n"),
  cascade("a cascade by a blend of weights", "", "50% x last year + 50% people[Potential]"),
  cascade("a cascade that rounds the first up", "  rounding first\n"),
  cascade("a cascade with a ramp", "  ramp 50%, 100% by month from [Hired]\n"),
].map((form) => (form.said === "the same, people moved" ? { ...form, moved: true } : form));

const flag = (said: string, when: string): Form => ({
  said,
  of: "flag",
  rules: `${OWED}flag x\n  when ${when}\n  hold person\n  for 2 quarters\n`,
});
export const FLAGS: readonly Form[] = [
  flag("when revenue is missed … for 2 quarters", "revenue is missed"),
  flag("when every leading kpi is met", "every leading kpi is met"),
  flag("when attainment(revenue) < 80%", "attainment(revenue) < 80%"),
  flag("when revenue of manager is missed", "revenue of manager is missed"),
  flag(
    "when share(reports where revenue is met) < 50%",
    "share(reports where revenue is met) < 50%",
  ),
  flag("when people[Potential] > 2", "people[Potential] > 2"),
];

const day = (iso: string): number => parseIso(iso)! + 25_569;
/** A small team with a row of everything. */
export function workbookOf({ moved, amounts }: Form): WorkbookData {
  const ben = moved
    ? [
        ["Ben", "Ann", "East", 3, null, day("2026-02-28"), null],
        ["Ben", "Cem", "East", 3, day("2026-03-01"), null, null],
      ]
    : [["Ben", "Ann", "East", 3, null, null, null]];
  const deal = [
    ...["Ben", "Acme", "Won", "hot", amounts === "text" ? "10" : 10, 2, 1],
    ...[day("2026-02-10"), day("2026-01-05"), day("2026-06-30"), true],
  ];
  return {
    sheets: [
      sheetOf("Team", [
        ["Name", "Manager", "Region", "Potential", "From", "Until", "Hired"],
        ["Ann", null, "East", 5, null, null, null],
        ["Cem", "Ann", "West", 4, null, null, null],
        ...ben,
      ]),
      sheetOf("Deals", [
        [
          ...["Owner", "Account", "Stage", "Note", "Amount", "Fee", "Qty"],
          ...["Closed", "Created", "Until", "Hot"],
        ],
        deal,
      ]),
      sheetOf("Accounts", [
        ["Account", "Size"],
        ["Acme", 7],
      ]),
      sheetOf("Assumptions", [["Factor", 1.5]]),
    ],
    names: [],
    locale: "en-US",
    dateSystem: 1900,
  };
}

/** What every form's tables are. */
const HEAD = `calendar
  track quarterly
people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]
table Deals from Deals
  owner [Owner]
  date [Closed]
  link [Account] to Accounts
table Accounts from Accounts
  key [Account]
`;

export const rulesOf = (form: Form): string => `${HEAD}${form.rules}\n`;
