/** What Write would write, sheet by sheet, and which goals on show would change. */
import type { PlanView } from "../../src/app/contract.ts";
import { day } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon, Note } from "../ui/parts.tsx";
import { Said } from "../ui/said.tsx";
import { Again, Skeleton } from "../ui/states.tsx";
import { FunctionBar, FunctionContext, FunctionPage } from "./publish-function.tsx";
import { upkeepSubView } from "./publish-upkeep.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function publishSubView(state: State, actions: Actions) {
  if (state.view !== "publish") return null;
  if (state.publish.draft) return functionSubView(actions);
  if (state.publish.upkeep) return upkeepSubView(state.publish.upkeep, actions);
  if (!state.publish.looks) return null;
  return {
    title: texts.common.preview,
    leave: actions.publish.back,
    Context: PreviewContext,
    Content: PublishPreview,
    Bar: PublishPreviewBar,
  };
}

/** Opened from Publish, and from the why of a figure. */
export const functionSubView = (actions: Actions) => ({
  title: texts.publish.insertFunction,
  leave: actions.publish.functions.close,
  Context: FunctionContext,
  Content: FunctionPage,
  Bar: FunctionBar,
});

/** What the status line says while something is only looked at. */
export const publishStatus = ({ view, why, publish }: State): string | null => {
  const isLooking =
    why === null
      ? view === "publish" && (publish.looks || publish.draft || publish.upkeep)
      : publish.draft;
  return isLooking ? texts.goals.preview : null;
};

const written = (plan: PlanView) => plan.sheets.filter(({ sheet }) => sheet !== RECORD);
const RECORD = "KPI Published";

function PreviewContext({ state }: Props) {
  return (
    <span class="grow ellipsis">
      <b>{texts.common.preview}</b>{" "}
      <span class="dim">{state.plan && texts.publish.sheetCount(written(state.plan).length)}</span>
    </span>
  );
}

function PublishPreview({ state, actions }: Props) {
  const { plan, publish, busy } = state;
  if (!plan) return busy === null ? <Again onClick={actions.publish.preview} /> : <Skeleton />;
  const locale = state.workbook?.locale || "en-US";
  const number = new Intl.NumberFormat(locale);
  const changes = plan.sheets.reduce((sum, { changed }) => sum + changed, 0);
  return (
    <>
      {(publish.refused || plan.problems.length > 0 || changes === 0) && (
        <section class="sec stack">
          {publish.refused && <Note tone="watch">{publish.refused}</Note>}
          {changes === 0 && <Note tone="good">{texts.publish.nothingChanges}</Note>}
          {plan.problems.length > 0 && (
            <Note tone="watch">
              <ul class="stack">
                {plan.problems.map((problem) => (
                  <li key={problem}>
                    <Said text={problem} locale={locale} />
                  </li>
                ))}
              </ul>
            </Note>
          )}
        </section>
      )}
      <Live {...{ plan, locale }} />
      <div class="grp">
        <span class="grow">{texts.publish.willBeWritten}</span>
        <span class="meta">{texts.publish.cells}</span>
      </div>
      {plan.sheets.map((sheet) => (
        <div class="row" key={sheet.sheet}>
          <Icon name="sheet" />
          <span class="grow">
            <bdi>{sheet.sheet}</bdi>
            <small>
              {sheet.isNew
                ? texts.publish.newSheet
                : texts.publish.differ(sheet.changed, sheet.since && day(sheet.since, locale))}
            </small>
          </span>
          <span class="num">{number.format(sheet.cells)}</span>
        </div>
      ))}
      <GoalChanges {...{ plan, locale }} />
      <section class="sec">
        <p class="meta">{texts.publish.untouched}</p>
      </section>
    </>
  );
}

/** What becomes a formula, what a value, what neither, and what it costs. */
function Live({ plan, locale }: { plan: PlanView; locale: string }) {
  const { live } = plan;
  if (!live) return null;
  const said = texts.publish.live;
  const size = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: live.kilobytes < 1000 ? "kilobyte" : "megabyte",
    maximumFractionDigits: live.kilobytes < 1000 ? 0 : 1,
  }).format(live.kilobytes < 1000 ? live.kilobytes : live.kilobytes / 1000);
  return (
    <section>
      <div class="grp">
        <span class="grow">
          {said.title}, {live.program}
        </span>
      </div>
      <div class="sec stack">
        <p>
          {said.formulas(live.formulas)}, {said.values(live.values)}.
        </p>
        <p class="meta">
          {said.refused(live.refused)} {said.helpers(live.helpers)}. {said.grows(size)}
        </p>
      </div>
    </section>
  );
}

/** Goals that stand in the sheet and would be others: old above new. */
function GoalChanges({ plan, locale }: { plan: PlanView; locale: string }) {
  const { goals } = plan;
  if (!goals || goals.changed === 0) return null;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const shown = (value: number | null) =>
    value === null ? texts.publish.none : number.format(value);
  return (
    <section>
      <div class="grp">
        <span class="grow">{texts.publish.goalsChange(goals.changed)}</span>
      </div>
      {goals.first.map(({ about, before, after }) => (
        <div class="row" key={about}>
          <span class="grow">
            <bdi>{about}</bdi>
          </span>
          <span class="num">
            <small>{shown(before)}</small>
            <b>{shown(after)}</b>
          </span>
        </div>
      ))}
      {goals.changed > goals.first.length && (
        <p class="sec meta">{texts.publish.more(goals.changed - goals.first.length)}</p>
      )}
    </section>
  );
}

function PublishPreviewBar({ state, actions }: Props) {
  const { plan, busy } = state;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="primary grow"
        disabled={!plan || busy !== null}
        onClick={() => void actions.publish.write()}
      >
        {texts.publish.write(plan ? written(plan).length : 0)}
      </button>
      <button type="button" onClick={actions.publish.back}>
        {texts.common.cancel}
      </button>
    </section>
  );
}
