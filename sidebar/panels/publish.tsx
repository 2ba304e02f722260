/** Finance looks at the tie first, then says what to write and as what. Nothing is written from here unseen. */
import { useEffect } from "preact/hooks";
import { type As, type Part, PROGRAMS, type PublishPartsView } from "../../src/app/contract.ts";
import { inFull } from "../digits.ts";
import { day } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Empty, Note, StatusIcon } from "../ui/parts.tsx";
import { Again, Skeleton } from "../ui/states.tsx";
import { PeriodPick } from "./pickers.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function PublishContext({ state, actions }: Props) {
  const since = state.publish.parts?.since ?? "";
  return (
    <>
      <span class="grow ellipsis">
        {since === "" ? texts.publish.never : texts.publish.last(day(since, localeOf(state)))}
      </span>
      <PeriodPick {...{ state, actions }} />
    </>
  );
}

const localeOf = (state: State): string => state.workbook?.locale || "en-US";

export function Publish({ state, actions }: Props) {
  const { run, publish } = state;
  const isStale = run !== null && publish.after !== run;
  useEffect(() => {
    if (isStale) void actions.publish.load();
  }, [isStale]);
  if (!run) return state.busy === null ? <Empty {...texts.common.noRun} /> : <Skeleton />;
  const { parts } = publish;
  if (!parts) {
    return publish.working || isStale ? <Skeleton /> : <Again onClick={actions.publish.load} />;
  }
  return (
    <>
      <Ties {...{ state, actions, parts }} />
      <What {...{ state, actions, parts }} />
      <How {...{ state, actions, parts }} />
    </>
  );
}

/** Whether the sums tie and the checks pass, and what was changed by hand since. */
function Ties({ state, actions, parts }: Props & { parts: PublishPartsView }) {
  const { tieout, checks, tests } = state.run!;
  const failed = [
    ...checks
      .filter((c) => !c.passed)
      .map((c) => `${c.expression}: ${texts.publish.notExpected(c.actual, c.expected)}`),
    ...tests.filter((t) => !t.passed).map((t) => `${t.name}: ${t.failures.join("; ")}`),
  ];
  const all = checks.length + tests.length;
  const good = parts.ties === parts.lines && failed.length === 0;
  const isThere = state.workbook?.sheets.some(({ name }) => name === TIEOUT) ?? false;
  const said = [
    ...(parts.lines > 0 ? [texts.publish.tied(parts.ties, parts.lines)] : []),
    ...(all > 0 ? [texts.publish.pass(all - failed.length, all)] : []),
  ];
  return (
    <section class="sec stack" aria-label={texts.publish.ties}>
      <div class="line">
        <StatusIcon word={good ? "met" : "missed"} />
        <span class="grow">{said.join(", ") || texts.publish.nothingToTie}</span>
        {isThere && (
          <button
            type="button"
            class="mini plain"
            onClick={() => void actions.select(TIEOUT, "A1")}
          >
            {texts.publish.certificate}
          </button>
        )}
      </div>
      {failed.map((text) => (
        <p class="meta bad" key={text}>
          {text}
        </p>
      ))}
      {tieout.rounding > 0 && (
        <p class="meta">
          {texts.publish.rounding(
            tieout.rounding,
            inFull(tieout.largest, { of: "money", code: "" }, localeOf(state)),
          )}
        </p>
      )}
      {parts.drift > 0 && (
        <Note
          tone="watch"
          icon="drift"
          act={
            <button
              type="button"
              class="why"
              onClick={() => {
                actions.open("goals");
                void actions.goals.openDrift();
              }}
            >
              {texts.goals.review}
            </button>
          }
        >
          {texts.publish.drift(parts.drift)}
        </Note>
      )}
    </section>
  );
}

const TIEOUT = "KPI Tie-out";

