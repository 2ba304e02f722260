import type { RunView } from "../../src/app/contract.ts";
import { figure, percent } from "../format.ts";
import { figuresAt } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";

/** The charts' figures as a table: for who hears them, and for who wants to copy them. */
export function FiguresTable({
  state,
  run,
  kpis,
}: {
  state: State;
  run: RunView;
  kpis: readonly number[];
}) {
  const locale = state.workbook?.locale || "en-US";
  const { columns } = texts.scorecard;
  if (kpis.length === 0) return null;
  return (
    <details class="sec figures">
      <summary class="why">{texts.scorecard.table}</summary>
      {kpis.map((k) => {
        const view = run.kpis[k]!;
        const f = figuresAt(run, k, state.period, state.person);
        const rows: readonly (readonly [string, string])[] = [
          [columns.actual, figure(f.actual, view.unit, locale, false)],
          [columns.goal, figure(f.goal, view.unit, locale, false)],
          [columns.attainment, percent(f.attainment, locale)],
          [columns.pace, percent(f.pace, locale)],
          [columns.forecast, figure(f.forecast, view.unit, locale, false)],
          [columns.status, f.status ? texts.status[f.status] : "–"],
        ];
        return (
          <table key={k}>
            <caption>
              <bdi>{view.label}</bdi>
            </caption>
            <tbody>
              {rows.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td class="num">{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </details>
  );
}
