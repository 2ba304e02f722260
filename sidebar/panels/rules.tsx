/** The editor with what it knows below it: problems, outline, tests. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import type { OutlineEntry } from "../../dsl/service/index.ts";
import { LineMap } from "../../dsl/span.ts";
import { catalogOf } from "../editor/catalog.ts";
import type { EditorControl } from "../editor/control.ts";
import type { RulesPart } from "../editor/part.ts";
import { figure } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { figuresAt } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { spoken, texts } from "../texts/index.ts";
import { Icon } from "../ui/parts.tsx";
import { Pick } from "../ui/pick.tsx";
import { Editor } from "./rules/editor.tsx";
import { WithPart } from "./rules/part.tsx";
import { Problems } from "./rules/problems.tsx";
import { Tests, testsPassed } from "./rules/tests.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

const PANELS = ["problems", "outline", "tests"] as const;
type Panel = (typeof PANELS)[number];

export function Rules({ state, actions }: Props) {
  const { draft, workbook, rules } = state;
  useEffect(() => {
    if (state.line === null) return;
    actions.goTo(new LineMap(draft).startOf(state.line));
    actions.lineShown();
  }, [state.line]);
  const isNew = workbook !== null && !rules.exists && draft.trim() === "";
  return (
    <div class="view-rules">
      {isNew && <NoRules actions={actions} />}
      <WithPart
        state={state}
        actions={actions}
        without={<PlainText draft={draft} onEdit={actions.edit} />}
      >
        {(part) => <Editing part={part} state={state} actions={actions} />}
      </WithPart>
    </div>
  );
}

/** Where the editor can't come rules can still be read, changed and saved; a run tells what is wrong with them. */
const PlainText = ({ draft, onEdit }: { draft: string; onEdit: (text: string) => void }) => (
  <textarea
    class="code"
    rows={24}
    spellcheck={false}
    aria-label={texts.rules.editor}
    value={draft}
    onInput={(event) => onEdit(event.currentTarget.value)}
  />
);

function Editing({ part, state, actions }: Props & { readonly part: RulesPart }) {
  const { draft, workbook } = state;
  const [panel, setPanel] = useState<Panel>("problems");
  const catalog = useMemo(() => catalogOf(workbook), [workbook]);
  const memory = useRef(part.newMemory());
  const diagnostics = useMemo(
    () => part.diagnosticsIn(spoken(), part.recheck(draft, catalog, memory.current).diagnostics),
    [draft, catalog],
  );
  const { type: onEdit, save: onSave, say } = actions;
  return (
    <>
      <Editor
        part={part}
        text={draft}
        diagnostics={diagnostics}
        typed={state.typed}
        jump={state.jump}
        context={{ catalog: () => catalog, figure: figureIn(state), say, onEdit, onSave }}
        onOpen={actions.editorIs}
      />
      <section class="panel" aria-label={texts.rules.panels}>
        <PanelTabs state={state} diagnostics={diagnostics} panel={panel} onPick={setPanel} />
        <div role="tabpanel" id="rules-panel" aria-labelledby={`rules-tab-${panel}`}>
          {panel === "problems" && (
            <Problems
              text={draft}
              diagnostics={diagnostics}
              onFix={actions.edit}
              onJump={actions.goTo}
            />
          )}
          {panel === "outline" && <Outline part={part} text={draft} onJump={actions.goTo} />}
          {panel === "tests" && <Tests state={state} actions={actions} />}
        </div>
      </section>
    </>
  );
}

function NoRules({ actions }: { actions: Actions }) {
  const t = texts.rules;
  return (
    <div class="empty">
      <h2>{t.empty.title}</h2>
      <p>{t.empty.body}</p>
      <button type="button" class="primary" onClick={actions.propose}>
        {t.propose}
      </button>
      <button
        type="button"
        onClick={() => {
          actions.open("start");
          actions.openStart("import");
        }}
      >
        {t.paste}
      </button>
    </div>
  );
}

