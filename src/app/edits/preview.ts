/** What commands would move, and by how much: a pure function of a run and the commands. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { Kpi, KpiId } from "../../../dsl/ir/ir.ts";
import type { GoalsPreviewAsk, GoalsPreviewView, WhatIfAsk } from "../contract-goals.ts";
import { CAUSES } from "../contract-goals.ts";
import type { Engine } from "../engine.ts";
import { startsIn } from "../goals/cascade-leaves.ts";
import type { WhatIf } from "./book.ts";
import { foundOf, type Proposed } from "./commands.ts";
import { type Change, compareEdited, compareRules } from "./compare.ts";
import { whatOf } from "./findings.ts";
import { followers } from "./follow.ts";
import { editOutcomes } from "./outcomes.ts";

type Preview = Omit<GoalsPreviewView, "title" | "fingerprint">;

/** `draft`: the same workbook under other rules; null: the workbook's own. */
export function previewOf(
  engine: Engine,
  proposal: Proposed,
  ask: GoalsPreviewAsk,
  draft: Engine | null,
): Preview {
  const questions = whatIfs(engine, ask.whatIf);
  const problems = [...proposal.problems, ...questions.problems];
  const base = draft ?? engine;
  const asks = proposal.edits.length + proposal.resets.length + questions.list.length > 0;
  const after = asks
    ? base.with({
        edits: [...engine.stored.edits, ...proposal.edits],
        resets: [...base.program.resets, ...proposal.resets],
        whatIf: questions.list,
      })
    : base;
  const outcomes = editOutcomes(after);
  for (const { edit, state, reason } of outcomes)
    if (edit.place === "" && state === "not applied") problems.push(reason);
  const before = new Map(editOutcomes(engine).map((o) => [o.edit.n, o.state]));
  const outdated = outcomes.flatMap(({ edit, state, reason }) =>
    edit.place !== "" && state === "not applied" && before.get(edit.n) !== state
      ? [engine.say.goals.outdated(edit.n, whatOf(engine, edit), reason)]
      : [],
  );
  const kpis = new Set(
    [...ask.commands, ...ask.whatIf].flatMap((c) => {
      const found = foundOf(engine, c);
      return typeof found === "string" ? [] : [found.kpi.id];
    }),
  );
  const periods = periodsOf(engine, ask);
  const follow = followers(engine.program, kpis);
  const named = [...new Set([...proposal.named, ...questions.list.map((q) => q.node)])];
  const changes = draft
    ? compareRules(engine, after, periods)
    : compareEdited({ before: engine, after, kpis, periods, named, followers: follow });
  return {
    asOf: isoOf(engine.model.asOf),
    problems,
    outdated,
    ...viewOf(engine, after, changes, { kpis, named, most: ask.most, isDraft: draft !== null }),
  };
}

/** A top's goals of a span, as many times larger as is asked: its year, or the parts that are said. */
function whatIfs(
  engine: Engine,
  asks: readonly WhatIfAsk[],
): { readonly list: readonly WhatIf[]; readonly problems: readonly string[] } {
  const list: WhatIf[] = [];
  const problems: string[] = [];
  for (const ask of asks) {
    const found = foundOf(engine, ask);
    if (typeof found === "string") {
      problems.push(found);
      continue;
    }
    const { kpi, node, period } = found;
    const goal = engine.goals.goal(kpi.id, node, period).goal;
    const scale = ask.scale === undefined ? ask.to / goal : ask.scale;
    const said = spansIn(engine, kpi, period).flatMap((span): WhatIf[] => {
      const value = engine.said.find(kpi.id, node, span)?.value;
      return value === undefined
        ? []
        : [{ kpi: kpi.id, node, period: span, amount: value * scale }];
    });
    const top =
      engine.cascades
        .over(kpi.id, period)
        ?.seats.some((s, at) => s.node === node && isTop(engine, kpi.id, period, at)) ??
      engine.rates.over(kpi.id, period)?.tops.includes(node) ??
      false;
    if (!top || said.length === 0 || !Number.isFinite(scale))
      problems.push(engine.say.goals.noTop(kpi.name, period.label, engine.nameOf(node)));
    else list.push(...said);
  }
  return { list, problems };
}

