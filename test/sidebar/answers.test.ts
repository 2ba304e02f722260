/** Whose flags they are, the fact that helps most, the four cases and who answers in each. */
import { describe, expect, test } from "vitest";
import {
  answererOf,
  attainmentOf,
  cardsOf,
  farthestOff,
  fourCases,
  isBelow,
  periodsOf,
  recordsOf,
} from "../../sidebar/state/answers.ts";
import { likeliest, resettable } from "../../sidebar/state/goal-reset.ts";
import type { AnswersView } from "../../src/app/contract.ts";
import { serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { teamWorkbook } from "../browser/team.ts";

const workbook = teamWorkbook();
const run = runNow(serve(workbook, "run", { asOf: null, rules: null }));
const view = runNow(serve(workbook, "answers.list", { asOf: null, me: "Priya Nair" }));
const card = (who: string) => view.open.find((one) => one.who === who)!;
const names = (people: readonly number[]) => people.map((n) => run.people[n]!.name).sort();

describe("whose flags", () => {
  test("mine, my team's, all; of one period", () => {
    const who = (scope: "mine" | "team" | "all", period: string | null = null) =>
      cardsOf(view, scope, period).map((one) => one.who);
    expect(who("mine")).toEqual(["Ben Cole", "Ana Duarte"]);
    expect(who("team")).toEqual(["Ben Cole", "Ana Duarte", "Chidi Eze"]);
    expect(who("all")).toHaveLength(view.counts.all);
    expect(who("all", "2026-Q2")).toEqual([]);
    expect(periodsOf(run, view)).toEqual(["2026-Q3"]);
  });

  test("what is on record: by me, about my team, all", () => {
    const row = (who: string, by: string): AnswersView["onRecord"][number] => ({
      place: `${who} ${by}`,
      flag: "coach",
      label: "Coach",
      who,
      period: "2026-Q2",
      story: [],
      action: "coached",
      by,
      on: "2026-07-14",
      note: "",
      closed: true,
    });
    const onRecord = [
      row("Ben Cole", "Priya Nair"),
      row("Chidi Eze", "Mara Lindqvist"),
      row("Hana Mori", "Elena Sokol"),
    ];
    const who = (scope: "mine" | "team" | "all") =>
      recordsOf(run, { ...view, onRecord }, scope, "Priya Nair").map((one) => one.who);
    expect(who("mine")).toEqual(["Ben Cole"]);
    expect(who("team")).toEqual(["Ben Cole", "Chidi Eze"]);
    expect(who("all")).toHaveLength(3);
    expect(isBelow(run, "Ben Cole", "Mara Lindqvist")).toBe(true);
    expect(isBelow(run, "Mara Lindqvist", "Ben Cole")).toBe(false);
  });
});

test("the fact that helps is the part of the goal that came farthest from what it assumed", () => {
  expect(farthestOff(card("Ben Cole"))).toMatchObject({
    part: "size",
    assumed: 10_000,
    came: 5_000,
  });
  const [part] = card("Ben Cole").assumed;
  const close = { ...part!, assumed: 100, came: 100.4 };
  expect(farthestOff({ ...card("Ben Cole"), assumed: [close] })).toBeNull();
  expect(farthestOff({ ...card("Ben Cole"), assumed: [{ ...close, came: null }] })).toBeNull();
});

describe("the four cases", () => {
  const period = run.periods.findIndex(({ label }) => label === "2026-Q3");
  const cases = fourCases(run, period);

  test("hold everybody once, managers apart", () => {
    expect(cases.map(({ people }) => names(people))).toEqual([
      ["Ben Cole", "Hana Mori"],
      ["Dana Kim", "Goran Vuk"],
      ["Chidi Eze", "Farah Aziz"],
      ["Ana Duarte", "Erik Holm"],
    ]);
  });

  test("say who answers as the flags have it, not as a table has it", () => {
    expect(cases.map((one) => answererOf(run, one, view.open))).toEqual([
      "manager",
      "nobody",
      "self",
      "manager",
    ]);
    expect(cases.map((one) => answererOf(run, one, []))).toEqual(Array(4).fill("nobody"));
    const mixed = { ...cases[0]!, people: [...cases[0]!.people, ...cases[2]!.people] };
    expect(answererOf(run, mixed, view.open)).toBe("several");
  });

  test("how far along the result is", () => {
    expect(attainmentOf(run, card("Ben Cole"))).toBeCloseTo(25_000 / 32_300, 3);
    expect(attainmentOf(run, { ...card("Ben Cole"), who: "Nobody" })).toBeNull();
  });
});

describe("what a reset is offered for", () => {
  test("goals of open periods; the result in the flag's own grain first", () => {
    const choices = resettable(run, "Ben Cole");
    expect(new Set(choices.map(({ period }) => period))).toEqual(new Set(["2026-Q4", "2026"]));
    expect(likeliest(run, choices, "2026-Q3")).toMatchObject({ kpi: "revenue", period: "2026-Q4" });
    expect(resettable(run, "Nobody")).toEqual([]);
    expect(likeliest(run, [], "2026-Q3")).toBeNull();
  });
});
