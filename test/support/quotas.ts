/** Two fiscal years of the cookbook's team whose goals stand in the workbook: a letter by quarters, targets by months. */
import { civilOf, type Day } from "../../dsl/calendar/day.ts";
import { seeded } from "../../examples/random.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { cell, chapterSheet, day, type Row, workbook } from "./dated.ts";

const CHAPTER = "goals-in-the-workbook";
const TEAMS = ["SMB East", "SMB West"];
const REPS = [
  "Robin Castell",
  "Ugo Ferrante",
  "Luca Moretti",
  "Dara Quinn",
  "Mio Tan",
  "Ada Lund",
  "Eli Roth",
  "Vera Kos",
];

/** From July 2024 to June 2026; letter and targets are those of fiscal 2026. One owner is misspelt, one is nobody. */
export function quotaWorkbook(seed = 3): WorkbookData {
  const random = seeded(seed);
  const [start, end] = [day("2024-07-01"), day("2026-06-30")];
  const year = day("2025-07-01");
  const teamOf = (n: number) => TEAMS[n % TEAMS.length]!;
  const roster: Row[] = [
    ["North America", null, null, null, null],
    ...TEAMS.map((team): Row => [team, "North America", "SMB", null, null]),
    ...REPS.map((who, n): Row => [who, teamOf(n), "SMB", cell(day("2024-07-01")), null]),
  ];
  const skill = REPS.map(() => random.around(0.6));
  const bookings: Row[] = [];
  const activities: Row[] = [];
  const byQuarter = REPS.map(() => [0, 0, 0, 0]);
  for (let at: Day = start; at <= end; at += 1) {
    if ((at + 3) % 7 >= 5) continue;
    REPS.forEach((who, n) => {
      for (let calls = random.whole(0, 4); calls > 0; calls -= 1)
        activities.push([cell(at), who, random.pick(["Call - connect", "Call - voicemail"])]);
      if (random.chance(0.09 * skill[n]!)) activities.push([cell(at), who, "Demo"]);
      if (!random.chance(0.07 * skill[n]!)) return;
      const amount = Math.round(random.around(0.8) * 24) * 500;
      bookings.push([
        `B${bookings.length + 1}`,
        spelt(who, bookings.length),
        cell(at),
        random.pick(["New", "New", "Upsell", "Services"]),
        amount,
      ]);
      if (at >= year) byQuarter[n]![Math.floor(((civilOf(at).month + 5) % 12) / 3)]! += amount;
    });
    if (random.chance(0.03))
      bookings.push([`B${bookings.length + 1}`, "House Account", cell(at), "Services", 4000]);
  }
  const targets = REPS.flatMap((who) =>
    Array.from({ length: 12 }, (_, month) => {
      const at = cell(
        day(
          month < 6
            ? `2025-${String(month + 7).padStart(2, "0")}-01`
            : `2026-${String(month - 5).padStart(2, "0")}-01`,
        ),
      );
      return [
        [who, "Demos", at, 2],
        [who, "Services $", at, 2500],
      ] as Row[];
    }).flat(),
  );
  const letter = REPS.map(
    (who, n): Row => [
      who,
      ...byQuarter[n]!.map((sum) =>
        Math.max(5000, Math.round((sum * (0.85 + random.next() * 0.3)) / 1000) * 1000),
      ),
    ],
  );
  const sums = [1, 2, 3, 4].map((q) => letter.reduce((sum, row) => sum + Number(row[q]), 0));
  return workbook([
    chapterSheet(CHAPTER, "Roster", 2, roster),
    chapterSheet(CHAPTER, "Bookings (CRM)", 1, bookings),
    chapterSheet(CHAPTER, "Activities", 1, activities),
    chapterSheet(CHAPTER, "Targets FY26", 1, targets),
    chapterSheet(CHAPTER, "Quota letter FY26", 1, [...letter, ["Total", ...sums]]),
  ]);
}

const spelt = (who: string, n: number): string =>
  who === "Robin Castell" && n % 9 === 0 ? "Robin Castel" : who;
