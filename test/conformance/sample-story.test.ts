/**
 * The sample's own story, as the workbook that is shipped holds it, with what a year adds to it by hand: a mover,
 * hires with a ramp, a leaver, a vacancy, a hold, a reset; a flag raised, coached, closed and raised again, another
 * escalated. Worked out beside the product from the bare cells where cells alone say it.
 */
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { table } from "../../src/app/rows.ts";
import { run } from "../../src/app/run.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf } from "../../src/model/workbook.ts";

const d = (iso: string) => serialOf(iso, 1900);
const sample = sampleWorkbook();
const RESET =
  'reset revenue 2026-Q4 for "Ines Rocha" from 76400 to 60000 because "Two accounts merged" by "Jonas Lind" on 2026-09-21';

const added = [
  sheetOf("KPI Edits", [
    ["n", "kind", "who", "kpi", "period", "from", "to", "by", "on", "note"],
    [
      1,
      "hold",
      "Kofi Mensah",
      "revenue",
      "2026-Q4",
      null,
      70_000,
      "Priya Nair",
      d("2026-09-10"),
      "New region",
    ],
  ]),
  sheetOf("KPI Actions", [
    ["flag", "who", "period", "action", "by", "on", "note"],
    [
      "coach_or_reset",
      "Ivan Petrov",
      "2026-Q1",
      "coached",
      "Grace Okafor",
      d("2026-04-10"),
      "Two calls a week",
    ],
  ]),
];
const runOf = (rules: string, sheets: typeof added) =>
  run({
    rules,
    workbook: { ...sample, sheets: [...sample.sheets, ...sheets] },
    asOf: parseIso("2026-09-30"),
    today: null,
  });
const bare = runOf(sampleRules, []);
const made = runOf(`${sampleRules}\n${RESET}\n`, added);
const revenue = made.program.kpis.find((k) => k.name === "revenue")!.id;
const standing = (who: string, period: string, of = made) =>
  of.standing(revenue, of.org.nodeOf(who)!, of.calendar.parse(period)!);
const goal = (who: string, period: string, of = made) => standing(who, period, of).goal;
const line = (who: string, period: string) =>
  made.certificate.find(
    (row) =>
      row.kpi === revenue && row.period.label === period && row.node === made.org.nodeOf(who),
  )!;
const story = (flag: string, who: string) =>
  [...table(made, "history", { who: [who] }).rows]
    .filter((row) => row[3] === flag)
    .map((row) => [row[4], row[5], row[8], row[9]].map((cell) => cell ?? "").join(" | "));

type Row = Readonly<Record<string, CellValue>>;
function rowsOf(name: string): Row[] {
  const { rows, columns } = sample.sheets.find((s) => s.name === name)!;
  return Array.from({ length: rows - 1 }, (_, r) =>
    Object.fromEntries(columns.map((column) => [String(column[0]), column[r + 1] ?? null])),
  );
}
const team = rowsOf("Team");

