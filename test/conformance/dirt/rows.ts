/** Dirt in what rows say, and say twice: 83 to 93. */
import type { CellValue } from "../../../dsl/cell.ts";
import { account, asks, type Kind, runBook, shows, told, truths, won } from "./kind.ts";

const staged = (id: string, stage: CellValue, amount: CellValue = 1): CellValue[] => [
  id,
  "Ben",
  stage,
  amount,
  "2026-02-01",
];

export const ROWS: readonly Kind[] = [
  {
    n: 83,
    kind: "Rows twice, ids twice",
    example: "the same opportunity in two exports",
    does: "In a table with a `key`: rows alike in every cell are kept once, with a note; rows of one id that differ are an error, and none of them counts. Without a `key` nothing is taken away. The same account under two owners is two nodes, not a double.",
    findings: ["DATA25", "DATA26"],
    cases: [
      shows(
        () =>
          account(
            {
              rules: `people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
  key [Id]
kpi revenue = sum(Deals[Amount])`,
              deals: [
                won("1", "Ben", 5),
                won("1 ", "ben", 5),
                won("2", "Ben", 6),
                won("2", "Ben", 7),
                won("3", "Cy", 1),
              ],
            },
            "revenue",
          ),
        ["found 5", "used 2", "doubled 1", "contradicted 2"],
        "alike in every cell (row 3)",
        "the key 2 in rows that differ (4, 5)",
      ),
      shows(
        () => account({ deals: [won("1", "Ben", 5), won("1", "Ben", 5)] }, "revenue"),
        ["found 2", "used 2"],
      ),
    ],
  },
  {
    n: 84,
    kind: "Deals that are nearly the same",
    example: "same account, amount, day; another id",
    does: "All count. A note names rows that differ in their key alone.",
    findings: ["DATA56"],
    cases: [
      shows(
        () =>
          asks(
            {
              rules: `people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
  key [Id]
kpi revenue = sum(Deals[Amount])`,
              deals: [won("1", "Ben", 5), won("2", "Ben", 5), won("3", "Cy", 5)],
            },
            'revenue of "Ann" in 2026',
          ),
        [15],
        "everything but the key (A3)",
      ),
    ],
  },
  {
    n: 85,
    kind: "Columns renamed, moved, deleted since last month",
    example: "`Amount` is now `Value`",
    does: "Matched by header, so a moved column is the same. A header that is gone is an error with the nearest one, or the row that has it.",
    findings: ["KPI203"],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Deals: [
                  ["Closed", "Amount", "Stage", "Owner"],
                  ["2026-02-01", 5, "Won", "Ben"],
                ],
              },
            },
            'revenue of "Ben" in 2026',
          ),
        [5],
      ),
      shows(
        () => {
          const made = runBook({
            sheets: {
              Deals: [
                ["Closd", "Amount", "Stage", "Owner"],
                ["2026-02-01", 5, "Won", "Ben"],
              ],
            },
          });
          return { value: made.program.tables.map(({ name }) => name), findings: told(made) };
        },
        ["people"],
        "Did you mean `[Closd]`?",
      ),
    ],
  },
  {
    n: 86,
    kind: "Yes and no in many words",
    example: "`Y/N`, `x`, `✓`, `WAHR`, `VRAI`, `はい`",
    does: "One pair for a column; anything else in it is a warning and counts as no.",
    findings: ["DATA16"],
    cases: [
      shows(() => truths(["Y", "n", "Y"]), [true, false, true]),
      shows(() => truths(["WAHR", "FALSCH"]), [true, false]),
      shows(() => truths(["VRAI", "FAUX"]), [true, false]),
      shows(() => truths(["はい", "いいえ"]), [true, false]),
      shows(
        () => truths(["x", "x", null, "✓", "yes"]),
        [true, true, false, false, false],
        "2 cells",
      ),
    ],
  },
  {
    n: 87,
    kind: "Names of stages vary",
    example: "`Won`, `Closed Won`, `won `",
    does: 'Case and blanks don\'t matter. A stage that no rule names and that holds, or misses by a letter, one that a rule does is a note with the condition to write. Which stages count is said in the rules: `[Stage] in ("Won", "Closed Won")`.',
    findings: ["DATA57"],
    cases: [
      shows(
        () =>
          asks(
            {
              deals: [
                staged("1", "Won"),
                staged("2", "won "),
                staged("3", "Closed Won"),
                staged("4", "Open"),
              ],
            },
            'wins of "Ben" in 2026',
          ),
        [2],
        "`Closed Won` in 1 row",
        '[Stage] in ("Won", "Closed Won")',
      ),
    ],
  },
  {
    n: 88,
    kind: "Won with a blank value",
    example: "19 rows",
    does: "Counts as a win and adds nothing; the account of rows lists it.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            { deals: [staged("1", "Won", null), staged("2", "Won", 5)] },
            'wins of "Ben" in 2026',
            'revenue of "Ben" in 2026',
          ),
        [2, 5],
      ),
      shows(
        () => account({ deals: [staged("1", "Won", null), staged("2", "Won", 5)] }, "revenue"),
        ["found 2", "used 1", "blank 1"],
      ),
    ],
  },
  {
    n: 89,
    kind: "Lost with a value",
    example: "Lost, 5,000",
    does: "Not revenue: the condition leaves it out, and the account of rows says how many.",
    findings: [],
    cases: [
      shows(
        () => account({ deals: [staged("1", "Lost", 5), staged("2", "Won", 6)] }, "revenue"),
        ["found 2", "used 1", "condition 1"],
      ),
    ],
  },
  {
    n: 90,
    kind: "Blank account in a distinct count",
    example: "1,425 rows",
    does: "A blank is no account.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Deals: [
                  ["Owner", "Account", "Stage", "Amount", "Closed"],
                  ...["A", "a ", null, " ", "B"].map((name) => [
                    "Ben",
                    name,
                    "Won",
                    1,
                    "2026-02-01",
                  ]),
                ],
              },
              more: "kpi accounts = distinct(Deals[Account])",
            },
            'accounts of "Ben" in 2026',
          ),
        [2],
      ),
    ],
  },
  {
    n: 91,
    kind: "Distinct counts added up the tree",
    example: "29 + 30 + 31 is not 85",
    does: "Counted anew at every level.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Deals: [
                  ["Owner", "Account", "Stage", "Amount", "Closed"],
                  ["Ben", "A", "Won", 1, "2026-02-01"],
                  ["Ben", "B", "Won", 1, "2026-02-01"],
                  ["Cy", "A", "Won", 1, "2026-02-01"],
                ],
              },
              more: "kpi accounts = distinct(Deals[Account])",
            },
            'accounts of "Ben" in 2026',
            'accounts of "Cy" in 2026',
            'accounts of "Ann" in 2026',
          ),
        [2, 1, 2],
      ),
    ],
  },
  {
    n: 92,
    kind: "A join that multiplies rows",
    example: "territories × orders",
    does: "Can't happen: a link finds one row or none. A key in rows that differ finds none, with an error.",
    findings: ["DATA26", "DATA32"],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Deals: [
                  ["Owner", "Product", "Stage", "Amount", "Closed"],
                  ["Ben", "P", "Won", 5, "2026-02-01"],
                ],
                Products: [
                  ["Sku", "Family"],
                  ["P", "Core"],
                  ["P", "Extra"],
                ],
              },
              rules: `people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
  link [Product] to Products
table Products from Products
  key [Sku]
kpi revenue = sum(Deals[Amount])
kpi core = sum(Deals[Amount] where Products[Family] = "Core")`,
            },
            'revenue of "Ben" in 2026',
            'core of "Ben" in 2026',
          ),
        [5, 0],
        "the key P in rows that differ",
      ),
    ],
  },
  {
    n: 93,
    kind: "Typos in sectors and regions",
    example: "`technolgy`, `Philipines`",
    does: "Told with the nearest word of the rules, or the nearest key of the linked table; never merged.",
    findings: ["DATA32", "DATA57"],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Deals: [
                  ["Owner", "Sector", "Stage", "Amount", "Closed"],
                  ["Ben", "Technology", "Won", 5, "2026-02-01"],
                  ["Ben", "technolgy", "Won", 6, "2026-02-01"],
                ],
              },
              more: 'kpi tech = sum(Deals[Amount] where [Sector] = "Technology")',
            },
            'tech of "Ben" in 2026',
          ),
        [5],
        "`technolgy`",
      ),
      shows(
        () =>
          asks(
            {
              sheets: {
                Deals: [
                  ["Owner", "Country", "Stage", "Amount", "Closed"],
                  ["Ben", "Philipines", "Won", 5, "2026-02-01"],
                ],
                Countries: [
                  ["Name", "Region"],
                  ["Philippines", "APAC"],
                ],
              },
              rules: `people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
  link [Country] to Countries
table Countries from Countries
  key [Name]
kpi apac = sum(Deals[Amount] where Countries[Region] = "APAC")`,
            },
            'apac of "Ben" in 2026',
          ),
        [0],
        "Did you mean Philippines?",
      ),
    ],
  },
];
