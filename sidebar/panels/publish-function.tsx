/** A KPI function for the selected cell: chosen, asked for what only a person knows, looked at, inserted. */
import type { CellValue } from "../../dsl/cell.ts";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Note } from "../ui/parts.tsx";
import { Said } from "../ui/said.tsx";
import { Skeleton } from "../ui/states.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export const FunctionContext = (_: Props) => (
  <span class="grow ellipsis">
    <b>{texts.publish.insertFunction}</b>
  </span>
);

export function FunctionPage({ state, actions }: Props) {
  const { draft } = state.publish;
  if (!draft) return null;
  const { list, id, args, plan } = draft;
  if (!list) return <Skeleton />;
  const chosen = list.find((f) => f.id === id);
  return (
    <form
      id="function"
      class="sec stack"
      onSubmit={(event) => {
        event.preventDefault();
        void actions.publish.functions.look();
      }}
    >
      <label>
        {texts.publish.function}
        <select
          value={id}
          onChange={(event) => actions.publish.functions.choose(event.currentTarget.value)}
        >
          {list.map((f) => (
            <option key={f.id} value={f.id}>
              {f.id}
            </option>
          ))}
        </select>
      </label>
      <p class="meta">{chosen?.summary}</p>
      {chosen?.params.map(({ name, help, optional }, i) => (
        <label key={`${id} ${name}`}>
          {optional ? texts.publish.optional(name) : name}
          <input
            value={args[i] ?? ""}
            onInput={(event) => actions.publish.functions.type(i, event.currentTarget.value)}
          />
          <small class="meta">{help}</small>
        </label>
      ))}
      {plan && (
        <section aria-label={texts.publish.formula} class="stack">
          {plan.problems.map((problem) => (
            <Note
              tone="watch"
              key={problem}
              act={
                plan.free && (
                  <button
                    type="button"
                    class="why"
                    onClick={() => void actions.publish.functions.useFree()}
                  >
                    {texts.publish.useFree(plan.free)}
                  </button>
                )
              }
            >
              <Said text={problem} locale={state.workbook?.locale} />
            </Note>
          ))}
          {plan.problems.length === 0 && (
            <p class="meta">
              {texts.publish.fills(plan.sheet, plan.cell, plan.rows, plan.columns)}
            </p>
          )}
          <code class="formula">{plan.formula}</code>
          <Result {...{ state, first: plan.first }} />
        </section>
      )}
    </form>
  );
}

function Result({ state, first }: { state: State; first: readonly (readonly CellValue[])[] }) {
  const number = new Intl.NumberFormat(state.workbook?.locale || "en-US", {
    maximumFractionDigits: 4,
  });
  const shown = (cell: CellValue) => {
    if (typeof cell === "number") return number.format(cell);
    return cell === null ? "" : typeof cell === "object" ? cell.error : String(cell);
  };
  return (
    <section class="result" tabIndex={0} aria-label={texts.publish.result}>
      <table>
        <tbody>
          {first.map((row, r) => (
            <tr key={r}>
              {row.map((cell, c) => (
                <td key={c} class={typeof cell === "number" ? "num" : ""}>
                  <bdi>{shown(cell)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function FunctionBar({ state, actions }: Props) {
  const { draft } = state.publish;
  const busy = state.busy !== null;
  const plan = draft?.plan ?? null;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      {plan && plan.problems.length === 0 ? (
        <button
          type="button"
          class="primary grow"
          disabled={busy}
          onClick={() => void actions.publish.functions.insert()}
        >
          {texts.publish.insertIn(plan.cell)}
        </button>
      ) : (
        <button type="submit" form="function" class="primary grow" disabled={busy || !draft?.list}>
          {texts.common.preview}
        </button>
      )}
      <button type="button" onClick={actions.publish.functions.close}>
        {texts.common.cancel}
      </button>
    </section>
  );
}
