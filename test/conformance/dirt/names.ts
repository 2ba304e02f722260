/** Dirt in names of people and things: 39 to 58. */
import type { CellValue } from "../../../dsl/cell.ts";
import { readCsv } from "../../../src/hosts/files/csv-read.ts";
import { writeCsv } from "../../../src/hosts/files/index.ts";
import { account, asks, type Kind, plain, shows, texts, tree, won } from "./kind.ts";

const team = (...names: string[]): CellValue[][] => [
  ["Name", "Manager"],
  ["Ann", null],
  ...names.map((name) => [name, "Ann"]),
];
/** What owners written so bring to the first report of Ann, and to Ann with all below. */
const owners = (people: readonly string[], ...written: CellValue[]) =>
  asks(
    { team: team(...people), deals: written.map((owner, i) => won(String(i), owner)) },
    `revenue of "${people[0]}" in 2026`,
    'revenue of "Ann" in 2026',
  );
const csv = (text: string) => {
  const { columns } = readCsv(new TextEncoder().encode(text), "S", "S.csv");
  return columns.map((column) => column[0]);
};

export const NAMES: readonly Kind[] = [
  {
    n: 39,
    kind: "Blanks at the ends or doubled, no-break and zero-width signs, tabs",
    example: "`Ann  Lee `",
    does: "The same name: blanks fold into one, invisible signs are dropped. The first spelling is shown.",
    findings: [],
    cases: [
      shows(
        () => owners(["Ben Lee"], "Ben  Lee ", "Ben\u00a0Lee", "\u200bBen Lee", "Ben\tLee"),
        [4, 4],
      ),
    ],
  },
  {
    n: 40,
    kind: "Upper and lower case",
    example: "`ANN LEE`, `ann lee`",
    does: "The same name.",
    findings: [],
    cases: [shows(() => owners(["Ben Lee"], "BEN LEE", "ben lee"), [2, 2])],
  },
  {
    n: 41,
    kind: "Accents, composed and decomposed",
    example: "`José` in two forms, `Jose`",
    does: "The two forms of one accent are the same name. A missing accent is another name: proposed, not taken.",
    findings: ["DATA30", "DATA36"],
    cases: [
      shows(() => owners(["José"], "José".normalize("NFC"), "José".normalize("NFD")), [2, 2]),
      shows(() => owners(["José"], "Jose"), [0, 0], "Did you mean José?"),
    ],
  },
  {
    n: 42,
    kind: "Nicknames, variants of spelling and spacing",
    example: "`GTXPro`, `GTX Pro`; `Bob`, `Robert`",
    does: "The nearest is proposed and never taken: write it alike in one of the sheets.",
    findings: ["DATA30", "DATA36"],
    cases: [
      shows(() => owners(["Robert Cole"], "Bob Cole"), [0, 0], "Did you mean Robert Cole?"),
      shows(() => owners(["GTX Pro"], "GTXPro"), [0, 0], "Did you mean GTX Pro?"),
    ],
  },
  {
    n: 43,
    kind: "Two people share a name",
    example: "two `J. King`",
    does: "An error: nobody of that name is taken, and their rows are in nobody's total, whatever manager they share. An id as `name` tells them apart. They are never added up.",
    findings: ["ORG02", "DATA36"],
    cases: [
      shows(
        () =>
          asks(
            {
              team: [
                ["Name", "Manager", "Mail"],
                ["Ann", null, "a@x"],
                ["J. King", "Ann", "jk1@x"],
                ["J. King", "Ann", "jk2@x"],
              ],
              deals: [won("1", "J. King", 5), won("2", "Ann", 7)],
            },
            'revenue of "Ann" in 2026',
          ),
        [7],
        "J. King stands twice",
        "revenue 5 in 1 row",
      ),
    ],
  },
  {
    n: 44,
    kind: "One person twice",
    example: "two rows, two managers",
    does: "Rows alike in every cell: one is kept, with a note. Rows that differ are an error, unless `since` and `until` make them assignments.",
    findings: ["ORG02", "ORG03"],
    cases: [
      shows(() => tree([["Ann"], ["Ben", "Ann"], ["ben ", "Ann"]]), ["Ann", "  Ben"]),
      shows(() => tree([["Ann"], ["Cy", "Ann"], ["Ben", "Ann"], ["Ben", "Cy"]]), ["Ann", "  Cy"]),
      shows(
        () =>
          tree([
            ["Ann"],
            ["Cy", "Ann"],
            ["Ben", "Ann", null, "2026-03-31"],
            ["Ben", "Cy", "2026-04-01"],
          ]),
        ["Ann", "  Cy", "    Ben"],
      ),
    ],
  },
  {
    n: 45,
    kind: "`Last, First`, titles, suffixes",
    example: "`Lee, Ben`, `Dr. Ben Lee`",
    does: "The person is proposed by the words of the name; not taken.",
    findings: ["DATA30", "DATA36"],
    cases: [
      shows(() => owners(["Ben Lee"], "Lee, Ben"), [0, 0], "Did you mean Ben Lee?"),
      shows(() => owners(["Ben Lee"], "Dr. Ben Lee Jr."), [0, 0], "Did you mean Ben Lee?"),
    ],
  },
  {
    n: 46,
    kind: "Very long names, line breaks in a cell",
    example: "300 signs",
    does: "Matched whole; a line break is a blank. Messages cut what they show of a cell.",
    findings: [],
    cases: [
      shows(
        () => owners([`B${"e".repeat(300)}n`], `B${"e".repeat(300)}n`, `B${"e".repeat(300)}n\n`),
        [2, 2],
      ),
      shows(() => owners(["Ben Lee"], "Ben\r\nLee"), [1, 1]),
    ],
  },
  {
    n: 47,
    kind: "Emoji, CJK, right-to-left names, marks of direction",
    example: "`👩🏽‍💼 Mia`, `محمد`",
    does: "Compared by code points, never cut inside a sign; marks of direction and width are ignored.",
    findings: [],
    cases: [
      shows(() => owners(["👩🏽\u200d💼 Mia"], "👩🏽\u200d💼 mia"), [1, 1]),
      shows(() => owners(["محمد"], "\u200fمحمد\u200f"), [1, 1]),
      shows(() => owners(["山田 太郎"], "山田　太郎"), [1, 1]),
    ],
  },
  {
    n: 48,
    kind: "Names that look like formulas",
    example: "`=HYPERLINK(..)`, `+Ann`, `@team`",
    does: "Names. Written back as text in every host, and led by an apostrophe in CSV.",
    findings: [],
    cases: [
      shows(() => owners(["=HYPERLINK(1)"], "=hyperlink(1)"), [1, 1]),
      shows(
        () => plain(writeCsv([["=A1", "+Ann", "@team", "-Bo", "-5"]])),
        "'=A1,'+Ann,'@team,'-Bo,-5\n",
      ),
    ],
  },
  {
    n: 49,
    kind: "Leading apostrophe",
    example: "`'Ann`, `'0012`",
    does: "The sign that makes a cell a text, not part of the name. In CSV too; `'t Hooft` and `'quoted'` stay.",
    findings: [],
    cases: [
      shows(
        () => plain(csv("'Ann,'0012,'=A1,'t Hooft,'quoted'\n")),
        ["Ann", "0012", "=A1", "'t Hooft", "'quoted'"],
      ),
    ],
  },
  {
    n: 50,
    kind: "Names that look like numbers, dates, truths, none",
    example: "`3M`, `May`, `True`, `Null`",
    does: "A column used as text stays text.",
    findings: [],
    cases: [
      shows(
        () => texts(["3M", "May", "True", "None", "NULL"]),
        ["3M", "May", "True", "None", "NULL"],
      ),
      shows(() => owners(["Null"], "NULL"), [1, 1]),
    ],
  },
  {
    n: 51,
    kind: "A team, a house account, or no owner",
    example: "`House account`, `Unassigned`, blank",
    does: "A line of their own, with rows and amounts of each KPI, in nobody's total, the company's neither.",
    findings: ["DATA30", "DATA31", "DATA36"],
    cases: [
      shows(
        () =>
          account(
            { deals: [won("1", null, 5), won("2", "House account", 6), won("3", "Ben", 7)] },
            "revenue",
          ),
        ["found 3", "used 1", "no owner 1 5", "unknown owner House account 1 6"],
        "revenue 11 in 2 rows",
      ),
    ],
  },
  {
    n: 52,
    kind: "An owner who is not in the people's sheet",
    example: "a leaver",
    does: "A line of its own by name, in nobody's total; the nearest name is proposed.",
    findings: ["DATA30", "DATA36"],
    cases: [
      shows(
        () =>
          account(
            { deals: [won("1", "Zoe", 5), won("2", "zoe ", 6), won("3", "Ben", 7)] },
            "revenue",
          ),
        ["found 3", "used 1", "unknown owner Zoe 2 11"],
        "Nobody is called Zoe: 2 rows",
      ),
    ],
  },
  {
    n: 53,
    kind: "An owner who left",
    example: "deal won before leaving",
    does: "With an `until` the rows up to that day stay with the person and the manager of the time; later ones are nobody's, by name. Without a row it is kind 52.",
    findings: ["DATA36"],
    cases: [
      shows(
        () =>
          account(
            {
              rules: `people from Team
  name [Name]
  reports to [Manager]
  until [Until]
table Deals from Deals
  owner [Owner]
  date [Closed]
kpi revenue = sum(Deals[Amount])`,
              team: [
                ["Name", "Manager", "Until"],
                ["Ann", null, null],
                ["Ben", "Ann", "2026-03-31"],
              ],
              deals: [won("1", "Ben", 5), ["2", "Ben", "Won", 6, "2026-04-01"]],
            },
            "revenue",
          ),
        ["found 2", "used 1", "not in the org Ben 1 6"],
      ),
    ],
  },
  {
    n: 54,
    kind: "A deal handed over, with the history in one cell",
    example: "`Ann -> Ben`",
    does: "An error that names the people: the rows count for nobody until the cell says one owner. Credit by date comes from `since` and `until`.",
    findings: ["DATA37", "DATA36"],
    cases: [shows(() => owners(["Ben", "Cy"], "Cy -> Ben"), [0, 0], "(Cy -> Ben: Cy, Ben)")],
  },
  {
    n: 55,
    kind: "Split credit, two owners in a cell",
    example: "`Ben/Cy 60-40`",
    does: "An error for those rows, which count for nobody. A row for each owner with his part is the rule; `KPI_SPLIT` makes parts that add up to the cent.",
    findings: ["DATA37", "DATA36"],
    cases: [
      shows(() => owners(["Ben", "Cy"], "Ben/Cy 60-40"), [0, 0], "Ben, Cy"),
      shows(() => owners(["Ben", "Cy"], "Ben (60%) & Cy (40%)"), [0, 0]),
    ],
  },
  {
    n: 56,
    kind: "Overlay credit",
    example: "two reps on one territory",
    does: "The sheet is bound twice, once for each role. Each table counts a deal once on the way up, so the two may overlap by design.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Deals: [
                  ["Owner", "Overlay", "Stage", "Amount", "Closed"],
                  ["Ben", "Cy", "Won", 10, "2026-02-01"],
                ],
              },
              more: "table Overlays from Deals\n  owner [Overlay]\n  date [Closed]\nkpi overlay = sum(Overlays[Amount])",
            },
            'revenue of "Ben" in 2026',
            'overlay of "Cy" in 2026',
            'revenue of "Ann" in 2026',
            'overlay of "Ann" in 2026',
          ),
        [10, 10, 10, 10],
      ),
    ],
  },
  {
    n: 57,
    kind: "People without any deal",
    example: "5 of 35 agents",
    does: "There, with 0; a rate over nothing is blank.",
    findings: [],
    cases: [
      shows(
        () =>
          asks({ deals: [won("1", "Ben")] }, 'revenue of "Cy" in 2026', 'win_rate of "Cy" in 2026'),
        [0, null],
      ),
    ],
  },
  {
    n: 58,
    kind: "A branch without activity",
    example: "IT staff",
    does: "There, with 0. `at`, `for … where` and `own` say who owes what.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              team: [
                ["Name", "Manager"],
                ["Ann", null],
                ["Ben", "Ann"],
                ["Ida", "Ann"],
                ["Jo", "Ida"],
              ],
              deals: [won("1", "Ben")],
            },
            'revenue of "Ida" in 2026',
            'revenue of "Ann" in 2026',
          ),
        [0, 1],
      ),
    ],
  },
];
