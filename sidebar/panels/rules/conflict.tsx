/** Two writers' rules: what both changed side by side, what was joined without a question. */
import { useMemo } from "preact/hooks";
import type { RuleConflict } from "../../../dsl/service/index.ts";
import type { RulesPart } from "../../editor/part.ts";
import { moment } from "../../format.ts";
import type { Actions } from "../../state/actions.ts";
import { mergeOf, type Side } from "../../state/rules.ts";
import type { State } from "../../state/store.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";
import { Painted } from "../../ui/said.tsx";
import { WithPart } from "./part.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export const Conflict = ({ state, actions }: Props) => (
  <WithPart state={state} actions={actions}>
    {(part) => <Versions part={part} state={state} actions={actions} />}
  </WithPart>
);

function Versions({ part, state, actions }: Props & { readonly part: RulesPart }) {
  const { base, draft, theirs, kept } = state;
  const merge = useMemo(() => mergeOf(part, state), [base, draft, theirs]);
  const t = texts.rules.conflict;
  return (
    <div>
      <section class="sec">
        <p>
          {saidBy(state)} {t.body(merge.conflicts.length)}
        </p>
      </section>
      {merge.conflicts.map((conflict) => (
        <Choice
          key={conflict.key}
          part={part}
          conflict={conflict}
          side={kept[conflict.key] ?? "mine"}
          onPick={(side) => actions.keep(conflict.key, side)}
        />
      ))}
      {merge.joined.length > 0 && (
        <>
          <h2 class="grp">
            <span class="grow">{t.joined}</span>
            <span class="meta">{t.places(merge.joined.length)}</span>
          </h2>
          {merge.joined.map(({ key, by, how }) => (
            <div class="row" key={key}>
              <Icon name="check" />
              <span class="grow">
                <bdi>{key}</bdi>
                <small>
                  {t.by[by]}: {t.how[how]}
                </small>
              </span>
            </div>
          ))}
        </>
      )}
      {merge.conflicts.length > 0 && (
        <section class="sec">
          <p class="meta">{t.log}</p>
        </section>
      )}
    </div>
  );
}

/** Who saved, as they declared it: what the sheet does not say is left out. */
function saidBy({ theirs, workbook }: State): string {
  const { by = "", on } = theirs?.saved ?? {};
  return texts.rules.conflict.saved(by, on ? moment(on, workbook?.locale) : "");
}

function Choice(props: {
  part: RulesPart;
  conflict: RuleConflict;
  side: Side;
  onPick: (side: Side) => void;
}) {
  const { part, conflict, side, onPick } = props;
  const t = texts.rules.conflict;
  return (
    <>
      <h2 class="grp">
        <span class="grow">
          <bdi>{conflict.key}</bdi>
        </span>
      </h2>
      <fieldset class="sec stack">
        <legend class="vh">{t.keep(conflict.key)}</legend>
        {(["mine", "theirs"] as const).map((version) => (
          <div class="choice" key={version}>
            <label class="check">
              <input
                type="radio"
                name={conflict.key}
                checked={side === version}
                onChange={() => onPick(version)}
              />
              <span class="grow">{t[version]}</span>
            </label>
            {conflict[version] === null ? (
              <p class="dim">{t.takenOut}</p>
            ) : (
              <pre class="code">
                <Painted text={conflict[version]} part={part} />
              </pre>
            )}
          </div>
        ))}
      </fieldset>
    </>
  );
}

export function ConflictBar({ state, actions }: Props) {
  const t = texts.rules.conflict;
  return (
    <section class="bar wraps" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="primary grow"
        disabled={state.busy !== null}
        onClick={actions.saveJoined}
      >
        {t.save}
      </button>
      <button type="button" onClick={actions.leaveConflict}>
        {t.back}
      </button>
    </section>
  );
}
