/**
 * The page's second script: the editor, and all of the language that the sidebar uses. It shares no module
 * with the page but through this one object, so the page can be drawn without it (decisions/0063).
 */
import { newMemory, recheck } from "../../dsl/index.ts";
import { highlight, mergeRules, outline } from "../../dsl/service/index.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import { diagnosticsIn, functionsOf } from "../../dsl/words.ts";
import {
  buffersOf,
  figuresOf,
  withBuffers,
  withFigures,
  withNewGoal,
  withTopGoal,
} from "../state/goal-rule.ts";
import { openEditor } from "./editor.ts";

export const part = {
  openEditor,
  newMemory,
  recheck,
  outline,
  parse,
  mergeRules,
  highlight,
  diagnosticsIn,
  functionsOf,
  withTopGoal,
  withNewGoal,
  buffersOf,
  withBuffers,
  figuresOf,
  withFigures,
} as const;

/** All that the page may ask of it. */
export type RulesPart = typeof part;
