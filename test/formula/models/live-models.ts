/** What lives beside figures of rows, in small: flags with their runs, cascades, goals made of others, a tree, another as-of day. */
import type { CellValue } from "../../../dsl/cell.ts";
import { serialOf } from "../../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../../src/model/workbook.ts";
import {
  ACCOUNT_COLUMNS,
  type Cell,
  COLUMNS,
  type DrawnModel,
  HEAD,
  modelOf,
  type Stay,
} from "../../differential/models/model.ts";
import { OFF, WORK_WEEK } from "./fixed.ts";

/** A model, and what somebody did to the published file before it is opened. */
export interface LiveModel {
  readonly drawn: DrawnModel;
  /** The cells as they are when the file is opened; left out: as they were. */
  readonly now?: WorkbookData;
  /** What stands in the as-of cell then. */
  readonly asOf?: string;
}

const stay = (person: string, manager: string | null): Stay => ({
  person,
  manager,
  from: null,
  to: null,
});
const deal = (over: Readonly<Record<string, Cell>>): Cell[] =>
  COLUMNS.map(({ name }) => over[name] ?? null);
const accounts = {
  name: "Accounts",
  columns: ACCOUNT_COLUMNS,
  rows: [["Acme", "East", 2, "2025-01-01"]] as Cell[][],
};
const month = (m: number): string => `2026-${String(m).padStart(2, "0")}`;

// ── Flags ──────────────────────────────────────────────────────────────────────────────────────

/** By person, each quarter's amount from 2025 on; null: no row, so that nothing is known of it. */
const AMOUNTS: Readonly<Record<string, readonly (number | null)[]>> = {
  P1: [10, 10, 200, 10, 10, 10, 10],
  P2: [10, null, 10, 200, 10, 10, 200],
  P3: [200, 10, 10, null, 10, 10, 90],
};
const quarterDay = (i: number): string =>
  `${i < 4 ? 2025 : 2026}-${String(2 + 3 * (i % 4)).padStart(2, "0")}-10`;

