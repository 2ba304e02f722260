/** What the Publish view holds, and what can be done in it: choose, look, write, take back. */
import {
  type ApplyView,
  type Part,
  type PlanView,
  type PublishChoice,
  type PublishPartsView,
  type RunView,
  USUAL_CHOICE,
} from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import { download } from "../ui/download.ts";
import type { Shared } from "./goals.ts";
import { keep, kept } from "./kept.ts";
import { type FunctionDraft, functionActionsOf } from "./publish-function.ts";
import { type Upkeep, upkeepActionsOf } from "./publish-upkeep.ts";
import type { Store } from "./store.ts";
import { wrote } from "./undo.ts";

export interface PublishState {
  readonly choice: PublishChoice;
  /** What there is to publish; null until it was read. */
  readonly parts: PublishPartsView | null;
  /** The run after which it was read: another run means reading it again. */
  readonly after: RunView | null;
  readonly working: boolean;
  /** The preview is open. */
  readonly looks: boolean;
  /** The choice that `State.plan` was made for. */
  readonly planned: PublishChoice;
  /** Why Write wrote nothing; the preview on show is the new one. */
  readonly refused: string | null;
  /** A function on its way into a cell; null: none. */
  readonly draft: FunctionDraft | null;
  /** A freeze or a repair that is looked at; null: none. */
  readonly upkeep: Upkeep | null;
}

export const NO_PUBLISH: PublishState = {
  choice: USUAL_CHOICE,
  parts: null,
  after: null,
  working: false,
  looks: false,
  planned: USUAL_CHOICE,
  refused: null,
  draft: null,
  upkeep: null,
};

export function publishActionsOf(store: Store, rpc: Rpc, shared: Pick<Shared, "busy">) {
  const now = (): PublishState => store.get().publish;
  const set = (change: Partial<PublishState>): void =>
    store.set({ publish: { ...now(), ...change } });
  const title = (): string => store.get().workbook?.title ?? "";

  /** Asks what a choice would write; null where a later choice has overtaken it. */
  const planOf = async (choice: PublishChoice): Promise<PlanView> => {
    const plan = await rpc.call("publish.plan", { asOf: null, choice });
    set({ planned: choice });
    return plan;
  };
  const written = async (done: Extract<ApplyView, { applied: true }>): Promise<void> => {
    set({ looks: false, refused: null });
    store.set(wrote(done.message, done.undo));
    store.set({ workbook: await rpc.call("workbook.describe", null) });
  };

  const write = (): Promise<void> =>
    shared.busy(texts.publish.writing, async () => {
      const { plan } = store.get();
      if (!plan) return;
      const { planned: choice, looks } = now();
      const { fingerprint } = plan;
      const done = await rpc.call("publish.apply", { asOf: null, choice, fingerprint });
      if (done.applied) {
        await written(done);
        set({ parts: null, after: null });
      } else if (looks) {
        const plan = await planOf(choice);
        store.set({ plan });
        set({ refused: `${done.message} ${done.todo}` });
      } else {
        store.set({ error: { message: done.message, safe: "", todo: done.todo }, plan: null });
      }
    });

  return {
    load: async (): Promise<void> => {
      const { run } = store.get();
      const before = kept("publish", title());
      set({ after: run, working: true, ...(before && { choice: choiceOf(before) }) });
      await shared.busy(texts.publish.reading, async () => {
        const parts = await rpc.call("publish.parts", { asOf: null });
        if (now().after === run) set({ parts });
      });
      set({ working: false });
    },
    choose: (change: Partial<PublishChoice>): void => {
      const choice = { ...now().choice, ...change };
      set({ choice });
      keep("publish", title(), JSON.stringify(choice));
    },
    toggle: (part: Part): void => {
      const { choice } = now();
      const has = choice.parts.includes(part);
      const parts = has ? choice.parts.filter((p) => p !== part) : [...choice.parts, part];
      set({ choice: { ...choice, parts } });
      keep("publish", title(), JSON.stringify({ ...choice, parts }));
    },
    preview: (): Promise<void> =>
      shared.busy(texts.publish.looking, async () => {
        const { run, period } = store.get();
        const choice = { ...now().choice, period: run?.periods[period]?.label ?? null };
        store.set({ plan: null });
        set({ choice, looks: true, refused: null });
        store.set({ plan: await planOf(choice) });
      }),
    back: (): void => {
      set({ looks: false, refused: null });
      store.set({ plan: null });
    },
    /** What a run changes on sheets that are published as figures; a frozen sheet is never behind, and a live one follows. */
    planAgain: async (): Promise<PlanView | null> => {
      const { choice } = now();
      if (choice.as === "values" || choice.as === "functions") return null;
      return planOf({ ...choice, as: "figures", again: true });
    },
    write,
    /** The sheets chosen as a file; the workbook stays as it is. */
    exportFile: (): Promise<void> =>
      shared.busy(texts.publish.exporting, async () => {
        const { run, period } = store.get();
        const choice = { ...now().choice, period: run?.periods[period]?.label ?? null };
        const { name, base64, sheets } = await rpc.call("publish.file", { asOf: null, choice });
        download(name, base64);
        store.set({ said: texts.publish.exported(name, sheets), plan: null });
      }),
    functions: functionActionsOf(store, rpc, shared),
    upkeep: upkeepActionsOf(store, rpc, shared),
  };
}

/** A choice as it was kept; what isn't one any more is the usual one. */
function choiceOf(text: string): PublishChoice {
  try {
    return { ...USUAL_CHOICE, ...(JSON.parse(text) as Partial<PublishChoice>) };
  } catch {
    return USUAL_CHOICE;
  }
}
