/** What each view puts into the frame: its content, what it is about, what it does. */
import type { ComponentType } from "preact";
import { Answers, AnswersContext } from "../panels/answers.tsx";
import { goalSubView } from "../panels/goal-sub-views.tsx";
import { Goals, GoalsBar, GoalsContext } from "../panels/goals.tsx";
import { Publish, PublishBar, PublishContext } from "../panels/publish.tsx";
import { publishSubView } from "../panels/publish-preview.tsx";
import { Rules, RulesBar } from "../panels/rules.tsx";
import { Scorecard, ScorecardContext } from "../panels/scorecard.tsx";
import { Start } from "../panels/start.tsx";
import { Why, WhyBar, WhyContext } from "../panels/why.tsx";
import type { Actions } from "../state/actions.ts";
import type { State, View } from "../state/store.ts";

export interface ViewProps {
  readonly state: State;
  readonly actions: Actions;
}
export interface ViewParts {
  readonly Content: ComponentType<ViewProps>;
  /** Pickers of what the view is about; a view about the whole workbook has none. */
  readonly Context?: ComponentType<ViewProps>;
  /** Buttons at the bottom; nothing drawn where there is nothing to do. */
  readonly Bar?: ComponentType<ViewProps>;
}

export const VIEW_PARTS: Readonly<Record<View, ViewParts>> = {
  start: { Content: Start },
  rules: { Content: Rules, Bar: RulesBar },
  goals: { Content: Goals, Context: GoalsContext, Bar: GoalsBar },
  scorecard: {
    Content: Scorecard,
    Context: ScorecardContext,
  },
  answers: { Content: Answers, Context: AnswersContext },
  publish: { Content: Publish, Context: PublishContext, Bar: PublishBar },
};

/** A view opened from another: Back and Esc leave it, and the focus returns to what opened it. */
export interface SubView extends ViewParts {
  readonly title: string;
  readonly leave: () => void;
}

export function subViewOf(state: State, actions: Actions): SubView | null {
  if (state.why) {
    return {
      title: state.why.title,
      leave: actions.closeWhy,
      Content: Why,
      Context: WhyContext,
      Bar: WhyBar,
    };
  }
  return goalSubView(state, actions) ?? publishSubView(state, actions);
}