function PanelTabs(props: {
  state: State;
  diagnostics: readonly Diagnostic[];
  panel: Panel;
  onPick: (panel: Panel) => void;
}) {
  const { state, diagnostics, panel, onPick } = props;
  const { passed, all } = testsPassed(state.run);
  const name: Record<Panel, string> = {
    problems: texts.rules.problems(diagnostics.length),
    outline: texts.rules.outline,
    tests: all === 0 ? texts.rules.tests : texts.rules.testsOf(passed, all),
  };
  const move = (by: number) => {
    const next = PANELS[(PANELS.indexOf(panel) + by + PANELS.length) % PANELS.length]!;
    onPick(next);
    document.getElementById(`rules-tab-${next}`)?.focus();
  };
  return (
    <div class="ptabs" role="tablist" aria-label={texts.rules.panels}>
      {PANELS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`rules-tab-${tab}`}
          aria-selected={tab === panel}
          aria-controls="rules-panel"
          tabIndex={tab === panel ? 0 : -1}
          onClick={() => onPick(tab)}
          onKeyDown={(event) => {
            if (event.key === "ArrowRight") move(1);
            else if (event.key === "ArrowLeft") move(-1);
          }}
        >
          {name[tab]}
        </button>
      ))}
    </div>
  );
}

const titleOf = ({ kind, name, detail }: OutlineEntry): string =>
  [kind, name === kind ? "" : name, detail].filter(Boolean).join(" ");

function Outline(props: { part: RulesPart; text: string; onJump: (at: number) => void }) {
  const { part, text, onJump } = props;
  const entries = useMemo(() => part.outline(text), [text]);
  return (
    <ul class="outline">
      {entries.map((entry) => (
        <li key={entry.span.start}>
          <button type="button" class="plain" onClick={() => onJump(entry.span.start)}>
            <b>{entry.kind}</b> {entry.name === entry.kind ? "" : entry.name}{" "}
            <span class="dim">{entry.detail}</span>
            {entry.broken && (
              <span class="bad">
                <Icon name="wrong" />
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Every statement to go to, and what the editor's keys do, as buttons. */
export function RulesContext({ state, actions }: Props) {
  const { part, draft, editor } = state;
  const entries = useMemo(
    () => (part.of === "here" ? part.part.outline(draft) : []),
    [part, draft],
  );
  const [at, setAt] = useState(0);
  const t = texts.rules;
  return (
    <>
      {entries.length > 0 ? (
        <Pick
          label={t.goTo}
          value={Math.min(at, entries.length - 1)}
          options={entries.map((entry, n) => ({ value: n, text: titleOf(entry) }))}
          onPick={(n) => {
            setAt(n);
            actions.goTo(entries[n]!.span.start);
          }}
        />
      ) : null}
      <span class="grow" />
      <Tool name={t.insert} icon="function" editor={editor} onPress={() => actions.insert(true)} />
      <Tool
        name={t.format}
        icon="lines"
        editor={editor}
        onPress={(open) => {
          open.format();
          open.focus();
        }}
      />
      <Tool name={t.find} icon="find" editor={editor} onPress={(open) => open.find()} />
    </>
  );
}

function Tool(props: {
  name: string;
  icon: string;
  editor: EditorControl | null;
  onPress: (editor: EditorControl) => void;
}) {
  const { name, icon, editor, onPress } = props;
  return (
    <button
      type="button"
      class="icon"
      aria-label={name}
      title={name}
      disabled={editor === null}
      onClick={() => editor && onPress(editor)}
    >
      <Icon name={icon} />
    </button>
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

export function RulesBar({ state, actions }: Props) {
  const changed = state.draft !== state.rules.text;
  if (!changed) return null;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="primary grow"
        disabled={state.busy !== null}
        onClick={actions.save}
      >
        {texts.rules.save}
      </button>
      <button type="button" onClick={actions.discard}>
        {texts.rules.discard}
      </button>
    </section>
  );
}
