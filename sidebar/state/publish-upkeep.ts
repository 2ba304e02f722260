/** Published sheets kept in order: frozen to values, or repaired after a change of host. Looked at, then written. */
import type { ApplyView, UpkeepView } from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import type { Shared } from "./goals.ts";
import type { Store } from "./store.ts";
import { wrote } from "./undo.ts";

export interface Upkeep {
  readonly what: "freeze" | "repair";
  /** What would be written; null until the host said it. */
  readonly view: UpkeepView | null;
  /** Of a freeze the sheets to freeze; null: all that can be. */
  readonly sheets: readonly string[] | null;
  /** Why nothing was written; what is on show is the new preview. */
  readonly refused: string | null;
}

/** The sheets that a freeze would make values. */
export const frozenIn = ({ view, sheets }: Upkeep): readonly string[] =>
  (view?.sheets ?? [])
    .filter(({ sheet, problem }) => problem === null && (sheets?.includes(sheet) ?? true))
    .map(({ sheet }) => sheet);

export function upkeepActionsOf(store: Store, rpc: Rpc, shared: Pick<Shared, "busy">) {
  const now = (): Upkeep | null => store.get().publish.upkeep;
  const set = (upkeep: Upkeep | null): void =>
    store.set({ publish: { ...store.get().publish, upkeep } });

  const look = async (asked: Upkeep): Promise<void> => {
    const { what, sheets } = asked;
    const view =
      what === "freeze"
        ? await rpc.call("freeze.plan", { sheets })
        : await rpc.call("repair.plan", null);
    // Closed, or asked anew, meanwhile.
    if (now()?.what === what && now()?.sheets === sheets) set({ ...asked, view });
  };
  const apply = ({ what, sheets, view }: Upkeep): Promise<ApplyView> => {
    const { fingerprint } = view!;
    return what === "freeze"
      ? rpc.call("freeze.apply", { sheets, fingerprint })
      : rpc.call("repair.apply", { fingerprint });
  };

  return {
    open: (what: Upkeep["what"]): Promise<void> =>
      shared.busy(texts.publish.upkeep[what].reading, async () => {
        const asked: Upkeep = { what, view: null, sheets: null, refused: null };
        set(asked);
        await look(asked);
      }),
    close: (): void => set(null),
    /** Another choice of sheets is another plan: it is asked for at once. */
    toggle: (sheet: string): Promise<void> =>
      shared.busy(texts.publish.looking, async () => {
        const upkeep = now();
        if (!upkeep) return;
        const before = frozenIn(upkeep);
        const sheets = before.includes(sheet)
          ? before.filter((name) => name !== sheet)
          : [...before, sheet];
        const asked = { ...upkeep, sheets };
        set(asked);
        await look(asked);
      }),
    again: (): Promise<void> =>
      shared.busy(texts.publish.looking, async () => {
        const upkeep = now();
        if (upkeep) await look(upkeep);
      }),
    write: (): Promise<void> =>
      shared.busy(texts.publish.writing, async () => {
        const upkeep = now();
        if (!upkeep?.view) return;
        const done = await apply(upkeep);
        if (!done.applied) {
          const asked = { ...upkeep, refused: `${done.message} ${done.todo}` };
          set(asked);
          await look(asked);
          return;
        }
        set(null);
        store.set(wrote(done.message, done.undo));
        store.set({ workbook: await rpc.call("workbook.describe", null) });
        store.set({ publish: { ...store.get().publish, parts: null, after: null } });
      }),
  };
}
