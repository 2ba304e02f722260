/** Decisions about goals, looked at before they are written as one block. */
import type { GoalCommand, UnitView } from "../../src/app/contract.ts";
import { inFull } from "../digits.ts";
import type { Actions } from "../state/actions.ts";
import { needsName, needsReason } from "../state/goal-edits.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon, Note } from "../ui/parts.tsx";
import { Said } from "../ui/said.tsx";
import { Skeleton } from "../ui/states.tsx";
import { Changes } from "./goal-changes.tsx";
import { IAm } from "./i-am.tsx";

export function GoalPreview({ state, actions }: { state: State; actions: Actions }) {
  const { goals } = state;
  const { tree, preview, commands } = goals;
  if (!tree) return null;
  const locale = state.workbook?.locale || "en-US";
  return (
    <>
      <section class="sec">
        <ul class="asks">
          {commands.map((command) => {
            const what = commandIn(command, tree.unit, locale);
            return (
              <li key={`${command.kind} ${command.who} ${command.period}`} class="line">
                <span class="grow">
                  <bdi>{what}</bdi> <span class="meta">{command.period}</span>
                </span>
                <button
                  type="button"
                  class="icon mini"
                  aria-label={texts.goals.leaveOut(what)}
                  onClick={() => void actions.goals.forget(command)}
                >
                  <Icon name="cross" />
                </button>
              </li>
            );
          })}
        </ul>
        {goals.refused && <Note tone="watch">{goals.refused}</Note>}
        {preview?.problems.map((problem) => (
          <Note key={problem} tone="bad">
            <Said text={problem} locale={locale} />
          </Note>
        ))}
      </section>
      {preview ? (
        <Changes view={preview} kpi={tree.kpi} period={tree.period} locale={locale}>
          <Why {...{ state, actions }} />
        </Changes>
      ) : (
        <>
          {state.busy !== null && <Skeleton />}
          <Why {...{ state, actions }} />
        </>
      )}
    </>
  );
}

/** The reason that goes on record. */
function Why({ state, actions }: { state: State; actions: Actions }) {
  const { goals } = state;
  return (
    <section class="sec">
      <label for="goal-reason">{texts.goals.reason}</label>
      <input
        id="goal-reason"
        value={goals.note}
        aria-describedby="goal-lacks"
        onInput={(event) => actions.goals.note(event.currentTarget.value)}
      />
      {needsName(goals.commands) && state.me === "" && <IAm state={state} actions={actions} />}
    </section>
  );
}

/** What still has to be said before anything can be written; null: nothing. */
export function lacking(commands: readonly GoalCommand[], note: string, me: string): string | null {
  if (needsReason(commands) && note.trim() === "") return texts.goals.reasonNeeded;
  return needsName(commands) && me === "" ? texts.goals.nameNeeded : null;
}

export function PreviewBar({ state, actions }: { state: State; actions: Actions }) {
  const { preview, commands, note } = state.goals;
  const lacks = lacking(commands, note, state.me);
  const isReady = preview !== null && preview.problems.length === 0 && preview.fingerprint !== "";
  return (
    <section class="bar wraps" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="primary grow"
        disabled={!isReady || lacks !== null || state.busy !== null}
        onClick={() => void actions.goals.apply()}
      >
        {texts.goals.apply(preview?.changed ?? 0)}
      </button>
      <button type="button" onClick={actions.goals.discard}>
        {texts.goals.discard}
      </button>
      <p class="meta lacks" id="goal-lacks">
        {isReady ? lacks : null}
      </p>
    </section>
  );
}

/** A command as a sentence: `Hold Ana Duarte at 1,600,000`. */
export function commandIn(command: GoalCommand, unit: UnitView, locale: string): string {
  const { who } = command;
  const said = texts.goals.command;
  switch (command.kind) {
    case "move":
      return said.move(
        who,
        inFull(command.amount, unit, locale),
        command.to === "siblings" ? texts.goals.siblings : command.to,
      );
    case "hold":
    case "override":
    case "reset":
      return said[command.kind](who, inFull(command.to, unit, locale));
    default:
      return said[command.kind](who);
  }
}
