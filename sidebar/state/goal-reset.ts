/** A goal reset: whose, from when, to what, why, who takes up the difference; and the flag that it answers. */
import type {
  ApplyView,
  GoalCommand,
  GoalsPreviewView,
  RecordView,
  RunView,
} from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import { amountOf } from "./goal-tree.ts";
import type { GoalsState, Shared } from "./goals.ts";
import { figuresAt } from "./read.ts";
import type { Store } from "./store.ts";
import { wrote } from "./undo.ts";

export interface ResetDraft {
  readonly who: string;
  readonly kpi: string;
  readonly period: string;
  readonly typed: string;
  /** Who takes up the difference: the siblings by the cascade, or nobody below the manager. */
  readonly cascade: boolean;
  /** The flag it answers, with what putting it on record would do. */
  readonly flag: {
    readonly flag: string;
    readonly label: string;
    readonly period: string;
    readonly told: RecordView | null;
  } | null;
  readonly preview: GoalsPreviewView | null;
}

/** A goal of somebody that still can be reset: its period isn't closed. */
export interface Resettable {
  readonly kpi: string;
  readonly label: string;
  readonly period: string;
  readonly goal: number;
}

export function resettable(run: RunView, who: string): readonly Resettable[] {
  const person = run.people.findIndex((p) => p.name === who);
  if (person < 0) return [];
  return run.kpis.flatMap((kpi, k) =>
    run.periods.flatMap((period, p): Resettable[] => {
      const { goal } = figuresAt(run, k, p, person);
      return goal === null || period.state === "closed"
        ? []
        : [{ kpi: kpi.name, label: kpi.label, period: period.label, goal }];
    }),
  );
}

/** The result that was missed, in the flag's own grain and the first period that isn't closed, where there is one. */
export function likeliest(
  run: RunView,
  choices: readonly Resettable[],
  judged: string | null,
): Resettable | null {
  const grain = run.periods.find((p) => p.label === judged)?.grain;
  const rank = ({ kpi, period }: Resettable): number => {
    const role = run.kpis.find((k) => k.name === kpi)?.role;
    const other = run.periods.find((p) => p.label === period)?.grain !== grain;
    return Number(role !== "lagging") + (grain !== undefined && other ? 2 : 0);
  };
  return [...choices].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

interface Previewing {
  previewOf(commands: readonly GoalCommand[], period: string): Promise<GoalsPreviewView>;
  applyAsShown(
    commands: readonly GoalCommand[],
    period: string,
    shown: GoalsPreviewView,
  ): Promise<Extract<ApplyView, { applied: true }> | null>;
}

export function resetActionsOf(store: Store, rpc: Rpc, shared: Shared, previewing: Previewing) {
  const now = (): GoalsState => store.get().goals;
  const set = (change: Partial<GoalsState>): void => store.set({ goals: { ...now(), ...change } });
  const patch = (change: Partial<ResetDraft>): void => {
    const { reset } = now();
    if (reset) set({ reset: { ...reset, ...change } });
  };
  const commandsOf = (draft: ResetDraft): readonly GoalCommand[] | null => {
    const { run, workbook } = store.get();
    const unit = run?.kpis.find((k) => k.name === draft.kpi)?.unit ?? { of: "plain" };
    const to = amountOf(draft.typed, unit, workbook?.locale || "en-US");
    if (to === null) return null;
    const { who, kpi, period } = draft;
    const top = topAbove(run, who);
    const reset: GoalCommand = { kind: "reset", who, kpi, period, to };
    return draft.cascade ? [reset, { kind: "cascade", who: top, kpi, period }] : [reset];
  };
  const look = async (): Promise<void> => {
    const { reset } = now();
    const commands = reset && commandsOf(reset);
    patch({ preview: null });
    if (!reset || !commands) return;
    await shared.busy(texts.goals.looking, async () => {
      const preview = await previewing.previewOf(commands, reset.period);
      const { typed, period, cascade, kpi } = now().reset ?? reset;
      const isSame =
        typed === reset.typed &&
        period === reset.period &&
        cascade === reset.cascade &&
        kpi === reset.kpi;
      if (isSame) patch({ preview });
    });
  };
  const record = (draft: ResetDraft, apply: boolean) =>
    rpc.call("answers.record", {
      flag: draft.flag!.flag,
      who: draft.who,
      period: draft.flag!.period,
      action: "goal reset",
      by: store.get().me,
      on: null,
      note: now().note.trim(),
      asOf: null,
      apply,
    });

  return {
    /** Opens the form: of a goal in the tree, or of whom a flag speaks. */
    start: (
      who: string,
      of: {
        readonly kpi?: string;
        readonly period?: string;
        readonly flag?: { readonly flag: string; readonly label: string; readonly period: string };
        readonly because?: string;
      },
    ) => {
      const { run } = store.get();
      if (!run) return;
      const choices = resettable(run, who);
      const asked = choices.find((c) => c.kpi === of.kpi && c.period === of.period);
      const first = asked ?? likeliest(run, choices, of.flag?.period ?? null);
      if (!first) {
        store.set({ said: texts.goals.nothingToReset(who) });
        return;
      }
      const { kpi, period } = first;
      const flag = of.flag ? { ...of.flag, told: null } : null;
      const reset = { who, kpi, period, typed: "", cascade: false, flag, preview: null };
      set({ mode: "reset", reset, note: of.because ?? "", refused: null });
      store.set({ view: "goals", why: null });
    },
    change: (change: Partial<Pick<ResetDraft, "kpi" | "period" | "typed" | "cascade">>) => {
      patch({ ...change, preview: null });
      void look();
    },
    type: (typed: string) => patch({ typed, preview: null }),
    look,
    /** Writes the reset, then the action that closes the flag; Undo takes both back. */
    apply: () =>
      shared.busy(texts.goals.applying, async () => {
        const { reset } = now();
        const commands = reset && commandsOf(reset);
        if (!reset?.preview || !commands) return;
        const done = await previewing.applyAsShown(commands, reset.period, reset.preview);
        if (!done) {
          patch({ preview: now().preview });
          return;
        }
        const action = reset.flag ? await recorded(() => record(reset, true)) : null;
        const { undo } = done;
        const also = action?.undo?.steps ?? [];
        set({ mode: "tree", reset: null, note: "", preview: null, refused: null });
        const isOpen = reset.flag !== null && !action?.applied;
        const said = isOpen
          ? texts.goals.resetFlagOpen(reset.who, action?.message ?? "")
          : texts.goals.resetDone(reset.who);
        store.set({
          ...wrote(said, { ...undo, steps: [...also, ...undo.steps] }),
          view: reset.flag ? "answers" : "goals",
        });
        await shared.runNow();
      }),
  };
}

/** A reset that was written stays written when the action can't be: what happened is said, not thrown. */
async function recorded(ask: () => Promise<RecordView>): Promise<RecordView> {
  try {
    return await ask();
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    const nothing = { allowed: false, applied: false, closes: false, todo: "", place: "" };
    return { ...nothing, message, undo: null };
  }
}

function topAbove(run: RunView | null, who: string): string {
  let at = run?.people.findIndex((p) => p.name === who) ?? -1;
  while (run && at >= 0 && run.people[at]!.manager >= 0) at = run.people[at]!.manager;
  return run?.people[at]?.name ?? who;
}
