/** The functions of expressions, to look through and to put in at the cursor. */
import { useState } from "preact/hooks";
import { foldText } from "../../../dsl/fold.ts";
import { RULE_FUNCTIONS } from "../../../dsl/functions.ts";
import { editorHandle } from "../../editor/handle.ts";
import type { Actions } from "../../state/actions.ts";
import type { State } from "../../state/store.ts";
import { texts } from "../../texts/index.ts";

export function Insert({ actions }: { state: State; actions: Actions }) {
  const [typed, setTyped] = useState("");
  const wanted = foldText(typed);
  const found = RULE_FUNCTIONS.filter(({ name, summary }) =>
    foldText(`${name} ${summary}`).includes(wanted),
  );
  return (
    <div>
      <section class="sec">
        <label for="function-search">{texts.rules.search}</label>
        <input
          id="function-search"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </section>
      {found.map(({ name, signatures, summary }) => (
        <div class="row" key={name}>
          <span class="grow">
            <code>{signatures[0]}</code>
            <small>{summary}</small>
          </span>
          <button
            type="button"
            class="mini"
            aria-label={`${texts.rules.insertThis}: ${name}`}
            onClick={() => {
              put(name, signatures[0] ?? name);
              actions.insert(false);
              // The list gives its focus back to its button first; then the text has it.
              setTimeout(() => editorHandle.current?.focus());
            }}
          >
            {texts.rules.insertThis}
          </button>
        </div>
      ))}
    </div>
  );
}

/** At the cursor, with the cursor between the brackets where there are some. */
function put(name: string, signature: string): void {
  const view = editorHandle.current;
  if (!view) return;
  const brackets = signature.includes("(") ? "()" : "";
  const { from, to } = view.state.selection.main;
  view.dispatch({
    changes: { from, to, insert: `${name}${brackets}` },
    selection: { anchor: from + name.length + (brackets === "" ? 0 : 1) },
    scrollIntoView: true,
  });
}
