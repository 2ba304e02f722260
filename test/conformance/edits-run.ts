/** A run of the small team with rows of `KPI Edits`. */
import { expect } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { EDIT_COLUMNS } from "../../src/app/edits/edit.ts";
import { editOutcomes } from "../../src/app/edits/outcomes.ts";
import { run } from "../../src/app/run.ts";
import { workbookOf } from "../language/catalogs.ts";
import { type Cell, DEALS, RULES, TEAM } from "./edits-team.ts";

interface Given {
  readonly edits?: readonly Cell[][];
  readonly team?: Cell[][];
  readonly rules?: string;
  readonly asOf?: string;
}
/** The team after these edits: goals by name, and what became of each edit. */
export function ran({ edits = [], team = TEAM, rules = RULES, asOf = "2026-02-15" }: Given) {
  const sheets = {
    Team: team,
    Deals: DEALS,
    ...(edits.length > 0 ? { "KPI Edits": [[...EDIT_COLUMNS], ...edits] } : {}),
  };
  const results = run({
    rules,
    workbook: workbookOf(sheets as never),
    asOf: parseIso(asOf),
    today: null,
  });
  expect(results.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  const goal = (who: string, period = "2026", kpi = "revenue") => {
    const { engine } = results;
    const found = engine.program.kpis.find((k) => k.name === kpi)!;
    return engine.goals.goal(
      found.id,
      engine.model.org.nodeOf(who)!,
      engine.calendar.parse(period)!,
    ).goal;
  };
  return {
    results,
    goal,
    all: (period = "2026") =>
      "Mia Ann Ben Cid Dee Eve Fay Gus".split(" ").map((w) => goal(w, period)),
    states: editOutcomes(results.engine).map((o) => o.state),
    reasons: editOutcomes(results.engine).map((o) => o.reason),
    told: results.findings.filter((f) => f.code.startsWith("EDIT")),
  };
}
