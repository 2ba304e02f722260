/** The calls for evidence and expectations: what small numbers say, and what one person owes. */
import { describe, expect, test } from "vitest";
import { ask, lineOf, open } from "./answers-desk.ts";

describe("evidence and expectations", () => {
  test("a small number says its counts and claims nothing", () => {
    const { rows } = ask(open(), "answers.evidence", { asOf: null, who: null });
    expect(rows.map((r) => [r.who, r.counts, r.n, r.verdict])).toEqual([
      [null, [1, 1, 2, 0], 4, "too few"],
      ["Zoe", [1, 1, 2, 0], 4, "too few"],
      ["Mia", [1, 1, 2, 0], 4, "too few"],
    ]);
    expect(rows[0]!.sentence).toBe(
      "Revenue was met in 1 of 2 person-quarters with Calls met, and in 2 of 2 without. Too few to say whether Calls leads.",
    );
    const own = ask(open(), "answers.evidence", { asOf: null, who: "Mia" }).rows;
    // Her own figures: 13 of 20 calls and 700 of 600 in Q1; 14 of 20 and 650 of 800 in Q2.
    expect(own.map((r) => [r.of, r.counts])).toEqual([
      ["tree", [1, 1, 2, 0]],
      ["own", [0, 0, 1, 1]],
    ]);
  });

  test("one person's whole list, and who owes nothing", () => {
    const { person, owesNothing } = ask(open(), "answers.expectations", { asOf: null, who: "Ann" });
    expect(owesNothing).toEqual([]);
    expect(person!.owed.slice(0, 2)).toEqual([
      {
        kpi: "calls",
        period: "2025-Q1",
        goal: 10,
        base: 10,
        held: false,
        line: lineOf("goal calls"),
        how: "said in the rules",
      },
      {
        kpi: "calls",
        period: "2025-Q2",
        goal: 10,
        base: 10,
        held: false,
        line: lineOf("goal calls"),
        how: "said in the rules",
      },
    ]);
    expect(person!.flags.map((f) => [f.flag, f.as, f.line])).toEqual([
      ["coach", "manager", lineOf("flag coach")],
      ["goals", "manager", lineOf("flag goals")],
    ]);
    expect(person!.checks).toEqual([
      {
        line: lineOf("check"),
        expression: 'goal(revenue) of "Ann" in 2025-Q1 = 300',
        passed: true,
      },
    ]);
    const mia = ask(open(), "answers.expectations", { asOf: null, who: "Mia" }).person!;
    expect(mia.flags.map((f) => [f.flag, f.as])).toEqual([
      ["coach", "reports"],
      ["goals", "reports"],
    ]);
    expect(mia.reports).toEqual([
      { who: "Ann", flags: ["Coach, or reset the goal", "Check the leading goals"] },
      { who: "Bo", flags: ["Coach, or reset the goal", "Check the leading goals"] },
    ]);
    // Nobody at reps reports to Zoe; of the flag that escalates she hears once Mia did nothing.
    const zoe = ask(open(), "answers.expectations", { asOf: null, who: "Zoe" }).person!;
    expect(zoe.flags.map((f) => [f.flag, f.as])).toEqual([["coach", "later"]]);
  });
});
