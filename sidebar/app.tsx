import { Answers, PeriodPick, PersonPick } from "./panels/answers.tsx";
import { Goals, KpiPick } from "./panels/goals.tsx";
import { Publish, PublishBar } from "./panels/publish.tsx";
import { Rules, RulesBar } from "./panels/rules.tsx";
import { Scorecard, Why } from "./panels/scorecard.tsx";
import { Start } from "./panels/start.tsx";
import type { Actions } from "./state/actions.ts";
import { openFlags } from "./state/read.ts";
import { type State, type Store, useStore, type View } from "./state/store.ts";
import { texts } from "./texts/index.ts";
import { Icon, Note } from "./ui/parts.tsx";

const VIEWS: readonly View[] = ["start", "rules", "goals", "scorecard", "answers", "publish"];

/** Tabs · context · content · action bar · status line. */
export function App({ store, actions }: { store: Store; actions: Actions }) {
  const state = useStore(store);
  return (
    <div class="pane">
      <Tabs state={state} actions={actions} />
      <Context state={state} actions={actions} />
      <main tabIndex={0}>
        {state.error && (
          <div class="sec">
            <Note tone="bad">
              <b>{state.error.message}</b> {state.error.safe} {state.error.todo}{" "}
              <button type="button" class="why" onClick={actions.dismiss}>
                {texts.common.close}
              </button>
            </Note>
          </div>
        )}
        {state.why ? (
          <Why state={state} actions={actions} />
        ) : (
          <Panel state={state} actions={actions} />
        )}
      </main>
      {state.view === "rules" && !state.theirs && <RulesBar state={state} actions={actions} />}
      {state.view === "publish" && <PublishBar state={state} actions={actions} />}
      {state.said && (
        <div class="toast up" role="status">
          <span class="grow">{state.said}</span>
          {state.plan && (
            <button type="button" onClick={actions.write} disabled={state.busy !== null}>
              {texts.common.write}
            </button>
          )}
          {state.undo && (
            <button type="button" onClick={actions.undo}>
              {texts.common.undo}
            </button>
          )}
          <button
            type="button"
            class="icon mini"
            aria-label={texts.common.close}
            onClick={actions.dismiss}
          >
            <Icon name="cross" />
          </button>
        </div>
      )}
      <StatusLine state={state} />
    </div>
  );
}

function Tabs({ state, actions }: { state: State; actions: Actions }) {
  const waiting = state.run ? openFlags(state.run, state.period).length : 0;
  return (
    <nav class="tabs" aria-label={texts.frame.views}>
      {VIEWS.map((view) => (
        <a
          key={view}
          href={`#${view}`}
          aria-current={state.view === view ? "page" : undefined}
          title={texts.frame.tabs[view]}
          onClick={(event) => {
            event.preventDefault();
            actions.open(view);
          }}
        >
          <Icon name={view} />
          <span class="tl">{texts.frame.tabs[view]}</span>
          {view === "answers" && waiting > 0 && <sup>{waiting > 99 ? "99+" : waiting}</sup>}
        </a>
      ))}
    </nav>
  );
}

function Context({ state, actions }: { state: State; actions: Actions }) {
  return (
    <div class="context">
      <div class="grow">
        {state.view === "scorecard" && <PersonPick state={state} actions={actions} />}
        {state.view === "goals" && <KpiPick state={state} actions={actions} />}
      </div>
      {["scorecard", "goals", "answers"].includes(state.view) && (
        <PeriodPick state={state} actions={actions} all={state.view === "answers"} />
      )}
      <button
        type="button"
        class="mini primary"
        disabled={state.busy !== null}
        onClick={actions.run}
      >
        {texts.common.run}
      </button>
    </div>
  );
}

function Panel({ state, actions }: { state: State; actions: Actions }) {
  switch (state.view) {
    case "start":
      return <Start state={state} actions={actions} />;
    case "rules":
      return <Rules state={state} actions={actions} />;
    case "goals":
      return <Goals state={state} actions={actions} />;
    case "scorecard":
      return <Scorecard state={state} actions={actions} />;
    case "answers":
      return <Answers state={state} actions={actions} />;
    case "publish":
      return <Publish state={state} />;
  }
}

function StatusLine({ state }: { state: State }) {
  const { run, busy } = state;
  const broken = run?.diagnostics.filter((d) => d.severity === "error").length ?? 0;
  const ties = run && run.tieout.rounding > 0 ? texts.frame.totalsRound : texts.frame.totalsTie;
  const current = run && !state.stale;
  const text =
    busy ??
    (run && state.stale ? texts.frame.stale : null) ??
    (broken > 0
      ? texts.frame.rulesBroken(broken)
      : run
        ? texts.frame.upToDate(run.asOf, ties)
        : "");
  return (
    <div class="status" role="status">
      <span class={broken > 0 || !current ? "watch" : "good"}>
        {!busy && run && <Icon name={broken > 0 || !current ? "warn" : "check"} />}
      </span>
      <span class="grow">{text}</span>
    </div>
  );
}
