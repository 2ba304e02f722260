/** The sidebar's one state, and what changes it. */
import { useLayoutEffect, useState } from "preact/hooks";
import type {
  Api,
  EvidenceView,
  PlanView,
  Progress,
  RpcError,
  RulesView,
  RunView,
  WhyView,
  WorkbookView,
} from "../../src/app/contract.ts";
import type { EditorControl } from "../editor/control.ts";
import { type AnswersState, NO_ANSWERS } from "./answers.ts";
import { type GoalsState, NO_GOALS } from "./goals.ts";
import { NO_PART, type PartState } from "./part.ts";
import { NO_PUBLISH, type PublishState } from "./publish.ts";
import type { Kept, Review } from "./rules.ts";
import type { Meant } from "./selection.ts";
import { NO_START, type StartState } from "./start.ts";
import type { Undo } from "./undo.ts";

export const VIEWS = ["start", "rules", "goals", "scorecard", "answers", "publish"] as const;
export type View = (typeof VIEWS)[number];

/** A figure whose why is asked; `what` one part of it. */
export type Question = Omit<Api["why"]["in"], "asOf">;

export interface State {
  readonly view: View;
  readonly workbook: WorkbookView | null;
  readonly rules: RulesView;
  /** What is in the editor; equal to `rules.text` when nothing is unsaved. */
  readonly draft: string;
  /** The saved text that the draft came from: what it is joined by with another's save. */
  readonly base: string;
  /** The draft as the editor itself last gave it: where both are equal the editor has nothing to take over. */
  readonly typed: string;
  readonly run: RunView | null;
  /** Cells were changed since the last run. */
  readonly stale: boolean;
  readonly busy: string | null;
  /** How far the host is with it, where it tells. */
  readonly progress: Progress | null;
  readonly error: RpcError | null;
  /** Index in `run.people`; -1 for nobody. */
  readonly person: number;
  /** Index in `run.periods`; -1 for all. */
  readonly period: number;
  readonly kpi: number;
  readonly plan: PlanView | null;
  readonly undo: Undo | null;
  readonly said: string | null;
  readonly why: WhyView | null;
  /** What `why` answers. */
  readonly asked: Question | null;
  /** How often leading and lagging were met together, of the run it was worked out for. */
  readonly evidence: { readonly run: RunView; readonly rows: EvidenceView["rows"] } | null;
  /** What the selected cell speaks of, where the host tells of selections. */
  readonly meant: (Meant & { readonly range: string }) | null;
  /** What somebody else saved meanwhile, and which version of what both changed is kept; yours where nothing is chosen. */
  readonly theirs: RulesView | null;
  readonly kept: Kept;
  /** Line of the rules to show, from 1; null once it is shown. */
  readonly line: number | null;
  /** What a save would change, while it is looked at. */
  readonly review: Review | null;
  readonly start: StartState;
  /** The second script, with the editor and the language. */
  readonly part: PartState;
  /** The open editor, for the buttons around it. */
  readonly editor: EditorControl | null;
  /** Where the editor is asked to go; a new object each time. */
  readonly jump: { readonly at: number } | null;
  /** The list of functions to insert stands over the editor. */
  readonly inserting: boolean;
  /** Who says to be looking: declared, kept on this computer, proved by nothing. */
  readonly me: string;
  readonly goals: GoalsState;
  readonly answers: AnswersState;
  readonly publish: PublishState;
}

const EMPTY: State = {
  view: "start",
  workbook: null,
  rules: { text: "", revision: 0, exists: false, changed: null, saved: null },
  draft: "",
  base: "",
  typed: "",
  run: null,
  stale: false,
  busy: null,
  progress: null,
  error: null,
  person: -1,
  period: -1,
  kpi: 0,
  plan: null,
  undo: null,
  said: null,
  why: null,
  asked: null,
  evidence: null,
  meant: null,
  theirs: null,
  kept: {},
  line: null,
  review: null,
  start: NO_START,
  part: NO_PART,
  editor: null,
  jump: null,
  inserting: false,
  me: "",
  goals: NO_GOALS,
  answers: NO_ANSWERS,
  publish: NO_PUBLISH,
};

export interface Store {
  get(): State;
  set(change: Partial<State>): void;
  subscribe(listener: () => void): () => void;
}

export function createStore(): Store {
  let state = EMPTY;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Renders again whenever the state changes. */
export function useStore(store: Store): State {
  const [, redraw] = useState(0);
  // Before the first paint: what is set right after the first render must be seen.
  useLayoutEffect(() => store.subscribe(() => redraw((n) => n + 1)), [store]);
  return store.get();
}
