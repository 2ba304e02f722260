/** What another goal or figure would move: by name near the top, by level below, rates as many as are alike. */
import type { GoalsPreviewView, GoalsTreeView, RunView, UnitView } from "../../src/app/contract.ts";
import { changeOf, inFull } from "../digits.ts";
import { type ChangeGroup, groupsOf, levelsOf } from "../state/goal-edits.ts";
import { lastName } from "../state/goal-tree.ts";
import type { WhatIfDraft } from "../state/goal-whatif.ts";
import { shapeFor } from "../state/goals.ts";
import { texts } from "../texts/index.ts";

interface EffectsProps {
  readonly tree: GoalsTreeView;
  readonly preview: GoalsPreviewView;
  readonly whatIf: WhatIfDraft;
  readonly locale: string;
  readonly run: RunView | null;
}

/** What moves, KPI by KPI: by name where people of the top are among them, else level by level. */
export function Effects({ tree, preview, whatIf, locale, run }: EffectsProps) {
  const groups = groupsOf(preview);
  const of = { tree, preview, whatIf, locale, run };
  return (
    <>
      {whatIf.now !== null && <Reports {...of} group={groups.find(isShown(tree.kpi, whatIf))} />}
      {preview.kpis.map(({ name, label, unit }) => {
        const group = groupNow(groups, name, of);
        if (!group) return null;
        const { period } = group;
        if (name !== tree.kpi || whatIf.now === null) {
          const isSum = run?.kpis.find((kpi) => kpi.name === name)?.additive ?? false;
          const title = texts.goals.owed(label, period);
          const rows = isSum ? namedIn(tree, group) : alike(group);
          if (rows.length > 0) return <Compared key={name} {...{ title, rows, unit, locale }} />;
        }
        const title = name === tree.kpi ? texts.goals.everyLevel : texts.goals.owed(label, period);
        const rows = levelsOf(preview, name, period).map(({ level, count, before, after }) => ({
          name: texts.goals.level(level),
          small: texts.goals.people(count),
          before,
          after,
        }));
        return rows.length > 0 && <Compared key={name} {...{ title, rows, unit, locale }} />;
      })}
    </>
  );
}

const isShown =
  (kpi: string, { period }: WhatIfDraft) =>
  (group: ChangeGroup): boolean =>
    group.kpi === kpi && group.period === period;

/** A KPI's changes in the shown period; where it has none of its own, in the running part of it, else the first. */
export function groupNow(
  groups: readonly ChangeGroup[],
  kpi: string,
  { whatIf, run }: Pick<EffectsProps, "whatIf" | "run">,
): ChangeGroup | undefined {
  const own = groups.filter((group) => group.kpi === kpi);
  const runs = ({ period }: ChangeGroup): boolean => {
    const found = run?.periods.find(({ label }) => label === period);
    return run !== null && found !== undefined && found.start <= run.asOf && run.asOf <= found.end;
  };
  return own.find(isShown(kpi, whatIf)) ?? own.find(runs) ?? own[0];
}

/** The tops and their reports among who moves; none where fewer than two do. */
function namedIn(tree: GoalsTreeView, { rows }: ChangeGroup): readonly ComparedRow[] {
  const levels = new Map(tree.who.map((who, at) => [who, tree.level[at] ?? 0]));
  const near = rows.filter(({ who }) => (levels.get(who) ?? 2) < 2);
  if (near.length < 2) return [];
  const down = [...near].sort((a, b) => levels.get(b.who)! - levels.get(a.who)!);
  return down.map(({ who, before, after }) => ({ name: lastName(who), small: "", before, after }));
}

/** Goals that don't add up: as many as go from the same to the same, in one line. */
function alike({ rows }: ChangeGroup): readonly ComparedRow[] {
  const found = new Map<string, { before: number | null; after: number | null; count: number }>();
  for (const { before, after } of rows) {
    const key = `${before} ${after}`;
    found.set(key, { before, after, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_ALIKE)
    .map(({ before, after, count }) => ({
      name: texts.goals.people(count),
      small: "",
      before,
      after,
    }));
}
const MOST_ALIKE = 5;

/** Who reports to the top, by name: what stays as it was is shown too. */
function Reports({
  tree,
  whatIf,
  locale,
  group,
}: EffectsProps & { group: ChangeGroup | undefined }) {
  const top = tree.who.indexOf(whatIf.who);
  const moved = new Map(group?.rows.map((row) => [row.who, row]));
  const rows = [...(shapeFor(tree).kids[top] ?? []), top].flatMap((at) => {
    const who = tree.who[at] ?? "";
    const goal = tree.goal[at] ?? null;
    if (goal === null) return [];
    const row = moved.get(who);
    return [{ name: lastName(who), small: "", before: goal, after: row ? row.after : goal }];
  });
  if (rows.length < 2) return null;
  return (
    <Compared
      title={texts.goals.owed(tree.label, whatIf.period)}
      unit={tree.unit}
      {...{ rows, locale }}
    />
  );
}

interface ComparedRow {
  readonly name: string;
  readonly small: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Reports listed before the rest is left to the levels below. */
const MOST_REPORTS = 30;

function Compared({
  title,
  rows,
  unit,
  locale,
}: {
  title: string;
  rows: readonly ComparedRow[];
  unit: UnitView;
  locale: string;
}) {
  const shown = rows.length > MOST_REPORTS ? rows.slice(-MOST_REPORTS) : rows;
  return (
    <>
      <div class="grp">
        <span class="grow">{title}</span>
      </div>
      <div class="sec">
        <table class="compared">
          <thead>
            <tr>
              <th>{texts.goals.who}</th>
              <th class="num">{texts.goals.now}</th>
              <th class="num">{texts.goals.tried}</th>
              <th class="num">{texts.goals.change}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, small, before, after }) => (
              <tr key={name}>
                <td class="name">
                  <bdi>{name}</bdi>
                  {small !== "" && <small>{small}</small>}
                </td>
                <td class="num dim">{inFull(before, unit, locale)}</td>
                <td class="num">
                  <b>{inFull(after, unit, locale)}</b>
                </td>
                <td class="num">{changeOf(before, after, unit, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
