/** Long lists whose rows are all equally high: only those in sight, and a few around, are in the page. */
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Rows from `from` to before `to`. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/** Rows kept above and below what is in sight, so that a wheel's step finds them drawn. */
const AROUND = 12;

/** Which of `count` rows of `height` are in sight of a scroller `port` high, the list's top `above` it (pixels). */
export function windowAt(count: number, height: number, above: number, port: number): RowWindow {
  const from = Math.max(0, Math.floor(above / height) - AROUND);
  const to = Math.min(count, Math.ceil((above + port) / height) + AROUND);
  return { from: Math.min(from, count), to: Math.max(to, Math.min(from, count)) };
}

/** Follows the nearest scroller. Redraws only when other rows come into sight by half of those kept around. */
export function useRowWindow(
  list: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): RowWindow {
  const [shown, setShown] = useState<RowWindow>(() => windowAt(count, height, 0, 800));
  useEffect(() => {
    const element = list.current;
    const scroller = element?.closest("main");
    if (!element || !scroller) return;
    const look = (): void => {
      const above = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top;
      const next = windowAt(count, height, Math.max(0, above), scroller.clientHeight);
      setShown((now) => (isNear(now, next, count) ? now : next));
    };
    look();
    scroller.addEventListener("scroll", look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", look);
      sizes.disconnect();
    };
  }, [count, height]);
  return { from: Math.min(shown.from, count), to: Math.min(shown.to, count) };
}

const isNear = (now: RowWindow, next: RowWindow, count: number): boolean =>
  Math.abs(now.from - next.from) < AROUND / 2 &&
  Math.abs(now.to - next.to) < AROUND / 2 &&
  now.to <= count &&
  (next.to < count || now.to === count) &&
  (next.from > 0 || now.from === 0);
