import type { RunView } from "../../src/app/contract.ts";
import { figure, percent } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { figuresAt, isMet, owed } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { type Verdict, verdictOf } from "../state/verdict.ts";
import { texts } from "../texts/index.ts";
import { Empty, Icon, Quadrant, StatusIcon } from "../ui/parts.tsx";
import { Evidence } from "./evidence.tsx";
import { FiguresTable } from "./figures-table.tsx";
import { Axis, dueMark, KpiRow } from "./kpi-row.tsx";
import { PeriodPick, PersonPick } from "./pickers.tsx";
import { Team } from "./team.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function ScorecardContext({ state, actions }: Props) {
  if (!state.run) return null;
  return (
    <>
      <PersonPick state={state} actions={actions} />
      <PeriodPick state={state} actions={actions} />
      <button
        type="button"
        class="icon mini"
        aria-label={texts.scorecard.follow}
        title={texts.scorecard.follow}
        onClick={actions.followSelection}
      >
        <Icon name="target" />
      </button>
    </>
  );
}

/** Verdict, a manager's reports, what leads, what follows, whether the one leads to the other. */
export function Scorecard({ state, actions }: Props) {
  const { run, person, period } = state;
  if (!run?.people[person] || !run.periods[period]) return <Empty {...texts.common.noRun} />;
  const locale = state.workbook?.locale || "en-US";
  const leading = owed(run, "leading", period, person);
  const lagging = owed(run, "lagging", period, person);
  const rest = run.kpis.flatMap((_, k) =>
    leading.includes(k) || lagging.includes(k) || figuresAt(run, k, period, person).actual === null
      ? []
      : [k],
  );
  const closed = run.periods[period].state === "closed";
  const risks = new Set([...leading, ...lagging].map((k) => run.kpis[k]!.atRiskBelow));
  const riskBelow = risks.size === 1 ? [...risks][0]! : null;
  const group = (name: string, list: readonly number[], count: boolean, axis: boolean) =>
    list.length > 0 && (
      <section>
        <div class="grp">
          <h2 class="grow">{name}</h2>
          <span class="meta">{count ? well(run, list, state, closed) : ""}</span>
        </div>
        {axis && <Axis riskBelow={riskBelow} locale={locale} />}
        {list.map((k) => (
          <KpiRow key={k} state={state} run={run} kpi={k} actions={actions} />
        ))}
      </section>
    );
  return (
    <div>
      <Head state={state} run={run} actions={actions} />
      <Team state={state} run={run} actions={actions} />
      {group(texts.scorecard.leading, leading, true, true)}
      {group(texts.scorecard.lagging, lagging, true, leading.length === 0)}
      {group(texts.scorecard.others, rest, false, false)}
      {!closed && leading.length + lagging.length > 0 && (
        <div class="sec">
          <p class="meta">{dueMark(run, locale)}</p>
        </div>
      )}
      <Evidence state={state} run={run} actions={actions} />
      <FiguresTable state={state} run={run} kpis={[...leading, ...lagging, ...rest]} />
    </div>
  );
}

function well(run: RunView, kpis: readonly number[], state: State, closed: boolean): string {
  const met = kpis.filter((k) => isMet(run, k, state.period, state.person)).length;
  return closed
    ? texts.scorecard.metOf(met, kpis.length)
    : texts.scorecard.wellOf(met, kpis.length);
}

/** What is so, the figures that decide it, who answers; and the way to both. */
function Head({ state, run, actions }: Props & { run: RunView }) {
  const { person, period } = state;
  const locale = state.workbook?.locale || "en-US";
  const verdict = verdictOf(run, period, person);
  const { main, leading, lagging, flags, closed } = verdict;
  const status = main?.figures.status;
  return (
    <section class="verdict">
      {closed || !status ? (
        <Quadrant leading={leading.met === leading.all} lagging={lagging.met === lagging.all} />
      ) : (
        <StatusIcon word={status} />
      )}
      <div>
        <h2>{headline(run, verdict)}</h2>
        {main && <p>{standing(run, verdict, locale)}</p>}
        {verdict.start && main && (
          <p>
            {texts.scorecard.startWith(
              run.people[verdict.start.person]!.name,
              texts.status[verdict.start.status],
              run.kpis[main.kpi]!.label,
              verdict.start.leading.met,
              verdict.start.leading.all,
            )}
          </p>
        )}
        {flags.map(({ flag, answers }) => (
          <p class="dim" key={flag.flag}>
            <b>{flag.label}.</b> {texts.answers.answersToo(answers.slice(0, 1))}{" "}
            {answers.length > 1 && texts.answers.escalated(answers.slice(1))}
          </p>
        ))}
        <div class="line">
          {flags.length > 0 && (
            <button type="button" class="primary" onClick={() => actions.open("answers")}>
              {texts.scorecard.answer}
            </button>
          )}
          {main?.figures.goal != null && (
            <button
              type="button"
              class="plain"
              onClick={() =>
                actions.why(
                  run.kpis[main.kpi]!.name,
                  run.people[person]!.name,
                  run.periods[period]!.label,
                  "goal",
                )
              }
            >
              {texts.scorecard.whyGoal}
            </button>
          )}
        </div>
      </div>
    </section>
  );
}

function headline(run: RunView, { leading, lagging, main, closed }: Verdict): string {
  const words = texts.scorecard;
  if (!main) return leading.all > 0 ? words.activity(leading.met, leading.all) : words.owesNothing;
  const { label } = run.kpis[main.kpi]!;
  const { status } = main.figures;
  if (!closed && status && status in words.now) {
    return words.now[status as keyof typeof words.now](label);
  }
  const met = lagging.met === lagging.all;
  return leading.all === 0
    ? words.result(label, met)
    : words.both(leading.met === leading.all, label, met);
}

/** The activity in words, and the result in figures; in an open period where it is heading. */
function standing(run: RunView, { leading, main, closed }: Verdict, locale: string): string {
  const words = texts.scorecard;
  const { figures, kpi } = main!;
  const { unit } = run.kpis[kpi]!;
  const show = (value: number | null) => figure(value, unit, locale);
  if (!closed && figures.forecast !== null) {
    return words.onCourse(show(figures.forecast), show(figures.goal));
  }
  const result = words.standsAt(
    show(figures.actual),
    show(figures.goal),
    percent(figures.attainment, locale),
  );
  return leading.all === 0
    ? `${result}.`
    : `${words.activity(leading.met, leading.all)}; ${result}.`;
}
