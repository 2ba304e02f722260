/** The page's second script, with the editor and the language: it comes when it is first needed, or before that while nothing else is done. */
import type { RpcError } from "../../src/app/contract.ts";
import type { RulesPart } from "../editor/part.ts";
import { texts } from "../texts/index.ts";
import { RpcFault } from "../wire/faults.ts";
import type { State, Store } from "./store.ts";

export type PartState =
  | { readonly of: "absent" }
  | { readonly of: "coming" }
  | { readonly of: "here"; readonly part: RulesPart }
  | { readonly of: "failed"; readonly error: RpcError };
export const NO_PART: PartState = { of: "absent" };

/** Gives the part, bringing it where it is not here. Fails with an `RpcFault`. */
export type NeedPart = () => Promise<RulesPart>;

/** Rules has nothing to show yet but its frame. */
export const waitsForPart = ({ view, part, workbook }: State): boolean =>
  view === "rules" && workbook !== null && (part.of === "absent" || part.of === "coming");

/** `fetched` brings the script into the page; it fails with an `RpcFault`. */
export function partActionsOf(store: Store, fetched: () => Promise<RulesPart>) {
  let coming: Promise<RulesPart> | null = null;
  const need: NeedPart = () => {
    const { part } = store.get();
    if (part.of === "here") return Promise.resolve(part.part);
    coming ??= bring().finally(() => {
      coming = null;
    });
    return coming;
  };
  const bring = async (): Promise<RulesPart> => {
    store.set({ part: { of: "coming" } });
    try {
      const part = await fetched();
      store.set({ part: { of: "here", part } });
      return part;
    } catch (fault) {
      const said = { ...texts.faults.part, safe: texts.faults.nothingLost };
      const error = fault instanceof RpcFault ? fault.detail : said;
      store.set({ part: { of: "failed", error } });
      throw new RpcFault(error);
    }
  };
  return {
    need,
    /** For views that show how it stands, and ahead of need: a fault is theirs to show. */
    bringPart: async (): Promise<void> => {
      await need().catch(() => null);
    },
  };
}
