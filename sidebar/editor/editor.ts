/** The rules editor over CodeMirror. What draws it only knows `EditorControl`. */
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  lintKeymap,
  type Diagnostic as Mark,
  previousDiagnostic,
  setDiagnostics,
} from "@codemirror/lint";
import { openSearchPanel } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers, tooltips } from "@codemirror/view";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import type { EditorContext, EditorControl } from "./control.ts";
import { fixAction, formatText, mend, replaceText } from "./edits.ts";
import { rulesLanguage } from "./language.ts";
import { ruleTools } from "./tools.ts";
import { wrongLines } from "./wrong-lines.ts";

const SEVERITY = { error: "error", warning: "warning", advice: "info" } as const;

/** Shift+Alt+F by its place on the keyboard: on a Mac Alt makes another letter of it. */
const isFormatKey = ({ code, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  code === "KeyF" && shiftKey && altKey && !ctrlKey && !metaKey;

/** Opens an editor in a place, with a text. Tab leaves it, the grid's own keys keep their meaning. */
export function openEditor(
  place: HTMLElement,
  text: string,
  context: EditorContext,
): EditorControl {
  const view = new EditorView({
    parent: place,
    state: EditorState.create({ doc: text, extensions: extensions(context) }),
  });
  return {
    take: (text) => replaceText(view, text),
    mark: (diagnostics) =>
      view.dispatch(setDiagnostics(view.state, marks(diagnostics, view.state.doc.length, context))),
    jump: (to) => {
      const at = Math.min(to, view.state.doc.length);
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: "center" }),
      });
      view.focus();
    },
    put: (name, signature) => put(view, name, signature),
    format: () => void formatText(view),
    find: () => void openSearchPanel(view),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

function extensions(context: EditorContext): Extension {
  const mendHere = mend(context);
  const save = (): boolean => {
    context.onSave();
    return true;
  };
  return [
    EditorState.phrases.of(context.words.editorPhrases),
    lineNumbers(),
    history(),
    highlightActiveLine(),
    closeBrackets(),
    ruleTools(context),
    EditorView.lineWrapping,
    tooltips({ parent: document.body }),
    wrongLines,
    rulesLanguage(),
    // The text inside takes the focus; a tab stop on its frame would be one too many, a negative one hides it.
    EditorView.contentAttributes.of({ "aria-label": context.words.editor, tabindex: "0" }),
    keymap.of([
      { key: "Mod-s", run: save },
      { key: "Mod-.", run: mendHere },
      { key: "Alt-Enter", run: mendHere },
      { key: "Shift-F8", run: previousDiagnostic },
      { any: (view, key) => isFormatKey(key) && formatText(view) },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...lintKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) context.onEdit(update.state.doc.toString());
    }),
  ];
}

const marks = (
  diagnostics: readonly Diagnostic[],
  length: number,
  { words }: EditorContext,
): Mark[] =>
  diagnostics.map((d) => {
    const from = Math.min(d.span.start, length);
    return {
      from,
      to: Math.min(Math.max(d.span.end, from), length),
      severity: SEVERITY[d.severity],
      message: d.hint ? `${d.message} ${d.hint}` : d.message,
      actions: fixAction(d, words),
    };
  });

function put(view: EditorView, name: string, signature: string): void {
  const brackets = signature.includes("(") ? "()" : "";
  const { from, to } = view.state.selection.main;
  view.dispatch({
    changes: { from, to, insert: `${name}${brackets}` },
    selection: { anchor: from + name.length + (brackets === "" ? 0 : 1) },
    scrollIntoView: true,
  });
}
