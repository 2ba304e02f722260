/** kpi and score statements. */
import { foldText } from "../fold.ts";
import type { Direction, Kpi, Level, Score } from "../ir/ir.ts";
import { figuresUnder } from "../ir/walk.ts";
import { nearest } from "../nearest.ts";
import type { LevelName, StatementOf } from "../syntax/ast.ts";
import type { Unit } from "../types/type.ts";
import type { Context, KpiInfo } from "./context.ts";
import { type KpiFacts, NO_FACTS } from "./facts.ts";
import { scopeOf } from "./figure-scope.ts";
import { lowerFigure } from "./figures.ts";
import { kpiNamed, kpiOf } from "./kpi-ref.ts";
import { levelNamed } from "./levels.ts";
import { natureOf } from "./nature.ts";
import { clauseOf } from "./sources.ts";
import { inPercent, mayDeclare, unitOf } from "./units.ts";

/** Names first, so that a KPI may use one said below it; broken ones stay declared and silent. */
export function declareKpis(context: Context): void {
  for (const statement of context.statements) {
    const isKpi = statement.kind === "kpi";
    const isBroken = statement.kind === "broken" && statement.keyword === "kpi";
    if (!isKpi && !isBroken) continue;
    const name = statement.name;
    if (!name) continue;
    const key = foldText(name.text);
    const before = context.kpiByName.get(key);
    if (before) {
      const line = context.lines.lineOf(before.span.start);
      context.say("KPI206", name.span, { name: before.name, kind: "KPI", line });
      continue;
    }
    context.kpiByName.set(key, {
      statement: isKpi ? statement : null,
      name: name.text,
      span: name.span,
      state: isKpi ? "new" : "broken",
      kpi: null,
      said: [],
    });
  }
}

/** Checks every KPI; one that is known as it stands is made only where another one needs it. */
export function checkKpis(context: Context): KpiFacts[] {
  const infos = [...context.kpiByName.values()].filter((info) => info.statement !== null);
  const known = new Map<KpiInfo, KpiFacts>();
  for (const info of infos) {
    const before = context.recheck?.known("kpi", info.statement!);
    if (!before) {
      if (info.state === "new") context.guard(() => kpiOf(context, info, info.span));
      continue;
    }
    known.set(info, before.facts);
    context.add(before.diagnostics);
  }
  return infos.flatMap((info) => {
    const before = known.get(info);
    if (before) return [before];
    const { said } = context.gather(() => finishKpi(context, info));
    const all = [...info.said, ...said];
    context.add(all);
    const facts = info.state === "done" ? factsOf(context, info) : null;
    context.noteChecked("kpi", info.statement!, facts, all);
    return facts ? [facts] : [];
  });
}

/** What a figure may be made of that is the same for every node and period. */
const FIXED = new Set(["literal", "arithmetic", "divide", "call", "blank"]);

function factsOf({ pools }: Context, { kpi, statement, span }: KpiInfo): KpiFacts {
  const parts = figuresUnder(kpi!.figure, (f) => pools.figureNode(f));
  return {
    name: kpi!.name,
    role: kpi!.role,
    leads: clauseOf(statement!.clauses, "leads")?.kpi.text ?? null,
    isConstant: parts.every((id) => FIXED.has(pools.figureNode(id).kind)),
    at: span,
  };
}

export function makeKpi(context: Context, info: KpiInfo, statement: StatementOf<"kpi">): Kpi {
  const { clauses } = statement;
  const lowered = lowerFigure({ ...scopeOf(context), within: info }, statement.value);
  if (lowered.as !== "number") {
    const what = context.source(statement.value.span);
    return context.stop("KPI306", statement.value.span, { what, needs: "number" });
  }
  const level = levelOf(context, clauseOf(clauses, "at"));
  const kpi: Kpi = {
    id: context.kpis.length,
    name: statement.name.text,
    label: statement.label?.value ?? statement.name.text,
    figure: lowered.id,
    role: clauseOf(clauses, "lagging")
      ? "lagging"
      : clauseOf(clauses, "leading") || clauseOf(clauses, "leads")
        ? "leading"
        : "helper",
    leads: null,
    unit: declaredUnit(context, statement, lowered.unit),
    direction: directionOf(clauses),
    baseline: null,
    metAt: clauseOf(clauses, "metAt")?.share.value ?? 1,
    atRiskBelow: clauseOf(clauses, "atRiskBelow")?.share.value ?? 0.8,
    level,
    nature: natureOf(context, lowered.id),
    span: statement.span,
  };
  context.kpis.push(kpi);
  return kpi;
}

