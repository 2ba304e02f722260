/** Why a figure is what it is: numbered sentences, each with its result and its cells. */
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";

export function WhyContext({ state }: { state: State }) {
  return (
    <span class="grow ellipsis">
      <b>{texts.common.why}</b> <bdi class="dim">{state.why?.title}</bdi>
    </span>
  );
}

export function Why({ state, actions }: { state: State; actions: Actions }) {
  const { why } = state;
  if (!why) return null;
  return (
    <div class="sec">
      <div class="head">
        <h2>{why.title}</h2>
        <b>{why.value}</b>
      </div>
      <ol class="steps">
        {why.steps.map((step, i) => (
          <li key={`${i} ${step.sentence}`}>
            <span>{step.sentence}</span>
            <b class="num">{step.value}</b>
            {step.cells[0] && (
              <button
                type="button"
                class="why"
                onClick={() => actions.select(step.cells[0]!.sheet, step.cells[0]!.range)}
              >
                {step.cells[0].sheet}!{step.cells[0].range}
              </button>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
