/** What random models seldom hold, or never: error cells, wildcards in names and keys, goals of every direction. */
import type { CellValue } from "../../../dsl/cell.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import {
  ACCOUNT_COLUMNS,
  type Cell,
  COLUMNS,
  type DrawnModel,
  type DrawnTable,
  HEAD,
  modelOf,
  type Stay,
} from "../../differential/models/model.ts";

const row = (over: Readonly<Record<string, Cell>>): Cell[] => {
  const plain: Readonly<Record<string, Cell>> = {
    Owner: "P1",
    Closed: "2026-01-15 18:00:00",
    Created: "2026-01-15",
    ...over,
  };
  return COLUMNS.map(({ name }) => plain[name] ?? null);
};
const QUARTERS = ["calendar", "  track quarterly", ""];
/** Clauses of a calendar, and the days off that they speak of: one on a weekend, one twice. */
export const WORK_WEEK: readonly string[] = [
  "  work week Sunday to Thursday",
  "  holidays from Off[Day]",
  "table Off from Off",
];
export const OFF: DrawnTable = {
  name: "Off",
  columns: [{ name: "Day", kind: "date" }],
  rows: ["2026-01-01", "2026-05-01", "2026-05-14", "2026-05-14", "2026-06-04", "2024-05-01"].map(
    (day) => [day],
  ),
};
const stay = (person: string, manager: string | null): Stay => ({
  person,
  manager,
  from: null,
  to: null,
});

/** Stands for an error cell, which no database table holds. */
const ERROR = -404_404;
const withErrors = (model: DrawnModel): DrawnModel => {
  const cell = (value: CellValue): CellValue => (value === ERROR ? { error: "#N/A" } : value);
  const workbook: WorkbookData = {
    ...model.workbook,
    sheets: model.workbook.sheets.map((sheet) => ({
      ...sheet,
      columns: sheet.columns.map((column) => column.map(cell)),
    })),
  };
  return { ...model, workbook };
};

const TEXT_DEALS: readonly Cell[][] = [
  row({ Stage: "Won", Amount: 1, Account: "A*", Until: "2026-03-31" }),
  row({ Stage: " WON ", Amount: 2, Account: "Abc" }),
  row({ Stage: "Won\u00a0big", Amount: 4, Note: "won" }),
  row({ Stage: "Won\nbig", Amount: 8, Note: "won big" }),
  row({ Stage: "Won\tbig", Amount: 16, Note: "big" }),
  row({ Stage: "Won  big", Amount: 32, Account: "" }),
  row({ Stage: "İzmir", Amount: 64 }),
  row({ Stage: "ΛΟΓΟς", Amount: 128 }),
  row({ Stage: "ﬁt", Amount: 256 }),
  row({ Stage: "Lost", Amount: 512, Closed: "2026-03-31 23:59:59" }),
  row({ Stage: "Lost", Amount: 1024, Closed: "2026-04-01 00:00:00" }),
  row({ Stage: "Lost", Amount: null, Closed: "2026-04-02 00:00:00" }),
  row({ Stage: "Gone", Amount: ERROR, Closed: "2026-08-01 00:00:00" }),
  row({ Stage: "Won", Amount: 2048, Owner: "P*" }),
  row({ Stage: null, Amount: 4096, Account: null }),
  row({ Owner: ERROR, Amount: 8192 }),
  row({ Closed: ERROR, Amount: 16_384 }),
  row({ Stage: ERROR, Amount: 3, Closed: "2026-10-05 00:00:00" }),
  row({ Account: ERROR, Amount: 3, Closed: "2025-10-06 00:00:00" }),
  row({ Until: ERROR, Created: "2025-10-06", Closed: null, Amount: 3 }),
];

