/** Every state of every view, by name: axe, screenshots and the comparison of pictures walk this one list. */
import { answerStates } from "./states/answers.ts";
import { goalStates } from "./states/goals.ts";
import { publishStates } from "./states/publish.ts";
import { RULES_STATES } from "./states/rules.ts";
import { SCORECARD_STATES } from "./states/scorecard.ts";
import { START_STATES } from "./states/start.ts";
import type { ViewState } from "./states/state.ts";

export { deskOf, sampleDesk } from "./states/desks.ts";
export type { ViewState } from "./states/state.ts";

export const STATES: readonly ViewState[] = [
  ...START_STATES,
  ...RULES_STATES,
  ...goalStates(),
  ...SCORECARD_STATES,
  ...answerStates(),
  ...publishStates(),
];
