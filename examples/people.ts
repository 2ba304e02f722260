/** The sample's organisation: about 60 people on four levels, with what real ones have. */
import { type Day, dayOf } from "../dsl/calendar/day.ts";
import type { Random } from "./random.ts";

/** One row of the Team sheet: a mover has two. */
export interface PersonRow {
  readonly name: string;
  readonly manager: string | null;
  readonly region: string;
  readonly role: "CRO" | "VP" | "Manager" | "Rep";
  readonly since: Day;
  readonly until: Day | null;
  readonly hired: Day | null;
  readonly potential: number | null;
}

/** How a rep sells: what the generator makes of the months, and why the four cases all occur. */
export interface Style {
  /** Opportunities opened, against the team's usual. */
  readonly activity: number;
  /** Share of closed opportunities that are won. */
  readonly winRate: number;
  /** Size of a won deal, against the usual. */
  readonly dealSize: number;
  /** Share of opportunities with executive access and with an understood urgency. */
  readonly quality: number;
  readonly renewal: number;
}

export interface Rep {
  readonly row: PersonRow;
  readonly style: Style;
}

const REGIONS = ["Americas", "EMEA", "Asia Pacific"] as const;
const VPS = ["Renee Castillo", "Marek Dvorak", "Aiko Tanabe"] as const;
const TOP = "Dana Whitaker";
const MANAGERS = [
  ["Priya Nair", "Jonas Lind", "Grace Okafor"],
  ["Claire Fontaine", "Tomasz Zielinski", "Sofia Marino"],
  ["Hiroshi Mori", "Meera Pillai", "Liam Gallagher"],
] as const;
const FIRST =
  "Ben Ana Tom Lea Kofi Ines Omar Nora Paul Yuki Ravi Elsa Hugo Maya Ivan Zoe Luca Rosa Finn Aya Noel Vera Ali Jade Otto Lina Sam Mina Theo Eva Karl Iris Dev Mona Jan Tara Leo Nina Max Ada Ian Rita Joel Alma Gus Kira Emil Faye".split(
    " ",
  );
const LAST =
  "Cole Souza Reyes Brandt Mensah Rocha Haddad Lindqvist Moreau Sato Menon Koenig Peeters Flores Petrov Adler Bianchi Delgado Larsen Kimura Fischer Novak Rahman Osei Weber Costa Byrne Yamada Ruiz Holm Klein Duarte Sharma Vargas Kowalski Singh Rossi Bauer Stone Clarke Doyle Santos Martin Weiss Nilsson Popov Berg Harper".split(
    " ",
  );

/** The rep who meets every leading KPI and misses revenue: the case the product exists for. */
export const COACHED = "Ben Cole";
export const VACANCY = "Vacant (Lyon)";
const REPS_PER_TEAM = 5;
const START = dayOf(2022, 1, 1);

const USUAL: Style = { activity: 1.12, winRate: 0.42, dealSize: 1, quality: 0.74, renewal: 0.92 };
const STYLES: readonly Style[] = [
  USUAL,
  { activity: 1.3, winRate: 0.47, dealSize: 1.15, quality: 0.82, renewal: 0.96 },
  { activity: 0.72, winRate: 0.4, dealSize: 0.9, quality: 0.55, renewal: 0.84 },
  { activity: 0.8, winRate: 0.5, dealSize: 1.35, quality: 0.6, renewal: 0.88 },
  { activity: 1.05, winRate: 0.44, dealSize: 1.05, quality: 0.78, renewal: 0.93 },
];

/** Everything done right, in small deals of small accounts. */
const SMALL_DEALS: Style = {
  activity: 1.9,
  winRate: 0.45,
  dealSize: 0.32,
  quality: 0.97,
  renewal: 1,
};

/** Rows of the Team sheet, and the reps with their ways of selling. */
export function organisation(random: Random): { rows: PersonRow[]; reps: Rep[] } {
  const rows: PersonRow[] = [];
  const reps: Rep[] = [];
  const add = (
    name: string,
    manager: string | null,
    region: string,
    role: PersonRow["role"],
    more: Partial<PersonRow> = {},
  ): PersonRow => {
    const row: PersonRow = {
      name,
      manager,
      region,
      role,
      since: START,
      until: null,
      hired: null,
      potential: null,
      ...more,
    };
    rows.push(row);
    return row;
  };
  add(TOP, null, "Global", "CRO");
  let count = 0;
  REGIONS.forEach((region, r) => {
    add(VPS[r]!, TOP, region, "VP");
    MANAGERS[r]!.forEach((manager) => {
      add(manager, VPS[r]!, region, "Manager");
      for (let i = 0; i < REPS_PER_TEAM; i += 1) {
        const name = `${FIRST[count % FIRST.length]} ${LAST[count % LAST.length]}`;
        const potential = random.whole(18, 60) * 50_000;
        const row = add(name, manager, region, "Rep", { potential });
        const style = name === COACHED ? SMALL_DEALS : STYLES[count % STYLES.length]!;
        reps.push({ row, style });
        count += 1;
      }
    });
  });
  return { rows: withChanges(rows), reps };
}

/** What happens to organisations: two movers, three hires with a ramp, a leaver and a vacancy. */
function withChanges(rows: readonly PersonRow[]): PersonRow[] {
  const reps = rows.filter((row) => row.role === "Rep");
  const mover = (at: number, day: Day, to: string) => ({ name: reps[at]!.name, day, to });
  const movers = [
    mover(3, dayOf(2026, 3, 15), "Jonas Lind"),
    mover(22, dayOf(2025, 7, 1), "Tomasz Zielinski"),
  ];
  const hires = new Map([
    [reps[12]!.name, dayOf(2026, 1, 5)],
    [reps[27]!.name, dayOf(2026, 4, 1)],
    [reps[38]!.name, dayOf(2026, 5, 18)],
  ]);
  const leaver = reps[17]!.name;
  const changed = rows.flatMap((row): PersonRow[] => {
    const move = movers.find((m) => m.name === row.name);
    if (move) {
      return [
        { ...row, until: move.day - 1 },
        { ...row, manager: move.to, since: move.day },
      ];
    }
    const hired = hires.get(row.name);
    if (hired !== undefined) return [{ ...row, since: hired, hired }];
    if (row.name === leaver) return [{ ...row, until: dayOf(2026, 6, 30) }];
    return [row];
  });
  const vacancy: PersonRow = {
    name: VACANCY,
    manager: "Claire Fontaine",
    region: "EMEA",
    role: "Rep",
    since: dayOf(2026, 1, 1),
    until: null,
    hired: null,
    potential: 1_200_000,
  };
  return [...changed, vacancy];
}
