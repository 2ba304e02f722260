/** cascade statements: weights, steps, bounds, and what they would do to the people there are. */
import type { CellValue } from "../cell.ts";
import { foldText } from "../fold.ts";
import {
  ANYBODY,
  type Bound,
  type Cascade,
  type Kpi,
  type LevelId,
  type PeopleSource,
  type StepShare,
  type Weight,
} from "../ir/ir.ts";
import { join } from "../span.ts";
import type { CascadeClause, Place, StatementOf, Weight as WeightNode } from "../syntax/ast.ts";
import type { Context } from "./context.ts";
import { scopeOf } from "./figure-scope.ts";
import { lowerFigure } from "./figures.ts";
import { kpiNamed } from "./kpi-ref.ts";
import { levelBelow } from "./levels.ts";
import { clauseOf } from "./sources.ts";
import { inPercent } from "./units.ts";
import { lowerWho, lowerWhoWhere } from "./who.ts";

export function checkCascades(context: Context): Cascade[] {
  const cascades: Cascade[] = [];
  const taken = new Set<string>();
  for (const statement of context.statements) {
    if (statement.kind !== "cascade") continue;
    const key = foldText(statement.kpi.text);
    const facts = taken.has(key)
      ? context.guard(() => refuseSecond(context, statement))
      : context.examine("cascade", statement, () => {
          cascades.push(checkCascade(context, statement));
          return { kpi: statement.kpi.text };
        });
    if (facts) taken.add(key);
  }
  return cascades;
}

function refuseSecond(context: Context, { kpi }: StatementOf<"cascade">): never {
  return context.stop("KPI403", kpi.span, { kpi: kpiNamed(context, kpi).name });
}

function checkCascade(context: Context, statement: StatementOf<"cascade">): Cascade {
  const { clauses } = statement;
  const kpi = kpiNamed(context, statement.kpi);
  const by = clauseOf(clauses, "by")!;
  refuseMethod(context, kpi, by.weights);
  if (kpi.nature.of === "other") {
    context.stop("KPI404", statement.kpi.span, { kpi: kpi.name });
  }
  const ramp = clauseOf(clauses, "ramp");
  const spread = clauseOf(clauses, "spread");
  const shares = spread?.shares ?? [];
  const spreadSum = shares.reduce((sum, share) => sum + share.value, 0);
  if (shares.length > 0 && Math.abs(spreadSum - 1) > 1e-9) {
    const span = join(shares[0]!.span, shares[shares.length - 1]!.span);
    context.stop("KPI405", span, { sum: inPercent(spreadSum) });
  }
  const people = context.people ? context.tables[context.people.table]! : null;
  if (!people) context.stop("KPI210", statement.kpi.span, { statement: "people" });
  const cascade: Cascade = {
    kpi: kpi.id,
    by: by.weights.map((w) => lowerWeight(context, w)),
    keepBack: steps(context, clauses, "keepBack"),
    overAssign: steps(context, clauses, "overAssign"),
    ramp: ramp
      ? {
          shares: ramp.shares.map((s) => s.value),
          grain: ramp.grain,
          from: context.column(people!, ramp.column.name, ramp.column.span),
        }
      : null,
    atLeast: bounds(context, clauses, "atLeast"),
    atMost: bounds(context, clauses, "atMost"),
    roundTo: clauseOf(clauses, "roundTo")?.value.value ?? null,
    rounding: clauseOf(clauses, "rounding")?.rule ?? "remainder",
    spread: spread
      ? (spread.weights?.map((w) => lowerWeight(context, w)) ?? {
          shares: spread.shares!.map((s) => s.value),
        })
      : null,
    to: levelsBelow(context, clauses),
    span: statement.span,
  };
  adviseCompounding(context, clauses);
  warnOfZeroWeights(context, by);
  return cascade;
}

/** Rates go down by a method of their own, amounts by weights: each with the other is an error. */
function refuseMethod(context: Context, kpi: Kpi, weights: readonly WeightNode[]): void {
  const isRatio = kpi.nature.of === "ratio";
  for (const weight of weights) {
    if (weight.kind === "ratio" && !isRatio)
      context.stop("KPI408", weight.span, { kpi: kpi.name, method: weight.method });
    if (weight.kind !== "ratio" && weight.kind !== "evenly" && isRatio)
      context.stop("KPI409", weight.span, { kpi: kpi.name });
  }
}

/** The levels that `to` names, each with those above it. */
function levelsBelow(context: Context, clauses: readonly CascadeClause[]): LevelId[] {
  const wanted = new Set<LevelId>();
  for (const clause of clauses) {
    if (clause.kind !== "to") continue;
    let at: LevelId | null = levelBelow(context, clause.column);
    while (at !== null) {
      wanted.add(at);
      at = context.levels.asked[at]!.above;
    }
  }
  return [...wanted].sort((a, b) => a - b);
}

function lowerWeight(context: Context, weight: WeightNode): Weight {
  if (weight.kind === "evenly") return { of: "evenly" };
  if (weight.kind === "ratio") return { of: "ratio", method: weight.method };
  const scope = scopeOf(context, { inGoal: true, inCascade: true });
  if (weight.kind === "value") return { of: "figure", figure: lowerFigure(scope, weight.value).id };
  const sum = weight.parts.reduce((total, part) => total + part.share.value, 0);
  if (Math.abs(sum - 1) > 1e-9) {
    context.stop("KPI405", weight.span, { sum: inPercent(sum) });
  }
  return {
    of: "blend",
    parts: weight.parts.map((part) => ({
      share: part.share.value,
      figure: lowerFigure(scope, part.of).id,
    })),
  };
}

