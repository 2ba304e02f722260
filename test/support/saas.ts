/** Two fiscal years of the cookbook's new business: an opportunities sheet for two roles. */
import type { Day } from "../../dsl/calendar/day.ts";
import { type Random, seeded } from "../../examples/random.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { cell, chapterSheet, day, type Row, workbook } from "./dated.ts";

const CHAPTER = "saas-new-business";
const FIRST =
  "Zuri Ivan Tara Abel Noor Leon Maya Kofi Lena Omar Ruth Piet Sana Hugo Ines Yara".split(" ");
const LAST = "Okafor Duran Menon Owusu Haddad Fischer Ortiz Mensah Novak Rahman Stein Visser".split(
  " ",
);
const ACCOUNTS = "Varde Tella Orix Brask Nimbus Corvo Delft Ember Falk Gridl Halden Ister".split(
  " ",
);
const KINDS = "Works Foods Rail Labs Energy Media".split(" ");

/** Two managers, their people by role, and when the last of the executives began. */
function teamOf(executives: readonly string[], developers: readonly string[]): Row[] {
  return [
    ...executives.map(
      (who, n): Row => [
        who,
        "Greta Lang",
        "AE",
        n % 2 === 0 ? "Enterprise" : "Mid-Market",
        cell(n === 7 ? day("2025-09-15") : day("2023-02-01")),
        null,
        2_000_000 + n * 450_000,
      ],
    ),
    ...developers.map(
      (who): Row => [who, "Erik Holt", "SDR", "Mid-Market", cell(day("2023-05-01")), null, null],
    ),
    ["Greta Lang", null, "Manager", null, cell(day("2021-05-01")), null, null],
    ["Erik Holt", null, "Manager", null, cell(day("2022-01-10")), null, null],
  ];
}

/** Where a lead came from, and after how many hours it was answered: one in ten never. */
function leadOf(random: Random): Row {
  const hours = Math.round(random.around(0.9) * 60) / 10;
  return [random.pick(["Webinar", "Inbound", "Event"]), random.chance(0.1) ? null : hours];
}

function stageOf(random: Random, isOver: boolean, isWon: boolean): string {
  if (!isOver) return random.pick(["Discovery", "Proposal"]);
  if (isWon) return "Closed Won";
  return random.chance(0.2) ? "Disqualified" : "Closed Lost";
}

/** From February 2024 to January 2026; the last row's day is the as-of day. */
export function saasWorkbook(seed = 7): WorkbookData {
  const random = seeded(seed);
  const [start, end] = [day("2024-02-01"), day("2026-01-31")];
  const name = (n: number) => `${FIRST[n]} ${LAST[n % LAST.length]}`;
  const executives = [0, 1, 4, 5, 6, 7, 8, 9].map(name);
  const developers = [2, 3, 10, 11].map(name);
  const team = teamOf(executives, developers);
  const skill = new Map([...executives, ...developers].map((who) => [who, random.around(0.5)]));
  const leads: Row[] = [];
  const opportunities: Row[] = [];
  for (let at: Day = start; at <= end; at += 1) {
    if ((at + 3) % 7 >= 5) continue;
    const developer = random.pick(developers);
    for (let n = random.whole(1, 2); n > 0; n -= 1) {
      leads.push([`L-${10_233 + leads.length}`, developer, cell(at), ...leadOf(random)]);
    }
    if (!random.chance(0.8)) continue;
    const executive = random.pick(executives.slice(0, at < day("2025-09-15") ? 7 : 8));
    const met = random.chance(0.8) ? at + random.whole(1, 9) : null;
    const closes = at + random.whole(25, 120);
    const isOver = closes <= end;
    const isWon = random.chance(0.3 * (skill.get(executive) ?? 1));
    opportunities.push([
      String(opportunities.length + 61).padStart(4, "0"),
      `${random.pick(ACCOUNTS)} ${random.pick(KINDS)}`,
      random.chance(0.85) ? developer : null,
      executive,
      cell(at),
      cell(met === null || met > end ? null : met),
      met === null ? null : random.chance(0.7) ? "Yes" : "No",
      stageOf(random, isOver, isWon),
      cell(Math.min(end, closes - random.whole(0, 6))),
      cell(isOver ? closes : null),
      Math.round(random.around(0.8) * 50) * 1000,
    ]);
  }
  opportunities.push([
    "Total",
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    opportunities.reduce((sum, row) => sum + Number(row[10]), 0),
  ]);
  return workbook([
    chapterSheet(CHAPTER, "Team", 1, team),
    chapterSheet(CHAPTER, "Leads export", 1, leads),
    chapterSheet(CHAPTER, "Opportunities", 1, opportunities),
  ]);
}
