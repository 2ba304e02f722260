/** The rule that a what-if would become, looked at before it is saved. */
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Note } from "../ui/parts.tsx";
import { Skeleton } from "../ui/states.tsx";
import { Changes } from "./goal-changes.tsx";

/** The rule with the other figure in it, before it is saved. */
export function RulePreview({ state }: { state: State }) {
  const { tree, whatIf } = state.goals;
  if (!tree || !whatIf?.rule) return null;
  const { rule } = whatIf;
  const locale = state.workbook?.locale || "en-US";
  const lineOf = (text: string, line: number) => text.split("\n")[line - 1] ?? "";
  return (
    <>
      <section class="sec stack">
        {rule.lines.map((line) => (
          <div key={line}>
            <p class="meta">{texts.goals.ruleLine(line)}</p>
            <p class="mono">
              <del>{lineOf(state.draft, line)}</del>
            </p>
            <p class="mono">
              <ins>{lineOf(rule.text, line)}</ins>
            </p>
          </div>
        ))}
        {state.draft !== state.rules.text && <Note tone="watch">{texts.goals.withDraft}</Note>}
      </section>
      {rule.preview ? (
        <Changes view={rule.preview} kpi={tree.kpi} period={whatIf.period} locale={locale} />
      ) : (
        state.busy !== null && <Skeleton />
      )}
    </>
  );
}

export function RuleBar({ state, actions }: { state: State; actions: Actions }) {
  const isReady = state.goals.whatIf?.rule?.preview ?? null;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="primary grow"
        disabled={!isReady || state.busy !== null}
        onClick={() => void actions.goals.whatIf.save()}
      >
        {texts.goals.saveRule}
      </button>
      <button type="button" onClick={actions.goals.whatIf.backToSlider}>
        {texts.common.cancel}
      </button>
    </section>
  );
}
