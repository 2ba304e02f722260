/** One person's goals over the year's periods: typed over or held in any of them, then looked at like every edit. */
import type { GoalCommand, GoalPeriodsView, GoalsTreeView } from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import { heldOrFreed, typedOver } from "./goal-edits.ts";
import { amountOf, typedAs } from "./goal-tree.ts";
import type { GoalsState, Shared } from "./goals.ts";
import type { Store } from "./store.ts";

export interface PeriodsDraft {
  readonly who: string;
  readonly kpi: string;
  /** The period of the tree that it was opened from. */
  readonly from: string;
  readonly view: GoalPeriodsView | null;
  /** The period whose field is open. */
  readonly at: string | null;
  readonly typed: string;
  readonly wrong: string | null;
}

interface Needs {
  /** Reads the tree of what is chosen. */
  readonly load: () => Promise<void>;
  readonly decide: (command: GoalCommand | null, or: string) => void;
}

export function periodActionsOf(store: Store, rpc: Rpc, shared: Shared, { load, decide }: Needs) {
  const now = (): GoalsState => store.get().goals;
  const set = (change: Partial<GoalsState>): void => store.set({ goals: { ...now(), ...change } });
  const patch = (change: Partial<PeriodsDraft>): void => {
    const { byPeriod } = now();
    if (byPeriod) set({ byPeriod: { ...byPeriod, ...change } });
  };
  const read = (): Promise<void> =>
    shared.busy(texts.goals.loading, async () => {
      const { byPeriod } = now();
      if (!byPeriod) return;
      const { kpi, who, from } = byPeriod;
      const view = await rpc.call("goals.periods", { asOf: null, kpi, who, period: from });
      if (now().byPeriod?.who === who) patch({ view });
    });
  /** The tree of a period says what may be decided there. */
  const inPeriod = async (
    period: string,
    command: (tree: GoalsTreeView, at: number) => GoalCommand | null,
  ): Promise<void> => {
    const { byPeriod } = now();
    if (!byPeriod) return;
    set({ period });
    await load();
    const { tree } = now();
    const at = tree?.who.indexOf(byPeriod.who) ?? -1;
    if (tree && tree.period === period && at >= 0)
      decide(command(tree, at), texts.goals.saidByRules);
  };
  return {
    start: (who: string) => {
      const { tree } = now();
      if (!tree) return;
      const { kpi, period: from } = tree;
      const nothing = { view: null, at: null, typed: "", wrong: null };
      set({ mode: "periods", byPeriod: { who, kpi, from, ...nothing }, typed: null });
      void read();
    },
    read,
    edit: (period: string) => {
      const { view } = now().byPeriod ?? {};
      const goal = view?.goal[view.periods.indexOf(period)] ?? null;
      const locale = store.get().workbook?.locale || "en-US";
      if (view && goal !== null)
        patch({ at: period, typed: typedAs(goal, view.unit, locale), wrong: null });
    },
    type: (typed: string) => patch({ typed, wrong: null }),
    drop: () => patch({ at: null, wrong: null }),
    enter: async (): Promise<void> => {
      const { at: period, typed, view } = now().byPeriod ?? {};
      if (!view || !period) return;
      const locale = store.get().workbook?.locale || "en-US";
      const to = amountOf(typed ?? "", view.unit, locale);
      if (to === null) {
        patch({ wrong: texts.goals.notANumber(typedAs(330_000, { of: "count" }, locale)) });
        return;
      }
      patch({ at: null });
      if (to === view.goal[view.periods.indexOf(period)]) return;
      await inPeriod(period, (tree, at) => typedOver(tree, at, to));
    },
    holdOrFree: (period: string) => inPeriod(period, heldOrFreed),
    /** Back to the tree, of the period that it showed. */
    leave: () => {
      const { byPeriod, period } = now();
      set({ mode: "tree", byPeriod: null });
      if (!byPeriod || byPeriod.from === period) return;
      set({ period: byPeriod.from });
      void load();
    },
  };
}
