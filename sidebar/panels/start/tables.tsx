/** Whom and what was found in the sheets: the people, the calendar, the tables of data. */
import type { Guess, Undated } from "../../../src/app/contract.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";
import { Found, Head, value } from "./found.tsx";
import { GuessFields, monthName } from "./guesses.tsx";
import type { Part } from "./part.ts";

export function People({ look, locale, actions }: Part) {
  const t = texts.start;
  const { people, guesses } = look;
  if (!people) return null;
  const line = value(guesses, "people.manager")
    .split(" > ")
    .map((column) => `[${column}]`)
    .join(" › ");
  const start = value(guesses, "calendar.start");
  const fields = (part: Guess["part"]) => guesses.filter((guess) => guess.part === part);
  return (
    <>
      <Head name={t.people} meta={`${people.sheet}, ${texts.common.rows(people.rows)}`} />
      <Found
        icon="people"
        title={t.levels(people.levels - 1, people.tops.join(", "))}
        body={t.nameAnd(`[${value(guesses, "people.name")}]`, line)}
        about={t.people}
      >
        <GuessFields guesses={fields("people")} locale={locale} actions={actions} />
      </Found>
      <Found
        icon="day"
        title={start === "weeks" ? t.weeksYear : t.yearFrom(monthName(start, locale))}
        body={t.calendar}
        about={t.calendar}
      >
        <GuessFields guesses={fields("calendar")} locale={locale} actions={actions} />
      </Found>
    </>
  );
}

/** What of a table is told in one line, in this order. */
const TOLD = ["owner", "date", "amount", "stage"] as const;

export function Data({ look, locale, actions }: Part) {
  const t = texts.start;
  const sheets = [
    ...new Set(look.guesses.filter((g) => g.part === "table").map((guess) => guess.sheet)),
  ];
  return (
    <>
      {sheets.map((sheet) => {
        const own = look.guesses.filter((g) => g.part === "table" && g.sheet === sheet);
        const rows = look.tables.find((table) => table.sheet === sheet)?.rows;
        const told = TOLD.flatMap((what) => {
          const found = own.find((guess) => guess.what === what);
          return found?.value ? [{ what, column: found.value }] : [];
        });
        const undated = look.undated.find((one) => one.sheet === sheet);
        return (
          <section key={sheet}>
            <Head
              name={t.data}
              meta={rows === undefined ? sheet : `${sheet}, ${texts.common.rows(rows)}`}
            />
            <Found
              icon="table"
              title={
                told.length === 0 ? t.leftOut : told.map(({ what }) => t.guess[what]).join(", ")
              }
              body={told.map(({ column }) => `[${column}]`).join(", ")}
              about={sheet}
            >
              <GuessFields guesses={own} locale={locale} actions={actions} />
            </Found>
            {undated && <NoDay {...undated} actions={actions} />}
          </section>
        );
      })}
    </>
  );
}

/** No cell of a column of days reads as one: what that means, and the cells themselves. */
function NoDay({ sheet, column, range, example, actions }: Undated & Pick<Part, "actions">) {
  const t = texts.start.undated;
  return (
    <div class="sec">
      <div class="note watch">
        <Icon name="warn" />
        <span class="grow">
          {t.said(`[${column}]`, example)} {t.means}
          <span class="line ask">
            <button type="button" class="mini" onClick={() => actions.select(sheet, range)}>
              {t.show}
            </button>
            <button type="button" class="mini plain" onClick={actions.propose}>
              {texts.start.nothing.again}
            </button>
          </span>
        </span>
      </div>
    </div>
  );
}
