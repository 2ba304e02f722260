/** A function on its way into the selected cell. */
import type { FunctionPlanView, FunctionView } from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import type { Shared } from "./goals.ts";
import type { Store } from "./store.ts";
import { wrote } from "./undo.ts";

export interface FunctionDraft {
  /** Null until the host said which there are. */
  readonly list: readonly FunctionView[] | null;
  readonly id: string;
  /** As typed, in the order of the function's parameters. */
  readonly args: readonly string[];
  /** What was looked at; null after a change. */
  readonly plan: FunctionPlanView | null;
}

const FIRST: FunctionDraft = { list: null, id: "", args: [], plan: null };

export function functionActionsOf(store: Store, rpc: Rpc, shared: Pick<Shared, "busy">) {
  const now = (): FunctionDraft => store.get().publish.draft ?? FIRST;
  const set = (draft: FunctionDraft | null): void =>
    store.set({ publish: { ...store.get().publish, draft } });
  const ask = () => {
    const { id, args } = now();
    return { asOf: null, id, args };
  };
  const look = async (): Promise<void> => {
    const plan = await rpc.call("functions.plan", ask());
    set({ ...now(), plan });
  };
  return {
    /** One that is known with what it is asked, looked at straight away. */
    propose: (id: string, args: readonly string[]) =>
      shared.busy(texts.publish.looking, async () => {
        const list = await rpc.call("functions.list", null);
        set({ list, id, args, plan: null });
        await look();
      }),
    open: () =>
      shared.busy(texts.publish.readingFunctions, async () => {
        set(FIRST);
        const list = await rpc.call("functions.list", null);
        set({ ...FIRST, list, id: list[0]?.id ?? "" });
      }),
    close: (): void => set(null),
    choose: (id: string): void => set({ ...now(), id, args: [], plan: null }),
    type: (at: number, text: string): void => {
      const args = [...now().args];
      while (args.length < at) args.push("");
      args[at] = text;
      set({ ...now(), args, plan: null });
    },
    look: () => shared.busy(texts.publish.looking, look),
    /** Where the selected cell is in use: another one is selected and looked at. */
    useFree: () =>
      shared.busy(texts.publish.looking, async () => {
        const { plan } = now();
        if (!plan?.free) return;
        await rpc.call("select", { sheet: plan.sheet, range: plan.free, grow: true });
        await look();
      }),
    insert: () =>
      shared.busy(texts.publish.writing, async () => {
        const { plan } = now();
        if (!plan) return;
        const { fingerprint } = plan;
        const done = await rpc.call("functions.insert", { ...ask(), fingerprint });
        if (done.applied) {
          set(null);
          store.set(wrote(done.message, done.undo));
          return;
        }
        set({ ...now(), plan: null });
        store.set({ error: { message: done.message, safe: "", todo: done.todo } });
      }),
  };
}
