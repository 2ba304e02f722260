/** Tests and checks with what came of them in the last run. */
import type { RunView } from "../../../src/app/contract.ts";
import type { Actions } from "../../state/actions.ts";
import type { State } from "../../state/store.ts";
import { texts } from "../../texts/index.ts";
import { StatusIcon } from "../../ui/parts.tsx";
import { Said } from "../../ui/said.tsx";

export function testsPassed(run: RunView | null): { passed: number; all: number } {
  const all = [...(run?.tests ?? []), ...(run?.checks ?? [])];
  return { passed: all.filter(({ passed }) => passed).length, all: all.length };
}

export function Tests({ state, actions }: { state: State; actions: Actions }) {
  const { run, stale } = state;
  const t = texts.rules;
  if (!run || run.tests.length + run.checks.length === 0) return <p class="sec dim">{t.noTests}</p>;
  return (
    <>
      {stale && <p class="sec meta">{t.ofLastRun}</p>}
      {run.tests.map((test) => (
        <Outcome
          key={`${test.line} ${test.name}`}
          passed={test.passed}
          name={test.name}
          said={test.passed ? t.asExpected : test.failures.join(" ")}
          line={test.line}
          state={state}
          actions={actions}
        />
      ))}
      {run.checks.length > 0 && (
        <h2 class="grp">
          <span class="grow">{t.checks}</span>
          <span class="meta">{t.againstWorkbook}</span>
        </h2>
      )}
      {run.checks.map((check) => (
        <Outcome
          key={`${check.line} ${check.expression}`}
          passed={check.passed}
          name={check.expression}
          said={
            check.passed
              ? `${check.actual}, ${t.asExpected}`
              : texts.rules.notExpected(check.actual, check.expected)
          }
          line={check.line}
          state={state}
          actions={actions}
        />
      ))}
    </>
  );
}

function Outcome(props: {
  passed: boolean;
  name: string;
  said: string;
  line: number;
  state: State;
  actions: Actions;
}) {
  const { passed, name, said, line } = props;
  const word = passed ? texts.rules.passed : texts.rules.failed;
  const at =
    props.state.draft
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length + 1;
  return (
    <button type="button" class="row act" onClick={() => props.actions.goTo(line === 1 ? 0 : at)}>
      <span>
        <StatusIcon word={passed ? "met" : "missed"} />
        <span class="vh">{word}</span>
      </span>
      <span class="grow">
        <bdi>{name}</bdi>
        <small>
          <Said text={said} locale={props.state.workbook?.locale} />
        </small>
      </span>
    </button>
  );
}