function What({ state, actions, parts }: Props & { parts: PublishPartsView }) {
  const { choice } = state.publish;
  return (
    <fieldset>
      <legend class="grp">
        <span class="grow">{texts.publish.what}</span>
        <span class="meta">{texts.publish.sheets}</span>
      </legend>
      <div class="choices">
        {parts.parts.map(({ part, sheets, rows, more }) => (
          <label class="check" key={part}>
            <input
              type="checkbox"
              checked={choice.parts.includes(part)}
              onChange={() => actions.publish.toggle(part)}
            />
            <span class="grow">
              {texts.publish.parts[part]}
              <small>{detailOf(part, rows, more)}</small>
            </span>
            <span class="num">{sheets}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const detailOf = (part: Part, rows: number, more: number): string =>
  texts.publish.details[part](rows, more);

const AS: readonly As[] = ["figures", "formulas", "functions", "values"];

function How({ state, actions, parts }: Props & { parts: PublishPartsView }) {
  const { choice } = state.publish;
  const today = day(parts.today, localeOf(state));
  const host = state.workbook?.host;
  return (
    <>
      <fieldset>
        <legend class="grp">
          <span class="grow">{texts.publish.as}</span>
        </legend>
        <div class="choices">
          {AS.map((as) => (
            <label class="check" key={as}>
              <input
                type="radio"
                name="as"
                checked={choice.as === as}
                onChange={() => actions.publish.choose({ as })}
              />
              <span class="grow">
                {texts.publish.forms[as].name(today)}
                <small>{texts.publish.forms[as].detail}</small>
              </span>
            </label>
          ))}
        </div>
        {choice.as === "formulas" && state.workbook?.host === "excel" && (
          <Program {...{ state, actions }} />
        )}
      </fieldset>
      <fieldset>
        <legend class="grp">
          <span class="grow">{texts.publish.looks}</span>
        </legend>
        <div class="choices">
          <label class="check">
            <input
              type="checkbox"
              checked={choice.looks}
              onChange={() => actions.publish.choose({ looks: !choice.looks })}
            />
            <span class="grow">{texts.publish.coloursAndBars}</span>
          </label>
        </div>
      </fieldset>
      <section class="sec line wraps">
        <button type="button" onClick={() => void actions.publish.functions.open()}>
          {texts.publish.insertFunctionAsk}
        </button>
        {(["freeze", "repair"] as const).map((what) => (
          <button type="button" key={what} onClick={() => void actions.publish.upkeep.open(what)}>
            {texts.publish.upkeep[what].ask}
          </button>
        ))}
      </section>
      {(host === "google" || host === "excel") && (
        <p class="sec meta">{texts.publish.fileBy[host]}</p>
      )}
    </>
  );
}

/** Whose formulas: a file is opened by others too, and an older Excel lacks some functions. */
function Program({ state, actions }: Props) {
  const { program = PROGRAMS[0] } = state.publish.choice;
  return (
    <label class="sec line">
      <span>{texts.publish.program}</span>
      <select
        value={program}
        onChange={(event) => {
          const chosen = PROGRAMS.find((id) => id === event.currentTarget.value);
          if (chosen) actions.publish.choose({ program: chosen });
        }}
      >
        {PROGRAMS.map((id) => (
          <option key={id} value={id}>
            {texts.publish.programs[id]}
          </option>
        ))}
      </select>
    </label>
  );
}

export function PublishBar({ state, actions }: Props) {
  if (!state.run || !state.publish.parts) return null;
  const none = state.publish.choice.parts.length === 0;
  const said = none
    ? texts.publish.chooseSome
    : state.undo && texts.common.undoTakesBack(state.undo.what);
  return (
    <section class="bar wraps" aria-label={texts.frame.actions}>
      {said && <span class="meta">{said}</span>}
      {state.undo && (
        <button type="button" disabled={state.busy !== null} onClick={actions.undo}>
          {texts.common.undo}
        </button>
      )}
      <button
        type="button"
        class="primary grow"
        disabled={none || state.busy !== null}
        onClick={() => void actions.publish.preview()}
      >
        {texts.common.preview}
      </button>
      {state.publish.parts.makesFiles && (
        <button
          type="button"
          disabled={none || state.busy !== null}
          onClick={() => void actions.publish.exportFile()}
        >
          {texts.publish.exportFile}
        </button>
      )}
    </section>
  );
}