/** Texts as people write them; an error; a name and a key that are patterns. */
export const texts = (): DrawnModel =>
  withErrors(
    modelOf({
      seed: -1,
      stays: [stay("P0", null), stay("P1", "P0"), stay("P*", "P0")],
      tables: [
        { name: "Deals", columns: COLUMNS, rows: TEXT_DEALS },
        {
          name: "Accounts",
          columns: ACCOUNT_COLUMNS,
          rows: [
            ["Abc", "East", 3, "2025-01-01"],
            ["A*", "West", 5, "2025-01-01"],
            [null, "None", 7, "2025-01-01"],
            [ERROR, "Odd", 9, "2025-01-01"],
          ],
        },
      ],
      rules: [
        ...QUARTERS,
        ...HEAD,
        'kpi k_won = sum(Deals[Amount] where [Stage] = "won")',
        'kpi k_big = sum(Deals[Amount] where [Stage] = "won big")',
        'kpi k_izmir = sum(Deals[Amount] where [Stage] = "izmir")',
        'kpi k_logos = sum(Deals[Amount] where [Stage] = "λογοσ")',
        'kpi k_fit = sum(Deals[Amount] where [Stage] = "fit")',
        "kpi k_all = sum(Deals[Amount])",
        "kpi k_filled = count(Deals[Amount])",
        "kpi k_sizes = sum(Deals, Accounts[Size])",
        'kpi k_none = count(Deals where Accounts[Region] = "none")',
        "kpi k_holds = sum(Deals[Amount] where [Stage] contains [Note])",
        'kpi k_starts = sum(Deals[Amount] where [Stage] starts with "big" or [Stage] starts with "lo")',
        "kpi k_lasts = sum(Deals, [Closed] - [Created])",
        "kpi k_note = count(Deals where [Stage] starts with [Note])",
        "kpi k_upto = count(Deals where [Amount] <= 16)",
        "kpi k_beyond = count(Deals where [Amount] > 16)",
        "kpi k_same = count(Deals where [Qty] + 0 = [Fee] + 0)",
        "kpi k_alive = count(Deals active [Created] to [Until])",
        "kpi k_round = round(k_all / 7, 2)",
        'kpi k_both = count(Deals where [Stage] = "won" and [Amount] > 1)',
        'kpi k_not = count(Deals where not ([Stage] = "won"))',
        "kpi k_kinds = distinct(Deals[Account])",
        "kpi k_regions = distinct(Accounts[Region] at any time)",
        "kpi k_accounts = count(Accounts at any time) + sum(Deals, 2)",
        "kpi k_largest = max(Accounts[Size] at any time)",
        "kpi k_roots = sum(Deals, ([Amount] - 40) ^ (1 / 3))",
        "kpi k_powers = sum(Deals, (2 - [Amount]) ^ ([Amount] - 2))",
        "kpi k_tenths = sum(Deals, floor([Amount] / 7, 1) + ceiling([Amount] / 7, 2))",
        "kpi k_squared = (k_filled - 5) ^ 3",
        "kpi k_daily = k_filled / (today - 2025-12-31)",
        'kpi k_brace = count(Deals where [Stage] contains "{x" or [Note] = "won")',
        'kpi k_listed = sum(Deals[Amount] where [Stage] in ("lost", "izmir", "gone with it"))',
      ].join("\n"),
      texts: [],
      asOf: "2026-12-31",
    }),
  );

const STANDING_DEALS: readonly Cell[][] = [
  row({ Amount: 100, Qty: 2, Closed: "2026-02-01 00:00:00" }),
  row({ Amount: 90, Qty: 3, Closed: "2026-05-01 00:00:00", Owner: "P2" }),
  row({ Amount: 200, Qty: 0, Closed: "2026-07-02 00:00:00" }),
  row({ Amount: -40, Qty: 9, Closed: "2026-07-03 00:00:00", Owner: "P2" }),
  row({ Amount: 45, Qty: 1, Closed: "2026-07-04 00:00:00", Owner: "P3" }),
  row({ Amount: 13, Qty: null, Closed: "2026-01-04 00:00:00", Owner: "P3" }),
];

