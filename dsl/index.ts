/** The language's one door: text in, checked rules and diagnostics out. */

import { advise } from "./check/advice.ts";
import { checkChecks, checkFlags, checkResets, checkTests } from "./check/answers.ts";
import { checkCascades } from "./check/cascades.ts";
import type { Catalog } from "./check/catalog.ts";
import { Context } from "./check/context.ts";
import { lowerCondition, lowerFigure, lowerNumber } from "./check/figures.ts";
import { checkGoals } from "./check/goals.ts";
import { checkKpis, checkScores, declareKpis, makeKpi } from "./check/kpis.ts";
import { gatherLevels, isNamedBelow } from "./check/levels.ts";
import { declareSources } from "./check/sources.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Program } from "./ir/ir.ts";
import { LineMap } from "./span.ts";
import type { Statement } from "./syntax/ast.ts";
import { parse } from "./syntax/parse.ts";
import type { ParseMemory } from "./syntax/remember.ts";

export interface Compiled {
  /** Every statement without a mistake; the others are left out. */
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  readonly statements: readonly Statement[];
}

/**
 * Compiles a rule text. Without a catalog only the text itself is checked. Never throws. An editor hands
 * in a memory, so that while somebody types unchanged statements are not parsed again.
 */
export function compile(
  text: string,
  catalog: Catalog | null,
  memory: ParseMemory | null = null,
): Compiled {
  const { statements, diagnostics } = parse(text, memory);
  const context = new Context(text, new LineMap(text), statements, catalog);
  context.lower = { figure: lowerFigure, condition: lowerCondition, number: lowerNumber };
  context.makeKpi = (info, statement) => makeKpi(context, info, statement);
  const calendar = declareSources(context);
  context.levels = gatherLevels(context);
  context.isBelowPeople = (name) => isNamedBelow(context, name);
  declareKpis(context);
  // `on` and `active` name date columns; a difference of dates must know them wherever it stands.
  markDays(context);
  checkKpis(context);
  checkScores(context);
  const goals = checkGoals(context);
  const cascades = checkCascades(context);
  const flags = checkFlags(context);
  const checks = checkChecks(context);
  const tests = checkTests(context);
  const resets = checkResets(context);
  // A book that a mistake keeps from being whole gets no advice on what it lacks.
  const isWhole = statements.every((s) => s.kind !== "broken");
  if (isWhole && !context.diagnostics.some((d) => d.severity === "error"))
    advise(context, { goals, cascades, flags });
  const program: Program = {
    schema: 1,
    calendar,
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
    goals,
    cascades,
    scores: context.scores,
    flags,
    checks,
    tests,
    resets,
  };
  const all = [...diagnostics, ...context.diagnostics].sort((a, b) => a.span.start - b.span.start);
  return { program, diagnostics: all, statements };
}

/** Marks the columns that any aggregate uses as days, before any expression is read. */
function markDays(context: Context): void {
  const mark = (table: string | null, column: string) => {
    for (const info of context.tables) {
      if (table !== null && info.name !== table) continue;
      const has =
        info.headers === null ||
        info.headers.some((h) => h !== null && h.toLowerCase() === column.toLowerCase());
      if (has) info.days.add(column.toLowerCase());
    }
  };
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const words = (
      value as {
        words?: {
          on: { name: string } | null;
          active: { from: { name: string }; until: { name: string } } | null;
        };
      }
    ).words;
    if (words?.on) mark(null, words.on.name);
    if (words?.active) {
      mark(null, words.active.from.name);
      mark(null, words.active.until.name);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(context.statements);
}
