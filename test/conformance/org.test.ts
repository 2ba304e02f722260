/** The org over time, from the sheets people have. */
import { describe, expect, test } from "vitest";
import { type Day, dayOf } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { Model } from "../../src/model/model.ts";
import type { Org } from "../../src/model/org.ts";
import { serialOf } from "../../src/model/serial.ts";
import { codesOf, onlyFinding, orgModel } from "./workbooks.ts";

const on = (iso: string): CellValue => serialOf(iso, 1900);
const SOME_DAY = dayOf(2026, 6, 30);

/** The tree of a day, a line a node: two blanks a level, reports in order. */
function treeOn(org: Org, day: Day = SOME_DAY): string[] {
  const lines: string[] = [];
  const walk = (node: number, level: number): void => {
    lines.push(`${"  ".repeat(level)}${org.nodes[node]?.name}`);
    for (const report of org.reportsOn(node, day)) walk(report, level + 1);
  };
  for (const top of org.tops) if (org.positionOn(top, day) >= 0) walk(top, 0);
  return lines;
}

const manager = ({ org }: Model, name: string, day: Day = SOME_DAY): string | null =>
  org.nodes[org.managerOn(org.nodeOf(name) ?? -1, day)]?.name ?? null;

describe("a parent column", () => {
  test("gives the tree, reports by name, whatever the order of the sheet and the spelling", () => {
    const rows = [
      ["Dan", "ben"],
      ["Cy", "Ben "],
      ["Ann", null],
      ["BEN", "ann"],
      ["Zoe", "Ann"],
    ];
    const tree = ["Ann", "  BEN", "    Cy", "    Dan", "  Zoe"];
    const model = orgModel(rows);
    expect(treeOn(model.org)).toEqual(tree);
    expect(treeOn(orgModel([...rows].reverse()).org)).toEqual(tree);
    expect(model.findings).toEqual([]);
  });

  test("positions are in pre-order, so a subtree is an interval", () => {
    const { org } = orgModel([["Ann"], ["Ben", "Ann"], ["Cy", "Ben"], ["Dan", "Ann"]]);
    const named = org.positions.map(({ node, last }) => [org.nodes[node]?.name, last]);
    expect(named).toEqual([
      ["Ann", 3],
      ["Ben", 2],
      ["Cy", 2],
      ["Dan", 3],
    ]);
  });

  test("a ring is named with its cells and stops alone; who is below it is counted", () => {
    const model = orgModel([
      ["Ann"],
      ["Ben", "Cy"],
      ["Cy", "Dan"],
      ["Dan", "Ben"],
      ["Eve", "Dan"],
      ["Fay", "Ann"],
    ]);
    expect(treeOn(model.org)).toEqual(["Ann", "  Fay"]);
    const ring = onlyFinding(model, "ORG01");
    expect(ring.severity).toBe("error");
    expect(ring.place.split(", ").sort()).toEqual(["People!A3", "People!A4", "People!A5"]);
    expect(ring.message).toContain("1 below them");
    expect(codesOf(model.findings)).toEqual(["ORG01"]);
    expect(model.org.nodeOf("Ben")).not.toBeNull();
  });

  test("who reports to themself is a ring of one", () => {
    const model = orgModel([["Ann"], ["Ben", "Ben"]]);
    expect(onlyFinding(model, "ORG01").message).toContain("Ben reports to themself");
  });

  test("a person twice with the same row is kept once, with different rows stops", () => {
    const same = orgModel([["Ann"], ["Ben", "Ann"], ["ben ", "Ann"]]);
    expect(treeOn(same.org)).toEqual(["Ann", "  Ben"]);
    expect(onlyFinding(same, "ORG03")).toMatchObject({ severity: "note", place: "People!A4" });
    const other = orgModel([["Ann"], ["Ben", "Ann"], ["Cy", "Ann"], ["Ben", "Cy"], ["Dan", "Ben"]]);
    expect(treeOn(other.org)).toEqual(["Ann", "  Cy"]);
    const twice = onlyFinding(other, "ORG02");
    expect(twice.severity).toBe("error");
    expect(twice.message).toContain("People!A3, People!A5");
    expect(onlyFinding(other, "ORG11").message).toContain("Ben");
  });

  test("a manager without a row: the nearest name, and a place under the top until it is mended", () => {
    const model = orgModel([["Ann"], ["Ben Cole", "Ann"], ["Cy", "Ben Cloe"], ["Dan", "Ben Cole"]]);
    expect(treeOn(model.org)).toEqual(["Ann", "  Ben Cloe", "    Cy", "  Ben Cole", "    Dan"]);
    expect(onlyFinding(model, "ORG05").fix).toContain("Ben Cole");
  });

  test("a top that only the column names is no fault", () => {
    const model = orgModel([
      ["Ben", "Ann"],
      ["Cy", "Ann"],
    ]);
    expect(treeOn(model.org)).toEqual(["Ann", "  Ben", "  Cy"]);
    expect(model.findings).toEqual([]);
  });

  test("two tops are both kept and named; who has no manager and leads nobody is told apart", () => {
    const model = orgModel([["Ann"], ["Ben", "Ann"], ["Cy"], ["Dan", "Cy"], ["Eve"]]);
    expect(treeOn(model.org)).toEqual(["Ann", "  Ben", "Cy", "  Dan", "Eve"]);
    expect(onlyFinding(model, "ORG04")).toMatchObject({ place: "People!A2, People!A4" });
    expect(onlyFinding(model, "ORG09")).toMatchObject({ place: "People!A6" });
  });

  test("vacancies are seats of their own, with a note each", () => {
    const model = orgModel([["Ann"], ["TBH", "Ann"], ["TBH", "Ann"], [null, "Ann"]]);
    expect(model.org.nodes.filter((node) => node.vacancy).length).toBe(3);
    expect(codesOf(model.findings)).toEqual(["ORG06", "ORG06", "ORG06"]);
    expect(model.org.reportsOn(0, SOME_DAY).length).toBe(3);
  });

  test("uneven depth is no fault", () => {
    const model = orgModel([["Ann"], ["Ben", "Ann"], ["Cy", "Ben"], ["Dan", "Ann"]]);
    expect(model.findings).toEqual([]);
  });
});

