/** Another goal at the top, tried out: what it does to every level. It never writes; made the rule, it is looked at first. */
import type { GoalsPreviewView, RunView } from "../../src/app/contract.ts";
import type { RulesPart } from "../editor/part.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import type { Buffer, FigureGoal, TopGoal } from "./goal-rule.ts";
import { periodsIn } from "./goal-tree.ts";
import type { GoalsState, Shared } from "./goals.ts";
import type { Store } from "./store.ts";

export interface WhatIfDraft extends TopGoal {
  /** The top's goal that comes down; null where none does. */
  readonly now: number | null;
  readonly to: number | null;
  /** Those that the saved rules say; none until the language is here. */
  readonly buffers: readonly Buffer[];
  /** The shares tried, in the order of `buffers`. */
  readonly shares: readonly number[];
  /** Goals that the rules say as figures and that weigh on this KPI's; none until the language is here. */
  readonly figures: readonly FigureGoal[];
  /** The amounts tried, in the order of `figures`. */
  readonly amounts: readonly number[];
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
export const isTried = (draft: WhatIfDraft): boolean =>
  draft.to !== draft.now || isOtherRule(draft);

/** Whether anything is tried that only other rules can say. */
const isOtherRule = ({ buffers, shares, figures, amounts }: WhatIfDraft): boolean =>
  shares.some((share, at) => share !== buffers[at]!.share) ||
  amounts.some((amount, at) => amount !== figures[at]!.value);

/** A figure is said for each quarter or month: the year alone wouldn't show what it moves. */
const spansOf = ({ period, figures }: WhatIfDraft, run: RunView | null) =>
  figures.length > 0 ? periodsIn(run, period) : [period];

/** A text with the buffers and figures that are tried; one that has others keeps them. */
function tryingIn(text: string, { kpi, shares, amounts }: WhatIfDraft, part: RulesPart): string {
  const { buffersOf, withBuffers, figuresOf, withFigures } = part;
  const buffered =
    buffersOf(text, kpi).length === shares.length ? withBuffers(text, kpi, shares) : text;
  return figuresOf(buffered, kpi).length === amounts.length
    ? withFigures(buffered, kpi, amounts)
    : buffered;
}

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
        const { who, kpi, period, now: held, to } = whatIf;
        // A top's goal that is tried wins over figures: only another one is.
        const top = to === null || to === held ? [] : [{ who, kpi, period, to }];
        const { text } = store.get().rules;
        const preview = await rpc.call("goals.preview", {
          ...NOTHING,
          whatIf: top,
          rules: isOtherRule(whatIf) ? tryingIn(text, whatIf, await shared.need()) : null,
          periods: spansOf(whatIf, store.get().run),
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
      const goal = tree.handed.length === 0 ? null : (tree.goal[top] ?? null);
      if (tree.handed.length > 0 && goal === null) {
        store.set({ said: texts.goals.noTopGoal });
        return;
      }
      const of = { kpi: tree.kpi, who: tree.who[top]!, period: tree.period };
      const tried = { now: goal, to: goal, buffers: [], shares: [], figures: [], amounts: [] };
      const draft = { ...of, ...tried, preview: null, rule: null, refused: null };
      set({ mode: "what if", whatIf: draft, typed: null });
      ask();
      // Without the language the slider works all the same.
      void shared.need().then(
        ({ buffersOf, figuresOf }) => {
          if (now().whatIf?.kpi !== of.kpi) return;
          const { text } = store.get().rules;
          const [buffers, figures] = [buffersOf(text, of.kpi), figuresOf(text, of.kpi)];
          patch({
            buffers,
            shares: buffers.map(({ share }) => share),
            figures,
            amounts: figures.map(({ value }) => value),
          });
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
    /** Another amount for one of the figures. */
    figure: (at: number, amount: number) => {
      const { amounts } = now().whatIf ?? { amounts: [] };
      patch({ amounts: amounts.map((old, i) => (i === at ? amount : old)), refused: null });
      ask();
    },
    reset: () => {
      const { whatIf } = now();
      if (!whatIf) return;
      const shares = whatIf.buffers.map(({ share }) => share);
      const amounts = whatIf.figures.map(({ value }) => value);
      patch({ to: whatIf.now, shares, amounts, refused: null });
      ask();
    },
    /** Looks at the rule that would say it. */
    rule: () =>
      shared.busy(texts.goals.looking, async () => {
        const part = await shared.need();
        const { whatIf } = now();
        if (!whatIf) return;
        const { draft } = store.get();
        const { to } = whatIf;
        const trying = tryingIn(draft, whatIf, part);
        const made =
          to === null || to === whatIf.now
            ? ({ of: "written", text: trying } as const)
            : part.withTopGoal(trying, whatIf, to);
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
          periods: spansOf(whatIf, store.get().run),
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
