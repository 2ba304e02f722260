import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Actions } from "../state/actions.ts";
import { waitingCount } from "../state/read.ts";
import { type State, VIEWS, type View } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "../ui/parts.tsx";

/** The view that a key goes to from another: arrows as they are read, Home and End. */
export function stepTo(from: View, key: string, rightToLeft: boolean): View | null {
  const at = VIEWS.indexOf(from);
  const forward = rightToLeft ? "ArrowLeft" : "ArrowRight";
  const backward = rightToLeft ? "ArrowRight" : "ArrowLeft";
  const last = VIEWS.length - 1;
  const to = {
    [forward]: at === last ? 0 : at + 1,
    [backward]: at === 0 ? last : at - 1,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? null : VIEWS[to]!;
}

/**
 * Marks the bar `close` where the names fit only side by side without air, `tight` where they don't fit at all:
 * with every drawing, and when the pane gets another width.
 */
function useTight(list: RefObject<HTMLElement | null>): void {
  const measure = (): void => {
    const bar = list.current?.parentElement;
    if (!bar || !list.current) return;
    bar.classList.remove("close", "tight");
    for (const step of ["close", "tight"]) {
      if (list.current.scrollWidth <= list.current.clientWidth) return;
      bar.classList.remove("close");
      bar.classList.add(step);
    }
  };
  useLayoutEffect(measure);
  useLayoutEffect(() => {
    const sizes = new ResizeObserver(measure);
    if (list.current) sizes.observe(list.current);
    return () => sizes.disconnect();
  }, []);
}

/** Arrows move between the names, Enter and Space open: a view is never opened by passing over it. */
export function Tabs({ state, actions }: { state: State; actions: Actions }) {
  const list = useRef<HTMLDivElement>(null);
  useTight(list);
  const waiting = waitingCount(state);
  const onKeyDown = (event: KeyboardEvent, view: View): void => {
    if (event.key === " ") {
      event.preventDefault();
      actions.open(view);
      return;
    }
    const to = stepTo(view, event.key, getComputedStyle(list.current!).direction === "rtl");
    if (to === null) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>(`#tab-${to}`)?.focus();
  };
  return (
    <nav class="tabs" aria-label={texts.frame.views}>
      <div ref={list} role="tablist" aria-label={texts.frame.views}>
        {VIEWS.map((view) => (
          <a
            key={view}
            id={`tab-${view}`}
            href={`#${view}`}
            role="tab"
            aria-selected={state.view === view}
            aria-controls="view"
            tabIndex={state.view === view ? 0 : -1}
            title={texts.frame.tabs[view]}
            onClick={(event) => {
              event.preventDefault();
              actions.open(view);
            }}
            onKeyDown={(event) => onKeyDown(event, view)}
          >
            <Icon name={view} />
            <span class="tl">{texts.frame.tabs[view]}</span>
            {view === "answers" && waiting > 0 && (
              <sup>
                <span aria-hidden="true">{waiting > 99 ? "99+" : waiting}</span>
                <span class="vh">{texts.frame.waiting(waiting)}</span>
              </sup>
            )}
          </a>
        ))}
      </div>
    </nav>
  );
}