export const flags = (seed = -10): DrawnModel => {
  const rows = Object.entries(AMOUNTS).flatMap(([Owner, amounts]) =>
    amounts.flatMap((Amount, i) =>
      Amount === null
        ? []
        : [deal({ Owner, Amount, Qty: (i * 7) % 5, Closed: `${quarterDay(i)} 00:00:00` })],
    ),
  );
  const flag = (name: string, when: string, more: readonly string[] = []): string[] => [
    `flag ${name}`,
    `  when ${when}`,
    "  hold person",
    ...more,
  ];
  const model = modelOf({
    seed,
    stays: [stay("P0", null), stay("P1", "P0"), stay("P2", "P0"), stay("P3", "P2")],
    tables: [{ name: "Deals", columns: COLUMNS, rows }, accounts],
    rules: [
      "calendar",
      "  track quarterly",
      "",
      ...HEAD,
      "kpi mean = average(Deals[Amount])",
      "  leading",
      "kpi sold = sum(Deals[Amount])",
      "  leading",
      "kpi units = sum(Deals[Qty])",
      "kpi visits = count(Deals)",
      "  leading",
      "kpi sharing = share(reports where units > 2)",
      'goal mean each quarter = 100 for "P1"',
      'goal mean each quarter = 100 for "P2"',
      'goal mean each quarter = 100 for "P3"',
      "goal sold each quarter = 100 for everyone",
      "goal units each quarter = 3 for reps",
      // A quarter without a goal ends a run.
      ...["2025-Q1", "2025-Q2", "2025-Q3", "2026-Q1", "2026-Q2"].map(
        (quarter) => `goal visits ${quarter} = 5 for "P1"`,
      ),
      'goal visits each quarter = 5 for "P2"',
      ...flag("low", "mean is missed", ["  for 2 quarters"]),
      ...flag("both", "sold is missed and units is missed"),
      ...flag("either", "mean is met or units is missed", ["  for 3 quarters"]),
      ...flag("neither", "not (sold is met or mean is met)", ["  for 2 quarters"]),
      ...flag("all_leading", "every leading kpi is missed", ["  for 2 quarters"]),
      ...flag("one_leading", "any leading kpi is met"),
      ...flag("two", "at least 2 of (mean, sold, units) are missed"),
      ...flag("few", "at most 1 of (mean, sold, units) are met"),
      ...flag("slow", "mean is behind or mean is at risk"),
      ...flag("again", "sold last period is missed", ["  for 2 quarters"]),
      ...flag("higher", "sold of manager is met"),
      ...flag("far", "gap(sold) > 50 and attainment(units) < 100%"),
      ...flag("owing", "units is without goal"),
      ...flag("idle", "visits is missed", ["  for 2 quarters"]),
      ...flag("rare", "visits is missed"),
      ...flag("poor", "attainment(mean) < 50%"),
      ...flag("team", "share(reports where sold is missed) < 60%"),
      ...flag("some", "count(reports where mean is met or units > 2) >= 1", ["  for 2 quarters"]),
      ...flag("all_of_them", "share(reports where units is met and attainment(sold) > 5%) < 100%"),
    ].join("\n"),
    texts: [],
    asOf: "2026-08-20",
  });
  const on = (day: string) => serialOf(day, 1900);
  // One closes its flag; one came before the flag was raised; one names a quarter in which none is open.
  const actions: CellValue[][] = [
    ["low", "P1", "2025-Q2", "coached", "P0", on("2025-08-05")],
    ["idle", "P2", "2025-Q2", "coached", "P0", on("2025-09-20")],
    ["rare", "P2", "2025-Q1", "coached", "P0", on("2025-08-10")],
    ["low", "P1", "2026-Q1", "coached", "P0", on("2026-01-31")],
    ["neither", "P1", "2026-Q1", "coached", "P0", on("2026-04-04")],
    ["neither", "P3", "2025-Q3", "coached", "P0", on("2025-11-10")],
    ["low", "P3", "2025-Q3", "coached", "P0", on("2025-07-01")],
    ["both", "P2", "2025-Q1", "coached", "P0", on("2025-05-28")],
  ];
  const sheet = sheetOf("KPI Actions", [
    ["flag", "who", "period", "action", "by", "on"],
    ...actions,
  ]);
  return { ...model, workbook: { ...model.workbook, sheets: [...model.workbook.sheets, sheet] } };
};

// ── Goals ──────────────────────────────────────────────────────────────────────────────────────

/** Amounts that are on the books at once, in cents and of both signs; [Qty] weighs evenly, [Fee] in fractions. */
const STOCKS: readonly (readonly [string, number, number, number])[] = [
  ["P1", 333.33, 0, 0.25],
  ["P2", 333.33, 4, 0.5],
  ["P3", -20, 4, 1.75],
  ["P4", 1_000_000.07, 1, 0.125],
  ["P5", 250.01, 3, 3],
  ["P6", 250.01, 3, 3],
  ["P7", 1, 0, 1],
  ["P8", 1, 0, 1],
];

