/** What the page and the editor know of each other: the editor comes in a script of its own. */
import type { Catalog } from "../../dsl/check/catalog.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import type { ShownFigure } from "../../dsl/service/index.ts";
import type { Texts } from "../texts/index.ts";

/** The page's texts that the editor shows. */
export type EditorWords = Pick<
  Texts["rules"],
  "editor" | "editorPhrases" | "fix" | "nothingToMend" | "rename" | "renameDo"
>;

/** What the editor knows beside the text, asked anew each time, and whom it tells. */
export interface EditorContext {
  readonly words: EditorWords;
  /** In which the tools of the language explain themselves. */
  readonly language: string;
  readonly catalog: () => Catalog | null;
  readonly figure: ShownFigure;
  /** Says why something was refused. */
  readonly say: (message: string) => void;
  readonly onEdit: (text: string) => void;
  readonly onSave: () => void;
}

/** What the page does with an open editor. Places are UTF-16 offsets. */
export interface EditorControl {
  /** Takes a text over, as one step of undo. */
  take(text: string): void;
  /** Marks what is wrong, with a button where it can be mended. */
  mark(diagnostics: readonly Diagnostic[]): void;
  /** Puts the cursor there, in sight, with the focus. */
  jump(at: number): void;
  /** Puts a function in at the cursor, with the cursor between its brackets where it has some. */
  put(name: string, signature: string): void;
  format(): void;
  find(): void;
  focus(): void;
  close(): void;
}
