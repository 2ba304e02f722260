/** The Answers calls: cards of what is open, and actions put on record, in memory and in Google Sheets. */
import { describe, expect, test } from "vitest";
import type { RecordRequest } from "../../src/app/contract.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { run } from "../../src/app/run.ts";
import { googleWorkbook } from "../../src/hosts/google/workbook.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { serialOf } from "../../src/model/serial.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { workbookOf } from "../language/catalogs.ts";
import { ask, coached, day, FACTS, open, ROW, RULES, rowsOf, TEAM } from "./answers-desk.ts";
import { fakeGoogle } from "./fakes/google.ts";

describe("what is open", () => {
  test("a card says whose turn it is, how old it is, and what the goal assumed beside what came", () => {
    const { counts, next, open: cards } = ask(open(), "answers.list", { asOf: null, me: "Mia" });
    expect(next).toBe("2025-09-30");
    expect(counts).toEqual({ mine: 2, team: 2, all: 2 });
    expect(cards[0]).toMatchObject({
      flag: "coach",
      label: "Coach, or reset the goal",
      severity: "high",
      who: "Ann",
      period: "2025-Q2",
      raised: "2025-Q2",
      since: "2025-04-01",
      age: 0,
      answers: ["Mia"],
      escalated: 0,
      escalates: { after: "2025-09-30", to: "Zoe" },
      reason: "Ann: Calls met (12 of 10), Revenue missed (€150 of €400)",
      leading: true,
      lagging: false,
      // 4 deals of Q1's 100 each are 400; Q2's deals came at 50.
      assumed: [
        {
          kpi: "revenue",
          part: "size",
          assumed: 100,
          came: 50,
          sentence: "The goal of Revenue assumes Average deal of €100; it was €50.",
        },
      ],
      story: [
        { on: "2025-06-30", says: "Raised for 2025-Q2. Mia answers.", isNext: false },
        {
          on: "2025-09-30",
          says: "If nothing is done, Zoe answers too from the next day on.",
          isNext: true,
        },
      ],
      mine: true,
      team: true,
    });
    expect(cards[1]).toMatchObject({ flag: "goals", who: "Bo", raised: "2025-Q1", age: 91 });
  });

  test("seen from above it is the team's, from beside nobody's", () => {
    const as = (me: string) => ask(open(), "answers.list", { asOf: "2025-07-20", me }).counts;
    expect(as("Zoe")).toEqual({ mine: 0, team: 2, all: 2 });
    expect(as("Bo")).toEqual({ mine: 0, team: 1, all: 2 });
    expect(() => as("Mio")).toThrow("Nobody is called Mio.");
  });
});

test("while the next period runs, a flag waits and speaks of the last one that is over", () => {
  const goals = RULES.replaceAll("each quarter", "2025-Q1").split("\n");
  const more = ["2025-Q2", "2025-Q3"].flatMap((q) =>
    goals.filter((l) => l.startsWith("goal")).map((l) => l.replace("2025-Q1", q)),
  );
  const workbook = workbookOf({ Team: TEAM as never, Facts: FACTS as never });
  const rules = [...goals, ...more]
    .join("\n")
    .replace("track quarterly", "track quarterly, monthly");
  const made = run({ rules, workbook, asOf: serialOf("2025-08-14", 1900) - 25_569, today: null });
  const ann = made.flags.filter((row) => row.flag === "coach");
  expect(ann.map((row) => `${row.period.label} ${row.answers} ${row.reason}`)).toEqual([
    "2025-Q2 Mia Ann: Calls met (12 of 10), Revenue missed (€150 of €400)",
    "2025-Q3 Mia Ann: Calls met (12 of 10), Revenue missed (€150 of €400)",
  ]);
});

