/** Who is looking: declared once, kept on this computer, proved by nothing. */
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { NamePick } from "./pickers.tsx";

export const IAm = ({ state, actions }: { state: State; actions: Actions }) => (
  <div class="line">
    <span class="dim">{texts.answers.iAm}</span>
    <NamePick state={state} label={texts.answers.iAm} name={state.me} onPick={actions.beCalled} />
  </div>
);
