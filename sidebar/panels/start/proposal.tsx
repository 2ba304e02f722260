/** Proposed rules: what is open, whom and what was found, the KPIs with figures to check, the goal. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type {
  Choices,
  Guess,
  ProposedKpiView,
  StartView,
  Stranger,
} from "../../../src/app/contract.ts";
import { figure, percent } from "../../format.ts";
import type { Actions } from "../../state/actions.ts";
import type { State } from "../../state/store.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";
import { GuessFields, monthName } from "./guesses.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}
interface Part {
  readonly look: StartView;
  readonly locale: string;
  readonly actions: Actions;
}

const undecided = ({ strangers }: StartView): readonly Stranger[] =>
  strangers.filter(({ decided }) => decided === null);

export function ProposalContext({ state }: Props) {
  const { look } = state.start;
  return (
    <>
      <span class="grow">
        <b>{texts.start.proposed}</b>
      </span>
      <span class="meta" role="status">
        {look && look.rules !== "" ? texts.start.decide(undecided(look).length) : ""}
      </span>
    </>
  );
}

export function ProposalBar({ state, actions }: Props) {
  if (!state.start.look?.rules) return null;
  const busy = state.busy !== null;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button type="button" class="primary grow" disabled={busy} onClick={actions.writeRules}>
        {texts.start.write}
      </button>
      <button type="button" disabled={busy} onClick={actions.showPlan}>
        {texts.common.preview}
      </button>
    </section>
  );
}

export function Proposal({ state, actions }: Props) {
  const { look: found, choices } = state.start;
  if (!found) return null;
  const look = asChosen(found, choices);
  const part = { look, locale: state.workbook?.locale || "en-US", actions };
  if (look.rules === "") return <Nothing {...part} />;
  return (
    <div>
      <Strangers {...part} />
      {look.refused.length > 0 && (
        <section class="sec">
          <div class="note watch">
            <Icon name="warn" />
            <span class="grow">{texts.start.refused(look.refused.length)}</span>
          </div>
        </section>
      )}
      <People {...part} />
      <Data {...part} />
      <Kpis {...part} />
      <Goal {...part} />
      <Unused {...part} />
    </div>
  );
}

/** What was chosen stands at once; what follows from it comes with the answer. */
const asChosen = (look: StartView, choices: Choices): StartView => ({
  ...look,
  guesses: look.guesses.map((guess) => ({ ...guess, value: choices[guess.id] ?? guess.value })),
  kpis: look.kpis.map((kpi) => {
    const said = choices[`kpi.${kpi.name}`];
    return said === undefined ? kpi : { ...kpi, chosen: said === "yes" };
  }),
});

function Nothing({ look, locale, actions }: Part) {
  const t = texts.start.nothing;
  return (
    <div>
      <div class="empty">
        <h2>{t.title}</h2>
        <p>{t.body}</p>
        <button type="button" class="primary" onClick={actions.propose}>
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

/** Names asked about one by one; the others wait behind a button. */
const MOST_ASKED = 3;

function Strangers({ look, actions }: Part) {
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

/** A line that says what was found, and opens the guesses behind it. */
function Found(props: {
  icon: string;
  title: string;
  body: string;
  about: string;
  children: ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  const { change, done } = texts.start;
  return (
    <>
      <div class="row">
        <Icon name={props.icon} />
        <span class="grow">
          {props.title}
          <small>{props.body}</small>
        </span>
        <button
          type="button"
          class="mini plain"
          aria-expanded={open}
          aria-label={`${open ? done : change}: ${props.about}`}
          onClick={() => setOpen(!open)}
        >
          {open ? done : change}
        </button>
      </div>
      {open && props.children}
    </>
  );
}

const value = (guesses: readonly Guess[], id: string): string =>
  guesses.find((guess) => guess.id === id)?.value ?? "";

function Head({ name, meta }: { name: string; meta: string }) {
  return (
    <h2 class="grp">
      <span class="grow">{name}</span>
      <span class="meta">
        <bdi>{meta}</bdi>
      </span>
    </h2>
  );
}

function People({ look, locale, actions }: Part) {
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

function Data({ look, locale, actions }: Part) {
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
          </section>
        );
      })}
    </>
  );
}

