import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { RunView } from "../../src/app/contract.ts";
import { day, percent } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { figuresAt, owed, type StatusName } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { reportsOf, shortNames } from "../state/verdict.ts";
import { texts } from "../texts/index.ts";
import { Status } from "../ui/parts.tsx";

/** Columns of icons beside the names in the narrowest pane. */
const MOST = 5;

/** Stands the heads upright while they don't fit side by side: whole names, whatever the language and the font. */
function useUpright(box: RefObject<HTMLElement | null>): void {
  const measure = (): void => {
    const { current } = box;
    if (!current) return;
    current.classList.remove("upright");
    current.classList.toggle("upright", current.scrollWidth > current.clientWidth);
  };
  useLayoutEffect(measure);
  useLayoutEffect(() => {
    const sizes = new ResizeObserver(measure);
    if (box.current) sizes.observe(box.current);
    return () => sizes.disconnect();
  }, []);
}

/** A manager's direct reports against the result and what leads to it, each an icon with its words. */
export function Team({ state, run, actions }: { state: State; run: RunView; actions: Actions }) {
  const box = useRef<HTMLDivElement>(null);
  useUpright(box);
  const { person, period } = state;
  const locale = state.workbook?.locale || "en-US";
  const reports = reportsOf(run, person);
  if (reports.length === 0) return null;
  const owes = (role: "leading" | "lagging") =>
    run.kpis.flatMap((_, k) =>
      reports.some((r) => owed(run, role, period, r).includes(k)) ? [k] : [],
    );
  const all = [...owes("lagging"), ...owes("leading")];
  if (all.length === 0) return null;
  const kpis = all.slice(0, MOST);
  const names = shortNames(kpis.map((k) => run.kpis[k]!.label));
  const seen = new Set<StatusName>();
  const rows = reports.map((report) => {
    const cells = kpis.map((k) => {
      const figures = figuresAt(run, k, period, report);
      if (figures.status) seen.add(figures.status);
      return { k, figures };
    });
    return { report, cells };
  });
  const closed = run.periods[period]!.state === "closed";
  return (
    <section>
      <div class="grp">
        <h2 class="grow">{texts.scorecard.team}</h2>
        <span class="meta">
          {closed ? reports.length : texts.frame.asOf(day(run.asOf, locale))}
        </span>
      </div>
      <div class="sec team" ref={box}>
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">{texts.scorecard.who}</th>
              {kpis.map((k, i) => (
                <th key={k} scope="col" title={run.kpis[k]!.label}>
                  <span class="short" aria-hidden="true">
                    {names[i]}
                  </span>
                  <span class="whole">{run.kpis[k]!.label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ report, cells }) => (
              <tr key={report}>
                <th scope="row">
                  <button
                    type="button"
                    class="why name"
                    onClick={() => actions.choose({ person: report })}
                  >
                    <bdi>{run.people[report]!.name}</bdi>
                  </button>
                </th>
                {cells.map(({ k, figures }) => (
                  <td key={k}>
                    {figures.status && (
                      <Status word={figures.status} iconOnly>
                        <span class="vh">
                          {percent(closed ? figures.attainment : figures.pace, locale)}
                        </span>
                      </Status>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p class="meta legend" aria-hidden="true">
          {[...seen].map((word) => (
            <Status key={word} word={word} />
          ))}
        </p>
        {all.length > MOST && <p class="meta">{texts.scorecard.more(all.length - MOST)}</p>}
      </div>
    </section>
  );
}
