import { useEffect, useRef } from "preact/hooks";
import type { Diagnostic } from "../../../dsl/diagnostics/diagnostic.ts";
import type { EditorContext, EditorControl } from "../../editor/control.ts";
import type { RulesPart } from "../../editor/part.ts";
import { spoken, texts } from "../../texts/index.ts";

export interface EditorProps {
  readonly part: RulesPart;
  readonly text: string;
  /** The text as this editor last gave it to `onEdit`: then it is its own echo. */
  readonly typed: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Where to put the cursor; a new object each time, as one place may be asked for twice. */
  readonly jump: { readonly at: number } | null;
  readonly context: Omit<EditorContext, "words" | "language">;
  /** Told the editor when it opens, null when it closes. */
  readonly onOpen: (editor: EditorControl | null) => void;
}

/** The editor's place in the view: what the view is given goes into it. */
export function Editor({ part, text, typed, diagnostics, jump, context, onOpen }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorControl | null>(null);
  const latest = useRef(context);
  latest.current = context;

  useEffect(() => {
    const made = part.openEditor(place.current!, text, {
      words: texts.rules,
      language: spoken(),
      catalog: () => latest.current.catalog(),
      figure: (name) => latest.current.figure(name),
      say: (message) => latest.current.say(message),
      onEdit: (text) => latest.current.onEdit(text),
      onSave: () => latest.current.onSave(),
    });
    editor.current = made;
    onOpen(made);
    return () => {
      onOpen(null);
      made.close();
    };
  }, []);

  useEffect(() => {
    // An echo may be older than what stands in the editor: putting it back would undo the last keys.
    if (text !== typed) editor.current?.take(text);
  }, [text, typed]);

  useEffect(() => editor.current?.mark(diagnostics), [diagnostics, text]);

  useEffect(() => {
    if (jump !== null) editor.current?.jump(jump.at);
  }, [jump]);

  return <div class="cm" ref={place} />;
}