/** What a goal may be said of inside a period: parts of its year, and the weeks that start in it where a KPI's are. */
function spansIn({ calendar, said }: Engine, kpi: Kpi, period: Period): readonly Period[] {
  const year = calendar.periodOf(period.end - 1, "year");
  const parts = (["half", "quarter", "month"] as const).flatMap((g) => calendar.parts(year, g));
  const weeks = said.grainsOf(kpi.id).includes("week") ? calendar.parts(year, "week") : [];
  return [
    ...[year, ...parts].filter(({ start, end }) => start >= period.start && end <= period.end),
    ...weeks.filter((week) => startsIn(week, period)),
  ];
}

const isTop = (engine: Engine, kpi: KpiId, period: Period, at: number): boolean =>
  engine.cascades.over(kpi, period)!.nodes[at]!.parent < 0;

/** The tracked periods of the years that are asked about, and what they are in. */
function periodsOf(engine: Engine, { commands, whatIf, periods }: GoalsPreviewAsk): Period[] {
  const { calendar, model, program } = engine;
  const asked = [...commands, ...whatIf].flatMap((c) => calendar.parse(c.period) ?? []);
  const years = new Map(
    (asked.length > 0 ? asked.map((p) => p.end - 1) : [model.asOf]).map((day) => {
      const year = calendar.periodOf(day, "year");
      return [year.start, year];
    }),
  );
  const list = new Map<string, Period>();
  for (const year of years.values()) {
    list.set(year.label, year);
    for (const grain of program.calendar.track)
      if (grain !== "year") for (const p of calendar.parts(year, grain)) list.set(p.label, p);
  }
  for (const p of asked) list.set(p.label, p);
  const wanted = periods && new Set(periods);
  return [...list.values()]
    .filter((p) => !wanted || wanted.has(p.label))
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
}

interface Shown {
  readonly kpis: ReadonlySet<KpiId>;
  readonly named: readonly number[];
  readonly most: number;
  readonly isDraft: boolean;
}

type Lists = Pick<Preview, "kpis" | "who" | "periods" | "changes" | "changed" | "sums" | "levels">;

function viewOf(engine: Engine, after: Engine, changes: readonly Change[], shown: Shown): Lists {
  const { model, program } = engine;
  const kpis = indexed<KpiId>();
  const who = indexed<number>();
  const periods = indexed<string>();
  const depth = (node: number) => depthOf(engine, node);
  const causes = causesOf(engine, changes, shown);
  const sorted = changes
    .map((change, at) => ({ change, cause: causes[at]! }))
    .sort((a, b) => a.cause - b.cause);
  const listed = sorted.slice(0, shown.most);
  const row = ({ kpi, period, before, after: is }: Change) => ({
    kpi: kpis.at(kpi),
    period: periods.at(period.label),
    before: blank(before),
    after: blank(is),
  });
  const changeRows = listed.map(({ change, cause }) => ({
    ...row(change),
    who: who.at(change.node),
    cause,
  }));
  const sumRows = managersOf(engine, after, changes, shown)
    .slice(0, shown.most)
    .map((change) => ({ ...row(change), who: who.at(change.node) }));
  const levelRows = levelsOf(changes, depth).map((l) => ({
    ...row(l.change),
    level: l.level,
    count: l.count,
  }));
  const moved = <T extends ReturnType<typeof row>>(rows: readonly T[]) => ({
    kpi: rows.map((r) => r.kpi),
    period: rows.map((r) => r.period),
    before: rows.map((r) => r.before),
    after: rows.map((r) => r.after),
  });
  return {
    changes: {
      ...moved(changeRows),
      who: changeRows.map((r) => r.who),
      cause: changeRows.map((r) => r.cause),
    },
    changed: changes.length,
    sums: { ...moved(sumRows), who: sumRows.map((r) => r.who) },
    levels: {
      ...moved(levelRows),
      level: levelRows.map((r) => r.level),
      count: levelRows.map((r) => r.count),
    },
    kpis: kpis.list().map((id) => {
      const { name, label, unit } = program.kpis[id]!;
      return { name, label, unit };
    }),
    who: who.list().map((node) => calledOf(model.org.nodes, node)),
    periods: periods.list(),
  };
}

