/** Whose turn it is: what to do next, for whom, and why; everything said before it is written. */
import { useEffect, useState } from "preact/hooks";
import type { AnswersView } from "../../src/app/contract.ts";
import { day } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { cardKey, cardsOf, periodsOf, recordsOf, type Scope } from "../state/answers.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Empty, Icon } from "../ui/parts.tsx";
import { Again, Skeleton } from "../ui/states.tsx";
import { Card } from "./answer-card.tsx";
import { AllAnswers } from "./answers-all.tsx";
import { NamePick, TextPick } from "./pickers.tsx";
import { Story } from "./story.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

/** A pane of cards longer than this is no list of what to do next. */
const MOST = 60;

export function Answers({ state, actions }: Props) {
  const { run, answers, me } = state;
  const isStale = run !== null && (answers.after !== run || answers.as !== me);
  useEffect(() => {
    if (isStale) void actions.answers.load();
  }, [run, me]);
  if (!run) return state.busy === null ? <Empty {...texts.common.noRun} /> : <Skeleton />;
  const { view, scope } = answers;
  if (!view) return answers.working ? <Skeleton /> : <Again onClick={actions.answers.load} />;
  const isKnown = run.people.some(({ name }) => name === me);
  return (
    <>
      <Scopes {...{ state, actions, view }} />
      {!isKnown && scope !== "all" ? (
        <WhoAreYou {...{ state, actions, view }} />
      ) : scope === "all" ? (
        <AllAnswers {...{ state, actions, view }} />
      ) : (
        <Cards {...{ state, actions, view, scope }} />
      )}
      {(isKnown || scope === "all") && <OnRecord {...{ state, view, scope }} />}
    </>
  );
}

function Scopes({ state, actions, view }: Props & { view: AnswersView }) {
  const { counts } = view;
  const all: readonly (readonly [Scope, string, number])[] = [
    ["mine", texts.answers.mine, counts.mine],
    ["team", texts.answers.team, counts.team],
    ["all", texts.answers.all, counts.all],
  ];
  return (
    <div class="scopes">
      <fieldset class="seg">
        <legend class="vh">{texts.answers.scopes}</legend>
        {all.map(([scope, name, n]) => (
          <button
            key={scope}
            type="button"
            aria-pressed={state.answers.scope === scope}
            onClick={() => actions.answers.scope(scope)}
          >
            {name} {n}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function WhoAreYou({ state, actions, view }: Props & { view: AnswersView }) {
  const { me } = state;
  const { title, body, name, seeAll } = texts.answers.whoAreYou;
  return (
    <Empty title={title} body={me === "" ? body : texts.answers.gone(me)}>
      <div class="me">
        <NamePick state={state} label={name} name="" onPick={actions.beCalled} />
      </div>
      {view.counts.all > 0 && (
        <button type="button" onClick={() => actions.answers.scope("all")}>
          {seeAll(view.counts.all)}
        </button>
      )}
    </Empty>
  );
}

function Cards({ state, actions, view, scope }: Props & { view: AnswersView; scope: Scope }) {
  const cards = cardsOf(view, scope, state.answers.period);
  const [shown, setShown] = useState(MOST);
  if (cards.length === 0) {
    const { title, body } = texts.answers.nothingMine;
    const others = view.counts.all - (scope === "mine" ? view.counts.mine : view.counts.team);
    const said = scope === "mine" ? { title, body: body(others) } : texts.answers.nothingHere;
    return (
      <Empty {...said}>
        {view.next && (
          <p class="meta">{texts.answers.nextOn(day(view.next, state.workbook?.locale))}</p>
        )}
      </Empty>
    );
  }
  return (
    <>
      {cards.slice(0, shown).map((card, i) => (
        <Card key={cardKey(card)} isFirst={i === 0} {...{ card, state, actions }} />
      ))}
      {cards.length > shown && (
        <section class="sec">
          <button type="button" onClick={() => setShown(shown + MOST)}>
            {texts.answers.moreNames(cards.length - shown)}
          </button>
        </section>
      )}
    </>
  );
}

function OnRecord({ state, view, scope }: { state: State; view: AnswersView; scope: Scope }) {
  const { run, me } = state;
  if (!run) return null;
  const rows = recordsOf(run, view, scope, me);
  const locale = state.workbook?.locale || "en-US";
  return (
    <>
      <div class="grp">
        <span class="grow">{texts.answers.onRecord}</span>
        <span class="meta">{rows.length}</span>
      </div>
      {rows.length === 0 && <p class="sec dim">{texts.answers.noRecord}</p>}
      {rows.map((row) => (
        <div key={row.place} class="row">
          <span class={row.closed ? "good" : "dim"}>
            <Icon name={row.closed ? "check" : "info"} />
          </span>
          <span class="grow">
            <bdi>
              {texts.answers.recordOf(
                row.who,
                row.period,
                texts.answers.taken[row.action as keyof typeof texts.answers.taken] ?? row.action,
              )}
            </bdi>
            <small>
              {day(row.on, locale)}
              {row.by !== me && ` ${texts.answers.by(row.by)}`}
              {!row.closed && `, ${texts.answers.closesNothing}`}
              {row.note && `. ${row.note}`}
            </small>
            {row.story.length > 0 && (
              <Story about={`${row.who}, ${row.label}`} story={row.story} state={state} />
            )}
          </span>
        </div>
      ))}
    </>
  );
}

/** As whom, and which period of what is open. */
export function AnswersContext({ state, actions }: Props) {
  const { run, answers, me } = state;
  if (!run || !answers.view) return <span class="grow" />;
  const periods = periodsOf(run, answers.view);
  return (
    <>
      {me !== "" && (
        <NamePick state={state} label={texts.answers.as} name={me} onPick={actions.beCalled} />
      )}
      <span class="grow" />
      {periods.length > 1 && (
        <TextPick
          label={texts.common.period}
          value={answers.period ?? ""}
          options={[
            { value: "", text: texts.common.everyPeriod },
            ...periods.map((name) => ({ value: name, text: name })),
          ]}
          onPick={(period) => actions.answers.period(period === "" ? null : period)}
        />
      )}
    </>
  );
}
