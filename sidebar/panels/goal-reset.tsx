/** A goal reset: from when, to what, why, and who takes up the difference. */
import { changeOf, inFull } from "../digits.ts";
import type { Actions } from "../state/actions.ts";
import { type ResetDraft, resettable } from "../state/goal-reset.ts";
import { amountOf } from "../state/goal-tree.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Note } from "../ui/parts.tsx";
import { Said } from "../ui/said.tsx";
import { Skeleton } from "../ui/states.tsx";
import { Changes } from "./goal-changes.tsx";
import { lacking } from "./goal-preview.tsx";
import { IAm } from "./i-am.tsx";

export function GoalReset({ state, actions }: { state: State; actions: Actions }) {
  const { goals, run } = state;
  const { reset } = goals;
  if (!run || !reset) return null;
  const locale = state.workbook?.locale || "en-US";
  const choices = resettable(run, reset.who);
  const kpis = run.kpis.filter(({ name }) => choices.some((c) => c.kpi === name));
  const unit = run.kpis.find(({ name }) => name === reset.kpi)?.unit ?? { of: "plain" };
  const was = choices.find((c) => c.kpi === reset.kpi && c.period === reset.period)?.goal ?? null;
  const to = amountOf(reset.typed, unit, locale);
  return (
    <>
      <section class="sec stack">
        {kpis.length > 1 && (
          <label>
            {texts.common.kpi}
            <select
              value={reset.kpi}
              onChange={(event) => {
                const kpi = event.currentTarget.value;
                const period = (
                  choices.find((c) => c.kpi === kpi && c.period === reset.period) ??
                  choices.find((c) => c.kpi === kpi)!
                ).period;
                actions.goals.reset.change({ kpi, period, typed: "" });
              }}
            >
              {kpis.map(({ name, label }) => (
                <option key={name} value={name} selected={name === reset.kpi}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
        <div class="line reset-line">
          <label class="grow">
            {texts.goals.from}
            <select
              value={reset.period}
              onChange={(event) =>
                actions.goals.reset.change({ period: event.currentTarget.value })
              }
            >
              {choices
                .filter((c) => c.kpi === reset.kpi)
                .map(({ period }) => (
                  <option key={period} value={period} selected={period === reset.period}>
                    {period}
                  </option>
                ))}
            </select>
          </label>
          <div class="was">
            <span class="label num">{texts.goals.wasGoal}</span>
            <div class="num">{inFull(was, unit, locale)}</div>
          </div>
          <label class="new">
            {texts.goals.newGoal}
            <input
              inputMode="decimal"
              value={reset.typed}
              aria-invalid={reset.typed !== "" && to === null}
              onInput={(event) => actions.goals.reset.type(event.currentTarget.value)}
              onBlur={() => reset.preview === null && void actions.goals.reset.look()}
              onKeyDown={(event) => event.key === "Enter" && void actions.goals.reset.look()}
            />
          </label>
        </div>
        <div>
          <label for="reset-because">{texts.goals.because}</label>
          <textarea
            id="reset-because"
            value={goals.note}
            onInput={(event) => actions.goals.note(event.currentTarget.value)}
          />
        </div>
        {state.me === "" && <IAm state={state} actions={actions} />}
        <p class="meta">{texts.goals.resetNote}</p>
      </section>
      <TakesUp
        reset={reset}
        amount={to === null ? "" : changeOf(to, was, unit, locale).replace(/^[+\u2212]/, "")}
        manager={managerOf(state, reset.who)}
        actions={actions}
      />
      {goals.refused && (
        <section class="sec">
          <Note tone="watch">{goals.refused}</Note>
        </section>
      )}
      {reset.preview?.problems.map((problem) => (
        <section key={problem} class="sec">
          <Note tone="bad">
            <Said text={problem} locale={locale} />
          </Note>
        </section>
      ))}
      {reset.preview ? (
        <Changes view={reset.preview} kpi={reset.kpi} period={reset.period} locale={locale} />
      ) : (
        state.busy !== null && <Skeleton />
      )}
      {reset.flag && (
        <section class="sec">
          <Note tone="">{texts.goals.closesFlag(reset.flag.label)}</Note>
        </section>
      )}
    </>
  );
}

const managerOf = ({ run }: State, who: string): string => {
  const at = run?.people.find((p) => p.name === who)?.manager ?? -1;
  return run?.people[at]?.name ?? who;
};

function TakesUp({
  reset,
  amount,
  manager,
  actions,
}: {
  reset: ResetDraft;
  amount: string;
  manager: string;
  actions: Actions;
}) {
  const ways = [
    { cascade: true, name: texts.goals.bySiblings, how: texts.goals.bySiblingsHow("") },
    { cascade: false, name: texts.goals.byManager(manager), how: texts.goals.byManagerHow },
  ];
  return (
    <>
      <div class="grp" id="takes-up">
        <span class="grow">
          {amount === "" ? texts.goals.takesUpAny : texts.goals.takesUp(amount)}
        </span>
      </div>
      <div class="sec" role="radiogroup" aria-labelledby="takes-up">
        {ways.map(({ cascade, name, how }) => (
          <label key={name} class="check">
            <input
              type="radio"
              name="takes-up"
              checked={reset.cascade === cascade}
              onChange={() => actions.goals.reset.change({ cascade })}
            />
            <span class="grow">
              <bdi>{name}</bdi>
              <small>{how}</small>
            </span>
          </label>
        ))}
      </div>
    </>
  );
}

export function ResetBar({ state, actions }: { state: State; actions: Actions }) {
  const { reset, note } = state.goals;
  if (!reset) return null;
  const command = { kind: "reset", who: reset.who, kpi: "", period: "", to: 0 } as const;
  const lacks = lacking([command], note, state.me);
  const isReady = reset.preview !== null && reset.preview.problems.length === 0;
  return (
    <section class="bar wraps" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="primary grow"
        disabled={!isReady || lacks !== null || state.busy !== null}
        onClick={() => void actions.goals.reset.apply()}
      >
        {reset.flag ? texts.goals.resetApplyFlag : texts.goals.resetApply}
      </button>
      <button
        type="button"
        onClick={() => {
          actions.goals.back();
          if (reset.flag) actions.open("answers");
        }}
      >
        {texts.common.cancel}
      </button>
      <p class="meta lacks">{isReady ? lacks : null}</p>
    </section>
  );
}
