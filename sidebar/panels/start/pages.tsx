/** Pages opened from Start: what is written, import, export, reset. */
import { useMemo, useState } from "preact/hooks";
import type { Actions } from "../../state/actions.ts";
import type { State } from "../../state/store.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";
import { useParsed } from "../rules/part.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function Plan({ state }: Props) {
  const { plan } = state.start;
  const t = texts.start.plan;
  if (!plan) return null;
  return (
    <div>
      <div class="row">
        <Icon name="table" />
        <span class="grow">
          {plan.replaces ? t.replaced : t.sheet}
          <small>{t.rules(plan.lines, plan.kpis, plan.goals, plan.flags)}</small>
        </span>
      </div>
      {plan.corrections.length > 0 && (
        <>
          <h2 class="grp">
            <span class="grow">{t.names}</span>
          </h2>
          {plan.corrections.map(({ sheet, from, to, cells }) => (
            <div class="row" key={`${sheet} ${from}`}>
              <Icon name="people" />
              <span class="grow">
                <del>
                  <bdi>{from}</bdi>
                </del>{" "}
                <ins>
                  <bdi>{to}</bdi>
                </ins>
                <small>
                  <bdi>{sheet}</bdi>, {t.cells(cells)}
                </small>
              </span>
            </div>
          ))}
        </>
      )}
      <h2 class="grp">
        <span class="grow">{t.text}</span>
      </h2>
      <pre class="sec code">{plan.rules}</pre>
    </div>
  );
}

export const PlanBar = ({ state, actions }: Props) => (
  <section class="bar" aria-label={texts.frame.actions}>
    <button
      type="button"
      class="primary grow"
      disabled={state.busy !== null}
      onClick={actions.writeRules}
    >
      {texts.start.write}
    </button>
  </section>
);

export function Import({ state, actions }: Props) {
  const [text, setText] = useState("");
  const t = texts.start.import;
  const parsed = useParsed(state, actions, text);
  const mistakes = parsed?.diagnostics.filter((d) => d.severity === "error").length ?? 0;
  return (
    <section class="sec stack">
      <div>
        <label for="import-file">{t.file}</label>
        <input
          id="import-file"
          type="file"
          accept=".txt,.kpi,text/plain"
          onChange={async (event) => setText((await event.currentTarget.files?.[0]?.text()) ?? "")}
        />
      </div>
      <div>
        <label for="import-text">{t.text}</label>
        <textarea
          id="import-text"
          rows={12}
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <p class="meta" role="status">
        {text.trim() === "" || !parsed
          ? texts.common.notYet
          : t.holds(parsed.statements.length, mistakes)}
      </p>
      {text.trim() !== "" && (
        <button type="button" class="primary" onClick={() => actions.takeText(text)}>
          {t.take}
        </button>
      )}
    </section>
  );
}

/** The rules as a text that is saved, or copied where a host saves no files. */
function Keep({
  rules,
  title,
  actions,
  onKept,
}: {
  rules: string;
  title: string;
  actions: Actions;
  onKept: () => void;
}) {
  const t = texts.start.export;
  // Where the clipboard is closed the text stands there, marked for the user's own copy key.
  const [closed, setClosed] = useState(false);
  const href = useMemo(() => `data:text/plain;charset=utf-8,${encodeURIComponent(rules)}`, [rules]);
  return (
    <div class="line keep">
      <a class="btn" download={t.file(title)} href={href} onClick={onKept}>
        {t.download}
      </a>
      <button
        type="button"
        onClick={async () => {
          await navigator.clipboard.writeText(rules).then(
            () => actions.say(t.copied),
            () => setClosed(true),
          );
          onKept();
        }}
      >
        {t.copy}
      </button>
      {closed && (
        <textarea
          ref={(area) => area?.select()}
          rows={4}
          readOnly
          aria-label={texts.start.plan.text}
          value={rules}
        />
      )}
    </div>
  );
}

export function Export({ state, actions }: Props) {
  const { draft, workbook } = state;
  return (
    <section class="sec stack">
      <Keep rules={draft} title={workbook?.title ?? ""} actions={actions} onKept={() => {}} />
      <textarea
        id="export-text"
        rows={18}
        readOnly
        spellcheck={false}
        aria-label={texts.start.plan.text}
        value={draft}
      />
    </section>
  );
}

export function Reset({ state, actions }: Props) {
  const { reset } = state.start;
  const [typed, setTyped] = useState("");
  const [kept, setKept] = useState(false);
  const t = texts.start.reset;
  if (!reset) return null;
  if (reset.sheets.length === 0)
    return (
      <div class="empty">
        <h2>{t.nothing}</h2>
      </div>
    );
  const hasRules = reset.rules.trim() !== "";
  return (
    <div>
      <h2 class="grp">
        <span class="grow">{t.goes}</span>
      </h2>
      {reset.sheets.map(({ sheet, rows }) => (
        <div class="row" key={sheet}>
          <Icon name="table" />
          <span class="grow">{sheet}</span>
          <span class="meta">{texts.common.rows(rows)}</span>
        </div>
      ))}
      <section class="sec stack">
        <p class="dim">{t.stays}</p>
        {hasRules && (
          <div>
            <div class="label">{t.keep}</div>
            <Keep
              rules={reset.rules}
              title={reset.title}
              actions={actions}
              onKept={() => setKept(true)}
            />
          </div>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void actions.reset(typed);
          }}
        >
          <label for="reset-title">{t.type(reset.title)}</label>
          <input
            id="reset-title"
            autocomplete="off"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p class="meta">{hasRules && !kept ? t.first : ""}</p>
          <button type="submit" disabled={state.busy !== null || (hasRules && !kept)}>
            {t.remove(reset.sheets.length)}
          </button>
        </form>
      </section>
    </div>
  );
}
