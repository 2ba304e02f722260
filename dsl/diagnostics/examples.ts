/** A text for every code that triggers it: the reference page shows them, and a test holds each message to its word. */
import type { Code } from "./catalogue.ts";

/** The sheets that the examples are written on: headers, then rows. */
export const EXAMPLE_SHEETS: Readonly<
  Record<string, readonly (readonly (string | number | null)[])[]>
> = {
  Team: [
    ["Name", "Boss", "Region", "Potential"],
    ["Anna Lee", "Mia Novak", "North", 0],
    ["Ben Ortiz", "Mia Novak", "North", null],
    ["Mia Novak", null, "North", null],
  ],
  Deals: [
    ["Rep", "Account", "Closed", "Amount", "Stage", "Cost", "Cost"],
    ["Anna Lee", "Acme", 45700, 100, "Won", 1, 2],
    ["Ben Ortiz", "Initech", 45701, 200, "Lost", 1, 2],
  ],
  Plan: [
    ["Who", "Goal"],
    ["Anna Lee", 10],
  ],
  Accounts: [
    ["Key", "Sector"],
    ["Acme", "Retail"],
  ],
};

/** The rules that stand after an example, unless it begins with `alone`. */
const EXAMPLE_BOOK = `
calendar
  year starts January
  track monthly, quarterly
people from Team
  name [Name]
  reports to [Boss] then [Region] then "Company"
table Deals from Deals
  owner [Rep] then [Account]
  date [Closed]
table Plan from Plan
  owner [Who]
kpi revenue = sum(Deals[Amount])
  lagging
  unit USD
kpi calls = count(Deals)
  leads revenue
kpi rate = share(Deals where [Stage] = "Won")
  unit %
goal revenue 2025 = 1M for "Company"
goal calls 2025 = 10 for reps
`;

