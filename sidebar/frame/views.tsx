/** What each view puts into the frame: its content, what it is about, what it does. */
import { Answers, AnswersContext } from "../panels/answers.tsx";
import { goalSubView } from "../panels/goal-sub-views.tsx";
import { Goals, GoalsBar, GoalsContext } from "../panels/goals.tsx";
import { Publish, PublishBar, PublishContext } from "../panels/publish.tsx";
import { functionSubView, publishSubView } from "../panels/publish-preview.tsx";
import { Rules, RulesBar, RulesContext } from "../panels/rules.tsx";
import { Scorecard, ScorecardContext } from "../panels/scorecard.tsx";
import { Start } from "../panels/start.tsx";
import { Why, WhyBar, WhyContext } from "../panels/why.tsx";
import type { Actions } from "../state/actions.ts";
import type { State, View } from "../state/store.ts";
import { rulesSubView, startSubView } from "./opened.tsx";
import type { SubView, ViewParts } from "./view-parts.ts";

export const VIEW_PARTS: Readonly<Record<View, ViewParts>> = {
  start: { Content: Start },
  rules: { Content: Rules, Context: RulesContext, Bar: RulesBar },
  goals: { Content: Goals, Context: GoalsContext, Bar: GoalsBar },
  scorecard: {
    Content: Scorecard,
    Context: ScorecardContext,
  },
  answers: { Content: Answers, Context: AnswersContext },
  publish: { Content: Publish, Context: PublishContext, Bar: PublishBar },
};

export function subViewOf(state: State, actions: Actions): SubView | null {
  if (state.why) {
    if (state.publish.draft) return functionSubView(actions);
    return {
      title: state.why.title,
      leave: actions.closeWhy,
      Content: Why,
      Context: WhyContext,
      Bar: WhyBar,
    };
  }
  return (
    startSubView(state, actions) ??
    rulesSubView(state, actions) ??
    goalSubView(state, actions) ??
    publishSubView(state, actions)
  );
}
