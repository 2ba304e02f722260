/** Another goal at the top, tried out: what it does to every level. It never writes; made the rule, it is looked at first. */
import type { GoalsPreviewView } from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import type { Buffer, TopGoal } from "./goal-rule.ts";
import type { GoalsState, Shared } from "./goals.ts";
import type { Store } from "./store.ts";

export interface WhatIfDraft extends TopGoal {
  readonly now: number;
  readonly to: number;
  /** Those that the saved rules say; none until the language is here. */
  readonly buffers: readonly Buffer[];
  /** The shares tried, in the order of `buffers`. */
  readonly shares: readonly number[];
  /** Of the last amount that was answered; null until then. */
  readonly preview: GoalsPreviewView | null;
  /** The rule text that would say it, and what that would move; null until it is asked for. */
  readonly rule: {
    readonly text: string;
    /** The lines that change, from 1. */
    readonly lines: readonly number[];
    readonly preview: GoalsPreviewView | null;
  } | null;
  /** Why the rule can't be written here. */
  readonly refused: { readonly message: string; readonly line: number } | null;
}

/** The top's reports are looked for among so many changes. */
const MOST = 2_000;

/** Whether anything is tried but what holds. */
export const isTried = ({ now, to, buffers, shares }: WhatIfDraft): boolean =>
  to !== now || shares.some((share, at) => share !== buffers[at]!.share);

/** Lines that differ between texts of as many lines. */
const changedLines = (a: string, b: string): readonly number[] => {
  const before = a.split("\n");
  return b.split("\n").flatMap((line, at) => (line === before[at] ? [] : [at + 1]));
};

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
        const { who, kpi, period, to, buffers, shares } = whatIf;
        const isOther = shares.some((share, at) => share !== buffers[at]!.share);
        const text = store.get().rules.text;
        const preview = await rpc.call("goals.preview", {
          ...NOTHING,
          whatIf: [{ who, kpi, period, to }],
          rules: isOther ? (await shared.need()).withBuffers(text, kpi, shares) : null,
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
      const tried = { now: goal, to: goal, buffers: [], shares: [] };
      const draft = { ...of, ...tried, preview: null, rule: null, refused: null };
      set({ mode: "what if", whatIf: draft, typed: null });
      ask();
      // Without the language the slider works all the same.
      void shared.need().then(
        ({ buffersOf }) => {
          if (now().whatIf?.kpi !== of.kpi) return;
          const buffers = buffersOf(store.get().rules.text, of.kpi);
          patch({ buffers, shares: buffers.map(({ share }) => share) });
        },
        () => {},
      );
    },
    to: (to: number) => {
      patch({ to, refused: null });
      ask();
    },
    /** Another share for one of the buffers. */
    buffer: (at: number, share: number) => {
      const { shares } = now().whatIf ?? { shares: [] };
      patch({ shares: shares.map((old, i) => (i === at ? share : old)), refused: null });
      ask();
    },
    reset: () => {
      const { whatIf } = now();
      if (!whatIf) return;
      const shares = whatIf.buffers.map(({ share }) => share);
      patch({ to: whatIf.now, shares, refused: null });
      ask();
    },
    /** Looks at the rule that would say it. */
    rule: () =>
      shared.busy(texts.goals.looking, async () => {
        const { withTopGoal, withBuffers, buffersOf } = await shared.need();
        const { whatIf } = now();
        if (!whatIf) return;
        const { draft } = store.get();
        const { kpi, shares, to } = whatIf;
        // A draft that has other buffers keeps them.
        const isSame = buffersOf(draft, kpi).length === shares.length;
        const with_ = isSame ? withBuffers(draft, kpi, shares) : draft;
        const made =
          to === whatIf.now
            ? ({ of: "written", text: with_ } as const)
            : withTopGoal(with_, whatIf, to);
        if (made.of !== "written") {
          const line = made.of === "line" ? made.line : 0;
          const { who, period } = whatIf;
          const message =
            made.of === "line" ? texts.goals.notAFigure : texts.goals.noStatement(who, period);
          patch({ refused: { message, line } });
          return;
        }
        const { text } = made;
        const lines = changedLines(draft, text);
        set({ mode: "rule" });
        patch({ rule: { text, lines, preview: null }, refused: null });
        const preview = await rpc.call("goals.preview", {
          ...NOTHING,
          whatIf: [],
          rules: text,
          periods: [whatIf.period],
        });
        patch({ rule: { text, lines, preview } });
      }),
    backToSlider: () => set({ mode: "what if" }),
    /** Saves the rules as any save does: where somebody saved meanwhile, both texts are shown. */
    save: async () => {
      const { whatIf } = now();
      if (!whatIf?.rule) return;
      shared.edit(whatIf.rule.text);
      await shared.save(texts.goals.ruleSaved(whatIf.rule.lines[0] ?? 0));
      if (store.get().theirs) {
        store.set({ view: "rules" });
        return;
      }
      if (store.get().draft !== store.get().rules.text) return;
      set({ mode: "tree", whatIf: null });
    },
  };
}

const NOTHING = { asOf: null, commands: [], by: "", note: "", most: MOST } as const;
