import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  lintGutter,
  lintKeymap,
  type Diagnostic as Mark,
  previousDiagnostic,
  setDiagnostics,
} from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers, tooltips } from "@codemirror/view";
import { useEffect, useRef } from "preact/hooks";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { texts } from "../texts/index.ts";
import { fixAction, formatText, mend, replaceText } from "./edits.ts";
import { editorHandle } from "./handle.ts";
import { rulesLanguage } from "./language.ts";
import { ruleTools, type ToolContext } from "./tools.ts";

export interface EditorProps {
  readonly text: string;
  /** The text as this editor last gave it to `onEdit`: then it is its own echo. */
  readonly typed: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly onEdit: (text: string) => void;
  readonly onSave: () => void;
  readonly tools: ToolContext;
  /** Where to put the cursor; a new object each time, as one place may be asked for twice. */
  readonly jump: { readonly at: number } | null;
}

const SEVERITY = { error: "error", warning: "warning", advice: "info" } as const;

/** Shift+Alt+F by its place on the keyboard: on a Mac Alt makes another letter of it. */
const isFormatKey = ({ code, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  code === "KeyF" && shiftKey && altKey && !ctrlKey && !metaKey;

/** The rules editor: Tab leaves it, the grid's own keys keep their meaning. */
export function Editor({ text, typed, diagnostics, onEdit, onSave, jump, tools }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onEdit, onSave, tools });
  latest.current = { onEdit, onSave, tools };

  useEffect(() => {
    const mendHere = mend((message) => latest.current.tools.say(message));
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          highlightActiveLine(),
          closeBrackets(),
          ruleTools({
            catalog: () => latest.current.tools.catalog(),
            figure: (name) => latest.current.tools.figure(name),
            say: (message) => latest.current.tools.say(message),
          }),
          EditorView.lineWrapping,
          tooltips({ parent: document.body }),
          lintGutter(),
          rulesLanguage(),
          EditorView.contentAttributes.of({ "aria-label": texts.rules.editor, tabindex: "0" }),
          keymap.of([
            {
              key: "Mod-s",
              run: () => {
                latest.current.onSave();
                return true;
              },
            },
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
            if (update.docChanged) latest.current.onEdit(update.state.doc.toString());
          }),
        ],
      }),
    });
    // The text inside takes the focus; a tab stop on its frame would be one too many, a negative one hides it.
    view.current = made;
    editorHandle.current = made;
    return () => {
      editorHandle.current = null;
      made.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    // An echo may be older than what stands in the editor: putting it back would undo the last keys.
    if (!editor || text === typed) return;
    replaceText(editor, text);
  }, [text, typed]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const length = editor.state.doc.length;
    const marks = diagnostics.map((d): Mark => {
      const from = Math.min(d.span.start, length);
      return {
        from,
        to: Math.min(Math.max(d.span.end, from), length),
        severity: SEVERITY[d.severity],
        message: d.hint ? `${d.message} ${d.hint}` : d.message,
        actions: fixAction(d),
      };
    });
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [diagnostics, text]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || jump === null) return;
    const at = Math.min(jump.at, editor.state.doc.length);
    editor.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: "center" }),
    });
    editor.focus();
  }, [jump]);

  return <div class="cm" ref={place} />;
}