/** `alone `: without the book. A code without an example doesn't compile. */
export const EXAMPLES: Readonly<Record<Code, string>> = {
  KPI100: "cascade revenue\n  by same thing",
  KPI101: "goal revenue 2025",
  KPI102: "gaol revenue 2025 = 1M for reps",
  KPI103: "kpi visits = 1\n  ledaing",
  KPI104: "goal calls 2025 = 10 for reps\n  round to 5",
  KPI105: "kpi visits = 1\n  leading\n  leading",
  KPI106: "flag short\n  when revenue is missed",
  KPI107: "kpi visits = 1\n  leading\n  lagging",
  KPI108: "alone = 5\nkpi visits = 1",
  KPI109: `kpi deep = ${"(".repeat(65)}1${")".repeat(65)}`,
  KPI110: `alone ${"# a comment\n".repeat(350_000)}`,
  KPI111: "kpi visits = 1 ~ 2",
  KPI112: 'kpi visits = count(Deals where [Stage] = "Won)',
  KPI113: "kpi visits = sum(Deals[Amount)",
  KPI114: "kpi visits = count(Deals where [Stage] = “Won”)",
  KPI115: "kpi visits = = 1",
  KPI116: 'kpi visits = count(Deals where [Stage] == "Won")',
  KPI117: "kpi visits = calls * 1,5",
  KPI118: "goal calls 2025 = 5 * 1,200 for reps",
  KPI119: "kpi visits = max(1,200, calls)",
  KPI120: "goal revenue 2025 = 10mn for reps",
  KPI122: "goal revenue Q1 2025 = 1M for reps",
  KPI123: "goal revenue 2025 = 1M",
  KPI124: "goal revenue 2025 = 1M for Anna Lee",
  KPI125: "kpi win-rate = 1",
  KPI126: "kpi win rate = 1",
  KPI127: "kpi goal = 1",
  KPI128: "kpi visits = sum(Deals[Amount]\n  leading",
  KPI129: "kpi visits = sum(Deals[Amount]))",
  KPI130: 'kpi visits = sum(Deals[Amount]) where [Stage] = "Won"',
  KPI131: 'kpi visits = count(Deals where [Stage] in "Won", "Lost")',
  KPI132: "goal revenue 2025 = 1M for all",
  KPI133: 'cascade revenue\n  evenly\n  over-assign 5 below "Company"',
  KPI134: "kpi visits = sum(Deals[Amount])\n  unit $",
  KPI135: "kpi visits = if calls > 1, 2, 3",
  KPI136: "kpi visits = sum(Deals.Amount)",
  KPI137: "kpi visits = 1 // all of them",
  KPI138: "flag short\n  when revenue is missed\n  hold person\n  say below goal",
  KPI139: "flag short\n  when or(revenue is missed, calls is missed)\n  hold person",
  KPI140: 'kpi visits = count(Deals where [Stage] is "Won")',
  KPI141: "kpi visits = 2 ^ 3 ^ 4",
  KPI142: "flag short\n  when 1 < calls < 5\n  hold person",
  KPI145: "kpi visits = 60% calls",
  KPI146: "kpi visits = sum(Deals[Amount] wher [Cost] = 1)",
  KPI147: `kpi long = 1${" + 1".repeat(1_001)}`,
  KPI143: "goal revenue 2026 = 5M EUR for reps",
  KPI144: "kpi people_here = count(people)",
  KPI148: "kpi visits = -calls ^ 2",
  KPI149: "goal calls 2026 = 1.200 for reps",
  KPI150: "kpi part = revenue%",
  KPI151: "kpi all = count(Deals where TRUE())",
  KPI200: "goal revenu 2025 = 1M for reps",
  KPI201: "kpi visits = count(Deal)",
  KPI202: "table Visits from Vists",
  KPI203: "kpi visits = sum(Deals[Amout])",
  KPI204:
    'table Accounts from Accounts\n  key [Key]\nkpi retail = count(Deals where [Sector] = "Retail")',
  KPI205: 'goal revenue 2025 = 1M for "Anna Le"',
  KPI206: "kpi calls = 2",
  KPI207: 'kpi visits = SUMIF(Deals[Amount], "Won")',
  KPI208: "kpi visits = sum(Deals[Cost])",
  KPI209: "calendar\n  track weekly",
  KPI210:
    "alone table Deals from Deals\n  owner [Rep]\n  date [Closed]\nkpi visits = count(Deals)\ncascade visits\n  evenly",
  KPI211: 'test "one"\n  expect flag short of "Anna Lee" in 2025-Q1',
  KPI212: "kpi visits = score(card)",
  KPI213: "table Accounts from Accounts\ntable More from Deals\n  link [Account] to Accounts",
  KPI214: "kpi visits = count(Deals)\n  at [Acount]",
  KPI215: "cascade revenue\n  evenly\n  to [Region]",
  KPI216: "goal calls 2025-Q1 = 1 for each [Account] where Plan[Goal] > 5",
  KPI217: "check revenue of top in 2025 = Plan!B2:B9",
  KPI218: "kpi visits = Plan!B2 * 2",
  KPI219: "goal calls each month = 5 for each [Potential]",
  KPI220:
    "table More from Accounts\nkpi visits = count(Deals where XLOOKUP([Account], More[Key], More[Sector]) = 1)",
  KPI221: 'flag short\n  when revenue is missed\n  hold person\n  say "{name is late"',
  KPI300: "kpi both = revenue + rate",
  KPI301: 'kpi large = count(Deals where [Amount] > "5000")',
  KPI302: 'flag short\n  when revenue = "bad"\n  hold person',
  KPI303: "goal rate 2025 = 62 for reps",
  KPI304: "kpi each = Deals[Amount] / 2",
  KPI305: 'kpi won = count(Deals where [Stage] = "Won" or "Lost")',
  KPI306: "flag short\n  when revenue\n  hold person",
  KPI307: "kpi large = count(Deals where [Amount] > revenue)",
  KPI308: "kpi mixed = sum(Deals[Amount] * Plan[Goal])",
  KPI309: "kpi odd = revenue\n  unit EUR",
  KPI310: "kpi recent = trailing(revenue)",
  KPI311: "goal revenue 2025-Q5 = 1M for reps",
  KPI312: "kpi visits = 1\n  unit hours",
  KPI313: 'check revenue of "Anna Lee" = 100',
  KPI315: `${Array.from({ length: 1_100 }, (_, i) => `kpi k${i + 1} = k${i} + 1\n`).join("")}kpi k0 = 1`,
  KPI316: `${Array.from({ length: 20 }, (_, i) => `kpi k${i + 1} = k${i} last year + k${i} last period\n`).join("")}kpi k0 = calls`,
  KPI314: "kpi a = b\nkpi b = a",
  KPI317: "kpi wins = count(Deals where [Stage] = 'Won')",
  KPI318: "kpi wins = count(Deals where [Stage] = Won)",
  KPI400:
    "goal rate 2025 = goal(calls) / 100 * 1% for reps\ngoal calls 2025-Q1 = goal(rate) * 100 for reps",
  KPI401: "goal calls 2025-Q1 = calls * 110% for reps",
  KPI402: 'goal calls 2025-Q1 = 5 for reps where [Region] = "Nrth"',
  KPI403: "cascade revenue\n  evenly\ncascade revenue\n  by headcount",
  KPI404: "kpi spread = distinct(Deals[Account])\ncascade spread\n  evenly",
  KPI405: "score card = 60% revenue + 30% calls",
  KPI406: "alone calendar\n  weeks 4-4-6 ending last Saturday of January\n  track monthly",
  KPI407: "goal calls each month from Plan[Goal]",
  KPI408: "cascade revenue\n  by same points",
  KPI409: "cascade rate\n  by headcount",
  KPI410: 'reset revenue 2025-Q1 for "Anna Lee" from 5 to 4 because "late" by "Mia" on 2025-05-01',
  KPI500: 'kpi won = count(Deals where [Stage] = "Won deals")',
  KPI501: "cascade revenue\n  by people[Potential]",
  KPI600: "cascade revenue\n  evenly\n  over-assign 5%",
  KPI601: "kpi margin = sum(Deals[Amount]) / 2\n  lagging\ngoal margin 2025 = 5 for reps",
  KPI602: "goal calls 2025-Q1 = 5 for everyone",
  KPI603: "kpi fixed = 5\n  leading\ngoal fixed 2025 = 5 for reps",
  KPI604: "flag low\n  when rate is missed\n  hold person",
  KPI605: "flag short\n  when revenue is missed\n  hold person",
  KPI606: "kpi visits = sum(Deals[Amount])\n  leading",
};

/** An example with the book it stands in. */
export const exampleText = (code: Code): string => {
  const example = EXAMPLES[code];
  return example.startsWith("alone ") ? example.slice("alone ".length) : example + EXAMPLE_BOOK;
};
