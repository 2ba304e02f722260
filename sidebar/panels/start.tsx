import { day } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "../ui/parts.tsx";
import { Said } from "../ui/said.tsx";
import { Skeleton } from "../ui/states.tsx";

const TONE = { error: "bad", warning: "watch", note: "dim" } as const;
/** Findings listed at once; the others are in the sheets. */
const MOST_FINDINGS = 40;
/** What each of the four steps takes. */
const MINUTES = [2, 3, 3, 2];

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function Start({ state, actions }: Props) {
  if (!state.workbook) return state.busy === null ? null : <Skeleton />;
  return state.rules.exists ? (
    <Home state={state} actions={actions} />
  ) : (
    <FirstRun state={state} actions={actions} />
  );
}

function FirstRun({ state, actions }: Props) {
  const t = texts.start.first;
  const sheets = state.workbook?.sheets.length ?? 0;
  return (
    <div>
      <div class="empty">
        <h2>{t.title}</h2>
        <p>{t.body}</p>
        <button
          type="button"
          class="primary wide"
          disabled={state.busy !== null}
          onClick={actions.propose}
        >
          {t.read}
        </button>
        <p class="meta found">{t.found(sheets)}</p>
        <div class="label">{t.or}</div>
        <button type="button" class="wide begin" onClick={actions.sample}>
          <Icon name="table" /> {t.sample}
        </button>
        <button type="button" class="wide begin" onClick={() => actions.openStart("import")}>
          <Icon name="file" /> {t.import}
        </button>
      </div>
      <h2 class="grp">
        <span class="grow">{t.steps}</span>
      </h2>
      <section class="sec">
        <ol class="steps">
          {t.step.map((step, n) => (
            <li key={step}>
              <span>{step}</span>
              <span class="dim nowrap">{t.minutes(MINUTES[n]!)}</span>
            </li>
          ))}
        </ol>
      </section>
      <section class="sec">
        <p class="meta">{t.safe}</p>
      </section>
    </div>
  );
}

function Home({ state, actions }: Props) {
  const { workbook, run } = state;
  const t = texts.start.home;
  return (
    <div>
      <h2 class="grp">
        <span class="grow">
          <bdi>{workbook?.title || texts.frame.tabs.start}</bdi>
        </span>
        <span class="meta">{run ? day(run.asOf, workbook?.locale) : ""}</span>
      </h2>
      <Row icon="turn" name={t.again} body={t.againBody} onClick={actions.propose} />
      <Row
        icon="file"
        name={t.import}
        body={t.importBody}
        onClick={() => actions.openStart("import")}
      />
      <Row
        icon="publish"
        name={t.export}
        body={t.exportBody}
        onClick={() => actions.openStart("export")}
      />
      <Row icon="table" name={t.sample} body={t.sampleBody} onClick={actions.sample} />
      <Row icon="cross" name={t.reset} body={t.resetBody} onClick={actions.askReset} />
      {run && run.findings.length > 0 && (
        <section>
          <h2 class="grp">{texts.start.findings}</h2>
          {run.findings.slice(0, MOST_FINDINGS).map((f) => (
            <div class="row" key={`${f.code} ${f.place} ${f.message}`}>
              <span class={TONE[f.severity]}>
                <Icon name={f.severity === "note" ? "info" : "warn"} />
              </span>
              <span class="grow">
                <Said text={f.message} locale={workbook?.locale} />
                <small>
                  {placeOf(f.place)} <Said text={f.fix} locale={workbook?.locale} />
                </small>
              </span>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}

function Row(props: { icon: string; name: string; body: string; onClick: () => void }) {
  return (
    <button type="button" class="row act" onClick={props.onClick}>
      <Icon name={props.icon} />
      <span class="grow">
        {props.name}
        <small>{props.body}</small>
      </span>
    </button>
  );
}

/** A place in the rules is said in words; any other is a cell, a column or somebody's name. */
function placeOf(place: string): string {
  const line = /^rules:(\d+):\d+$/.exec(place)?.[1];
  return line === undefined ? place : texts.goals.ruleLine(Number(line));
}