describe("an action put on record", () => {
  test("is shown first and written when asked: one row, which closes the flag and can be taken back", () => {
    const book = open();
    const preview = ask(book, "answers.record", coached({ apply: false }));
    expect(preview).toEqual({
      allowed: true,
      applied: false,
      closes: true,
      message:
        "On record: coached Ann. Coach, or reset the goal is closed until its condition has been false for one quarter.",
      todo: "",
      place: "KPI Actions!A2",
      undo: null,
    });
    expect(rowsOf(book)).toEqual([]);

    const done = ask(book, "answers.record", coached());
    expect(done).toMatchObject({ applied: true, closes: true, place: "KPI Actions!A2" });
    expect(rowsOf(book)).toEqual([["flag", "who", "period", "action", "by", "on", "note"], ROW]);
    const list = ask(book, "answers.list", { asOf: null, me: "Mia" });
    expect(list.counts.mine).toBe(1);
    expect(list.onRecord).toEqual([
      {
        place: "KPI Actions!A2",
        flag: "coach",
        label: "Coach, or reset the goal",
        who: "Ann",
        period: "2025-Q2",
        action: "coached",
        by: "Mia",
        on: "2025-08-14",
        note: "Two mornings a week",
        closed: true,
        story: [
          { on: "2025-06-30", says: "Raised for 2025-Q2. Mia answers.", isNext: false },
          {
            on: "2025-08-14",
            says: "Closed: coached by Mia. Two mornings a week",
            isNext: false,
          },
        ],
      },
    ]);
    // A run as of an earlier day doesn't know it.
    expect(ask(book, "answers.list", { asOf: "2025-07-20", me: "Mia" }).counts.mine).toBe(2);

    expect(ask(book, "undo", { plan: done.undo! })).toMatchObject({ applied: true });
    expect(ask(book, "answers.list", { asOf: null, me: "Mia" }).counts.mine).toBe(2);
  });

  test("that can close nothing is refused with what would, and nothing is written", () => {
    const refused = (more: Partial<RecordRequest>) => {
      const book = open();
      const { allowed, applied, message, todo } = ask(book, "answers.record", coached(more));
      expect([allowed, applied]).toEqual([false, false]);
      expect(rowsOf(book)).toEqual([]);
      return `${message} ${todo}`;
    };
    expect(refused({ on: "2025-06-01" })).toBe(
      "This action is dated 2025-06-01, before 2025-Q2 had ended with Coach, or reset the goal raised for Ann; it closes nothing. Date it 2025-06-30 or later.",
    );
    expect(refused({ flag: "goals" })).toMatch(
      /^Check the leading goals was not open for Ann in 2025-Q2/,
    );
    expect(refused({ who: "Anm" })).toMatch(
      /`Anm` is no person in the org here.* Did you mean Ann\?$/,
    );
    expect(refused({ period: "2025-06" })).toMatch(/Write the flag's period as 2025-Q1\.$/);
    expect(() => ask(open(), "answers.record", coached({ on: "tomorrow" }))).toThrow(
      "is not a day",
    );
  });

  test("goes below what others write at the same time; Undo takes back its own row alone", () => {
    const book = open();
    const theirs = ["goals", "Bo", "2025-Q2", "accepted", "Mia", day("2025-08-14"), null];
    // Between our reading and our writing somebody else makes the sheet and its first row.
    let before = () => {
      before = () => {};
      ask(
        book,
        "answers.record",
        coached({ flag: "goals", who: "Bo", action: "accepted", note: "" }),
      );
    };
    const racing: Workbook = {
      ...book,
      apply: (plan) => {
        before();
        return book.apply(plan);
      },
    };
    const done = ask(racing, "answers.record", coached());
    expect(done).toMatchObject({ applied: true, place: "KPI Actions!A3" });
    expect(rowsOf(book).slice(1)).toEqual([theirs, ROW]);
    ask(book, "undo", { plan: done.undo! });
    expect(
      rowsOf(book)
        .slice(1)
        .filter((r) => r.some((cell) => cell !== null)),
    ).toEqual([theirs]);
  });

  test("keeps to a sheet that somebody laid out anew: columns by their headers, others left alone", () => {
    const sheet = [
      ["when", "on", "who", "flag", "by", "action", "period"],
      [1, day("2025-08-01"), "Bo", "goals", "Mia", "accepted", "2025-Q2"],
    ];
    const book = open({ "kpi actions": sheet });
    ask(book, "answers.record", coached());
    expect(rowsOf(book)[2]).toEqual([
      null,
      day("2025-08-14"),
      "Ann",
      "coach",
      "Mia",
      "coached",
      "2025-Q2",
    ]);
    expect(ask(book, "answers.list", { asOf: null, me: "Mia" }).counts.mine).toBe(0);
  });
});

describe("on the hosts", () => {
  const data = () => {
    const plain = workbookOf({ Team: TEAM as never, Facts: FACTS as never });
    const book = memoryWorkbook(plain);
    book.apply(saveRulesPlan(plain, RULES, null));
    return { ...plain, ...book.read() };
  };
  test("Google Sheets keeps the row as written and gives it back", () => {
    const fake = fakeGoogle(data());
    Object.assign(globalThis, fake.globals);
    const book = googleWorkbook(fake.book as unknown as GoogleAppsScript.Spreadsheet.Spreadsheet);
    const request = coached({ on: "2025-08-14" });
    const done = ask(book, "answers.record", request);
    expect(done).toMatchObject({ applied: true, closes: true, place: "KPI Actions!A2" });
    const row = (book.read(["KPI Actions"]) as WorkbookData).sheets[0]!.columns.map((c) => c[1]);
    expect(row).toEqual(ROW);
    expect(ask(book, "answers.list", { asOf: null, me: "Mia" }).counts.mine).toBe(1);
    expect(ask(book, "undo", { plan: done.undo! })).toMatchObject({ applied: true });
    expect(ask(book, "answers.list", { asOf: null, me: "Mia" }).counts.mine).toBe(2);
  });

  test("a month typed into a plain cell became a date: it names the month that begins there", () => {
    const rules = RULES.replace("track quarterly", "track monthly").replaceAll(
      "each quarter",
      "each month",
    );
    const facts = [
      ["Rep", "Day", "Calls", "Deals", "Amount"],
      ["Ann", day("2025-06-30"), 10, 1, 50],
    ];
    const sheet = [
      ["flag", "who", "period", "action", "by", "on", "note"],
      ["coach", "Ann", day("2025-06-01"), "coached", "Mia", day("2025-06-30"), null],
      ["coach", "Ann", day("2025-06-02"), "coached", "Mia", day("2025-06-30"), null],
    ];
    const plain = workbookOf({
      Team: TEAM as never,
      Facts: facts as never,
      "KPI Actions": sheet as never,
    });
    const made = run({ rules, workbook: plain, asOf: null, today: null });
    expect(made.actions.map((a) => a.period.label)).toEqual(["2025-06"]);
    expect(made.flagHistory.map((e) => e.end?.by)).toEqual(["action"]);
    expect(made.findings.filter((f) => f.code === "ACT02").map((f) => f.place)).toEqual([
      "KPI Actions!C3",
    ]);
  });
});
