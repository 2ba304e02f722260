/** What each part of a proposal is drawn from. */
import type { StartView, Stranger } from "../../../src/app/contract.ts";
import type { Actions } from "../../state/actions.ts";

export interface Part {
  readonly look: StartView;
  readonly locale: string;
  readonly actions: Actions;
}

export const undecided = ({ strangers }: StartView): readonly Stranger[] =>
  strangers.filter(({ decided }) => decided === null);
