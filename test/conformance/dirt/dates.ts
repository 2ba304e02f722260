/** Dirt in dates and periods: 19 to 38. */
import { isoOf } from "../../../dsl/calendar/day.ts";
import { clockOf, fromCell } from "../../../src/hosts/google/cells.ts";
import { dayOfSerial } from "../../../src/model/serial.ts";
import { account, asks, days, type Kind, plain, runBook, shows } from "./kind.ts";

const periods = (rules: string, ...labels: string[]) => {
  const { calendar } = runBook({ more: rules });
  return plain(
    labels.map((label) => {
      const period = calendar.parse(label);
      return period ? `${isoOf(period.start)} to ${isoOf(period.end - 1)}` : null;
    }),
  );
};

/** A date of Google's as its day in a workbook of a time zone, whatever the zone of the machine. */
function googleDay(instant: string, timeZone: string): string {
  const formatDate = (date: Date, zone: string) => {
    const parts = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    return parts.format(date);
  };
  const before = Reflect.get(globalThis, "Utilities");
  Reflect.set(globalThis, "Utilities", { formatDate });
  try {
    const cell = fromCell(new Date(instant), clockOf(timeZone));
    return isoOf(dayOfSerial(Number(cell), 1900));
  } finally {
    Reflect.set(globalThis, "Utilities", before);
  }
}

