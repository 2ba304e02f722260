import { rowsOf, xlsx } from "./files.ts";
import { account, asks, DEALS, type Kind, plain, runBook, shows, told, won } from "./kind.ts";

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
];
