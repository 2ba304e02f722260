/** A statement in its canonical text: the head, then one clause a line in canonical order. */

import type {
  CalendarClause,
  CascadeClause,
  CellValueNode,
  FlagClause,
  GoalStatement,
  KpiClause,
  LevelName,
  PeopleClause,
  Place,
  ResetClause,
  ResetStatement,
  ScoreClause,
  Source,
  Statement,
  TableClause,
  TestClause,
  Weight,
  Who,
} from "../syntax/ast.ts";
import { CLAUSES } from "../syntax/clauses.ts";
import { column, duration, expression, name, selector, text } from "./expression.ts";

const TRACK = {
  day: "daily",
  week: "weekly",
  month: "monthly",
  quarter: "quarterly",
  half: "half-yearly",
  year: "yearly",
} as const;
const list = (parts: readonly string[]): string => parts.join(", ");
const label = (of: { readonly value: string } | null): string => (of ? ` ${text(of.value)}` : "");
const source = (of: Source): string => name(of.name) + (of.range === null ? "" : `!${of.range}`);
const then = (columns: readonly { readonly name: string }[]): string =>
  columns.map((c) => column(c.name)).join(" then ");
const level = (of: LevelName): string => (of.kind === "column" ? column(of.column.name) : of.kind);
const place = (of: Place): string =>
  of.kind === "person" ? text(of.name.value) : column(of.column.name);
const below = (of: Place | null): string => (of ? ` below ${place(of)}` : "");

/** The head's text, and the clauses' texts; a number written plainly stays as written. */
export function statementText(statement: Exclude<Statement, { kind: "broken" }>): {
  head: string;
  clauses: readonly string[];
} {
  switch (statement.kind) {
    case "calendar":
      return { head: "calendar", clauses: ordered(statement, calendarClause) };
    case "people":
      return {
        head: `people from ${source(statement.source)}`,
        clauses: ordered(statement, peopleClause),
      };
    case "table":
      return {
        head: `table ${name(statement.name.text)} from ${source(statement.source)}`,
        clauses: ordered(statement, tableClause),
      };
    case "kpi":
      return {
        head: `kpi ${name(statement.name.text)}${label(statement.label)} = ${expression(statement.value)}`,
        clauses: ordered(statement, kpiClause),
      };
    case "goal":
      return { head: goalText(statement), clauses: [] };
    case "cascade":
      return {
        head: `cascade ${name(statement.kpi.text)}`,
        clauses: ordered(statement, cascadeClause),
      };
    case "score": {
      const parts = statement.parts.map(
        (p) => `${p.share.image.replace(/\s/g, "")} ${name(p.kpi.text)}`,
      );
      return {
        head: `score ${name(statement.name.text)}${label(statement.label)} = ${parts.join(" + ")}`,
        clauses: ordered(statement, scoreClause),
      };
    }
    case "flag":
      return {
        head: `flag ${name(statement.name.text)}${label(statement.label)}`,
        clauses: ordered(statement, flagClause),
      };
    case "check":
      return {
        head: `check ${expression(statement.condition)}${within(statement.within)}`,
        clauses: [],
      };
    case "test": {
      const given = statement.clauses.filter((c) => c.kind.startsWith("given"));
      const expected = statement.clauses.filter((c) => c.kind.startsWith("expect"));
      return {
        head: `test ${text(statement.name.value)}`,
        clauses: [...given, ...expected].map(testClause),
      };
    }
    case "reset":
      return { head: resetText(statement), clauses: [] };
  }
}

const within = (of: { readonly image: string } | null): string =>
  of ? ` within ${of.image.replace(/\s/g, "")}` : "";

/** Clauses in the order of the one table, those of a kind as they stand. */
function ordered<C extends { readonly kind: string }>(
  statement: { readonly kind: string; readonly clauses: readonly C[] },
  print: (clause: C) => string,
): string[] {
  const order = (CLAUSES[statement.kind] ?? []).map((rule) => rule.kind);
  const sorted = [...statement.clauses].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind),
  );
  return sorted.map(print);
}

function calendarClause(c: CalendarClause): string {
  switch (c.kind) {
    case "yearStarts":
      return `year starts ${c.month.text}`;
    case "yearNamed":
      return `year named by ${c.by}`;
    case "weeks":
      return `weeks ${c.pattern.value} ending ${c.ending} ${c.day.text} of ${c.month.text}`;
    case "track":
      return `track ${list(c.grains.map((g) => TRACK[g]))}`;
    case "workWeek":
      return `work week ${c.from.text} to ${c.to.text}`;
    case "holidays":
      return `holidays from ${name(c.table.text)}${column(c.column.name)}`;
  }
}

function peopleClause(c: PeopleClause): string {
  if (c.kind === "headerRow") return `header row ${c.row.image}`;
  if (c.kind === "reportsTo")
    return `reports to ${then(c.columns)}${c.top ? ` then ${text(c.top.value)}` : ""}`;
  return `${c.kind} ${column(c.column.name)}`;
}

function tableClause(c: TableClause): string {
  if (c.kind === "headerRow") return `header row ${c.row.image}`;
  if (c.kind === "owner") return `owner ${then(c.columns)}`;
  if (c.kind === "link") return `link ${column(c.column.name)} to ${name(c.to.text)}`;
  return `${c.kind} ${column(c.column.name)}`;
}