function Kpis({ look, locale, actions }: Part) {
  const t = texts.start;
  const main = value(look.guesses, "kpi.main");
  const choice = look.guesses.filter(({ id }) => id === "kpi.main");
  return (
    <>
      <Head name={t.kpis} meta={t.wholeTeam(look.quarter)} />
      <div class="sec checks">
        {look.kpis.map((kpi) => (
          <label class="check" key={kpi.name}>
            <input
              type="checkbox"
              checked={kpi.chosen}
              disabled={kpi.name === main}
              onChange={(event) =>
                actions.answer(`kpi.${kpi.name}`, event.currentTarget.checked ? "yes" : "")
              }
            />
            <span class="grow" title={kpi.formula}>
              <bdi>{kpi.label}</bdi>{" "}
              <span class="dim">
                {t.role[kpi.role]}
                {kpi.name === main ? `, ${t.theGoals}` : ""}
              </span>
            </span>
            <span class="num">{shownFigure(kpi, locale)}</span>
          </label>
        ))}
      </div>
      {(choice[0]?.options.length ?? 0) > 1 && (
        <GuessFields guesses={choice} locale={locale} actions={actions} />
      )}
    </>
  );
}

const shownFigure = ({ unit, lastQuarter }: ProposedKpiView, locale: string): string => {
  const shown = figure(lastQuarter, unit, locale);
  return unit.of === "text" && lastQuarter !== null ? `${shown} ${unit.label}` : shown;
};

function Goal({ look, locale, actions }: Part) {
  const t = texts.start;
  const { goal, guesses, kpis } = look;
  if (!goal) return null;
  const unit = kpis.find(({ name }) => name === goal.kpi)?.unit ?? { of: "plain" };
  const fields = guesses.filter(
    ({ part, what }) => part === "goal" && what !== "growth" && what !== "owner of the goal",
  );
  const owners = guesses.find(({ what }) => what === "owner of the goal")?.options ?? [];
  if (goal.sheet !== "")
    return (
      <>
        <Head name={t.goal} meta={goal.year} />
        <Found icon="goals" title={t.fromSheet(goal.sheet)} body={t.fromSheetBody} about={t.goal}>
          <GuessFields guesses={fields} locale={locale} actions={actions} />
        </Found>
      </>
    );
  const change = goal.lastYear && goal.amount !== null ? goal.amount / goal.lastYear - 1 : null;
  const signed = change === null ? null : `${change >= 0 ? "+" : ""}${percent(change, locale)}`;
  const full = (amount: number) => new Intl.NumberFormat(locale).format(amount);
  return (
    <>
      <Head name={t.goal} meta={goal.year} />
      <div class="sec">
        <div class="line goal">
          <div class="amount">
            <label for="goal-amount">
              {t.goalOf(goal.label, unit.of === "money" ? unit.code : "")}
            </label>
            <input
              id="goal-amount"
              inputMode="decimal"
              value={goal.amount === null ? "" : full(goal.amount)}
              onChange={(event) =>
                actions.answer("goal.amount", plainNumber(event.currentTarget.value, locale))
              }
            />
          </div>
          <div class="grow">
            <label for="goal-owner">{t.ownedBy}</label>
            <select
              id="goal-owner"
              value={goal.owner}
              onChange={(event) => actions.answer("goal.owner", event.currentTarget.value)}
            >
              {owners.map(({ value: who }) => (
                <option key={who} selected={who === goal.owner}>
                  {who}
                </option>
              ))}
            </select>
          </div>
        </div>
        <p class="meta">
          {goal.amount === null
            ? t.noGoal
            : goal.lastYear === null
              ? t.noYear(goal.before)
              : t.closedAt(goal.before, full(goal.lastYear), signed)}{" "}
          {t.splitBy}
        </p>
      </div>
      <Found icon="goals" title={goal.owner} body={goal.year} about={t.goal}>
        <GuessFields guesses={fields} locale={locale} actions={actions} />
      </Found>
    </>
  );
}

/** `9.600.000,5` as the locale writes it → `9600000.5`. */
export function plainNumber(typed: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234.5);
  const decimal = parts.find(({ type }) => type === "decimal")?.value ?? ".";
  const [whole = "", ...rest] = typed.split(decimal);
  const digits = (text: string) => text.replace(/\D/g, "");
  return rest.length === 0 ? digits(whole) : `${digits(whole)}.${digits(rest.join(""))}`;
}

function Unused({ look }: Part) {
  const t = texts.start;
  if (look.unused.length === 0) return null;
  return (
    <>
      <Head name={t.unused} meta="" />
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
