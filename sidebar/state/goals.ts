/** What the Goals view holds, and what can be done in it. Everything is asked for first, then applied as one block. */
import type {
  ApplyView,
  EditsView,
  GoalCommand,
  GoalsPreviewAsk,
  GoalsPreviewView,
  GoalsTreeView,
  RunView,
} from "../../src/app/contract.ts";
import type { DriftView } from "../../src/app/contract-drift.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import { driftActionsOf } from "./goal-drift.ts";
import { decided, heldOrFreed, saysTheSame, typedOver } from "./goal-edits.ts";
import { type PeriodsDraft, periodActionsOf } from "./goal-periods.ts";
import { type ResetDraft, resetActionsOf } from "./goal-reset.ts";
import {
  amountOf,
  keyed,
  openAtFirst,
  openedTo,
  periodsIn,
  rowsOf,
  type Shape,
  shapeOf,
  type ThirdColumn,
  typedAhead,
  typedAs,
} from "./goal-tree.ts";
import { type WhatIfDraft, whatIfActionsOf } from "./goal-whatif.ts";
import type { NeedPart } from "./part.ts";
import type { Store } from "./store.ts";
import { wrote } from "./undo.ts";

export type GoalsMode =
  | "tree"
  | "periods"
  | "preview"
  | "what if"
  | "rule"
  | "reset"
  | "drift"
  | "log";

export interface GoalsState {
  readonly mode: GoalsMode;
  /** What is asked for; null leaves the choice to the rules. */
  readonly kpi: string | null;
  readonly period: string | null;
  readonly tree: GoalsTreeView | null;
  /** The run after which the tree was read: another run means reading it again. */
  readonly after: RunView | null;
  readonly open: ReadonlySet<string>;
  /** Whose row has the cursor. */
  readonly at: string;
  /** What stands in the row's field; null: nothing is edited. */
  readonly typed: string | null;
  readonly wrong: string | null;
  readonly column: ThirdColumn;
  readonly commands: readonly GoalCommand[];
  readonly note: string;
  readonly preview: GoalsPreviewView | null;
  /** Why Apply wrote nothing; the preview on show is the new one. */
  readonly refused: string | null;
  readonly whatIf: WhatIfDraft | null;
  readonly reset: ResetDraft | null;
  /** One person's goals over the year, under what is decided there. */
  readonly byPeriod: PeriodsDraft | null;
  readonly drift: DriftView | null;
  /** Items whose taking back was asked for, with what it would write. */
  readonly takeBack: { readonly ids: readonly string[]; readonly fingerprint: string } | null;
  readonly edits: EditsView | null;
  /** A call is under way whose answer this view waits for. */
  readonly working: boolean;
}

export const NO_GOALS: GoalsState = {
  mode: "tree",
  kpi: null,
  period: null,
  tree: null,
  after: null,
  open: new Set(),
  at: "",
  typed: null,
  wrong: null,
  column: "change",
  commands: [],
  note: "",
  preview: null,
  refused: null,
  whatIf: null,
  reset: null,
  byPeriod: null,
  drift: null,
  takeBack: null,
  edits: null,
  working: false,
};

/** What these actions borrow from the others. */
export interface Shared {
  /** Runs work under a word of the status line; a fault is shown. */
  readonly busy: (word: string, work: () => Promise<void>) => Promise<void>;
  readonly runNow: () => Promise<void>;
  /** Puts a text into the editor as a draft, and saves it. */
  readonly edit: (draft: string) => void;
  /** `said`: what was saved, for the message and its Undo. */
  readonly save: (said: string) => Promise<void>;
  readonly need: NeedPart;
}

/** Letters typed within so many milliseconds of each other make one name. */
const TYPING = 1_000;

/** Changes listed in a preview; all are counted. */
export const MOST_LISTED = 200;

const shapes = new WeakMap<GoalsTreeView, Shape>();
export function shapeFor(tree: GoalsTreeView): Shape {
  const shape = shapes.get(tree) ?? shapeOf(tree);
  shapes.set(tree, shape);
  return shape;
}

export type GoalActions = ReturnType<typeof goalActionsOf>;

