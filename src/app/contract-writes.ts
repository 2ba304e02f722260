/** Writes as a pane sees them: what would be written, and what came of it. */
import type { WritePlan } from "../hosts/port/index.ts";
import type { LiveView } from "./contract-publish.ts";

export interface PlanView {
  readonly title: string;
  readonly fingerprint: string;
  readonly sheets: readonly {
    readonly sheet: string;
    readonly what: string;
    readonly isNew: boolean;
    readonly rows: number;
    readonly cells: number;
    readonly changed: number;
    /** ISO day of the last publishing; empty where it isn't known. */
    readonly since: string;
  }[];
  /** Goals on show that would be others. */
  readonly goals: {
    readonly changed: number;
    readonly first: readonly {
      readonly about: string;
      readonly before: number | null;
      readonly after: number | null;
    }[];
  };
  readonly problems: readonly string[];
  /** Of a Publish as native formulas. */
  readonly live?: LiveView;
}

export type ApplyView =
  | { readonly applied: true; readonly message: string; readonly undo: WritePlan }
  | {
      readonly applied: false;
      readonly message: string;
      readonly todo: string;
      /** Begun and taken back, but for what others typed meanwhile: to be told to who gave up too. */
      readonly kept?: true;
    };
