/** A sales organisation as large as they come, made from a seed: people in five levels, deals over two years. */

import type { CellValue } from "../dsl/cell.ts";
import { seeded } from "../examples/random.ts";
import type { WorkbookData } from "../src/model/workbook.ts";

export interface Size {
  readonly people: number;
  readonly rows: number;
  readonly accounts: number;
  readonly months: number;
  /** Levels of managers; left out: as many as 5 to 11 reports a manager make. */
  readonly depth?: number;
}
export const LARGE: Size = { people: 10_000, rows: 1_000_000, accounts: 100_000, months: 24 };

/** Serial of 2025-01-01. */
const FIRST_SERIAL = 45_658;
const STAGES = ["Won", "Lost", "Open"] as const;
const TYPES = ["New", "Renewal", "Upsell"] as const;

/** The six KPIs of the comparison: sums and counts with conditions, by two dates, a ratio, a distinct over subtrees. */
export const RULES = `calendar
  year starts January
  track monthly

people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi won = sum(Deals[Amount] where [Stage] = "Won")
kpi won_new = sum(Deals[Amount] where [Stage] = "Won" and [Type] = "New")
kpi wins = count(Deals where [Stage] = "Won")
kpi new_deals = count(Deals on [Created])
kpi win_rate = wins / count(Deals where [Stage] in ("Won", "Lost"))
kpi accounts = distinct(Deals[Account] where [Stage] = "Won")
`;

/** Managers have 5 to 11 reports, breadth first, so that the tree has about five levels. */
function managers({ people, depth }: Size, draw: () => number): Int32Array {
  const managerOf = new Int32Array(people).fill(-1);
  if (depth !== undefined) {
    // As many on each level: everybody below the person at his place one level up.
    const wide = Math.ceil((people - 1) / depth);
    for (let person = 1; person < people; person += 1)
      managerOf[person] = Math.max(0, person - wide);
    return managerOf;
  }
  let manager = 0;
  let room = 5 + Math.floor(draw() * 7);
  for (let person = 1; person < people; person += 1) {
    if (room === 0) {
      manager += 1;
      room = 5 + Math.floor(draw() * 7);
    }
    managerOf[person] = manager;
    room -= 1;
  }
  return managerOf;
}

/** The workbook, column by column, as a host would hand it over. */
export function workload(size: Size, seed = 7): WorkbookData {
  const { next: draw } = seeded(seed);
  const managerOf = managers(size, draw);
  const name = (n: number) => `Person ${n}`;
  const days = Math.floor(size.months * 30.4);
  const owner: CellValue[] = ["Owner"];
  const account: CellValue[] = ["Account"];
  const stage: CellValue[] = ["Stage"];
  const type: CellValue[] = ["Type"];
  const amount: CellValue[] = ["Amount"];
  const created: CellValue[] = ["Created"];
  const closed: CellValue[] = ["Closed"];
  const names = Array.from({ length: size.people }, (_, n) => name(n));
  const accounts = Array.from({ length: size.accounts }, (_, n) => `Account ${n}`);
  for (let r = 0; r < size.rows; r += 1) {
    const who = Math.floor(draw() * size.people);
    // A quarter of the deals are on accounts that several owners share.
    const shared = draw() < 0.25;
    const which = shared ? draw() * size.accounts : (who * 7919 + draw() * 10) % size.accounts;
    const day = Math.floor(draw() * days);
    owner.push(names[who]!);
    account.push(accounts[Math.floor(which)]!);
    stage.push(STAGES[Math.floor(draw() * STAGES.length)]!);
    type.push(TYPES[Math.floor(draw() * TYPES.length)]!);
    amount.push(100 + Math.floor(draw() * 100_000));
    created.push(FIRST_SERIAL + day);
    closed.push(FIRST_SERIAL + Math.min(days - 1, day + Math.floor(draw() * 60)));
  }
  const columns = [owner, account, stage, type, amount, created, closed];
  const team: CellValue[][] = [
    ["Name", ...names],
    ["Manager", ...Array.from(managerOf, (m) => (m < 0 ? null : name(m)))],
  ];
  return {
    sheets: [
      { name: "Team", rows: size.people + 1, columns: team },
      { name: "Deals", rows: size.rows + 1, columns },
    ],
    names: [],
    locale: "en-US",
    dateSystem: 1900,
  };
}
