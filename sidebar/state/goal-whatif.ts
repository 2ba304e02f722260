/** Another goal at the top, tried out: what it does to every level. It never writes; made the rule, it is looked at first. */
import type { GoalsPreviewView } from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import type { TopGoal } from "./goal-rule.ts";
import type { GoalsState, Shared } from "./goals.ts";
import type { Store } from "./store.ts";

export interface WhatIfDraft extends TopGoal {
  readonly now: number;
  readonly to: number;
  /** Of the last amount that was answered; null until then. */
  readonly preview: GoalsPreviewView | null;
  /** The rule text that would say it, and what that would move; null until it is asked for. */
  readonly rule: {
    readonly text: string;
    readonly line: number;
    readonly preview: GoalsPreviewView | null;
  } | null;
  /** Why the rule can't be written here. */
  readonly refused: { readonly message: string; readonly line: number } | null;
}

/** The top's reports are looked for among so many changes. */
const MOST = 2_000;

export function whatIfActionsOf(store: Store, rpc: Rpc, shared: Shared) {
  const now = (): GoalsState => store.get().goals;
  const set = (change: Partial<GoalsState>): void => store.set({ goals: { ...now(), ...change } });
  const patch = (change: Partial<WhatIfDraft>): void => {
    const { whatIf } = now();
    if (whatIf) set({ whatIf: { ...whatIf, ...change } });
  };

  /** One question at a time; what was moved meanwhile is the next one. */
  let asking = false;
  let again = false;
  const answer = async (): Promise<void> => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      do {
        again = false;
        const { whatIf } = now();
        if (!whatIf) return;
        const { who, kpi, period, to } = whatIf;
        const preview = await rpc.call("goals.preview", {
          ...NOTHING,
          whatIf: [{ who, kpi, period, to }],
          rules: null,
          periods: [period],
        });
        if (now().whatIf?.kpi === kpi) patch({ preview });
      } while (again);
    } finally {
      asking = false;
    }
  };
  const ask = (): void => void shared.busy(texts.goals.looking, answer);

  return {
    /** `at`: any row; its top is tried out. */
    start: (at: number) => {
      const { tree } = now();
      if (!tree) return;
      let top = at;
      while ((tree.manager[top] ?? -1) >= 0) top = tree.manager[top]!;
      const goal = tree.goal[top] ?? null;
      if (goal === null) {
        store.set({ said: texts.goals.noTopGoal });
        return;
      }
      const of = { kpi: tree.kpi, who: tree.who[top]!, period: tree.period };
      const draft = { ...of, now: goal, to: goal, preview: null, rule: null, refused: null };
      set({ mode: "what if", whatIf: draft, typed: null });
      ask();
    },
    to: (to: number) => {
      patch({ to, refused: null });
      ask();
    },
    reset: () => {
      const { whatIf } = now();
      if (!whatIf) return;
      patch({ to: whatIf.now, refused: null });
      ask();
    },
    /** Looks at the rule that would say it. */
    rule: () =>
      shared.busy(texts.goals.looking, async () => {
        const { withTopGoal } = await shared.need();
        const { whatIf } = now();
        if (!whatIf) return;
        const made = withTopGoal(store.get().draft, whatIf, whatIf.to);
        if (made.of !== "written") {
          const line = made.of === "line" ? made.line : 0;
          const { who, period } = whatIf;
          const message =
            made.of === "line" ? texts.goals.notAFigure : texts.goals.noStatement(who, period);
          patch({ refused: { message, line } });
          return;
        }
        const { text, line } = made;
        set({ mode: "rule" });
        patch({ rule: { text, line, preview: null }, refused: null });
        const preview = await rpc.call("goals.preview", {
          ...NOTHING,
          whatIf: [],
          rules: text,
          periods: [whatIf.period],
        });
        patch({ rule: { text, line, preview } });
      }),
    backToSlider: () => set({ mode: "what if" }),
    /** Saves the rules as any save does: where somebody saved meanwhile, both texts are shown. */
    save: async () => {
      const { whatIf } = now();
      if (!whatIf?.rule) return;
      shared.edit(whatIf.rule.text);
      await shared.save();
      if (store.get().theirs) {
        store.set({ view: "rules" });
        return;
      }
      if (store.get().draft !== store.get().rules.text) return;
      set({ mode: "tree", whatIf: null });
      store.set({ said: texts.goals.ruleSaved(whatIf.rule.line) });
    },
  };
}

const NOTHING = { asOf: null, commands: [], by: "", note: "", most: MOST } as const;