const blank = (value: number): number | null => (Number.isNaN(value) ? null : value);

function indexed<T>() {
  const known = new Map<T, number>();
  return {
    at: (one: T): number => {
      const found = known.get(one) ?? known.size;
      known.set(one, found);
      return found;
    },
    list: (): T[] => [...known.keys()],
  };
}

function calledOf(nodes: Engine["model"]["org"]["nodes"], node: number): string {
  const { name, level, above } = nodes[node]!;
  return level === null ? name : `${calledOf(nodes, above)} / ${name}`;
}

function depthOf({ model }: Engine, node: number): number {
  const { org } = model;
  const at = org.positionOn(node, model.asOf);
  const list = org.positionsOf(node);
  const place = at >= 0 ? at : list[list.length - 1];
  return place === undefined ? 0 : org.positions[place]!.depth;
}

const CAUSE = Object.fromEntries(CAUSES.map((cause, at) => [cause, at])) as Record<
  (typeof CAUSES)[number],
  number
>;

/** Named by a command; another KPI; below or above whom a command names; else it takes up the difference. */
function causesOf(
  engine: Engine,
  changes: readonly Change[],
  { kpis, named, isDraft }: Shown,
): number[] {
  if (isDraft) return changes.map(() => CAUSE["other rules"]);
  const { positions, positionsOf } = engine.model.org;
  const places = named.flatMap((node) => positionsOf(node));
  const aboveNamed = new Set<number>();
  for (const place of places)
    for (let at = positions[place]!.parent; at >= 0; at = positions[at]!.parent)
      aboveNamed.add(positions[at]!.node);
  // Positions stand in pre-order: what is below one follows it up to its last.
  const isBelow = (node: number): boolean =>
    positionsOf(node).some((at) => places.some((top) => top < at && at <= positions[top]!.last));
  return changes.map(({ kpi, node }) => {
    if (!kpis.has(kpi)) return CAUSE["follows by formula"];
    if (named.includes(node)) return CAUSE["asked for"];
    if (aboveNamed.has(node)) return CAUSE.above;
    return isBelow(node) ? CAUSE.below : CAUSE["takes up"];
  });
}

/** The managers of whoever changed, with their own goals: 0 where the difference stays below them. */
function managersOf(
  engine: Engine,
  after: Engine,
  changes: readonly Change[],
  { kpis }: Shown,
): Change[] {
  const { org } = engine.model;
  const found = new Map<string, Change>();
  for (const { kpi, node, period } of changes) {
    if (!kpis.has(kpi)) continue;
    const manager = org.managerOn(node, period.end - 1);
    const key = `${kpi} ${manager} ${period.label}`;
    if (manager < 0 || found.has(key)) continue;
    const before = engine.goals.goal(kpi, manager, period).goal;
    const twin =
      engine.model === after.model ? manager : after.model.org.nodeOf(org.nodes[manager]!.name);
    const is = twin === null ? Number.NaN : after.goals.goal(kpi, twin, period).goal;
    found.set(key, { kpi, node: manager, period, before, after: is });
  }
  return [...found.values()];
}

function levelsOf(changes: readonly Change[], depth: (node: number) => number) {
  const found = new Map<string, { level: number; count: number; change: Change }>();
  for (const change of changes) {
    const level = depth(change.node);
    const key = `${change.kpi} ${change.period.label} ${level}`;
    const was = found.get(key);
    const add = (a: number, b: number) => a + (Number.isNaN(b) ? 0 : b);
    found.set(key, {
      level,
      count: (was?.count ?? 0) + 1,
      change: {
        ...change,
        before: add(was?.change.before ?? 0, change.before),
        after: add(was?.change.after ?? 0, change.after),
      },
    });
  }
  return [...found.values()].sort((a, b) => a.level - b.level);
}
