import { figure } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { figuresAt } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Empty } from "../ui/parts.tsx";
import { Pick } from "../ui/pick.tsx";

/** Rows beyond this are reached by opening a manager's scorecard. */
const MOST = 500;

export function Goals({ state, actions }: { state: State; actions: Actions }) {
  const { run, period } = state;
  if (!run || period < 0) return <Empty {...texts.common.noRun} />;
  const locale = state.workbook?.locale || "en-US";
  const kpi = owedKpis(state).includes(state.kpi) ? state.kpi : (owedKpis(state)[0] ?? 0);
  const view = run.kpis[kpi];
  if (!view) return <Empty {...texts.common.noRun} />;
  return (
    <table class="tree" aria-label={texts.goals.of(view.label)}>
      <thead>
        <tr>
          <th scope="col">{texts.common.name}</th>
          <th scope="col" class="num">
            {texts.common.goal}
          </th>
          <th scope="col" class="num">
            {texts.common.why}
          </th>
        </tr>
      </thead>
      <tbody>
        {run.people.slice(0, MOST).map((person, i) => {
          const { goal } = figuresAt(run, kpi, period, i);
          if (goal === null) return null;
          return (
            <tr key={person.path} class={person.hasReports ? "mgr" : ""}>
              <td>
                <div class="n" style={{ "--l": person.level + 1 }}>
                  <span title={person.path}>
                    <bdi>{person.name}</bdi>
                  </span>
                </div>
              </td>
              <td class="num">{figure(goal, view.unit, locale, false)}</td>
              <td class="num">
                <button
                  type="button"
                  class="why"
                  aria-label={texts.why.of(person.name)}
                  onClick={() => actions.why(view.name, person.name, run.periods[period]!.label)}
                >
                  ?
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function owedKpis({ run, period }: State): number[] {
  if (!run || period < 0) return [];
  return run.kpis.flatMap((_, k) =>
    run.people.some((_, i) => figuresAt(run, k, period, i).goal !== null) ? [k] : [],
  );
}

export function KpiPick({ state, actions }: { state: State; actions: Actions }) {
  const { run } = state;
  if (!run) return null;
  const options = owedKpis(state).map((value) => ({ value, text: run.kpis[value]!.label }));
  return (
    <Pick
      label={texts.common.kpi}
      value={state.kpi}
      options={options}
      onPick={(kpi) => actions.choose({ kpi })}
    />
  );
}
