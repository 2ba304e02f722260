/** Edits of the whole text: mending, formatting, taking a text over. Each is one step of undo. */
import { isolateHistory } from "@codemirror/commands";
import { type Action, forEachDiagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { format } from "../../dsl/format/index.ts";
import { outline } from "../../dsl/service/index.ts";
import type { EditorContext, EditorWords } from "./control.ts";

/** A quick fix, in the tooltip of a squiggle and by key. What was typed since the check has moved it along. */
export const fixAction = ({ fix, span }: Diagnostic, words: EditorWords): Action[] =>
  fix === null
    ? []
    : [
        {
          name: words.fix(fix.text),
          apply: (editor, from) => {
            const moved = from - span.start;
            const [start, end] = [fix.span.start + moved, fix.span.end + moved];
            editor.dispatch({
              changes: { from: start, to: end, insert: fix.text },
              selection: { anchor: start + fix.text.length },
              scrollIntoView: true,
              annotations: isolateHistory.of("full"),
            });
          },
        },
      ];

/** Mends what is at the cursor, else the first mistake on its line that has a fix. */
export const mend =
  ({ say, words }: EditorContext) =>
  (view: EditorView): boolean => {
    const { state } = view;
    const { head } = state.selection.main;
    const line = state.doc.lineAt(head);
    const found: { from: number; to: number; action: Action }[] = [];
    forEachDiagnostic(state, ({ actions }, from, to) => {
      const action = actions?.[0];
      if (action && from <= line.to && to >= line.from) found.push({ from, to, action });
    });
    const here = found.find(({ from, to }) => from <= head && head <= to) ?? found[0];
    if (here) here.action.apply(view, here.from, here.to);
    else say(words.nothingToMend);
    return true;
  };

/** Takes a text over, changing only what differs, so that folds, undo and the view stay. */
export function replaceText(view: EditorView, text: string, anchor?: number): void {
  const old = view.state.doc.toString();
  if (old === text) return;
  const shorter = Math.min(old.length, text.length);
  let from = 0;
  while (from < shorter && old[from] === text[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  view.dispatch({
    changes: { from, to: old.length - tail, insert: text.slice(from, text.length - tail) },
    ...(anchor !== undefined && { selection: { anchor }, scrollIntoView: true }),
    annotations: isolateHistory.of("full"),
  });
}

/** The canonical layout; the cursor stays in its statement, after as many signs as before. */
export function formatText(view: EditorView): boolean {
  const text = view.state.doc.toString();
  const formatted = format(text);
  replaceText(view, formatted, samePlace(text, view.state.selection.main.head, formatted));
  return true;
}

function samePlace(before: string, cursor: number, after: string): number {
  const old = outline(before);
  const at = old.filter((entry) => entry.span.start <= cursor).length - 1;
  const start = outline(after)[at]?.span.start ?? 0;
  let signs = before.slice(old[at]?.span.start ?? 0, cursor).replace(/\s/g, "").length;
  let place = start;
  for (; place < after.length && signs > 0; place += 1) if (/\S/.test(after[place]!)) signs -= 1;
  return place;
}
