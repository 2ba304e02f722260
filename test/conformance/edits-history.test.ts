/** The goals as of any day, why they were so, and what each command moved. */
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { EDIT_COLUMNS } from "../../src/app/edits/edit.ts";
import { goalHistory, goalsOn, logTable } from "../../src/app/edits/history.ts";
import { run } from "../../src/app/run.ts";
import { workbookOf } from "../language/catalogs.ts";
import { DEALS, day, edit, RULES, TEAM } from "./edits-team.ts";

describe("as of any day", () => {
  const edits = [
    edit(1, "hold", "Cid", "2026", 200, 300, { on: day("2026-01-10"), note: "Key account" }),
    edit(2, "move", "Eve", "2026-Q3", 20, "Fay", { on: day("2026-01-20") }),
    edit(3, "release", "Cid", "2026", 300, null, { on: day("2026-02-01") }),
  ];
  const rules = `${RULES}\nreset revenue 2026-Q4 for "Gus" from 50 to 40 because "Illness" by "Mia" on 2026-01-15\n`;
  const workbook = workbookOf({
    Team: TEAM,
    Deals: DEALS,
    "KPI Edits": [[...EDIT_COLUMNS], ...edits],
  } as never);
  const on = (iso: string) => {
    const rows = goalsOn({ rules, workbook, today: null }, parseIso(iso)!);
    const { engine } = run({ rules, workbook, asOf: parseIso(iso), today: null });
    return (who: string, period = "2026") => {
      const row = rows.find(
        (r) => r.kpi === 0 && engine.nameOf(r.node) === who && r.period.label === period,
      )!;
      return [row.goal, row.how] as const;
    };
  };

  test("the goals of a day, and why", () => {
    expect(on("2026-01-09")("Cid")[0]).toBe(200);
    expect(on("2026-01-10")("Cid")).toEqual([
      300,
      "50% of the €600 that Ann hands down in 2026, held by Mia on 2026-01-10 (edit 1: Key account)",
    ]);
    expect(on("2026-01-31")("Cid")[0]).toBe(300);
    expect(on("2026-02-01")("Cid")[0]).toBe(200);
    expect(on("2026-01-14")("Gus", "2026-Q4")[0]).toBe(50);
    expect(on("2026-01-15")("Gus", "2026-Q4")[0]).toBe(40);
    expect(on("2026-01-19")("Eve", "2026-Q3")[0]).toBe(50);
    expect(on("2026-01-20")("Eve", "2026-Q3")[0]).toBe(30);
    expect(on("2026-01-20")("Eve", "2026-Q3")[1]).toContain("moved by Mia on 2026-01-20 (edit 2)");
  });

  test("the log: each command in its turn, and what it moved", () => {
    const results = run({ rules, workbook, asOf: parseIso("2026-02-15"), today: null });
    expect(
      [...logTable(results, { kpi: ["revenue"], period: ["2026", "2026-Q3", "2026-Q4"] }).rows].map(
        (r) => r.slice(0, 9).join(" "),
      ),
    ).toEqual([
      "2026-01-10 Mia edit 1: hold Cid Cid revenue 2026 200 300",
      "2026-01-10 Mia edit 1: hold Cid Cid revenue 2026-Q3 50 75",
      "2026-01-10 Mia edit 1: hold Cid Cid revenue 2026-Q4 50 75",
      "2026-01-10 Mia edit 1: hold Cid Dee revenue 2026 400 300",
      "2026-01-10 Mia edit 1: hold Cid Dee revenue 2026-Q3 100 75",
      "2026-01-10 Mia edit 1: hold Cid Dee revenue 2026-Q4 100 75",
      "2026-01-15 Mia reset Gus Gus revenue 2026 200 190",
      "2026-01-15 Mia reset Gus Gus revenue 2026-Q4 50 40",
      "2026-01-20 Mia edit 2: move Eve Eve revenue 2026 200 180",
      "2026-01-20 Mia edit 2: move Eve Eve revenue 2026-Q3 50 30",
      "2026-01-20 Mia edit 2: move Eve Fay revenue 2026 200 220",
      "2026-01-20 Mia edit 2: move Eve Fay revenue 2026-Q3 50 70",
      "2026-02-01 Mia edit 3: release Cid Cid revenue 2026 300 200",
      "2026-02-01 Mia edit 3: release Cid Cid revenue 2026-Q3 75 50",
      "2026-02-01 Mia edit 3: release Cid Cid revenue 2026-Q4 75 50",
      "2026-02-01 Mia edit 3: release Cid Dee revenue 2026 300 400",
      "2026-02-01 Mia edit 3: release Cid Dee revenue 2026-Q3 75 100",
      "2026-02-01 Mia edit 3: release Cid Dee revenue 2026-Q4 75 100",
    ]);
  });

  test("what the log's steps moved, added up, is what moved in all", () => {
    const { engine } = run({ rules, workbook, asOf: parseIso("2026-02-15"), today: null });
    const plain = engine.with({ edits: [], resets: [], whatIf: [] });
    const moved = new Map<string, number>();
    for (const { changes } of goalHistory(engine))
      for (const c of changes) {
        const key = `${c.kpi} ${c.node} ${c.period.label}`;
        moved.set(key, (moved.get(key) ?? 0) + c.after - c.before);
      }
    for (const [key, sum] of moved) {
      const [kpi, node, label] = key.split(" ") as [string, string, string];
      const goal = (e: typeof engine) =>
        e.goals.goal(Number(kpi), Number(node), e.calendar.parse(label)!).goal;
      expect(goal(engine) - goal(plain), key).toBeCloseTo(sum, 6);
    }
  });
});
