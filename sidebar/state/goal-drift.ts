/** Published goals that were changed by hand: taken back, or accepted with a reason. */
import type { GoalCommand } from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import type { GoalsState, Shared } from "./goals.ts";
import type { Store } from "./store.ts";
import { wrote } from "./undo.ts";

export function driftActionsOf(
  store: Store,
  rpc: Rpc,
  shared: Shared,
  decide: (command: GoalCommand) => void,
) {
  const set = (change: Partial<GoalsState>): void =>
    store.set({ goals: { ...store.get().goals, ...change } });
  const list = async (): Promise<void> =>
    set({ drift: await rpc.call("drift.list", { asOf: null }) });
  return {
    openDrift: () =>
      shared.busy(texts.goals.loading, async () => {
        set({ mode: "drift", drift: null, takeBack: null });
        await list();
      }),
    /** Asks what taking items back would write. */
    askTakeBack: (ids: readonly string[]) =>
      shared.busy(texts.goals.looking, async () => {
        const { fingerprint, problems } = await rpc.call("drift.plan", { asOf: null, ids });
        if (problems[0] === undefined) set({ takeBack: { ids, fingerprint } });
        else store.set({ said: problems[0] });
      }),
    keepDrift: () => set({ takeBack: null }),
    takeBack: () =>
      shared.busy(texts.goals.applying, async () => {
        const { takeBack } = store.get().goals;
        if (!takeBack) return;
        set({ takeBack: null });
        const done = await rpc.call("drift.takeBack", { asOf: null, ...takeBack });
        await shared.runNow();
        await list();
        if (done.applied) store.set(wrote(done.message, done.undo));
        else store.set({ error: { message: done.message, safe: "", todo: done.todo } });
      }),
    /** With a reason: it becomes an edit like any other, so it is looked at first. */
    accept: (command: GoalCommand) => decide(command),
  };
}
