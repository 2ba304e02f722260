/** What needs the page's second script shows, until it is here, how that stands. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo } from "preact/hooks";
import type { RulesPart } from "../../editor/part.ts";
import type { Actions } from "../../state/actions.ts";
import type { PartState } from "../../state/part.ts";
import type { State } from "../../state/store.ts";
import { texts } from "../../texts/index.ts";
import { Fault, Skeleton } from "../../ui/states.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
  readonly children: (part: RulesPart) => ComponentChildren;
  /** Where it can't come: what can be done without it. */
  readonly without?: ComponentChildren;
}

/** A text's statements and mistakes; null until the part is here, and where it can't come. */
export function useParsed(
  { part }: State,
  { bringPart }: Actions,
  text: string,
): ReturnType<RulesPart["parse"]> | null {
  useBrought(part, bringPart);
  return useMemo(() => (part.of === "here" ? part.part.parse(text) : null), [part, text]);
}

/** Asks once, however an earlier try went; before the first paint, so that no old fault flashes up. */
const useBrought = (part: PartState, bring: () => Promise<void>): void =>
  useLayoutEffect(() => {
    if (part.of !== "here") void bring();
  }, []);

/** Asks for the part; where it can't come, says so and offers to try again. */
export function WithPart({ state, actions, children, without }: Props) {
  const { part } = state;
  useBrought(part, actions.bringPart);
  if (part.of === "here") return <>{children(part.part)}</>;
  if (part.of !== "failed")
    return (
      <>
        <p class="vh" role="status">
          {texts.rules.part.coming}
        </p>
        <Skeleton />
      </>
    );
  return (
    <>
      <Fault error={part.error}>
        <button type="button" class="mini" onClick={actions.bringPart}>
          {texts.common.tryAgain}
        </button>
      </Fault>
      {without}
    </>
  );
}
