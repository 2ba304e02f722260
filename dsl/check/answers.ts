/** flag, check, test and reset statements. */
import { isoOf, parseIso } from "../calendar/day.ts";
import { diagnose } from "../diagnostics/catalogue.ts";
import { write } from "../diagnostics/phrases.ts";
import { foldText } from "../fold.ts";
import type {
  Check,
  Condition,
  Expectation,
  FigureNode,
  Flag,
  GivenCell,
  Reset,
  SayPart,
  Test,
} from "../ir/ir.ts";
import { figuresUnder } from "../ir/walk.ts";
import { nearest } from "../nearest.ts";
import type { Span } from "../span.ts";
import type {
  CellValueNode,
  Expr,
  NumberLiteral,
  ResetStatement,
  StatementOf,
  TestClause,
  Text,
} from "../syntax/ast.ts";
import { parseExpression } from "../syntax/parse-expression.ts";
import { flagFacts } from "./cases.ts";
import { type Context, fixTo } from "./context.ts";
import { type FlagFacts, NO_FACTS } from "./facts.ts";
import { scopeOf } from "./figure-scope.ts";
import { lowerCondition, lowerFigure } from "./figures.ts";
import { checkGoal } from "./goals.ts";
import { kpiNamed } from "./kpi-ref.ts";
import { levelOf } from "./kpis.ts";
import { periodLabel } from "./selectors.ts";
import { clauseOf } from "./sources.ts";

export function checkFlags(context: Context): { flags: Flag[]; facts: FlagFacts[] } {
  const flags: Flag[] = [];
  const facts = context.statements.flatMap((statement) => {
    if (statement.kind !== "flag") return [];
    const found = context.examine("flag", statement, () => {
      const flag = checkFlag(context, statement);
      flags.push(flag);
      return flagFacts(context, flag);
    });
    return found ? [found] : [];
  });
  return { flags, facts };
}

function checkFlag(context: Context, statement: StatementOf<"flag">): Flag {
  const { clauses, name, label, span } = statement;
  const hold = clauseOf(clauses, "hold");
  const say = clauseOf(clauses, "say");
  return {
    name: name.text,
    label: label?.value ?? name.text,
    at: levelOf(context, clauseOf(clauses, "at")),
    when: lowerCondition(scopeOf(context), clauseOf(clauses, "when")!.condition),
    for: clauseOf(clauses, "for")?.duration ?? null,
    hold: hold
      ? typeof hold.who === "string"
        ? { who: hold.who }
        : { who: "named", name: context.person(hold.who.value, hold.who.span) }
      : null,
    say: say ? sayParts(context, say.text) : [],
    severity: clauseOf(clauses, "severity")?.level ?? "warn",
    escalateAfter: clauseOf(clauses, "escalate")?.duration ?? null,
    span,
  };
}

const SAID_OTHERWISE: Readonly<Record<string, (typeof SAID)[number]>> = {
  person: "name",
  rep: "name",
  seller: "name",
  who: "name",
  owner: "name",
  boss: "manager",
  quarter: "period",
  month: "period",
};
const SAID = ["name", "manager", "period", "missed", "met"] as const;

