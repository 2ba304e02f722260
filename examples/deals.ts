/** The sample's opportunities, renewals and accounts: 24 months of them. */
import { type Day, dayOf } from "../dsl/calendar/day.ts";
import type { Rep } from "./people.ts";
import type { Random } from "./random.ts";

export const FIRST_DAY = dayOf(2024, 10, 1);
/** The data ends with a closed quarter, so that the sample has answers on the day it is opened. */
export const LAST_DAY = dayOf(2026, 9, 30);
const OPPORTUNITIES = 3000;
const ACCOUNTS_PER_REP = 9;
const USUAL_DEAL = 21_000;

export interface Account {
  readonly name: string;
  readonly owner: string;
  readonly segment: string;
  readonly potential: number;
}

export interface Opportunity {
  readonly id: string;
  readonly owner: string;
  readonly account: string;
  readonly stage: "Won" | "Lost" | "Open";
  readonly created: Day;
  readonly closed: Day | null;
  readonly amount: number | null;
  readonly executive: "Yes" | "No";
  readonly urgency: string | null;
}

export interface Renewal {
  readonly account: string;
  readonly owner: string;
  readonly due: Day;
  readonly arr: number;
  readonly outcome: "Renewed" | "Lost";
}

const NAME_A =
  "Alder Borealis Cedar Delta Ember Fjord Granite Harbor Iris Juniper Kestrel Lumen Meridian North Orchid Pioneer Quartz River Summit Tide Umber Vertex Willow Zephyr".split(
    " ",
  );
const NAME_B =
  "Foods Rail Works Health Energy Logistics Retail Labs Media Bank Textiles Motors Paper Marine Systems Insurance Water Glass".split(
    " ",
  );
const SEGMENTS = ["Enterprise", "Mid-market", "Small business"] as const;
const URGENCIES = [
  "Contract ends",
  "New regulation",
  "Board target",
  "System retired",
  "Audit finding",
] as const;

/** Nine accounts a rep, each with a potential. */
export function accountsOf(reps: readonly Rep[], random: Random): Account[] {
  const accounts: Account[] = [];
  for (const rep of reps) {
    for (let i = 0; i < ACCOUNTS_PER_REP; i += 1) {
      const n = accounts.length;
      const name = `${NAME_A[n % NAME_A.length]} ${NAME_B[Math.floor(n / NAME_A.length) % NAME_B.length]}`;
      const segment = SEGMENTS[random.whole(0, 2)]!;
      accounts.push({ name, owner: rep.row.name, segment, potential: random.whole(4, 80) * 5000 });
    }
  }
  return accounts;
}

/** When a rep can own anything: from the hire to the last day in the org. */
const span = (rep: Rep, until: ReadonlyMap<string, Day>): { from: Day; to: Day } => ({
  from: Math.max(FIRST_DAY, rep.row.hired ?? FIRST_DAY),
  to: Math.min(LAST_DAY, until.get(rep.row.name) ?? LAST_DAY),
});

/** Opportunities in proportion to each rep's activity and time, later months a little busier. */
export function opportunitiesOf(
  reps: readonly Rep[],
  accounts: readonly Account[],
  until: ReadonlyMap<string, Day>,
  random: Random,
): Opportunity[] {
  const share = (rep: Rep) => {
    const { from, to } = span(rep, until);
    return rep.style.activity * (to - from + 1);
  };
  const total = reps.reduce((sum, rep) => sum + share(rep), 0);
  const made: Opportunity[] = [];
  for (const rep of reps) {
    const own = accounts.filter((account) => account.owner === rep.row.name);
    const count = Math.round((OPPORTUNITIES * share(rep)) / total);
    const { from, to } = span(rep, until);
    for (let i = 0; i < count; i += 1) {
      // Evenly through time with a little noise, so that a quarter's count says something about the rep.
      const at = from + Math.floor(((i + random.next()) / count) * (to - from + 1));
      made.push(opportunity(rep, own, Math.min(at, to), to, random));
    }
  }
  made.sort((a, b) => a.created - b.created);
  return made.map((deal, index) => ({ ...deal, id: `OP-${String(10001 + index)}` }));
}

function opportunity(
  rep: Rep,
  own: readonly Account[],
  created: Day,
  last: Day,
  random: Random,
): Opportunity {
  const { style } = rep;
  const closed = created + random.whole(14, 110);
  const done = closed <= last;
  const won = done && random.chance(style.winRate);
  const amount = Math.round((USUAL_DEAL * style.dealSize * random.around(0.5)) / 100) * 100;
  return {
    id: "",
    owner: rep.row.name,
    account: random.pick(own).name,
    stage: won ? "Won" : done ? "Lost" : "Open",
    created,
    closed: done ? closed : null,
    amount: won || !done ? amount : 0,
    executive: random.chance(style.quality) ? "Yes" : "No",
    urgency: random.chance(style.quality) ? random.pick(URGENCIES) : null,
  };
}

/** One renewal an account and year, on its anniversary. */
export function renewalsOf(
  reps: readonly Rep[],
  accounts: readonly Account[],
  until: ReadonlyMap<string, Day>,
  random: Random,
): Renewal[] {
  const made: Renewal[] = [];
  for (const rep of reps) {
    const { from, to } = span(rep, until);
    const own = accounts.filter((account) => account.owner === rep.row.name);
    own.forEach((account, index) => {
      const arr = Math.round((account.potential * random.around(0.3)) / 1000 / 4) * 1000 + 4000;
      for (let due = FIRST_DAY + 20 + index * 41; due <= LAST_DAY; due += 365) {
        if (due < from || due > to) continue;
        const outcome = random.chance(rep.style.renewal) ? "Renewed" : "Lost";
        made.push({ account: account.name, owner: rep.row.name, due, arr, outcome });
      }
    });
  }
  return made.sort((a, b) => a.due - b.due);
}
