/** What a save changes, before it is saved: by KPI and person, with the team's sum. */
import { BLANK, figure } from "../../format.ts";
import type { Actions } from "../../state/actions.ts";
import type { FigureChange, KpiChange } from "../../state/figures-diff.ts";
import type { State } from "../../state/store.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";

/** People listed of each KPI; the others are counted. */
const MOST_PEOPLE = 12;

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function Review({ state }: Props) {
  const { review, workbook } = state;
  const t = texts.rules.changes;
  if (!review) return null;
  const { diff, broken } = review;
  const kpis = new Set(diff.changes.map(({ kpi }) => kpi)).size;
  return (
    <div>
      <section class="sec">
        <p>
          <b>{diff.count === 0 ? t.none : t.figures(diff.count, kpis)}</b>
        </p>
        {diff.added.length > 0 && <p>{t.added(diff.added.join(", "))}</p>}
        {diff.gone.length > 0 && <p>{t.gone(diff.gone.join(", "))}</p>}
        <p class="meta">{t.flags(diff.flags.before, diff.flags.after)}</p>
      </section>
      {broken > 0 && (
        <section class="sec">
          <div class="note watch">
            <Icon name="warn" />
            <span class="grow">{t.broken(broken)}</span>
          </div>
        </section>
      )}
      {diff.changes.map((change) => (
        <Changed
          key={`${change.kpi} ${change.what}`}
          change={change}
          locale={workbook?.locale || "en-US"}
        />
      ))}
    </div>
  );
}

function Changed({ change, locale }: { change: KpiChange; locale: string }) {
  const t = texts.rules.changes;
  const { people, whole, unit, elsewhere } = change;
  const show = (value: number | null) => figure(value, unit, locale, false);
  const shown = people.slice(0, MOST_PEOPLE);
  return (
    <>
      <h2 class="grp">
        <span class="grow">
          <bdi>{change.label}</bdi>, {t[change.what]}
        </span>
        <span class="meta">
          <bdi>{change.period}</bdi>
        </span>
      </h2>
      <div class="sec">
        <table class="diff">
          <caption class="vh">
            {change.label}, {t[change.what]}
          </caption>
          <thead class="vh">
            <tr>
              <th>{t.person}</th>
              <th>{t[change.what]}</th>
              <th>{t.change}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <ChangeRow key={row.who} row={row} name={row.who} show={show} />
            ))}
          </tbody>
          {whole && (
            <tfoot>
              <ChangeRow row={whole} name={t.whole} show={show} />
            </tfoot>
          )}
        </table>
        <p class="meta">
          {people.length > shown.length ? t.more(people.length - shown.length) : ""}{" "}
          {elsewhere > 0 ? t.others(elsewhere) : ""}
        </p>
      </div>
    </>
  );
}

function ChangeRow(props: {
  row: FigureChange;
  name: string;
  show: (value: number | null) => string;
}) {
  const { row, name, show } = props;
  const { before, after } = row;
  const change = before === null || after === null ? null : after - before;
  return (
    <tr>
      <td class="name">
        <bdi>{name}</bdi>
      </td>
      <td class="num">
        <del>{show(before)}</del>
        <ins>{show(after)}</ins>
      </td>
      <td class="num d">
        {change === null ? BLANK : `${change > 0 ? "+" : ""}${show(change).replace("-", "−")}`}
      </td>
    </tr>
  );
}

export function ReviewBar({ state, actions }: Props) {
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="primary grow"
        disabled={state.busy !== null}
        onClick={actions.saveReviewed}
      >
        {texts.rules.save}
      </button>
      <button type="button" onClick={actions.leaveReview}>
        {texts.rules.conflict.back}
      </button>
    </section>
  );
}
