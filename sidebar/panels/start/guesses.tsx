/** One guess: what it is, what else it may be, why it was guessed, how sure that is. */
import type { Guess, Option, Reason } from "../../../src/app/contract.ts";
import { percent } from "../../format.ts";
import type { Actions } from "../../state/actions.ts";
import { texts } from "../../texts/index.ts";

interface Props {
  readonly guesses: readonly Guess[];
  readonly locale: string;
  readonly actions: Actions;
}

export function GuessFields({ guesses, locale, actions }: Props) {
  return (
    <div class="sec guesses">
      {guesses.map((guess) => (
        <GuessField key={guess.id} guess={guess} locale={locale} actions={actions} />
      ))}
    </div>
  );
}

function GuessField({
  guess,
  locale,
  actions,
}: {
  guess: Guess;
  locale: string;
  actions: Actions;
}) {
  const id = `guess-${guess.id.replace(/\W+/g, "-")}`;
  const t = texts.start;
  const why = guess.reasons.map((reason) => worded(reason, locale)).join("; ");
  return (
    <div class="guess">
      <label for={id}>{t.guess[guess.what]}</label>
      {guess.options.length > 0 ? (
        <select
          id={id}
          value={guess.value}
          aria-describedby={`${id}-why`}
          onChange={(event) => actions.answer(guess.id, event.currentTarget.value)}
        >
          {guess.options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === guess.value}>
              {shownOption(guess, option, locale)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={guess.value}
          aria-describedby={`${id}-why`}
          onChange={(event) => actions.answer(guess.id, event.currentTarget.value)}
        />
      )}
      <p class="meta" id={`${id}-why`}>
        {guess.value === "" || why === "" ? "" : `${t.sure(guess.confidence)}: ${why}`}
      </p>
    </div>
  );
}

function worded({ code, text, share }: Reason, locale: string): string {
  const say: (text: string, share: string) => string = texts.start.reason[code];
  return say(text, share === null || share > 1 ? "" : percent(share, locale));
}

/** Months by their names; columns in their brackets. */
export function shownOption(guess: Guess, option: Option, locale: string): string {
  if (option.value === "") return guess.what === "from" ? texts.start.oneAmount : texts.start.none;
  if (guess.what === "used") return texts.start.yes;
  if (guess.what !== "year starts") return option.label;
  return option.value === "weeks" ? texts.start.weeksOption : monthName(option.value, locale);
}

export const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang || locale, {
    month: "long",
    timeZone: "UTC",
  }).format(Date.UTC(2001, Number(month) - 1, 15));
