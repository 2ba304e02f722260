/**
 * A workbook that stays open: the last run follows edits of single cells, so that the next answer need not
 * read a sheet. Whatever it can't follow ends it, and the next answer is a run from nothing.
 */
import { type CellEdit, modelEdit } from "../model/edit.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { wordsOf } from "../words/index.ts";
import { type Run, rerun } from "./run.ts";

export interface Followed {
  readonly run: Run;
  /** The cells as they were read; those of sheets that rules read are kept up to date. */
  readonly data: WorkbookData;
}

export interface LiveRuns {
  /** The last answer brought up to date; null where only a full run will do. */
  take(asOf: string | null, language: string): Followed | null;
  /** Remembers a full run over the saved rules. The run's cells are this one's own from here on: edits are written into them. */
  keep(run: Run, asOf: string | null, data: WorkbookData): void;
  /** A cell was changed; whether the run still follows. */
  edited(edit: CellEdit): boolean;
  /** Something else was changed: rows, sheets, names, rules. */
  changed(): void;
  follows(): boolean;
}

export function liveRuns(): LiveRuns {
  let kept: (Followed & { run: Run; readonly asOf: string | null; stale: boolean }) | null = null;
  return {
    keep: (run, asOf, data) => {
      // A figure spoilt by an error cell says which one: a full run finds the next.
      const spoilt = run.engine.evaluator.errors.length > 0;
      kept = spoilt ? null : { run, data, asOf, stale: false };
    },
    edited: (edit) => {
      if (kept === null) return false;
      const { engine, program } = kept.run;
      const change = modelEdit(program, engine.model, edit);
      if (change === null) kept = null;
      else if (change !== "nothing") {
        engine.evaluator.edit(change);
        kept.stale = true;
      }
      return kept !== null;
    },
    take: (asOf, language) => {
      if (kept === null || kept.asOf !== asOf) return null;
      if (kept.run.engine.say !== wordsOf(language)) return null;
      if (kept.stale)
        kept = { ...kept, run: rerun(kept.run, kept.run.engine.edited()), stale: false };
      return kept;
    },
    changed: () => {
      kept = null;
    },
    follows: () => kept !== null,
  };
}
