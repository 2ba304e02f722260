/** Proposed rules: what is open, whom and what was found, the KPIs with figures to check, the goal. */
import type { Choices, StartView } from "../../../src/app/contract.ts";
import type { Actions } from "../../state/actions.ts";
import type { State } from "../../state/store.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";
import { Goal } from "./goal.tsx";
import { Kpis } from "./kpis.tsx";
import { NoData, Nothing, PickRange, Unused } from "./lacks.tsx";
import { StartMenu } from "./menu.tsx";
import { undecided } from "./part.ts";
import { Strangers } from "./strangers.tsx";
import { Data, People } from "./tables.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function ProposalContext({ state, actions }: Props) {
  const { look } = state.start;
  return (
    <>
      <span class="grow">
        <b>{texts.start.proposed}</b>
      </span>
      <span class="meta" role="status">
        {look && look.rules !== "" ? texts.start.decide(undecided(look).length) : ""}
      </span>
      <StartMenu state={state} actions={actions} />
    </>
  );
}

export function ProposalBar({ state, actions }: Props) {
  const { look } = state.start;
  if (!look?.rules || look.lacks) return null;
  const busy = state.busy !== null;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button type="button" class="primary grow" disabled={busy} onClick={actions.writeRules}>
        {texts.start.write}
      </button>
      <button type="button" disabled={busy} onClick={actions.showPlan}>
        {texts.common.preview}
      </button>
    </section>
  );
}

export function Proposal({ state, actions }: Props) {
  const { look: found, choices } = state.start;
  if (!found) return null;
  const look = asChosen(found, choices);
  const part = { look, locale: state.workbook?.locale || "en-US", actions };
  if (look.rules === "") return <Nothing {...part} refused={state.start.notPicked} />;
  return (
    <div>
      {look.lacks === "data" && <NoData {...part} refused={state.start.notPicked} />}
      <Strangers {...part} />
      {look.refused.length > 0 && (
        <section class="sec">
          <div class="note watch">
            <Icon name="warn" />
            <span class="grow">{texts.start.refused(look.refused.length)}</span>
          </div>
        </section>
      )}
      <People {...part} />
      <Data {...part} />
      {look.kpis.length > 0 && <Kpis {...part} />}
      <Goal {...part} />
      <Unused {...part} />
      {look.lacks === null && (
        <section class="sec stack">
          <PickRange {...part} refused={state.start.notPicked} />
        </section>
      )}
    </div>
  );
}

/** What was chosen stands at once; what follows from it comes with the answer. */
const asChosen = (look: StartView, choices: Choices): StartView => ({
  ...look,
  guesses: look.guesses.map((guess) => ({ ...guess, value: choices[guess.id] ?? guess.value })),
  kpis: look.kpis.map((kpi) => {
    const said = choices[`kpi.${kpi.name}`];
    return said === undefined ? kpi : { ...kpi, chosen: said === "yes" };
  }),
});