describe("a path of columns", () => {
  const columns = ["name", "manager", "office"];
  const path = { reportsTo: ["manager", "office"], top: "Company" };

  test("managers and offices without a row are units, up to the named top", () => {
    const rows = [
      ["Ann", "Meg", "East"],
      ["Ben", "Meg", "East"],
      ["Cy", "Raj", "West"],
    ];
    const model = orgModel(rows, path, columns);
    const tree = ["Company", "  East", "    Meg", "      Ann", "      Ben", "  West"];
    expect(treeOn(model.org)).toEqual([...tree, "    Raj", "      Cy"]);
    expect(model.org.nodes.filter((n) => n.unit).map((n) => n.name)).toContain("Meg");
    expect(model.findings).toEqual([]);
  });

  test("who has a row reports to what the row says", () => {
    const rows = [
      ["Ann", "Meg", "East"],
      ["Meg", "Zed", null],
      ["Zed", null, null],
    ];
    expect(treeOn(orgModel(rows, path, columns).org)).toEqual([
      "Company",
      "  Zed",
      "    Meg",
      "      Ann",
    ]);
  });

  test("a named top may be a person with a row", () => {
    const model = orgModel([["Ann"], ["Ben", "Ann"], ["Cy"]], { top: "ann" });
    expect(treeOn(model.org)).toEqual(["Ann", "  Ben", "  Cy"]);
    expect(model.findings).toEqual([]);
  });

  test("a unit said to be in two places is a finding; the first is taken", () => {
    const rows = [
      ["Ann", "Meg", "East"],
      ["Ben", "Meg", "West"],
    ];
    const model = orgModel(rows, path, columns);
    expect(manager(model, "Meg")).toBe("East");
    expect(onlyFinding(model, "ORG08").message).toContain("West");
  });
});

