/** What happened to a flag, day by day: raised, escalated, closed, raised again, and who answers next. */
import type { AnswerView } from "../../src/app/contract.ts";
import { day } from "../format.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "../ui/parts.tsx";

export function Story({
  about,
  story,
  state,
}: {
  /** Whose flag it is: one list is told from another by it. */
  about: string;
  story: AnswerView["story"];
  state: State;
}) {
  const locale = state.workbook?.locale || "en-US";
  return (
    <details class="story">
      <summary>
        {texts.answers.history} <span class="vh">{about}</span>
      </summary>
      <ol class="events">
        {story.map(({ on, says, isNext }) => (
          <li key={`${on} ${says}`} class={isNext ? "next" : ""}>
            <time dateTime={on}>
              {isNext ? texts.answers.after(day(on, locale)) : day(on, locale)}
            </time>
            <span>
              {isNext && <Icon name="up" />}
              <bdi>{says}</bdi>
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