/** A cascade of a stock, a KPI of its own each: weights, holds, reserves and buffers, ties, more than 2^26 increments. */
export const cascades = (): DrawnModel => {
  const kpi = (
    name: string,
    goal: number,
    cascade: readonly string[],
    more: readonly string[] = [],
  ): string[] => [
    `kpi ${name} = sum(Deals[Amount] active [Created] to [Until])`,
    ...more,
    `goal ${name} each quarter = ${goal} for "P0"`,
    `cascade ${name}`,
    ...cascade,
  ];
  const hold = (name: string, who: string, amount: number): string =>
    `goal ${name} each quarter = ${amount} for "${who}"`;
  return modelOf({
    seed: -11,
    stays: [
      stay("P0", null),
      stay("P1", "P0"),
      stay("P2", "P0"),
      stay("P3", "P0"),
      stay("P4", "P1"),
      stay("P5", "P1"),
      stay("P6", "P1"),
      stay("P7", "P0"),
      stay("P8", "P0"),
    ],
    tables: [
      {
        name: "Deals",
        columns: COLUMNS,
        rows: STOCKS.map(([Owner, Amount, Qty, Fee]) =>
          deal({
            ...{ Owner, Amount, Qty, Fee, Created: "2026-01-05", Until: "2026-06-30" },
            Closed: "2026-04-01 00:00:00",
          }),
        ),
      },
      accounts,
    ],
    rules: [
      "calendar",
      "  track quarterly",
      "",
      ...HEAD,
      "kpi volume = sum(Deals[Amount] active [Created] to [Until])",
      "kpi points = sum(Deals[Qty] active [Created] to [Until])",
      "kpi parts = sum(Deals[Fee] active [Created] to [Until])",
      ...kpi("even", 100, ["  evenly"]),
      ...kpi("cents", 9_000_000.05, ["  by volume else evenly"], ["  unit EUR"]),
      ...kpi("ties", 11, ["  by points else evenly"]),
      ...kpi("fractions", 1_001, ["  by parts else evenly"]),
      ...kpi("kept", 1_000, ["  by points else evenly", "  keep back 7%"]),
      ...kpi("more", 1_001, ["  by points else evenly", "  over-assign 3.3%"]),
      ...kpi("less", 1_001, ["  evenly", "  over-assign 3.3%"], ["  lower is better"]),
      ...kpi("holding", 500, ["  by points else evenly"]),
      hold("holding", "P2", 3),
      hold("holding", "P5", 0),
      // Of who isn't held nobody has points, so that they are weighed evenly.
      ...kpi("others", 90, ["  by points else evenly"]),
      hold("others", "P1", 5),
      hold("others", "P2", 10),
      hold("others", "P3", 20),
    ].join("\n"),
    texts: [],
    asOf: "2026-09-30",
  });
};

/** Goals worked out from figures, from what the reports owe, and from longer and shorter ones. */
export const goals = (seed = -12, first: number | null = 40): DrawnModel =>
  modelOf({
    seed,
    stays: [stay("P0", null), stay("P1", "P0"), stay("P2", "P0"), stay("P3", "P2")],
    tables: [
      {
        name: "Deals",
        columns: COLUMNS,
        rows: (
          [
            ["P1", first, 1],
            ["P2", 70, 2],
            ["P3", 25, 3],
            ["P1", 30, 4],
            ["P3", 90, 5],
            ["P2", 10, 9],
          ] as const
        ).map(([Owner, Amount, at]) => deal({ Owner, Amount, Closed: `${month(at)}-11 00:00:00` })),
      },
      accounts,
    ],
    rules: [
      "calendar",
      "  track quarterly, monthly",
      "",
      ...HEAD,
      "kpi mean = average(Deals[Amount])",
      "kpi sold = sum(Deals[Amount])",
      "kpi won = sum(Deals[Fee])",
      "kpi gain = sum(Deals[Qty])",
      'goal sold each month = mean last period for "P1"',
      'goal sold each month = mean last period for "P3"',
      'goal sold each month = 5 for "P3"',
      'goal gain each month = mean last period for "P1"',
      "goal won each quarter = 300 for everyone",
    ].join("\n"),
    texts: [],
    asOf: "2026-05-20",
  });

/** An amount is taken out, so that nobody owes anything in the month after; and the as-of day is another. */
export const goalsGone = (): LiveModel => ({
  drawn: goals(-15),
  now: goals(-15, null).workbook,
  asOf: "2026-08-14",
});

// ── Working days ───────────────────────────────────────────────────────────────────────────────

