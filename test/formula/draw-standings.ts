/** Random KPIs with goals, and flags about them: what native formulas follow beside figures of rows. */
import type { CellValue } from "../../dsl/cell.ts";
import { type Random, seeded } from "../../examples/random.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";

/** Rows of `KPI Actions` about the drawn flags: some close one, some come too early or name a period in which none is open. */
export function drawActions(seed: number): WorkbookData["sheets"][number] {
  const draw = seeded(seed * 4001 + 3);
  const rows = Array.from({ length: draw.whole(0, 12) }, (): CellValue[] => {
    const month = draw.whole(1, 12);
    const on = serialOf(`2026-${String(draw.whole(month, 12)).padStart(2, "0")}-28`, 1900);
    const period = `2026-${String(month).padStart(2, "0")}`;
    return [`f${draw.whole(0, 2)}`, `P${draw.whole(0, 4)}`, period, "coached", "P0", on];
  });
  return sheetOf("KPI Actions", [["flag", "who", "period", "action", "by", "on"], ...rows]);
}

/** Days off, some of them twice, on a weekend, or no day at all. */
export function drawHolidays(seed: number): WorkbookData["sheets"][number] {
  const draw = seeded(seed * 5003 + 7);
  const day = (): CellValue =>
    draw.chance(0.1)
      ? draw.pick([null, "-"])
      : serialOf("2026-01-01", 1900) + draw.whole(-400, 400);
  const days = Array.from({ length: draw.whole(0, 40) }, day);
  return sheetOf("Off", [["Day"], ...[...days, ...days.slice(0, 2)].map((one) => [one])]);
}

/** Statements about a work week, for half of the models. */
export function drawCalendar(seed: number, track: string): string[] {
  const draw = seeded(seed * 2003 + 9);
  if (draw.chance(0.5)) return ["calendar", `  track ${track}`];
  const week = draw.pick(["Monday to Friday", "Sunday to Thursday", "Tuesday to Tuesday"]);
  return [
    "calendar",
    `  track ${track}`,
    ...(draw.chance(0.8) ? [`  work week ${week}`] : []),
    ...(draw.chance(0.7) ? ["  holidays from Off[Day]", "table Off from Off"] : []),
  ];
}

/** Statements for `drawModel`. */
export function drawStandings(seed: number): string[] {
  const draw = seeded(seed * 6007 + 5);
  return [
    ...drawCalendar(seed, "monthly, quarterly"),
    "kpi visits = count(Deals on [Created])",
    "  leading",
    "kpi quantity = sum(Deals[Qty])",
    "  leads amount",
    "kpi amount = sum(Deals[Fee])",
    "  lagging",
    "kpi daily = sum(Deals[Fee]) / workdays",
    "kpi crew = headcount * (workdays of manager else workdays last period)",
    "kpi load = visits / headcount of top / ytd(workdays)",
    "kpi rate = count(Deals where [Hot] = true) / count(Deals)",
    "  unit %",
    "goal rate each month = 40% for reps",
    "kpi middle = median(Deals[Fee])",
    "goal middle each month = 1000 for everyone",
    ...figures(seeded(seed * 8009 + 3)),
    ...goals(draw),
    ...flags(draw),
  ];
}

/** KPIs made of what others stand at. */
function figures(draw: Random): string[] {
  const kpi = () => draw.pick(["visits", "quantity", "amount"]);
  const of = () => draw.pick(["", "", " last period", " of manager", " of top", " last year"]);
  const share = () => `${draw.pick(["attainment", "pace"])}(${kpi()})${of()}`;
  const amount = (of: string) => `${draw.pick(["goal", "forecast", "gap"])}(${of})`;
  const one = kpi();
  const condition = draw.pick(LEAF.slice(0, 5))(draw);
  return [
    `kpi shared = ${share()} / ${share()} else ${share()}`,
    `kpi apart = ${amount(one)}${of()} - ${amount(one)}${of()}`,
    `kpi judged = if(${condition}, visits, ${draw.pick(["blank", amount("visits"), "0"])})`,
    `kpi reach = ${draw.pick(["quantity", "people[Potential]"])}${of()} / people[Potential]${of()}`,
    `kpi team = count(${draw.pick(["reports", reports(draw)])})${of()}`,
    `kpi sound = share(${reports(draw)})${of()} else share(${reports(draw)})`,
    `kpi there = if(${draw.pick(PERSON)} and ${draw.pick(PERSON)}, visits, blank)`,
    `kpi ranked = if(judged${of()} > 1 and ${kpi()} is ${word(draw)}, goal(visits), visits)`,
  ];
}

