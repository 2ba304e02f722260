import { useEffect, useState } from "preact/hooks";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";

/** Under a second the status line is enough. */
const SHOWN_AFTER_MS = 1_000;

/** What is being done and since when, with Cancel where nothing is being written. The last results stay below it. */
export function Progress({ state, actions }: { state: State; actions: Actions }) {
  const [seconds, setSeconds] = useState(0);
  const { busy, progress } = state;
  useEffect(() => {
    setSeconds(0);
    if (busy === null) return;
    const timer = setInterval(() => setSeconds((n) => n + 1), SHOWN_AFTER_MS);
    return () => clearInterval(timer);
  }, [busy]);
  if (busy === null || seconds === 0) return null;
  const t = texts.frame;
  const canStop = actions.canStop();
  const safe = actions.isWriting()
    ? canStop
      ? t.takenBack
      : t.writing
    : actions.hasWritten()
      ? t.written
      : texts.common.notYet;
  return (
    <section class="sec" aria-label={busy}>
      <div class="line">
        <span class="grow">{busy}</span>
        {canStop && (
          <button type="button" class="mini" onClick={actions.stop}>
            {texts.common.cancel}
          </button>
        )}
      </div>
      <progress aria-label={busy} {...(progress && { value: progress.done, max: progress.of })} />
      <p class="meta">
        {progress && (
          <>
            <bdi>{progress.sheet}</bdi>: {t.rowsOf(progress.done, progress.of)}{" "}
          </>
        )}
        {t.since(seconds)} {safe}
      </p>
    </section>
  );
}
