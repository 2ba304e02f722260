/** What somebody did about a flag, put on record: first said what it would do, then written. */
import { useState } from "preact/hooks";
import type { RecordView } from "../../src/app/contract.ts";
import type { Actions, ActionTaken } from "../state/actions.ts";
import { texts } from "../texts/index.ts";
import { Note } from "../ui/parts.tsx";

const TAKEN: readonly ActionTaken["action"][] = ["coached", "goal reset", "accepted"];

export function Record({
  flag,
  who,
  period,
  people,
  by,
  actions,
}: {
  flag: string;
  who: string;
  period: string;
  people: readonly string[];
  /** Chosen once and kept: the add-in can't know who is looking. */
  by: string;
  actions: Actions;
}) {
  const [taken, setTaken] = useState<ActionTaken["action"] | null>(null);
  const [note, setNote] = useState("");
  const [told, setTold] = useState<RecordView | null>(null);
  const ask = async (action: ActionTaken["action"]): Promise<void> => {
    setTaken(action);
    setTold(await actions.record({ flag, who, period, action, by, note, apply: false }));
  };
  const id = `note ${flag} ${who} ${period}`;
  return (
    <details>
      <summary class="why">{texts.answers.record.open}</summary>
      <div class="stack">
        <label>
          {texts.answers.record.by}
          <select value={by} onChange={(event) => actions.beCalled(event.currentTarget.value)}>
            <option value="">{texts.answers.record.choose}</option>
            {people.map((name) => (
              <option key={name} value={name} selected={name === by}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label for={id}>{texts.answers.record.note}</label>
        <input
          id={id}
          value={note}
          onInput={(event) => {
            setNote(event.currentTarget.value);
            setTold(null);
          }}
        />
        <div class="acts">
          {TAKEN.map((action) => (
            <button
              key={action}
              type="button"
              class="mini"
              disabled={by === ""}
              aria-pressed={taken === action && told !== null}
              onClick={() => void ask(action)}
            >
              {texts.answers.record.actions[action]}
            </button>
          ))}
        </div>
        {told && taken && (
          <div role="status">
            <Note tone={told.allowed ? "" : "watch"}>
              {told.applied ? "" : texts.common.notYet} {told.message} {told.todo}
            </Note>
            {told.allowed && (
              <button
                type="button"
                class="mini primary"
                onClick={() =>
                  void actions.record({ flag, who, period, action: taken, by, note, apply: true })
                }
              >
                {texts.answers.record.write}
              </button>
            )}
          </div>
        )}
      </div>
    </details>
  );
}
