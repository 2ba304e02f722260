import type { KpiView, RunView, UnitView } from "../../src/app/contract.ts";
import { day, figure, percent } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { errorAt, type Figures, figuresAt, series } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { type Distance, distanceOf } from "../state/verdict.ts";
import { texts } from "../texts/index.ts";
import { Bullet, Spark, Status } from "../ui/parts.tsx";

/** Bars end here, in percent of the goal. */
const AXIS_END = 150;

/** The axis is written once, over the first bullet: all rows share it. */
export function Axis({ riskBelow, locale }: { riskBelow: number | null; locale: string }) {
  return (
    <div class="axis" aria-hidden="true">
      {riskBelow !== null && (
        <span style={{ "--x": riskBelow * 100 }}>{percent(riskBelow, locale)}</span>
      )}
      <span style={{ "--x": 100 }}>{texts.scorecard.axisGoal}</span>
      <span style={{ "--x": 142 }}>{percent(AXIS_END / 100, locale)}</span>
    </div>
  );
}

export function KpiRow({
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
  const calm = f.status === "met" || f.status === "ahead" || f.status === "on pace";
  const closed = run.periods[period]!.state === "closed";
  const owes = f.goal !== null && f.status !== "no goal";
  const due = !closed && view.additive && f.goal ? (f.expected ?? 0) / f.goal : null;
  const months = series(run, kpi, period, person);
  const shown = (value: number | null) =>
    value === null ? texts.scorecard.noFigure : figure(value, view.unit, locale);
  return (
    <article class={`kpi ${calm ? "calm" : ""}`}>
      <h3>
        <bdi>{view.label}</bdi>
      </h3>
      <span class="fig">
        {f.actual === null ? (
          <span class="dim">{texts.scorecard.noFigure}</span>
        ) : (
          <b>{shown(f.actual)}</b>
        )}{" "}
        {owes && <span class="dim">{goalOf(view, shown(f.goal))}</span>}
      </span>
      {(owes || f.status === "no data") && (
        <Bullet
          attainment={owes ? f.attainment : null}
          status={f.status}
          label={view.label}
          riskBelow={view.atRiskBelow}
          due={due}
          locale={locale}
        />
      )}
      <div class="under">
        {f.status && (
          <Status word={f.status}>
            {closed && f.attainment !== null ? percent(f.attainment, locale) : ""}
          </Status>
        )}
        <span class="meta grow">{distanceWords(run, kpi, period, f, locale)}</span>
        <Spark values={months} label={texts.scorecard.trend(view.label, months.map(shown))} />
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
      <Spoilt run={run} kpi={kpi} state={state} actions={actions} />
    </article>
  );
}

const goalOf = (view: KpiView, goal: string): string =>
  view.better === "lower" ? texts.scorecard.atMost(goal) : texts.scorecard.ofWhat(goal);

/** A figure that an error cell spoilt: which cell, and the way to it. */
function Spoilt(props: { run: RunView; kpi: number; state: State; actions: Actions }) {
  const { run, kpi, state } = props;
  const error = errorAt(run, kpi, state.period, state.person);
  if (!error) return null;
  const [, sheet, range] = / at (.+)!([A-Z]+\d+)$/.exec(error) ?? [];
  return (
    <div class="note bad">
      <span class="grow">{texts.scorecard.spoilt(run.kpis[kpi]!.label, error)}</span>
      {sheet && range && (
        <button
          type="button"
          class="mini"
          onClick={() => props.actions.select(sheet.replace(/^'(.*)'$/, "$1"), range)}
        >
          {texts.scorecard.select(range)}
        </button>
      )}
    </div>
  );
}

function distanceWords(
  run: RunView,
  kpi: number,
  period: number,
  figures: Figures,
  locale: string,
): string {
  const words = texts.scorecard;
  const distance = distanceOf(run, kpi, period, figures);
  const { unit } = run.kpis[kpi]!;
  const share = figures.attainment ?? 0;
  const beyond = distance.how !== "none" && share * 100 > AXIS_END;
  const isSaid = run.periods[period]!.state === "closed";
  if (beyond) return isSaid ? words.barEnds : words.beyond(percent(share, locale));
  switch (distance.how) {
    case "none":
      return "";
    case "exact":
      return words.exact;
    case "reached":
      return words.reached;
    case "pace": {
      const pace = percent(distance.pace, locale);
      return distance.due === null
        ? words.pace(pace)
        : words.paceDue(pace, figure(whole(distance.due, unit), unit, locale));
    }
    default:
      return gapWords(distance, unit, locale);
  }
}

/** Nobody owes a part of an opportunity. */
const whole = (due: number, { of }: UnitView): number => (of === "count" ? Math.round(due) : due);

function gapWords(
  { how, by }: Extract<Distance, { by: number }>,
  unit: UnitView,
  locale: string,
): string {
  const words = texts.scorecard;
  if (unit.of === "days") {
    const days = words.days(by, figure(by, unit, locale));
    const say = { short: words.short, over: words.over, under: words.faster, above: words.slower };
    return say[how](days);
  }
  const amount =
    unit.of === "percent"
      ? words.points(figure(by * 100, { of: "days" }, locale))
      : figure(by, unit, locale);
  const say = { short: words.short, over: words.over, under: words.under, above: words.over };
  return say[how](amount);
}

export const dueMark = (run: RunView, locale: string): string =>
  texts.scorecard.dueMark(day(run.asOf, locale));