/** The level at which a KPI is owed, or a flag raised. */
export function levelOf(context: Context, clause: { readonly level: LevelName } | null): Level {
  if (!clause) return { of: "people" };
  const { level } = clause;
  return level.kind === "column" ? levelNamed(context, level.column) : { of: level.kind };
}

function declaredUnit(context: Context, { clauses }: StatementOf<"kpi">, gives: Unit): Unit {
  const clause = clauseOf(clauses, "unit");
  if (!clause) return gives;
  const unit = unitOf(clause.unit.text, clause.form);
  if (!unit) {
    const word = clause.unit.text;
    return context.stop("KPI312", clause.unit.span, {
      word,
      kind: "unit",
      candidates: nearest(word, ["days", "count", "USD", "EUR"]),
    });
  }
  if (!mayDeclare(unit, gives)) {
    context.stop("KPI309", clause.span, { declared: unit, gives });
  }
  return unit;
}

function directionOf(clauses: StatementOf<"kpi">["clauses"]): Direction {
  const lower = clauseOf(clauses, "lower");
  const within = clauseOf(clauses, "within");
  if (lower) return { better: "lower", byRatio: lower.byRatio };
  if (within) return { better: "within", tolerance: within.tolerance.value };
  return { better: "higher" };
}

/** What names other KPIs, or itself: after all of them are known. */
function finishKpi(context: Context, info: KpiInfo): void {
  if (info.state !== "done" || !info.statement) return;
  const { clauses } = info.statement;
  const leads = clauseOf(clauses, "leads");
  const baseline = clauseOf(clauses, "baseline");
  let kpi = info.kpi!;
  if (leads) kpi = { ...kpi, leads: kpiNamed(context, leads.kpi).id };
  if (baseline) kpi = { ...kpi, baseline: lowerFigure(scopeOf(context), baseline.value).id };
  info.kpi = kpi;
  context.kpis[kpi.id] = kpi;
}

/** Scores are declared before figures use them; their parts make 100 %. */
export function checkScores(context: Context): void {
  for (const statement of context.statements) {
    if (statement.kind === "broken" && statement.keyword === "score" && statement.name) {
      context.scoreByName.set(foldText(statement.name.text), null);
    }
    if (statement.kind !== "score") continue;
    const key = foldText(statement.name.text);
    let parts: Score["parts"] = [];
    const facts = context.examine("score", statement, () => {
      parts = checkParts(context, statement);
      return NO_FACTS;
    });
    // One that is known as it stands can be named; only a program needs its parts.
    if (facts) declareScore(context, statement, parts);
    else if (!context.scoreByName.has(key)) context.scoreByName.set(key, null);
  }
}

function checkParts(
  context: Context,
  { name, parts, partsSpan }: StatementOf<"score">,
): Score["parts"] {
  const before = context.scoreByName.get(foldText(name.text));
  const other = context.kpiByName.get(foldText(name.text))?.span ?? before?.span;
  if (other) {
    const line = context.lines.lineOf(other.start);
    context.stop("KPI206", name.span, { name: name.text, kind: before ? "score" : "KPI", line });
  }
  const made = parts.map(({ share, kpi }) => ({
    share: share.value,
    kpi: kpiNamed(context, kpi).id,
  }));
  const sum = made.reduce((total, part) => total + part.share, 0);
  if (Math.abs(sum - 1) > 1e-9) {
    context.stop("KPI405", partsSpan, { sum: inPercent(sum) });
  }
  return made;
}

function declareScore(
  context: Context,
  { name, label, clauses, span }: StatementOf<"score">,
  parts: Score["parts"],
): void {
  const score: Score = {
    id: context.scores.length,
    name: name.text,
    label: label?.value ?? name.text,
    parts,
    cap: clauseOf(clauses, "cap")?.share.value ?? null,
    floor: clauseOf(clauses, "floor")?.share.value ?? null,
    span,
  };
  context.scores.push(score);
  context.scoreByName.set(foldText(name.text), score);
}
