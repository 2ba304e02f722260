import { useEffect } from "preact/hooks";
import type { EvidenceView, RunView } from "../../src/app/contract.ts";
import { percent } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";

type Row = EvidenceView["rows"][number];

/** The smallest team around a person that was counted; null: everybody. */
function teamOf(run: RunView, rows: readonly Row[], person: number): string | null {
  const counted = new Set(rows.map((row) => row.who));
  for (let at = person; at >= 0; at = run.people[at]!.manager) {
    const { name, hasReports } = run.people[at]!;
    if (hasReports && counted.has(name)) return name;
  }
  return null;
}

/** How often the result was met where what should lead to it was met, and where it was missed; with the cases. */
export function Evidence({
  state,
  run,
  actions,
}: {
  state: State;
  run: RunView;
  actions: Actions;
}) {
  useEffect(() => void actions.evidence(), [run]);
  const locale = state.workbook?.locale || "en-US";
  const trees =
    state.evidence?.run === run ? state.evidence.rows.filter((r) => r.of === "tree") : [];
  const who = teamOf(run, trees, state.person);
  const rows = trees.filter((row) => row.who === who && row.n > 0);
  if (rows.length === 0) return null;
  const results = [...new Set(rows.map((row) => row.lagging))];
  const label = (name: string) => run.kpis.find((k) => k.name === name)?.label ?? name;
  return (
    <section>
      <div class="grp">
        <h2 class="grow">{texts.scorecard.pairs}</h2>
        <span class="meta">{texts.scorecard.observed(Math.max(...rows.map((row) => row.n)))}</span>
      </div>
      <div class="sec">
        {results.map((lagging) => (
          <table key={lagging} class="pairs">
            <thead>
              <tr>
                <th scope="col">{texts.scorecard.metWhen(label(lagging))}</th>
                <th scope="col" class="num">
                  {texts.scorecard.isMet}
                </th>
                <th scope="col" class="num">
                  {texts.scorecard.isMissed}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows
                .filter((row) => row.lagging === lagging)
                .map((row) => (
                  <tr key={row.leading}>
                    <th scope="row">
                      <bdi>{label(row.leading)}</bdi>
                      <small class="meta">{texts.scorecard.verdicts[row.verdict]}</small>
                    </th>
                    <Cases hits={row.counts[0]} others={row.counts[1]} locale={locale} strong />
                    <Cases hits={row.counts[2]} others={row.counts[3]} locale={locale} />
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
        <p class="meta">
          {who === null ? texts.scorecard.pairsOfAll : texts.scorecard.pairsOf(who)}
        </p>
      </div>
    </section>
  );
}

function Cases(props: { hits: number; others: number; locale: string; strong?: boolean }) {
  const all = props.hits + props.others;
  const share = all === 0 ? "–" : percent(Math.round((props.hits / all) * 100) / 100, props.locale);
  return (
    <td class="num">
      {props.strong ? <b>{share}</b> : share}{" "}
      <span class="dim">{texts.scorecard.ofCases(props.hits, all)}</span>
    </td>
  );
}
