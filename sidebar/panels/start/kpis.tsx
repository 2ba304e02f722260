/** The KPIs, each with the last closed quarter's figure to check it by. */
import type { ProposedKpiView } from "../../../src/app/contract.ts";
import { figure } from "../../format.ts";
import { texts } from "../../texts/index.ts";
import { Head, value } from "./found.tsx";
import { GuessFields } from "./guesses.tsx";
import type { Part } from "./part.ts";

export function Kpis({ look, locale, actions }: Part) {
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
