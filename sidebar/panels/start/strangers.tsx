/** Names that own rows and are nobody: each a question, and what was decided. */
import { useState } from "preact/hooks";
import type { StartView, Stranger } from "../../../src/app/contract.ts";
import type { Actions } from "../../state/actions.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";
import { type Part, undecided } from "./part.ts";

/** Names asked about one by one; the others wait behind a button. */
const MOST_ASKED = 3;

export function Strangers({ look, actions }: Part) {
  const [all, setAll] = useState(false);
  const { strangers, people } = look;
  if (strangers.length === 0) return null;
  const open = undecided(look);
  const asked = all ? open : open.slice(0, MOST_ASKED);
  const decided = strangers.filter(({ decided }) => decided !== null);
  return (
    <section class="sec stack" aria-label={texts.start.decide(open.length)}>
      {asked.map((stranger) => (
        <Question
          key={stranger.name}
          stranger={stranger}
          names={people?.names ?? []}
          sheet={people?.sheet ?? ""}
          actions={actions}
        />
      ))}
      {open.length > asked.length && (
        <button type="button" class="mini plain" onClick={() => setAll(true)}>
          {texts.start.moreStrangers(open.length - asked.length)}
        </button>
      )}
      {decided.map(({ name, decided }) => (
        <p class="meta line" key={name}>
          <span class="grow">
            <bdi>{name}</bdi>: {decided ? texts.start.countsAs(decided) : texts.start.leftOut}
          </span>
          <ChangePerson name={name} decided={decided ?? ""} look={look} actions={actions} />
        </p>
      ))}
    </section>
  );
}

function ChangePerson(props: { name: string; decided: string; look: StartView; actions: Actions }) {
  const { name, decided, look, actions } = props;
  return (
    <select
      class="short"
      aria-label={`${texts.start.countAsOther}: ${name}`}
      value={decided}
      onChange={(event) => actions.answer(`stranger.${name}`, event.currentTarget.value)}
    >
      <option value="">{texts.start.leaveOut}</option>
      {look.people?.names.map((who) => (
        <option key={who} value={who} selected={who === decided}>
          {who}
        </option>
      ))}
    </select>
  );
}

function Question(props: {
  stranger: Stranger;
  names: readonly string[];
  sheet: string;
  actions: Actions;
}) {
  const { stranger, names, sheet, actions } = props;
  const { name, nearest } = stranger;
  const t = texts.start;
  const answer = (who: string) => actions.answer(`stranger.${name}`, who);
  return (
    <div class="note watch">
      <Icon name="warn" />
      <span class="grow">
        <b>
          <bdi>{name}</bdi>
        </b>{" "}
        {t.stranger(texts.common.rows(stranger.rows), sheet)}
        <span class="line ask">
          {nearest ? (
            <button type="button" class="mini" onClick={() => answer(nearest)}>
              {t.countAs(nearest)}
            </button>
          ) : (
            <select
              class="short"
              aria-label={`${t.countAsOther}: ${name}`}
              value=""
              onChange={(event) => answer(event.currentTarget.value)}
            >
              <option value="" disabled>
                {t.countAsOther}
              </option>
              {names.map((who) => (
                <option key={who}>{who}</option>
              ))}
            </select>
          )}
          <button type="button" class="mini plain" onClick={() => answer("")}>
            {t.leaveOut}
          </button>
        </span>
      </span>
    </div>
  );
}
