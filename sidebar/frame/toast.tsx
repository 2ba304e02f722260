import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "../ui/parts.tsx";

/** How long a message stays where nobody looks at it. */
const STAYS_MS = 8_000;

/** What happened, with a way back. Stays while hovered or focused; takes no focus itself. */
export function Toast({ state, actions, up }: { state: State; actions: Actions; up: boolean }) {
  const [held, setHeld] = useState(false);
  const focused = useRef(false);
  const { said, busy, plan } = state;
  // What it offers to write is found nowhere else: it waits to be answered.
  const waits = said === null || held || busy !== null || plan !== null;
  // At once after it is drawn: a moment later the time could run out on somebody who has just come.
  useLayoutEffect(() => {
    if (waits) return;
    const timer = setTimeout(actions.hush, STAYS_MS);
    return () => clearTimeout(timer);
  }, [waits, said]);
  return (
    <div
      role="status"
      class={said === null ? "" : `toast ${up ? "up" : ""}`}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(focused.current)}
      onFocusIn={() => {
        focused.current = true;
        setHeld(true);
      }}
      onFocusOut={() => {
        focused.current = false;
        setHeld(false);
      }}
    >
      {said !== null && (
        <>
          <span class="grow">{said}</span>
          {plan && (
            <button type="button" onClick={actions.write} disabled={busy !== null}>
              {texts.common.write}
            </button>
          )}
          {state.undo?.what === said && (
            <button type="button" onClick={actions.undo} disabled={busy !== null}>
              {texts.common.undo}
            </button>
          )}
          <button
            type="button"
            class="icon mini"
            aria-label={texts.common.close}
            onClick={actions.hush}
          >
            <Icon name="cross" />
          </button>
        </>
      )}
    </div>
  );
}