describe("over time", () => {
  const mover = [
    ["Ann"],
    ["Ben", "Ann"],
    ["Cy", "Ann"],
    ["Dan", "Ben", null, on("2026-03-14")],
    ["Dan", "Cy", on("2026-03-15"), null],
  ];

  test("a mover rolls up to the old manager until the last day, to the new one from the next", () => {
    const model = orgModel(mover);
    expect(manager(model, "Dan", dayOf(2026, 3, 14))).toBe("Ben");
    expect(manager(model, "Dan", dayOf(2026, 3, 15))).toBe("Cy");
    expect(model.findings).toEqual([]);
    expect(model.org.positionsOf(model.org.nodeOf("Dan") ?? -1).length).toBe(2);
  });

  test("a shared boundary day is the new manager's", () => {
    const shared = [...mover.slice(0, 3), ["Dan", "Ben", null, on("2026-03-15")], mover[4] ?? []];
    const model = orgModel(shared);
    expect(manager(model, "Dan", dayOf(2026, 3, 15))).toBe("Cy");
    expect(manager(model, "Dan", dayOf(2026, 3, 14))).toBe("Ben");
    expect(model.findings).toEqual([]);
  });

  test("a longer overlap stops that person alone", () => {
    const overlap = [...mover.slice(0, 3), ["Dan", "Ben", null, on("2026-03-16")], mover[4] ?? []];
    const model = orgModel(overlap);
    expect(model.org.positionsOf(model.org.nodeOf("Dan") ?? -1)).toEqual([]);
    expect(treeOn(model.org)).toEqual(["Ann", "  Ben", "  Cy"]);
    expect(onlyFinding(model, "ORG07")).toMatchObject({ severity: "error", place: "People!A6" });
  });

  test("a gap is in nobody's tree; 9999-12-31 is open", () => {
    const model = orgModel([
      ["Ann"],
      ["Dan", "Ann", on("2025-01-01"), on("2025-06-30")],
      ["Dan", "Ann", on("2026-01-01"), on("9999-12-31")],
    ]);
    const dan = model.org.nodeOf("Dan") ?? -1;
    expect(model.org.positionOn(dan, dayOf(2025, 8, 1))).toBe(-1);
    expect(model.org.positionOn(dan, dayOf(2100, 1, 1))).toBeGreaterThan(0);
    expect(model.org.existsIn(dan, dayOf(2025, 7, 1), dayOf(2026, 1, 1))).toBe(false);
    expect(model.org.existsIn(dan, dayOf(2025, 6, 30), dayOf(2025, 7, 1))).toBe(true);
    expect(model.findings).toEqual([]);
  });

  test("when a manager moves, the team moves along", () => {
    const model = orgModel([
      ["Ann"],
      ["East", "Ann"],
      ["West", "Ann"],
      ["Ben", "East", null, on("2026-06-30")],
      ["Ben", "West", on("2026-07-01"), null],
      ["Cy", "Ben"],
    ]);
    const before = treeOn(model.org, dayOf(2026, 6, 30));
    const after = treeOn(model.org, dayOf(2026, 7, 1));
    expect(before).toEqual(["Ann", "  East", "    Ben", "      Cy", "  West"]);
    expect(after).toEqual(["Ann", "  East", "  West", "    Ben", "      Cy"]);
  });

  test("reports of a manager who has left are told: they hang in nobody's tree", () => {
    const model = orgModel([["Ann"], ["Ben", "Ann", null, on("2026-03-31")], ["Cy", "Ben"]]);
    expect(treeOn(model.org, dayOf(2026, 4, 1))).toEqual(["Ann"]);
    const told = onlyFinding(model, "ORG11");
    expect(told).toMatchObject({ severity: "warning", place: "People!A4" });
    expect(told.message).toContain("Ben");
  });

  test("an assignment that ends before it begins is not used", () => {
    const model = orgModel([["Ann"], ["Ben", "Ann", on("2026-02-01"), on("2026-01-01")]]);
    expect(treeOn(model.org)).toEqual(["Ann"]);
    expect(onlyFinding(model, "ORG10").place).toBe("People!A3");
  });
});

test("no people, no tree, no fault", () => {
  const model = orgModel([]);
  expect(treeOn(model.org)).toEqual([]);
  expect(codesOf(model.findings)).toEqual(["DATA05"]);
});