/** A month of working days with holidays, somebody who comes inside it, and an as-of day that goes back. */
export const working = (seed: number, asOf: string): LiveModel => ({
  drawn: modelOf({
    seed,
    stays: [
      stay("P0", null),
      stay("P1", "P0"),
      { person: "P2", manager: "P0", from: "2026-05-13", to: null },
      stay("P3", "P0"),
    ],
    tables: [
      {
        name: "Deals",
        columns: COLUMNS,
        rows: ["P1", "P2", "P3"].flatMap((Owner, i) =>
          [4, 5, 6].map((at) =>
            deal({ Owner, Amount: 10 + 40 * i, Closed: `${month(at)}-15 00:00:00` }),
          ),
        ),
      },
      accounts,
      OFF,
    ],
    rules: [
      "calendar",
      "  track quarterly, monthly",
      ...WORK_WEEK,
      ...HEAD,
      "kpi sold = sum(Deals[Amount])",
      "kpi days = workdays",
      "kpi mean = sum(Deals[Amount]) / ytd(workdays)",
      "goal sold each month = 100 for everyone",
      "goal mean each month = 2 * workdays last period / headcount for everyone",
    ].join("\n"),
    texts: [],
    asOf: "2026-06-17",
  }),
  asOf,
});

// ── A tree ─────────────────────────────────────────────────────────────────────────────────────

const TEAM: readonly (readonly [string, string | null])[] = [
  ["P0", null],
  ["P1", "P0"],
  ["P2", "P0"],
  ...Array.from({ length: 9 }, (_, i) => [`R${i}`, i < 4 ? "P1" : "P2"] as const),
  ["R*", "P2"],
  ["Q", "P1"],
];
/** The same people: some have another manager, in another hand; two are new. */
const MOVED: readonly (readonly [string, string | null])[] = [
  ...TEAM.map(([name, manager]): readonly [string, string | null] =>
    name === "R1" ? [name, " p2 "] : name === "R*" ? [name, "R3"] : [name, manager],
  ),
  ["Q2", "R*"],
  ["Q3", "q2"],
  ["Vacant (east)", "P1"],
  ["Vacante", "P1"],
];

export const tree = (): LiveModel => {
  const deals = (people: readonly string[]): Cell[][] =>
    people.map((Owner, i) =>
      deal({ Owner, Amount: 2 ** i, Closed: `${month(1 + (i % 6))}-10 00:00:00` }),
    );
  const names = TEAM.map(([name]) => name);
  const model = (stays: typeof TEAM, people: readonly string[]): DrawnModel =>
    modelOf({
      seed: -13,
      stays: stays.map(([name, manager]) => stay(name, manager)),
      tables: [{ name: "Deals", columns: COLUMNS, rows: deals(people) }, accounts],
      rules: [
        "calendar",
        "  track quarterly",
        "",
        ...HEAD,
        "kpi sold = sum(Deals[Amount])",
        "kpi own_sold = own(sum(Deals[Amount]))",
        "kpi part = sold / sold of top",
        "kpi crew = headcount",
        "kpi reach = people[Potential]",
        "kpi reached = reach last period",
        "kpi span = count(reports)",
        'kpi sound = share(reports where sold > 9) of "P2"',
        "kpi daily = sold / workdays",
      ].join("\n"),
      texts: [],
      asOf: "2026-09-30",
    });
  return {
    drawn: model(TEAM, names),
    now: model(MOVED, [...names, "Q2", "Q3"]).workbook,
  };
};

/** A seat without a name, and two of one name: each is somebody of their own, whose row alone tells who it is. */
export const seats = (seed: number, taken: readonly string[]): LiveModel => ({
  drawn: modelOf({
    seed,
    stays: [stay("P0", null), stay("P1", "P0"), stay("P2", "P1")].concat(
      taken.map((name) => stay(name, "P1")),
    ),
    tables: [
      {
        name: "Deals",
        columns: COLUMNS,
        rows: ["P1", "P2"].map((Owner) =>
          deal({ Owner, Amount: 5, Closed: `${month(2)}-10 00:00:00` }),
        ),
      },
      accounts,
    ],
    rules: [
      "calendar",
      "  track quarterly",
      "",
      ...HEAD,
      "kpi sold = sum(Deals[Amount])",
      "kpi crew = headcount",
      "kpi days = workdays",
    ].join("\n"),
    texts: [],
    asOf: "2026-09-30",
  }),
});
