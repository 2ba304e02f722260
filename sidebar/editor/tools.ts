/** The language's tools as CodeMirror extensions: the editor asks, `dsl/service` answers. */
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { codeFolding, foldGutter, foldKeymap, foldService } from "@codemirror/language";
import {
  EditorSelection,
  EditorState,
  type Extension,
  StateField,
  type Text,
} from "@codemirror/state";
import {
  drawSelection,
  type EditorView,
  hoverTooltip,
  keymap,
  showDialog,
  showTooltip,
  type Tooltip,
} from "@codemirror/view";
import {
  atArgument,
  complete,
  definition,
  explained,
  folds,
  functionLines,
  hover,
  rename,
  type ServiceWords,
  type SignatureHelp,
  signatureAt,
  uses,
} from "../../dsl/service/index.ts";
import type { Span } from "../../dsl/span.ts";
import { ruleWordsOf } from "../../dsl/words.ts";
import type { EditorContext } from "./control.ts";

const toolWords = ({ language }: EditorContext): ServiceWords => ruleWordsOf(language).tools;
const docOf = (state: EditorState): string => state.doc.toString();

/** Folds are asked for line by line, at every update: worked out once a document. */
const foldsOf = new WeakMap<Text, ReadonlyMap<number, Span>>();
function foldsIn({ doc }: EditorState): ReadonlyMap<number, Span> {
  let known = foldsOf.get(doc);
  if (!known) {
    known = new Map(folds(doc.toString()).map((fold) => [fold.start, fold]));
    foldsOf.set(doc, known);
  }
  return known;
}

const TYPES: Readonly<Record<string, string>> = {
  statement: "keyword",
  clause: "keyword",
  keyword: "keyword",
  kpi: "variable",
  score: "variable",
  flag: "variable",
  function: "function",
  table: "class",
  column: "property",
  sheet: "namespace",
  person: "text",
  value: "text",
  period: "constant",
  unit: "constant",
};

const completion =
  (context: EditorContext) =>
  (at: CompletionContext): CompletionResult | null => {
    const words = toolWords(context);
    const { from, to, items } = complete(docOf(at.state), at.pos, context.catalog(), words);
    if (items.length === 0 || (!at.explicit && from === at.pos)) return null;
    return {
      from,
      to,
      filter: false,
      options: items.map((item, rank) => ({
        label: item.label,
        apply: item.insert,
        type: TYPES[item.kind] ?? "text",
        detail: words.kinds[item.kind],
        ...(item.detail !== "" && { info: item.detail }),
        boost: -rank,
      })),
    };
  };

function linesBox(lines: readonly string[], className: string): HTMLElement {
  const box = document.createElement("div");
  box.className = className;
  for (const line of lines) {
    const row = document.createElement("div");
    row.textContent = line;
    box.append(row);
  }
  return box;
}

/** The ways to call it, the argument at hand in each marked. */
function signatureBox({ fn, argument }: SignatureHelp, words: ServiceWords): HTMLElement {
  const box = linesBox(functionLines(fn, words), "tip");
  const calls = explained(fn, words.functions).signatures.flatMap((signature, i) => {
    const [before, active, after] = atArgument(signature, argument);
    const marked = document.createElement("mark");
    marked.textContent = active;
    return [i === 0 ? "" : "  ", before, ...(active ? [marked] : []), after];
  });
  box.firstElementChild!.replaceChildren(...calls);
  return box;
}

const hovering = (context: EditorContext): Extension =>
  hoverTooltip((view, pos) => {
    const words = toolWords(context);
    const found = hover(docOf(view.state), pos, context.catalog(), context.figure, words);
    if (!found) return null;
    return {
      pos: found.span.start,
      end: found.span.end,
      above: true,
      create: () => ({ dom: linesBox(found.lines, "tip") }),
    };
  });

/** The signature of the call at the cursor, while its arguments are typed. */
const signatures = (context: EditorContext): Extension =>
  StateField.define<Tooltip | null>({
    create: () => null,
    update: (tip, change) => {
      if (!change.docChanged && !change.selection) return tip;
      const { main } = change.state.selection;
      const found = main.empty ? signatureAt(docOf(change.state), main.head) : null;
      if (!found || (!change.docChanged && !tip)) return null;
      return {
        pos: main.head,
        above: true,
        create: () => ({ dom: signatureBox(found, toolWords(context)) }),
      };
    },
    provide: (field) => showTooltip.from(field),
  });

const folding: Extension = [
  codeFolding(),
  foldGutter(),
  foldService.of((state, _, lineEnd) => {
    const found = foldsIn(state).get(lineEnd);
    return found ? { from: found.start, to: found.end } : null;
  }),
];

function toDefinition(view: EditorView): boolean {
  const span = definition(docOf(view.state), view.state.selection.main.head);
  if (!span) return false;
  view.dispatch({ selection: { anchor: span.start, head: span.end }, scrollIntoView: true });
  return true;
}

function selectUses(view: EditorView): boolean {
  const found = uses(docOf(view.state), view.state.selection.main.head);
  if (found.length === 0) return false;
  const ranges = found.map(({ start, end }) => EditorSelection.range(start, end));
  view.dispatch({ selection: EditorSelection.create(ranges), scrollIntoView: true });
  return true;
}

const renaming =
  (context: EditorContext) =>
  (view: EditorView): boolean => {
    const offset = view.state.selection.main.head;
    const span = definition(docOf(view.state), offset);
    if (!span) return false;
    const before = view.state.sliceDoc(span.start, span.end).replace(/^'|'$/g, "");
    const { result } = showDialog(view, {
      label: context.words.rename(before),
      input: { name: "name", value: before },
      submitLabel: context.words.renameDo,
      focus: true,
    });
    result.then((form) => {
      const input = form?.elements.namedItem("name");
      if (!(input instanceof HTMLInputElement)) return;
      const made = rename(docOf(view.state), offset, input.value, toolWords(context));
      if (!made.ok) {
        context.say(made.message);
        return;
      }
      const changes = made.edits.map(({ span: at, text }) => ({
        from: at.start,
        to: at.end,
        insert: text,
      }));
      view.dispatch({ changes });
    });
    return true;
  };

const BLINK_MS = 1_200;

/** Completion, hover, signatures, folding; F12 goes to the definition, Shift-F12 selects all uses, F2 renames. */
export const ruleTools = (context: EditorContext): Extension => [
  autocompletion({ icons: false, override: [completion(context)] }),
  hovering(context),
  signatures(context),
  folding,
  // All uses of a name are selected at once, so more than one cursor must be seen.
  EditorState.allowMultipleSelections.of(true),
  drawSelection({
    cursorBlinkRate: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : BLINK_MS,
  }),
  keymap.of([
    { key: "F12", run: toDefinition },
    { key: "Shift-F12", run: selectUses },
    { key: "F2", run: renaming(context) },
    ...foldKeymap,
  ]),
];