describe("the sample's story", () => {
  test("a mover's rows count with the manager of their day", () => {
    const is = team.find(({ From }) => From === d("2026-03-15"))!;
    const was = team.find((row) => row.Name === is.Name && row !== is)!;
    expect(is.Manager).toBe("Jonas Lind");
    expect(was.Manager).not.toBe("Jonas Lind");
    const won = rowsOf("Opportunities").filter(
      (deal) =>
        deal.Owner === was.Name &&
        deal.Stage === "Won" &&
        typeof deal.Closed === "number" &&
        deal.Closed >= d("2026-01-01") &&
        deal.Closed < d("2026-04-01"),
    );
    const total = (list: readonly Row[]) =>
      list.reduce((all, { Amount }) => all + Number(Amount), 0);
    const early = won.filter(({ Closed }) => (Closed as number) < d("2026-03-15"));
    const late = won.filter(({ Closed }) => (Closed as number) >= d("2026-03-15"));
    expect(standing(String(was.Name), "2026-Q1").actual).toBeCloseTo(total(won), 6);
    expect(early.length).toBeGreaterThan(0);
    // Without the mover's own rows each manager has that much less.
    const without = run({
      rules: sampleRules,
      workbook: {
        ...sample,
        sheets: sample.sheets.map((sheet) =>
          sheet.name !== "Opportunities"
            ? sheet
            : {
                ...sheet,
                columns: sheet.columns.map((column) =>
                  column[0] === "Amount"
                    ? column.map((cell, r) =>
                        sheet.columns.find((c) => c[0] === "Owner")![r] === was.Name ? 0 : cell,
                      )
                    : column,
                ),
              },
        ),
      },
      asOf: parseIso("2026-09-30"),
      today: null,
    });
    const less = (who: string) =>
      standing(who, "2026-Q1").actual - standing(who, "2026-Q1", without).actual;
    expect(less(String(was.Manager))).toBeCloseTo(total(early), 6);
    expect(less("Jonas Lind")).toBeCloseTo(total(late), 6);
  });

  test("a hire ramps and isn't judged while it does; a leaver owes until the last day and no further", () => {
    const [hire] = team.filter(({ Hired }) => Hired === d("2026-01-05"));
    const months = ["2026-01", "2026-02", "2026-03", "2026-04"].map((m) =>
      goal(String(hire!.Name), m),
    );
    expect(months[0]).toBeLessThan(months[3]! / 2);
    expect(story("activity", String(hire!.Name)).filter((s) => s.startsWith("2026-Q1"))).toEqual(
      [],
    );
    const [leaver] = team.filter(({ Until }) => Until === d("2026-06-30"));
    const owed = ["2026-05", "2026-06", "2026-07", "2026-Q3"].map((p) =>
      goal(String(leaver!.Name), p),
    );
    expect(owed.map((g) => g > 0)).toEqual([true, true, false, false]);
  });

  test("a vacancy owes its goal, shows in the tie-out, and its manager answers", () => {
    const [vacancy] = team.filter(({ Name }) => String(Name).startsWith("Vacant"));
    const name = String(vacancy!.Name);
    expect(goal(name, "2026")).toBeGreaterThan(0);
    expect(line("Claire Fontaine", "2026").assigned.vacancies).toBe(goal(name, "2026"));
    const answers = new Set(
      made.flags.filter((f) => f.node === made.org.nodeOf(name)).map((f) => f.answers),
    );
    for (const who of answers) expect(["Claire Fontaine", "Marek Dvorak"]).toContain(who);
  });

  test("a hold stays, its siblings take up the difference, nobody above or beside moves", () => {
    expect(goal("Kofi Mensah", "2026-Q4")).toBe(70_000);
    expect(goal("Ana Souza", "2026")).toBe(340_000);
    expect(goal("Priya Nair", "2026-Q4")).toBe(goal("Priya Nair", "2026-Q4", bare));
    const reports = made.org.reportsOn(made.org.nodeOf("Priya Nair")!, parseIso("2026-12-31")!);
    const sum = reports.reduce((all, node) => all + goal(made.org.nodes[node]!.name, "2026-Q4"), 0);
    expect(sum).toBe(goal("Priya Nair", "2026-Q4"));
    const moved = made.everyone.filter(
      ({ name }) =>
        name !== "Ines Rocha" &&
        goal(name, "2026-Q4") !== goal(name, "2026-Q4", bare) &&
        !(Number.isNaN(goal(name, "2026-Q4")) && Number.isNaN(goal(name, "2026-Q4", bare))),
    );
    for (const { node } of moved) expect(reports).toContain(node);
  });

  test("a reset changes one goal; the difference is open with the manager, and every line ties", () => {
    expect(goal("Ines Rocha", "2026-Q4", bare)).toBe(76_400);
    expect(goal("Ines Rocha", "2026-Q4")).toBe(60_000);
    expect(goal("Jonas Lind", "2026-Q4")).toBe(goal("Jonas Lind", "2026-Q4", bare));
    expect(line("Jonas Lind", "2026-Q4").assigned.open).toBe(16_400);
    expect(made.certificate.filter((row) => !row.ties)).toEqual([]);
    expect(made.certificate.length).toBe(bare.certificate.length);
  });

  test("raised, coached, closed, armed and raised again; another escalates to the next one up", () => {
    expect(story("coach_or_reset", "Ivan Petrov")).toEqual([
      "2026-Q1 | raised | Grace Okafor | ",
      "2026-Q2 | closed |  | coached",
      "2026-Q2 | armed again |  | ",
      "2026-Q3 | raised | Grace Okafor | ",
    ]);
    expect(story("coach_or_reset", "Ines Rocha")).toEqual([
      "2026-Q2 | raised | Jonas Lind | ",
      "2026-Q3 | escalated | Jonas Lind, Renee Castillo | ",
    ]);
  });
});
