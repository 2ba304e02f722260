/**
 * Random cascades that formulas follow: a tree of people, deals to weigh them by, goals from a sheet; and the same
 * cells after somebody changed some of them.
 */
import type { CellValue } from "../../dsl/cell.ts";
import { type Random, seeded } from "../../examples/random.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { drawCalendar, drawHolidays } from "./draw-standings.ts";

export interface DrawnSplit {
  readonly rules: string;
  readonly workbook: WorkbookData;
  /** A deal, a quota and a weight are others. */
  readonly edited: WorkbookData;
  /** Rules about the same cells without anything handed down, and a tree in which some moved and some are new. */
  readonly figures: string;
  readonly moved: WorkbookData;
  /** The day that the edited cells are looked at as of. */
  readonly asOf: string;
}

export function drawSplit(seed: number): DrawnSplit {
  const draw = seeded(seed * 3001 + 11);
  const names = Array.from({ length: draw.whole(2, 9) }, (_, i) => `P${i}`);
  const team = names.map((name, i): CellValue[] => [
    name,
    i === 0 ? null : names[draw.whole(0, i - 1)]!,
    POTENTIALS[i % POTENTIALS.length]!,
  ]);
  const amount = draw.pick([
    () => draw.whole(0, 900),
    () => draw.whole(-20, 90_000_000) / 100,
    () => draw.whole(0, 3),
    () => Math.round(draw.next() * 1e9) / 1e3,
  ]);
  const day = () =>
    serialOf(`${draw.pick([2025, 2026])}-${String(draw.whole(1, 12)).padStart(2, "0")}-15`, 1900);
  const deals = Array.from({ length: draw.whole(0, 30) }, (): CellValue[] => {
    const created = day();
    return [draw.pick(names), amount(), created, draw.chance(0.5) ? created + 90 : null];
  });
  const quotas = names.map((name): CellValue[] => [
    draw.chance(0.3) ? null : name,
    draw.whole(1, 50),
    serialOf("2026-02-15", 1900),
  ]);
  const book = (
    changed: readonly CellValue[][],
    owed: readonly CellValue[][],
    people: readonly CellValue[][] = team,
  ): WorkbookData => ({
    sheets: [
      sheetOf("Team", [["Name", "Manager", "Potential"], ...people]),
      sheetOf("Deals", [["Owner", "Amount", "Created", "Until"], ...changed]),
      sheetOf("Quotas", [["Owner", "Quota", "Month"], ...owed]),
      drawHolidays(seed),
    ],
    names: [],
    locale: "en-US",
    dateSystem: 1900,
  });
  const change = (row: CellValue[]): CellValue[] =>
    draw.chance(0.3) ? [row[0]!, amount(), ...row.slice(2)] : row;
  // Nobody may come to stand below himself: everybody moves below somebody who stood before him.
  const moved = team.map(([name, manager], i): CellValue[] => [
    name!,
    i === 0 || draw.chance(0.5) ? manager! : names[draw.whole(0, i - 1)]!,
    POTENTIALS[(i + 1) % POTENTIALS.length]!,
  ]);
  const newcomers = draw.chance(0.7) ? ["New 1", "New 2"] : [];
  const arrived = newcomers.map((name, i): CellValue[] => [
    name,
    i === 0 ? draw.pick(names) : draw.pick([...names, "new 1 "]),
    i + 3,
  ]);
  // On days that were there before, so that no period is new.
  const theirs = newcomers.flatMap((name): CellValue[][] =>
    deals.length === 0 ? [] : [[name.toUpperCase(), amount(), draw.pick(deals)[2]!, null]],
  );
  return {
    figures: FIGURES,
    moved: book([...deals, ...theirs], quotas, [...moved, ...arrived]),
    rules: rulesOf(draw, names, seed),
    asOf: seeded(seed * 1009 + 1).pick(["2026-08-20", "2026-05-31", "2026-11-03"]),
    workbook: book(deals, quotas),
    edited: book(
      deals.map(change),
      quotas.map(([who, quota, on]) => [who!, draw.chance(0.5) ? draw.whole(1, 90) : quota!, on!]),
      team.map(([name, manager, potential], i) => [name!, manager!, i % 3 === 1 ? 9 : potential!]),
    ),
  };
}

const POTENTIALS: readonly CellValue[] = [1, 3, null, 2.5, 0, "n/a", 4];

const TABLES: readonly string[] = [
  "people from Team",
  "  name [Name]",
  "  reports to [Manager]",
  "table Deals from Deals",
  "  owner [Owner]",
  "  date [Created]",
];

const FIGURES = [
  "calendar",
  "  track yearly, quarterly",
  ...TABLES,
  "kpi all = sum(Deals[Amount])",
  "kpi mine = own(count(Deals))",
  "kpi middle = median(Deals[Amount])",
  "kpi different = distinct(Deals[Owner])",
  "kpi open = count(Deals active [Created] to [Until])",
  "kpi part = all / all of top",
  "kpi crew = headcount / headcount of top",
  "kpi daily = all / workdays",
  "kpi reach = people[Potential]",
  "kpi team = count(reports)",
  "kpi above = all / people[Potential] of top",
].join("\n");

function rulesOf(draw: Random, names: readonly string[], seed: number): string {
  const isStock = draw.chance(0.5);
  const kpi = isStock ? "open" : "sold";
  const when = isStock ? "each quarter" : "2026";
  const grain = isStock ? "period" : "year";
  const top = isStock ? draw.whole(3, 900) : draw.whole(1_000, 90_000_000);
  const held = draw.chance(0.4) ? draw.pick(names.slice(1)) : null;
  const weights = draw.pick([
    "evenly",
    `by volume last ${grain} else evenly`,
    `by volume last ${grain} else deals else evenly`,
    "by deals last period else evenly",
    "by people[Potential] else evenly",
  ]);
  const step = draw.pick([
    [],
    ["  over-assign 5%"],
    ["  keep back 10%"],
    ['  keep back 3% below "P0"', "  over-assign 7.5%"],
  ]);
  return [
    ...drawCalendar(seed, isStock ? "quarterly, monthly" : "yearly"),
    ...TABLES,
    "table Quotas from Quotas",
    "  owner [Owner]",
    "  date [Month]",
    "kpi volume = sum(Deals[Amount])",
    "kpi deals = count(Deals)",
    "kpi sold = sum(Deals[Amount])",
    ...(draw.chance(0.5) ? ["  unit EUR"] : []),
    "kpi open = count(Deals active [Created] to [Until])",
    `goal deals each ${isStock ? "month" : "year"} from Quotas[Quota]`,
    "kpi part = count(Deals where [Amount] > 100) / count(Deals)",
    `goal part each ${isStock ? "month" : "year"} from Quotas[Quota]`,
    ...(isStock ? [] : ["goal volume each year = max(2, volume last year) for reps"]),
    "flag few",
    `  when deals is missed or volume < ${draw.pick(["goal(volume)", "100", "volume last period"])}`,
    "  hold person",
    `  for 2 ${isStock ? "quarters" : "years"}`,
    `goal ${kpi} ${when} = ${top} for "P0"`,
    ...(held === null ? [] : [`goal ${kpi} ${when} = ${draw.whole(0, 3)} for "${held}"`]),
    `cascade ${kpi}`,
    `  ${weights}`,
    ...step,
    ...(!isStock && draw.chance(0.4) ? ["  round to 1"] : []),
  ].join("\n");
}
