import { useRef } from "preact/hooks";
import { Progress } from "./frame/progress.tsx";
import { useReturn } from "./frame/return.ts";
import { StatusLine } from "./frame/status-line.tsx";
import { Tabs } from "./frame/tabs.tsx";
import { Toast } from "./frame/toast.tsx";
import type { SubView } from "./frame/view-parts.ts";
import { subViewOf, VIEW_PARTS } from "./frame/views.tsx";
import type { Actions } from "./state/actions.ts";
import { waitsForPart } from "./state/part.ts";
import { type State, type Store, useStore } from "./state/store.ts";
import { texts } from "./texts/index.ts";
import { Icon } from "./ui/parts.tsx";
import { Fault, Skeleton } from "./ui/states.tsx";

/** Tabs · context · content (the only scroller) · action bar · status line. */
export function App({ store, actions }: { store: Store; actions: Actions }) {
  const state = useStore(store);
  const sub = subViewOf(state, actions);
  const { Context, Bar } = sub ?? VIEW_PARTS[state.view];
  return (
    <div class="pane">
      <Tabs state={state} actions={actions} />
      {(sub || Context) && (
        <section class="context" aria-label={texts.frame.context}>
          {sub && (
            <button
              type="button"
              class="icon mini"
              aria-label={texts.common.back}
              onClick={sub.leave}
            >
              <Icon name="back" />
            </button>
          )}
          {Context && <Context state={state} actions={actions} />}
        </section>
      )}
      <Content state={state} actions={actions} sub={sub} />
      {Bar && <Bar state={state} actions={actions} />}
      <Toast state={state} actions={actions} up={Bar !== undefined} />
      <StatusLine state={state} actions={actions} />
    </div>
  );
}

/** A view stays in the page, unseen, under a view opened from it: scroll and focus are found again. */
function Content({ state, actions, sub }: { state: State; actions: Actions; sub: SubView | null }) {
  const scroller = useRef<HTMLElement>(null);
  const below = useRef<HTMLDivElement>(null);
  useReturn(scroller, below, state.view, sub);
  const { Content: View } = VIEW_PARTS[state.view];
  return (
    <main ref={scroller} tabIndex={-1} aria-busy={state.busy !== null || waitsForPart(state)}>
      <div
        id="view"
        class="view"
        role="tabpanel"
        aria-labelledby={`tab-${state.view}`}
        tabIndex={0}
      >
        <h1 class="vh">{texts.frame.tabs[state.view]}</h1>
        <Progress state={state} actions={actions} />
        {state.error && (
          <Fault error={state.error} onClose={actions.dismiss}>
            {!state.workbook && (
              <button type="button" class="mini" onClick={actions.load}>
                {texts.common.tryAgain}
              </button>
            )}
          </Fault>
        )}
        {!state.workbook && !state.error && <Skeleton />}
        {sub && <sub.Content state={state} actions={actions} />}
        <div ref={below} class="view" hidden={sub !== null}>
          {state.workbook && <View state={state} actions={actions} />}
        </div>
      </div>
    </main>
  );
}
