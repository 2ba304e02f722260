/** The editor's tools, all from the one lexer and parser: functions of a text and an offset, without an editor. */
export { type Completion, type Completions, complete } from "./complete.ts";
export { highlight, PAINTS, type Painted } from "./highlight.ts";
export { functionLines, type Hover, hover, type ShownFigure } from "./hover.ts";
export {
  type Joined,
  type Merge,
  mergeRules,
  piecesOf,
  type RuleConflict,
  type RulePiece,
} from "./merge.ts";
export { folds, type OutlineEntry, outline } from "./outline.ts";
export { applyEdits, definition, type Renaming, rename, type TextEdit, uses } from "./rename.ts";
export { atArgument, type SignatureHelp, signatureAt } from "./signature.ts";
export { explained, type ServiceWords } from "./words.ts";