function kpiClause(c: KpiClause): string {
  switch (c.kind) {
    case "leading":
    case "lagging":
      return c.kind;
    case "leads":
      return `leads ${name(c.kpi.text)}`;
    case "unit":
      return `unit ${c.form === "text" ? text(c.unit.text) : c.unit.text}`;
    case "higher":
      return "higher is better";
    case "lower":
      return `lower is better${c.byRatio ? " by ratio" : ""}`;
    case "within":
      return `within ${c.tolerance.image} is better`;
    case "baseline":
      return `baseline ${expression(c.value)}`;
    case "metAt":
      return `met at ${c.share.image}`;
    case "atRiskBelow":
      return `at risk below ${c.share.image}`;
    case "at":
      return `at ${level(c.level)}`;
  }
}

function whoText(who: Who): string {
  const where = who.where ? ` where ${expression(who.where)}` : "";
  switch (who.kind) {
    case "person":
      return text(who.name!.value) + where;
    case "level":
      return `each ${column(who.column!.name)}${where}`;
    case "reports":
      return `each report of ${text(who.name!.value)}${where}`;
    case "team":
      return `team of ${text(who.name!.value)}${where}`;
    default:
      return who.kind + where;
  }
}

function goalText(goal: GoalStatement): string {
  const when = goal.when.kind === "each" ? `each ${goal.when.grain}` : goal.when.label;
  const head = `goal ${name(goal.kpi.text)} ${when}`;
  const { value } = goal;
  if (value.kind === "value")
    return `${head} = ${expression(value.value)} for ${whoText(value.who)}`;
  const where = value.where ? ` where ${expression(value.where)}` : "";
  return `${head} from ${name(value.table.text)}${column(value.column.name)}${where}`;
}

function weightText(weights: readonly Weight[]): string {
  const one = (w: Weight): string => {
    if (w.kind === "evenly") return "evenly";
    if (w.kind === "ratio") return w.method;
    if (w.kind === "value") return expression(w.value);
    return w.parts
      .map((p) => `${p.share.image.replace(/\s/g, "")} ${expression(p.of)}`)
      .join(" + ");
  };
  const first = weights[0]!;
  const head = first.kind === "evenly" ? "evenly" : `by ${one(first)}`;
  return [head, ...weights.slice(1).map(one)].join(" else ");
}

function cascadeClause(c: CascadeClause): string {
  switch (c.kind) {
    case "by":
      return weightText(c.weights);
    case "keepBack":
      return `keep back ${c.share.image}${below(c.below)}`;
    case "overAssign":
      return `over-assign ${c.share.image}${below(c.below)}`;
    case "ramp":
      return `ramp ${list(c.shares.map((s) => s.image))} by ${c.grain} from ${column(c.column.name)}`;
    case "atLeast":
    case "atMost":
      return `at ${c.kind === "atLeast" ? "least" : "most"} ${expression(c.value)}${c.who ? ` for ${whoText(c.who)}` : ""}`;
    case "roundTo":
      return `round to ${c.value.image}`;
    case "rounding":
      return `rounding ${c.rule}`;
    case "spread":
      return `spread ${c.weights ? weightText(c.weights) : list((c.shares ?? []).map((s) => s.image))}`;
    case "to":
      return `to ${column(c.column.name)}`;
  }
}

const scoreClause = (c: ScoreClause): string => `${c.kind} ${c.share.image}`;

function flagClause(c: FlagClause): string {
  switch (c.kind) {
    case "at":
      return `at ${level(c.level)}`;
    case "when":
      return `when ${expression(c.condition)}`;
    case "for":
      return `for ${duration(c.duration.n, c.duration.grain)}`;
    case "hold":
      return `hold ${typeof c.who === "string" ? c.who : text(c.who.value)}`;
    case "say":
      return `say ${text(c.text.value)}`;
    case "severity":
      return `severity ${c.level}`;
    case "escalate":
      return `escalate after ${duration(c.duration.n, c.duration.grain)}`;
  }
}

function resetText(reset: ResetStatement): string {
  const clause = (c: ResetClause): string => {
    if (c.kind === "for") return `for ${text(c.name.value)}`;
    if (c.kind === "fromTo") return `from ${c.from} to ${c.to}`;
    if (c.kind === "on") return `on ${c.day.label}`;
    return `${c.kind} ${text(c.text.value)}`;
  };
  const order = CLAUSES.reset!.map((rule) => rule.kind);
  const sorted = [...reset.clauses].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return [`reset ${name(reset.kpi.text)} ${reset.period.label}`, ...sorted.map(clause)].join(" ");
}

function testClause(c: TestClause): string {
  switch (c.kind) {
    case "givenTable": {
      const table = c.table.text.toLowerCase() === "people" ? "people" : name(c.table.text);
      const rows = c.rows.map((row) => `    row ${list(row.map(cell))}`);
      return [`given ${table} ${list(c.columns.map((x) => column(x.name)))}`, ...rows].join("\n");
    }
    case "givenGoal":
      return `given ${goalText(c.goal)}`;
    case "givenReset":
      return `given ${resetText(c.reset)}`;
    case "givenAsOf":
      return `given as of ${c.day.label}`;
    case "expectFlag": {
      const selectors = c.selectors.map((s) => ` ${selector(s)}`).join("");
      return `expect ${c.no ? "no " : ""}flag ${name(c.flag.text)}${selectors}${c.hold ? ` hold ${text(c.hold.value)}` : ""}`;
    }
    case "expect":
      return `expect ${expression(c.condition)}${within(c.within)}`;
  }
}

function cell(of: CellValueNode): string {
  switch (of.kind) {
    case "text":
      return text(of.value);
    case "number":
      return String(of.value);
    case "day":
      return of.label;
    case "truth":
      return String(of.value);
    case "blank":
      return "blank";
  }
}
