/** What is expected of whom: each person's whole list of what is owed, and who owes nothing. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { foldText } from "../../../dsl/fold.ts";
import { COARSE_FIRST } from "../../../dsl/ir/ids.ts";
import type { Condition, Flag, Kpi } from "../../../dsl/ir/ir.ts";
import { figuresUnder } from "../../../dsl/ir/walk.ts";
import { LineMap } from "../../../dsl/span.ts";
import { howOf } from "../goals/how.ts";
import { isAtLevel } from "../goals/who.ts";
import type { CheckRow, Person } from "../results.ts";
import type { Run } from "../run.ts";

/** A goal of one KPI in one period. Amounts in the KPI's unit. */
export interface Owed {
  readonly kpi: Kpi;
  readonly period: Period;
  readonly goal: number;
  readonly base: number;
  readonly held: boolean;
  /** Line of the statement that says it (the goal, the cascade, the reset); 0: none by itself. */
  readonly line: number;
  /** Where it comes from, in one sentence. */
  readonly how: string;
}

/**
 * `self`: the flag is about the person, who answers. `manager`: about the person, somebody else answers.
 * `reports`: about those who report here, and the person answers. `later`: as they, once nothing was done.
 */
export type Part = "self" | "manager" | "reports" | "later";
export interface Answerable {
  readonly flag: Flag;
  readonly as: Part;
  readonly line: number;
}

export interface Expectations {
  readonly person: Person;
  readonly owed: readonly Owed[];
  readonly flags: readonly Answerable[];
  /** Checks that name the person. */
  readonly checks: readonly CheckRow[];
  /** Direct reports of the as-of day for whom the person answers, and for which flags. */
  readonly reports: readonly { readonly person: Person; readonly flags: readonly Flag[] }[];
}

/** The tracked periods of the fiscal year that holds the as-of day. */
export const yearOf = ({ calendar, program, asOf }: Run): readonly Period[] => {
  const year = calendar.periodOf(asOf, "year");
  return program.calendar.track.flatMap((grain) =>
    grain === "year" ? [year] : calendar.parts(year, grain),
  );
};

/** One person's list over some periods (those of the as-of day's fiscal year). */
export function expectationsOf(
  run: Run,
  person: Person,
  periods: readonly Period[] = yearOf(run),
): Expectations {
  const lines = new LineMap(run.rules);
  return {
    person,
    owed: owedBy(run, person, periods, lines),
    flags: flagsOf(run, person, lines),
    checks: run.program.checks.flatMap(({ condition }, at) =>
      isNamedIn(run, condition, person) ? [run.checks[at]!] : [],
    ),
    reports: reportsOf(run, person),
  };
}

/** People (no vacancies) who are in the org on the as-of day and owe no goal in any of the periods. */
export function owesNothing(run: Run, periods: readonly Period[] = yearOf(run)): readonly Person[] {
  const { goals } = run.engine;
  return run.people.filter(
    ({ node, vacancy }) =>
      !vacancy &&
      run.org.positionOn(node, run.asOf) >= 0 &&
      !run.program.kpis.some((kpi) =>
        periods.some((period) => isOwed(kpi, goals.goal(kpi.id, node, period).goal)),
      ),
  );
}

/** A goal of 0 owes nothing, unless less is better. */
const isOwed = (kpi: Kpi, goal: number): boolean =>
  !Number.isNaN(goal) && (goal !== 0 || kpi.direction.better !== "higher");

function owedBy(run: Run, { node }: Person, periods: readonly Period[], lines: LineMap): Owed[] {
  const { engine } = run;
  return run.program.kpis.flatMap((kpi) =>
    periods.flatMap((period) => {
      if (!run.isThere(node, period)) return [];
      const value = engine.goals.goal(kpi.id, node, period);
      if (!isOwed(kpi, value.goal)) return [];
      const span = sourceOf(run, kpi, node, period);
      return [
        {
          kpi,
          period,
          goal: value.goal,
          base: value.base,
          held: value.held,
          line: span === null ? 0 : lines.lineOf(span.start),
          how: howOf(engine, kpi, node, period, value),
        },
      ];
    }),
  );
}

