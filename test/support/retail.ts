/** Two retail years of the cookbook's stores: sales and visitors by the day, a plan by the week. */
import type { Day } from "../../dsl/calendar/day.ts";
import { seeded } from "../../examples/random.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { cell, chapterSheet, day, type Row, workbook } from "./dated.ts";

const CHAPTER = "retail-weeks";
const STORES = 12;

/** From 4 February 2024 to 31 January 2026, both years' 52 weeks; the plan is that of 2025. */
export function retailWorkbook(seed = 11): WorkbookData {
  const random = seeded(seed);
  const [start, end] = [day("2024-02-04"), day("2026-01-31")];
  const planned = day("2025-02-02");
  const stores = Array.from({ length: STORES }, (_, n) => ({
    number: 12 + n * 35,
    district: `D-${3 + (n % 4)}`,
    region: n % 4 < 2 ? "West" : "East",
    format: n % 5 === 1 ? "Kiosk" : "Full",
    opened: n === 7 ? day("2025-05-05") : day("2012-03-01"),
    closed: n === 10 ? day("2025-06-30") : null,
    size: n % 5 === 1 ? 300 : 8_000 + n * 350,
  }));
  const list = stores.map(
    (s): Row => [
      String(s.number).padStart(4, "0"),
      s.district,
      s.region,
      s.format,
      cell(s.opened),
      cell(s.closed),
      s.opened < start ? "Y" : "N",
      s.size,
    ],
  );
  const sales: Row[] = [];
  const traffic: Row[] = [];
  const plan: Row[] = [];
  for (const store of stores) {
    const draw = random.around(0.4);
    let week = 0;
    for (let at: Day = start; at <= end; at += 1) {
      if (at < store.opened || (store.closed !== null && at > store.closed)) continue;
      const season = 1 + 0.3 * Math.sin(((at - start) / 365) * 2 * Math.PI);
      const visitors = Math.max(
        5,
        Math.round((store.size / 9) * draw * season * random.around(0.3)),
      );
      const bought = Math.round(visitors * (0.2 + random.next() * 0.1));
      const units = Math.round(bought * (2 + random.next() * 0.6));
      const net = Math.round(units * 1900 * random.around(0.1)) / 100;
      sales.push([
        store.number,
        cell(at),
        net,
        bought,
        units,
        Math.round(net * 3 * random.next()) / 100,
        Math.round(net * random.next() * 2) / 100,
        "all",
      ]);
      traffic.push([store.number, cell(at), visitors]);
      week += net;
      if ((at - start) % 7 !== 6) continue;
      if (at >= planned)
        plan.push([
          store.number,
          cell(at),
          Math.round((week * (0.9 + random.next() * 0.25)) / 10) * 10,
        ]);
      week = 0;
    }
  }
  sales.push([
    "Grand total",
    null,
    Math.round(sales.reduce((sum, row) => sum + Number(row[2]), 0) * 100) / 100,
  ]);
  return workbook([
    chapterSheet(CHAPTER, "Store list", 3, list),
    chapterSheet(CHAPTER, "POS daily", 1, sales),
    chapterSheet(CHAPTER, "Traffic", 1, traffic),
    chapterSheet(CHAPTER, "Plan 2025", 1, plan),
    chapterSheet(CHAPTER, "Closures", 1, [
      [cell(day("2024-12-25")), "Christmas"],
      [cell(day("2025-12-25")), "Christmas"],
      [cell(day("2025-11-27")), "Thanksgiving"],
    ]),
  ]);
}
