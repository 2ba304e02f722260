/** What is opened from the tree of goals: each with its own content, title and buttons. */
import type { ComponentType } from "preact";
import type { Actions } from "../state/actions.ts";
import { lastName } from "../state/goal-tree.ts";
import type { GoalsMode } from "../state/goals.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { GoalDrift, GoalLog } from "./goal-drift.tsx";
import { GoalPeriods } from "./goal-periods.tsx";
import { GoalPreview, PreviewBar } from "./goal-preview.tsx";
import { GoalReset, ResetBar } from "./goal-reset.tsx";
import { RuleBar, RulePreview } from "./goal-rule.tsx";
import { WhatIf, WhatIfBar } from "./goal-whatif.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}
interface Opened {
  readonly Content: ComponentType<Props>;
  readonly Bar?: ComponentType<Props>;
}

const OPENED: Readonly<Record<Exclude<GoalsMode, "tree">, Opened>> = {
  periods: { Content: GoalPeriods },
  preview: { Content: GoalPreview, Bar: PreviewBar },
  "what if": { Content: WhatIf, Bar: WhatIfBar },
  rule: { Content: RulePreview, Bar: RuleBar },
  reset: { Content: GoalReset, Bar: ResetBar },
  drift: { Content: GoalDrift },
  log: { Content: GoalLog },
};

const titleOf = (mode: Exclude<GoalsMode, "tree">): string =>
  ({
    periods: texts.goals.byPeriodTitle,
    preview: texts.goals.ifApplied,
    "what if": texts.goals.whatIf,
    rule: texts.goals.ruleTitle,
    reset: texts.goals.resetTitle,
    drift: texts.goals.driftTitle,
    log: texts.goals.logTitle,
  })[mode];

function OpenedContext({ state }: Props) {
  const { mode, reset, tree, byPeriod } = state.goals;
  if (mode === "tree") return null;
  const about = {
    reset: reset?.who,
    periods: byPeriod && lastName(byPeriod.who),
    log: "",
  };
  return (
    <span class="grow ellipsis">
      <b>{titleOf(mode)}</b>{" "}
      <bdi class="dim">{mode in about ? about[mode as keyof typeof about] : tree?.label}</bdi>
    </span>
  );
}

/** The sub-view that is open over Goals, null where it is the tree itself. */
export function goalSubView(state: State, actions: Actions) {
  const { mode, reset } = state.goals;
  if (state.view !== "goals" || mode === "tree") return null;
  const leave = (): void => {
    if (mode === "rule") actions.goals.whatIf.backToSlider();
    else if (mode === "periods") actions.goals.periods.leave();
    else {
      actions.goals.back();
      if (mode === "reset" && reset?.flag) actions.open("answers");
    }
  };
  return { title: titleOf(mode), leave, Context: OpenedContext, ...OPENED[mode] };
}

/** What the status line says while something is only looked at. */
export function goalStatus({ view, goals }: State): string | null {
  if (view !== "goals") return null;
  if (goals.mode === "what if") return texts.goals.whatIfStatus;
  const looks = goals.mode === "preview" || goals.mode === "rule" || goals.mode === "reset";
  return looks ? texts.goals.preview : null;
}