/** The statement that a goal comes from: its own, that of the longer or shorter period, or the cascade's. */
function sourceOf({ engine }: Run, kpi: Kpi, node: number, period: Period) {
  const { said, program, calendar, goals } = engine;
  const { from } = goals.goal(kpi.id, node, period);
  if (from === "reset") {
    const own = (person: string) => engine.model.org.nodeOf(person) === node;
    return program.resets.filter((r) => r.kpi === kpi.id && own(r.person)).pop()?.span ?? null;
  }
  if (from === "cascade") return program.cascades.find((c) => c.kpi === kpi.id)?.span ?? null;
  const at = COARSE_FIRST.indexOf(period.grain);
  const longer = COARSE_FIRST.slice(0, at).map((g) => calendar.periodOf(period.end - 1, g));
  const shorter = COARSE_FIRST.slice(at + 1).flatMap((g) =>
    said.grainsOf(kpi.id).includes(g) ? calendar.parts(period, g) : [],
  );
  const asked = { said: [period], longer: longer.reverse(), shorter, reports: [], none: [] };
  for (const when of from in asked ? asked[from as keyof typeof asked] : []) {
    const found = said.find(kpi.id, node, when);
    if (found) return found.goal.span;
  }
  return null;
}

/** The flags that can name somebody, as the org is on the as-of day. */
function flagsOf(run: Run, { node, below }: Person, lines: LineMap): Answerable[] {
  const { org, asOf, engine } = run;
  const reports = below === null ? org.reportsOn(node, asOf) : [];
  const isHere = (flag: Flag, who: number) => isAtLevel(flag.at, who, asOf, engine.who);
  return run.program.flags.flatMap((flag) => {
    const { hold } = flag;
    if (hold === null) return [];
    const here = isHere(flag, node);
    const among = reports.some((r) => isHere(flag, r));
    const parts: Part[] = [];
    if (here) parts.push(hold.who === "person" ? "self" : "manager");
    const holdsThis =
      (hold.who === "manager" && among) ||
      (hold.who === "top" && org.tops.includes(node)) ||
      (hold.who === "named" && org.nodeOf(hold.name) === node);
    if (holdsThis) parts.push("reports");
    const isFurther = (r: number) => hold.who === "person" || !reports.includes(r);
    const later = flag.escalateAfter !== null && (hold.who === "person" || hold.who === "manager");
    if (later && reportsBelow(run, node).some((r) => isFurther(r) && isHere(flag, r)))
      parts.push("later");
    const line = lines.lineOf(flag.span.start);
    return parts.map((as) => ({ flag, as, line }));
  });
}

/** Everybody below on the as-of day, at any depth: those whose flags may come up so far. */
function reportsBelow({ org, asOf }: Run, node: number): readonly number[] {
  const at = org.positionOn(node, asOf);
  if (at < 0) return [];
  return org.positions
    .slice(at + 1, org.positions[at]!.last + 1)
    .flatMap(({ node: who, from, to }) =>
      from <= asOf && asOf < to && org.nodes[who]!.level === null ? [who] : [],
    );
}

function reportsOf(run: Run, { node, below }: Person): Expectations["reports"] {
  if (below !== null) return [];
  const { org, asOf, engine, program } = run;
  const held = program.flags.filter((flag) => flag.hold?.who === "manager");
  return org.reportsOn(node, asOf).flatMap((report) => {
    const flags = held.filter((flag) => isAtLevel(flag.at, report, asOf, engine.who));
    const person = run.personAt(report, run.calendar.periodOf(asOf, "day"));
    return flags.length === 0 ? [] : [{ person, flags }];
  });
}

function isNamedIn({ program }: Run, condition: Condition, { name, called }: Person): boolean {
  const ids = condition.of === "compare" ? [condition.left, condition.right] : [condition.figure];
  const wanted = [foldText(name), foldText(called)];
  return ids.some((id) =>
    figuresUnder(id, (f) => program.figures[f]!.node).some((f) => {
      const { node } = program.figures[f]!;
      return (
        "node" in node && node.node.who === "named" && wanted.includes(foldText(node.node.name))
      );
    }),
  );
}
