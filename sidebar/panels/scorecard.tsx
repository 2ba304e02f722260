import type { RunView } from "../../src/app/contract.ts";
import { BLANK, figure, percent } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { figuresAt, isMet, owed, series } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Bullet, Empty, Quadrant, Spark, Status } from "../ui/parts.tsx";

export function Scorecard({ state, actions }: { state: State; actions: Actions }) {
  const { run, person, period } = state;
  if (!run?.people[person] || !run.periods[period]) return <Empty {...texts.common.noRun} />;
  const [leading, lagging] = [
    owed(run, "leading", period, person),
    owed(run, "lagging", period, person),
  ];
  const rest = run.kpis.flatMap((_, k) =>
    leading.includes(k) || lagging.includes(k) || figuresAt(run, k, period, person).actual === null
      ? []
      : [k],
  );
  const met = (list: readonly number[]) => list.filter((k) => isMet(run, k, period, person)).length;
  const group = (name: string, list: readonly number[]) =>
    list.length > 0 && (
      <section>
        <div class="grp">
          <span class="grow">{name}</span>
          <span class="meta">
            {name === texts.scorecard.others ? "" : texts.scorecard.metOf(met(list), list.length)}
          </span>
        </div>
        {list.map((k) => (
          <KpiRow key={k} state={state} run={run} kpi={k} actions={actions} />
        ))}
      </section>
    );
  return (
    <div>
      <div class="verdict">
        <Quadrant
          leading={met(leading) === leading.length}
          lagging={met(lagging) === lagging.length}
        />
        <div>
          <h2>{verdict(met(leading), leading.length, met(lagging), lagging.length)}</h2>
          <p class="meta">
            <bdi>{run.people[person]!.path}</bdi>
          </p>
        </div>
      </div>
      <Team state={state} run={run} actions={actions} />
      {group(texts.scorecard.leading, leading)}
      {group(texts.scorecard.lagging, lagging)}
      {group(texts.scorecard.others, rest)}
    </div>
  );
}

function verdict(leadingMet: number, leading: number, laggingMet: number, lagging: number): string {
  const words = texts.scorecard;
  if (leading + lagging === 0) return words.owesNothing;
  const result = laggingMet === lagging;
  if (leading === 0) return words.result(result);
  const activity = words.activity(leadingMet, leading);
  return lagging === 0 ? activity : words.both(activity, result);
}

function KpiRow({
  state,
  run,
  kpi,
  actions,
}: {
  state: State;
  run: RunView;
  kpi: number;
  actions: Actions;
}) {
  const { person, period } = state;
  const locale = state.workbook?.locale || "en-US";
  const view = run.kpis[kpi]!;
  const f = figuresAt(run, kpi, period, person);
  const show = (x: number | null) => figure(x, view.unit, locale);
  const calm = f.status === "met" || f.status === "ahead" || f.status === "on pace";
  const gap = f.actual !== null && f.goal !== null ? f.actual - f.goal : null;
  const short = gap !== null && (view.better === "lower" ? gap > 0 : gap < 0);
  return (
    <article class={`kpi ${calm ? "calm" : ""}`}>
      <h3>{view.label}</h3>
      <span class="fig">
        <b>{show(f.actual)}</b>{" "}
        {f.goal !== null && (
          <span class="dim">
            {view.better === "lower" ? "≤" : texts.common.of} {show(f.goal)}
          </span>
        )}
      </span>
      {f.goal !== null && <Bullet attainment={f.attainment} status={f.status} label={view.label} />}
      <div class="under">
        {f.status && (
          <Status word={f.status}>
            {run.periods[period]!.state === "closed" ? percent(f.attainment, locale) : ""}
          </Status>
        )}
        <span class="meta grow">
          {gap === null || f.status === "no goal"
            ? ""
            : short
              ? texts.scorecard.short(show(Math.abs(gap)))
              : gap === 0
                ? ""
                : texts.scorecard.over(show(Math.abs(gap)))}
        </span>
        <Spark
          values={series(run, kpi, period, person)}
          label={texts.scorecard.trend(view.label)}
        />
        <button
          type="button"
          class="why"
          aria-label={texts.why.of(view.label)}
          onClick={() =>
            actions.why(view.name, run.people[person]!.name, run.periods[period]!.label)
          }
        >
          {texts.common.why}
        </button>
      </div>
    </article>
  );
}

/** A manager's direct reports: revenue and how many leading KPIs each meets. */
function Team({ state, run, actions }: { state: State; run: RunView; actions: Actions }) {
  const { person, period } = state;
  const locale = state.workbook?.locale || "en-US";
  const reports = run.people.flatMap((p, i) => (p.manager === person ? [i] : []));
  const main = run.kpis.findIndex((k) => k.role === "lagging");
  if (reports.length === 0 || main < 0) return null;
  return (
    <section>
      <div class="grp">
        <span class="grow">{texts.scorecard.team}</span>
        <span class="meta">{reports.length}</span>
      </div>
      <div class="sec">
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.common.name}</th>
              <th scope="col" class="num">
                {run.kpis[main]!.label}
              </th>
              <th scope="col" class="num">
                {texts.scorecard.leading}
              </th>
            </tr>
          </thead>
          <tbody>
            {reports.map((r) => {
              const f = figuresAt(run, main, period, r);
              const leading = owed(run, "leading", period, r);
              const met = leading.filter((k) => isMet(run, k, period, r)).length;
              return (
                <tr key={r}>
                  <td>
                    <button type="button" class="why" onClick={() => actions.choose({ person: r })}>
                      <bdi>{run.people[r]!.name}</bdi>
                    </button>
                  </td>
                  <td class="num">
                    {f.attainment === null ? BLANK : percent(f.attainment, locale)}{" "}
                    {f.status && <Status word={f.status} />}
                  </td>
                  <td class="num">
                    {met}/{leading.length}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
