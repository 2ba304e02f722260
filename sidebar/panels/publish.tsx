import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Empty, Icon, Note } from "../ui/parts.tsx";

export function Publish({ state }: { state: State }) {
  const { run, plan } = state;
  if (!run) return <Empty {...texts.common.noRun} />;
  const { tieout, checks, tests } = run;
  const row = (key: string, passed: boolean, text: string, detail: string) => (
    <div class="row" key={key}>
      <span class={passed ? "good" : "bad"}>
        <Icon name={passed ? "check" : "cross"} />
      </span>
      <span class="grow">
        {text}
        <small>{detail}</small>
      </span>
      <span class="meta">{passed ? texts.publish.passed : texts.publish.failed}</span>
    </div>
  );
  return (
    <div>
      <div class="sec stack">
        <Note tone={tieout.ties + tieout.rounding === tieout.lines ? "good" : "bad"}>
          {texts.publish.ties(tieout.ties, tieout.lines)}
        </Note>
        {tieout.rounding > 0 && (
          <Note tone="">
            {texts.publish.rounding(
              tieout.rounding,
              String(Math.round(tieout.largest * 100) / 100),
            )}
          </Note>
        )}
      </div>
      {checks.length > 0 && (
        <section>
          <div class="grp">{texts.publish.checks}</div>
          {checks.map((c) =>
            row(
              `${c.line}`,
              c.passed,
              c.expression,
              c.passed ? "" : texts.publish.notExpected(c.actual, c.expected),
            ),
          )}
        </section>
      )}
      {tests.length > 0 && (
        <section>
          <div class="grp">{texts.publish.tests}</div>
          {tests.map((t) => row(`${t.line}`, t.passed, t.name, t.failures.join("; ")))}
        </section>
      )}
      {plan && (
        <section>
          <div class="grp">
            <span class="grow">{plan.title}</span>
            <span class="meta">{texts.publish.body}</span>
          </div>
          {plan.problems.map((problem) => (
            <div class="sec" key={problem}>
              <Note tone="watch">{problem}</Note>
            </div>
          ))}
          {plan.sheets.map((sheet) => (
            <div class="row" key={sheet.sheet}>
              <span class="grow">
                {sheet.sheet}
                <small>{sheet.what}</small>
              </span>
              <span class="meta">
                {sheet.isNew ? texts.publish.isNew : texts.publish.changed(sheet.changed)} ·{" "}
                {texts.common.rows(sheet.rows)}
              </span>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}

export function PublishBar({ state, actions }: { state: State; actions: Actions }) {
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <span class="grow" />
      {state.undo && (
        <button type="button" onClick={actions.undo}>
          {texts.common.undo}
        </button>
      )}
      {state.plan ? (
        <button type="button" class="primary" onClick={actions.write}>
          {texts.publish.write(state.plan.sheets.length)}
        </button>
      ) : (
        <button type="button" class="primary" onClick={actions.preview}>
          {texts.common.preview}
        </button>
      )}
    </section>
  );
}
