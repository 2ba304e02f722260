/** After publishing: what is closed stays as it was, only what is open is shared, and its own output moves nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { publishPlan } from "../../src/app/publish.ts";
import { type Run, run } from "../../src/app/run.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { workbookOf } from "../language/catalogs.ts";
import { type Cell, DEALS, day, RULES, TEAM } from "./edits-team.ts";

const asOf = (iso: string) => parseIso(iso)!;
const book = (team: readonly (readonly Cell[])[], more = {}): WorkbookData =>
  workbookOf({ Team: team, Deals: DEALS, ...more } as never);
const ran = (workbook: WorkbookData, rules = RULES, on = "2026-05-31"): Run =>
  run({ rules, workbook, asOf: asOf(on), today: null });

/** The workbook with a run published in it. */
function published(workbook: WorkbookData, results: Run): WorkbookData {
  const host = memoryWorkbook(workbook);
  const done = host.apply(publishPlan(results, workbook));
  if (!done.ok) throw new Error(done.message);
  return host.read();
}
/** Other people in the same workbook. */
const withTeam = (data: WorkbookData, team: readonly (readonly Cell[])[]): WorkbookData => ({
  ...data,
  sheets: data.sheets.map((s) => (s.name === "Team" ? book(team).sheets[0]! : s)),
});
const goalsOf = (results: Run) =>
  new Map(
    results.goals.map((g) => [
      `${g.kpi} ${results.engine.nameOf(g.node)} ${g.period.label}`,
      g.goal,
    ]),
  );
const goal = (results: Run, who: string, period: string) =>
  goalsOf(results).get(`0 ${who} ${period}`);

