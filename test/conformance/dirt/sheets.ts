/** Dirt in the shape of sheets and files: 71 to 100. */
import type { CellValue } from "../../../dsl/cell.ts";
import { csv, refusal, rowsOf, xlsx } from "./files.ts";
import {
  account,
  asks,
  DEALS,
  type Kind,
  numbers,
  plain,
  runBook,
  shows,
  told,
  truths,
} from "./kind.ts";

const won = (id: string, owner: CellValue, amount: CellValue = 1): CellValue[] => [
  id,
  owner,
  "Won",
  amount,
  "2026-02-01",
];
const staged = (id: string, stage: CellValue, amount: CellValue = 1): CellValue[] => [
  id,
  "Ben",
  stage,
  amount,
  "2026-02-01",
];
const utf16 = (text: string): Uint8Array => {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i += 1) {
    bytes[2 + i * 2] = text.charCodeAt(i) & 0xff;
    bytes[3 + i * 2] = text.charCodeAt(i) >> 8;
  }
  return bytes;
};
const latin = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

export const SHEETS: readonly Kind[] = [
  {
    n: 71,
    kind: "Merged header cells, two header rows",
    example: "`2024` over `Q1 … Q4`",
    does: "`header row 2` names the lower row. Headers that stand twice there take the one above them: `[2024 Q1]`, `[2025 Q1]`.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Plan: [
                  [null, "2024", null, "2025", null],
                  ["Owner", "Q1", "Q2", "Q1", "Q2"],
                  ["Ben", 1, 2, 3, 4],
                ],
              },
              more: "table Plan from Plan\n  header row 2\n  owner [Owner]\nkpi a = sum(Plan[2024 Q2])\nkpi b = sum(Plan[2025 Q1])",
            },
            'a of "Ben" in 2026',
            'b of "Ben" in 2026',
          ),
        [2, 3],
      ),
    ],
  },
  {
    n: 72,
    kind: "Blank headers, headers that stand twice",
    example: "`Amount`, `Amount`",
    does: "Named by their letter, `[$D]`. The name alone is refused, with the letters.",
    findings: ["KPI208"],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Plan: [
                  ["Owner", "Amount", "Amount", null],
                  ["Ben", 1, 2, 4],
                ],
              },
              more: "table Plan from Plan\n  owner [Owner]\nkpi a = sum(Plan[$C])\nkpi b = sum(Plan[$D])",
            },
            'a of "Ben" in 2026',
            'b of "Ben" in 2026',
          ),
        [2, 4],
      ),
      shows(
        () => {
          const made = runBook({
            sheets: {
              Plan: [
                ["Who", "Who"],
                ["Ben", "Cy"],
              ],
            },
            more: "table Plan from Plan\n  owner [Who]\nkpi a = count(Plan)",
          });
          const findings = told(made);
          return { value: made.program.kpis.map(({ name }) => name).includes("revenue"), findings };
        },
        true,
        "Name it by its letter: [$A] or [$B].",
      ),
    ],
  },
  {
    n: 73,
    kind: "A title, a logo, notes above the table",
    example: "headers in row 4",
    does: "Where the first row holds a title or nothing, the headers are looked for below it, and a note says in which row they were found. `header row N` says another.",
    findings: ["DATA06"],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Deals: [["Deals of 2026"], [], ["as of today"], DEALS, won("1", "Ben", 7)],
              },
            },
            'revenue of "Ben" in 2026',
          ),
        [7],
        "found in row 4",
      ),
      shows(
        () =>
          asks(
            {
              rules: `people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  header row 3
  owner [Owner]
  date [Closed]
kpi revenue = sum(Deals[Amount])`,
              sheets: { Deals: [["Report", "2026"], [], DEALS, won("1", "Ben", 7)] },
            },
            'revenue of "Ben" in 2026',
          ),
        [7],
      ),
    ],
  },
  {
    n: 74,
    kind: "Totals and subtotals among the rows",
    example: "`Total`, `East Total`, `Gesamtergebnis`, `合計`",
    does: "Left out where the first filled cell says so and the owner names nobody, with a note. A single total under all rows that is not their sum gets a warning; it is left out all the same. A row of numbers without such a label counts.",
    findings: ["DATA20", "DATA23"],
    cases: [
      shows(
        () =>
          account(
            {
              deals: [
                won("1", "Ben", 5),
                ["Total", null, null, 5, null],
                won("2", "Cy", 7),
                ["Gesamtergebnis", null, null, 12, null],
                ["合計", null, null, 12, null],
                ["East Total", null, null, 12, null],
                ["Total général", null, null, 12, null],
              ],
            },
            "revenue",
          ),
        ["found 7", "used 2", "totals 5"],
        "row 3, 5, 6 …",
      ),
      shows(
        () =>
          asks(
            { deals: [won("1", "Ben", 5), won("2", "Cy", 7), ["Total", null, null, 15, null]] },
            'revenue of "Ann" in 2026',
          ),
        [12],
        "says 15; the rows above add up to 12",
      ),
      shows(
        () =>
          account(
            { deals: [["Total", "Ben", "Won", 5, "2026-02-01"], won("2", "Cy", 7)] },
            "revenue",
          ),
        ["found 2", "used 2"],
      ),
    ],
  },
  {
    n: 75,
    kind: "Blank rows inside, thousands after",
    example: "60,000 blank rows",
    does: "A gap does not end the table; blank rows are no rows and cost next to nothing.",
    findings: [],
    cases: [
      shows(
        () =>
          account(
            {
              deals: [
                won("1", "Ben"),
                [],
                [null, " "],
                won("2", "Cy"),
                ...Array.from({ length: 60_000 }, () => []),
              ],
            },
            "wins",
          ),
        ["found 2", "used 2"],
      ),
    ],
  },
  {
    n: 76,
    kind: "Merged or fill-down labels",
    example: "the owner only on the first row of each group",
    does: "The rows below are nobody's, told with the fix to fill the name down. They are never given to the name above.",
    findings: ["DATA31", "DATA36"],
    cases: [
      shows(
        () =>
          account(
            {
              deals: [
                won("1", "Ben"),
                won("2", null),
                won("3", null),
                won("4", "Cy"),
                won("5", null),
              ],
            },
            "revenue",
          ),
        ["found 5", "used 2", "no owner 3 3"],
        "fill it down",
      ),
    ],
  },
  {
    n: 77,
    kind: "Hidden rows and columns, outlines",
    example: "a group folded away",
    does: "Counted in: what is hidden is data. No message says so, for hosts don't tell a run what is hidden.",
    findings: [],
    cases: [
      shows(async () => {
        const data = await xlsx({ rows: [["h"], [1], [2]] }, (xml) =>
          xml.replace('<row r="3"', '<row hidden="1" outlineLevel="1" r="3"'),
        );
        return plain(rowsOf(data.sheets[0]!));
      }, [["h"], [1], [2]]),
    ],
  },
  {
    n: 78,
    kind: "An active filter",
    example: "300 of 8,800 visible",
    does: "All rows count; the filter is the reader's view, not the data. No message says so.",
    findings: [],
    cases: [
      shows(async () => {
        const data = await xlsx({ rows: [["h"], [1], [2]] }, (xml) =>
          xml
            .replace('<row r="2"', '<row hidden="1" r="2"')
            .replace(
              "</sheetData>",
              '</sheetData><autoFilter ref="A1:A3"><filterColumn colId="0"><filters><filter val="2"/></filters></filterColumn></autoFilter>',
            ),
        );
        return plain(rowsOf(data.sheets[0]!));
      }, [["h"], [1], [2]]),
    ],
  },
  {
    n: 79,
    kind: "Periods as columns",
    example: "`Jan … Dec` beside the names",
    does: "A goal statement for each column, `goal revenue 2026-01 from Plan[Jan]`. A blank is no target.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Plan: [
                  ["Owner", "Jan", "Feb", "Mar"],
                  ["Ben", 10, null, 0],
                ],
              },
              more: `calendar
  track monthly
table Plan from Plan
  owner [Owner]
goal revenue 2026-01 from Plan[Jan]
goal revenue 2026-02 from Plan[Feb]
goal revenue 2026-03 from Plan[Mar]`,
            },
            'goal(revenue) of "Ben" in 2026-01',
            'goal(revenue) of "Ben" in 2026-02',
            'goal(revenue) of "Ben" in 2026-03',
          ),
        [10, null, 0],
      ),
    ],
  },
  {
    n: 80,
    kind: "Several tables on a sheet, one table in several pieces",
    example: "exports pasted under each other",
    does: "A range names each table, `'Sheet'!A3:H`. Headers repeated among the rows are left out, with a note. Twelve sheets are twelve tables: they are not stacked.",
    findings: ["DATA24"],
    cases: [
      shows(
        () => account({ deals: [won("1", "Ben"), DEALS, won("2", "Cy")] }, "wins"),
        ["found 3", "used 2", "headers 1"],
        "row 3",
      ),
      shows(
        () =>
          asks(
            {
              rules: `people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals!B3:C5
  owner [Owner]
kpi total = sum(Deals[Amount])`,
              sheets: {
                Deals: [
                  ["Other", "x", "y"],
                  [1, 2, 3],
                  [null, "Owner", "Amount"],
                  [9, "Ben", 5],
                  [9, "Ben", 6],
                  [9, "Ben", 100],
                ],
              },
            },
            'total of "Ben" in 2026',
          ),
        [11],
      ),
    ],
  },
  {
    n: 81,
    kind: "Formulas instead of values; not calculated",
    example: "`=A1*2`, a file no program has opened",
    does: "The value is read. A formula without one is an error cell, never a blank. Volatile formulas look like any value.",
    findings: [],
    cases: [
      shows(async () => {
        const cells = new Map([
          ["1,0", { formula: "1+1", formulaResult: 2 }],
          ["2,0", { formula: "1+2" }],
        ]);
        const data = await xlsx({ rows: [["h"], [null], [null]], cells });
        return plain(rowsOf(data.sheets[0]!));
      }, [["h"], [2], ["#NOT_CALCULATED"]]),
    ],
  },
  {
    n: 82,
    kind: "Links to a workbook that is gone",
    example: "`[Old.xlsx]`",
    does: "The value that the file keeps is read; where it keeps `#REF!`, that is an error cell.",
    findings: [],
    cases: [
      shows(async () => {
        const cells = new Map([["1,0", { formula: "[1]Old!A1", formulaResult: 42 }]]);
        const data = await xlsx({ rows: [["h"], [null]], cells });
        return plain(rowsOf(data.sheets[0]!));
      }, [["h"], [42]]),
    ],
  },
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
  {
    n: 94,
    kind: "Encodings: UTF-16, byte order marks, Windows-1252, mojibake",
    example: "`JosÃ©`",
    does: "By the mark, else UTF-8, else Windows-1252. What an earlier program has already spoilt is a warning.",
    findings: ["DATA58", "DATA30", "DATA36"],
    cases: [
      shows(
        () => csv(utf16("n;m\nJosé;€\n")),
        [
          ["n", "m"],
          ["José", "€"],
        ],
      ),
      shows(
        () => csv("\ufeffn,m\nJosé,€\n"),
        [
          ["n", "m"],
          ["José", "€"],
        ],
      ),
      shows(
        () => csv(latin("n,m\nJos\u00e9,\u0080\n")),
        [
          ["n", "m"],
          ["José", "€"],
        ],
      ),
      shows(
        () => asks({ deals: [won("1", "JosÃ©")] }, 'revenue of "Ann" in 2026'),
        [0],
        "another encoding",
      ),
    ],
  },
  {
    n: 95,
    kind: "CSV: semicolons, quoted line breaks, `sep=`, no last line end",
    example: "`sep=;`",
    does: "All read. An unclosed quote is refused with its row, for it would swallow the rest.",
    findings: [],
    cases: [
      shows(
        () => csv("sep=;\r\na;b\r\n1;2"),
        [
          ["a", "b"],
          [1, 2],
        ],
      ),
      shows(
        () => csv('a;b\n"x\ny";"1;2"\n'),
        [
          ["a", "b"],
          ["x\ny", "1;2"],
        ],
      ),
      shows(
        () => csv("a\tb\n1\t2\n"),
        [
          ["a", "b"],
          [1, 2],
        ],
      ),
      shows(
        () => csv('a;b\n"1,5";2\n'),
        [
          ["a", "b"],
          ["1,5", 2],
        ],
      ),
    ],
  },
  {
    n: 96,
    kind: "Protected sheets, read-only files, others editing",
    example: "a CSV folder, a locked sheet",
    does: "Reading works. Writing goes to sheets of its own, as one block: a refusal says what to do, and nothing is half written (one contract for all hosts).",
    findings: [],
    cases: [
      shows(
        async () => plain(await refusal("S.csv", "a,b\n1,2\n")),
        "CSV files are only read. Save to an .xlsx file instead. Nothing was written.",
      ),
    ],
  },
  {
    n: 97,
    kind: "Sheet names with quotes, `!`, emoji; right-to-left sheets",
    example: "`Q1 'final'!`",
    does: "Quoted in the rules, `'Q1 ''final''!'`; a sheet's direction changes nothing.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              rules: `people from Team
  name [Name]
  reports to [Manager]
table Deals from 'Q1 ''final''! 🎯'
  owner [Owner]
kpi total = sum(Deals[Amount])`,
              sheets: {
                "Q1 'final'! 🎯": [
                  ["Owner", "Amount"],
                  ["Ben", 5],
                ],
              },
            },
            'total of "Ben" in 2026',
          ),
        [5],
      ),
    ],
  },
  {
    n: 98,
    kind: "The machine's locale is not the file's",
    example: "decimal commas",
    does: "Only the workbook's locale (or `--locale`) is asked, never the machine's. A book of clean cells gives the same figures in every locale.",
    findings: [],
    cases: [
      shows(
        () => {
          const deals = [won("1", "Ben", 1234.5), won("2", "Cy", 6)];
          const figures = ["en-US", "de-DE", "fr-FR", "ja-JP", "pt-BR", "ar"].map(
            (locale) => asks({ deals, over: { locale } }, 'revenue of "Ann" in 2026').value,
          );
          return plain(figures);
        },
        Array(6).fill([1240.5]),
      ),
      shows(() => numbers([1.5, 2], { locale: "de-DE" }), [1.5, 2]),
    ],
  },
  {
    n: 99,
    kind: "Comments, notes, colour as data",
    example: "red means lost",
    does: "Not read, and not told: a colour is no cell's content in any host's reading. Give it a column.",
    findings: [],
    cases: [
      shows(async () => {
        const cells = new Map([
          [
            "1,0",
            {
              style: {
                fill: {
                  type: "pattern" as const,
                  pattern: "solid" as const,
                  fgColor: { rgb: "FFFF0000" },
                },
              },
            },
          ],
        ]);
        const data = await xlsx({ rows: [["h"], [1]], cells });
        return plain(rowsOf(data.sheets[0]!));
      }, [["h"], [1]]),
    ],
  },
  {
    n: 100,
    kind: "Trailing units, footnotes",
    example: "`1,200*`, `1200 (est.)`",
    does: "Blank, with a warning that names the cells; the account of rows lists them.",
    findings: ["DATA11"],
    cases: [
      shows(() => numbers(["1,200*", "1200 (est.)", 5]), [null, null, 5], "B2: 1,200*"),
      shows(
        () => account({ deals: [won("1", "Ben", "1200 (est.)"), won("2", "Ben", 5)] }, "revenue"),
        ["found 2", "used 1", "blank 1"],
      ),
    ],
  },
];