export function goalActionsOf(store: Store, rpc: Rpc, shared: Shared) {
  const now = (): GoalsState => store.get().goals;
  const set = (change: Partial<GoalsState>): void => store.set({ goals: { ...now(), ...change } });
  const locale = (): string => store.get().workbook?.locale || "en-US";

  let asked = 0;
  const load = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const { run } = store.get();
    set({ working: true, after: run });
    await shared.busy(texts.goals.loading, async () => {
      try {
        const { kpi, period } = now();
        const tree = await rpc.call("goals.tree", { asOf: null, kpi, period });
        if (mine === asked) show(tree);
      } finally {
        if (mine === asked) set({ working: false });
      }
    });
  };
  const show = (tree: GoalsTreeView): void => {
    const { tree: before, open, at } = now();
    const shape = shapeFor(tree);
    set({
      tree,
      kpi: tree.kpi,
      period: tree.period,
      open: before ? open : openAtFirst(tree, shape),
      at: tree.who.includes(at) ? at : (tree.who[shape.roots[0] ?? 0] ?? ""),
    });
  };

  /** The period and its parts; where a year is looked at by period, the year with them. */
  const spansOf = (period: string): readonly string[] | null => {
    const spans = periodsIn(store.get().run, period);
    const year = now().byPeriod?.view?.periods[0];
    return spans && year !== undefined ? [...new Set([...spans, year])] : spans;
  };

  /** What the commands at hand would do. A missing reason or name is asked for beside the button, not as a fault of theirs. */
  const askOf = (commands: readonly GoalCommand[], period: string): GoalsPreviewAsk => ({
    asOf: null,
    commands,
    by: store.get().me || "?",
    note: now().note.trim() || "?",
    whatIf: [],
    rules: null,
    periods: spansOf(period),
    most: MOST_LISTED,
  });
  const previewOf = (commands: readonly GoalCommand[], period: string) =>
    rpc.call("goals.preview", askOf(commands, period));

  /** Where what is looked at was opened from. */
  const under = (): GoalsMode => (now().byPeriod ? "periods" : "tree");
  const look = (commands: readonly GoalCommand[]): Promise<void> => {
    const { tree } = now();
    if (!tree || commands.length === 0) {
      set({ commands, preview: null, mode: under(), refused: null, typed: null });
      return Promise.resolve();
    }
    set({ commands, mode: "preview", preview: null, typed: null, wrong: null, refused: null });
    return shared.busy(texts.goals.looking, async () => {
      const preview = await previewOf(commands, tree.period);
      if (now().commands === commands) set({ preview });
    });
  };
  const decide = (command: GoalCommand | null, or: string): void => {
    if (command) void look(decided(now().commands, command));
    else store.set({ said: or });
  };

  /** Applies what was looked at, if it still says the same; else shows what it would do now. */
  const applyAsShown = async (
    commands: readonly GoalCommand[],
    period: string,
    shown: GoalsPreviewView,
  ): Promise<Extract<ApplyView, { applied: true }> | null> => {
    const ask = { asOf: null, commands, by: store.get().me, note: now().note.trim() };
    const fresh = await rpc.call("goals.preview", { ...askOf(commands, period), ...ask });
    if (!saysTheSame(fresh, shown)) {
      set({ preview: fresh, refused: texts.goals.changedMeanwhile });
      return null;
    }
    const done = await rpc.call("goals.apply", { ...ask, fingerprint: fresh.fingerprint });
    if (done.applied) return done;
    set({ preview: await previewOf(commands, period), refused: done.message });
    return null;
  };

  const rows = () => {
    const { tree, open } = now();
    return tree ? rowsOf(tree, shapeFor(tree), open) : [];
  };
  const atNow = (): number => now().tree?.who.indexOf(now().at) ?? -1;
  const goTo = (at: number): void => {
    const { tree, open } = now();
    if (tree) set({ at: tree.who[at] ?? "", open: openedTo(tree, at, open), typed: null });
  };

  const whatIf = whatIfActionsOf(store, rpc, shared);
  const periods = periodActionsOf(store, rpc, shared, { load, decide });
  let typing = "";
  let lastTyped = 0;

  return {
    load,
    choose: (change: { readonly kpi?: string; readonly period?: string }) => {
      set({ ...change, typed: null });
      void load();
    },
    column: (column: ThirdColumn) => set({ column }),
    toggle: (at: number) => {
      const { tree, open } = now();
      if (!tree) return;
      const name = tree.who[at]!;
      const wider = new Set(open);
      if (!wider.delete(name)) wider.add(name);
      set({ open: wider, at: name });
    },
    goTo,
    /** True where the key meant something. */
    key: (key: string): boolean => {
      const { tree, open } = now();
      if (!tree) return false;
      const place = keyed(tree, shapeFor(tree), rows(), { at: atNow(), open }, key);
      if (!place) return false;
      set({ at: tree.who[place.at] ?? "", open: place.open, typed: null });
      return true;
    },
    /** A name is being typed: H and W are letters of it. */
    isTyping: (time: number): boolean => typing !== "" && time - lastTyped <= TYPING,
    typeAhead: (letter: string, time: number): void => {
      const { tree } = now();
      if (!tree) return;
      typing = time - lastTyped > TYPING ? letter : typing + letter;
      lastTyped = time;
      const order = rowsOf(tree, shapeFor(tree), new Set(tree.who));
      const found = typedAhead(tree, order, atNow(), typing);
      if (found !== null) goTo(found);
    },
    /** Opens the field of a row; a top's goal that cascades is tried out instead. */
    edit: (at: number) => {
      const { tree } = now();
      const goal = tree?.goal[at] ?? null;
      if (!tree || goal === null) return;
      if (tree.handed.length > 0 && tree.manager[at]! < 0 && !tree.closed) {
        whatIf.start(at);
        return;
      }
      set({ at: tree.who[at]!, typed: typedAs(goal, tree.unit, locale()), wrong: null });
    },
    type: (typed: string) => set({ typed, wrong: null }),
    drop: () => set({ typed: null, wrong: null }),
    /** Enter in the field: what it would do. */
    enter: () => {
      const { tree, typed } = now();
      const at = atNow();
      if (!tree || typed === null || at < 0) return;
      const to = amountOf(typed, tree.unit, locale());
      if (to === null) {
        set({ wrong: texts.goals.notANumber(typedAs(330_000, { of: "count" }, locale())) });
        return;
      }
      if (to === tree.goal[at]) set({ typed: null });
      else decide(typedOver(tree, at, to), texts.goals.saidByRules);
    },
    holdOrFree: (at: number) => {
      const { tree } = now();
      if (tree) decide(heldOrFreed(tree, at), texts.goals.saidByRules);
    },
    decide: (command: GoalCommand) => decide(command, ""),
    forget: (command: GoalCommand) => look(now().commands.filter((one) => one !== command)),
    note: (note: string) => set({ note }),
    discard: () =>
      set({ commands: [], note: "", preview: null, mode: under(), refused: null, typed: null }),
    back: () => {
      const mode = now().mode === "preview" ? under() : "tree";
      set({ mode, whatIf: null, reset: null, takeBack: null, typed: null });
    },
    previewAgain: () => look(now().commands),
    apply: () =>
      shared.busy(texts.goals.applying, async () => {
        const { commands, tree, preview } = now();
        if (!tree || !preview) return;
        const done = await applyAsShown(commands, tree.period, preview);
        if (!done) return;
        set({ commands: [], note: "", preview: null, mode: under(), refused: null });
        store.set(wrote(texts.goals.applied(commands.length), done.undo));
        await shared.runNow();
        if (now().byPeriod) await periods.read();
      }),
    ...driftActionsOf(store, rpc, shared, (command) => decide(command, "")),
    /** A statement to begin with, at the end of the rules: the top's goal at what the year before brought. */
    addGoal: () =>
      shared.busy(texts.goals.looking, async () => {
        const { withNewGoal } = await shared.need();
        const { run, draft } = store.get();
        const top = run?.people.findIndex((p) => p.manager < 0) ?? -1;
        const kpi = run?.kpis.find(({ name }) => name === now().kpi) ?? run?.kpis[0];
        const period = run?.periods.find((p) => p.start <= run.asOf && run.asOf <= p.end);
        if (!run || !kpi || top < 0) return;
        const year = now().period ?? period?.label ?? run.asOf.slice(0, 4);
        const goal = { kpi: kpi.name, who: run.people[top]!.name, period: year };
        shared.edit(withNewGoal(draft, goal, now().tree?.baseline[0] ?? 100));
        store.set({ view: "rules", why: null });
      }),
    openLog: () =>
      shared.busy(texts.goals.loading, async () => {
        set({ mode: "log", edits: null });
        set({ edits: await rpc.call("goals.edits", { asOf: null }) });
      }),
    whatIf,
    periods,
    reset: resetActionsOf(store, rpc, shared, { previewOf, applyAsShown }),
  };
}
