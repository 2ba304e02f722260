/** Dirt in numbers: 1 to 18. */
import type { CellValue } from "../../../dsl/cell.ts";
import { shower } from "../../../src/app/show.ts";
import { xlsx } from "./files.ts";
import {
  account,
  asks,
  columnOf,
  type Kind,
  numbers,
  plain,
  runBook,
  shows,
  texts,
} from "./kind.ts";

const won = (id: string, amount: CellValue, owner = "Ben"): CellValue[] => [
  id,
  owner,
  "Won",
  amount,
  "2026-02-01",
];
/** Two dozen honest deals. */
const usual = Array.from({ length: 24 }, (_, i) => won(`U${i}`, 2000 + 37 * i));

export const NUMBERS: readonly Kind[] = [
  {
    n: 1,
    kind: "A number stored as text",
    example: "`'1054`",
    does: "Read as the number, counted in a note. It is neither dropped nor strung together.",
    findings: ["DATA10"],
    cases: [
      shows(() => numbers(["1054", " 7 ", 3]), [1054, 7, 3], "2 cells", "B2: 1054"),
      shows(
        () => asks({ deals: [won("1", "1054"), won("2", 3)] }, 'revenue of "Ann" in 2026'),
        [1057],
      ),
    ],
  },
  {
    n: 2,
    kind: "European format",
    example: "`1.234,56`",
    does: "The column's own evidence decides (a `,56` at an end), then the workbook's locale. Where neither does, the cells count as blank and are asked for: `--locale` or the workbook's locale answers once.",
    findings: ["DATA10", "DATA17"],
    cases: [
      shows(() => numbers(["1.234", "12,50"]), [1234, 12.5]),
      shows(() => numbers(["1.234"], { locale: "de-DE" }), [1234]),
      shows(() => numbers(["1.234"]), [null], "thousands or decimals"),
    ],
  },
  {
    n: 3,
    kind: "US and European format mixed in one column",
    example: "`1,234.56` and `1.234,56`",
    does: "The clear ones are read; the doubtful ones are blank and asked for. Where a cell stands never decides, nor does the locale.",
    findings: ["DATA10", "DATA17"],
    cases: [
      shows(
        () => numbers(["1,234.56", "1.234,56", "1.234"], { locale: "en-US" }),
        [1234.56, 1234.56, null],
      ),
      shows(
        () => numbers(["1.234", "1.234,56", "1,234.56"], { locale: "en-US" }),
        [null, 1234.56, 1234.56],
      ),
    ],
  },
  {
    n: 4,
    kind: "Decimals lost on export",
    example: "`2024994` for 2,024.994",
    does: "Counts as written. A warning names amounts that stand at least ten times above all others of the column.",
    findings: ["DATA53"],
    cases: [
      shows(
        () => asks({ deals: [...usual, won("X", 2_851_000)] }, 'revenue of "Cy" in 2026'),
        [0],
        "1000 times the next largest",
      ),
    ],
  },
  {
    n: 5,
    kind: "Currency signs and codes",
    example: "`$1,054`, `€ 99`, `USD 99`",
    does: "One known sign or code is taken off. Two currencies in one column, in texts or in the number formats of an .xlsx file, stop those cells: none of them is counted, and the finding is an error. Google Sheets and Excel hand over numbers without their formats: there a column says the currency.",
    findings: ["DATA10", "DATA18"],
    cases: [
      shows(() => numbers(["$1,054", "USD 99"], { locale: "en-US" }), [1054, 99]),
      shows(() => numbers(["$5", "€ 7", 3]), [null, null, 3], "different currencies"),
      shows(
        async () => {
          const format = (numFmt: string) => ({ style: { numFmt } });
          const cells = new Map([
            ["1,1", format("[$€-407] #,##0.00")],
            ["2,1", format('"$"#,##0.00')],
            ["3,1", format("#,##0")],
          ]);
          const data = await xlsx({
            rows: [
              ["id", "x"],
              ["1", 5],
              ["2", 7],
              ["3", 3],
            ],
            cells,
          });
          return columnOf(data);
        },
        [null, null, 3],
        "B2: 5 is in €",
      ),
      shows(async () => {
        const euro = { style: { numFmt: "[$€-407] #,##0.00" } };
        const other = { style: { numFmt: "[$CHF] #,##0.00" } };
        const cells = new Map([
          ["1,1", euro],
          ["2,1", euro],
          ["1,0", other],
        ]);
        return columnOf(
          await xlsx({
            rows: [
              ["id", "x"],
              [1, 5],
              [2, 7],
            ],
            cells,
          }),
        );
      }, [5, 7]),
    ],
  },
  {
    n: 6,
    kind: "Magnitude suffix, or the unit in the header",
    example: "`1.2M`, `450k`, header `Target ($000)`",
    does: "A suffix is asked for: the cell counts as blank until the whole number is written. Under a header that says thousands the numbers are read as they stand, with a note that shows how to multiply; multiplying in the rule answers it.",
    findings: ["DATA51", "DATA54"],
    cases: [
      shows(() => numbers(["1.2M", "450k", 7]), [null, null, 7], "B2: 1.2M"),
      shows(
        () =>
          asks(
            {
              sheets: {
                Plan: [
                  ["Owner", "Target ($000)"],
                  ["Ben", 5],
                ],
              },
              more: "table Plan from Plan\n  owner [Owner]\nkpi target = sum(Plan[Target ($000)])",
            },
            'target of "Ben" in 2026',
          ),
        [5],
        "says $000",
      ),
      shows(
        () =>
          asks(
            {
              sheets: {
                Plan: [
                  ["Owner", "Target ($000)"],
                  ["Ben", 5],
                ],
              },
              more: "table Plan from Plan\n  owner [Owner]\nkpi target = sum(Plan, [Target ($000)] * 1000)",
            },
            'target of "Ben" in 2026',
          ),
        [5000],
      ),
    ],
  },
  {
    n: 7,
    kind: "Negative in brackets, trailing minus",
    example: "`(1,200)`, `1200-`",
    does: "Read as -1200, in a note.",
    findings: ["DATA10"],
    cases: [shows(() => numbers(["(1,200)", "1200-"], { locale: "en-US" }), [-1200, -1200])],
  },
  {
    n: 8,
    kind: "Unicode minus, thin blanks between thousands",
    example: "`−1 200`, `1'200`",
    does: "Read as the number, in a note.",
    findings: ["DATA10"],
    cases: [
      shows(
        () => numbers(["−1 200", "1 200", "1\u202f200\u202f300", "1'200"]),
        [-1200, 1200, 1_200_300, 1200],
      ),
    ],
  },
  {
    n: 9,
    kind: 'Percentages as 95, 0.95 and "95%"',
    example: "mixed in one column",
    does: "`95%` is 0.95. In a column of percentages (its header says so, or some cell has the sign) that holds fractions, a plain number beyond 1.5 is asked for and counts as blank. A column of points alone is read as it stands.",
    findings: ["DATA10", "DATA50"],
    cases: [
      shows(() => numbers([0.95, "95%", 95]), [0.95, 0.95, null], "95 % or 9,500 %"),
      shows(() => numbers([0.5, 80], { header: "Win %" }), [0.5, null]),
      shows(() => numbers([95, 80, 0], { header: "Win %" }), [95, 80, 0]),
      shows(() => numbers([0.5, 80], { header: "Amount" }), [0.5, 80]),
    ],
  },
  {
    n: 10,
    kind: "A sign for none",
    example: "`-`, `NULL`, `n/a`, `TBD`, `?`",
    does: "Blank, never 0. A dash in a target is no target, so there is no attainment.",
    findings: [],
    cases: [
      shows(() => numbers(["-", "NULL", "n/a", "TBD", "?", "k.A.", null]), Array(7).fill(null)),
      shows(
        () =>
          asks(
            {
              deals: [won("1", 5)],
              sheets: {
                Quotas: [
                  ["Owner", "Closed", "Quota"],
                  ["Ben", "2026-01-01", "-"],
                ],
              },
              more: "table Quotas from Quotas\n  owner [Owner]\n  date [Closed]\ngoal revenue each year from Quotas[Quota]",
            },
            'goal(revenue) of "Ben" in 2026',
            'attainment(revenue) of "Ben" in 2026',
          ),
        [null, null],
      ),
    ],
  },
  {
    n: 11,
    kind: "Error cells",
    example: "`#N/A`, `#REF!`, `#DIV/0!`",
    does: "A figure that needs the cell is that error, and so is every figure above it; others are untouched. In a column that says whose a row is, or when, it is an error of its own: the row counts nowhere. Never 0.",
    findings: ["DATA40", "DATA41", "DATA36", "DATA21"],
    cases: [
      shows(
        () =>
          asks(
            { deals: [won("1", { error: "#N/A" }), won("2", 5, "Cy")] },
            'revenue of "Cy" in 2026',
            'wins of "Ann" in 2026',
          ),
        [5, 2],
        "This cell is #N/A",
      ),
      shows(
        () =>
          asks(
            {
              deals: [
                ["1", { error: "#REF!" }, "Won", 7, "2026-02-01"],
                ["2", "Ben", "Won", 8, { error: "#REF!" }],
                won("3", 1),
              ],
            },
            'revenue of "Ann" in 2026',
          ),
        [1],
        "Deals!B2",
        "Deals!E3",
      ),
    ],
  },
  {
    n: 12,
    kind: "A goal of zero",
    example: "goal 0, sales 500",
    does: "No goal: the attainment is blank, not 100 %, no error, not infinity. Where lower is better, 0 is a goal.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            { deals: [won("1", 500)], more: 'goal revenue 2026 = 0 for "Ben"' },
            'attainment(revenue) of "Ben" in 2026',
          ),
        [null],
      ),
    ],
  },
  {
    n: 13,
    kind: "Negative actual or goal",
    example: "actual -300",
    does: "Allowed: the attainment is signed, and a negative goal is met by what is above it.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              deals: [won("1", -300), won("2", -50, "Cy")],
              more: 'goal revenue 2026 = 100 for "Ben"\ngoal revenue 2026 = -100 for "Cy"',
            },
            'attainment(revenue) of "Ben" in 2026',
            'attainment(revenue) of "Cy" in 2026',
          ),
        [-3, 1.5],
      ),
    ],
  },
  {
    n: 14,
    kind: "A slip of the key",
    example: "`30000` among 2,000s",
    does: "Used, with a warning that names it. A long tail of large deals is none: there must be a gap of ten times.",
    findings: ["DATA53"],
    cases: [
      shows(
        () => asks({ deals: [...usual, won("X", 30_000, "Cy")] }, 'revenue of "Cy" in 2026'),
        [30_000],
        "10 times",
      ),
      shows(
        () =>
          asks(
            { deals: [...usual, won("X", 9_000, "Cy"), won("Y", 27_000, "Cy")] },
            'wins of "Cy" in 2026',
          ),
        [2],
      ),
    ],
  },
  {
    n: 15,
    kind: "Float dust",
    example: "`0.1 + 0.2`, `99.99999999`",
    does: "Sums carry what rounding loses, comparisons forgive a billionth, and 100 % is only shown where it is met.",
    findings: [],
    cases: [
      shows(() => {
        const made = runBook({
          deals: [won("1", 0.1), won("2", 0.2)],
          more: 'goal revenue 2026 = 0.3 for "Ben"',
        });
        const kpi = made.program.kpis.findIndex((k) => k.name === "revenue");
        const year = made.calendar.parse("2026");
        return plain(year && made.standing(kpi, made.org.nodeOf("Ben") ?? -1, year).status);
      }, "met"),
      shows(() => {
        const show = shower("en-US");
        return plain(
          [0.99961, 0.9999999, 1, 0.9999999999999].map((x) => show.number(x, { of: "percent" })),
        );
      }, ["99.9%", "99.9%", "100%", "100%"]),
    ],
  },
  {
    n: 16,
    kind: "Scientific notation, long ids as numbers",
    example: "`1.05E+15`, id `00042`",
    does: "Ids are texts and keep their zeros. An id that is a number of more than 15 digits has lost its end: a warning. Ids that fall together are kind 83.",
    findings: ["DATA59"],
    cases: [
      shows(() => texts(["00042", "42", 42]), ["00042", "42", "42"]),
      shows(() => texts(["1234567890123456789"]), ["1234567890123456789"]),
      shows(() => texts([1.05e15]), ["1050000000000000"], "more than 15 digits"),
    ],
  },
  {
    n: 17,
    kind: "Line totals and order totals",
    example: "an order's total on each of its lines",
    does: "The rule names the column that counts. Where the table's `key` is the order number, an order with several lines is an error and none of them counts; keyed by the line it is not.",
    findings: ["DATA26"],
    cases: [
      shows(
        () =>
          account(
            {
              deals: [
                ["O1", "Ben", "Won", 90, "2026-02-01"],
                ["O1", "Ben", "Won", 90, "2026-02-02"],
                ["O2", "Ben", "Won", 10, "2026-02-02"],
              ],
              more: "table Orders from Deals\n  owner [Owner]\n  date [Closed]\n  key [Id]\nkpi orders = sum(Orders[Amount])",
            },
            "orders",
          ),
        ["found 3", "used 1", "contradicted 2"],
        "the key O1 in rows that differ (2, 3)",
      ),
    ],
  },
  {
    n: 18,
    kind: "Full-width or Arabic-Indic digits",
    example: "`１２３`, `١٢٣`",
    does: "Read as the number, in a note.",
    findings: ["DATA10"],
    cases: [shows(() => numbers(["１２３", "١٢٣"]), [123, 123])],
  },
];
