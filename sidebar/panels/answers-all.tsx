/** Everybody's flags: the four cases with the names inside, the list, and whether the activity leads. */
import { useState } from "preact/hooks";
import type { AnswersView, AnswerView, RunView } from "../../src/app/contract.ts";
import { percent } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import {
  answererOf,
  attainmentOf,
  cardKey,
  cardsOf,
  fourCases,
  periodsOf,
  type Quarter,
} from "../state/answers.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Empty, Icon, Quadrant } from "../ui/parts.tsx";
import { Card } from "./answer-card.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
  readonly view: AnswersView;
}

export function AllAnswers({ state, actions, view }: Props) {
  const { run, answers } = state;
  if (!run) return null;
  const label = answers.period ?? periodsOf(run, view)[0] ?? lastClosed(run);
  const period = run.periods.findIndex((p) => p.label === label);
  const cards = cardsOf(view, "all", answers.period);
  return (
    <>
      {period >= 0 && <FourCases {...{ actions, view, run, period }} />}
      {cards.length === 0 ? (
        <Empty {...texts.answers.nothingHere} />
      ) : (
        <>
          <div class="grp">
            <span class="grow">{texts.answers.open}</span>
            <span class="meta">{texts.answers.byGravity}</span>
          </div>
          {cards.map((card) => (
            <Line key={cardKey(card)} {...{ card, state, actions, run }} />
          ))}
        </>
      )}
      <Evidence {...{ state, actions }} />
    </>
  );
}

const lastClosed = ({ periods }: RunView): string => {
  const grain = periods[0]?.grain;
  const closed = periods.filter((p) => p.grain === grain && p.state === "closed");
  return closed[closed.length - 1]?.label ?? "";
};

function Line({
  card,
  state,
  actions,
  run,
}: {
  card: AnswerView;
  state: State;
  actions: Actions;
  run: RunView;
}) {
  const attainment = attainmentOf(run, card);
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="answer-line" open={isOpen} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary class="row">
        {card.leading !== null && card.lagging !== null && (
          <Quadrant leading={card.leading} lagging={card.lagging} />
        )}
        <span class="grow">
          <bdi>{card.who}</bdi>
          <small>
            {card.escalated > 0 && (
              <span class="watch">
                <Icon name="up" />
              </span>
            )}
            {turnOf(card, state.me)}
          </small>
        </span>
        {attainment !== null && (
          <span class="num">{percent(attainment, state.workbook?.locale || "en-US")}</span>
        )}
      </summary>
      {isOpen && <Card {...{ card, state, actions }} isFirst={false} />}
    </details>
  );
}

function turnOf({ who, answers, escalated, mine }: AnswerView, me: string): string {
  if (mine && answers.includes(me)) return texts.answers.youAnswer;
  const last = answers[answers.length - 1] ?? "";
  if (escalated > 0) return texts.answers.escalatedTo(last);
  return answers[0] === who ? texts.answers.answersSelf : texts.answers.whoAnswers(last);
}

/** Names in one of the four cases before the rest is only counted. */
const MOST_NAMES = 12;

function FourCases({
  actions,
  view,
  run,
  period,
}: Omit<Props, "state"> & { run: RunView; period: number }) {
  const cases = fourCases(run, period);
  const total = cases.reduce((sum, one) => sum + one.people.length, 0);
  if (total === 0) return null;
  const label = run.periods[period]!.label;
  const open = view.open.filter((card) => card.period === label);
  const mine = new Set(open.filter((card) => card.mine).map(({ who }) => who));
  const cell = (one: Quarter) => (
    <Case key={`${one.leading} ${one.lagging}`} {...{ one, run, open, mine, actions, label }} />
  );
  return (
    <section class="sec">
      <table class="cases" aria-label={texts.answers.cases(total, label)}>
        <thead>
          <tr>
            <th scope="col">
              <span class="vh">{texts.scorecard.leading}</span>
            </th>
            <th scope="col">{texts.answers.resultMissed}</th>
            <th scope="col">{texts.answers.resultMet}</th>
          </tr>
        </thead>
        <tbody>
          {[true, false].map((leading) => (
            <tr key={String(leading)}>
              <th scope="row">
                {leading ? texts.answers.leadingMet : texts.answers.leadingMissed}
              </th>
              {cases.filter((one) => one.leading === leading).map(cell)}
            </tr>
          ))}
        </tbody>
      </table>
      {mine.size > 0 && <p class="meta">{texts.answers.inBold}</p>}
    </section>
  );
}

function Case({
  one,
  run,
  open,
  mine,
  actions,
  label,
}: {
  one: Quarter;
  run: RunView;
  open: readonly AnswerView[];
  mine: ReadonlySet<string>;
  actions: Actions;
  label: string;
}) {
  const [all, setAll] = useState(false);
  const named = [...one.people].sort(
    (a, b) => Number(mine.has(run.people[b]!.name)) - Number(mine.has(run.people[a]!.name)),
  );
  const shown = all ? named : named.slice(0, MOST_NAMES);
  return (
    <td class="cell">
      {one.people.length > 0 && (
        <span class="who">{texts.answers.answerer[answererOf(run, one, open)]}</span>
      )}
      {shown.map((n) => {
        const { name } = run.people[n]!;
        return (
          <button
            key={n}
            type="button"
            class={mine.has(name) ? "who-name mine" : "who-name"}
            onClick={() => actions.openScorecard(name, label)}
          >
            <bdi>{name}</bdi>
          </button>
        );
      })}
      {named.length > shown.length && (
        <button type="button" class="who-name meta" onClick={() => setAll(true)}>
          {texts.answers.moreNames(named.length - shown.length)}
        </button>
      )}
    </td>
  );
}

function Evidence({ state, actions }: { state: State; actions: Actions }) {
  const { evidence } = state.answers;
  const rows = evidence?.rows.filter((row) => row.who === null || row.who === state.me) ?? [];
  return (
    <>
      <div class="grp">
        <span class="grow">{texts.answers.evidence}</span>
        {!evidence && (
          <button type="button" class="why" onClick={() => void actions.answers.evidence()}>
            {texts.answers.showEvidence}
          </button>
        )}
      </div>
      {rows.length > 0 && (
        <section class="sec stack">
          {rows.map((row) => (
            <p key={`${row.who} ${row.of} ${row.leading}`}>
              {row.who !== null && (
                <b>
                  <bdi>{row.who}</bdi>:{" "}
                </b>
              )}
              {row.sentence}
            </p>
          ))}
        </section>
      )}
    </>
  );
}
