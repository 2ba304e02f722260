/** What Start can do: read, choose, show what is written, write; import, export, reset. */
import type { Api, Choices, ResetView, StartPlanView, StartView } from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import type { Store } from "./store.ts";
import { wrote } from "./undo.ts";

/** A page opened from Start; null is Start itself. */
export type StartPage = "proposal" | "plan" | "import" | "export" | "reset";

export interface StartState {
  readonly page: StartPage | null;
  /** Where a page opened from its menu goes back to. */
  readonly under: StartPage | null;
  readonly look: StartView | null;
  readonly choices: Choices;
  readonly plan: StartPlanView | null;
  readonly reset: ResetView | null;
  /** Why the selection was not taken as a table. */
  readonly notPicked: string | null;
}
export const NO_START: StartState = {
  page: null,
  under: null,
  look: null,
  choices: {},
  plan: null,
  reset: null,
  notPicked: null,
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
    set({ choices, notPicked: null });
    const found = await rpc.call("start.look", { choices });
    // What was chosen meanwhile is asked for by a call of its own.
    if (store.get().start.choices === choices) set({ look: found, plan: null });
  };
  const failed = (done: { readonly message: string; readonly todo: string }): void =>
    store.set({
      error: { message: done.message, safe: texts.faults.nothingLost, todo: done.todo },
    });
  const open = (page: StartPage): void => set({ page, under: store.get().start.page });
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
          set({ plan: null, page: "proposal" });
          failed(done);
          return;
        }
        set(NO_START);
        await load();
        store.set(wrote(done.message, done.undo));
      }),
    /** The sheet's selection is a table from now on, whatever was found there. */
    pickRange: () =>
      busy(texts.start.reading, async () => {
        const picked = await rpc.call("selection", null);
        const notPicked = noTable(picked);
        if (!picked || notPicked !== null) {
          set({ notPicked });
          return;
        }
        await look({ ...store.get().start.choices, [`range.${picked.sheet}`]: picked.range });
      }),
    openStart: open,
    leaveStart: () => {
      const { page, under } = store.get().start;
      set({ page: page === "plan" ? "proposal" : under, under: null });
    },
    takeText: (text: string) => {
      edit(text);
      set({ page: null, under: null });
      store.set({ view: "rules", said: texts.start.import.taken, undo: null, plan: null });
    },
    askReset: () =>
      busy(texts.start.reset.title, async () => {
        set({ reset: await rpc.call("start.reset.plan", null) });
        open("reset");
      }),
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
        store.set({ view: "start", ...wrote(done.message, done.undo) });
      }),
  };
}

/** Why a selection can't be a table; null where it may be one. */
function noTable(picked: Api["selection"]["out"]): string | null {
  const { pick } = texts.start;
  if (!picked) return pick.none;
  if (/^KPI /i.test(picked.sheet)) return pick.ours;
  const rows = /^\D*(\d+):\D*(\d+)$/.exec(picked.range);
  const isWhole = /^\D+:\D+$/.test(picked.range);
  return isWhole || (rows && rows[1] !== rows[2]) ? null : pick.tooSmall;
}