function steps(
  context: Context,
  clauses: readonly CascadeClause[],
  kind: "keepBack" | "overAssign",
): StepShare[] {
  return clauses.flatMap((clause) =>
    clause.kind === kind
      ? [{ share: clause.share.value, below: placeOf(context, clause.below) }]
      : [],
  );
}

function placeOf(context: Context, place: Place | null): StepShare["below"] {
  if (!place) return null;
  if (place.kind === "person")
    return { of: "person", name: context.person(place.name.value, place.name.span) };
  const people = context.tables[context.people!.table]!;
  return { of: "level", column: context.column(people, place.column.name, place.column.span) };
}

function bounds(
  context: Context,
  clauses: readonly CascadeClause[],
  kind: "atLeast" | "atMost",
): Bound[] {
  return clauses.flatMap((clause): Bound[] => {
    if (clause.kind !== kind) return [];
    const figure = lowerFigure(
      scopeOf(context, { inGoal: true, inCascade: true }),
      clause.value,
    ).id;
    if (!clause.who) return [{ figure, who: null, where: ANYBODY }];
    const who = lowerWho(context, clause.who, false);
    return [{ figure, who, where: lowerWhoWhere(context, clause.who, who) }];
  });
}

/**
 * A weight by one column of people that is 0 or blank for everybody below somebody, whenever they were there:
 * his reports would share evenly, unsaid. Who is there when only a run knows, and tells of the others.
 */
function warnOfZeroWeights(
  context: Context,
  { weights, span }: Extract<CascadeClause, { kind: "by" }>,
): void {
  const { catalog, people } = context;
  const [only] = weights;
  if (!catalog?.byRow || !people || weights.length !== 1 || only?.kind !== "value") return;
  if (only.value.kind !== "column") return;
  const column = only.value.column.name;
  const values = catalog.values(people.source, column);
  const names = catalog.values(people.source, people.name);
  const managers = catalog.values(people.source, people.reportsTo[0] ?? "");
  if (!values || !names || !managers) return;
  const manager = managersOfNothing(names, managers, values)[0];
  if (manager === undefined) return;
  const fix = { span, text: `${context.source(span)} else evenly` };
  context.say("KPI501", only.value.span, { manager, column }, { fix });
}

/** Managers below whom no row has a value, in the order of the rows. */
function managersOfNothing(
  names: readonly CellValue[],
  managers: readonly CellValue[],
  values: readonly CellValue[],
): string[] {
  const isName = (cell: CellValue | undefined): cell is string =>
    typeof cell === "string" && cell.trim() !== "";
  const above = new Map<string, Set<string>>();
  const shown = new Map<string, string>();
  names.forEach((name, row) => {
    const manager = managers[row];
    if (!isName(manager)) return;
    const key = foldText(manager);
    if (!shown.has(key)) shown.set(key, manager.trim());
    if (!isName(name)) return;
    const own = above.get(foldText(name)) ?? new Set();
    above.set(foldText(name), own.add(key));
  });
  const some = new Set<string>();
  const reach = (manager: string): void => {
    if (some.has(manager)) return;
    some.add(manager);
    for (const next of above.get(manager) ?? []) reach(next);
  };
  values.forEach((value, row) => {
    const manager = managers[row];
    if (value === null || value === 0 || value === "" || value === "0") return;
    if (isName(manager)) reach(foldText(manager));
  });
  return [...shown].flatMap(([key, name]) => (some.has(key) ? [] : [name]));
}

/** A buffer on every step compounds: three times 5 % is 15.76 %. */
function adviseCompounding(context: Context, clauses: readonly CascadeClause[]): void {
  const clause = clauses.find((c) => c.kind === "overAssign" && c.below === null);
  if (clause?.kind !== "overAssign" || !context.people) return;
  const levels = stepsDown(context, context.people);
  if (levels < 2) return;
  const share = clause.share.value;
  const top = context.people.top;
  const write = top === null ? "" : `${context.source(clause.span)} below "${top}"`;
  const params = {
    share: inPercent(share),
    levels,
    total: inPercent((1 + share) ** levels - 1),
    write,
  };
  context.say(
    "KPI600",
    clause.span,
    params,
    write === "" ? {} : { fix: { span: clause.span, text: write } },
  );
}

/** Steps from the top to a rep: as the rules say them, or, by a column of managers' names, as the rows do. */
function stepsDown({ catalog }: Context, people: PeopleSource): number {
  const said = people.reportsTo.length + (people.top === null ? 0 : 1);
  const names = catalog?.byRow ? catalog.values(people.source, people.name) : null;
  const managers = catalog?.byRow ? catalog.values(people.source, people.reportsTo[0]!) : null;
  if (!names || !managers) return said;
  const above = new Map<string, string>();
  names.forEach((name, row) => {
    const manager = managers[row];
    if (typeof name === "string" && typeof manager === "string" && manager.trim() !== "")
      above.set(foldText(name), foldText(manager));
  });
  const depths = new Map<string, number>();
  const depthOf = (from: string): number => {
    const path: string[] = [];
    let at = from;
    while (above.has(at) && !depths.has(at) && !path.includes(at)) {
      path.push(at);
      at = above.get(at)!;
    }
    let depth = depths.get(at) ?? 0;
    for (const name of path.reverse()) {
      depth += 1;
      depths.set(name, depth);
    }
    return depth;
  };
  return [...above.keys()].reduce((deepest, name) => Math.max(deepest, depthOf(name)), said);
}
