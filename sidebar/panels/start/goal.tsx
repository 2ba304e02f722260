/** The goal: how much, whose, and how it comes down. */
import { percent } from "../../format.ts";
import { texts } from "../../texts/index.ts";
import { Found, Head } from "./found.tsx";
import { GuessFields } from "./guesses.tsx";
import type { Part } from "./part.ts";

export function Goal({ look, locale, actions }: Part) {
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
