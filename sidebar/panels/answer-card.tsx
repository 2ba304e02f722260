/** One open flag: why, what to do next, the one fact that helps, and the three things that can be done. */
import { useEffect, useRef } from "preact/hooks";
import type { AnswerView } from "../../src/app/contract.ts";
import { day, figure } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { type AnswerForm, cardKey, farthestOff, type Taken } from "../state/answers.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon, Note, Quadrant } from "../ui/parts.tsx";
import { Said } from "../ui/said.tsx";
import { Story } from "./story.tsx";

const TAKEN: readonly Taken[] = ["coached", "goal reset", "accepted"];

interface CardProps {
  readonly card: AnswerView;
  readonly isFirst: boolean;
  readonly state: State;
  readonly actions: Actions;
}

export function Card({ card, isFirst, state, actions }: CardProps) {
  const { answers } = state;
  const form = answers.form?.card === cardKey(card) ? answers.form : null;
  const scorecard = (): void => actions.openScorecard(card.who, card.period);
  return (
    <article class="flag" aria-label={`${card.who}: ${card.label}`}>
      <header>
        {card.leading !== null && card.lagging !== null && (
          <Quadrant leading={card.leading} lagging={card.lagging} />
        )}
        <div class="line grow base">
          <h2 class="grow">
            <bdi>{card.who}</bdi>
          </h2>
          <button
            type="button"
            class="why"
            aria-label={texts.answers.scorecardOf(card.who)}
            onClick={scorecard}
          >
            {texts.frame.tabs.scorecard}
          </button>
        </div>
      </header>
      <p class="say">
        <Reason text={card.reason} />
      </p>
      <Hint card={card} state={state} />
      {form ? (
        <Form {...{ card, form, state, actions }} />
      ) : (
        <div class="acts">
          {TAKEN.map((action) => (
            <button
              key={action}
              type="button"
              class={isFirst && action === "coached" ? "primary" : ""}
              onClick={() => begin(action, { card, isFirst, state, actions })}
            >
              {texts.answers.actions[action]}
            </button>
          ))}
        </div>
      )}
      <p class="meta since">
        {texts.answers.openDays(card.age)}{" "}
        {card.escalated > 0 && (
          <span class="watch">
            <Icon name="up" />
            {texts.answers.escalated(card.answers.slice(1))}
          </span>
        )}{" "}
        {card.escalates &&
          texts.answers.escalates(
            card.escalates.to,
            day(card.escalates.after, state.workbook?.locale || "en-US"),
          )}
      </p>
      <Story about={`${card.who}, ${card.label}`} story={card.story} state={state} />
    </article>
  );
}

function begin(action: Taken, { card, state, actions }: CardProps): void {
  if (action !== "goal reset") {
    void actions.answers.start(card, action);
    return;
  }
  const { flag, label, period } = card;
  const off = farthestOff(card);
  actions.goals.reset.start(card.who, {
    flag: { flag, label, period },
    ...(off ? { because: factOf(off, state) } : {}),
  });
}

/** The reason as the rules word it, its first share of a goal in bold: the figure that decides. */
function Reason({ text }: { text: string }) {
  const found = /[\d.,]+\s?%/.exec(text);
  if (!found) return <bdi>{text}</bdi>;
  const end = found.index + found[0].length;
  return (
    <bdi>
      {text.slice(0, found.index)}
      <b>{found[0]}</b>
      {text.slice(end)}
    </bdi>
  );
}

/** What to do, then the one fact that helps most: what the goal assumed beside what came, else the evidence. */
function Hint({ card, state }: { card: AnswerView; state: State }) {
  const off = farthestOff(card);
  const fact = off ? factOf(off, state) : card.evidence[0];
  return (
    <p class="hint">
      <b>{card.label.replace(/[.!?]?$/, ".")}</b> {fact}
    </p>
  );
}

function factOf(off: AnswerView["assumed"][number], { run, workbook }: State): string {
  const kpi = (name: string) => run?.kpis.find((k) => k.name === name);
  const [goal, part] = [kpi(off.kpi), kpi(off.part)];
  if (!goal || !part) return off.sentence;
  const locale = workbook?.locale || "en-US";
  const came = off.came === null ? texts.answers.nothingCame : figure(off.came, part.unit, locale);
  return texts.answers.assumes(
    goal.label,
    part.label,
    came,
    figure(off.assumed, part.unit, locale),
  );
}

function Form({
  card,
  form,
  state,
  actions,
}: {
  card: AnswerView;
  form: AnswerForm;
  state: State;
  actions: Actions;
}) {
  const { action, note, told } = form;
  const id = `note ${form.card}`;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isKnown = state.run?.people.some(({ name }) => name === state.me) ?? false;
  const lacks = !isKnown
    ? texts.answers.noName
    : action === "accepted" && note.trim() === ""
      ? texts.answers.noteNeeded
      : null;
  const refused = told !== null && !told.allowed && isKnown;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (told?.allowed && lacks === null) void actions.answers.write(card);
      }}
      onKeyDown={(event) => event.key === "Escape" && actions.answers.cancel()}
    >
      <div>
        <label for={id}>{texts.answers.notes[action]}</label>
        <input
          id={id}
          ref={field}
          value={note}
          onInput={(event) => actions.answers.note(event.currentTarget.value)}
        />
      </div>
      <div role="status">
        {refused && (
          <Note tone="watch">
            <Said text={`${told.message} ${told.todo}`} locale={state.workbook?.locale} />
          </Note>
        )}
        {told?.allowed && <p class="meta">{texts.answers.willWrite(told.place)}</p>}
        {lacks !== null && <p class="meta">{lacks}</p>}
      </div>
      <div class="acts two">
        <button
          type="submit"
          class="primary"
          disabled={!told?.allowed || lacks !== null || state.busy !== null}
        >
          {texts.answers.write[action]}
        </button>
        <button type="button" onClick={actions.answers.cancel}>
          {texts.common.cancel}
        </button>
      </div>
    </form>
  );
}