export const DATES: readonly Kind[] = [
  {
    n: 19,
    kind: "Dates as text",
    example: "`2017-03-01`, `1 Mar 17`",
    does: "ISO and month names (English, and the workbook's language) are read, in a note that shows the reading.",
    findings: ["DATA12"],
    cases: [
      shows(
        () => days(["1 Mar 17", "2017-03-02", "March 3, 2017"]),
        ["2017-03-01", "2017-03-02", "2017-03-03"],
        "B2: 1 Mar 17 is 2017-03-01",
      ),
      shows(() => days(["1. März 2017"], { locale: "de-DE" }), ["2017-03-01"]),
      shows(() => days(["1 mars 2017"], { locale: "fr-FR" }), ["2017-03-01"]),
      shows(() => days(["2017年3月1日"], { locale: "ja-JP" }), ["2017-03-01"]),
    ],
  },
  {
    n: 20,
    kind: "Day first or month first",
    example: "`03/04/2017`",
    does: "A part over 12 anywhere in the column decides, then the locale. Where neither does, the cells are blank and both readings are shown. Two orders in one column are an error: the doubtful cells are blank whatever the locale.",
    findings: ["DATA12", "DATA14", "DATA52"],
    cases: [
      shows(
        () => days(["03/04/2017", "13/04/2017"], { locale: "en-US" }),
        ["2017-04-03", "2017-04-13"],
      ),
      shows(() => days(["03/04/2017"], { locale: "en-US" }), ["2017-03-04"]),
      shows(() => days(["03/04/2017"]), [null], "is 2017-04-03 or 2017-03-04"),
      shows(
        () => days(["03/04/2017", "13/04/2017", "04/13/2017"], { locale: "en-US" }),
        [null, "2017-04-13", "2017-04-13"],
        "both day first and month first",
      ),
    ],
  },
  {
    n: 21,
    kind: "Half of a column dates, half texts",
    example: "left and right aligned",
    does: "The texts are read; a warning says that the import may have swapped day and month in the real dates.",
    findings: ["DATA12", "DATA19"],
    cases: [
      shows(() => days([42_795, "13/04/2017"]), ["2017-03-01", "2017-04-13"], "may have swapped"),
    ],
  },
  {
    n: 22,
    kind: "1904 date system",
    example: "all dates 4 years and a day off",
    does: "The workbook's own system is read, so the days are right. Dates pasted from such a book into another look like any others: that is not found, and their rows count four years off.",
    findings: [],
    cases: [
      shows(() => days([42_795 - 1462], { dateSystem: 1904 }), ["2017-03-01"]),
      shows(() => days([42_795]), ["2017-03-01"]),
    ],
  },
  {
    n: 23,
    kind: "Serial numbers shown as numbers",
    example: "`42795`",
    does: "Days only where the rules use the column as a date; elsewhere numbers.",
    findings: [],
    cases: [shows(() => days([42_795]), ["2017-03-01"])],
  },
  {
    n: 24,
    kind: "Serials below March 1900, dates of 1899",
    example: "0 formatted as a date",
    does: "No day, with a warning: programs disagree there.",
    findings: ["DATA13"],
    cases: [
      shows(() => days([0, 1, 59, 60, 61]), [null, null, null, null, "1900-03-01"], "4 cells"),
    ],
  },
  {
    n: 25,
    kind: "Two-digit years",
    example: "`16-AUG-07`",
    does: "00 to 69 are 20xx, 70 to 99 are 19xx; the note shows the reading.",
    findings: ["DATA12"],
    cases: [
      shows(
        () => days(["16-AUG-07", "16-AUG-70", "1 Jan 69"]),
        ["2007-08-16", "1970-08-16", "2069-01-01"],
        "16-AUG-07 is 2007-08-16",
      ),
    ],
  },
  {
    n: 26,
    kind: "Only the time is left",
    example: "`00:00.0`",
    does: "No day, with a warning; the row counts in no period.",
    findings: ["DATA13"],
    cases: [shows(() => days(["00:00.0", "12:30", 0.5]), [null, null, null])],
  },
  {
    n: 27,
    kind: "Time of day at the edge of a period",
    example: "31 Mar 23:30",
    does: "The calendar day as written; no time zone moves it.",
    findings: ["DATA12"],
    cases: [shows(() => days([42_825 + 0.98, "2017-03-31T23:30"]), ["2017-03-31", "2017-03-31"])],
  },
  {
    n: 28,
    kind: "Time zones, `Z`, hours that clocks skip",
    example: "`2024-03-31T02:30`",
    does: "The date part as written. A date of Google's is taken in the spreadsheet's own time zone, west or east of Greenwich; the machine's zone plays no part.",
    findings: ["DATA12"],
    cases: [
      shows(() => days(["2024-03-31T02:30", "2024-03-31T23:30:00Z"]), ["2024-03-31", "2024-03-31"]),
      shows(
        () =>
          plain([
            googleDay("2024-03-31T07:00:00Z", "America/Los_Angeles"),
            googleDay("2024-03-30T10:00:00Z", "Pacific/Kiritimati"),
            googleDay("2024-03-30T23:00:00Z", "Europe/Berlin"),
            googleDay("2024-03-31T00:00:00Z", "UTC"),
          ]),
        Array(4).fill("2024-03-31"),
      ),
    ],
  },
  {
    n: 29,
    kind: "Leap day",
    example: "29 Feb 2024 as a period's edge",
    does: "Periods are compared with periods: February's last year is all of February. As of 29 February the year before ends on the 28th.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              deals: [
                ["1", "Ben", "Won", 10, "2024-02-29"],
                ["2", "Ben", "Won", 3, "2023-02-28"],
                ["3", "Ben", "Won", 100, "2023-03-01"],
              ],
              asOf: "2024-02-29",
            },
            'revenue of "Ben" in 2024-02',
            'revenue last year of "Ben" in 2024-02',
          ),
        [10, 3],
      ),
    ],
  },
  {
    n: 30,
    kind: "Impossible dates",
    example: "31 Apr, year 0217",
    does: "No day, with a warning; nothing rolls over to 1 May. A day far ahead is kind 33.",
    findings: ["DATA13"],
    cases: [
      shows(
        () => days(["31 Apr 2017", "2017-02-30", "0217-01-01", "31/04/2017"]),
        Array(4).fill(null),
      ),
    ],
  },
  {
    n: 31,
    kind: "Closed before it began",
    example: "close < engage",
    does: "Still counted in the period of its close. A warning names the rows wherever a rule takes the difference: it is negative and counts, unless a condition leaves it out.",
    findings: ["DATA55"],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Deals: [
                  ["Owner", "Stage", "Amount", "Created", "Closed"],
                  ["Ben", "Won", 5, "2026-03-01", "2026-02-01"],
                  ["Ben", "Won", 5, "2026-01-01", "2026-02-10"],
                ],
              },
              more: "kpi cycle = average(Deals[Closed] - [Created])",
            },
            'revenue of "Ben" in 2026-02',
            'cycle of "Ben" in 2026',
          ),
        [10, 6],
        "has [Closed] before [Created] (E2)",
      ),
    ],
  },
  {
    n: 32,
    kind: "A won deal without a date",
    example: "Won, close date blank",
    does: "In no period, only `at any time`; counted in a note and in the account of rows, with its amount.",
    findings: ["DATA21"],
    cases: [
      shows(
        () =>
          account(
            {
              deals: [
                ["1", "Ben", "Won", 5, null],
                ["2", "Ben", "Won", 7, "2026-02-01"],
              ],
            },
            "revenue",
          ),
        ["found 2", "used 1", "no date 1 5"],
        "1 row of Deals has no [Closed]",
      ),
    ],
  },
  {
    n: 33,
    kind: "Actuals dated ahead",
    example: "close next month, stage Won; 2071",
    does: "In no figure until the as-of day reaches them; the account of rows says how many and how much.",
    findings: [],
    cases: [
      shows(
        () =>
          account(
            {
              deals: [
                ["1", "Ben", "Won", 5, "2026-07-01"],
                ["2", "Ben", "Won", 6, "2071-07-01"],
                ["3", "Ben", "Won", 7, "2026-02-01"],
              ],
              asOf: "2026-06-30",
            },
            "revenue",
          ),
        ["found 3", "used 1", "later 2 11"],
      ),
    ],
  },
  {
    n: 34,
    kind: "Fiscal years, 4-4-5, the 53rd week",
    example: "year ends 30 Jun; retail 2023",
    does: "One setting, `calendar`. The 53rd week belongs to the last period.",
    findings: [],
    cases: [
      shows(
        () => periods("calendar\n  year starts July\n  track monthly", "2026", "2026-Q1"),
        ["2025-07-01 to 2026-06-30", "2025-07-01 to 2025-09-30"],
      ),
      shows(
        () =>
          periods(
            "calendar\n  weeks 4-5-4 ending nearest Saturday of January\n  year named by start\n  track weekly",
            "2023",
            "2023-P12",
          ),
        ["2023-01-29 to 2024-02-03", "2023-12-31 to 2024-02-03"],
      ),
    ],
  },
  {
    n: 35,
    kind: "Quota dates that are not quarter starts",
    example: "31 May, 1 Dec",
    does: "A quota's row belongs to the period that holds its date, as every row does.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            {
              sheets: {
                Quotas: [
                  ["Owner", "From", "Quota"],
                  ["Ben", "2026-05-31", 10],
                  ["Ben", "2026-12-01", 20],
                ],
              },
              more: "calendar\n  track quarterly\ntable Quotas from Quotas\n  owner [Owner]\n  date [From]\ngoal revenue each quarter from Quotas[Quota]",
            },
            'goal(revenue) of "Ben" in 2026-Q2',
            'goal(revenue) of "Ben" in 2026-Q3',
            'goal(revenue) of "Ben" in 2026-Q4',
          ),
        [10, null, 20],
      ),
    ],
  },
  {
    n: 36,
    kind: "Year of the week and year of the calendar",
    example: "1 Jan 2021 is 2020-W53",
    does: "Weeks are ISO weeks of the ISO year.",
    findings: [],
    cases: [
      shows(
        () => periods("", "2020-W53", "2021-W01"),
        ["2020-12-28 to 2021-01-03", "2021-01-04 to 2021-01-10"],
      ),
    ],
  },
  {
    n: 37,
    kind: "Labels of periods instead of dates",
    example: "`Q1`, `FY24 H1`, `2024-13`",
    does: "With a year, the period's first day, in a note; without one, or of no such period, no day and a warning.",
    findings: ["DATA13", "DATA15"],
    cases: [
      shows(
        () => days(["2025-Q1", "FY2025 H2", "Mar 2025", 2025, "Q1", "Jan", "2024-13"]),
        ["2025-01-01", "2025-07-01", "2025-03-01", "2025-01-01", null, null, null],
      ),
    ],
  },
  {
    n: 38,
    kind: "The last period is only begun",
    example: "data ends on the 6th",
    does: "It is current, not missed: the status weighs what is due to date.",
    findings: [],
    cases: [
      shows(() => {
        const book = {
          deals: [["1", "Ben", "Won", 50, "2026-04-06"]],
          more: 'calendar\n  track monthly\ngoal revenue each month = 100 for "Ben"',
          asOf: "2026-04-06",
        };
        const made = runBook(book);
        const kpi = made.program.kpis.findIndex((k) => k.name === "revenue");
        const node = made.org.nodeOf("Ben") ?? -1;
        const april = made.calendar.parse("2026-04");
        const march = made.calendar.parse("2026-03");
        return plain([april, march].map((p) => p && made.standing(kpi, node, p).status));
      }, ["ahead", "missed"]),
    ],
  },
];
