/** Columns that hold days, known before any expression is read: a difference of dates must know them wherever it stands. */
import { foldText } from "../fold.ts";
import type { Statement } from "../syntax/ast.ts";
import type { Context } from "./context.ts";

/** A column that a statement takes days from: of any table that has it, or of people. */
export interface DayMark {
  readonly of: "any table" | "people";
  readonly column: string;
}

/** The columns after `on` and `active`, and after `ramp … from`. */
export function dayMarks(statement: Statement): DayMark[] {
  const marks: DayMark[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const one of value) visit(one);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner !== "object" || inner === null) continue;
      if (key === "words") marks.push(...ofWords(inner as Words));
      visit(inner);
    }
  };
  visit(statement);
  if (statement.kind === "cascade") {
    for (const clause of statement.clauses)
      if (clause.kind === "ramp") marks.push({ of: "people", column: clause.column.name });
  }
  return marks;
}

interface Words {
  readonly on?: { readonly name: string } | null;
  readonly active?: {
    readonly from: { readonly name: string };
    readonly until: { readonly name: string };
  } | null;
}

const ofWords = ({ on, active }: Words): DayMark[] =>
  [on, active?.from, active?.until].flatMap((column) =>
    column ? [{ of: "any table", column: column.name }] : [],
  );

/** Enters marks into the tables that have such a column; unknown headers are believed. */
export function markDays(context: Context, marks: Iterable<DayMark>): void {
  const seen = new Set<string>();
  for (const { of, column } of marks) {
    const key = `${of} ${column}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const wanted = foldText(column);
    for (const info of context.tables) {
      if (of === "people" && info.id !== context.people?.table) continue;
      const has =
        info.headers === null || info.headers.some((h) => h !== null && foldText(h) === wanted);
      if (has) info.days.add(wanted);
    }
  }
}
