import { useMemo, useRef, useState } from "preact/hooks";
import type { Catalog } from "../../dsl/check/catalog.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { foldText } from "../../dsl/fold.ts";
import { format } from "../../dsl/format/index.ts";
import { newMemory, recheck } from "../../dsl/index.ts";
import { outline } from "../../dsl/service/index.ts";
import { LineMap } from "../../dsl/span.ts";
import type { WorkbookView } from "../../src/app/contract.ts";
import { Editor } from "../editor/editor.tsx";
import { figure } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { figuresAt } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "../ui/parts.tsx";

/** What the language may know, from the workbook's outline: headers, and values where all of them are known. */
function catalogOf(workbook: WorkbookView | null): Catalog | null {
  if (!workbook) return null;
  const sheetOf = (name: string) =>
    workbook.sheets.find((s) => foldText(s.name) === foldText(name));
  return {
    byRow: false,
    sources: [...workbook.sheets.map((s) => s.name), ...workbook.names],
    headers: (source) =>
      source.range === null && source.headerRow === 1
        ? (sheetOf(source.name)?.headers ?? (workbook.names.includes(source.name) ? [] : null))
        : [],
    values: (source, column) => {
      const sheet = sheetOf(source.name);
      const at =
        sheet?.headers.findIndex((h) => h !== null && foldText(h) === foldText(column)) ?? -1;
      return sheet && at >= 0 ? (sheet.values[at] ?? null) : null;
    },
  };
}

export function Rules({ state, actions }: { state: State; actions: Actions }) {
  const [jump, setJump] = useState<number | null>(null);
  const { draft, workbook, theirs } = state;
  const catalog = useMemo(() => catalogOf(workbook), [workbook]);
  const memory = useRef(newMemory());
  const diagnostics = useMemo(
    () => recheck(draft, catalog, memory.current).diagnostics,
    [draft, catalog],
  );
  const tools = { catalog: () => catalog, figure: figureIn(state), say: actions.say };
  if (theirs) return <Conflict state={state} actions={actions} />;
  return (
    <div class="view-rules">
      <Outline text={draft} onJump={setJump} />
      <Editor
        text={draft}
        diagnostics={diagnostics}
        typed={state.typed}
        onEdit={actions.type}
        onSave={() => actions.save()}
        jump={jump}
        tools={tools}
      />
      <Problems text={draft} diagnostics={diagnostics} onFix={actions.edit} onJump={setJump} />
    </div>
  );
}

/** The figure of a KPI for the person and period that the scorecard shows. */
const figureIn =
  ({ run, person, period, workbook }: State) =>
  (name: string): string | null => {
    const at = run?.kpis.findIndex((k) => k.name === name) ?? -1;
    if (!run?.people[person] || !run.periods[period] || at < 0) return null;
    const { actual, goal } = figuresAt(run, at, period, person);
    const { unit } = run.kpis[at]!;
    const who = `${run.people[person].name}, ${run.periods[period].label}`;
    const show = (value: number | null) => figure(value, unit, workbook?.locale || "en-US");
    const owed = goal === null ? "" : ` ${texts.common.of} ${show(goal)}`;
    return `${who}: ${show(actual)}${owed}`;
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
  const changed = state.draft !== state.rules.text;
  return (
    <div class="bar">
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
    </div>
  );
}
