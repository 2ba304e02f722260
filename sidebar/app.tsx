import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Progress } from "./frame/progress.tsx";
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

/** Esc leaves a view opened from another; scroll and focus return to where they were. */
function useReturn(
  scroller: { readonly current: HTMLElement | null },
  below: { readonly current: HTMLElement | null },
  view: string,
  sub: SubView | null,
): void {
  const opened = sub !== null;
  const opener = useRef<HTMLElement | null>(null);
  const top = useRef(0);
  useEffect(() => {
    const remember = (event: FocusEvent): void => {
      if (event.target instanceof HTMLElement) opener.current = event.target;
    };
    const scrolled = (): void => {
      if (!below.current?.hidden) top.current = scroller.current?.scrollTop ?? 0;
    };
    below.current?.addEventListener("focusin", remember);
    scroller.current?.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      below.current?.removeEventListener("focusin", remember);
      scroller.current?.removeEventListener("scroll", scrolled);
    };
  }, []);
  useLayoutEffect(() => {
    opener.current = null;
    top.current = 0;
    scroller.current?.scrollTo(0, 0);
  }, [view]);
  const title = sub?.title;
  useLayoutEffect(() => {
    if (title !== undefined) scroller.current?.scrollTo(0, 0);
  }, [title]);
  const was = useRef(false);
  useLayoutEffect(() => {
    if (opened && !was.current) {
      scroller.current?.scrollTo(0, 0);
      document.querySelector<HTMLElement>(".context button")?.focus();
    } else if (!opened && was.current) {
      scroller.current?.scrollTo(0, top.current);
      opener.current?.focus();
    }
    was.current = opened;
  }, [opened]);
  const leave = useRef(sub?.leave);
  leave.current = sub?.leave;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      leave.current?.();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
