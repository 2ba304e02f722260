/** What Start can do: read, choose, show what is written, write; import, export, reset. */
import type { Choices, ResetView, StartPlanView, StartView } from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import type { Store } from "./store.ts";

/** A page opened from Start; null is Start itself. */
export type StartPage = "proposal" | "plan" | "import" | "export" | "reset";

export interface StartState {
  readonly page: StartPage | null;
  readonly look: StartView | null;
  readonly choices: Choices;
  readonly plan: StartPlanView | null;
  readonly reset: ResetView | null;
}
export const NO_START: StartState = {
  page: null,
  look: null,
  choices: {},
  plan: null,
  reset: null,
};

interface Needs {
  /** Runs work under a word for the status line; a fault is shown and ends it. */
  readonly busy: (word: string, work: () => Promise<void>) => Promise<void>;
  /** Reads workbook and rules anew and runs them. */
  readonly load: () => Promise<void>;
  /** Takes a text over as the draft. */
  readonly edit: (draft: string) => void;
}

export function startActions(store: Store, rpc: Rpc, { busy, load, edit }: Needs) {
  const set = (change: Partial<StartState>): void =>
    store.set({ start: { ...store.get().start, ...change } });
  const look = async (choices: Choices): Promise<void> => {
    set({ choices });
    const found = await rpc.call("start.look", { choices });
    // What was chosen meanwhile is asked for by a call of its own.
    if (store.get().start.choices === choices) set({ look: found, plan: null });
  };
  const failed = (done: { readonly message: string; readonly todo: string }): void =>
    store.set({
      error: { message: done.message, safe: texts.faults.nothingLost, todo: done.todo },
    });
  return {
    propose: () =>
      busy(texts.start.reading, async () => {
        await look(store.get().start.choices);
        store.set({ view: "start" });
        set({ page: "proposal" });
      }),
    answer: (id: string, value: string) =>
      busy(texts.start.reading, () => look({ ...store.get().start.choices, [id]: value })),
    showPlan: () =>
      busy(texts.common.preview, async () => {
        const plan = await rpc.call("start.plan", { choices: store.get().start.choices });
        set({ plan, page: "plan" });
      }),
    /** What was shown is what is written; without a look at it the plan is made first. */
    writeRules: () =>
      busy(texts.common.write, async () => {
        const { start, me } = store.get();
        const { choices } = start;
        const plan = start.plan ?? (await rpc.call("start.plan", { choices }));
        const { fingerprint } = plan;
        const done = await rpc.call("start.write", { choices, fingerprint, by: me });
        if (!done.applied) {
          set({ plan: null });
          failed(done);
          return;
        }
        set(NO_START);
        await load();
        store.set({ said: done.message, undo: done.undo, plan: null });
      }),
    openStart: (page: StartPage) => set({ page }),
    leaveStart: () => set({ page: store.get().start.page === "plan" ? "proposal" : null }),
    takeText: (text: string) => {
      edit(text);
      set({ page: null });
      store.set({ view: "rules", said: texts.start.import.taken, undo: null, plan: null });
    },
    askReset: () =>
      busy(texts.start.reset.title, async () =>
        set({ reset: await rpc.call("start.reset.plan", null), page: "reset" }),
      ),
    reset: (title: string) =>
      busy(texts.start.reset.title, async () => {
        const { reset } = store.get().start;
        if (!reset) return;
        const { fingerprint } = reset;
        const done = await rpc.call("start.reset", { title, fingerprint });
        if (!done.applied) {
          failed(done);
          return;
        }
        set(NO_START);
        store.set({ run: null, draft: "", base: "" });
        await load();
        store.set({ view: "start", said: done.message, undo: done.undo, plan: null });
      }),
  };
}
