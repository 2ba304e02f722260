import { csv, refusal, rowsOf, xlsx } from "./files.ts";
import { account, asks, type Kind, numbers, plain, shows, won } from "./kind.ts";

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

export const TRANSPORT: readonly Kind[] = [
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
