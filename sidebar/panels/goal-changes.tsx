/** What would move: before, after, change; the sum that stays last, and what follows from it in groups of its own. */
import type { ComponentChildren } from "preact";
import type { GoalsPreviewView, UnitView } from "../../src/app/contract.ts";
import { changeOf, inFull } from "../digits.ts";
import { type ChangeGroup, type ChangeRow, groupsOf, sumsOf } from "../state/goal-edits.ts";
import { lastName } from "../state/goal-tree.ts";
import { texts } from "../texts/index.ts";
import { Note } from "../ui/parts.tsx";

interface ChangesProps {
  readonly view: GoalsPreviewView;
  readonly kpi: string;
  readonly period: string;
  readonly locale: string;
  /** Stands between the goals that were asked about and those that follow from them. */
  readonly children?: ComponentChildren;
}

/** Rows of a group that are shown before the rest is only counted. */
const MOST_ROWS = 40;

export function Changes({ view, kpi, period, locale, children }: ChangesProps) {
  const groups = groupsOf(view);
  const own = groups.find((g) => g.kpi === kpi && g.period === period);
  const inTime = (a: ChangeGroup, b: ChangeGroup) => (a.period < b.period ? -1 : 1);
  const lands = groups.filter((g) => g.kpi === kpi && g.period !== period).sort(inTime);
  const others = groups.filter((g) => g.kpi !== kpi).sort(inTime);
  const follow = others.filter(
    (g) => g === (others.find((o) => o.kpi === g.kpi && o.period === period) ?? firstOf(others, g)),
  );
  const listed = view.changes.who.length;
  return (
    <>
      <div class="grp">
        <span class="grow">{texts.goals.ifApplied}</span>
        <span class="meta">{texts.goals.changes(view.changed)}</span>
      </div>
      <section class="sec">
        {own ? (
          <DiffTable group={own} sums={sumsOf(view, kpi, period)} locale={locale} />
        ) : (
          <p class="dim">{texts.goals.nothingMoves}</p>
        )}
        {view.changed > listed && <p class="meta">{texts.goals.more(view.changed - listed)}</p>}
      </section>
      <Lands {...{ groups: lands, unit: own?.unit, locale }} />
      {children}
      {follow.map((group) => (
        <OneLine
          key={`${group.kpi} ${group.period}`}
          title={texts.goals.owed(group.label, group.period)}
          {...{ rows: group.rows, unit: group.unit, locale }}
        />
      ))}
      {view.outdated.length > 0 && (
        <section class="sec">
          <Note tone="watch">
            <b>{texts.goals.outdated}</b>
            {view.outdated.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Note>
        </section>
      )}
    </>
  );
}

/** A KPI without a goal of the period itself is shown in the first part that has one. */
const firstOf = (groups: readonly ChangeGroup[], { kpi }: ChangeGroup): ChangeGroup | undefined =>
  groups.find((group) => group.kpi === kpi);

/** Where in the period it lands: of whom a command names. */
function Lands({
  groups,
  unit,
  locale,
}: {
  groups: readonly ChangeGroup[];
  unit: UnitView | undefined;
  locale: string;
}) {
  const rows = groups.flatMap(({ period, rows }) =>
    rows.flatMap((row) => (row.cause === "asked for" ? [{ ...row, period }] : [])),
  );
  if (rows.length === 0 || !unit) return null;
  return <OneLine title={texts.goals.lands} {...{ rows, unit, locale }} />;
}

function DiffTable({
  group,
  sums,
  locale,
}: {
  group: ChangeGroup;
  sums: readonly ChangeRow[];
  locale: string;
}) {
  const { unit, rows } = group;
  return (
    <table class="diff">
      <tbody>
        {rows.slice(0, MOST_ROWS).map((row) => (
          <tr key={row.who}>
            <td class="name">
              <bdi title={row.who}>{lastName(row.who)}</bdi>
              <small>{texts.goals.causes[row.cause]}</small>
            </td>
            <td class="num">
              <del>{inFull(row.before, unit, locale)}</del>
              <ins>{inFull(row.after, unit, locale)}</ins>
            </td>
            <td class="num d">{changeOf(row.before, row.after, unit, locale)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sums.slice(-3).map((row) => (
          <tr key={row.who}>
            <td>
              <bdi>{row.who}</bdi>
            </td>
            <td class="num">{inFull(row.after, unit, locale)}</td>
            <td class="num">{changeOf(row.before, row.after, unit, locale)}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}

/** Before and after in one line each, under a title; `period` where each row has one of its own. */
function OneLine({
  title,
  rows,
  unit,
  locale,
}: {
  title: string;
  rows: readonly (ChangeRow & { readonly period?: string })[];
  unit: UnitView;
  locale: string;
}) {
  return (
    <>
      <div class="grp">
        <span class="grow">{title}</span>
        {rows.length > MOST_ROWS && (
          <span class="meta">{texts.goals.more(rows.length - MOST_ROWS)}</span>
        )}
      </div>
      <section class="sec">
        <table class="diff">
          <tbody>
            {rows.slice(0, MOST_ROWS).map(({ who, period, before, after }) => (
              <tr key={`${period} ${who}`}>
                <td>
                  {period}{" "}
                  <bdi class={period ? "dim" : ""} title={who}>
                    {lastName(who)}
                  </bdi>
                </td>
                <td class="num">
                  <span class="dim">{inFull(before, unit, locale)} →</span>{" "}
                  <b>{inFull(after, unit, locale)}</b>
                </td>
                <td class="num d">{changeOf(before, after, unit, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
