import { useMemo, useState } from "preact/hooks";
import type { Catalog } from "../../dsl/check/catalog.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { foldText } from "../../dsl/fold.ts";
import { format } from "../../dsl/format/index.ts";
import { compile } from "../../dsl/index.ts";
import { LineMap } from "../../dsl/span.ts";
import type { WorkbookView } from "../../src/app/contract.ts";
import { Editor } from "../editor/editor.tsx";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/parts.tsx";

/** What the language may know, from the workbook's outline: headers, and values where all of them are known. */
function catalogOf(workbook: WorkbookView | null): Catalog | null {
  if (!workbook) return null;
  const sheetOf = (name: string) =>
    workbook.sheets.find((s) => foldText(s.name) === foldText(name));
  return {
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
  const diagnostics = useMemo(
    () => compile(draft, catalogOf(workbook)).diagnostics,
    [draft, workbook],
  );
  if (theirs) return <Conflict state={state} actions={actions} />;
  return (
    <div class="view-rules">
      <Editor
        text={draft}
        diagnostics={diagnostics}
        onEdit={actions.edit}
        onSave={() => actions.save()}
        jump={jump}
      />
      <Problems text={draft} diagnostics={diagnostics} onFix={actions.edit} onJump={setJump} />
    </div>
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
    <section class="panel" aria-label="Problems">
      <div class="ptabs">
        <b>{texts.problems(diagnostics.length)}</b>
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
                {texts.fix(d.fix.text)}
              </button>
            )}
            <button type="button" class="why" onClick={() => props.onJump(d.span.start)}>
              {texts.line(lines.lineOf(d.span.start), d.code)}
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
      <h2>{texts.conflict.title}</h2>
      <p class="dim">{texts.conflict.body}</p>
      <h3>{texts.conflict.mine}</h3>
      <pre>{draft}</pre>
      <button type="button" class="primary" onClick={() => actions.save(theirs?.revision)}>
        {texts.conflict.keepMine}
      </button>
      <h3>{texts.conflict.theirs}</h3>
      <pre>{theirs?.text}</pre>
      <button type="button" onClick={actions.takeTheirs}>
        {texts.conflict.keepTheirs}
      </button>
    </div>
  );
}

export function RulesBar({ state, actions }: { state: State; actions: Actions }) {
  const changed = state.draft !== state.rules.text;
  return (
    <div class="bar">
      <span class="grow meta">{changed ? texts.draft : ""}</span>
      <button type="button" class="mini" onClick={() => actions.edit(format(state.draft))}>
        Format
      </button>
      {changed && (
        <button type="button" class="mini" onClick={actions.discard}>
          {texts.discard}
        </button>
      )}
      <button type="button" class="mini primary" onClick={() => actions.save()}>
        {texts.save}
      </button>
    </div>
  );
}
