/** The way back from a view opened from another: Esc leaves it, scroll and focus return to where they were. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { SubView } from "./view-parts.ts";

interface Place {
  readonly current: HTMLElement | null;
}

/** `below`: the view that stays in the page, unseen, under the one opened from it. */
export function useReturn(scroller: Place, below: Place, view: string, sub: SubView | null): void {
  const opened = sub !== null;
  const opener = useOpener(opened, view);
  const top = useScroll(scroller, below, view);
  const title = sub?.title;
  const was = useRef(false);
  useLayoutEffect(() => {
    const inside = opened && was.current;
    was.current = opened;
    if (opened) {
      scroller.current?.scrollTo(0, 0);
      // Of one opened from the opened one, what had the focus may be gone.
      if (!inside || document.activeElement === document.body)
        document.querySelector<HTMLElement>(".context button")?.focus();
    }
  }, [opened, title]);
  useLayoutEffect(() => {
    if (opened) return;
    scroller.current?.scrollTo(0, top.current);
    opener.current?.focus();
  }, [opened]);
  useEscape(sub);
}

/** What was focused last before the view was opened. Pickers and the bar are drawn anew: there it is known by its name. */
function useOpener(opened: boolean, view: string): { readonly current: { focus(): void } | null } {
  const last = useRef<{ readonly element: HTMLElement; readonly name: string } | null>(null);
  const isOpened = useRef(opened);
  isOpened.current = opened;
  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      if (isOpened.current || !(target instanceof HTMLElement)) return;
      last.current = { element: target, name: nameOf(target) };
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  useLayoutEffect(() => {
    last.current = null;
  }, [view]);
  const opener = useRef({
    focus: () => {
      const { element, name } = last.current ?? {};
      if (!element) return;
      const again = [...document.querySelectorAll<HTMLElement>(".context button, .bar button")];
      const found = element.isConnected ? element : again.find((one) => nameOf(one) === name);
      found?.focus();
    },
  });
  return opener;
}

const nameOf = (element: HTMLElement): string =>
  element.getAttribute("aria-label") ?? element.textContent ?? "";

/** How far the view was scrolled when it was last seen. */
function useScroll(scroller: Place, below: Place, view: string): { readonly current: number } {
  const top = useRef(0);
  useEffect(() => {
    const scrolled = (): void => {
      if (!below.current?.hidden) top.current = scroller.current?.scrollTop ?? 0;
    };
    scroller.current?.addEventListener("scroll", scrolled, { passive: true });
    return () => scroller.current?.removeEventListener("scroll", scrolled);
  }, []);
  useLayoutEffect(() => {
    top.current = 0;
    scroller.current?.scrollTo(0, 0);
  }, [view]);
  return top;
}

function useEscape(sub: SubView | null): void {
  const leave = useRef(sub?.leave);
  leave.current = sub?.leave;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) leave.current?.();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
