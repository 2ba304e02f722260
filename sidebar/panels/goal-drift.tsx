/** Published goals that were typed over, and the edits on record. */
import type { CellValue } from "../../dsl/cell.ts";
import type { GoalCommand } from "../../src/app/contract.ts";
import type { DriftItemView } from "../../src/app/contract-drift.ts";
import { inFull } from "../digits.ts";
import { BLANK, day } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Empty, Note } from "../ui/parts.tsx";
import { Said } from "../ui/said.tsx";
import { Skeleton } from "../ui/states.tsx";

export function GoalDrift({ state, actions }: { state: State; actions: Actions }) {
  const { drift, takeBack } = state.goals;
  if (!drift) return state.busy === null ? null : <Skeleton />;
  if (!drift.recorded) return <Empty {...texts.goals.driftUnknown} />;
  const open = drift.items.filter((item) => !item.settled);
  if (open.length === 0) return <Empty {...texts.goals.driftNone} />;
  const asked = (ids: readonly string[]) => takeBack?.ids.join() === ids.join();
  const all = open.map(({ id }) => id);
  return (
    <>
      {open.map((item) => (
        <DriftItem
          key={item.id}
          item={item}
          locale={state.workbook?.locale || "en-US"}
          isAsked={asked([item.id])}
          actions={actions}
        />
      ))}
      {open.length > 1 && (
        <section class="sec">
          {asked(all) ? (
            <Confirm n={open.length} actions={actions} />
          ) : (
            <button type="button" onClick={() => void actions.goals.askTakeBack(all)}>
              {texts.goals.takeBackAll(open.length)}
            </button>
          )}
        </section>
      )}
    </>
  );
}

function DriftItem({
  item,
  locale,
  isAsked,
  actions,
}: {
  item: DriftItemView;
  locale: string;
  isAsked: boolean;
  actions: Actions;
}) {
  const { accept } = item;
  return (
    <section class="sec stack">
      <p class="say">
        <bdi>
          <Said text={item.sentence} locale={locale} />
        </bdi>
      </p>
      {item.kind === "typed over" && (
        <table>
          <tbody>
            <tr>
              <td>{texts.goals.published}</td>
              <td class="num">{cellIn(item.expected, locale)}</td>
            </tr>
            <tr>
              <td>{texts.goals.there}</td>
              <td class="num">
                <b>{cellIn(item.found, locale)}</b>
              </td>
            </tr>
          </tbody>
        </table>
      )}
      {isAsked ? (
        <Confirm n={1} actions={actions} />
      ) : (
        <div class="line">
          <button
            type="button"
            class="mini"
            onClick={() => void actions.goals.askTakeBack([item.id])}
          >
            {texts.goals.takeBack}
          </button>
          {accept && (
            <button type="button" class="mini" onClick={() => actions.goals.accept(accept)}>
              {texts.goals.acceptIt}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function cellIn(cell: CellValue, locale: string): string {
  if (typeof cell === "number") return inFull(cell, { of: "plain" }, locale);
  if (cell === null || cell === "") return BLANK;
  return typeof cell === "object" ? cell.error : String(cell);
}

const Confirm = ({ n, actions }: { n: number; actions: Actions }) => (
  <div role="status" class="stack">
    <Note tone="">{texts.goals.takeBackAsk(n)}</Note>
    <div class="line">
      <button type="button" class="primary mini" onClick={() => void actions.goals.takeBack()}>
        {texts.goals.write}
      </button>
      <button type="button" class="mini" onClick={actions.goals.keepDrift}>
        {texts.common.cancel}
      </button>
    </div>
  </div>
);

/** Edits listed; a longer record is read in the sheet itself. */
const MOST_EDITS = 200;

export function GoalLog({ state, actions }: { state: State; actions: Actions }) {
  const { edits } = state.goals;
  const { run } = state;
  if (!edits) return state.busy === null ? null : <Skeleton />;
  if (edits.edits.length === 0 && edits.problems.length === 0)
    return <Empty {...texts.goals.logNone} />;
  const locale = state.workbook?.locale || "en-US";
  return (
    <>
      {edits.problems.map(({ place, message }) => (
        <section key={place} class="sec">
          <Note tone="bad">
            <b>{place}</b> {message}
          </Note>
        </section>
      ))}
      {[...edits.edits]
        .reverse()
        .slice(0, MOST_EDITS)
        .map((edit) => {
          const unit = run?.kpis.find(({ name }) => name === edit.kpi)?.unit ?? { of: "plain" };
          const free: GoalCommand = {
            kind: "release",
            who: edit.who,
            kpi: edit.kpi,
            period: edit.period,
          };
          const to = typeof edit.to === "number" ? inFull(edit.to, unit, locale) : (edit.to ?? "");
          const kind = texts.goals.kinds[edit.kind as keyof typeof texts.goals.kinds] ?? edit.kind;
          return (
            <div key={edit.n} class="row">
              <span class="grow">
                <bdi>
                  {edit.who}, {edit.period}: {kind}
                </bdi>{" "}
                {to !== "" && <b>{to}</b>}
                <small>
                  {texts.goals.logState[edit.state]}
                  {" · "}
                  {texts.goals.logBy(edit.by, day(edit.on, locale))}
                  {edit.note && `. ${edit.note}`}
                </small>
                {edit.reason && <small class="watch">{edit.reason}</small>}
              </span>
              {edit.state === "in force" && (edit.kind === "hold" || edit.kind === "override") && (
                <button type="button" class="mini" onClick={() => actions.goals.decide(free)}>
                  {texts.goals.freeAgain}
                </button>
              )}
            </div>
          );
        })}
    </>
  );
}
