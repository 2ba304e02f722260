/** The functions of expressions, to look through and to put in at the cursor. */
import { useState } from "preact/hooks";
import { foldText } from "../../../dsl/fold.ts";
import type { RulesPart } from "../../editor/part.ts";
import type { Actions } from "../../state/actions.ts";
import type { State } from "../../state/store.ts";
import { spoken, texts } from "../../texts/index.ts";
import { WithPart } from "./part.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export const Insert = ({ state, actions }: Props) => (
  <WithPart state={state} actions={actions}>
    {({ functionsOf }) => <Functions state={state} actions={actions} all={functionsOf(spoken())} />}
  </WithPart>
);

function Functions({ state, actions, all }: Props & { all: ReturnType<RulesPart["functionsOf"]> }) {
  const [typed, setTyped] = useState("");
  const wanted = foldText(typed);
  const found = all.filter(({ name, summary }) => foldText(`${name} ${summary}`).includes(wanted));
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
              state.editor?.put(name, signatures[0] ?? name);
              actions.insert(false);
              // The list gives its focus back to its button first; then the text has it.
              setTimeout(() => state.editor?.focus());
            }}
          >
            {texts.rules.insertThis}
          </button>
        </div>
      ))}
    </div>
  );
}
