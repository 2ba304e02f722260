/** The language's one door: text in, checked rules and diagnostics out. */

import { advise } from "./check/advice.ts";
import { checkChecks, checkFlags, checkResets, checkTests } from "./check/answers.ts";
import { checkCascades } from "./check/cascades.ts";
import type { Catalog } from "./check/catalog.ts";
import { Context } from "./check/context.ts";
import { dayMarks, markDays } from "./check/days.ts";
import * as figures from "./check/figures.ts";
import { checkGoals } from "./check/goals.ts";
import { checkKpis, checkScores, declareKpis, makeKpi } from "./check/kpis.ts";
import { gatherLevels, isNamedBelow } from "./check/levels.ts";
import { type CheckMemory, newCheckMemory, Recheck } from "./check/remember.ts";
import * as rows from "./check/rows.ts";
import { declareSources } from "./check/sources.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { CalendarSpec, Program } from "./ir/ir.ts";
import { LineMap } from "./span.ts";
import type { Statement } from "./syntax/ast.ts";
import { parse } from "./syntax/parse.ts";
import { newMemory as newParseMemory, type ParseMemory } from "./syntax/remember.ts";

export interface Compiled {
  /** Every statement without a mistake; the others are left out. */
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  readonly statements: readonly Statement[];
}

/** Compiles a rule text. Without a catalog only the text itself is checked. Never throws. */
export function compile(text: string, catalog: Catalog | null): Compiled {
  const { statements, diagnostics } = parse(text);
  const context = contextOf(text, statements, catalog);
  const made = checkAll(context);
  return {
    program: programOf(context, made),
    diagnostics: inOrder(diagnostics, context.diagnostics),
    statements,
  };
}

/** What an editor keeps between two keystrokes: statements as parsed, and what their checks found. */
export interface Memory {
  readonly parsed: ParseMemory;
  readonly checked: CheckMemory;
}
export const newMemory = (): Memory => ({ parsed: newParseMemory(), checked: newCheckMemory() });

export interface Rechecked {
  /** Those that `compile` gives. */
  readonly diagnostics: readonly Diagnostic[];
  readonly statements: readonly Statement[];
  /** How many statements were checked, and not only remembered. */
  readonly checked: number;
}

/**
 * The diagnostics of a text that changes little by little. Statements that stand as they stood, and rest on
 * what they rested on, are neither parsed nor checked again; there is no program. Never throws.
 */
export function recheck(text: string, catalog: Catalog | null, memory: Memory): Rechecked {
  const { statements, diagnostics } = parse(text, memory.parsed);
  const context = contextOf(text, statements, catalog);
  const pass = new Recheck(memory.checked, text, statements);
  context.recheck = pass;
  checkAll(context);
  pass.end();
  const all = inOrder(diagnostics, context.diagnostics);
  return { diagnostics: all, statements, checked: pass.checked };
}

const inOrder = (...said: (readonly Diagnostic[])[]): Diagnostic[] =>
  said
    .flat()
    .sort(
      (a, b) =>
        a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1),
    );

function contextOf(
  text: string,
  statements: readonly Statement[],
  catalog: Catalog | null,
): Context {
  const context = new Context(text, new LineMap(text), statements, catalog);
  context.lower = {
    figure: figures.lowerFigure,
    condition: figures.lowerCondition,
    number: figures.lowerNumber,
    row: rows.lowerRow,
    rowCondition: rows.lowerCondition,
  };
  context.makeKpi = (info, statement) => makeKpi(context, info, statement);
  context.isBelowPeople = (name) => isNamedBelow(context, name);
  return context;
}

type Made = Pick<
  Program,
  "calendar" | "goals" | "cascades" | "flags" | "checks" | "tests" | "resets"
>;

/** Checks every statement, each after what it rests on. With a memory at hand, only those that need it. */
function checkAll(context: Context): Made {
  const calendar = declareSources(context);
  context.levels = gatherLevels(context);
  declareKpis(context);
  const { recheck: pass, statements } = context;
  markDays(context, pass ? pass.days() : statements.flatMap(dayMarks));
  pass?.standOn({ catalog: context.catalog, sources: groundOf(context, calendar) });
  const kpis = checkKpis(context);
  checkScores(context);
  const { goals, facts } = checkGoals(context);
  const cascades = checkCascades(context);
  const flags = checkFlags(context);
  const checks = checkChecks(context);
  const tests = checkTests(context);
  const resets = checkResets(context);
  // A book that a mistake keeps from being whole gets no advice on what it lacks.
  const isWhole = statements.every((s) => s.kind !== "broken");
  if (isWhole && !context.diagnostics.some((d) => d.severity === "error"))
    advise(context, { kpis, goals: facts, flags: flags.facts });
  return { calendar, goals, cascades, flags: flags.flags, checks, tests, resets };
}

/** What any statement may rest on: sources without their places in the text. */
const groundOf = (context: Context, calendar: CalendarSpec): unknown => [
  calendar,
  context.people,
  context.levels.columns,
  context.tables.map(({ span, days, headers, ...table }) => [table, [...days].sort()]),
  [...context.tableByName].filter(([, info]) => info === null).map(([name]) => name),
];

function programOf(context: Context, made: Made): Program {
  return {
    schema: 1,
    calendar: made.calendar,
    people: context.people,
    tables: context.tables.map(({ id, name, source, owner, date, key, links, span }) => ({
      id,
      name,
      source,
      owner,
      date,
      key,
      links,
      span,
    })),
    levels: context.levels.asked,
    rows: context.pools.rows,
    measures: context.pools.measures,
    windows: context.pools.windows,
    figures: context.pools.figures,
    kpis: context.kpis,
    goals: made.goals,
    cascades: made.cascades,
    scores: context.scores,
    flags: made.flags,
    checks: made.checks,
    tests: made.tests,
    resets: made.resets,
  };
}
