/** One person's goals by period: the year, its parts, each to be typed over or held. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { GoalPeriodsView } from "../../src/app/contract.ts";
import { inFull, signedPercent, unitName } from "../digits.ts";
import type { Actions } from "../state/actions.ts";
import type { PeriodsDraft } from "../state/goal-periods.ts";
import { yearBefore } from "../state/goal-tree.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon, Note, StatusIcon } from "../ui/parts.tsx";
import { Again, Skeleton } from "../ui/states.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function GoalPeriods({ state, actions }: Props) {
  const { byPeriod, tree } = state.goals;
  if (!byPeriod || !tree) return null;
  const { view } = byPeriod;
  if (!view)
    return state.busy === null ? <Again onClick={actions.goals.periods.read} /> : <Skeleton />;
  const locale = state.workbook?.locale || "en-US";
  const at = tree.who.indexOf(byPeriod.who);
  // A top's goal that comes down is what the rules say: it is tried out, not typed over.
  const isSaid = tree.handed.length > 0 && tree.manager[at] === -1;
  const canHold = tree.handed.length > 0 && !isSaid;
  return (
    <section class="sec stack">
      {isSaid && <Note tone="">{texts.goals.saidByRules}</Note>}
      <table class="periods">
        <thead>
          <tr>
            <th scope="col">{texts.common.period}</th>
            <th scope="col" class="num">
              {texts.goals.amount(unitName(view.unit))}
            </th>
            <th scope="col" class="num">
              {texts.goals.columns.change(yearBefore(view.periods[0] ?? ""))}
            </th>
            <th scope="col">
              <span class="vh">{texts.goals.marks}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.periods.map((period, n) => (
            <Row key={period} {...{ view, n, draft: byPeriod, locale, actions, isSaid, canHold }} />
          ))}
        </tbody>
        <Together {...{ view, locale }} />
      </table>
      {byPeriod.wrong && (
        <p id="goal-wrong" class="bad" role="alert">
          {byPeriod.wrong}
        </p>
      )}
    </section>
  );
}

interface RowProps {
  readonly view: GoalPeriodsView;
  readonly n: number;
  readonly draft: PeriodsDraft;
  readonly locale: string;
  readonly actions: Actions;
  readonly isSaid: boolean;
  readonly canHold: boolean;
}

function Row({ view, n, draft, locale, actions, isSaid, canHold }: RowProps) {
  const { periods } = actions.goals;
  const period = view.periods[n]!;
  const [goal, before] = [view.goal[n] ?? null, view.baseline[n] ?? null];
  const change = goal === null || before === null || before <= 0 ? null : goal / before - 1;
  const held = view.held[n] ?? 0;
  const hold = held === 0 ? texts.goals.holdIn(period) : texts.goals.freeIn(period);
  return (
    <tr class={view.level[n] === 0 ? "whole" : ""}>
      <th scope="row" style={{ "--l": view.level[n]! }}>
        <bdi>{period}</bdi>
        {view.closed[n] && <span class="meta"> {texts.goals.closed}</span>}
      </th>
      <td class="num">
        {draft.at === period ? (
          <Field {...{ draft, period, actions }} />
        ) : goal === null || isSaid ? (
          inFull(goal, view.unit, locale)
        ) : (
          <button
            type="button"
            class="why num"
            aria-label={texts.goals.editIn(period, inFull(goal, view.unit, locale))}
            onClick={() => periods.edit(period)}
          >
            {inFull(goal, view.unit, locale)}
          </button>
        )}
      </td>
      <td class="num dim">{signedPercent(change, locale)}</td>
      <td class="mkc">
        {goal !== null && canHold && !view.closed[n] && (
          <button
            type="button"
            class="icon mini"
            aria-label={hold}
            title={hold}
            aria-pressed={held !== 0}
            onClick={() => void periods.holdOrFree(period)}
          >
            <Icon name={held === 0 ? "unlock" : "lock"} />
          </button>
        )}
      </td>
    </tr>
  );
}

function Field({
  draft,
  period,
  actions,
}: {
  draft: PeriodsDraft;
  period: string;
  actions: Actions;
}) {
  const { periods } = actions.goals;
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <input
      ref={field}
      class="num"
      inputMode="decimal"
      aria-label={texts.goals.goalOf(draft.who, period)}
      aria-invalid={draft.wrong !== null}
      aria-describedby={draft.wrong === null ? undefined : "goal-wrong"}
      value={draft.typed}
      onInput={(event) => periods.type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") void periods.enter();
        else if (event.key === "Escape") periods.drop();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}

/** The year's parts together, beside the year: nothing where one of them is blank. */
function Together({ view, locale }: { view: GoalPeriodsView; locale: string }) {
  const parts = view.goal.filter((_, n) => view.level[n] === 1);
  const year = view.goal[0] ?? null;
  if (year === null || parts.length === 0 || parts.includes(null)) return null;
  const sum = parts.reduce<number>((all, goal) => all + goal!, 0);
  const ties = Math.abs(sum - year) <= 1e-6 * Math.max(1, Math.abs(year));
  if (!ties) return null;
  return (
    <tfoot>
      <tr>
        <th scope="row">{texts.goals.partsTogether}</th>
        <td class="num">{inFull(sum, view.unit, locale)}</td>
        <td colSpan={2}>
          <span class="st met">
            <StatusIcon word="met" />
            <b>{texts.goals.tie}</b>
          </span>
        </td>
      </tr>
    </tfoot>
  );
}