describe("its own output moves nothing", () => {
  test("the team", () => {
    const data = book(TEAM);
    const first = ran(data);
    const again = ran(published(data, first));
    expect(goalsOf(again)).toEqual(goalsOf(first));
  });

  test("the sample, KPI by KPI", () => {
    const data = sampleWorkbook();
    const input = { rules: sampleRules, asOf: asOf("2026-09-30"), today: null };
    const first = run({ ...input, workbook: data });
    const again = run({ ...input, workbook: published(data, first) });
    expect(goalsOf(again)).toEqual(goalsOf(first));
  });

  test("random trees, after holds and changed weights too", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 }),
        fc.constantFrom(
          "",
          "\n  over-assign 5%",
          "\n  round to 10",
          "\n  spread 10%, 20%, 30%, 40%",
        ),
        (before, after, clause) => {
          const rules = RULES.replace("  by people[Size]", `  by people[Size]${clause}`);
          const team = (sizes: readonly number[]) =>
            TEAM.map((row, i) => (i < 4 ? row : [row[0]!, row[1]!, sizes[i - 4]!, null, null]));
          const first = published(book(team(before)), ran(book(team(before)), rules));
          const second = ran(withTeam(first, team(after)), rules);
          const twice = ran(published(withTeam(first, team(after)), second), rules);
          expect(goalsOf(twice)).toEqual(goalsOf(second));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("in a calendar of weeks", () => {
  const inWeeks = (track: string) =>
    RULES.replace(
      "  year starts January\n",
      "  weeks 4-4-5 ending last Saturday of December\n",
    ).replace("track monthly", `track ${track}`);
  const weekly = inWeeks("weekly, monthly");
  const sizes = TEAM.map((row) => (row[0] === "Cid" ? ["Cid", "Ann", 6, null, null] : row));
  const labels = (results: Run, grain: "week" | "month") =>
    results.engine.calendar.parts(results.engine.calendar.parse("2026")!, grain);
  const closedOn = asOf("2026-05-31");

  test("its own output moves nothing, and another weight only open weeks", () => {
    const first = ran(book(TEAM), weekly);
    const data = published(book(TEAM), first);
    expect(goalsOf(ran(data, weekly))).toEqual(goalsOf(first));
    const changed = ran(withTeam(data, sizes), weekly);
    for (const { label, end } of labels(first, "week"))
      for (const who of ["Cid", "Dee", "Eve"])
        if (end - 1 <= closedOn)
          expect(goal(changed, who, label), `${who} ${label}`).toBe(goal(first, who, label));
    expect(goal(changed, "Cid", "2026-W50")).toBeGreaterThan(goal(first, "Cid", "2026-W50")!);
  });

  test("weeks tracked only after months were published: closed months stay as published", () => {
    const first = ran(book(TEAM), inWeeks("monthly"));
    const data = published(book(TEAM), first);
    const same = ran(data, weekly);
    const changed = ran(withTeam(data, sizes), weekly);
    for (const { label, end } of labels(first, "month"))
      for (const who of ["Cid", "Dee", "Eve", "Ann"]) {
        expect(goal(same, who, label), `${who} ${label}`).toBe(goal(first, who, label));
        if (end - 1 <= closedOn)
          expect(goal(changed, who, label), `${who} ${label}`).toBe(goal(first, who, label));
      }
    expect(goal(changed, "Cid", "2026-P12")).toBeGreaterThan(goal(first, "Cid", "2026-P12")!);
    for (const { year } of changed.engine.cascades.over(0, labels(first, "month")[0]!)!.result
      .handed)
      expect(year.difference).toBe(0);
  });
});

describe("closed months stay as published, open ones are shared anew", () => {
  const sizes = TEAM.map((row) => (row[0] === "Cid" ? ["Cid", "Ann", 6, null, null] : row));
  const data = book(TEAM);
  const first = ran(data);
  const changed = ran(withTeam(published(data, first), sizes));

  test("a weight that changed", () => {
    for (const who of ["Ann", "Ben", "Cid", "Dee", "Eve"])
      for (const month of ["2026-01", "2026-03", "2026-05"])
        expect(goal(changed, who, month), `${who} ${month}`).toBe(goal(first, who, month));
    expect(goal(changed, "Cid", "2026-12")).toBeGreaterThan(goal(first, "Cid", "2026-12")!);
    for (const period of ["2026", "2026-Q2", "2026-Q3", "2026-08"])
      expect(goal(changed, "Cid", period)! + goal(changed, "Dee", period)!).toBeCloseTo(
        goal(changed, "Ann", period)!,
        6,
      );
  });

  test("a cell of KPI Goals that was typed over is drift, not what was published", () => {
    const host = memoryWorkbook(published(data, first));
    const sheet = host.read(["KPI Goals"]).sheets[0]!;
    const column = (name: string) => sheet.columns.findIndex((c) => c.includes(name));
    const row = sheet.columns[column("who")]!.findIndex(
      (name, r) =>
        name === "Cid" &&
        sheet.columns[column("period")]![r] === "2026-02" &&
        sheet.columns[column("kpi")]![r] === "revenue",
    );
    host.edit("KPI Goals", row, column("goal"), 500);
    expect(goalsOf(ran(host.read()))).toEqual(goalsOf(first));
  });

  test("as of a day before, nothing was published yet", () => {
    const early = ran(withTeam(published(data, first), sizes), RULES, "2026-04-30");
    expect(goalsOf(early)).toEqual(goalsOf(ran(book(sizes), RULES, "2026-04-30")));
  });

  test("a hold lands in what is open", () => {
    const edits = {
      "KPI Edits": [
        ["n", "kind", "who", "kpi", "period", "from", "to", "by", "on", "note"],
        [1, "hold", "Cid", "revenue", "2026", 200, 300, "Mia", day("2026-05-31"), null],
      ],
    };
    const host = published(data, first);
    const held = ran({ ...host, sheets: [...host.sheets, ...book(TEAM, edits).sheets.slice(2)] });
    expect(goal(held, "Cid", "2026")).toBe(300);
    expect(goal(held, "Dee", "2026")).toBe(300);
    expect(goal(held, "Cid", "2026-04")).toBe(goal(first, "Cid", "2026-04"));
    expect(goal(held, "Cid", "2026-Q4")! - goal(first, "Cid", "2026-Q4")!).toBeGreaterThan(40);
    for (const period of ["2026-06", "2026-Q3", "2026-12"])
      expect(goal(held, "Cid", period)! + goal(held, "Dee", period)!).toBeCloseTo(
        50 * (period === "2026-Q3" ? 3 : 1),
        6,
      );
  });

  test("a reset before publishing is no goal of the cascade: nothing moves", () => {
    const rules = `${RULES}\nreset revenue 2026-Q2 for "Cid" from 50 to 20 because "Illness" by "Mia" on 2026-04-05\n`;
    const before = ran(data, rules);
    expect(goal(before, "Cid", "2026-Q2")).toBe(20);
    expect(goalsOf(ran(published(data, before), rules))).toEqual(goalsOf(before));
  });

  test("who joins later owes in open months only", () => {
    const joined = [...TEAM, ["Hal", "Ann", 3, day("2026-03-01"), null]];
    const after = ran(withTeam(published(data, first), joined));
    expect(goal(after, "Hal", "2026-04") ?? 0).toBe(0);
    expect(goal(after, "Cid", "2026-04")).toBe(goal(first, "Cid", "2026-04"));
    expect(goal(after, "Hal", "2026-09")).toBeGreaterThan(20);
  });
});

describe("who leaves after publishing", () => {
  const data = book(TEAM);
  const first = ran(data);
  const left = TEAM.map((row) =>
    row[0] === "Cid" ? ["Cid", "Ann", 1, null, day("2026-07-31")] : row,
  );
  const after = ran(withTeam(published(data, first), left));
  const open = (results: Run, period: string) =>
    results.tieout.find((r) => results.engine.nameOf(r.node) === "Ann" && r.period.label === period)
      ?.assigned.open;

  test("nobody's goal moves but his own; the difference stays open with the manager", () => {
    expect(goal(after, "Cid", "2026-07")).toBe(goal(first, "Cid", "2026-07"));
    expect(goal(after, "Cid", "2026-09")).toBe(0);
    for (const who of ["Mia", "Ann", "Dee", "Eve"])
      for (const period of ["2026", "2026-06", "2026-09", "2026-Q4"])
        expect(goal(after, who, period), `${who} ${period}`).toBe(goal(first, who, period));
    expect(open(after, "2026-09")).toBeCloseTo(goal(first, "Cid", "2026-09")!, 6);
    expect(open(after, "2026-06")).toBeCloseTo(0, 6);
  });

  test("published again, it stays so", () => {
    const host = published(withTeam(published(data, first), left), after);
    expect(goalsOf(ran(host))).toEqual(goalsOf(after));
    expect(goalsOf(ran(published(host, ran(host))))).toEqual(goalsOf(after));
  });

  test("until someone cascades again from a day", () => {
    const host = withTeam(published(data, first), left);
    const again = {
      "KPI Edits": [
        ["n", "kind", "who", "kpi", "period", "from", "to", "by", "on", "note"],
        [
          1,
          "cascade",
          null,
          "revenue",
          "2026-Q4",
          null,
          null,
          "Mia",
          day("2026-05-31"),
          "Cid left",
        ],
      ],
    };
    const results = ran({
      ...host,
      sheets: [...host.sheets, ...book(TEAM, again).sheets.slice(2)],
    });
    expect(goal(results, "Dee", "2026-09")).toBeCloseTo(goal(first, "Dee", "2026-09")!, 1);
    // Without him two of five weights are Ann's: Dee's.
    expect(goal(results, "Dee", "2026-Q4")).toBeCloseTo(120, 6);
    expect(goal(results, "Ben", "2026-Q4")).toBeCloseTo(180, 6);
    expect(open(results, "2026-Q4") ?? 0).toBeCloseTo(0, 6);
  });

  test("who was known to leave when it was published leaves nothing open", () => {
    const known = ran(book(left));
    const results = ran(published(book(left), known));
    expect(goalsOf(results)).toEqual(goalsOf(known));
    expect(goal(results, "Dee", "2026-09")).toBeCloseTo(40, 6);
  });
});

describe("a manager who leaves after publishing", () => {
  const data = book(TEAM);
  const first = ran(data);
  const host = published(data, first);
  const [end, next] = [day("2026-07-31"), day("2026-08-01")];
  /** Ann's last day is in July; from August on her reports are `whose`. */
  const handedTo = (whose: string | null, more: Cell[][] = []): Cell[][] => [
    ...TEAM.flatMap((row): Cell[][] => {
      if (row[0] === "Ann") return [["Ann", "Mia", null, null, end]];
      if (row[1] !== "Ann" || whose === null) return [[...row]];
      return [
        [row[0]!, "Ann", row[2]!, null, end],
        [row[0]!, whose, row[2]!, next, null],
      ];
    }),
    ...more,
  ];
  const line = (results: Run, who: string, period: string) =>
    results.certificate.find(
      (row) => results.engine.nameOf(row.node) === who && row.period.label === period,
    );
  const everyone = ["Mia", "Ben", "Cid", "Dee", "Eve", "Fay", "Gus"];

  test("a successor owes what is left of the year, and no report's goal moves", () => {
    const results = ran(withTeam(host, handedTo("Hal", [["Hal", "Mia", null, next, null]])));
    for (const who of everyone)
      for (const period of ["2026", "2026-06", "2026-Q3", "2026-Q4"])
        expect(goal(results, who, period), `${who} ${period}`).toBe(goal(first, who, period));
    expect(goal(results, "Ann", "2026")).toBe(350);
    expect(goal(results, "Hal", "2026")).toBe(250);
    expect(goal(results, "Hal", "2026-Q3")).toBe(100);
    for (const who of ["Mia", "Ann", "Hal", "Ben"])
      expect(line(results, who, "2026"), who).toMatchObject({ ties: true, assigned: { open: 0 } });
  });

  test("who takes the reports over takes their goals with them, from that day", () => {
    const results = ran(withTeam(host, handedTo("Ben")));
    for (const who of ["Mia", "Cid", "Dee", "Eve", "Fay", "Gus"])
      for (const period of ["2026", "2026-Q3", "2026-Q4"])
        expect(goal(results, who, period), `${who} ${period}`).toBe(goal(first, who, period));
    expect(goal(results, "Ben", "2026-07")).toBe(50);
    expect(goal(results, "Ben", "2026-08")).toBe(100);
    expect(goal(results, "Ben", "2026")).toBe(850);
    expect(line(results, "Ben", "2026-Q3")).toMatchObject({
      ties: true,
      assigned: { reports: 250 },
    });
  });

  test("reports left without a manager are said, owe nothing from that day, and the rest is open", () => {
    const results = ran(withTeam(host, handedTo(null)));
    expect(results.findings.map((f) => f.code)).toContain("ORG11");
    expect(goal(results, "Dee", "2026-07")).toBe(goal(first, "Dee", "2026-07"));
    expect(goal(results, "Dee", "2026-09")).toBe(0);
    expect(goal(results, "Eve", "2026")).toBe(goal(first, "Eve", "2026"));
    expect(line(results, "Ann", "2026-Q4")).toMatchObject({ ties: true, assigned: { open: 150 } });
  });
});
