/** What the workbook has none of, and what to do next; sheets that are not used; a table that was missed. */
import type { Actions } from "../../state/actions.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";
import { GuessFields } from "./guesses.tsx";
import type { Part } from "./part.ts";

interface Picking {
  readonly actions: Actions;
  /** Why the selection was not taken; null: it was, or none was asked for. */
  readonly refused: string | null;
}

/** Takes the sheet's selection as a table, where none or another was found. */
export function PickRange({ actions, refused, first = false }: Picking & { first?: boolean }) {
  const t = texts.start.pick;
  return (
    <>
      <p class="dim">{t.how}</p>
      <button type="button" class={first ? "primary" : ""} onClick={actions.pickRange}>
        {t.use}
      </button>
      <p class="bad" role="status">
        {refused}
      </p>
    </>
  );
}

/** Nothing can be proposed: why, and the way on. */
export function Nothing({ look, locale, actions, refused }: Part & Picking) {
  const t = texts.start.nothing;
  const lacks = look.lacks === "tables" ? "tables" : "people";
  return (
    <div>
      <div class="empty">
        <h2>{t[lacks].title}</h2>
        <p>{t[lacks].body}</p>
        <PickRange first {...{ actions, refused }} />
        <button type="button" onClick={actions.propose}>
          {t.again}
        </button>
        <button type="button" onClick={actions.sample}>
          {texts.start.home.sample}
        </button>
      </div>
      {look.guesses.length > 0 && (
        <GuessFields guesses={look.guesses} locale={locale} actions={actions} />
      )}
      <Unused look={look} locale={locale} actions={actions} />
    </div>
  );
}

/** People, and no rows that they own: rules of people alone say nothing. */
export function NoData({ actions, refused }: Part & Picking) {
  const t = texts.start.nothing;
  return (
    <div class="empty">
      <h2>{t.data.title}</h2>
      <p>{t.data.body}</p>
      <PickRange first {...{ actions, refused }} />
      <button type="button" onClick={actions.propose}>
        {t.again}
      </button>
    </div>
  );
}

export function Unused({ look }: Part) {
  const t = texts.start;
  if (look.unused.length === 0) return null;
  return (
    <>
      <h2 class="grp">
        <span class="grow">{t.unused}</span>
      </h2>
      {look.unused.map(({ sheet, why }) => (
        <div class="row" key={sheet}>
          <Icon name="info" />
          <span class="grow">
            <bdi>{sheet}</bdi>
            <small>{t.why[why]}</small>
          </span>
        </div>
      ))}
    </>
  );
}
