/** Freeze to values, repair formulas: what would be written, sheet by sheet, before it is. */
import type { UpkeepView } from "../../src/app/contract.ts";
import type { Actions } from "../state/actions.ts";
import { frozenIn, type Upkeep } from "../state/publish-upkeep.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Icon, Note } from "../ui/parts.tsx";
import { Again, Skeleton } from "../ui/states.tsx";

export interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function upkeepSubView(upkeep: Upkeep, actions: Actions) {
  const { title } = texts.publish.upkeep[upkeep.what];
  return {
    title,
    leave: actions.publish.upkeep.close,
    Context: UpkeepContext,
    Content: UpkeepPage,
    Bar: UpkeepBar,
  };
}

const UpkeepContext = ({ state }: Props) => (
  <span class="grow ellipsis">
    <b>{state.publish.upkeep && texts.publish.upkeep[state.publish.upkeep.what].title}</b>
  </span>
);

function UpkeepPage({ state, actions }: Props) {
  const { upkeep } = state.publish;
  if (!upkeep) return null;
  const { what, view, refused } = upkeep;
  if (!view)
    return state.busy === null ? <Again onClick={actions.publish.upkeep.again} /> : <Skeleton />;
  const said = texts.publish.upkeep[what];
  return (
    <>
      <section class="sec stack">
        {refused && <Note tone="watch">{refused}</Note>}
        {view.notes.map((note) => (
          <Note tone="watch" key={note}>
            {note}
          </Note>
        ))}
        <p class="meta">{view.sheets.length === 0 ? said.none : said.about}</p>
      </section>
      {view.sheets.length > 0 && (
        <div class="grp">
          <span class="grow">{said.sheets}</span>
          <span class="meta">{texts.publish.upkeep.formulas}</span>
        </div>
      )}
      {what === "freeze" ? (
        <FreezeSheets {...{ state, actions, upkeep, view }} />
      ) : (
        view.sheets.map(({ sheet, cells }) => (
          <div class="row" key={sheet}>
            <Icon name="sheet" />
            <bdi class="grow">{sheet}</bdi>
            <span class="num">{figure(state, cells)}</span>
          </div>
        ))
      )}
      {view.first.length > 0 && <Repaired view={view} />}
    </>
  );
}

const figure = (state: State, n: number): string =>
  new Intl.NumberFormat(state.workbook?.locale || "en-US").format(n);

function FreezeSheets({
  state,
  actions,
  upkeep,
  view,
}: Props & { upkeep: Upkeep; view: UpkeepView }) {
  const chosen = frozenIn(upkeep);
  return (
    <div class="choices">
      {view.sheets.map(({ sheet, cells, problem }) => (
        <label class="check" key={sheet}>
          <input
            type="checkbox"
            checked={chosen.includes(sheet)}
            disabled={problem !== null || state.busy !== null}
            onChange={() => void actions.publish.upkeep.toggle(sheet)}
          />
          <span class="grow">
            <bdi>{sheet}</bdi>
            {problem && <small>{problem}</small>}
          </span>
          <span class="num">{figure(state, cells)}</span>
        </label>
      ))}
    </div>
  );
}

/** The first formulas, the old above the new. */
function Repaired({ view }: { view: UpkeepView }) {
  const all = view.sheets.reduce((sum, { cells }) => sum + cells, 0);
  const rest = all - view.first.length;
  return (
    <section class="sec stack" aria-label={texts.publish.upkeep.repair.first}>
      {view.first.map(({ place, before, after }) => (
        <div class="stack" key={place}>
          <p class="meta">
            <bdi>{place}</bdi>
          </p>
          <del class="formula">{before}</del>
          <ins class="formula">{after}</ins>
        </div>
      ))}
      {rest > 0 && <p class="meta">{texts.publish.more(rest)}</p>}
    </section>
  );
}

function UpkeepBar({ state, actions }: Props) {
  const { upkeep } = state.publish;
  if (!upkeep) return null;
  const cells = upkeep.view?.sheets.reduce((sum, sheet) => sum + sheet.cells, 0) ?? 0;
  const count = upkeep.what === "freeze" ? frozenIn(upkeep).length : cells;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      {count > 0 ? (
        <button
          type="button"
          class="primary grow"
          disabled={state.busy !== null}
          onClick={() => void actions.publish.upkeep.write()}
        >
          {texts.publish.upkeep[upkeep.what].write(count)}
        </button>
      ) : (
        <span class="grow" />
      )}
      <button type="button" onClick={actions.publish.upkeep.close}>
        {texts.common.cancel}
      </button>
    </section>
  );
}
