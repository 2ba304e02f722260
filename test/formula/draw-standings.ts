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

/** Statements for `drawModel`. */
export function drawStandings(seed: number): string[] {
  const draw = seeded(seed * 6007 + 5);
  return [
    "kpi visits = count(Deals on [Created])",
    "  leading",
    "kpi quantity = sum(Deals[Qty])",
    "  leads amount",
    "kpi amount = sum(Deals[Fee])",
    "  lagging",
    ...goals(draw),
    ...flags(draw),
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
];
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
