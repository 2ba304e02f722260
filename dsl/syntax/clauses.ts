/** How often each clause may stand in a statement, and in which order the formatter puts them. One table for both. */
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Statement } from "./ast.ts";

export interface ClauseRule {
  readonly kind: string;
  /** As the user writes it. */
  readonly word: string;
  readonly often: "once" | "at most once" | "any";
  /** Clauses of one group exclude each other. */
  readonly group?: string;
}
const rule = (
  kind: string,
  word: string,
  often: ClauseRule["often"],
  group?: string,
): ClauseRule => ({ kind, word, often, ...(group !== undefined && { group }) });

/** In canonical order. */
export const CLAUSES: Readonly<Record<string, readonly ClauseRule[]>> = {
  calendar: [
    rule("yearStarts", "year starts", "at most once", "where the year starts"),
    rule("weeks", "weeks", "at most once", "where the year starts"),
    rule("yearNamed", "year named by", "at most once"),
    rule("track", "track", "once"),
    rule("workWeek", "work week", "at most once"),
    rule("holidays", "holidays", "any"),
  ],
  people: [
    rule("headerRow", "header row", "at most once"),
    rule("name", "name", "once"),
    rule("reportsTo", "reports to", "once"),
    rule("since", "since", "at most once"),
    rule("until", "until", "at most once"),
    rule("email", "email", "at most once"),
  ],
  table: [
    rule("headerRow", "header row", "at most once"),
    rule("owner", "owner", "at most once"),
    rule("date", "date", "at most once"),
    rule("key", "key", "at most once"),
    rule("link", "link", "any"),
  ],
  kpi: [
    rule("leading", "leading", "at most once", "role"),
    rule("lagging", "lagging", "at most once", "role"),
    rule("leads", "leads", "at most once", "role"),
    rule("unit", "unit", "at most once"),
    rule("higher", "higher is better", "at most once", "direction"),
    rule("lower", "lower is better", "at most once", "direction"),
    rule("within", "within … is better", "at most once", "direction"),
    rule("baseline", "baseline", "at most once"),
    rule("metAt", "met at", "at most once"),
    rule("atRiskBelow", "at risk below", "at most once"),
    rule("at", "at", "at most once"),
  ],
  goal: [],
  cascade: [
    rule("by", "by", "once"),
    rule("keepBack", "keep back", "any"),
    rule("overAssign", "over-assign", "any"),
    rule("ramp", "ramp", "at most once"),
    rule("atLeast", "at least", "any"),
    rule("atMost", "at most", "any"),
    rule("roundTo", "round to", "at most once"),
    rule("rounding", "rounding", "at most once"),
    rule("spread", "spread", "at most once"),
    rule("to", "to", "any"),
  ],
  score: [rule("cap", "cap", "at most once"), rule("floor", "floor", "at most once")],
  flag: [
    rule("at", "at", "at most once"),
    rule("when", "when", "once"),
    rule("for", "for", "at most once"),
    rule("hold", "hold", "at most once"),
    rule("say", "say", "at most once"),
    rule("severity", "severity", "at most once"),
    rule("escalate", "escalate after", "at most once"),
  ],
  check: [],
  test: [],
  reset: [
    rule("for", "for", "once"),
    rule("fromTo", "from", "once"),
    rule("because", "because", "once"),
    rule("by", "by", "once"),
    rule("on", "on", "once"),
  ],
};

/** The first clause that is one too many, or one that is missing; null where all is well. */
export function checkClauses(statement: Statement): Diagnostic | null {
  if (!("clauses" in statement)) return null;
  const { kind } = statement;
  const rules = CLAUSES[kind] ?? [];
  const seen = new Map<string, string>();
  for (const clause of statement.clauses) {
    const found = rules.find((r) => r.kind === clause.kind);
    if (!found || found.often === "any") continue;
    const key = found.group ?? found.kind;
    const before = seen.get(key);
    if (before === found.word) {
      return diagnose("KPI105", clause.span, { clause: found.word, statement: kind });
    }
    if (before !== undefined) {
      return diagnose("KPI107", clause.span, { one: before, other: found.word });
    }
    seen.set(key, found.word);
  }
  const end = { start: statement.span.end, end: statement.span.end };
  for (const { often, word, kind: wanted } of rules) {
    if (often === "once" && !statement.clauses.some((c) => c.kind === wanted)) {
      return diagnose("KPI106", end, { clause: word, statement: kind });
    }
  }
  if (kind === "flag" && needsHolder(statement)) {
    return diagnose("KPI106", end, { clause: "hold", statement: kind });
  }
  if (kind === "test" && !statement.clauses.some((c) => c.kind.startsWith("expect"))) {
    return diagnose("KPI106", end, { clause: "expect", statement: kind });
  }
  return null;
}

const needsHolder = (flag: Extract<Statement, { kind: "flag" }>): boolean =>
  !flag.clauses.some((c) => c.kind === "hold") &&
  !flag.clauses.some((c) => c.kind === "severity" && c.level === "info");
