import { day } from "../format.ts";
import { goalStatus } from "../panels/goal-sub-views.tsx";
import { publishStatus } from "../panels/publish-preview.tsx";
import type { Actions } from "../state/actions.ts";
import { waitsForPart } from "../state/part.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "../ui/parts.tsx";

interface Said {
  readonly text: string;
  readonly tone: "good" | "watch" | "dim";
  readonly icon: string;
}

/** The one sentence on how things stand: what runs, else what is wrong, else up to when the figures hold. */
export function standing(state: State): Said | null {
  const { run, busy, stale, rules, workbook, view, start, draft } = state;
  if (busy !== null) return { text: busy, tone: "dim", icon: "turn" };
  if (view === "start" && (start.page === "proposal" || start.page === "plan"))
    return { text: texts.start.notWritten, tone: "dim", icon: "info" };
  if (waitsForPart(state)) return { text: texts.rules.part.coming, tone: "dim", icon: "turn" };
  const looking = goalStatus(state) ?? publishStatus(state);
  if (looking !== null) return { text: looking, tone: "dim", icon: "info" };
  if (!run)
    return workbook && !rules.exists
      ? { text: texts.frame.noRules, tone: "dim", icon: "info" }
      : null;
  if (stale) return { text: texts.frame.stale, tone: "watch", icon: "warn" };
  const broken = run.diagnostics.filter((d) => d.severity === "error").length;
  if (broken > 0) return { text: texts.frame.rulesBroken(broken), tone: "watch", icon: "warn" };
  if (view === "rules" && draft !== rules.text)
    return { text: texts.rules.kept, tone: "dim", icon: "file" };
  const ties = run.tieout.rounding > 0 ? texts.frame.totalsRound : texts.frame.totalsTie;
  const text = texts.frame.upToDate(day(run.asOf, workbook?.locale), ties);
  return { text, tone: "good", icon: "check" };
}

export function StatusLine({ state, actions }: { state: State; actions: Actions }) {
  const said = standing(state);
  return (
    <footer class="status">
      <span class={said?.tone ?? ""}>{said && <Icon name={said.icon} />}</span>
      <span class="grow" role="status" title={said?.text}>
        {said?.text ?? ""}
      </span>
      {state.meant && state.meant.kpi >= 0 && state.meant.period >= 0 && !state.why && (
        <button type="button" class="mini plain" onClick={actions.followSelection}>
          {texts.scorecard.whyCell(state.meant.range)}
        </button>
      )}
      {state.rules.exists && (
        <button
          type="button"
          class={`mini plain ${state.stale ? "due" : ""}`}
          disabled={state.busy !== null}
          onClick={actions.run}
        >
          {texts.common.run}
        </button>
      )}
    </footer>
  );
}
