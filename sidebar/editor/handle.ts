import type { EditorView } from "@codemirror/view";

/** The pane's one editor, for buttons that stand outside of it; null while there is none. */
export const editorHandle: { current: EditorView | null } = { current: null };