/** `"{name} is at {attainment(revenue)}"`: texts and figures in turn; `{{` is a brace. */
function sayParts(context: Context, text: Text): SayPart[] {
  const parts: SayPart[] = [];
  const source = context.source(text.span).slice(1, -1);
  const start = text.span.start + 1;
  const pattern = /\{\{|\{([^{}]*)\}|[^{]+|\{/g;
  for (const match of source.matchAll(pattern)) {
    const inner = match[1];
    if (inner === undefined) {
      const at = start + match.index;
      if (match[0] === "{") context.say("KPI221", { start: at, end: at + 1 }, {});
      parts.push({ of: "text", text: match[0] === "{{" ? "{" : match[0].replace(/""/g, '"') });
      continue;
    }
    const word = SAID.find((w) => w === inner.trim());
    if (word) {
      parts.push({ of: word });
      continue;
    }
    const meant = SAID_OTHERWISE[foldText(inner)];
    if (meant && !context.kpiByName.has(foldText(inner))) {
      const span = { start: start + match.index + 1, end: start + match.index + 1 + inner.length };
      const says = { key: "say's words", word: inner.trim() } as const;
      const params = { says, write: write(`{${meant}}`) };
      context.add([diagnose("KPI116", span, params, { fix: { span, text: meant } })]);
      continue;
    }
    const expr = parseExpression(inner, start + match.index + 1);
    if ("diagnostic" in expr) {
      context.add([expr.diagnostic]);
      continue;
    }
    const { id, unit } = lowerFigure(scopeOf(context), expr.expr);
    parts.push({ of: "figure", figure: id, unit });
  }
  return parts;
}

// ── Checks and tests ───────────────────────────────────────────────────────────────────────────

export function checkChecks(context: Context): Check[] {
  const made: Check[] = [];
  for (const statement of context.statements) {
    if (statement.kind !== "check") continue;
    context.examine("check", statement, () => {
      made.push(lowerCheck(context, statement.condition, statement.within, statement.span));
      return NO_FACTS;
    });
  }
  return made;
}

function lowerCheck(
  context: Context,
  expr: Expr,
  within: NumberLiteral | null,
  span: Expr["span"],
): Check {
  const condition = conditionOf(context, expr);
  if (condition.of === "compare" && expr.kind === "compare") {
    requirePeriod(context, condition.left, expr.left.span);
    requirePeriod(context, condition.right, expr.right.span);
  } else if (condition.of === "holds") requirePeriod(context, condition.figure, expr.span);
  return {
    text: context.source(expr.span).replace(/\s+/g, " "),
    condition,
    within: within?.value ?? null,
    span,
  };
}

/** The top stands in where a figure says no `of`. */
function conditionOf(context: Context, expr: Expr): Condition {
  const scope = scopeOf(context, { node: { who: "top" }, cells: true });
  if (expr.kind !== "compare") return { of: "holds", figure: lowerCondition(scope, expr) };
  lowerCondition(scope, expr);
  const { op } = expr;
  return {
    of: "compare",
    op,
    left: lowerFigure(scope, expr.left).id,
    right: lowerFigure(scope, expr.right).id,
  };
}

/** `at`: the side of the condition; a figure's own place may be in the KPI it comes from. */
function requirePeriod(context: Context, root: number, at: Span): void {
  const { pools } = context;
  // What is asked of the reports is asked in the period of their count.
  const nodeOf = (id: number): FigureNode => {
    const node = pools.figureNode(id);
    return node.kind === "reports" ? { ...node, where: null } : node;
  };
  for (const id of figuresUnder(root, nodeOf)) {
    const node = nodeOf(id);
    if (!("window" in node)) continue;
    if (!pools.windowAt(node.window).steps.some((step) => step.op === "fixed"))
      context.stop("KPI313", at, {});
  }
}

export function checkTests(context: Context): Test[] {
  const made: Test[] = [];
  for (const statement of context.statements) {
    if (statement.kind !== "test") continue;
    context.examine("test", statement, () => {
      made.push(checkTest(context, statement));
      return NO_FACTS;
    });
  }
  return made;
}

function checkTest(context: Context, statement: StatementOf<"test">): Test {
  const { clauses } = statement;
  const asOf = clauses.find((c) => c.kind === "givenAsOf");
  const names = context.names;
  // A test makes its own people up.
  context.names = null;
  try {
    return {
      name: statement.name.value,
      given: clauses.flatMap((c) => (c.kind === "givenTable" ? [givenTable(context, c)] : [])),
      goals: clauses.flatMap((c) =>
        c.kind === "givenGoal" ? [checkGoal(context, c.goal, true)] : [],
      ),
      resets: clauses.flatMap((c) =>
        c.kind === "givenReset" ? [checkReset(context, c.reset, true)] : [],
      ),
      asOf: asOf?.kind === "givenAsOf" ? dayOf(context, asOf.day.label, asOf.day.span) : null,
      expectations: clauses.flatMap((c) =>
        c.kind === "expect" || c.kind === "expectFlag" ? [expectation(context, c)] : [],
      ),
      span: statement.span,
    };
  } finally {
    context.names = names;
  }
}

function dayOf(context: Context, label: string, span: Expr["span"]): number {
  const day = parseIso(label);
  if (day !== null) return day;
  return context.stop("KPI311", span, { why: { key: "no day", label }, write: "2026-03-31" });
}

function givenTable(
  context: Context,
  clause: Extract<TestClause, { kind: "givenTable" }>,
): Test["given"][number] {
  const isPeople = foldText(clause.table.text) === "people";
  const table =
    isPeople && context.people
      ? context.tables[context.people.table]!
      : context.table(clause.table.text, clause.table.span);
  const columns = clause.columns.map((c) => context.column(table, c.name, c.span));
  const rows = clause.rows.map((row) => row.map((cell) => givenCell(context, cell)));
  return { table: table.name, columns, rows };
}

function givenCell(context: Context, cell: CellValueNode): GivenCell {
  switch (cell.kind) {
    case "text":
      return { of: "text", text: cell.value };
    case "number":
      return { of: "number", value: cell.value };
    case "truth":
      return { of: "truth", value: cell.value };
    case "day":
      return { of: "day", day: dayOf(context, cell.label, cell.span) };
    case "blank":
      return { of: "blank" };
  }
}

function expectation(
  context: Context,
  clause: Extract<TestClause, { kind: "expect" | "expectFlag" }>,
): Expectation {
  if (clause.kind === "expect") {
    return { kind: "figure", ...lowerCheck(context, clause.condition, clause.within, clause.span) };
  }
  const { flag, selectors, hold, no, span } = clause;
  const declared = context.statements.flatMap((s) =>
    (s.kind === "flag" || (s.kind === "broken" && s.keyword === "flag")) && s.name
      ? [s.name.text]
      : [],
  );
  if (!declared.some((name) => foldText(name) === foldText(flag.text))) {
    const candidates = nearest(flag.text, declared);
    context.stop(
      "KPI211",
      flag.span,
      { name: flag.text, candidates },
      fixTo(flag.span, candidates[0]),
    );
  }
  const astray = selectors.find((s) => s.kind !== "ofPerson" && s.kind !== "inPeriod");
  if (astray)
    context.stop("KPI116", astray.span, {
      says: "flag of somebody",
      write: write('of "Name" in 2026-Q1'),
    });
  const of = selectors.find((s) => s.kind === "ofPerson");
  const period = selectors.find((s) => s.kind === "inPeriod");
  return {
    kind: "flag",
    no,
    flag: flag.text,
    of: of?.kind === "ofPerson" ? of.name.value : null,
    period:
      period?.kind === "inPeriod"
        ? periodLabel(context, period.period.label, period.period.span)
        : null,
    hold: hold?.value ?? null,
    text: context.source(span).replace(/\s+/g, " "),
    span,
  };
}

/** Recorded resets of goals: of a period that was not yet over on the day they were made. */
export function checkResets(context: Context): Reset[] {
  const made: Reset[] = [];
  for (const statement of context.statements) {
    if (statement.kind !== "reset") continue;
    context.examine("reset", statement, () => {
      made.push(checkReset(context, statement, false));
      return NO_FACTS;
    });
  }
  return made;
}

function checkReset(context: Context, statement: ResetStatement, given: boolean): Reset {
  const { clauses, period, span } = statement;
  const kpi = kpiNamed(context, statement.kpi);
  const name = clauseOf(clauses, "for")!.name;
  const on = clauseOf(clauses, "on")!;
  const amounts = clauseOf(clauses, "fromTo")!;
  const label = periodLabel(context, period.label, period.span);
  const day = dayOf(context, on.day.label, on.day.span);
  const owed = context.calendar.parse(label)!;
  if (day >= owed.end) {
    const last = isoOf(owed.end - 1);
    return context.stop("KPI410", on.day.span, { period: label, last });
  }
  return {
    kpi: kpi.id,
    period: label,
    person: given ? name.value : context.person(name.value, name.span),
    from: amounts.from,
    to: amounts.to,
    because: clauseOf(clauses, "because")!.text.value,
    by: clauseOf(clauses, "by")!.text.value,
    on: day,
    span,
  };
}
