/** What Rules can do beside typing: see what a save changes, save, join with what somebody else saved. */
import type { NotKept, RulesView, SaveRulesResult } from "../../src/app/contract.ts";
import type { RulesPart } from "../editor/part.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import { type FiguresDiff, figuresDiff } from "./figures-diff.ts";
import { keep } from "./kept.ts";
import type { NeedPart } from "./part.ts";
import type { State, Store } from "./store.ts";
import { wrote } from "./undo.ts";

/** What a save would change, of the draft it was worked out for. */
export interface Review {
  readonly draft: string;
  readonly diff: FiguresDiff;
  readonly broken: number;
}

interface Needs {
  readonly busy: (word: string, work: () => Promise<void>) => Promise<void>;
  readonly runNow: () => Promise<void>;
  readonly edit: (draft: string) => void;
  readonly need: NeedPart;
}

export function rulesActions(store: Store, rpc: Rpc, { busy, runNow, edit, need }: Needs) {
  const meet = (theirs: RulesView): void => store.set({ theirs, kept: {}, review: null });
  /** Answers with what takes it back; null: somebody else saved meanwhile. */
  const write = async (
    text: string,
    revision: number,
    notKept: readonly NotKept[],
  ): Promise<Extract<SaveRulesResult, { saved: true }>["undo"] | null> => {
    const { workbook, me } = store.get();
    const saved = await rpc.call("rules.save", { text, revision, by: me, notKept });
    if (!saved.saved) {
      meet(saved.theirs);
      return null;
    }
    for (const what of ["draft", "base"] as const) keep(what, workbook?.title ?? "", null);
    store.set({
      rules: { text, revision: saved.revision, exists: true, changed: null, saved: null },
      base: text,
      theirs: null,
      review: null,
    });
    await runNow();
    return saved.undo;
  };
  return {
    /**
     * Shows what saving changes, or what somebody else saved meanwhile. Where nothing was saved yet nothing
     * can change, and it is saved.
     */
    save: () => {
      const { rules, draft } = store.get();
      if (!rules.exists || rules.text.trim() === "")
        return busy(texts.common.save, async () => {
          await write(draft, rules.revision, []);
        });
      return busy(texts.rules.changes.working, async () => {
        const now = await rpc.call("rules.load", null);
        if (now.revision !== rules.revision) {
          meet(now);
          return;
        }
        const before = await rpc.call("run", { asOf: null, rules: null });
        const after = await rpc.call("run", { asOf: null, rules: draft });
        const { run, period } = store.get();
        const diff = figuresDiff(before, after, run?.periods[period]?.label ?? "");
        const broken = after.diagnostics.filter((d) => d.severity === "error").length;
        store.set({ review: { draft, diff, broken } });
      });
    },
    /** Saves the draft as it is, and can take it back: for what showed its own changes before. */
    saveNow: (said: string) =>
      busy(texts.common.save, async () => {
        const { draft, rules } = store.get();
        const undo = await write(draft, rules.revision, []);
        if (undo) store.set(wrote(said, undo));
      }),
    saveReviewed: () =>
      busy(texts.common.save, async () => {
        const { review, rules } = store.get();
        if (review) await write(review.draft, rules.revision, []);
      }),
    leaveReview: () => store.set({ review: null }),
    /** Writes the joined rules; what they don't keep goes to the log. */
    saveJoined: () =>
      busy(texts.common.save, async () => {
        const part = await need();
        const state = store.get();
        const { theirs, me, kept } = state;
        if (!theirs) return;
        const merge = mergeOf(part, state);
        const text = merge.text(kept);
        const notKept = merge.conflicts.flatMap(({ key, ...versions }): NotKept[] => {
          const ours = kept[key] !== "theirs";
          const lost = ours ? versions.theirs : versions.mine;
          return lost === null ? [] : [{ by: ours ? "" : me, statement: key, text: lost }];
        });
        // If somebody saves once more meanwhile, the joined text is the draft and theirs its ground.
        edit(text);
        rebase(store, theirs.text);
        store.set({ rules: theirs });
        await write(text, theirs.revision, notKept);
      }),
    keep: (statement: string, side: Side) =>
      store.set({ kept: { ...store.get().kept, [statement]: side } }),
    /** Back to typing; the question comes again with the next save. */
    leaveConflict: () => store.set({ theirs: null }),
  };
}

export type Side = "mine" | "theirs";
/** By statement. */
export type Kept = Readonly<Record<string, Side>>;

export const mergeOf = ({ mergeRules }: RulesPart, { base, draft, theirs }: State) =>
  mergeRules(base, draft, theirs?.text ?? base);

/** The text that the draft is taken to come from. */
export function rebase(store: Store, base: string): void {
  store.set({ base });
  keep("base", store.get().workbook?.title ?? "", base);
}