/** Constants, figures, a column of the workbook, a year handed down: each comes to the others' people in its own way. */
function goals(draw: Random): string[] {
  const who = () => draw.pick(["everyone", "reps", "managers", '"P1"', '"P0"']);
  const said = ["visits", "quantity", "amount"].flatMap((kpi) => {
    const value = draw.pick([
      draw.pick(["1", "2", "5", "40", "0"]),
      `max(1, round(${kpi} last year * 50%))`,
      `${kpi} last period`,
      "max(1, people[Potential] last period)",
      "max(1, round(5 * workdays / workdays last period))",
      null,
    ]);
    if (draw.chance(0.15)) return [];
    return value === null
      ? [`goal ${kpi} each month from Deals[Qty] where [Fee] > 100`]
      : [`goal ${kpi} each month = ${value} for ${who()}`];
  });
  const year = draw.pick([
    [],
    ['goal quantity 2026 = 1200 for "P0"'],
    ['goal amount 2026 = 5000 for "P0"', "cascade amount", "  by visits last year else evenly"],
  ]);
  return [...said, ...year];
}

const PERSON: readonly string[] = [
  'people[Region] = "east"',
  'people[Region] <> "e*"',
  'people[Region] in ("West", "north")',
  "people[Region] is not blank",
  'not (people[Region] starts with "e")',
];

const LEAF: readonly ((draw: Random) => string)[] = [
  (d) => `${d.pick(["visits", "quantity", "amount"])} is ${d.chance(0.3) ? "not " : ""}${word(d)}`,
  (d) => `${d.pick(["visits", "amount"])} last period is ${word(d)}`,
  (d) => `amount of manager is ${word(d)}`,
  (d) => `${d.pick(["any", "every", "no"])} leading kpi is ${word(d)}`,
  (d) =>
    `at ${d.pick(["least", "most"])} ${d.whole(1, 2)} of (visits, quantity, amount) are ${word(d)}`,
  (d) => `attainment(amount) ${d.pick(["<", ">="])} ${d.pick(["50%", "100%", "0%"])}`,
  (d) => `actual(visits) < ${d.pick(["goal(visits)", "2", "visits last period"])}`,
  (d) => `quantity is ${d.chance(0.3) ? "not " : ""}without ${d.pick(["goal", "data"])}`,
  () => "gap(visits) > 1",
  () => "quantity > 3",
  (d) => `people[Potential] ${d.pick([">", "<=", "="])} ${d.pick(["3", "visits", "0"])}`,
  (d) => d.pick(PERSON),
  (d) => `share(${reports(d)}) ${d.pick(["<", ">=", "="])} ${d.pick(["50%", "100%", "0%"])}`,
  (d) => `count(${reports(d)}) ${d.pick(["<", ">="])} ${d.whole(1, 2)}`,
];
const reports = (draw: Random): string =>
  `reports where ${draw.pick([
    "visits is met",
    "amount is not missed",
    "quantity > 2",
    "attainment(amount) >= 50% or visits last period is missed",
    "any leading kpi is met",
    "people[Potential] > 2",
  ])}`;
const word = (draw: Random): string =>
  draw.pick(["met", "missed", "behind", "at risk", "on pace", "ahead"]);

function flags(draw: Random): string[] {
  return Array.from({ length: 3 }, (_, i) => {
    const parts = Array.from({ length: draw.whole(1, 3) }, () => draw.pick(LEAF)(draw));
    const joined = parts.join(draw.chance(0.5) ? " and " : " or ");
    return [
      `flag f${i}`,
      `  when ${draw.chance(0.2) ? `not (${joined})` : joined}`,
      "  hold person",
      ...(draw.chance(0.7) ? [`  for ${draw.whole(2, 3)} months`] : []),
      ...(draw.chance(0.2) ? ["  at reps"] : []),
    ];
  }).flat();
}
