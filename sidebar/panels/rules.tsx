import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { format } from "../../dsl/format/index.ts";
import { newMemory, recheck } from "../../dsl/index.ts";
import { outline } from "../../dsl/service/index.ts";
import { LineMap } from "../../dsl/span.ts";
import { catalogOf } from "../editor/catalog.ts";
import { Editor } from "../editor/editor.tsx";
import { figure } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { figuresAt } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "../ui/parts.tsx";

export function Rules({ state, actions }: { state: State; actions: Actions }) {
  const [jump, setJump] = useState<{ readonly at: number } | null>(null);
  const goTo = (at: number) => setJump({ at });
  const { draft, workbook, theirs } = state;
  const catalog = useMemo(() => catalogOf(workbook), [workbook]);
  const memory = useRef(newMemory());
  const diagnostics = useMemo(
    () => recheck(draft, catalog, memory.current).diagnostics,
    [draft, catalog],
  );
  useEffect(() => {
    if (state.line === null) return;
    goTo(new LineMap(draft).startOf(state.line));
    actions.lineShown();
  }, [state.line]);
  const tools = { catalog: () => catalog, figure: figureIn(state), say: actions.say };
  if (theirs) return <Conflict state={state} actions={actions} />;
  return (
    <div class="view-rules">
      <Outline text={draft} onJump={goTo} />
      <Editor
        text={draft}
        diagnostics={diagnostics}
        typed={state.typed}
        onEdit={actions.type}
        onSave={() => actions.save()}
        jump={jump}
        tools={tools}
      />
      <Problems text={draft} diagnostics={diagnostics} onFix={actions.edit} onJump={goTo} />
    </div>
  );
}

/** The figure of a KPI or score for the person and period that the scorecard shows. */
const figureIn =
  ({ run, person, period, workbook }: State) =>
  (name: string): string | null => {
    if (!run?.people[person] || !run.periods[period]) return null;
    const at = [...run.kpis, ...run.scores].findIndex((k) => k.name === name);
    if (at < 0) return null;
    const { actual, goal, attainment } = figuresAt(run, at, period, person);
    const kpi = run.kpis[at];
    const show = (value: number | null) =>
      figure(value, kpi?.unit ?? { of: "percent" }, workbook?.locale || "en-US");
    const owed = goal === null || !kpi ? "" : ` ${texts.common.of} ${show(goal)}`;
    const who = `${run.people[person].name}, ${run.periods[period].label}`;
    return `${who}: ${show(kpi ? actual : attainment)}${owed}`;
  };

/** Every statement, to go to. */
function Outline({ text, onJump }: { text: string; onJump: (at: number) => void }) {
  const entries = useMemo(() => outline(text), [text]);
  if (entries.length < 2) return null;
  return (
    <label class="outline">
      <span class="dim">{texts.rules.goTo}</span>
      <select
        value=""
        onChange={(event) => {
          const at = Number(event.currentTarget.value);
          event.currentTarget.value = "";
          onJump(at);
        }}
      >
        <option value="" />
        {entries.map((e) => (
          <option key={e.span.start} value={e.span.start}>
            {[e.kind, e.name === e.kind ? "" : e.name, e.detail].filter(Boolean).join(" ")}
          </option>
        ))}
      </select>
    </label>
  );
}

function Problems(props: {
  text: string;
  diagnostics: readonly Diagnostic[];
  onFix: (text: string) => void;
  onJump: (at: number) => void;
}) {
  const { text, diagnostics } = props;
  const lines = new LineMap(text);
  return (
    <section class="panel" aria-label={texts.rules.problemList}>
      <div class="ptabs">
        <b>{texts.rules.problems(diagnostics.length)}</b>
      </div>
      {diagnostics.slice(0, 50).map((d) => (
        <div class="prob" key={`${d.code} ${d.span.start}`}>
          <span class={d.severity === "error" ? "bad" : d.severity === "warning" ? "watch" : "dim"}>
            <Icon name={d.severity === "error" ? "cross" : "warn"} />
          </span>
          <span>{d.message}</span>
          {d.hint && <span class="dim">{d.hint}</span>}
          <span class="line">
            {d.fix && (
              <button
                type="button"
                class="mini"
                onClick={() =>
                  props.onFix(
                    text.slice(0, d.fix!.span.start) + d.fix!.text + text.slice(d.fix!.span.end),
                  )
                }
              >
                {texts.rules.fix(d.fix.text)}
              </button>
            )}
            <button type="button" class="why" onClick={() => props.onJump(d.span.start)}>
              {texts.rules.line(lines.lineOf(d.span.start), d.code)}
            </button>
          </span>
        </div>
      ))}
    </section>
  );
}

function Conflict({ state, actions }: { state: State; actions: Actions }) {
  const { theirs, draft } = state;
  return (
    <div class="sec texts">
      <h2>{texts.rules.conflict.title}</h2>
      <p class="dim">{texts.rules.conflict.body}</p>
      <h3>{texts.rules.conflict.mine}</h3>
      <pre>{draft}</pre>
      <button type="button" class="primary" onClick={() => actions.save(theirs?.revision)}>
        {texts.rules.conflict.keepMine}
      </button>
      <h3>{texts.rules.conflict.theirs}</h3>
      <pre>{theirs?.text}</pre>
      <button type="button" onClick={actions.takeTheirs}>
        {texts.rules.conflict.keepTheirs}
      </button>
    </div>
  );
}

export function RulesBar({ state, actions }: { state: State; actions: Actions }) {
  if (state.theirs) return null;
  const changed = state.draft !== state.rules.text;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <span class="grow meta">{changed ? texts.rules.draft : ""}</span>
      <button type="button" class="mini" onClick={() => actions.edit(format(state.draft))}>
        {texts.rules.format}
      </button>
      {changed && (
        <button type="button" class="mini" onClick={actions.discard}>
          {texts.rules.discard}
        </button>
      )}
      <button type="button" class="mini primary" onClick={() => actions.save()}>
        {texts.common.save}
      </button>
    </section>
  );
}