/** Goals in every direction, below 0, of 0, hit to the last bit and missed by one; periods gone, running and ahead. */
export const standing = (asOf: string, seed: number): DrawnModel =>
  modelOf({
    seed,
    stays: [stay("P0", null), stay("P1", "P0"), stay("P2", "P0"), stay("P3", "P0")],
    tables: [
      { name: "Deals", columns: COLUMNS, rows: STANDING_DEALS },
      { name: "Accounts", columns: ACCOUNT_COLUMNS, rows: [["Acme", "East", 2, "2025-01-01"]] },
    ],
    rules: [
      ...QUARTERS,
      ...HEAD,
      "kpi k_amount = sum(Deals[Amount])",
      "  leading",
      "kpi k_more = sum(Deals[Amount]) + 0",
      "kpi k_less = sum(Deals[Qty])",
      "  lower is better",
      "kpi k_quick = sum(Deals[Qty]) + 0",
      "  lower is better by ratio",
      "kpi k_near = sum(Deals[Amount]) * 1",
      "  within 10% is better",
      "kpi k_from = sum(Deals[Amount]) - 0",
      "  baseline 10",
      "kpi k_mean = average(Deals[Amount])",
      "  leading",
      "kpi k_idle = count(Deals where [Qty] > 100)",
      "  leading",
      // Over the standings of the others.
      "kpi s_goal = goal(k_idle) else 7",
      "kpi s_gap = gap(k_less)",
      "kpi s_mean = attainment(k_mean) last period",
      "kpi s_pace = pace(k_from) * 2",
      "kpi s_last = forecast(k_amount) - forecast(k_amount) of top",
      "kpi s_above = attainment(k_near) of manager",
      "kpi s_met = if(k_amount is met, 1, 0)",
      "kpi s_slow = if(k_less is not behind and k_quick of manager is missed, 1, 0)",
      "kpi s_idle = if(k_idle is without goal, k_amount, gap(k_idle))",
      "kpi s_every = if(every leading kpi is met, 1, 0)",
      "kpi s_any = if(any leading kpi is missed, 1, 0)",
      "kpi s_no = if(no leading kpi is met, 1, 0)",
      "kpi s_two = if(at least 2 of (k_amount, k_less, k_near) are met, 1, 0)",
      "kpi s_few = if(at most 1 of (k_amount, k_less, k_near) are not missed, 1, 0)",
      "goal k_amount each quarter = 100 for everyone",
      "goal k_more each quarter = 0 - 40 for everyone",
      "goal k_less each quarter = 3 for everyone",
      "goal k_quick each quarter = 25 for everyone",
      "goal k_near each quarter = 100 for everyone",
      "goal k_from each quarter = 100 for everyone",
      "goal k_mean each quarter = 90 for reps",
      // Others have none of a KPI that somebody owes.
      'goal k_idle each quarter = 5 for "P3"',
    ].join("\n"),
    texts: [],
    asOf,
  });

/** Rows on the very days when somebody moved, came or left. */
export const movers = (): DrawnModel =>
  modelOf({
    seed: -4,
    stays: [
      stay("P0", null),
      stay("P1", "P0"),
      stay("P4", "P0"),
      { person: "P2", manager: "P1", from: null, to: "2026-02-01" },
      { person: "P2", manager: "P4", from: "2026-02-01", to: "2026-05-16" },
      { person: "P3", manager: "P1", from: "2026-02-01", to: null },
      stay("P9", "P4"),
    ],
    tables: [
      {
        name: "Deals",
        columns: COLUMNS,
        rows: [
          ...["2026-01-31", "2026-02-01", "2026-04-01", "2026-05-15"],
          ...["2026-05-16", "2026-06-30", "2026-08-03", "2025-01-01"],
        ]
          .map((day) => `${day} 18:00:00`)
          .flatMap((Closed, i) =>
            ["P2", "P3", "P1"].map((Owner, k) =>
              row({ Owner, Closed, Amount: 10 ** k * (i + 1), Stage: `s${i % 3}` }),
            ),
          )
          // Nobody's: in order it comes right behind somebody.
          .concat([row({ Owner: "P0 junior", Amount: 5_000 })]),
      },
      { name: "Accounts", columns: ACCOUNT_COLUMNS, rows: [["Acme", "East", 2, "2025-01-01"]] },
      OFF,
    ],
    rules: [
      ...QUARTERS.slice(0, -1),
      ...WORK_WEEK,
      ...HEAD,
      "kpi k_amount = sum(Deals[Amount])",
      "kpi k_days = workdays",
      "kpi k_heads = headcount",
      "kpi k_reach = people[Potential]",
      "kpi k_before = people[Potential] last period - people[Potential] of manager",
      'kpi k_east = if(people[Region] = "east", k_amount, 0)',
      "kpi k_daily = ytd(k_amount) / ytd(workdays) * headcount of manager",
      "kpi k_own_amount = own(sum(Deals[Amount]))",
      "kpi k_middle = median(Deals[Amount])",
      "kpi k_stages = distinct(Deals[Stage])",
      "kpi k_least = min(Deals[Amount])",
      "kpi k_either = k_middle else k_amount",
      "kpi k_range = k_middle - k_least",
      "kpi k_each = k_amount / count(Deals)",
    ].join("\n"),
    texts: [],
    asOf: "2026-05-16",
  });

export const fixedModels = (): DrawnModel[] => [
  texts(),
  standing("2026-08-15", -2),
  standing("2026-06-30", -3),
  movers(),
];
